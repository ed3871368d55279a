// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <map>

namespace factorama::modules::kv {

namespace {

const Atom put("put");
const Atom get("get");

} // namespace

/// Keeps a value for each key.
Process loop(Self self, std::vector<Term> arguments)
{
    self.registerName(arguments[0].atom());
    std::map<Term, Term> map;
    const auto toPut = tuple(put, any, any, anyPid);
    const auto toGet = tuple(get, any, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toPut, toGet);
        if (message.clause() == 0) {
            map.insert_or_assign(message[1], message[2]);
            self.send(message[3].pid(), atoms::ok);
        } else {
            const auto found = map.find(message[1]);
            self.send(message[2].pid(), found == map.end() ? Term(atoms::nil) : found->second);
        }
    }
}

const Registration registration{{
    .name = "kv",
    .summary = "Keeps values under keys.",
    .topic = Module::Topic::Servers,
    .parameters = {Parameter::processName("name", "to register under", "kv")},
    .messages = {{"{get, a, Self}", "the value, or nil"}, {"{put, a, 42, Self}", "ok"}},
    .start = &startModule<&loop>,
    .documentation =
        "A process that remembers: its state is what its loop goes on with. It is known by a registered "
        "name, so one need not know its pid; a second one with the same name crashes, with badarg.\n"
        "As in the original, a key that is not there and one whose value is nil look the same, and what is "
        "put stays for ever.",
}};

} // namespace factorama::modules::kv
