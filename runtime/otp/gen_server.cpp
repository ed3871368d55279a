// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/gen_server.h"

#include "runtime/node/runtime.h"

#include <fmt/format.h>

namespace factorama::otp {

namespace {

const Atom ack("ack");
const Atom genServer("gen_server");
const Atom callAtom("call");
const Atom badCall("bad_call");
const Atom badCast("bad_cast");
const Atom systemAtom("system");
const Atom terminateAtom("terminate");

} // namespace

Subroutine<Init> GenServer::init(Self)
{
    co_return Init::ok();
}

Subroutine<Decision> GenServer::handleCall(Self, Term request, From)
{
    co_return Decision::stop(tuple(badCall, request));
}

Subroutine<Decision> GenServer::handleCast(Self, Term request)
{
    co_return Decision::stop(tuple(badCast, request));
}

Subroutine<Decision> GenServer::handleInfo(Self self, Term message)
{
    self.runtime().log(
        Notice::Kind::Warning, self.pid(),
        fmt::format("Server {} got an unexpected message: {}", self.pid().toString(), message.toString(500)));
    co_return Decision::noReply();
}

void GenServer::terminate(Self, const Term&) {}

namespace detail {

Process serve(Self self, std::shared_ptr<GenServer> server, Pid parent, Reference tag)
{
    const Init init = co_await server->init(self);
    if (init.kind == Init::Kind::Ignore) {
        self.send(parent, tuple(ack, tag, atoms::ignore));
        co_return;
    }
    if (init.kind == Init::Kind::Stop) {
        self.send(parent, tuple(ack, tag, tuple(atoms::error, init.reason)));
        self.exit(init.reason);
    }
    self.send(parent, tuple(ack, tag, atoms::ok));

    const auto callPattern = tuple(atoms::genCall, tuple(anyPid, anyReference), any);
    const auto castPattern = tuple(atoms::genCast, any);
    const auto stopPattern = tuple(systemAtom, tuple(anyPid, anyReference), tuple(terminateAtom, any));
    const auto parentExit = tuple(atoms::exit, parent, any);
    for (;;) {
        const Message message = co_await self.receive(callPattern, castPattern, stopPattern, parentExit, any);
        Decision decision;
        From from;
        switch (message.clause()) {
        case 0: {
            from = {message[1][0].pid(), message[1][1].reference()};
            Term request = message[2];
            decision = co_await server->handleCall(self, request, from);
            break;
        }
        case 1: {
            Term request = message[1];
            decision = co_await server->handleCast(self, request);
            break;
        }
        case 2:
            from = {message[1][0].pid(), message[1][1].reference()};
            decision = Decision::stop(message[2][1], atoms::ok);
            break;
        case 3:
            decision = Decision::stop(message[2]);
            break;
        default: {
            Term information = message.term();
            decision = co_await server->handleInfo(self, information);
        }
        }
        switch (decision.kind) {
        case Decision::Kind::NoReply:
            break;
        case Decision::Kind::Reply:
            reply(self, from, decision.value);
            break;
        case Decision::Kind::Stop:
        case Decision::Kind::StopWithReply:
            server->terminate(self, decision.reason);
            if (decision.kind == Decision::Kind::StopWithReply) {
                reply(self, from, decision.value);
            }
            self.exit(decision.reason);
        }
    }
}

Subroutine<Started> awaitStart(Self self, Pid server, Reference monitor, Reference tag)
{
    const auto acknowledged = tuple(ack, tag, any);
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(acknowledged, down);
    if (message.clause() == 1) {
        co_return Started{Pid(), message[4]};
    }
    self.demonitor(monitor, Demonitor::Flush);
    const Term outcome = message[2];
    if (outcome.isAtom(atoms::ok)) {
        co_return Started{server, Term()};
    }
    co_return Started{Pid(), outcome.isTuple(2) ? outcome[1] : outcome};
}

} // namespace detail

Subroutine<Term> call(Self self, Pid server, Term request, std::int64_t timeout)
{
    const Reference monitor = self.monitor(server);
    self.send(server, tuple(atoms::genCall, tuple(self.pid(), monitor), request));
    const auto answered = tuple(monitor, any);
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(answered, down).after(timeout);
    if (message.clause() == 0) {
        self.demonitor(monitor, Demonitor::Flush);
        co_return message[1];
    }
    Term reason = atoms::timeout;
    if (message.timedOut()) {
        self.demonitor(monitor, Demonitor::Flush);
    } else {
        reason = message[4];
    }
    throw Raised::exit(tuple(reason, tuple(genServer, callAtom, list(server, request))));
}

void cast(Self self, Pid server, const Term& request)
{
    self.send(server, tuple(atoms::genCast, request));
}

Reference sendRequest(Self self, Pid server, const Term& request)
{
    const Reference tag = self.makeReference();
    self.send(server, tuple(atoms::genCall, tuple(self.pid(), tag), request));
    return tag;
}

void reply(Self self, const From& from, const Term& value)
{
    self.send(from.pid, tuple(from.tag, value));
}

Subroutine<> stop(Self self, Pid server, Term reason)
{
    const Reference monitor = self.monitor(server);
    self.send(server, tuple(systemAtom, tuple(self.pid(), monitor), tuple(terminateAtom, reason)));
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const auto answered = tuple(monitor, any);
    const Message message = co_await self.receive(down);
    const Message answer = co_await self.receive(answered).after(0);
    if (!(message[4] == reason)) {
        throw Raised::exit(message[4]);
    }
}

} // namespace factorama::otp
