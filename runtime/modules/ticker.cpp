// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

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

const Registration registration{{
    .name = "ticker",
    .summary = "Pings a registered process at an interval.",
    .topic = Module::Topic::Demonstration,
    .parameters = {Parameter::processName("name", "the registered name of the process to ping", "echo"),
                   Parameter::integer("interval", "milliseconds between two pings", "200", 1, 86'400'000)},
    .messages = {},
    .start = &startModule<&loop>,
    .documentation = {},
}};

} // namespace factorama::modules::ticker
