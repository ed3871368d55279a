// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/catalogue.h"

namespace factorama::modules::ticker {

namespace {

const Atom ping("ping");

} // namespace

/// Pings the process with a registered name at an interval, and drops what comes back.
Process loop(Self self, std::vector<Term> arguments)
{
    const Atom name = arguments[0].atom();
    const std::int64_t interval = arguments[1].integer();
    for (;;) {
        const Message answer = co_await self.receive(any).after(interval);
        if (answer.timedOut() && self.whereis(name)) {
            self.send(name, tuple(ping, self.pid()));
        }
    }
}

Module module()
{
    return {"ticker",
            "Pings a registered process at an interval.",
            {{"name", "the registered name of the process to ping", "echo", Parameter::Kind::Name},
             {"interval", "milliseconds between two pings", "200", Parameter::Kind::Integer, 1, 86'400'000}},
            &startModule<&loop>};
}

} // namespace factorama::modules::ticker
