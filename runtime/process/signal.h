// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/memory/pool.h"
#include "runtime/term/expression.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace factorama {

struct ControlBlock;

/// Everything that one process does to another travels as a signal, messages included, in one queue a
/// receiver: that is what makes Erlang's ordering guarantee hold between each pair of processes.
struct Signal {
    enum class Kind : std::uint8_t {
        Message,
        Exit, ///< exit/2: payload is the reason
        LinkExit, ///< the linked process `from` has ended: payload is the reason
        Link, ///< `from` links to the receiver
        Unlink, ///< `from` takes its link back; `identifier` is to be acknowledged
        UnlinkAcknowledge, ///< of the receiver's own unlink `identifier`
        Monitor, ///< `from` monitors the receiver under the reference `identifier`
        Demonitor, ///< the monitor `identifier` is taken back
        Down, ///< the process monitored under `identifier` has ended: payload is the reason
        MonitoredMessage, ///< a Monitor and a message behind it, as a request is: payload is the message
        AliasMessage, ///< a message through the alias `identifier`
        AliasReply, ///< as AliasMessage; and the sender has dropped the monitor that came with the request
        InfoRequest, ///< `from` asks for what the payload names; answered with the same `identifier`
        Suspend, ///< `from` stops the receiver from running; acknowledged with a Reply
        Resume, ///< takes one Suspend back
        PressureRequest, ///< `from` has sent more than the receiver's mailbox should hold, and waits for room
        PressureRelease, ///< there is room again
        Publish, ///< an observer wants the receiver's Publication made anew
        Reply, ///< to an InfoRequest or a Suspend: payload is the answer
        Command, ///< from outside: something to be done with the receiver, see Runtime::command()
        Timeout, ///< the receiver's own receive timer; the signal is the Timer itself
        DirtyDone, ///< the job on a dirty worker has ended
    };

    Signal* next = nullptr;
    Kind kind = Kind::Message;
    std::uint32_t bytes = 0; ///< of the whole allocation
    Word payload = word::Nil; ///< counted

    explicit Signal(Kind signalKind) : kind(signalKind) {}

    /// What bytes count as in the memory of a process: units of 16, as the pool hands them out.
    static constexpr std::uint32_t memoryUnits(std::size_t bytes)
    {
        return static_cast<std::uint32_t>((bytes + 15) / 16);
    }
};
static_assert(sizeof(Signal) == 24);

/// Every signal but a message.
struct ControlSignal : Signal {
    Pid from;
    std::uint64_t identifier = 0;

    using Signal::Signal;
};

/// What a Command is.
struct CommandSignal : Signal {
    /// Called once with the process by the worker that runs it, or with null if it has ended before.
    std::function<void(ControlBlock*)> action;

    explicit CommandSignal(std::function<void(ControlBlock*)> toDo)
        : Signal(Kind::Command),
          action(std::move(toDo))
    {
        bytes = sizeof(CommandSignal);
    }
};

namespace signals {

namespace detail {

template<typename Kind, typename Expression>
inline Kind* makeOf(Signal::Kind kind, const Expression& built, expression::Content content)
{
    const std::size_t nodeBytes = expression::nodeBytes(built, content);
    BlockWriter writer(nodeBytes, sizeof(Kind));
    const Word payload = expression::write(built, writer, content);
    auto* signal = new (writer.prefix()) Kind(kind);
    signal->bytes = static_cast<std::uint32_t>(writer.allocatedBytes());
    signal->payload = payload;
    return signal;
}

template<typename Kind, typename Expression>
[[gnu::noinline]] Kind* makeCopying(Signal::Kind kind, const Expression& built)
{
    return makeOf<Kind>(kind, built, expression::Content::Copied);
}

/// A signal with a deep copy of what is built: one allocation, in which the block of the term follows the
/// signal. A payload that is an immediate word needs no block.
template<typename Kind, typename Expression>
[[gnu::always_inline]] inline Kind* make(Signal::Kind kind, const Expression& built)
{
    return expression::isImmediate(built) ? makeOf<Kind>(kind, built, expression::Content::Immediate)
                                          : makeCopying<Kind>(kind, built);
}

} // namespace detail

template<typename Expression>
Signal* makeMessage(const Expression& built)
{
    return detail::make<Signal>(Signal::Kind::Message, built);
}

/// A MonitoredMessage, AliasMessage or AliasReply. It is what lies in the mailbox in the end.
template<typename Expression>
ControlSignal* makeCarrying(Signal::Kind kind, Pid from, std::uint64_t identifier, const Expression& built)
{
    auto* signal = detail::make<ControlSignal>(kind, built);
    signal->from = from;
    signal->identifier = identifier;
    return signal;
}

ControlSignal* makeControl(Signal::Kind kind, Pid from, std::uint64_t identifier = 0);
/// With its own copy of `reason`.
ControlSignal* makeControl(Signal::Kind kind, Pid from, std::uint64_t identifier, const Term& reason);

/// What a message that has been taken out of the mailbox says; the signal is gone.
inline Term takePayload(Signal* message) noexcept
{
    const Word payload = message->payload;
    if (!word::isBoxed(payload)) {
        pool::release(message, message->bytes);
    } // a boxed payload lies in the same allocation, which its last owner frees
    return Term::adopt(payload);
}

/// Frees a signal that nobody handled or that has been handled.
void destroy(Signal* signal) noexcept;
/// The same of a chain.
void destroyChain(Signal* first) noexcept;

} // namespace signals

/// The queue through which signals reach a process. Any thread pushes; the worker that runs the process
/// takes.
///
/// The one word of it is also the process' scheduling state:
///
///     Idle    the process waits, and nothing has come since. Whoever pushes next makes it runnable.
///     0       the process runs, is in a run queue, or rests (RestingProcesses), and nothing has come since
///     it
///             last took.
///     chain   as 0, with signals, newest first.
///     Closed  the process has ended; pushes are refused.
///
/// Protocol:
///  1. push() puts the signal before the chain. It found Idle: exactly this push saw it, so its caller
///  schedules
///     the process. It found Closed: the caller keeps the signal.
///  2. The running worker takes the whole chain at once (take()), whenever it likes.
///  3. A process that has nothing to do becomes Idle (becomeIdle()). This fails if a signal came after the
///  last
///     take, so a wake-up cannot be lost: either the pusher sees Idle, or the worker sees the signal.
///  4. The worker that ends the process closes the queue and gets what was still in it (close()).
///
/// Orders: a push releases the signal and acquires what the worker released in becomeIdle(), since the pusher
/// passes the process on to another worker through a run queue.
class SignalQueue {
public:
    enum class Pushed : std::uint8_t { Yes, WasIdle, Closed };

    Pushed push(Signal* signal) noexcept { return push(signal, signal); }
    /// A chain, newest first.
    Pushed push(Signal* newest, Signal* oldest) noexcept
    {
        std::uintptr_t old = m_state.load(std::memory_order_relaxed);
        do {
            if (old == Closed) {
                return Pushed::Closed;
            }
            oldest->next = old == Idle ? nullptr : reinterpret_cast<Signal*>(old);
        } while (!m_state.compare_exchange_weak(old, reinterpret_cast<std::uintptr_t>(newest),
                                                std::memory_order_acq_rel, std::memory_order_relaxed));
        return old == Idle ? Pushed::WasIdle : Pushed::Yes;
    }

    /// Signals that were taken together, oldest first.
    struct Batch {
        Signal* first = nullptr;
        Signal* last = nullptr;
        std::uint32_t count = 0;
        std::uint32_t memoryUnits = 0; ///< as Signal::memoryUnits() counts
        bool onlyMessages = true;
    };

    /// The signals since the last take. Only the running worker.
    Batch take() noexcept
    {
        if (m_state.load(std::memory_order_relaxed) == 0) {
            return {};
        }
        return reversed(m_state.exchange(0, std::memory_order_acquire));
    }

    /// The signal that came last, or nothing that is one: an address to be prefetched.
    const void* newest() const noexcept
    {
        return reinterpret_cast<const void*>(m_state.load(std::memory_order_relaxed));
    }

    /// The process waits, and nothing has come since; a moment ago at least. Any thread.
    bool isIdle() const noexcept { return m_state.load(std::memory_order_acquire) == Idle; }

    /// The process is dead to everybody: pushes are refused. Any thread.
    bool isClosed() const noexcept { return m_state.load(std::memory_order_acquire) == Closed; }

    bool hasSignals() const noexcept { return m_state.load(std::memory_order_relaxed) > Closed; }

    /// Only the running worker, after take(). False if a signal has come since.
    bool becomeIdle() noexcept
    {
        std::uintptr_t expected = 0;
        return m_state.compare_exchange_strong(expected, Idle, std::memory_order_acq_rel,
                                               std::memory_order_acquire);
    }

    /// Only the running worker, once. Returns what was not taken, oldest first.
    Signal* close() noexcept { return reversed(m_state.exchange(Closed, std::memory_order_acq_rel)).first; }

private:
    static constexpr std::uintptr_t Idle = 1;
    static constexpr std::uintptr_t Closed = 2;

    static Batch reversed(std::uintptr_t chain) noexcept
    {
        Batch batch;
        batch.last = chain <= Closed ? nullptr : reinterpret_cast<Signal*>(chain);
        for (Signal* signal = batch.last; signal != nullptr;) {
            Signal* const next = signal->next;
            signal->next = batch.first;
            batch.first = signal;
            ++batch.count;
            batch.memoryUnits += Signal::memoryUnits(signal->bytes);
            batch.onlyMessages = batch.onlyMessages && signal->kind == Signal::Kind::Message;
            signal = next;
        }
        return batch;
    }

    std::atomic<std::uintptr_t> m_state = 0; // a new process is about to be scheduled
};

} // namespace factorama
