// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/relations.h"

#include "runtime/memory/pool.h"

#include <algorithm>
#include <limits>
#include <new>

namespace factorama {

namespace {

Word extraOf(const Relations::Relation& relation)
{
    return static_cast<Word>(relation.kind) | (static_cast<Word>(relation.alias) << 3) |
           (Word{relation.name.index()} << 6) | (Word{relation.identifier} << 32);
}

Word keyOf(const Relations::Relation& relation)
{
    return relation.kind == Relations::Kind::Link ? word::from(relation.peer)
                                                  : word::from(relation.reference);
}

} // namespace

Relations::Storage* Relations::Storage::make(std::uint32_t capacity)
{
    void* memory = pool::allocate(sizeof(Storage) + capacity * sizeof(Entry));
    auto* storage = new (memory) Storage(capacity);
    for (std::size_t i = 0; i < capacity; ++i) {
        new (storage->entries() + i) Entry;
    }
    return storage;
}

void Relations::Storage::free(void* memory) noexcept
{
    auto* storage = static_cast<Storage*>(memory);
    pool::release(storage, sizeof(Storage) + storage->capacity * sizeof(Entry));
}

Relations::~Relations()
{
    if (Storage* storage = m_storage.load(std::memory_order_relaxed)) {
        Storage::free(storage);
    }
}

Relations::Relation Relations::decode(Word key, const Entry& entry)
{
    const Word extra = entry.extra.load(std::memory_order_relaxed);
    Relation relation;
    relation.kind = static_cast<Kind>(extra & 7);
    relation.alias = static_cast<AliasMode>((extra >> 3) & 7);
    relation.peer = Pid::fromBits(entry.peer.load(std::memory_order_relaxed));
    relation.name = Atom::fromIndex(static_cast<std::uint32_t>((extra >> 6) & 0xFFFFF));
    relation.identifier = static_cast<std::uint32_t>(extra >> 32);
    if (relation.kind != Kind::Link) {
        relation.reference = word::toReference(key);
    }
    return relation;
}

Relations::Entry* Relations::findEntry(Word key) const
{
    Storage* storage = m_storage.load(std::memory_order_relaxed);
    if (storage == nullptr) {
        return nullptr;
    }
    for (std::size_t i = storage->slotOf(key);; i = (i + 1) & (storage->capacity - 1)) {
        Entry& entry = storage->entries()[i];
        const Word found = entry.key.load(std::memory_order_relaxed);
        if (found == key) {
            return &entry;
        }
        if (found == Empty) {
            return nullptr;
        }
    }
}

std::optional<Relations::Relation> Relations::find(Word key) const
{
    const Entry* entry = findEntry(key);
    return entry == nullptr ? std::nullopt : std::optional(decode(key, *entry));
}

void Relations::count(Storage& storage, Kind kind, int change)
{
    if (kind == Kind::MonitoredBy || kind == Kind::Alias) {
        return;
    }
    std::atomic<std::uint32_t>& counter = kind == Kind::Link ? storage.links : storage.monitoring;
    counter.store(counter.load(std::memory_order_relaxed) + static_cast<std::uint32_t>(change),
                  std::memory_order_relaxed);
}

void Relations::insertNew(Storage& storage, Word key, Word peer, Word extra)
{
    std::size_t i = storage.slotOf(key);
    Word found = storage.entries()[i].key.load(std::memory_order_relaxed);
    while (found != Empty && found != Erased) {
        i = (i + 1) & (storage.capacity - 1);
        found = storage.entries()[i].key.load(std::memory_order_relaxed);
    }
    Entry& entry = storage.entries()[i];
    entry.peer.store(peer, std::memory_order_relaxed);
    entry.extra.store(extra, std::memory_order_relaxed);
    entry.key.store(key, std::memory_order_release); // an observer that sees the key sees the rest
    storage.used += found == Empty ? 1 : 0;
    ++storage.size;
}

Relations::Storage& Relations::grow(Epochs& epochs, RetiredList& retired)
{
    Storage* old = m_storage.load(std::memory_order_relaxed);
    // Many erased entries and few live ones: the same capacity will do.
    const std::uint32_t capacity = old == nullptr                          ? 4
                                   : (2 * (old->size + 1) > old->capacity) ? 2 * old->capacity
                                                                           : old->capacity;
    Storage* storage = Storage::make(capacity);
    if (old != nullptr) {
        for (std::size_t i = 0; i < old->capacity; ++i) {
            const Entry& entry = old->entries()[i];
            const Word key = entry.key.load(std::memory_order_relaxed);
            if (key != Empty && key != Erased) {
                insertNew(*storage, key, entry.peer.load(std::memory_order_relaxed),
                          entry.extra.load(std::memory_order_relaxed));
            }
        }
        storage->unlinks = old->unlinks;
        storage->links.store(old->links.load(std::memory_order_relaxed), std::memory_order_relaxed);
        storage->monitoring.store(old->monitoring.load(std::memory_order_relaxed), std::memory_order_relaxed);
    }
    m_storage.store(storage, std::memory_order_release);
    if (old != nullptr) {
        retired.retire(epochs, old, &Storage::free);
    }
    return *storage;
}

void Relations::put(const Relation& relation, Epochs& epochs, RetiredList& retired)
{
    const Word key = keyOf(relation);
    Entry* const entry = findEntry(key);
    if (entry == nullptr) {
        putNew(relation, epochs, retired);
        return;
    }
    Storage& storage = *m_storage.load(std::memory_order_relaxed);
    const Relation old = decode(key, *entry);
    entry->extra.store(extraOf(relation), std::memory_order_relaxed);
    if (!old.isUnlinking()) {
        count(storage, old.kind, -1);
    }
    if (!relation.isUnlinking()) {
        count(storage, relation.kind, 1);
    }
}

void Relations::putNew(const Relation& relation, Epochs& epochs, RetiredList& retired)
{
    Storage* storage = m_storage.load(std::memory_order_relaxed);
    if (storage == nullptr || 4 * (storage->used + 1) > 3 * storage->capacity) {
        storage = &grow(epochs, retired);
    }
    insertNew(*storage, keyOf(relation), relation.peer.bits(), extraOf(relation));
    if (!relation.isUnlinking()) {
        count(*storage, relation.kind, 1);
    }
}

bool Relations::erase(Word key)
{
    Entry* entry = findEntry(key);
    if (entry == nullptr) {
        return false;
    }
    erase(*entry, decode(key, *entry));
    return true;
}

void Relations::erase(Entry& entry, const Relation& relation)
{
    Storage& storage = *m_storage.load(std::memory_order_relaxed);
    // Erased entries keep the way to those behind them. Where nothing is behind, they need not stay.
    auto at = static_cast<std::size_t>(&entry - storage.entries());
    const std::size_t mask = storage.capacity - 1;
    if (storage.entries()[(at + 1) & mask].key.load(std::memory_order_relaxed) != Empty) {
        entry.key.store(Erased, std::memory_order_relaxed);
    } else {
        do {
            storage.entries()[at].key.store(Empty, std::memory_order_relaxed);
            --storage.used;
            at = (at - 1) & mask;
        } while (storage.entries()[at].key.load(std::memory_order_relaxed) == Erased);
    }
    --storage.size;
    if (!relation.isUnlinking()) {
        count(storage, relation.kind, -1);
    }
}

std::uint32_t Relations::nextUnlink()
{
    std::uint32_t& last = m_storage.load(std::memory_order_relaxed)->unlinks;
    last += last == std::numeric_limits<std::uint32_t>::max() ? 2 : 1; // 0 means that no unlink is under way
    return last;
}

std::size_t Relations::bytes() const
{
    const Storage* storage = m_storage.load(std::memory_order_acquire);
    return storage == nullptr ? 0 : sizeof(Storage) + storage->capacity * sizeof(Entry);
}

} // namespace factorama
