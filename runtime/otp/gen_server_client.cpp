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

/// {Reason, {Module, Function, Arguments}}
Raised callFailure(const detail::CallSite& site, const ServerRef& server, const Term& request,
                   std::int64_t timeout, const Term& reason)
{
    std::vector<Term> arguments{server.toTerm()};
    if (site.arguments == Arguments::ServerAndRequest) {
        arguments.push_back(request);
    } else if (site.arguments == Arguments::ServerAndPayload) {
        arguments.push_back(request[1]);
    }
    if (site.withTimeout) {
        arguments.push_back(timeout == Infinity ? Term(atoms::infinity) : Term(timeout));
    }
    return Raised::exit(tuple(reason, tuple(site.module, site.function, Term::list(arguments))));
}

detail::CallSite callSite(bool withTimeout)
{
    return {atoms::genCall, genServer, callAtom, Arguments::ServerAndRequest, withTimeout};
}

detail::CallSite systemSite(Atom function, Arguments arguments, std::int64_t timeout)
{
    return {systemAtom, sysAtom, function, arguments, timeout != DefaultCallTimeout};
}

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

Subroutine<Term> genCall(Self self, CallSite site, ServerRef server, Term request, std::int64_t timeout)
{
    const Pid pid = server.resolve(self);
    if (!pid) {
        throw callFailure(site, server, request, timeout, atoms::noproc);
    }
    if (pid == self.pid()) {
        throw callFailure(site, server, request, timeout, callingSelf);
    }
    if (timeout < 0) {
        throw callFailure(site, server, request, timeout, tuple(functionClause, Term()));
    }
    const Reference tag = self.sendRequest(
        pid, [&](Reference reference) { return tuple(site.label, tuple(self.pid(), reference), request); });
    // Both hold the reference that was made last, so the mailbox' length does not matter.
    const auto answered = tuple(tag, any);
    const auto down = tuple(atoms::down, tag, atoms::process, any, any);
    Message message;
    if (timeout == Infinity) {
        message = co_await self.receive(answered, down);
    } else {
        message = co_await self.receive(answered, down).after(timeout);
    }
    if (message.clause() == 0) {
        // The answer has taken monitor and alias along, unless it was sent past the alias.
        self.demonitor(tag, Demonitor::Flush);
        co_return message[1];
    }
    if (message.clause() == 1) {
        throw callFailure(site, server, request, timeout, message[4]);
    }
    // From here on an answer is dropped; one may have come just before.
    self.demonitor(tag, Demonitor::Flush);
    const Message late = co_await self.receive(answered).after(0);
    if (!late.timedOut()) {
        co_return late[1];
    }
    throw callFailure(site, server, request, timeout, atoms::timeout);
}

} // namespace detail

Subroutine<Term> call(Self self, ServerRef server, Term request)
{
    return detail::genCall(self, callSite(false), server, std::move(request), DefaultCallTimeout);
}

Subroutine<Term> call(Self self, ServerRef server, Term request, std::int64_t timeout)
{
    return detail::genCall(self, callSite(true), server, std::move(request), timeout);
}

void cast(Self self, ServerRef server, const Term& request)
{
    self.send(server.resolve(self), tuple(atoms::genCast, request));
}

void reply(Self self, const From& from, const Term& value)
{
    self.sendReply(from.pid, from.tag, tuple(from.tag, value));
}

// -- requests ------------------------------------------------------------------------------------------

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

// -- stop and system messages --------------------------------------------------------------------------

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
        throw callFailure(site, server, request, Infinity, callingSelf);
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
                                        : callFailure(site, server, request, Infinity, end);
    }
    if (!(end == reason)) {
        throw Raised::exit(end);
    }
}

namespace sys {

Subroutine<> suspend(Self self, ServerRef server)
{
    const detail::CallSite site = systemSite(suspendAtom, Arguments::Server, DefaultCallTimeout);
    Subroutine<Term> calling = detail::genCall(self, site, server, suspendAtom, DefaultCallTimeout);
    const Term answer = co_await calling;
}

Subroutine<> resume(Self self, ServerRef server)
{
    const detail::CallSite site = systemSite(resumeAtom, Arguments::Server, DefaultCallTimeout);
    Subroutine<Term> calling = detail::genCall(self, site, server, resumeAtom, DefaultCallTimeout);
    const Term answer = co_await calling;
}

Subroutine<Term> getState(Self self, ServerRef server, std::int64_t timeout)
{
    const detail::CallSite site = systemSite(getStateAtom, Arguments::Server, timeout);
    Subroutine<Term> calling = detail::genCall(self, site, server, getStateAtom, timeout);
    const Term answer = co_await calling;
    co_return valueOf(answer);
}

Subroutine<Term> replaceState(Self self, ServerRef server, Function function, Term argument,
                              std::int64_t timeout)
{
    const detail::CallSite site = systemSite(replaceStateAtom, Arguments::ServerAndPayload, timeout);
    const Term request = tuple(replaceStateAtom, functionTerm(function), argument);
    Subroutine<Term> calling = detail::genCall(self, site, server, request, timeout);
    const Term answer = co_await calling;
    co_return valueOf(answer);
}

Subroutine<Term> getStatus(Self self, ServerRef server, std::int64_t timeout)
{
    const detail::CallSite site = systemSite(getStatusAtom, Arguments::Server, timeout);
    return detail::genCall(self, site, server, getStatusAtom, timeout);
}

} // namespace sys

} // namespace factorama::otp
