// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/gen_server.h"
#include "runtime/otp/gen_server_system.h"

#include <optional>

namespace factorama::otp {

namespace {

const Atom genServer("gen_server");
const Atom callAtom("call");
const Atom callingSelf("calling_self");
const Atom functionClause("function_clause");
const Atom noReplyAtom("no_reply");
const Atom systemAtom("system");
const Atom sysAtom("sys");
const Atom suspendAtom("suspend");
const Atom resumeAtom("resume");
const Atom getStateAtom("get_state");
const Atom replaceStateAtom("replace_state");
const Atom getStatusAtom("get_status");
const Atom terminateAtom("terminate");

using Arguments = detail::CallSite::Arguments;

/// sys:Function, with the default time-out and with another one.
struct SystemSites {
    detail::CallSite plain;
    detail::CallSite timed;

    SystemSites(Atom function, Arguments arguments)
        : plain{systemAtom, sysAtom, function, arguments, false},
          timed{systemAtom, sysAtom, function, arguments, true}
    {
    }
    const detail::CallSite& with(std::int64_t timeout) const
    {
        return timeout == DefaultCallTimeout ? plain : timed;
    }
};

const SystemSites suspendSites(suspendAtom, Arguments::Server);
const SystemSites resumeSites(resumeAtom, Arguments::Server);
const SystemSites getStateSites(getStateAtom, Arguments::Server);
const SystemSites replaceStateSites(replaceStateAtom, Arguments::ServerAndPayload);
const SystemSites getStatusSites(getStatusAtom, Arguments::Server);

/// The answer {ok, Value} or {error, Reason} to a system message.
Term valueOf(const Term& answer)
{
    if (answer[0].isAtom(atoms::error)) {
        throw Raised::error(answer[1]);
    }
    return answer[1];
}

} // namespace

namespace detail {

const CallSite plainCall{atoms::genCall, genServer, callAtom, Arguments::ServerAndRequest, false};
const CallSite timedCall{atoms::genCall, genServer, callAtom, Arguments::ServerAndRequest, true};

} // namespace detail

void cast(Self self, ServerRef server, const Term& request)
{
    self.send(server.resolve(self), tuple(atoms::genCast, request));
}

// -- requests --

Reference sendRequest(Self self, ServerRef server, const Term& request)
{
    const Pid pid = server.resolve(self);
    if (!pid) {
        const Reference tag = self.makeReference();
        self.send(self.pid(), tuple(atoms::down, tag, atoms::process, server.toTerm(), atoms::noproc));
        return tag;
    }
    return self.sendRequest(pid, [&](Reference reference) {
        return tuple(atoms::genCall, tuple(self.pid(), reference), request);
    });
}

Term checkResponse(Self self, const Term& message, Reference tag)
{
    if (matches(tuple(tag, any), message)) {
        self.demonitor(tag);
        return tuple(atoms::reply, message[1]);
    }
    if (matches(tuple(atoms::down, tag, any, any, any), message)) {
        return tuple(atoms::error, tuple(message[4], message[3]));
    }
    return noReplyAtom;
}

Subroutine<Term> waitResponse(Self self, Reference tag, std::int64_t timeout)
{
    const auto answered = tuple(tag, any);
    const auto down = tuple(atoms::down, tag, any, any, any);
    Message message;
    if (timeout == Infinity) {
        message = co_await self.receive(answered, down);
    } else {
        message = co_await self.receive(answered, down).after(timeout);
    }
    if (message.timedOut()) {
        co_return atoms::timeout;
    }
    co_return checkResponse(self, message.term(), tag);
}

Subroutine<Term> receiveResponse(Self self, Reference tag, std::int64_t timeout)
{
    Subroutine<Term> waiting = waitResponse(self, tag, timeout);
    Term response = co_await waiting;
    if (response.isAtom(atoms::timeout)) {
        self.demonitor(tag, Demonitor::Flush);
        const auto answered = tuple(tag, any);
        const Message late = co_await self.receive(answered).after(0);
        if (!late.timedOut()) {
            response = tuple(atoms::reply, late[1]);
        }
    }
    co_return response;
}

// -- stop and system messages --

Subroutine<> stop(Self self, ServerRef server, Term reason, std::int64_t timeout)
{
    static const detail::CallSite site{systemAtom, sysAtom, terminateAtom, Arguments::ServerAndPayload, true};
    if (timeout < 0) {
        throw Raised::error(functionClause);
    }
    const Term request = tuple(terminateAtom, reason);
    const Pid pid = server.resolve(self);
    if (!pid) {
        throw Raised::exit(atoms::noproc);
    }
    if (pid == self.pid()) {
        throw Call(self, site, server, request, Infinity).failure(callingSelf);
    }
    // Not a request: the answer would take the monitor along, and the end is what this waits for.
    const Reference tag = self.monitorForReply(pid);
    self.send(pid, tuple(systemAtom, tuple(self.pid(), tag), request));
    const auto answered = tuple(tag, any);
    const auto down = tuple(atoms::down, tag, atoms::process, any, any);
    Message message;
    if (timeout == Infinity) {
        message = co_await self.receive(down);
    } else {
        message = co_await self.receive(down).after(timeout);
    }
    if (message.timedOut()) {
        self.demonitor(tag, Demonitor::Flush);
    }
    const Message answer = co_await self.receive(answered).after(0);
    if (message.timedOut()) {
        throw Raised::exit(atoms::timeout);
    }
    const Term end = message[4];
    if (answer.timedOut()) { // it ended of itself
        throw end.isAtom(atoms::noproc) ? Raised::exit(end)
                                        : Call(self, site, server, request, Infinity).failure(end);
    }
    if (!(end == reason)) {
        throw Raised::exit(end);
    }
}

namespace sys {

Subroutine<> suspend(Self self, ServerRef server)
{
    Call calling(self, suspendSites.plain, server, suspendAtom, DefaultCallTimeout);
    const Term answer = co_await calling;
}

Subroutine<> resume(Self self, ServerRef server)
{
    Call calling(self, resumeSites.plain, server, resumeAtom, DefaultCallTimeout);
    const Term answer = co_await calling;
}

Subroutine<Term> getState(Self self, ServerRef server, std::int64_t timeout)
{
    Call calling(self, getStateSites.with(timeout), server, getStateAtom, timeout);
    const Term answer = co_await calling;
    co_return valueOf(answer);
}

Subroutine<Term> replaceState(Self self, ServerRef server, Function function, Term argument,
                              std::int64_t timeout)
{
    const Term request = tuple(replaceStateAtom, functionTerm(function), argument);
    Call calling(self, replaceStateSites.with(timeout), server, request, timeout);
    const Term answer = co_await calling;
    co_return valueOf(answer);
}

Call getStatus(Self self, ServerRef server, std::int64_t timeout)
{
    return Call(self, getStatusSites.with(timeout), server, getStatusAtom, timeout);
}

} // namespace sys

} // namespace factorama::otp
