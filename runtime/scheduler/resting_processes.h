// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <vector>

namespace factorama {

/// Processes that wait on one worker, and whose queues do not say Idle yet.
///
/// Most messages come from the worker that the receiver waits on. For those, making the receiver's queue
/// Idle, pushing the message there and taking it out again, three atomic exchanges, are most of what a
/// message costs. A process that rests here has ended its turn, but its queue still says what it says of a
/// process that runs: so no other worker schedules it, and this worker alone owns it. A sender on this worker
/// takes it out of here, puts the message straight into its mailbox and makes it runnable, all without an
/// atomic exchange.
///
/// What others push meanwhile lies in the queue until this worker looks: so it looks at all places within as
/// many turns as there are, or the reductions of one full turn, and lets all go (their queues become Idle, or
/// they run) when it works for long, and before it searches, sleeps or goes offline. So a message from
/// elsewhere waits for as many short turns as there are places, some microseconds, for one long turn, or for
/// one tick of long work. Where this happens often, or where those that rest are seldom woken from here,
/// nobody rests for a while.
///
/// A time-out of a second and more is not armed before its process is let go, since most such processes are
/// woken before. They are let go when they are looked at.
///
/// A worker that is stuck, in code that neither ticks nor returns, cannot look. Then another one takes the
/// resting processes away (takeFrom()):
///  1. The owner says that it is in here, then looks whether it has been locked out; if so, it does without.
///  2. Whoever takes says that the owner is locked out, then looks whether it is in here; if so, it gives up.
///  A full fence between the two steps on either side would decide between them, as in Dekker's algorithm.
///  The owner, who comes by at each message, leaves its fence to the other side: membarrier(2) has every
///  thread of the program pass one. Where the system has no such call nobody rests.
///
/// Threads: the owner's worker, but for takeFrom().
class RestingProcesses {
public:
    static constexpr std::uint32_t Places = 128;
    static constexpr std::uint32_t Group = 16; ///< of them, that are looked at together

    /// Registers the program for membarrier(2). False if there is none. Once, before any worker runs.
    static bool isPossible() noexcept;

    explicit RestingProcesses(bool enabled) noexcept : m_pause(enabled ? 0 : Never)
    {
        for (std::atomic<ControlBlock*>& place : m_places) {
            place.store(&s_nobody, std::memory_order_relaxed);
        }
    }

    /// The process has nothing to do: it rests from now on, unless this is false. `displaced` has to be let
    /// go then, if it is not null.
    bool add(ControlBlock& process, ControlBlock*& displaced) noexcept
    {
        displaced = nullptr;
        if (m_pause != 0) {
            m_pause -= m_pause == Never ? 0 : 1;
            return false;
        }
        if (process.inbox.hasSignals() || !enter()) {
            return false;
        }
        const std::uint32_t place = placeOf(process);
        displaced = isTaken(place) ? at(place) : nullptr;
        m_places[place].store(&process, std::memory_order_relaxed);
        m_unarmed[place] =
            process.wait == ControlBlock::Wait::TimedReceive && process.timedReceive().timer == nullptr;
        change(displaced == nullptr ? 1 : 0);
        leave();
        if (++m_added == Window) {
            judge();
        }
        return true;
    }

    /// Does the process rest here? From now on it does not: it belongs to the caller, who makes it runnable.
    bool take(ControlBlock& process) noexcept
    {
        const std::uint32_t place = placeOf(process);
        if (at(place) != &process || !enter()) {
            return false;
        }
        const bool rests = at(place) == &process;
        if (rests) {
            remove(place);
            ++m_taken;
        }
        leave();
        return rests;
    }

    bool rests(const ControlBlock& process) const noexcept { return at(placeOf(process)) == &process; }
    bool isEmpty() const noexcept { return m_count.load(std::memory_order_relaxed) == 0; }

    /// Looks at one place: a process for whom something has come from elsewhere, or that waits only for some
    /// time, does not rest any more, and has to be let go.
    ControlBlock* look(std::uint32_t place) noexcept
    {
        ControlBlock* const process = at(place);
        const bool forgotten = process->inbox.hasSignals(); // it would have run at once
        if ((!forgotten && !m_unarmed[place]) || process == &s_nobody || !take(*process)) {
            return nullptr;
        }
        m_taken -= forgotten ? ForgottenBy : 1;
        return process;
    }

    /// Looks at so many places, from `first` on, which is a multiple of that.
    template<typename LetGo>
    void lookAtGroup(std::uint32_t first, LetGo letGo)
    {
        // Whether somebody rests at a place cannot be foretold, but that there is nothing to do for any of
        // them can: so all are asked together, nobody included, before any is looked at.
        std::uintptr_t signals = 0;
        bool unarmed = false;
        _Pragma("GCC unroll 16") for (std::uint32_t i = 0; i < Group; ++i)
        {
            const std::uint32_t place = first + i;
            signals |= reinterpret_cast<std::uintptr_t>(at(place)->inbox.newest());
            unarmed |= m_unarmed[place];
        }
        if (signals == 0 && !unarmed) [[likely]] {
            return;
        }
        for (std::uint32_t place = first; place < first + Group; ++place) {
            if (ControlBlock* const found = look(place)) {
                letGo(*found);
            }
        }
    }

    /// Those that rest, which have to be let go.
    template<typename LetGo>
    void takeAll(LetGo letGo)
    {
        for (std::uint32_t place = 0; !isEmpty() && place < Places; ++place) {
            ControlBlock* const process = at(place);
            if (process != &s_nobody && take(*process)) {
                --m_taken;
                letGo(*process);
            }
        }
    }

    /// Another thread: all that rest are let go by the caller. Nothing if the owner is in here just now.
    static void takeFrom(RestingProcesses& owner, std::vector<ControlBlock*>& taken);

private:
    static constexpr std::uint32_t Never = ~std::uint32_t{0};
    /// So often is looked whether it pays.
    static constexpr std::int32_t Window = 256;
    /// And if it does not, so many turns pass until it is tried again.
    static constexpr std::uint32_t Pause = 8192;
    /// As many as have to be woken from here for one that something had come for from elsewhere.
    static constexpr std::int32_t ForgottenBy = 16;

    static std::uint32_t placeOf(const ControlBlock& process) noexcept
    {
        return process.pid.index() % Places;
    }
    /// Nobody, if the place is not taken.
    ControlBlock* at(std::uint32_t place) const noexcept
    {
        return m_places[place].load(std::memory_order_relaxed);
    }
    bool isTaken(std::uint32_t place) const noexcept { return at(place) != &s_nobody; }
    void change(std::int32_t difference) noexcept
    {
        m_count.store(m_count.load(std::memory_order_relaxed) + difference, std::memory_order_relaxed);
    }
    void remove(std::uint32_t place) noexcept
    {
        m_places[place].store(&s_nobody, std::memory_order_relaxed);
        change(-1);
    }

    bool enter() noexcept
    {
        m_inside.store(true, std::memory_order_relaxed);
        std::atomic_signal_fence(std::memory_order_seq_cst); // and the other side's membarrier()
        if (m_lockedOut.load(std::memory_order_acquire)) [[unlikely]] {
            leave();
            return false;
        }
        return true;
    }
    void leave() noexcept { m_inside.store(false, std::memory_order_release); }

    void judge() noexcept
    {
        if (2 * m_taken < Window) {
            m_pause = Pause;
        }
        m_added = 0;
        m_taken = 0;
    }

    std::uint32_t m_pause; ///< turns in which nobody rests
    std::int32_t m_added = 0;
    std::int32_t m_taken = 0;
    std::atomic<bool> m_inside = false;
    std::atomic<bool> m_lockedOut = false;
    std::atomic<std::int32_t> m_count = 0; ///< places that are taken
    static ControlBlock s_nobody; ///< where no process rests
    std::array<std::atomic<ControlBlock*>, Places> m_places{}; ///< a process' by its pid
    std::array<bool, Places> m_unarmed{}; ///< with a time-out that has no timer yet; the owner's
};

} // namespace factorama
