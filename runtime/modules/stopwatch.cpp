// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/catalogue.h"

#include <fmt/format.h>

namespace factorama::modules::stopwatch {

namespace {

const Atom timed("timed");
const Atom unknownModule("unknown_module");

} // namespace

/// Runs a module, sends it messages, and measures the time until it ends.
Process loop(Self self, std::vector<Term> parameters)
{
    const Term name = parameters[0];
    const Module* module = findModule(name.atom().text());
    if (module == nullptr) {
        self.runtime().log(Notice::Kind::Warning, self.pid(),
                           fmt::format("Stopwatch: there is no module {}", name.toString()));
        self.exit(tuple(unknownModule, name));
    }
    const auto arguments = std::get<std::vector<Term>>(checkArguments(*module, {})); // the defaults
    self.setTrapExit(true);
    const auto toTime = tuple(timed, any, anyPid);
    const auto exited = tuple(atoms::exit, anyPid, any);
    for (;;) {
        const Message request = co_await self.receive(toTime, exited);
        if (request.clause() == 1) {
            self.exit(request[2]);
        }
        const std::int64_t start = self.monotonicTime();
        SpawnOptions options;
        options.link = true;
        const Spawned run = module->start(self.runtime(), &self.process(), std::move(options), arguments);
        for (const Term& message : request[1].elements()) {
            self.send(run.pid, message);
            co_await self.tick();
        }
        const auto ended = tuple(atoms::exit, run.pid, any);
        const Message end = co_await self.receive(ended, exited);
        if (end.clause() == 1) {
            self.exit(end[2]); // with what it runs, which is linked
        }
        const double seconds = static_cast<double>(self.monotonicTime() - start) / 1e9;
        self.send(request[2].pid(), tuple(seconds, end[2]));
    }
}

const Registration registration{{
    .name = "stopwatch",
    .summary = "Measures how long a process of another module runs, from its spawn until it ends.",
    .topic = Module::Topic::Messages,
    .parameters = {Parameter::processName("module", "name of the module to run, with its defaults",
                                          "worker")},
    .messages =
        {{"{timed, [{compute, 4, Self}, {exit, normal}], Self}",
          "{Seconds, Reason}; before, the answers to the messages in the list, which the process gets"},
         {"{timed, [], Self}", "{Seconds, Reason}, when the process has ended in whatever way"}},
    .start = &startModule<&loop>,
    .documentation = "The original times a function and prints the seconds; here it is a process. It is "
                     "linked, and its exit signal, trapped, tells its end and why; if the stopwatch ends "
                     "first, so does it. It runs one at a time.\n"
                     "The original's text says that timer:tc counts milliseconds; it is microseconds, as "
                     "which its code takes them.",
}};

} // namespace factorama::modules::stopwatch
