// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>
#include <memory>
#include <utility>

/// gen_server: a process that answers calls and casts, with what is special about it in callbacks. Protocol,
/// names, defaults and exit reasons are OTP's.
namespace factorama::otp {

/// Milliseconds that a caller waits by default.
inline constexpr std::int64_t DefaultCallTimeout = 5000;

/// Who a call is to be answered to.
struct From {
    Pid pid;
    Reference tag;
};

/// What a callback of a gen_server decides: answer, do not answer (now), or stop.
struct Decision {
    enum class Kind : std::uint8_t { Reply, NoReply, Stop, StopWithReply };

    Kind kind = Kind::NoReply;
    Term value; ///< of a reply
    Term reason; ///< of a stop

    static Decision reply(Term value) { return {Kind::Reply, std::move(value), {}}; }
    static Decision noReply() { return {}; }
    static Decision stop(Term reason) { return {Kind::Stop, {}, std::move(reason)}; }
    static Decision stop(Term reason, Term value)
    {
        return {Kind::StopWithReply, std::move(value), std::move(reason)};
    }
};

/// What init decides.
struct Init {
    enum class Kind : std::uint8_t { Ok, Ignore, Stop };

    Kind kind = Kind::Ok;
    Term reason; ///< of a stop

    static Init ok() { return {}; }
    static Init ignore() { return {Kind::Ignore, {}}; }
    static Init stop(Term reason) { return {Kind::Stop, std::move(reason)}; }
};

/// The callbacks; the object is the server's state and lives in its process.
class GenServer {
public:
    virtual ~GenServer() = default;

    virtual Subroutine<Init> init(Self self);
    /// By default stops the server with {bad_call, Request}.
    virtual Subroutine<Decision> handleCall(Self self, Term request, From from);
    /// By default stops the server with {bad_cast, Request}.
    virtual Subroutine<Decision> handleCast(Self self, Term request);
    /// Every other message. By default it is logged and dropped.
    virtual Subroutine<Decision> handleInfo(Self self, Term message);
    /// Before the server ends because a callback decided so, or because its parent did and it traps exits.
    virtual void terminate(Self self, const Term& reason);
};

/// What starting a server came to.
struct Started {
    Pid pid; ///< `<0.0.0>` if it was not started
    Term error; ///< then the reason, or `ignore`
};

namespace detail {

/// The server's loop; tells `parent` under `tag` what init came to.
Process serve(Self self, std::shared_ptr<GenServer> server, Pid parent, Reference tag);
/// Waits for that.
Subroutine<Started> awaitStart(Self self, Pid server, Reference monitor, Reference tag);

template<typename Server, typename... Arguments>
Subroutine<Started> startServer(Self self, bool link, Arguments... arguments)
{
    SpawnOptions options;
    options.link = link;
    options.monitor = true;
    static const InitialCall call =
        factorama::detail::makeInitialCall(std::string(factorama::detail::typeName<Server>()) + "::init", 1);
    options.initialCall = call;
    const Reference tag = self.makeReference();
    const Pid parent = self.pid();
    std::shared_ptr<GenServer> server =
        std::make_shared<Server>(factorama::detail::isolate(std::move(arguments))...);
    const Spawned spawned = self.spawnWith<&serve>(std::move(options), std::move(server), parent, tag);
    Started started = co_await awaitStart(self, spawned.pid, spawned.monitor, tag);
    co_return started;
}

} // namespace detail

/// Starts `Server(arguments...)` and waits until its init is done: `co_await otp::start<KeyValue>(self)`.
template<typename Server, typename... Arguments>
Subroutine<Started> start(Self self, Arguments... arguments)
{
    return detail::startServer<Server>(self, false, std::move(arguments)...);
}

/// The same, linked.
template<typename Server, typename... Arguments>
Subroutine<Started> startLink(Self self, Arguments... arguments)
{
    return detail::startServer<Server>(self, true, std::move(arguments)...);
}

/// Asks and waits. If the server is not there or ends meanwhile, or the time is over, the caller exits with
/// {Reason, {gen_server, call, [Server, Request]}}.
Subroutine<Term> call(Self self, Pid server, Term request, std::int64_t timeout = DefaultCallTimeout);
/// Tells, without an answer.
void cast(Self self, Pid server, const Term& request);
/// Asks without waiting: the answer comes as the message {Tag, Reply}.
Reference sendRequest(Self self, Pid server, const Term& request);
/// Answers a call for which the callback decided noReply().
void reply(Self self, const From& from, const Term& value);
/// Stops a server from outside and waits for its end.
Subroutine<> stop(Self self, Pid server, Term reason = atoms::normal);

} // namespace factorama::otp
