// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/process/signal_handling.h"
#include "runtime/scheduler/scheduler.h"

namespace factorama {

/// How a process' turn on a worker ended.
enum class TurnEnd : std::uint8_t {
    Waiting, ///< idle: whoever pushes the next signal makes it runnable, perhaps already now
    Runnable, ///< its reductions are spent: it goes to the end of a run queue
    Ended, ///< it exists no more
};

/// Runs a runnable process for one turn of at most `reductions`. Only the worker that took it from a run
/// queue; after Waiting and Ended the caller must not touch the process again.
///
/// A turn:
///  1. Takes the signals that have come and handles them: messages go to the mailbox, the rest acts at once,
///  so
///     a computing process dies at the start of its next turn.
///  2. Resumes the leaf, if what the process waits for has happened; a receive's patterns are tried here,
///  without
///     resuming the process for messages that do not match.
///  3. When the process has nothing to do, lets it rest or makes it idle; a signal that came meanwhile starts
///  over at 1.
TurnEnd runTurn(ControlBlock& process, WorkerContext& worker, std::int32_t reductions);

/// Signals, a chain with the newest first, for a process that has just been taken from where it rested
/// (RestingProcesses), and is about to be made runnable. If they are a single message and nothing has come
/// from elsewhere, as is most often so, the process has it then; else this is false, and nothing has been
/// done. Only the worker that took it.
inline bool receiveMessageAtRest(ControlBlock& process, Signal* newest, const Signal* oldest)
{
    // What came from elsewhere lies in the queue, and may be older: this is hung behind it.
    if (newest != oldest || newest->kind != Signal::Kind::Message || process.inbox.hasSignals() ||
        process.has(ControlBlock::Counted)) {
        return false;
    }
    process.status.store(ProcessStatus::Runnable, std::memory_order_relaxed);
    process.enqueueUncounted(newest);
    return true;
}

/// What receiveMessageAtRest() has not done.
inline void receiveAtRest(ControlBlock& process, Signal* newest, Signal* oldest)
{
    process.status.store(ProcessStatus::Runnable, std::memory_order_relaxed);
    if (newest == oldest && !process.inbox.hasSignals() && !process.has(ControlBlock::Counted) &&
        admitCall(process, *newest)) {
        process.enqueueUncounted(newest);
    } else {
        process.inbox.push(newest, oldest);
    }
}

/// A due timer's effect. Only the worker that took it out of its wheel.
void fireTimer(Timer* timer, WorkerContext& worker);

} // namespace factorama
