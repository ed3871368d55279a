// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/catalogue.h"

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

Module module()
{
    return {"echo", "Answers every {ping, From} with {pong, Self}.", {}, &startModule<&loop>};
}

} // namespace factorama::modules::echo
