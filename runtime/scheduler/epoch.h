// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace factorama {

/// Reclaims memory that other threads may still be reading: control blocks of dead processes and tables that
/// processes have outgrown. What was unlinked is *retired*, and freed when no thread can hold it any more.
///
/// Protocol (quiescent states, no fence a look-up):
///  1. A thread that looks things up occupies a participant: a worker all the time it is awake, others while
///     they hold an EpochPin.
///  2. A worker calls quiescent() between two processes: it then holds nothing it found before. That copies
///     the global epoch into its participant.
///  3. The global epoch moves from e to e+1 only when all participants have seen e.
///  4. What is retired in epoch e was unlinked before; whoever still holds it occupied a participant in epoch
///     e at the latest. It is freed once the global epoch is e+2: all of them have been quiescent since.
/// Going from away to present needs a full fence, so that the presence is seen before anything is looked up;
/// that happens once a sleep. A participant seen late only delays reclamation.
class Epochs {
public:
    static constexpr std::size_t MaximumParticipants = 320;

    struct alignas(64) Participant {
        static constexpr std::uint64_t Away = std::numeric_limits<std::uint64_t>::max();
        std::atomic<std::uint64_t> epoch = Away;
        std::atomic<bool> taken = false;
    };

    /// Any thread. Waits while all participants are taken.
    Participant& join() noexcept;
    void leave(Participant& participant) noexcept
    {
        participant.epoch.store(Participant::Away, std::memory_order_release);
        participant.taken.store(false, std::memory_order_release);
    }

    /// The participant's thread only.
    void present(Participant& participant) noexcept
    {
        participant.epoch.store(m_global.load(std::memory_order_seq_cst), std::memory_order_seq_cst);
        std::atomic_thread_fence(std::memory_order_seq_cst);
    }
    void away(Participant& participant) noexcept
    {
        participant.epoch.store(Participant::Away, std::memory_order_release);
    }
    void quiescent(Participant& participant) noexcept
    {
        participant.epoch.store(m_global.load(std::memory_order_acquire), std::memory_order_release);
    }

    std::uint64_t current() const noexcept { return m_global.load(std::memory_order_acquire); }
    /// Moves the epoch on if all participants have seen it.
    void tryAdvance() noexcept;

private:
    alignas(64) std::atomic<std::uint64_t> m_global = 2;
    std::atomic<std::size_t> m_everTaken = 0; // participants from here on never were
    std::array<Participant, MaximumParticipants> m_participants;
};

/// Occupies a participant while a thread outside the workers looks at processes.
class EpochPin {
public:
    explicit EpochPin(Epochs& epochs) : m_epochs(epochs), m_participant(epochs.join())
    {
        m_epochs.present(m_participant);
    }
    ~EpochPin() { m_epochs.leave(m_participant); }
    EpochPin(const EpochPin&) = delete;
    EpochPin& operator=(const EpochPin&) = delete;

private:
    Epochs& m_epochs;
    Epochs::Participant& m_participant;
};

/// What one thread has retired and not yet freed. Only its owner touches it.
class RetiredList {
public:
    using Free = void (*)(void*) noexcept;

    ~RetiredList() { freeAll(); }

    void retire(Epochs& epochs, void* object, Free free)
    {
        m_retired.push_back({object, free, epochs.current()});
    }

    /// Frees what nobody can hold any more, and helps the epoch on.
    void collect(Epochs& epochs) noexcept;
    /// For the end, when no other thread is left.
    void freeAll() noexcept;

    bool isEmpty() const noexcept { return m_retired.empty(); }
    std::size_t size() const noexcept { return m_retired.size(); }

private:
    struct Retired {
        void* object;
        Free free;
        std::uint64_t epoch;
    };
    std::vector<Retired> m_retired; // oldest first
};

} // namespace factorama
