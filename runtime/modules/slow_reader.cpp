// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

namespace factorama::modules::slow_reader {

namespace {

const Atom letter("letter");

} // namespace

/// Writes itself letters at an interval and reads them only when enough have gathered, so its mailbox fills
/// and empties.
Process loop(Self self, std::vector<Term> arguments)
{
    const std::int64_t interval = arguments[0].integer();
    const std::int64_t depth = arguments[1].integer();
    const auto written = tuple(letter, anyInteger);
    for (;;) {
        for (std::int64_t i = 0; i < depth; ++i) {
            self.send(self.pid(), tuple(letter, i));
            co_await self.sleep(interval);
        }
        for (std::int64_t i = 0; i < depth; ++i) {
            const Message message = co_await self.receive(written);
        }
    }
}

const Registration registration{{
    .name = "slow_reader",
    .summary = "Lets its mailbox fill up before it reads.",
    .topic = Module::Topic::Demonstration,
    .parameters = {Parameter::integer("interval", "milliseconds between two letters", "50", 1, 86'400'000),
                   Parameter::integer("depth", "letters to gather before reading", "100", 1, 1'000'000)},
    .messages = {},
    .start = &startModule<&loop>,
    .documentation = {},
}};

} // namespace factorama::modules::slow_reader
