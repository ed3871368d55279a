// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

namespace factorama::modules::echo {

namespace {

const Atom ping("ping");
const Atom pong("pong");

} // namespace

/// Answers {ping, From} with {pong, Self}.
Process loop(Self self, std::vector<Term>)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged, any);
        if (message.clause() == 0) {
            self.send(message[1].pid(), tuple(pong, self.pid()));
        }
    }
}

const Registration registration{{
    .name = "echo",
    .summary = "Answers every {ping, From} with {pong, Self}.",
    .topic = Module::Topic::Messages,
    .parameters = {},
    .messages = {{"{ping, Self}", "{pong, Pid}"}},
    .start = &startModule<&loop>,
    .documentation = {},
}};

} // namespace factorama::modules::echo
