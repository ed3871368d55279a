// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

#include <coroutine>
#include <cstdint>
#include <optional>
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

/// A receive expression being awaited. Patterns given by name are referred to, others are kept, so both live
/// until the await is over.
template<typename... Patterns>
class Receive : private ReceiveState {
public:
    Receive(ControlBlock& process, Patterns&&... patterns)
        : m_process(process),
          m_patterns(std::forward<Patterns>(patterns)...)
    {
        matcher = &matchOne;
    }

    /// At most this long; the clock starts here. A negative time is an error:timeout_value if no message
    /// matches at once.
    Receive&& after(std::int64_t milliseconds) &&
    {
        timeout = milliseconds < 0 || milliseconds > LongestTimeout ? BadTimeout : milliseconds;
        return std::move(*this);
    }

    bool await_ready() { return m_process.receiveNow(*this, awaitedReference()); }
    void await_suspend(std::coroutine_handle<>) noexcept { m_process.wait = ControlBlock::Wait::Receive; }
    Message await_resume()
    {
        int clause = Message::Timeout;
        const std::optional<Word> payload = m_process.takeReceived(clause);
        if (!payload && timeout == BadTimeout) {
            throw Raised::error(atoms::timeoutValue);
        }
        return payload ? Message(Term::adopt(*payload), clause) : Message();
    }

private:
    static constexpr std::int64_t LongestTimeout = 4'294'967'295; // Erlang's

    /// The reference that the mailbox is marked with, if only messages that hold it can match.
    Reference awaitedReference() const
    {
        if constexpr (sizeof...(Patterns) > 0 &&
                      (detail::mayHoldReference<std::remove_cvref_t<Patterns>> && ...)) {
            if (const Mailbox::Mark* mark = m_process.mark()) {
                const Reference marked = mark->reference;
                const bool all = std::apply(
                    [marked](const auto&... pattern) {
                        return (detail::holdsReference(pattern, marked) && ...);
                    },
                    m_patterns);
                return all ? marked : Reference();
            }
        }
        return {};
    }

    static int matchOne(const ReceiveState& state, Word message)
    {
        const auto& receive = static_cast<const Receive&>(state);
        return std::apply(
            [message](const auto&... pattern) {
                int index = 0;
                const bool matched =
                    ((expression::matches(expression::view(pattern), message) ? true : (++index, false)) ||
                     ...);
                return matched ? index : -1;
            },
            receive.m_patterns);
    }

    ControlBlock& m_process;
    std::tuple<Patterns...> m_patterns;
};

} // namespace factorama
