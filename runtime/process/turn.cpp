// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/turn.h"

#include "runtime/node/runtime.h"
#include "runtime/process/exit.h"
#include "runtime/process/process.h"
#include "runtime/process/process_extras.h"
#include "runtime/process/receive.h"

namespace factorama {

namespace {

void countReductions(ControlBlock& process, WorkerContext& worker, std::int32_t granted)
{
    const auto spent = static_cast<std::uint32_t>(granted - t_running.budget);
    worker.reductions += spent;
    process.addReductions(spent);
}

/// The receive has its message.
void disarmReceiveTimer(ControlBlock& process)
{
    if (Timer* timer = std::exchange(process.timedReceive().timer, nullptr)) {
        // If it is on its way as a signal it is freed when it arrives: nobody waits for it any more.
        TimerWheel::discard(timer, &ControlBlock::worker().timers);
    }
}

void armReceiveTimer(TimedReceiveState& receive, const ControlBlock& process, WorkerContext& worker)
{
    receive.timer = Timer::make();
    receive.timer->purpose = Timer::Purpose::Receive;
    receive.timer->target = process.pid;
    if (receive.timeout >= TimerWheel::ShortestDeferred) {
        worker.timers.defer(*receive.timer, receive.timeout);
    } else {
        worker.timers.arm(*receive.timer, worker.runtime.scheduler().tickAfter(receive.timeout));
    }
}

ProcessStatus idleStatus(const ControlBlock& process)
{
    if (process.has(ControlBlock::Held) && process.findExtras()->suspendCount > 0) {
        return ProcessStatus::Suspended;
    }
    return process.wait == ControlBlock::Wait::Dirty ? ProcessStatus::Dirty : ProcessStatus::Waiting;
}

enum class Next : std::uint8_t { Resume, Wait, TurnOver };

Next decideTimed(ControlBlock& process, WorkerContext& worker, ControlBlock::Scan scan)
{
    switch (scan) {
    case ControlBlock::Scan::Matched:
        disarmReceiveTimer(process);
        return Next::Resume;
    case ControlBlock::Scan::TurnOver:
        return Next::TurnOver;
    case ControlBlock::Scan::Exhausted:
        break;
    }
    TimedReceiveState& receive = process.timedReceive();
    if (receive.timeout == 0 || receive.timeout == TimedReceiveState::BadTimeout) {
        return Next::Resume;
    }
    // Most long ones are over before the process stops resting, see WorkerContext::armTimeout().
    if (receive.timer == nullptr && receive.timeout < TimerWheel::ShortestDeferred) {
        armReceiveTimer(receive, process, worker);
    }
    return Next::Wait;
}

/// Of a process that is Pressed or Held: does it wait, whatever it waits for besides?
bool isHeldBack(ControlBlock& process, WorkerContext& worker)
{
    if (process.has(ControlBlock::Pressed)) {
        // It has filled a mailbox that has a limit, and waits until there is room.
        process.set(ControlBlock::Pressed, false);
        ProcessExtras& extras = process.makeExtras();
        extras.underPressure =
            worker.runtime.deliver(extras.makeRare().pressedBy,
                                   signals::makeControl(Signal::Kind::PressureRequest, process.pid), &worker);
        process.set(ControlBlock::Held, extras.isHeld());
    }
    return process.has(ControlBlock::Held);
}

/// What a process that is not exiting and has these flags does next.
inline Next decide(ControlBlock& process, WorkerContext& worker, int flags)
{
    if ((flags & (ControlBlock::Pressed | ControlBlock::Held)) != 0 && isHeldBack(process, worker))
        [[unlikely]] {
        return Next::Wait;
    }
    const ControlBlock::Wait wait = process.wait;
    if (wait == ControlBlock::Wait::Receive || wait == ControlBlock::Wait::TimedReceive) [[likely]] {
        const ReceiveState& receive = process.receive();
        const ControlBlock::Scan scan = receive.scanner(receive, process);
        if (wait == ControlBlock::Wait::TimedReceive) {
            return decideTimed(process, worker, scan);
        }
        return scan == ControlBlock::Scan::Matched     ? Next::Resume
               : scan == ControlBlock::Scan::Exhausted ? Next::Wait
                                                       : Next::TurnOver;
    }
    switch (wait) {
    case ControlBlock::Wait::Yield:
        return t_running.budget <= 0 ? Next::TurnOver : Next::Resume;
    case ControlBlock::Wait::Hibernate:
        return process.mailbox.isEmpty() ? Next::Wait : Next::Resume;
    case ControlBlock::Wait::Reply:
    case ControlBlock::Wait::Dirty:
        return Next::Wait; // the signal changes it to Continue
    case ControlBlock::Wait::Continue:
    case ControlBlock::Wait::Receive:
    case ControlBlock::Wait::TimedReceive:
    case ControlBlock::Wait::Finished:
    case ControlBlock::Wait::Refused:
        break;
    }
    return Next::Resume;
}

/// Has it looked at all its messages, and waits for one that is still to come, if that takes long?
inline bool waitsForMessage(const ControlBlock& process)
{
    if (!process.mailbox.isScanned()) {
        return false;
    }
    return process.wait == ControlBlock::Wait::Receive ||
           (process.wait == ControlBlock::Wait::TimedReceive &&
            process.timedReceive().timeout >= TimerWheel::ShortestDeferred);
}

} // namespace

TurnEnd runTurn(ControlBlock& process, WorkerContext& worker, std::int32_t reductions)
{
    constexpr int HeldBack = ControlBlock::Ending | ControlBlock::Pressed | ControlBlock::Held;
    t_running.process = &process;
    t_running.budget = reductions;
    process.lastWorker.store(worker.number, std::memory_order_relaxed);
    process.status.store(ProcessStatus::Running, std::memory_order_relaxed);
    if (process.wait == ControlBlock::Wait::Refused) [[unlikely]] {
        process.end(atoms::badarg);
    }
    for (;;) {
        Signal* unhandled = nullptr;
        if (process.inbox.hasSignals() &&
            !process.has(ControlBlock::Ending)) { // once it has ended by itself no signal changes why
            const SignalQueue::Batch batch = process.inbox.take();
            if (batch.onlyMessages && !process.has(ControlBlock::Counted)) {
                process.enqueueUncounted(batch);
            } else {
                unhandled = handleSignals(process, batch.first);
            }
        }
        const int flags = process.flags.load(std::memory_order_relaxed);
        if ((flags & ControlBlock::Ending) != 0) [[unlikely]] {
            countReductions(process, worker, reductions);
            endProcess(process, unhandled);
            return TurnEnd::Ended;
        }
        const Next next = decide(process, worker, flags);
        auto idle = ProcessStatus::Waiting; // of one that has run: it is neither held nor at a dirty job then
        if (next == Next::Resume) {
            // A call, or the return from one, goes on at once: both end in Continue.
            do {
                process.wait = ControlBlock::Wait::Continue;
                process.leaf().resume();
            } while (process.wait == ControlBlock::Wait::Continue && !process.has(ControlBlock::Ending) &&
                     !process.inbox.hasSignals());
            worker.flushOutbox();
            if (process.wait == ControlBlock::Wait::Finished) {
                process.end(atoms::normal);
                continue;
            }
            if (!waitsForMessage(process) || process.hasAny(HeldBack)) {
                continue;
            }
        } else if (next == Next::TurnOver) {
            countReductions(process, worker, reductions);
            process.status.store(ProcessStatus::Runnable, std::memory_order_relaxed);
            return TurnEnd::Runnable;
        } else {
            idle = idleStatus(process);
        }
        // From retire() on the process may run elsewhere: everything is written before.
        const std::int32_t left = t_running.budget;
        countReductions(process, worker, reductions);
        reductions = left;
        process.status.store(idle, std::memory_order_relaxed);
        if (worker.retire(process)) {
            return TurnEnd::Waiting;
        }
        process.status.store(ProcessStatus::Running, std::memory_order_relaxed);
    }
}

void WorkerContext::armTimeout(const ControlBlock& process)
{
    TimedReceiveState& receive = process.timedReceive();
    if (receive.timer == nullptr && receive.timeout > 0) {
        armReceiveTimer(receive, process, *this);
    }
}

void fireTimer(Timer* timer, WorkerContext& worker)
{
    Runtime& runtime = worker.runtime;
    if (timer->purpose == Timer::Purpose::Receive) {
        runtime.deliver(timer->target, timer, &worker);
        return;
    }
    runtime.messageTimers().remove(Reference::fromBits(timer->reference));
    const Pid target = timer->targetName.isUndefined() ? timer->target : runtime.whereis(timer->targetName);
    runtime.deliver(target, std::exchange(timer->message, nullptr), &worker);
    Timer::destroy(timer);
}

} // namespace factorama
