// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/parker.h"
#include "runtime/scheduler/run_queue.h"
#include "runtime/scheduler/scheduler.h"
#include "runtime/scheduler/sharing.h"
#include "runtime/scheduler/threaded_scheduler.h"

#include <array>
#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

namespace factorama {

/// What a worker knows of its load since it looked at it last.
struct WorkerLoad {
    std::uint64_t reductions = 0; ///< how many there had been
    std::uint64_t messages = 0; ///< likewise
    std::uint32_t turns = 0; ///< likewise
    std::int64_t time = 0; ///< when it was; 0 if there was nothing to look at
    int computing = 0; ///< how many times in a row the turns were those of processes that compute
};

struct ThreadedScheduler::Worker : WorkerContext {
    /// Sharing::Work, that the lender reads.
    struct Borrowed {
        std::atomic<std::int64_t> reductions = 0;
        std::atomic<std::int64_t> sentElsewhere = 0;
        std::atomic<std::int64_t> unread = 0;

        void store(const Sharing::Work& work)
        {
            reductions.store(work.reductions, std::memory_order_relaxed);
            sentElsewhere.store(work.sentElsewhere, std::memory_order_relaxed);
            unread.store(work.unread, std::memory_order_relaxed);
        }
        Sharing::Work load() const
        {
            return {reductions.load(std::memory_order_relaxed), sentElsewhere.load(std::memory_order_relaxed),
                    unread.load(std::memory_order_relaxed)};
        }
    };

    Sharing::Work work() const
    {
        return {static_cast<std::int64_t>(reductions - penalties), static_cast<std::int64_t>(sentElsewhere),
                static_cast<std::int64_t>(sent - received)};
    }

    Worker(Runtime& owner, int workerIndex)
        : WorkerContext(owner, static_cast<std::uint8_t>(workerIndex), RestingProcesses::isPossible()),
          index(workerIndex),
          random(static_cast<std::uint32_t>(workerIndex) + 1)
    {
    }

    /// Whom messages have woken lately. The processes are compared only: they may be gone.
    struct Wakings {
        const ControlBlock* last = nullptr;
        const ControlBlock* lastButOne = nullptr;
        const ControlBlock* waits = nullptr; ///< in the run queue, for more messages
        std::uint64_t reductions = 0; ///< when somebody was woken again
        std::uint32_t pause = 0; ///< so often nobody waits
    };

    /// At the places where processes rest.
    struct Looks {
        std::uint32_t place = 0; ///< the next one
        std::uint64_t done = 0; ///< what had been at the last look, see lookAtResting()
    };

    // -- set once --
    const int index;
    std::thread thread;

    // -- the worker --
    int wokenInARow = 0;
    Wakings wakings;
    bool searching = false;
    std::uint32_t turns = 0;
    Looks looks;
    std::uint64_t injectedAt = 0; ///< reductions when it looked at what has come from outside
    std::minstd_rand random;
    std::vector<Timer*> due;
    WorkerLoad load;
    Sharing sharing;
    Sharing::Work before; ///< it had a lender
    int stuck = -1; ///< a worker that has not gone on since this one began to watch
    std::vector<std::uint64_t> seenSlices; ///< of the others, while this one watches
    std::int64_t seenAt = 0; ///< when that was; 0 if it does not watch

    // -- the worker and thieves --
    RunQueue queue;
    InjectionQueue returned; ///< what others had borrowed
    std::atomic<bool> hasSurplus = false; ///< thieves may take from the queue: it computes
    std::atomic<bool> shares = false; ///< thieves may borrow from the queue, and from those that did
    std::atomic<Worker*> lender = nullptr; ///< who shared what is in the queue
    Borrowed borrowed; ///< what has been done for the lender
    std::atomic<bool> isToGiveBack = false; ///< set by the lender
    /// It is to look at isToGiveBack, whether it is online, and whether all stops. Set after what it is to
    /// see.
    std::atomic<bool> attention = false;
    std::atomic<bool> wasRobbed = false; ///< while it was stuck; set by the thief, who counts as a borrower

    // -- written by the worker, read by observers --
    alignas(64) std::array<std::atomic<std::uint64_t>, SchedulerStateCount> nanoseconds{};
    std::atomic<SchedulerState> state = SchedulerState::Idle;
    std::atomic<std::int64_t> since = 0;
    std::atomic<std::uint64_t> slices = 0;
    std::atomic<std::uint64_t> steals = 0;
    std::atomic<std::uint64_t> migrations = 0; ///< on the next line, which only thieves touch

    // -- any thread --
    alignas(64) Parker parker;
};

} // namespace factorama
