// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/server_process.h"

namespace factorama::server_process {

namespace {

const Atom castAtom("cast");
const Atom callAtom("call");
const Atom response("response");

} // namespace

Process loop(Self self, std::shared_ptr<Callback> callback)
{
    const auto castPattern = tuple(castAtom, any);
    const auto callPattern = tuple(callAtom, any, anyPid);
    const auto taggedCallPattern = tuple(callAtom, any, anyPid, anyReference);
    for (;;) {
        const Message message = co_await self.receive(castPattern, callPattern, taggedCallPattern);
        const Term request = message[1];
        if (message.clause() == 0) {
            Subroutine<> casting = callback->handleCast(self, request);
            co_await casting;
            continue;
        }
        Subroutine<Term> calling = callback->handleCall(self, request);
        const Term answer = co_await calling;
        const Pid caller = message[2].pid();
        if (message.clause() == 1) {
            self.send(caller, tuple(response, answer));
        } else {
            self.send(caller, tuple(response, message[3], answer));
        }
    }
}

void cast(Self self, Pid server, const Term& request)
{
    self.send(server, tuple(castAtom, request));
}

Reference sendCall(Self self, Pid server, const Term& request)
{
    const Reference reference = self.makeReference();
    self.send(server, tuple(callAtom, request, self.pid(), reference));
    return reference;
}

Subroutine<Term> call(Self self, Pid server, Term request)
{
    const auto answered = tuple(response, sendCall(self, server, request), any);
    const Message message = co_await self.receive(answered);
    co_return message[2];
}

std::optional<std::pair<Reference, Term>> responseOf(const Term& message)
{
    const auto answered = tuple(response, anyReference, any);
    if (!matches(answered, message)) {
        return std::nullopt;
    }
    return std::pair(message[1].reference(), message[2]);
}

} // namespace factorama::server_process
