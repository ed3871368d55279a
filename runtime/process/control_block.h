// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/initial_call.h"
#include "runtime/process/mailbox.h"
#include "runtime/process/priority.h"
#include "runtime/process/process_extras.h"
#include "runtime/process/process_status.h"
#include "runtime/process/relations.h"
#include "runtime/process/running.h"
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
struct QuestionState;
struct ReceiveState;
struct TimedReceiveState;
struct Timer;
struct WorkerContext;

/// Whatever was thrown, as the exception that Erlang would have raised.
Raised raisedFrom(const std::exception_ptr& exception);
/// `normal`, `shutdown` and {shutdown, _} are no errors: nothing is reported.
bool isPlannedExit(const Term& reason);

/// A nested coroutine that has been called and has not returned yet. The open calls of a process form a
/// chain.
struct OpenCall {
    std::coroutine_handle<> frame;
    std::coroutine_handle<>* owner = nullptr; ///< in the caller's frame
    OpenCall* outer = nullptr; ///< the call that made this one; null if the body did
    void* awaited = nullptr; ///< as ControlBlock::setAwaited()
};

/// The part of a body's promise that its control block uses.
struct BodyPromise {
    /// What the body waits for; or, with the lowest bit set, the innermost OpenCall.
    std::uintptr_t leaf = 0;
};

/// A process: everything about it but its coroutine frames. The frame of its body lies behind it in the same
/// block of memory; there may be millions of them, so they are small. What few processes need lies in
/// ProcessExtras, what only matters during a turn in RunningProcess and in the worker's Turn, what it waits
/// for in the frame that waits, and where that is in the promise of its body.
struct ControlBlock {
    /// Reductions a turn. A reduction is about a send, a receive or 50 ns of a ticking computation; 4,000
    /// keep a turn well under a millisecond.
    static constexpr std::int32_t ReductionsPerTurn = 4000;

    /// Identifier of a Monitoring relation whose alias is not in the runtime's table: who sends through it is
    /// told the pid besides.
    static constexpr std::uint32_t UnpublishedAlias = 1;

    /// The monitor of a request, see Self::sendRequest(): what who asks knows of whom it asks.
    static constexpr Relations::Relation requestTo(Pid peer, Reference reference)
    {
        return {Relations::Kind::Monitoring,         peer, reference, {}, UnpublishedAlias,
                Relations::AliasMode::ReplyDemonitor};
    }
    /// The other side of it.
    static constexpr Relations::Relation requestFrom(Pid peer, Reference reference)
    {
        return {Relations::Kind::MonitoredBy, peer, reference, {}, UnpublishedAlias};
    }

    /// Why the process is not running. Written by the process as it suspends and read by runTurn().
    enum class Wait : std::uint8_t {
        Continue, ///< nothing: resume the leaf
        Yield, ///< its turn is over: to the end of the run queue
        Receive, ///< for a message that receive() matches
        TimedReceive, ///< or for its timeout: receive() is a TimedReceiveState
        Reply, ///< for the Reply to question()
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
        Pressed = 16, ///< the mailbox that it sent to last is over its limit: RareExtras::pressedBy
        Counted = 32, ///< what comes into its mailbox and goes is counted: for a limit, or for who looks
        Marked = 64, ///< its mailbox has a mark
        Prioritized = 128, ///< its priority is not Normal, but the one in the extras
    };

    // -- any thread reads; all but the inbox are set before the process is published, or by its worker --
    SignalQueue inbox;
    Pid pid;
    Pid parent;

private:
    // The extras, owned and made once; and in the lowest bits, which an address leaves free, the
    // InternedCall.
    std::atomic<std::uint64_t> m_extrasAndCall = 0;

public:
    // -- the running worker writes; observers read the atomics (relaxed) --
    Mailbox mailbox;

private:
    // Messages in the mailbox: the upper 32 bits. Memory of messages, frames and this block, in units of 16
    // bytes: the lower ones. Together, since most of what changes one changes the other.
    std::atomic<std::uint64_t> m_counts = 0;
    std::atomic<std::uint32_t> m_reductions = 0; // the lower half of their number, see addReductions()

public:
    std::atomic<ProcessStatus> status = ProcessStatus::Runnable;
    Wait wait = Wait::Continue;
    std::atomic<std::uint8_t> flags = 0; ///< of Flag
    std::atomic<std::uint8_t> lastWorker = 0; ///< the WorkerContext::number of the one that runs it, or did

    explicit ControlBlock(Pid own = {}) : pid(own) {}
    ~ControlBlock();
    ControlBlock(const ControlBlock&) = delete;
    ControlBlock& operator=(const ControlBlock&) = delete;

    // -- memory --

    /// Room for a body's frame of so many bytes, behind a new control block, which has no pid yet. Throws
    /// std::bad_alloc.
    static void* allocateFrame(std::size_t bytes);
    /// The frame has been destroyed: the block goes with it if it never got a pid; else by destroy().
    static void releaseFrame(void* frame, std::size_t bytes) noexcept;
    static ControlBlock& ofFrame(void* frame) noexcept { return *(static_cast<ControlBlock*>(frame) - 1); }
    /// Of a process whose frames are gone.
    static void destroy(ControlBlock* process) noexcept;

    // -- any thread --

    InitialCall initialCall() const noexcept
    {
        const std::uint64_t bits = m_extrasAndCall.load(std::memory_order_relaxed);
        return InternedCall::fromIndex(static_cast<std::uint32_t>(bits & CallMask)).toCall();
    }
    /// Of finished turns.
    std::uint64_t reductions() const noexcept;
    bool has(Flag flag) const noexcept { return hasAny(flag); }
    /// Of several flags.
    bool hasAny(int these) const noexcept { return (flags.load(std::memory_order_relaxed) & these) != 0; }
    Priority priority() const noexcept { return has(Prioritized) ? findPriority() : Priority::Normal; }
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
    ProcessExtras* findExtras(std::memory_order order = std::memory_order_acquire) const noexcept
    {
        return toExtras(m_extrasAndCall.load(order));
    }
    ProcessExtras& makeExtras()
    {
        ProcessExtras* const present = findExtras();
        return present == nullptr ? addExtras() : *present;
    }
    RareExtras* findRare() const noexcept
    {
        const ProcessExtras* const few = findExtras();
        return few == nullptr ? nullptr : few->findRare();
    }
    /// Its dictionary, for its own worker; null if nothing was ever put there.
    ProcessExtras::Dictionary* findDictionary() const noexcept
    {
        const ProcessExtras* const few = findExtras();
        return few == nullptr ? nullptr : few->dictionary.get();
    }
    /// Links, monitors and aliases; to be read.
    inline const Relations& relations() const noexcept;

    // -- before it is published --

    void setInitialCall(InternedCall call) noexcept
    {
        m_extrasAndCall.store((m_extrasAndCall.load(std::memory_order_relaxed) & ~CallMask) | call.index(),
                              std::memory_order_relaxed);
    }

    // -- the running worker --

    static WorkerContext& worker() noexcept { return *t_running.worker; }
    static inline Runtime& runtime() noexcept; ///< defined in scheduler/scheduler.h
    Relations& makeRelations() { return makeExtras().relations; }
    /// As Relations::tryPutRequest().
    [[gnu::always_inline]] bool tryPutRequest(const Relations::Relation& relation)
    {
        ProcessExtras* const few = findExtras();
        return few != nullptr && few->relations.tryPutRequest(relation);
    }
    /// As Relations::eraseRequest().
    [[gnu::always_inline]] bool eraseRequest(const Relations::Relation& relation)
    {
        ProcessExtras* const few = findExtras();
        return few != nullptr && few->relations.eraseRequest(relation);
    }
    RareExtras& makeRare() { return makeExtras().makeRare(); }
    void setPriority(Priority priority);
    void set(Flag flag, bool on = true) noexcept
    {
        const std::uint8_t before = flags.load(std::memory_order_relaxed);
        flags.store(static_cast<std::uint8_t>(on ? before | flag : before & ~flag),
                    std::memory_order_relaxed);
    }

    /// Spends reductions; false when the turn is over.
    static bool spend(std::int32_t count) noexcept { return (t_running.budget -= count) > 0; }

    /// The innermost one; null if the body has called nothing.
    OpenCall* openCall() const noexcept
    {
        const std::uintptr_t leaf = bodyPromise().leaf;
        return isCall(leaf) ? &toCall(leaf) : nullptr;
    }
    void setOpenCall(OpenCall* call) noexcept
    {
        bodyPromise().leaf = call == nullptr ? 0 : reinterpret_cast<std::uintptr_t>(call) | InCall;
    }
    /// The coroutine to resume next.
    std::coroutine_handle<> leaf() noexcept
    {
        const std::uintptr_t leaf = bodyPromise().leaf;
        return isCall(leaf) ? toCall(leaf).frame : std::coroutine_handle<>::from_address(bodyFrame());
    }
    /// What the leaf is about to wait for: with Wait::Receive, TimedReceive or Reply.
    void setAwaited(ReceiveState* receive) noexcept { storeAwaited(receive); }
    void setAwaited(QuestionState* question) noexcept { storeAwaited(question); }
    ReceiveState& receive() const noexcept { return *static_cast<ReceiveState*>(awaited()); }
    QuestionState& question() const noexcept { return *static_cast<QuestionState*>(awaited()); }
    /// Leaf first.
    void destroyFrames() noexcept;

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
        enqueueUncounted(message);
        if (has(Counted)) {
            addedToCounted(*message);
        }
    }
    /// A message comes into a mailbox that is not Counted.
    void enqueueUncounted(Signal* message) noexcept
    {
        change(OneMessage + Signal::memoryUnits(message->bytes));
        mailbox.append(message);
    }
    /// The same of several.
    void enqueueUncounted(const SignalQueue::Batch& batch) noexcept
    {
        change(batch.count * OneMessage + batch.memoryUnits);
        mailbox.appendChain(batch.first, batch.last);
    }
    /// Takes the message that the receive is at out of the mailbox; see Mailbox::takeCurrent().
    Signal* takeCurrent(Signal& before) noexcept
    {
        Signal* const message = mailbox.takeCurrent(before);
        change(-(OneMessage + Signal::memoryUnits(message->bytes)));
        if (hasAny(Marked | Counted)) [[unlikely]] {
            takenFromSpecial(*message);
        }
        return message;
    }
    /// Takes the first message that satisfies the predicate out of the mailbox; null if there is none. The
    /// messages are known to hold `reference`.
    template<typename Predicate>
    Signal* takeMessage(Predicate predicate, Reference reference)
    {
        Signal* const message = mailbox.takeFirst(predicate, reference, mark());
        if (message != nullptr) {
            change(-(OneMessage + Signal::memoryUnits(message->bytes)));
            if (has(Counted)) {
                removedFromCounted(*message);
            }
        }
        return message;
    }
    /// `reference` is made now, see Mailbox.
    void mark(Reference reference)
    {
        if (!mailbox.isEmpty()) {
            setMark(reference);
        }
    }
    [[gnu::always_inline]] Mailbox::Mark* mark() const noexcept { return has(Marked) ? findMark() : nullptr; }

    /// Was it started as OTP's processes are (with `$ancestors` in its dictionary)? A crash report then
    /// follows an abnormal exit too.
    bool isOfProcLib() const;

    /// Notes why the body ended, from within its unhandled_exception().
    void recordUncaught(std::exception_ptr exception) noexcept;

    void addReductions(std::uint32_t count)
    {
        const std::uint32_t before = m_reductions.load(std::memory_order_relaxed);
        m_reductions.store(before + count, std::memory_order_relaxed);
        if (((before ^ (before + count)) >> SnapshotBit) != 0) [[unlikely]] {
            noteReductions();
        }
    }
    void addMemory(std::size_t bytes) noexcept { change(Signal::memoryUnits(bytes)); }
    void subtractMemory(std::size_t bytes) noexcept { change(-std::uint64_t{Signal::memoryUnits(bytes)}); }

private:
    static constexpr std::uint64_t OneMessage = std::uint64_t{1} << 32;
    static constexpr std::uintptr_t InCall = 1;

    static constexpr int CallBits = 20;
    static constexpr std::uint64_t CallMask = (std::uint64_t{1} << CallBits) - 1;
    static_assert(InternedCall::TableLimit == CallMask + 1);
    // Of the 48 bits of an address the lowest four are 0: the heap's blocks begin with a multiple of 16.
    static ProcessExtras* toExtras(std::uint64_t bits) noexcept
    {
        return reinterpret_cast<ProcessExtras*>((bits >> CallBits) << 4);
    }
    static std::uint64_t fromExtras(const ProcessExtras* extras) noexcept
    {
        return (reinterpret_cast<std::uint64_t>(extras) >> 4) << CallBits;
    }

    // Of what BodyPromise::leaf says.
    static bool isCall(std::uintptr_t leaf) noexcept { return (leaf & InCall) != 0; }
    static OpenCall& toCall(std::uintptr_t leaf) noexcept
    {
        return *reinterpret_cast<OpenCall*>(leaf & ~InCall);
    }

    void* bodyFrame() noexcept { return this + 1; }
    BodyPromise& bodyPromise() const noexcept
    {
        void* const frame = const_cast<ControlBlock*>(this + 1);
        return std::coroutine_handle<BodyPromise>::from_address(frame).promise();
    }
    void storeAwaited(void* awaited) noexcept
    {
        std::uintptr_t& leaf = bodyPromise().leaf;
        if (isCall(leaf)) {
            toCall(leaf).awaited = awaited;
        } else {
            leaf = reinterpret_cast<std::uintptr_t>(awaited);
        }
    }
    void* awaited() const noexcept
    {
        const std::uintptr_t leaf = bodyPromise().leaf;
        return isCall(leaf) ? toCall(leaf).awaited : reinterpret_cast<void*>(leaf);
    }

    void change(std::uint64_t difference) noexcept
    {
        m_counts.store(m_counts.load(std::memory_order_relaxed) + difference, std::memory_order_relaxed);
    }
    // The whole number is noted in the RareExtras whenever this bit of it changes: from there it goes on to
    // less than what the lower half can hold.
    static constexpr int SnapshotBit = 30;
    void noteReductions();
    ProcessExtras& addExtras();
    void setMark(Reference reference);
    Mailbox::Mark* findMark() const noexcept;
    /// What the receive took, out of a mailbox that is Marked, Counted or both.
    void takenFromSpecial(const Signal& message) noexcept;
    Priority findPriority() const noexcept;
    void addedToCounted(const Signal& message);
    void removedFromCounted(const Signal& message) noexcept;
};
static_assert(sizeof(ControlBlock) == 64); // and a multiple of what a frame is aligned to

/// What a process waits for in a receive; lies in its frame.
struct ReceiveState {
    /// Goes on with the receive's scan, as ControlBlock::scan(). Each kind of receive has its own, with its
    /// patterns within.
    using Scanner = ControlBlock::Scan (*)(const ReceiveState& receive, ControlBlock& process);

    Scanner scanner = nullptr;
};

struct TimedReceiveState : ReceiveState {
    static constexpr std::int64_t BadTimeout = -1; ///< as 0, and an error if no message matches
    static constexpr std::int64_t LongestTimeout = 4'294'967'295; ///< Erlang's

    std::int64_t timeout = 0; ///< milliseconds
    Timer* timer = nullptr; ///< armed for it
};

const Relations& ControlBlock::relations() const noexcept
{
    const ProcessExtras* const few = findExtras();
    return few == nullptr ? Relations::none() : few->relations;
}

inline TimedReceiveState& ControlBlock::timedReceive() const noexcept
{
    return static_cast<TimedReceiveState&>(receive());
}

/// What a process waits for that has asked another one; lies in its frame.
struct QuestionState {
    std::uint64_t identifier = 0; ///< of the Reply that answers it
    Term reply; ///< that has come
};

} // namespace factorama
