// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/callback_server.h"

namespace factorama::callback_server {

namespace {

const Atom castAtom("cast");
const Atom callAtom("call");
const Atom response("response");
const Atom functionClause("function_clause");

} // namespace

Process loop(Self self, std::shared_ptr<server_process::Callback> callback)
{
    const auto cast = tuple(castAtom, any);
    const auto call = tuple(callAtom, any, anyPid);
    const auto taggedCall = tuple(callAtom, any, anyPid, anyReference);
    for (;;) {
        const Message message = co_await self.receive(cast, call, taggedCall);
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

void failClause()
{
    throw Raised::error(functionClause);
}

} // namespace factorama::callback_server
