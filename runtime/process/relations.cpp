// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/relations.h"

#include "runtime/memory/pool.h"

#include <algorithm>
#include <limits>
#include <new>

namespace factorama {

constinit const Relations Relations::s_none;

Relations::Storage* Relations::Storage::make(std::uint32_t capacity, bool withRequest)
{
    const Storage shape(capacity, withRequest);
    auto* memory = static_cast<std::byte*>(pool::allocate(shape.bytes()));
    if (withRequest) {
        new (memory) Entry;
        memory += sizeof(Entry);
    }
    auto* storage = new (memory) Storage(capacity, withRequest);
    for (std::size_t i = 0; i < capacity; ++i) {
        new (storage->entries() + i) Entry;
    }
    return storage;
}

void Relations::Storage::free(void* memory) noexcept
{
    auto* storage = static_cast<Storage*>(memory);
    void* const block = storage->hasRequest ? static_cast<void*>(&storage->request()) : memory;
    pool::release(block, storage->bytes());
}

Relations::~Relations()
{
    if (Storage* storage = m_storage.load(std::memory_order_relaxed)) {
        Storage::free(storage);
    }
}

Relations::Storage& Relations::grow(Epochs& epochs, RetiredList& retired, bool withRequest)
{
    Storage* old = m_storage.load(std::memory_order_relaxed);
    // Many erased entries and few live ones: the same capacity will do.
    const std::uint32_t capacity = old == nullptr                          ? 4
                                   : (2 * (old->size + 1) > old->capacity) ? 2 * old->capacity
                                                                           : old->capacity;
    Storage* storage = Storage::make(capacity, withRequest || (old != nullptr && old->hasRequest));
    if (old != nullptr) {
        for (std::size_t i = 0; i < old->capacity; ++i) {
            const Entry& entry = old->entries()[i];
            const Word key = entry.key.load(std::memory_order_relaxed);
            if (key != Empty && key != Erased) {
                insertNew(*storage, key, entry.peer.load(std::memory_order_relaxed),
                          entry.extra.load(std::memory_order_relaxed));
            }
        }
        if (old->hasRequest) {
            const Entry& request = old->request();
            storage->request().set(request.key.load(std::memory_order_relaxed),
                                   request.peer.load(std::memory_order_relaxed),
                                   request.extra.load(std::memory_order_relaxed));
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

bool Relations::erase(Word key)
{
    Entry* entry = findEntry(key);
    if (entry == nullptr) {
        return false;
    }
    erase(*entry, entry->extra.load(std::memory_order_relaxed));
    return true;
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
    return storage == nullptr ? 0 : storage->bytes();
}

} // namespace factorama
