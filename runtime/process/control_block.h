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
#include <optional>
#include <utility>

namespace factorama {

class Runtime;
class SubroutinePromise;
struct ProcessExtras;
struct QuestionState;
struct ReceiveState;
struct TimedReceiveState;
struct Timer;
struct WorkerContext;

/// How a process was started from the catalogue, so that it can be started again the same way.
struct StartSpecification;

/// Whatever was thrown, as the exception that Erlang would have raised.
Raised raisedFrom(const std::exception_ptr& exception);
/// `normal`, `shutdown` and {shutdown, _} are no errors: nothing is reported.
bool isPlannedExit(const Term& reason);

/// A process: everything about it but its coroutine frames. Two cache lines, since there may be millions: the
/// first is read by others, the second written by the worker that runs the process. What few processes need
/// lies in ProcessExtras, what only matters during a turn in the worker's Turn, what it waits for in the
/// frame that waits.
struct alignas(64) ControlBlock {
    /// Reductions a turn. A reduction is about a send, a receive or 50 ns of a ticking computation; 4,000
    /// keep a turn well under a millisecond.
    static constexpr std::int32_t ReductionsPerTurn = 4000;

    /// Identifier of a Monitoring relation whose alias is not in the runtime's table: who sends through it is
    /// told the pid besides.
    static constexpr std::uint32_t UnpublishedAlias = 1;

    /// Why the process is not running. Written by the process as it suspends and read by runTurn().
    enum class Wait : std::uint8_t {
        Continue, ///< nothing: resume the leaf
        Yield, ///< its turn is over: to the end of the run queue
        Receive, ///< for a message that `receive` matches
        TimedReceive, ///< or for its timeout: `receive` is a TimedReceiveState
        Reply, ///< for the Reply to `question`
        Hibernate, ///< for any message
        Dirty, ///< for its job on a dirty worker
        Finished, ///< the body has returned or thrown
        Refused, ///< never to run: the name it was to have is taken
    };

    /// Bits of `flags`.
    enum Flag : std::uint8_t {
        TrapsExits = 1, ///< exit signals become messages
        Exiting = 2, ///< its code does not run any more; runtime calls do nothing
        Ending = 4, ///< why it ends is known: the turn's exitReason
        Held = 8, ///< suspended, or waiting for room in a mailbox: it does not run
        Pressed = 16, ///< the mailbox that it sent to last is over its limit: extras->pressedBy
        Counted = 32, ///< what comes into its mailbox and goes is counted: for a limit, or for who looks
        Marked = 64, ///< its mailbox has a mark
    };

    // -- any thread reads; all but the inbox are set before the process is published, or by its worker
    // -------
    SignalQueue inbox;
    Pid pid;
    Pid parent;
    Relations relations;
    std::atomic<ProcessExtras*> extras = nullptr; ///< owned; made once, by makeExtras()
    std::atomic<void*> body = nullptr; ///< the body's frame; read by others only as an address to prefetch
    SubroutinePromise* openCall = nullptr; ///< innermost nested coroutine

private:
    std::uint64_t m_initialCall = 0; // module, function, arity: 28, 28 and 8 bits

public:
    // -- the running worker writes; observers read the atomics (relaxed)
    // --------------------------------------
    Mailbox mailbox;
    WorkerContext* worker = nullptr; ///< that runs it now, or ran it last
    union {
        ReceiveState* receive = nullptr; ///< during Wait::Receive and Wait::TimedReceive
        QuestionState* question; ///< during Wait::Reply
    };
    std::atomic<std::uint64_t> reductions = 0; ///< of finished turns

private:
    // Messages in the mailbox: the upper 32 bits. Memory of messages, frames and this block, in units of 16
    // bytes: the lower ones. Together, since most of what changes one changes the other.
    std::atomic<std::uint64_t> m_counts = 0;

public:
    std::int32_t budget = 0; ///< reductions left in this turn
    std::atomic<ProcessStatus> status = ProcessStatus::Runnable;
    std::atomic<Priority> priority = Priority::Normal;
    Wait wait = Wait::Continue;
    std::atomic<std::uint8_t> flags = 0; ///< of Flag

    ControlBlock(Pid ownPid, Pid parentPid, InitialCall call);
    ~ControlBlock();
    ControlBlock(const ControlBlock&) = delete;
    ControlBlock& operator=(const ControlBlock&) = delete;

    // -- any thread
    // -------------------------------------------------------------------------------------------

    InitialCall initialCall() const noexcept;
    bool has(Flag flag) const noexcept { return hasAny(flag); }
    /// Of several flags.
    bool hasAny(int these) const noexcept { return (flags.load(std::memory_order_relaxed) & these) != 0; }
    Atom name() const noexcept;
    Atom label() const noexcept;
    Pid groupLeader() const noexcept;
    /// In the mailbox.
    std::uint32_t messages() const noexcept
    {
        return static_cast<std::uint32_t>(m_counts.load(std::memory_order_relaxed) >> 32);
    }
    /// Bytes of messages, frames, relations and this block.
    std::uint64_t memoryBytes() const noexcept;
    /// What few processes have; null if this one has not.
    ProcessExtras* findExtras() const noexcept { return extras.load(std::memory_order_acquire); }
    ProcessExtras& makeExtras();

    // -- before it is published
    // -------------------------------------------------------------------------------

    void setInitialCall(InitialCall call) noexcept;

    // -- the running worker
    // -----------------------------------------------------------------------------------

    inline Runtime& runtime() const noexcept; ///< defined in scheduler/scheduler.h
    void set(Flag flag, bool on = true) noexcept
    {
        const std::uint8_t before = flags.load(std::memory_order_relaxed);
        flags.store(static_cast<std::uint8_t>(on ? before | flag : before & ~flag),
                    std::memory_order_relaxed);
    }

    /// Spends reductions; false when the turn is over.
    bool spend(std::int32_t count) noexcept
    {
        budget -= count;
        return budget > 0;
    }

    /// The coroutine to resume next.
    std::coroutine_handle<> leaf() const noexcept;

    /// It ends, for this reason. The first one counts.
    void end(Term reason);

    enum class Scan : std::uint8_t { Matched, Exhausted, TurnOver };
    /// Goes on with the current receive's scan. `match` tells the index of the clause that a payload matches,
    /// or -1. A message that matches is the turn's `received`.
    template<typename Match>
    Scan scan(Match match);
    TimedReceiveState& timedReceive() const noexcept;

    /// A message comes into the mailbox.
    void enqueue(Signal* message)
    {
        change(OneMessage + Signal::memoryUnits(message->bytes));
        mailbox.append(message);
        if (has(Counted)) {
            addedToCounted(*message);
        }
    }
    /// Messages come into a mailbox without a limit.
    void enqueue(const SignalQueue::Batch& batch)
    {
        change(batch.count * OneMessage + batch.memoryUnits);
        mailbox.appendChain(batch.first, batch.last);
    }
    /// A message has left the mailbox.
    void removed(const Signal& message) noexcept
    {
        change(-(OneMessage + Signal::memoryUnits(message.bytes)));
        if (has(Counted)) {
            removedFromCounted(message);
        }
    }
    /// Takes the first message that satisfies the predicate out of the mailbox; null if there is none. The
    /// messages are known to hold `reference`.
    template<typename Predicate>
    Signal* takeMessage(Predicate predicate, Reference reference)
    {
        Signal* const message = mailbox.takeFirst(predicate, reference, mark());
        if (message != nullptr) {
            removed(*message);
        }
        return message;
    }
    /// `reference` is made now, see Mailbox.
    void mark(Reference reference);
    Mailbox::Mark* mark() const noexcept { return has(Marked) ? findMark() : nullptr; }

    /// Was it started as OTP's processes are (with `$ancestors` in its dictionary)? A crash report then
    /// follows an abnormal exit too.
    bool isOfProcLib() const;

    /// Notes why the body ended, from within its unhandled_exception().
    void recordUncaught(std::exception_ptr exception) noexcept;

    void addMemory(std::size_t bytes) noexcept { change(Signal::memoryUnits(bytes)); }
    void subtractMemory(std::size_t bytes) noexcept { change(-std::uint64_t{Signal::memoryUnits(bytes)}); }

    static void* operator new(std::size_t bytes);
    static void operator delete(void* block, std::size_t bytes) noexcept;

private:
    static constexpr std::uint64_t OneMessage = std::uint64_t{1} << 32;

    void change(std::uint64_t difference) noexcept
    {
        m_counts.store(m_counts.load(std::memory_order_relaxed) + difference, std::memory_order_relaxed);
    }
    Mailbox::Mark* findMark() const noexcept;
    void addedToCounted(const Signal& message);
    void removedFromCounted(const Signal& message) noexcept;
};
static_assert(sizeof(ControlBlock) == 128);

/// What a process waits for in a receive; lies in its frame.
struct ReceiveState {
    /// Index of the clause that the message matches, or -1.
    using Matcher = int (*)(const ReceiveState& receive, Word message);

    Matcher matcher = nullptr;
};

struct TimedReceiveState : ReceiveState {
    static constexpr std::int64_t BadTimeout = -1; ///< as 0, and an error if no message matches
    static constexpr std::int64_t LongestTimeout = 4'294'967'295; ///< Erlang's

    std::int64_t timeout = 0; ///< milliseconds
    Timer* timer = nullptr; ///< armed for it
};

inline TimedReceiveState& ControlBlock::timedReceive() const noexcept
{
    return *static_cast<TimedReceiveState*>(receive);
}

/// What a process waits for that has asked another one; lies in its frame.
struct QuestionState {
    std::uint64_t identifier = 0; ///< of the Reply that answers it
    Term reply; ///< that has come
};

} // namespace factorama
