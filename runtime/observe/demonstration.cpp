// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/demonstration.h"

#include "runtime/modules/catalogue.h"
#include "runtime/otp/supervisor.h"

#include <string>
#include <string_view>
#include <vector>

namespace factorama {

namespace {

const Atom demonstration("demonstration");

/// Starts the module, linked to its supervisor.
Subroutine<otp::StartedChild> startLinked(Self supervisor, std::string module, Atom name,
                                          std::vector<Term> arguments)
{
    SpawnOptions options;
    options.link = true;
    options.name = name;
    const Spawned spawned =
        findModule(module)->start(supervisor.runtime(), &supervisor.process(), std::move(options), arguments);
    co_return otp::StartedChild::ok(spawned.pid);
}

otp::ChildSpecification child(std::string_view id, std::string_view module, Atom name,
                              const std::vector<Term>& arguments)
{
    return otp::childFunction<&startLinked>(Atom(id), std::string(module), name, arguments);
}

otp::SupervisorSpecification specification()
{
    const Atom echo("echo");
    otp::SupervisorSpecification tree;
    tree.module = demonstration;
    tree.intensity = 10;
    tree.period = 10;
    tree.children = {
        child("echo", "echo", echo, {}),
        child("ticker", "ticker", {}, {echo, 200}),
        child("watcher", "watcher", {}, {echo}),
        child("counter", "prime_counter", {}, {3}),
        child("reader", "slow_reader", Atom("reader"), {50, 100}),
    };
    return tree;
}

} // namespace

Pid startDemonstration(Runtime& runtime)
{
    SpawnOptions options;
    options.name = demonstration;
    return otp::startSupervisor(runtime, specification(), std::move(options));
}

} // namespace factorama
