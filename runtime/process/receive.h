// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/scheduler/scheduler.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

#include <concepts>
#include <coroutine>
#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

namespace factorama {

/// A received message, and which pattern it matched.
class Message {
public:
    static constexpr int Timeout = -1;

    Message() = default;
    Message(Term term, int clause) : m_term(std::move(term)), m_clause(clause) {}
    /// What the process' receive has got, as it resumes; timedOut() if nothing.
    [[gnu::always_inline]] static Message takeReceived()
    {
        Turn& turn = t_running.worker->turn;
        Signal* const message = std::exchange(turn.received, nullptr);
        return message == nullptr ? Message() : Message(signals::takePayload(message), turn.clause);
    }

    /// Index of the pattern that matched, from 0; Timeout if none did in time.
    int clause() const { return m_clause; }
    bool timedOut() const { return m_clause == Timeout; }
    const Term& term() const { return m_term; }
    /// Element of a message that is a tuple.
    Term operator[](std::size_t index) const { return m_term[index]; }

private:
    Term m_term;
    int m_clause = Timeout;
};

namespace detail {

/// Does the pattern hold the reference, so that only a message which holds it too can match?
template<typename Leaf>
bool holdsReference(const Leaf&, Reference)
{
    return false;
}
inline bool holdsReference(Reference leaf, Reference reference)
{
    return leaf == reference;
}
template<typename... Leaves>
bool holdsReference(const TupleExpression<Leaves...>& tuple, Reference reference)
{
    return std::apply([reference](const auto&... leaf) { return (holdsReference(leaf, reference) || ...); },
                      tuple.leaves);
}

/// Can it? Decided by its type.
template<typename>
inline constexpr bool mayHoldReference = false;
template<>
inline constexpr bool mayHoldReference<Reference> = true;
template<typename... Leaves>
inline constexpr bool mayHoldReference<TupleExpression<Leaves...>> = (mayHoldReference<Leaves> || ...);

} // namespace detail

/// A receive, with a time-out or without.
template<typename State, typename... Patterns>
class BasicReceive;
template<typename... Patterns>
using Receive = BasicReceive<ReceiveState, Patterns...>;
template<typename... Patterns>
using TimedReceive = BasicReceive<TimedReceiveState, Patterns...>;

/// A receive expression being awaited. Patterns given by name are referred to, others are kept, so both live
/// until the await is over.
template<typename State, typename... Patterns>
class BasicReceive : private State {
public:
    explicit BasicReceive(Patterns&&... patterns) : m_patterns(std::forward<Patterns>(patterns)...)
    {
        State::scanner = &goOn;
    }

    /// At most this long; the clock starts here. A negative time is an error:timeout_value if no message
    /// matches at once.
    TimedReceive<Patterns...> after(std::int64_t milliseconds) &&
    {
        return {milliseconds, std::move(m_patterns)};
    }

    [[gnu::always_inline]] bool await_ready()
    {
        ControlBlock& process = *t_running.process;
        process.setAwaited(static_cast<ReceiveState*>(this));
        const Mailbox::Mark* const mark = process.mark();
        if (mark != nullptr && allHold(mark->reference)) {
            process.mailbox.restartScan(*mark);
        } else {
            process.mailbox.restartScan();
        }
        return ControlBlock::spend(1) && !process.mailbox.isScanned() &&
               scan(process) == ControlBlock::Scan::Matched;
    }
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        t_running.process->wait = IsTimed ? ControlBlock::Wait::TimedReceive : ControlBlock::Wait::Receive;
    }
    Message await_resume()
    {
        Message message = Message::takeReceived(); // nothing, too, if the process is exiting
        if constexpr (IsTimed) {
            if (message.timedOut() && State::timeout == State::BadTimeout) {
                throw Raised::error(atoms::timeoutValue);
            }
        }
        return message;
    }

private:
    friend class BasicReceive<ReceiveState, Patterns...>;

    static constexpr bool IsTimed = std::same_as<State, TimedReceiveState>;

    BasicReceive(std::int64_t milliseconds, std::tuple<Patterns...>&& patterns)
        : m_patterns(std::move(patterns))
    {
        State::scanner = &goOn;
        State::timeout =
            milliseconds < 0 || milliseconds > State::LongestTimeout ? State::BadTimeout : milliseconds;
    }

    /// Can only messages that hold the reference match?
    bool allHold(Reference reference) const
    {
        if constexpr (sizeof...(Patterns) > 0 &&
                      (detail::mayHoldReference<std::remove_cvref_t<Patterns>> && ...)) {
            return std::apply(
                [reference](const auto&... pattern) {
                    return (detail::holdsReference(pattern, reference) && ...);
                },
                m_patterns);
        } else {
            return false;
        }
    }

    ControlBlock::Scan scan(ControlBlock& process) const
    {
        return process.scan([this](Word message) { return matchPatterns(message); });
    }

    int matchPatterns(Word message) const
    {
        return std::apply(
            [message](const auto&... pattern) {
                int index = 0;
                const bool matched =
                    ((expression::matches(expression::view(pattern), message) ? true : (++index, false)) ||
                     ...);
                return matched ? index : -1;
            },
            m_patterns);
    }

    static ControlBlock::Scan goOn(const ReceiveState& state, ControlBlock& process)
    {
        return static_cast<const BasicReceive&>(static_cast<const State&>(state)).scan(process);
    }

    std::tuple<Patterns...> m_patterns;
};

// Within the receive, which most often finds its message at once: a call would cost as much.
template<typename Match>
[[gnu::always_inline]] inline ControlBlock::Scan ControlBlock::scan(Match match)
{
    while (!mailbox.isScanned()) {
        Signal& before = mailbox.beforeCurrent();
        if (t_running.budget <= 0) [[unlikely]] {
            return Scan::TurnOver;
        }
        const int matched = match(before.next->payload);
        if (matched >= 0) [[likely]] {
            Signal* const message = takeCurrent(before);
            WorkerContext& by = worker();
            by.turn.received = message;
            by.turn.clause = matched;
            ++by.received;
            if (EventRing* const ring = by.tracingMessages()) [[unlikely]] {
                ring->addReceive(pid, message->payload);
            }
            return Scan::Matched;
        }
        mailbox.skip();
        --t_running.budget;
    }
    return Scan::Exhausted;
}

} // namespace factorama
