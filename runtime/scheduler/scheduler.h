// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/process_table.h"
#include "runtime/scheduler/epoch.h"
#include "runtime/scheduler/event_ring.h"
#include "runtime/scheduler/resting_processes.h"
#include "runtime/scheduler/statistics.h"
#include "runtime/scheduler/timer_wheel.h"
#include "runtime/term/term.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace factorama {

class Runtime;
struct ControlBlock;

/// What is only to be known of a process while it runs.
struct Turn {
    Signal* received = nullptr; ///< taken out of the mailbox for the process, which resumes with it
    int clause = -1; ///< of `received`
    bool crashed = false; ///< it ends by an uncaught exception that is worth a crash report
    Term exitReason; ///< with ControlBlock::Ending
};

/// Messages on their way to one process. They reach it together: a push into its queue costs more than all
/// else that a message does, the more so when several workers push there.
///
/// A process' messages wait here only while it goes on sending to the same one, which runs or waits for its
/// turn already; whatever else the process does that others could see, the messages go out before: so who
/// sees that can count on them.
struct Outbox {
    static constexpr std::uint32_t Capacity = 64;
    /// Whoever sends many messages to somebody with so many unread ones pays more for each, in reductions: so
    /// that the receiver, which gets only one turn among all its senders, can catch up, and empty its mailbox
    /// even if there are a dozen of them.
    static constexpr std::uint32_t LongMailbox = 1000;
    static constexpr std::int32_t LongMailboxCost = 15;

    Pid pid; ///< whom the last message was for
    ControlBlock* receiver = nullptr; ///< while there are any
    Signal* newest = nullptr; ///< a chain, newest first
    Signal* oldest = nullptr;
    std::uint32_t count = 0;
};

/// What a process may use of the worker that runs it, while it runs.
struct WorkerContext {
    /// @param mayRest its processes may rest, see RestingProcesses
    WorkerContext(Runtime& owner, std::uint8_t ownNumber, bool mayRest)
        : runtime(owner),
          number(ownNumber),
          resting(mayRest)
    {
    }

    Runtime& runtime;
    const std::uint8_t number; ///< tells it from the other workers
    Turn turn;
    Outbox outbox;
    RestingProcesses resting;
    ControlBlock* woken = nullptr; ///< runs next; where processes rest
    std::unique_ptr<EventRing> ring; ///< once somebody has traced; kept, since the worker may be adding
    std::atomic<EventRing*> lives = nullptr; ///< the same while somebody traces what becomes of processes
    std::atomic<EventRing*> traffic = nullptr; ///< and while somebody traces messages besides
    Epochs::Participant* participant = nullptr;
    std::uint64_t reductions = 0; ///< of all turns that ended here
    std::uint64_t penalties = 0; ///< of these, for messages to long mailboxes: no work stands behind them
    std::uint64_t sent = 0; ///< messages, by processes here
    std::uint64_t sentElsewhere = 0; ///< many at a time, to processes that others run
    std::uint64_t received = 0; ///< by processes here
    RetiredList retired;
    TimerWheel timers;
    ProcessTable::Cache freeSlots;

    /// Any thread, one at a time, as for readEvents().
    void setTracing(Tracing what)
    {
        if (what != Tracing::Off && tracing() == nullptr) {
            if (!ring) {
                ring = std::make_unique<EventRing>();
            }
            ring->skip();
        }
        lives.store(what == Tracing::Off ? nullptr : ring.get(), std::memory_order_release);
        traffic.store(what == Tracing::Messages ? ring.get() : nullptr, std::memory_order_release);
    }
    std::uint64_t readEvents(std::vector<Event>& read) { return ring ? ring->read(read) : 0; }

    /// Null while nobody traces. Acquires what setTracing() released: the ring may have been made just now.
    EventRing* tracing() const noexcept { return lives.load(std::memory_order_acquire); }
    /// The same for messages and calls.
    EventRing* tracingMessages() const noexcept { return traffic.load(std::memory_order_acquire); }
    void trace(Event::Kind kind, Pid process, Pid peer, Atom atom = {}) noexcept
    {
        if (EventRing* to = tracing()) {
            to->add(kind, process, peer, atom);
        }
    }

    /// What the running process has sent goes out now.
    void flushOutbox()
    {
        if (outbox.count > 0) {
            flushMessages();
        }
    }

    /// The running process works for long: others are not to wait for what it has sent, nor those that rest
    /// here for what comes to them from elsewhere.
    void workForLong()
    {
        flushOutbox();
        if (!resting.isEmpty()) {
            letAllGo();
        }
    }

    /// The process has nothing to do, and rests or is idle now; false if a signal has come for it.
    bool retire(ControlBlock& process)
    {
        ControlBlock* displaced = nullptr;
        if (resting.add(process, displaced)) {
            if (displaced != nullptr) {
                letGo(*displaced);
            }
            return true;
        }
        return becomeIdle(process);
    }

    /// A process that rested is idle from now on, or runnable, if something has come for it.
    void letGo(ControlBlock& process);
    void letAllGo();

    /// What is in the outbox, where there is something.
    void flushMessages();

private:
    bool becomeIdle(ControlBlock& process)
    {
        if (process.wait == ControlBlock::Wait::TimedReceive) {
            armTimeout(process);
        }
        return process.inbox.becomeIdle();
    }
    /// Of a process in a receive with a time-out: that is armed from now on.
    void armTimeout(const ControlBlock& process);
};

Runtime& ControlBlock::runtime() noexcept
{
    return worker().runtime;
}

/// A piece of work for a dirty worker: runs long, without ticks. `cancelled` becomes true when nobody wants
/// its result any more; a job that can look at it should.
using DirtyJob = std::function<void(const std::atomic<bool>& cancelled)>;

/// Decides which process runs when and where. There are two: ThreadedScheduler, one thread a core, and
/// SimulatedScheduler, one thread, a seed and virtual time. Processes cannot tell which one runs them.
class Scheduler {
public:
    virtual ~Scheduler() = default;

    /// The process has become runnable, exactly once since it was idle. `from` is the calling worker, null
    /// for a thread outside. `woken` by a signal: it is likely to be answered by what it is sent next, so it
    /// may run next.
    virtual void ready(ControlBlock& process, WorkerContext* from, bool woken) = 0;

    /// Nanoseconds since the scheduler's start: steady, or virtual.
    virtual std::int64_t now() const = 0;

    /// Gives `job` to a dirty worker; `done` is called there afterwards.
    virtual void runDirty(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                          std::function<void()> done) = 0;

    virtual int online() const = 0;
    /// Any thread. Schedulers above the count hand their processes over and sleep. 1 to maximum().
    virtual void setOnline(int count) = 0;
    virtual int maximum() const = 0;

    /// Any thread.
    virtual SchedulingStatistics statistics() const = 0;

    /// Any thread. While it is on, the workers note what their processes do.
    virtual void setTracing(Tracing what) = 0;
    /// One thread at a time: appends the events since the last call, those of each worker in their order.
    /// Returns how many were lost since nobody read them in time.
    virtual std::uint64_t readEvents(std::vector<Event>& events) = 0;

    /// Ends all workers; no process runs when it returns. Once.
    virtual void stop() = 0;

    /// Ticks (milliseconds) of the timer wheels, rounded so that no timer fires early.
    std::uint64_t tickAfter(std::int64_t milliseconds) const
    {
        constexpr std::int64_t NanosecondsPerTick = 1'000'000;
        return static_cast<std::uint64_t>((now() + NanosecondsPerTick - 1) / NanosecondsPerTick +
                                          milliseconds);
    }
};

} // namespace factorama
