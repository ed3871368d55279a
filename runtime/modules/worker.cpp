// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"
#include "runtime/term/integer.h"

namespace factorama::modules::worker {

namespace {

const Atom compute("compute");
const Atom exitTag("exit");
const Atom result("result");

} // namespace

/// Squares numbers for whoever asks.
Process doWork(Self self, std::vector<Term>)
{
    const auto toCompute = tuple(compute, any, anyPid);
    const auto toExit = tuple(exitTag, any);
    for (;;) {
        const Message message = co_await self.receive(toCompute, toExit);
        if (message.clause() == 1) {
            self.exit(message[1]);
        }
        const mpz_class x = operand(message[1]);
        self.send(message[2].pid(), tuple(result, toTerm(x * x)));
    }
}

const Registration registration{{
    .name = "worker",
    .summary =
        "Squares numbers for whoever asks, until it is told to exit or asked to square what is no number.",
    .topic = Module::Topic::Failures,
    .parameters = {},
    .messages = {{"{compute, 4, Self}", "{result, 16}"},
                 {"{compute, \"square this\", Self}", "it crashes: {badarith, ...}"},
                 {"{exit, normal}", "it ends, for this reason"}},
    .start = &startModule<&doWork>,
    .documentation = "Spawned alone it ends alone. Linked, it takes its parent along, unless it ends "
                     "normally or the parent traps exits. Monitored, its parent is told by a message. What "
                     "it is told to exit with makes the difference: normal, kill, or any other reason.",
}};

} // namespace factorama::modules::worker
