// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <fmt/format.h>

namespace factorama::modules::watcher {

/// Monitors the process with a registered name, reports its end, and monitors the next one with that name.
Process loop(Self self, std::vector<Term> arguments)
{
    const Atom name = arguments[0].atom();
    for (;;) {
        const auto itsDown = tuple(atoms::down, self.monitor(name), atoms::process, any, any);
        const Message down = co_await self.receive(itsDown);
        if (!down[4].isAtom(atoms::noproc)) {
            self.runtime().log(
                Notice::Kind::Information, self.pid(),
                fmt::format("Watcher {} got {}", self.pid().toString(), down.term().toString(500)));
        }
        co_await self.sleep(500); // whoever restarts it needs a moment
    }
}

const Registration registration{{
    .name = "watcher",
    .summary = "Monitors a registered process and reports when it ends.",
    .topic = Module::Topic::Demonstration,
    .parameters = {Parameter::processName("name", "the registered name of the process to monitor", "echo")},
    .messages = {},
    .start = &startModule<&loop>,
    .documentation = {},
}};

} // namespace factorama::modules::watcher
