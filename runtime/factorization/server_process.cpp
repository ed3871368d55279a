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
    const auto callPattern = tuple(callAtom, any, anyPid, anyReference);
    for (;;) {
        const Message message = co_await self.receive(castPattern, callPattern);
        const Term request = message[1];
        if (message.clause() == 0) {
            co_await callback->handleCast(self, request);
        } else {
            const Term answer = co_await callback->handleCall(self, request);
            self.send(message[2].pid(), tuple(response, message[3], answer));
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
