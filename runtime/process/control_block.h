// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/initial_call.h"
#include "runtime/process/mailbox.h"
#include "runtime/process/priority.h"
#include "runtime/process/process_status.h"
#include "runtime/process/relations.h"
#include "runtime/process/signal.h"
#include "runtime/term/pid.h"
#include "runtime/term/raised.h"
#include "runtime/term/term.h"

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>

namespace factorama {

class Runtime;
class SubroutinePromise;
struct ProcessExtras;
struct Timer;
struct WorkerContext;

/// How a process was started from the catalogue, so that it can be started again the same way.
struct StartSpecification;

/// Whatever was thrown, as the exception that Erlang would have raised.
Raised raisedFrom(const std::exception_ptr& exception);
/// `normal`, `shutdown` and {shutdown, _} are no errors: nothing is reported.
bool isPlannedExit(const Term& reason);

/// A process: everything about it but its coroutine frames. Fields are grouped by who may touch them.
struct ControlBlock {
    /// Reductions a turn. A reduction is about a send, a receive or 50 ns of a ticking computation; 4,000
    /// keep a turn well under a millisecond.
    static constexpr std::int32_t ReductionsPerTurn = 4000;

    /// Identifier of a Monitoring relation whose alias is not in the runtime's table: who sends through it is
    /// told the pid besides.
    static constexpr std::uint32_t UnpublishedAlias = 1;

    /// Why the process is not running. Written by the process as it suspends and read by runSlice().
    enum class Wait : std::uint8_t {
        Continue, ///< nothing: resume the leaf
        Yield, ///< its turn is over: to the end of the run queue
        Receive, ///< for a message that `matcher` accepts, or for the timeout
        Reply, ///< for a Reply with `replyIdentifier`
        Hibernate, ///< for any message
        Dirty, ///< for its job on a dirty worker
        Finished, ///< the body has returned or thrown
    };

    /// Index of the clause that the message matches, or -1.
    using Matcher = int (*)(const void* receive, Word message);

    // -- any thread -----------------------------------------------------------------------------------------
    alignas(64) SignalQueue inbox;
    std::atomic<std::uint32_t> incoming = 0; ///< messages in the inbox, counted only under a pressureLimit
    std::atomic<std::uint32_t> pressureLimit = 0; ///< messages past which senders are pressed; 0 for never

    // -- set before the process is published, then only read ------------------------------------------------
    Runtime* runtime = nullptr;
    Pid pid;
    Pid parent;
    InitialCall initialCall;
    std::unique_ptr<StartSpecification> startSpecification;

    // -- written by the running worker, read by observers (relaxed) -----------------------------------------
    std::atomic<std::uint64_t> reductions = 0; ///< of finished turns
    std::atomic<std::uint64_t> memory = 0; ///< bytes of messages, frames and this block
    std::atomic<std::uint32_t> messages = 0; ///< in the mailbox
    std::atomic<std::uint32_t> name = 0; ///< index of the registered name's atom, 0 for none
    std::atomic<std::uint32_t> label = 0;
    std::atomic<ProcessStatus> status = ProcessStatus::Runnable;
    std::atomic<Priority> priority = Priority::Normal;
    std::atomic<bool> trapsExits = false;
    std::atomic<bool> pressing = false; ///< the mailbox is over its limit: who sends now, waits
    Relations relations;

    // -- the running worker only ----------------------------------------------------------------------------
    WorkerContext* worker = nullptr; ///< the one that runs it now
    std::coroutine_handle<> root;
    std::coroutine_handle<> leaf; ///< to resume next
    SubroutinePromise* openCall = nullptr; ///< innermost nested coroutine
    std::int32_t budget = 0; ///< reductions left in this turn
    Wait wait = Wait::Continue;
    bool exiting = false; ///< its code does not run any more; runtime calls do nothing
    bool timedOut = false;
    std::int16_t clause = -1; ///< of `received`
    Mailbox mailbox;
    Matcher matcher = nullptr; ///< of the receive it waits in
    const void* receive = nullptr;
    std::int64_t timeoutMilliseconds = -1; ///< of that receive; -1 is infinity
    Timer* receiveTimer = nullptr; ///< armed for that receive
    Signal* received = nullptr; ///< taken out of the mailbox for the process
    std::uint64_t replyIdentifier = 0;
    Term reply; ///< that has come
    std::uint32_t suspendCount = 0; ///< while it is not 0, the process does not run
    std::uint8_t skippedTurns = 0; ///< of a process of low priority
    bool underPressure = false; ///< it waits for room in the mailbox that it has sent to
    Pid pressedBy; ///< whose mailbox was over its limit at the last send
    Pid groupLeader;
    std::unique_ptr<ProcessExtras> extras; ///< what few processes need
    std::uint32_t unlinkCount = 0; ///< makes identifiers of unlinks
    std::optional<Term> exitReason; ///< why it ends, from when it is known
    bool crashed = false; ///< it ends by an uncaught exception that is worth a crash report

    // -- intrusive lists of the scheduler -------------------------------------------------------------------
    ControlBlock* nextReady = nullptr; ///< in the injection queue

    ControlBlock();
    ~ControlBlock();
    ControlBlock(const ControlBlock&) = delete;
    ControlBlock& operator=(const ControlBlock&) = delete;

    /// Spends reductions; false when the turn is over.
    bool spend(std::int32_t count) noexcept
    {
        budget -= count;
        return budget > 0;
    }

    /// The receive's fast path: starts a new receive and scans what the mailbox holds. True if a message
    /// matched. With an `awaited` reference, only messages that hold it can match.
    bool receiveNow(Matcher match, const void* awaitable, std::int64_t timeout, Reference awaited);
    enum class Scan : std::uint8_t { Matched, Exhausted, TurnOver };
    /// Goes on with the current receive's scan.
    Scan scan();
    /// Hands the received message over: its payload (counted), and its clause; none after a timeout.
    std::optional<Word> takeReceived(int& matchedClause);

    ProcessExtras& makeExtras();
    /// A message has left the mailbox.
    void removed(const Signal& message);

    /// Was it started as OTP's processes are (with `$ancestors` in its dictionary)? A crash report then
    /// follows an abnormal exit too.
    bool isOfProcLib() const;

    /// Notes why the body ended, from within its unhandled_exception().
    void recordUncaught(std::exception_ptr exception) noexcept;

    void addMemory(std::int64_t bytes) noexcept
    {
        memory.store(memory.load(std::memory_order_relaxed) + static_cast<std::uint64_t>(bytes),
                     std::memory_order_relaxed);
    }
    void changeMessages(int change) noexcept
    {
        messages.store(messages.load(std::memory_order_relaxed) + static_cast<std::uint32_t>(change),
                       std::memory_order_relaxed);
    }

    static void* operator new(std::size_t bytes);
    static void operator delete(void* block, std::size_t bytes) noexcept;
};

} // namespace factorama
