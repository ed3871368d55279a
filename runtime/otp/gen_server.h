// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/call.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>

/// gen_server: a process that answers calls and casts, with what is special about it in callbacks. Protocol,
/// names, defaults and exit reasons are OTP 25's.
///
///     class KeyValue : public otp::GenServer {
///         otp::Decision handleCall(Self, Term key, otp::From) override
///         {
///             return otp::Decision::reply(m_values.find(key).value_or(atoms::nil));
///         }
///         otp::Decision handleCast(Self, Term pair) override
///         {
///             m_values = m_values.with(pair[0], pair[1]);
///             return otp::Decision::noReply();
///         }
///         Term m_values = Term::map({});
///     };
///
///     const otp::Started started = co_await otp::startLink<KeyValue>(self);
///     otp::cast(self, started.pid, tuple(key, 1));
///     const Term value = co_await otp::call(self, started.pid, key);
namespace factorama::otp {

/// Who a call is to be answered to: on the wire {Pid, Tag}. The tag is an alias of the caller, which is no
/// alias any more when the caller has given up, so a late answer is dropped. It is found through the pid, in
/// no table.
struct From {
    Pid pid;
    Reference tag;
};

/// What a callback returns: a T, or, if the callback waits for something, the coroutine that comes to a T.
/// The same signature serves both: a callback without `co_await` returns, one with it co_returns.
template<typename T>
class Eventual {
public:
    using promise_type = typename Subroutine<T>::promise_type;

    Eventual(T value) : m_value(std::in_place_index<0>, std::move(value)) {}
    Eventual(Subroutine<T> later) : m_value(std::in_place_index<1>, std::move(later)) {}

    bool isReady() const { return m_value.index() == 0; }
    /// Null if it is not ready.
    const T* ready() const { return std::get_if<0>(&m_value); }
    /// @pre isReady()
    T take() { return std::move(std::get<0>(m_value)); }
    /// @pre not isReady()
    Subroutine<T> takeLater() { return std::move(std::get<1>(m_value)); }
    /// For co_return. @pre isReady()
    operator T() && { return take(); }

protected:
    T& value() { return std::get<0>(m_value); }

private:
    std::variant<T, Subroutine<T>> m_value;
};

namespace detail {

/// What a server does before it waits for its next message.
struct Next {
    enum class Kind : std::uint8_t { Wait, Timeout, Hibernate, Continue };

    Kind kind = Kind::Wait;
    std::int64_t milliseconds = 0; ///< of Timeout
    Term continuation; ///< of Continue
};

struct Verdict {
    enum class Kind : std::uint8_t { Reply, NoReply, Stop, StopWithReply };

    Kind kind = Kind::NoReply;
    Term value; ///< of a reply
    Term reason; ///< of a stop
    Next next;
};

struct InitVerdict {
    enum class Kind : std::uint8_t { Ok, Ignore, Stop };

    Kind kind = Kind::Ok;
    Term reason; ///< of a stop
    Next next;
};

/// What a decision may add about what comes next.
template<typename Decided, typename T>
class WithNext : public Eventual<T> {
public:
    using Eventual<T>::Eventual;

    /// If no message comes in this time, handleInfo() gets `timeout`.
    Decided timeout(std::int64_t milliseconds) { return next({Next::Kind::Timeout, milliseconds, {}}); }
    Decided hibernate() { return next({Next::Kind::Hibernate, 0, {}}); }
    /// handleContinue() gets this before any message is looked at.
    Decided thenContinue(Term continuation)
    {
        return next({Next::Kind::Continue, 0, std::move(continuation)});
    }

private:
    Decided next(Next next)
    {
        if (next.kind == Next::Kind::Timeout && next.milliseconds == Infinity) {
            next.kind = Next::Kind::Wait;
        }
        this->value().next = std::move(next);
        return Decided(std::move(this->value()));
    }
};

} // namespace detail

/// What a callback of a gen_server decides: answer, do not answer (now), or stop.
class Decision : public detail::WithNext<Decision, detail::Verdict> {
    using Kind = detail::Verdict::Kind;

public:
    using WithNext::WithNext;

    static Decision reply(Term value) { return detail::Verdict{Kind::Reply, std::move(value), {}, {}}; }
    static Decision noReply() { return detail::Verdict{}; }
    static Decision stop(Term reason) { return detail::Verdict{Kind::Stop, {}, std::move(reason), {}}; }
    static Decision stop(Term reason, Term value)
    {
        return detail::Verdict{Kind::StopWithReply, std::move(value), std::move(reason), {}};
    }
};

/// What init decides.
class Init : public detail::WithNext<Init, detail::InitVerdict> {
    using Kind = detail::InitVerdict::Kind;

public:
    using WithNext::WithNext;

    static Init ok() { return detail::InitVerdict{}; }
    static Init ignore() { return detail::InitVerdict{Kind::Ignore, {}, {}}; }
    static Init stop(Term reason) { return detail::InitVerdict{Kind::Stop, std::move(reason), {}}; }
};

/// The callbacks; the object is the server's state. It is constructed by the process that starts the server,
/// and from then on lives in the server's process alone.
///
/// What a callback throws ends the server, as in OTP: an error with {Reason, Stack}, an exit with its reason,
/// and thrown terms, which OTP takes for the return value, with {bad_return_value, Term}.
class GenServer {
public:
    virtual ~GenServer() = default;

    virtual Init init(Self self);
    /// By default stops the server with {bad_call, Request}.
    virtual Decision handleCall(Self self, Term request, From from);
    /// By default stops the server with {bad_cast, Request}.
    virtual Decision handleCast(Self self, Term request);
    /// Every other message, and `timeout`. By default it is logged and dropped.
    virtual Decision handleInfo(Self self, Term message);
    /// By default stops the server with {bad_continue, Continuation}.
    virtual Decision handleContinue(Self self, Term continuation);

    /// Before the server ends because a callback decided so or failed, because somebody stopped it, or
    /// because its parent ended and it traps exits.
    virtual void terminate(Self self, Term reason);
    /// The same for one that has to wait for something. By default calls terminate().
    virtual Subroutine<> terminateAndWait(Self self, Term reason);

    /// The state as a term, for those who look at it: sys:get_state and error reports.
    virtual Term state() const;
    /// sys:replace_state. By default that fails.
    virtual void setState(Term state);
    /// Makes a status fit to be shown or logged, for example without secrets. It is a map with the keys
    /// `state` and `log`, and when the server ends by an error also `message` (the last one) and `reason`.
    virtual Term formatStatus(Term status) const;
};

struct ServerOptions {
    Atom name; ///< to register, for {local, Name}
    std::int64_t timeout = Infinity; ///< of init; then the server is killed, and the error is `timeout`
};

/// {local, Name}
inline ServerOptions local(Atom name)
{
    return {name, Infinity};
}

/// What starting a server came to.
struct Started {
    Pid pid; ///< `<0.0.0>` if it was not started
    Term error{}; ///< then the reason, or `ignore`
    Reference monitor{}; ///< of startMonitor()

    explicit operator bool() const { return bool(pid); }
};

namespace detail {

/// gen_server:call/2 and /3.
extern const CallSite plainCall;
extern const CallSite timedCall;

enum class StartKind : std::uint8_t { Plain, Link, Monitor };

Subroutine<Started> startServer(Self self, std::unique_ptr<GenServer> server, InternedCall initialCall,
                                ServerOptions options, StartKind kind);

template<typename Server, typename... Arguments>
Subroutine<Started> startServer(Self self, StartKind kind, ServerOptions options, Arguments... arguments)
{
    static const InternedCall call(
        factorama::detail::makeInitialCall(std::string(factorama::detail::typeName<Server>()) + "::init", 1));
    return startServer(self, std::make_unique<Server>(factorama::detail::isolate(std::move(arguments))...),
                       call, options, kind);
}

} // namespace detail

/// Starts `Server(arguments...)` and waits until its init is done: `co_await otp::start<KeyValue>(self)`.
/// With a name, as {local, Name}: `co_await otp::start<KeyValue>(self, otp::local(name))`; the error is
/// {already_started, Pid} if it is taken.
template<typename Server, typename... Arguments>
Subroutine<Started> start(Self self, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Plain, ServerOptions(),
                                       std::move(arguments)...);
}
template<typename Server, typename... Arguments>
Subroutine<Started> start(Self self, ServerOptions options, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Plain, options, std::move(arguments)...);
}

/// The same, linked.
template<typename Server, typename... Arguments>
Subroutine<Started> startLink(Self self, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Link, ServerOptions(),
                                       std::move(arguments)...);
}
template<typename Server, typename... Arguments>
Subroutine<Started> startLink(Self self, ServerOptions options, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Link, options, std::move(arguments)...);
}

/// The same, monitored.
template<typename Server, typename... Arguments>
Subroutine<Started> startMonitor(Self self, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Monitor, ServerOptions(),
                                       std::move(arguments)...);
}
template<typename Server, typename... Arguments>
Subroutine<Started> startMonitor(Self self, ServerOptions options, Arguments... arguments)
{
    return detail::startServer<Server>(self, detail::StartKind::Monitor, options, std::move(arguments)...);
}

/// Asks and waits (5000 ms, if no time is given). If the server is not there or ends meanwhile, or the time
/// is over, the caller exits with {Reason, {gen_server, call, Arguments}}.
inline Call call(Self self, ServerRef server, Term request)
{
    return Call(self, detail::plainCall, server, std::move(request), DefaultCallTimeout);
}
inline Call call(Self self, ServerRef server, Term request, std::int64_t timeout)
{
    return Call(self, detail::timedCall, server, std::move(request), timeout);
}
/// Tells, without an answer; if nobody is there it is dropped.
void cast(Self self, ServerRef server, const Term& request);
/// Answers a call for which the callback decided noReply().
inline void reply(Self self, const From& from, const Term& value)
{
    self.sendReply(from.pid, from.tag, tuple(from.tag, value));
}

/// Asks without waiting. The answer comes as the message {Tag, Reply}, or {'DOWN', Tag, process, Server,
/// Reason}: for the functions below, or for a receive.
Reference sendRequest(Self self, ServerRef server, const Term& request);
/// {reply, Reply}, {error, {Reason, Server}}, or `timeout`: then the request is given up.
Subroutine<Term> receiveResponse(Self self, Reference tag, std::int64_t timeout = Infinity);
/// The same, but after a `timeout` one may wait again.
Subroutine<Term> waitResponse(Self self, Reference tag, std::int64_t timeout = Infinity);
/// The same for a message that was received: {reply, Reply}, {error, {Reason, Server}}, or `no_reply` if it
/// is none of this request.
Term checkResponse(Self self, const Term& message, Reference tag);

/// Stops a server from outside and waits for its end. Exits with noproc if it is not there, timeout if it
/// does not end in time (it is left alone), and the reason it ended with if that is another one.
Subroutine<> stop(Self self, ServerRef server, Term reason = atoms::normal, std::int64_t timeout = Infinity);

namespace detail {

/// Starts a server from outside: without a parent, and nobody is told what init came to.
Pid spawnServer(Runtime& runtime, std::unique_ptr<GenServer> server, SpawnOptions options);

/// What `$ancestors` of a process is that `self` starts: its name or pid, and its own ancestors.
Term ancestorsOfChild(Self self);
/// Makes the process one that OTP's proc_lib would have started: a crash report follows its abnormal exit
/// too.
void enterProcLib(Self self, const Term& ancestors);

} // namespace detail

} // namespace factorama::otp
