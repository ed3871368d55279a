// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/demonstration.h"

#include "runtime/modules/catalogue.h"
#include "runtime/otp/supervisor.h"

namespace factorama {

namespace {

/// Starts the module called as the child, linked to its supervisor.
Pid startLinked(Self supervisor, std::string_view module, Atom name, const std::vector<Term>& arguments)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    return findModule(module)
        ->start(supervisor.runtime(), &supervisor.process(), std::move(options), arguments)
        .pid;
}

otp::SupervisorSpecification specification()
{
    static const Atom echo("echo");
    static const Atom reader("reader");
    otp::SupervisorSpecification tree;
    tree.intensity = 10;
    tree.periodMilliseconds = 10'000;
    tree.children = {
        {Atom("echo"), [](Self self, const Term&) { return startLinked(self, "echo", echo, {}); }},
        {Atom("ticker"),
         [](Self self, const Term&) {
             return startLinked(self, "ticker", {}, {echo, 200});
         }},
        {Atom("watcher"), [](Self self, const Term&) { return startLinked(self, "watcher", {}, {echo}); }},
        {Atom("counter"), [](Self self, const Term&) { return startLinked(self, "prime_counter", {}, {3}); }},
        {Atom("reader"),
         [](Self self, const Term&) {
             return startLinked(self, "slow_reader", reader, {50, 100});
         }},
    };
    return tree;
}

} // namespace

Pid startDemonstration(Runtime& runtime)
{
    SpawnOptions options;
    options.name = Atom("demonstration");
    return runtime.spawnWith<&otp::supervisor>(std::move(options), specification());
}

} // namespace factorama
