// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/epoch.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"
#include "runtime/term/word.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace factorama {

/// The links and monitors of a process, on its side: a hash table from the peer's pid (links) or the
/// reference (monitors) to what the process knows of it.
///
/// The monitor of a request, which is gone when the answer comes, has a place of its own before the table, if
/// that is free: most processes ask, or are asked, one thing at a time, and where it lies needs no search.
/// The place is made with the first request, since most processes with relations never have one.
///
/// Threads: only the worker that runs the process changes it. An observer that holds an EpochPin may read it
/// at any time: entries are atomic words, an outgrown table is retired, so the worst it sees is an entry half
/// a moment old.
class Relations {
public:
    enum class Kind : std::uint8_t {
        Alias = 0, ///< an alias of this process, without a monitor
        Link =
            1, ///< with `peer`; `identifier` is that of an unlink which is not acknowledged yet, 0 for none
        Monitoring = 2, ///< this process monitors `peer`, by `name` if there is one
        MonitoredBy = 3, ///< `peer` monitors this process
    };

    /// When an alias stops being one.
    enum class AliasMode : std::uint8_t {
        None, ///< there is no alias
        ExplicitUnalias, ///< by unalias alone
        Demonitor, ///< also when the monitor is removed or fires
        ReplyDemonitor, ///< also with the first message that comes through it, which removes the monitor too
        Reply, ///< with the first message that comes through it (of an alias without a monitor)
    };

    struct Relation {
        Kind kind = Kind::Link;
        Pid peer;
        Reference reference; ///< of a monitor
        Atom name; ///< that was monitored
        std::uint32_t identifier = 0;
        AliasMode alias = AliasMode::None; ///< of an alias, and of a monitor of this process

        bool isUnlinking() const { return kind == Kind::Link && identifier != 0; }
    };

private:
    struct Entry {
        std::atomic<Word> key = 0; // Empty
        std::atomic<Word> peer = 0;
        std::atomic<Word> extra = 0; // kind: 3 bits, alias mode: 3, name: 20; identifier: the upper 32

        void set(Word newKey, Word newPeer, Word newExtra) noexcept
        {
            peer.store(newPeer, std::memory_order_relaxed);
            extra.store(newExtra, std::memory_order_relaxed);
            key.store(newKey, std::memory_order_release); // an observer that sees the key sees the rest
        }
    };
    static Kind kindOf(Word extra) { return static_cast<Kind>(extra & 7); }
    static AliasMode aliasOf(Word extra) { return static_cast<AliasMode>((extra >> 3) & 7); }
    static std::uint32_t identifierOf(Word extra) { return static_cast<std::uint32_t>(extra >> 32); }

public:
    /// A monitor or an alias where it lies: only what is asked for is read, as the way of a call and its
    /// answer wants it. Until the next change but its own erasure.
    class Found {
    public:
        explicit operator bool() const { return m_entry != nullptr; }
        Kind kind() const { return kindOf(m_extra); }
        AliasMode alias() const { return aliasOf(m_extra); }
        std::uint32_t identifier() const { return identifierOf(m_extra); }
        Pid peer() const { return Pid::fromBits(m_entry->peer.load(std::memory_order_relaxed)); }

    private:
        friend class Relations;
        Entry* m_entry = nullptr;
        Word m_extra = 0;
    };

    Relations() = default;
    Relations(const Relations&) = delete;
    Relations& operator=(const Relations&) = delete;
    ~Relations();

    /// Those of a process that has none.
    static const Relations& none() noexcept { return s_none; }

    // -- the owner --

    std::optional<Relation> findLink(Pid peer) const { return find(word::from(peer)); }
    std::optional<Relation> findMonitor(Reference reference) const { return find(word::from(reference)); }
    /// Puts or replaces. `retired` takes the table that this one outgrows.
    void put(const Relation& relation, Epochs& epochs, RetiredList& retired);
    /// The same for one that is not there: a monitor whose reference is new.
    void putNew(const Relation& relation, Epochs& epochs, RetiredList& retired)
    {
        Storage* storage = m_storage.load(std::memory_order_relaxed);
        if (storage == nullptr || 4 * (storage->used + 1) > 3 * storage->capacity) [[unlikely]] {
            storage = &grow(epochs, retired);
        }
        insertNew(*storage, keyOf(relation), relation.peer.bits(), extraOf(relation));
        if (!relation.isUnlinking()) {
            count(*storage, relation.kind, 1);
        }
    }
    /// The same for the monitor of a request, if its place is there and free. Else this is false, and
    /// putRequest() finds room.
    [[gnu::always_inline]] bool tryPutRequest(const Relation& relation)
    {
        Storage* const storage = m_storage.load(std::memory_order_relaxed);
        if (storage == nullptr || !storage->hasRequest ||
            storage->request().key.load(std::memory_order_relaxed) != Empty) [[unlikely]] {
            return false;
        }
        storage->request().set(keyOf(relation), relation.peer.bits(), extraOf(relation));
        count(*storage, relation.kind, 1);
        return true;
    }
    /// The same; and if the place is taken the monitor goes where any other would.
    void putRequest(const Relation& relation, Epochs& epochs, RetiredList& retired)
    {
        if (tryPutRequest(relation)) {
            return;
        }
        const Storage* const storage = m_storage.load(std::memory_order_relaxed);
        if (storage != nullptr && storage->hasRequest) {
            putNew(relation, epochs, retired);
            return;
        }
        grow(epochs, retired, true);
        tryPutRequest(relation);
    }
    /// Erases what putRequest() was told, if it lies in the place for requests. Else this is false, and it
    /// may lie elsewhere.
    [[gnu::always_inline]] bool eraseRequest(const Relation& relation)
    {
        Storage* const storage = m_storage.load(std::memory_order_relaxed);
        if (storage == nullptr || !storage->hasRequest) [[unlikely]] {
            return false;
        }
        Entry& request = storage->request();
        if (request.key.load(std::memory_order_relaxed) != keyOf(relation) ||
            request.peer.load(std::memory_order_relaxed) != relation.peer.bits() ||
            request.extra.load(std::memory_order_relaxed) != extraOf(relation)) [[unlikely]] {
            return false;
        }
        request.key.store(Empty, std::memory_order_relaxed);
        count(*storage, relation.kind, -1);
        return true;
    }
    bool eraseLink(Pid peer) { return erase(word::from(peer)); }
    bool eraseMonitor(Reference reference) { return erase(word::from(reference)); }
    Found lookUp(Reference reference) const
    {
        Found found;
        found.m_entry = findEntry(word::from(reference));
        if (found.m_entry != nullptr) {
            found.m_extra = found.m_entry->extra.load(std::memory_order_relaxed);
        }
        return found;
    }
    void erase(const Found& found) { erase(*found.m_entry, found.m_extra); }
    /// Identifies an unlink of this process: another one than those before, and not 0. There is a link.
    std::uint32_t nextUnlink();
    /// Hands the whole table over, when the process ends: nobody can be reading what it has not reached yet,
    /// but may be reading the storage, which is retired with the control block.
    template<typename Visit>
    void forEach(Visit visit) const
    {
        const Storage* storage = m_storage.load(std::memory_order_acquire);
        if (storage == nullptr) {
            return;
        }
        const auto look = [&visit](const Entry& entry) {
            const Word key = entry.key.load(std::memory_order_acquire);
            if (key != Empty && key != Erased) {
                visit(decode(key, entry));
            }
        };
        if (storage->hasRequest) {
            look(storage->request());
        }
        for (std::size_t i = 0; i < storage->capacity; ++i) {
            look(storage->entries()[i]);
        }
    }

    // -- any thread --

    std::uint32_t linkCount() const { return countOf(&Storage::links); }
    std::uint32_t monitoringCount() const { return countOf(&Storage::monitoring); }
    std::size_t bytes() const;

private:
    static constexpr Word Empty = 0;
    static constexpr Word Erased = ~Word{0};

    struct alignas(Entry) Storage { // entries lie before and behind it
        Storage(std::uint32_t slots, bool withRequest) : capacity(slots), hasRequest(withRequest) {}

        const std::uint32_t capacity; // a power of two
        const bool hasRequest;
        std::uint32_t used = 0; // slots that are not Empty
        std::uint32_t size = 0; // entries, but for the request
        std::uint32_t unlinks = 0; // makes identifiers of unlinks
        std::atomic<std::uint32_t> links = 0; // active ones
        std::atomic<std::uint32_t> monitoring = 0;
        /// Before the rest; with hasRequest.
        Entry& request() { return *(reinterpret_cast<Entry*>(this) - 1); }
        const Entry& request() const { return *(reinterpret_cast<const Entry*>(this) - 1); }
        Entry* entries() { return reinterpret_cast<Entry*>(this + 1); }
        const Entry* entries() const { return reinterpret_cast<const Entry*>(this + 1); }

        static Storage* make(std::uint32_t capacity, bool withRequest);
        std::size_t bytes() const noexcept
        {
            return sizeof(Storage) + (capacity + (hasRequest ? 1 : 0)) * sizeof(Entry);
        }
        static void free(void* storage) noexcept;
        std::size_t slotOf(Word key) const { return (key * 0x9E3779B97F4A7C15ULL >> 32) & (capacity - 1); }
    };

    static Word keyOf(const Relation& relation)
    {
        return relation.kind == Kind::Link ? word::from(relation.peer) : word::from(relation.reference);
    }
    static Word extraOf(const Relation& relation)
    {
        return static_cast<Word>(relation.kind) | (static_cast<Word>(relation.alias) << 3) |
               (Word{relation.name.index()} << 6) | (Word{relation.identifier} << 32);
    }
    static Relation decode(Word key, const Entry& entry)
    {
        const Word extra = entry.extra.load(std::memory_order_relaxed);
        Relation relation;
        relation.kind = kindOf(extra);
        relation.alias = aliasOf(extra);
        relation.peer = Pid::fromBits(entry.peer.load(std::memory_order_relaxed));
        relation.name = Atom::fromIndex(static_cast<std::uint32_t>((extra >> 6) & 0xFFFFF));
        relation.identifier = identifierOf(extra);
        if (relation.kind != Kind::Link) {
            relation.reference = word::toReference(key);
        }
        return relation;
    }
    Entry* findEntry(Word key) const
    {
        Storage* storage = m_storage.load(std::memory_order_relaxed);
        if (storage == nullptr) {
            return nullptr;
        }
        if (storage->hasRequest && storage->request().key.load(std::memory_order_relaxed) == key) {
            return &storage->request();
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
    std::optional<Relation> find(Word key) const
    {
        const Entry* entry = findEntry(key);
        return entry == nullptr ? std::nullopt : std::optional(decode(key, *entry));
    }
    bool erase(Word key);
    void erase(Entry& entry, Word extra)
    {
        Storage& storage = *m_storage.load(std::memory_order_relaxed);
        if (storage.hasRequest && &entry == &storage.request()) {
            entry.key.store(Empty, std::memory_order_relaxed);
        } else {
            eraseFromTable(storage, entry);
        }
        if (kindOf(extra) != Kind::Link || identifierOf(extra) == 0) { // it was counted
            count(storage, kindOf(extra), -1);
        }
    }
    static void eraseFromTable(Storage& storage, Entry& entry)
    {
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
    }
    std::uint32_t countOf(std::atomic<std::uint32_t> Storage::*counter) const
    {
        const Storage* storage = m_storage.load(std::memory_order_acquire);
        return storage == nullptr ? 0 : (storage->*counter).load(std::memory_order_relaxed);
    }
    static void count(Storage& storage, Kind kind, int change)
    {
        if (kind == Kind::MonitoredBy || kind == Kind::Alias) {
            return;
        }
        std::atomic<std::uint32_t>& counter = kind == Kind::Link ? storage.links : storage.monitoring;
        counter.store(counter.load(std::memory_order_relaxed) + static_cast<std::uint32_t>(change),
                      std::memory_order_relaxed);
    }
    Storage& grow(Epochs& epochs, RetiredList& retired, bool withRequest = false);
    static void insertNew(Storage& storage, Word key, Word peer, Word extra)
    {
        std::size_t i = storage.slotOf(key);
        Word found = storage.entries()[i].key.load(std::memory_order_relaxed);
        while (found != Empty && found != Erased) {
            i = (i + 1) & (storage.capacity - 1);
            found = storage.entries()[i].key.load(std::memory_order_relaxed);
        }
        storage.entries()[i].set(key, peer, extra);
        storage.used += found == Empty ? 1 : 0;
        ++storage.size;
    }

    static const Relations s_none;

    std::atomic<Storage*> m_storage = nullptr; // null as long as there was none
};

} // namespace factorama
