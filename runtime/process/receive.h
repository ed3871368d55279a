// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

#include <coroutine>
#include <cstdint>
#include <optional>
#include <tuple>
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

/// A receive expression being awaited. Patterns given by name are referred to, others are kept, so both live
/// until the await is over.
template<typename... Patterns>
class Receive {
public:
    Receive(ControlBlock& process, Patterns&&... patterns)
        : m_process(process),
          m_patterns(std::forward<Patterns>(patterns)...)
    {
    }

    /// At most this long; the clock starts here. A negative time is an error:timeout_value.
    Receive&& after(std::int64_t milliseconds) &&
    {
        m_timeout = milliseconds;
        m_hasTimeout = true;
        return std::move(*this);
    }

    bool await_ready()
    {
        if (m_hasTimeout && (m_timeout < 0 || m_timeout > LongestTimeout)) {
            throw Raised::error(atoms::timeoutValue);
        }
        return m_process.receiveNow(&matchOne, this, m_hasTimeout ? m_timeout : -1);
    }
    void await_suspend(std::coroutine_handle<> frame) noexcept
    {
        m_process.leaf = frame;
        m_process.wait = ControlBlock::Wait::Receive;
    }
    Message await_resume()
    {
        int clause = Message::Timeout;
        const std::optional<Word> payload = m_process.takeReceived(clause);
        return payload ? Message(Term::adopt(*payload), clause) : Message();
    }

private:
    static constexpr std::int64_t LongestTimeout = 4'294'967'295; // Erlang's

    static int matchOne(const void* awaited, Word message)
    {
        const auto& receive = *static_cast<const Receive*>(awaited);
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
    std::int64_t m_timeout = 0;
    bool m_hasTimeout = false;
};

} // namespace factorama
