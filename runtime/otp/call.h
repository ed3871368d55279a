// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/process/process.h"
#include "runtime/process/receive.h"
#include "runtime/process/self.h"

#include <coroutine>
#include <cstdint>
#include <limits>
#include <utility>

namespace factorama::otp {

/// Milliseconds that a caller waits by default.
inline constexpr std::int64_t DefaultCallTimeout = 5000;
/// As a time-out: no end.
inline constexpr std::int64_t Infinity = std::numeric_limits<std::int64_t>::max();

/// A server, by its pid or its registered name.
class ServerRef {
public:
    ServerRef(Pid pid) : m_pid(pid) {}
    ServerRef(Atom name) : m_name(name), m_byName(true) {}

    /// `<0.0.0>` if nobody has the name.
    Pid resolve(Self self) const { return m_byName ? self.whereis(m_name) : m_pid; }
    Term toTerm() const { return m_byName ? Term(m_name) : Term(m_pid); }

private:
    Pid m_pid;
    Atom m_name;
    bool m_byName = false;
};

namespace detail {

/// What a call looks like on the wire and in the reason that the caller exits with if it fails: {Reason,
/// {Module, Function, Arguments}}.
struct CallSite {
    enum class Arguments : std::uint8_t { Server, ServerAndRequest, ServerAndPayload };

    Atom label;
    Atom module;
    Atom function;
    Arguments arguments;
    bool withTimeout; ///< in those arguments
};

} // namespace detail

/// A call by the protocol of OTP's gen, to be awaited once: the message {Label, {Pid, Tag}, Request} is sent,
/// and {Tag, Reply} awaited: `const Term answer = co_await call;`. If the server is not there or ends
/// meanwhile, or the time is over, the caller exits with {Reason, {Module, Function, Arguments}}.
///
/// It is a receive that lies in the caller's frame, and not a coroutine: a frame, and the way into and out of
/// it, were a tenth of what a call costs.
///
/// Threads: the process of `self`.
class [[nodiscard]] Call : private TimedReceiveState {
public:
    /// @param site referred to
    /// @param wanted the time-out, in milliseconds, or Infinity
    Call(Self self, const detail::CallSite& site, ServerRef server, Term request, std::int64_t wanted)
        : m_self(self),
          m_site(&site),
          m_server(server),
          m_request(std::move(request)),
          m_wanted(wanted)
    {
        scanner = &goOn;
        timeout = wanted > LongestTimeout ? BadTimeout : wanted;
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    /// Sends the request.
    [[gnu::always_inline]] bool await_ready() // GCC does not do it by itself, no more than await_resume()
    {
        const Pid pid = m_server.resolve(m_self);
        if (!pid || pid == m_self.pid() || m_wanted < 0) [[unlikely]] {
            refuse(pid);
        }
        m_tag = m_self.sendRequest(
            pid, [this](Reference tag) { return tuple(m_site->label, tuple(m_self.pid(), tag), m_request); });
        ControlBlock& process = m_self.process();
        process.setAwaited(static_cast<ReceiveState*>(this));
        process.mailbox.skipAll(); // nothing that has come before can hold the tag
        ControlBlock::spend(1);
        return false;
    }
    void await_suspend(std::coroutine_handle<>) noexcept
    {
        m_self.process().wait =
            m_wanted == Infinity ? ControlBlock::Wait::Receive : ControlBlock::Wait::TimedReceive;
    }
    [[gnu::always_inline]] Term await_resume() // a twentieth of a call
    {
        const Signal* const received = ControlBlock::worker().turn.received;
        const bool tookAllAlong = received != nullptr && received->kind == Signal::Kind::AliasReply;
        const Message message = Message::takeReceived();
        if (message.timedOut()) [[unlikely]] {
            return resumeLate();
        }
        if (message.clause() == Down) [[unlikely]] {
            throw failure(message[4]);
        }
        // The answer has taken monitor and alias along, unless it was sent past the alias.
        if (!tookAllAlong) [[unlikely]] {
            m_self.demonitor(m_tag, Demonitor::Flush);
        }
        return message[1];
    }

    /// The same as a coroutine, for functions that promise no more than that. Before it is awaited.
    operator Subroutine<Term>() &&;

    /// What the caller exits with: {Reason, {Module, Function, Arguments}}
    Raised failure(const Term& reason) const;

private:
    static constexpr int Answer = 0;
    static constexpr int Down = 1;

    static ControlBlock::Scan goOn(const ReceiveState& state, ControlBlock& process)
    {
        const Reference tag = static_cast<const Call&>(static_cast<const TimedReceiveState&>(state)).m_tag;
        return process.scan([tag](Word message) {
            if (expression::matches(tuple(tag, any), message)) {
                return Answer;
            }
            const auto down = tuple(atoms::down, tag, atoms::process, any, any);
            return expression::matches(down, message) ? Down : -1;
        });
    }
    /// Throws what the caller exits with that cannot even ask.
    [[noreturn]] void refuse(Pid pid) const;
    /// The time is over: an answer that came just before it was, or an exception.
    Term resumeLate();

    [[no_unique_address]] Self m_self;
    const detail::CallSite* m_site;
    ServerRef m_server;
    Term m_request;
    std::int64_t m_wanted; ///< the time-out; the receive's becomes 0 when it is over
    Reference m_tag;
};

} // namespace factorama::otp
