// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

namespace factorama::modules::ping_pong {

namespace {

const Atom ping("ping");
const Atom pong("pong");

} // namespace

/// Answers each ping, for ever.
Process loop(Self self, std::vector<Term>)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged);
        self.send(message[1].pid(), tuple(pong, self.pid()));
    }
}

const Registration registration{{
    .name = "ping_pong",
    .summary = "Answers every ping with a pong.",
    .topic = Module::Topic::Messages,
    .parameters = {},
    .messages = {{"{ping, Self}", "{pong, Pid}"}},
    .start = &startModule<&loop>,
    .documentation = "The smallest server there is. Messages that are no ping stay in its mailbox, as in the "
                     "original, where they are never looked for again but passed over at every receive.",
}};

} // namespace factorama::modules::ping_pong
