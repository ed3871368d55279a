// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/turn.h"

#include "runtime/node/runtime.h"
#include "runtime/process/exit.h"
#include "runtime/process/signal_handling.h"

namespace factorama {

namespace {

void countReductions(ControlBlock& process, std::int32_t granted)
{
    const auto spent = static_cast<std::uint64_t>(granted - process.budget);
    process.reductions.store(process.reductions.load(std::memory_order_relaxed) + spent,
                             std::memory_order_relaxed);
}

/// The receive has its message, or its time is over.
void disarmReceiveTimer(ControlBlock& process)
{
    if (Timer* timer = std::exchange(process.receiveTimer, nullptr)) {
        if (timer->wheel->cancel(*timer)) {
            Timer::destroy(timer);
        }
        // Else it is on its way as a signal, and is freed when it arrives: it is no longer the timer waited
        // for.
    }
}

void armReceiveTimer(ControlBlock& process, WorkerContext& worker)
{
    Timer* timer = Timer::make();
    timer->purpose = Timer::Purpose::Receive;
    timer->target = process.pid;
    process.receiveTimer = timer;
    worker.timers.arm(*timer, worker.runtime.scheduler().tickAfter(process.timeoutMilliseconds));
}

ProcessStatus idleStatus(const ControlBlock& process)
{
    if (process.suspendCount > 0) {
        return ProcessStatus::Suspended;
    }
    return process.wait == ControlBlock::Wait::Dirty ? ProcessStatus::Dirty : ProcessStatus::Waiting;
}

enum class Next : std::uint8_t { Resume, Wait, TurnOver };

/// What a process that is not exiting does next.
Next decide(ControlBlock& process, WorkerContext& worker)
{
    if (const Pid pressed = std::exchange(process.pressedBy, Pid())) {
        // It has filled a mailbox that has a limit; it waits, whatever it waits for besides, until there is
        // room.
        process.underPressure = worker.runtime.deliver(
            pressed, signals::makeControl(Signal::Kind::PressureRequest, process.pid), &worker);
    }
    if (process.suspendCount > 0 || process.underPressure) {
        return Next::Wait;
    }
    switch (process.wait) {
    case ControlBlock::Wait::Continue:
        return Next::Resume;
    case ControlBlock::Wait::Yield:
        if (process.budget <= 0) {
            return Next::TurnOver;
        }
        return Next::Resume;
    case ControlBlock::Wait::Receive:
        switch (process.scan()) {
        case ControlBlock::Scan::Matched:
            disarmReceiveTimer(process);
            return Next::Resume;
        case ControlBlock::Scan::TurnOver:
            return Next::TurnOver;
        case ControlBlock::Scan::Exhausted:
            break;
        }
        if (process.timedOut || process.timeoutMilliseconds == 0) {
            return Next::Resume;
        }
        if (process.timeoutMilliseconds > 0 && process.receiveTimer == nullptr) {
            armReceiveTimer(process, worker);
        }
        return Next::Wait;
    case ControlBlock::Wait::Hibernate:
        return process.mailbox.first() == nullptr ? Next::Wait : Next::Resume;
    case ControlBlock::Wait::Reply:
    case ControlBlock::Wait::Dirty:
        return Next::Wait; // the signal changes it to Continue
    case ControlBlock::Wait::Finished:
        break;
    }
    return Next::Resume;
}

} // namespace

TurnEnd runTurn(ControlBlock& process, WorkerContext& worker, std::int32_t reductions)
{
    process.worker = &worker;
    process.budget = reductions;
    process.status.store(ProcessStatus::Running, std::memory_order_relaxed);
    for (;;) {
        Signal* unhandled = nullptr;
        // Once it has ended by itself no signal changes why.
        Signal* const signal = process.exitReason ? nullptr : process.inbox.take();
        if (signal != nullptr) {
            unhandled = handleSignals(process, signal);
        }
        if (process.exitReason) { // a signal ended it, or it was never meant to run
            countReductions(process, reductions);
            endProcess(process, unhandled);
            return TurnEnd::Ended;
        }
        switch (decide(process, worker)) {
        case Next::Resume:
            break;
        case Next::TurnOver:
            countReductions(process, reductions);
            process.status.store(ProcessStatus::Runnable, std::memory_order_relaxed);
            return TurnEnd::Runnable;
        case Next::Wait: {
            // From becomeIdle() on the process may run elsewhere: everything is written before.
            const std::int32_t left = process.budget;
            countReductions(process, reductions);
            reductions = left;
            process.status.store(idleStatus(process), std::memory_order_relaxed);
            if (process.inbox.becomeIdle()) {
                return TurnEnd::Waiting;
            }
            process.status.store(ProcessStatus::Running, std::memory_order_relaxed);
            continue;
        }
        }
        process.wait = ControlBlock::Wait::Continue;
        process.leaf.resume();
        if (process.wait == ControlBlock::Wait::Finished && !process.exitReason) {
            process.exitReason = Term(atoms::normal);
        }
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
