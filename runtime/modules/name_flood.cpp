// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"
#include "runtime/term/parse.h"

#include <fmt/format.h>

namespace factorama::modules::name_flood {

namespace {

const Atom name("name");
const Atom flood("flood");
const Atom atomCount("atoms");

} // namespace

/// Makes atoms of names from outside, but only so many.
Process loop(Self self, std::vector<Term> arguments)
{
    std::int64_t budget = arguments[0].integer();
    const auto accept = [&](const std::string& text) -> Term {
        const std::string quoted = "'" + text + "'";
        const std::size_t before = Atom::count();
        const ParsedTerm parsed = parseTerm(quoted, budget > 0 ? 1 : 0);
        budget -= Atom::count() > before ? 1 : 0;
        return parsed.term ? Term(tuple(atoms::ok, *parsed.term)) : Term(tuple(atoms::error, parsed.error));
    };
    const auto named = tuple(name, any, anyPid);
    const auto flooded = tuple(flood, anyInteger, anyPid);
    const auto counted = tuple(atomCount, anyPid);
    for (;;) {
        const Message message = co_await self.receive(named, flooded, counted);
        if (message.clause() == 0) {
            self.send(message[2].pid(), accept(std::string(message[1].binary())));
        } else if (message.clause() == 1) {
            std::int64_t accepted = 0;
            const std::int64_t count = message[1].integer();
            for (std::int64_t i = 0; i < count; ++i) {
                accepted +=
                    accept(fmt::format("name {} of {}", i, self.pid().toString()))[0].isAtom(atoms::ok) ? 1
                                                                                                        : 0;
                co_await self.tick(10);
            }
            self.send(message[2].pid(), tuple(flood, accepted, count - accepted));
        } else {
            self.send(message[1].pid(), tuple(atomCount, static_cast<std::int64_t>(Atom::count()),
                                              static_cast<std::int64_t>(Atom::TableLimit)));
        }
    }
}

const Registration registration{{
    .name = "name_flood",
    .summary = "Names from outside would fill the atom table, which never shrinks; they are refused in time.",
    .topic = Module::Topic::Limits,
    .parameters = {Parameter::integer("budget", "new atoms that names may become", "100", 0, 10'000)},
    .messages = {{"{name, <<\"kitchen\">>, Self}",
                  "{ok, kitchen}, or {error, Why} when no new atom may be made"},
                 {"{flood, 1000, Self}", "{flood, Accepted, Refused}: so many different names at once"},
                 {"{atoms, Self}", "{atoms, Count, Limit} of the whole program"}},
    .start = &startModule<&loop>,
    .documentation = "An atom is never given back. A system that makes one of whatever a stranger calls "
                     "himself ends when the table is full: Erlang's emulator stops, all of it. Names that "
                     "exist already cost nothing, however often they come.",
}};

} // namespace factorama::modules::name_flood
