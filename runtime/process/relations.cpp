// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/relations.h"

#include "runtime/memory/pool.h"

#include <algorithm>
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

Relations::Storage* Relations::Storage::make(std::size_t capacity)
{
    void* memory = pool::allocate(sizeof(Storage) + capacity * sizeof(Entry));
    auto* storage = new (memory) Storage{capacity, 0};
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

void Relations::count(Kind kind, int change)
{
    if (kind == Kind::MonitoredBy || kind == Kind::Alias) {
        return;
    }
    std::atomic<std::uint32_t>& counter = kind == Kind::Link ? m_links : m_monitoring;
    counter.store(counter.load(std::memory_order_relaxed) + static_cast<std::uint32_t>(change),
                  std::memory_order_relaxed);
}

void Relations::insertNew(Storage& storage, Word key, Word peer, Word extra)
{
    std::size_t i = storage.slotOf(key);
    while (storage.entries()[i].key.load(std::memory_order_relaxed) != Empty) {
        i = (i + 1) & (storage.capacity - 1);
    }
    Entry& entry = storage.entries()[i];
    entry.peer.store(peer, std::memory_order_relaxed);
    entry.extra.store(extra, std::memory_order_relaxed);
    entry.key.store(key, std::memory_order_release); // an observer that sees the key sees the rest
    ++storage.used;
}

void Relations::grow(Epochs& epochs, RetiredList& retired)
{
    Storage* old = m_storage.load(std::memory_order_relaxed);
    // Many erased entries and few live ones: the same capacity will do.
    const std::size_t capacity = old == nullptr                       ? 4
                                 : (2 * (m_size + 1) > old->capacity) ? 2 * old->capacity
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
    }
    m_storage.store(storage, std::memory_order_release);
    if (old != nullptr) {
        retired.retire(epochs, old, &Storage::free);
    }
}

void Relations::put(const Relation& relation, Epochs& epochs, RetiredList& retired)
{
    const Word key = keyOf(relation);
    if (Entry* entry = findEntry(key)) {
        const Relation old = decode(key, *entry);
        entry->extra.store(extraOf(relation), std::memory_order_relaxed);
        if (!old.isUnlinking()) {
            count(old.kind, -1);
        }
        if (!relation.isUnlinking()) {
            count(relation.kind, 1);
        }
        return;
    }
    const Storage* storage = m_storage.load(std::memory_order_relaxed);
    if (storage == nullptr || 4 * (storage->used + 1) > 3 * storage->capacity) {
        grow(epochs, retired);
    }
    insertNew(*m_storage.load(std::memory_order_relaxed), key, relation.peer.bits(), extraOf(relation));
    ++m_size;
    if (!relation.isUnlinking()) {
        count(relation.kind, 1);
    }
}

bool Relations::erase(Word key)
{
    Entry* entry = findEntry(key);
    if (entry == nullptr) {
        return false;
    }
    const Relation relation = decode(key, *entry);
    entry->key.store(Erased, std::memory_order_relaxed);
    --m_size;
    if (!relation.isUnlinking()) {
        count(relation.kind, -1);
    }
    return true;
}

std::size_t Relations::bytes() const
{
    const Storage* storage = m_storage.load(std::memory_order_acquire);
    return storage == nullptr ? 0 : sizeof(Storage) + storage->capacity * sizeof(Entry);
}

} // namespace factorama
