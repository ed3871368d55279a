// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/hash_it.h"
#include "runtime/modules/module.h"

#include <fmt/format.h>

namespace factorama::modules::hash_it_supervisor {

namespace {

void print(Self self, std::string text)
{
    self.runtime().log(Notice::Kind::Information, self.pid(), std::move(text));
}

} // namespace

/// A supervisor by hand: starts a hash_it again whenever it fails.
Process loop(Self self, std::vector<Term> arguments)
{
    self.setTrapExit(true);
    for (;;) {
        const Pid pid = hash_it::startLink(self, arguments[0].atom(), arguments[1].atom());
        const auto itEnded = tuple(atoms::exit, pid, any);
        const auto toEnd = tuple(atoms::exit, any, any);
        const Message message = co_await self.receive(itEnded, toEnd);
        const Term reason = message[2];
        if (message.clause() == 1) {
            self.exit(reason);
        }
        if (reason.isAtom(atoms::normal)) {
            print(self, "Hash It exited normally");
            co_return;
        }
        print(self, fmt::format("Hash It failed with reason {}...restarting", reason.toString(500)));
    }
}

const Registration registration{{
    .name = "hash_it_supervisor",
    .summary = "Starts a hash_it, and starts it again whenever it fails; made by hand.",
    .topic = Module::Topic::Hashing,
    .parameters = {Parameter::processName("name", "the name that its hash_it registers", "hashItMD5"),
                   hash_it::kindParameter()},
    .messages = {},
    .start = &startModule<&loop>,
    .documentation =
        "Send to the name of its hash_it. If that crashes, a notice says so, and there is a new one, which "
        "has forgotten the hashes; after {shutdown} the supervisor ends too.\n"
        "It traps exits, so an exit signal to itself comes as a message as well; then it ends for that "
        "reason and takes its hash_it along. The original does not look at those, so nothing but kill ends "
        "it. Its HashIt.start gets two arguments of three and does not link, as a comment beside it says. "
        "However often its hash_it fails, it never gives up: supervised_hash_it does.",
}};

} // namespace factorama::modules::hash_it_supervisor
