// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/workpool.h"

#include "runtime/modules/module.h"
#include "runtime/modules/workpool_scheduler.h"

#include <fmt/format.h>

namespace factorama::modules::workpool {

namespace {

const Atom scheduler("scheduler");
const Atom queueTag("queue");
const Atom notStarted("not_started");

} // namespace

Process loop(Self self, std::vector<Term>)
{
    Subroutine<> serving = serve(self);
    co_await serving;
}

Term start(Self self)
{
    if (const Pid running = self.whereis(scheduler)) {
        return tuple(atoms::error, tuple(atoms::alreadyStarted, running));
    }
    SpawnOptions options;
    options.link = true;
    options.name = scheduler;
    self.spawnWith<&loop>(std::move(options), std::vector<Term>());
    return atoms::ok;
}

Term queue(Self self, Atom function, const Term& argument, Pid sender)
{
    const Pid running = self.whereis(scheduler);
    if (!running) {
        return tuple(atoms::error, notStarted);
    }
    self.send(running, tuple(queueTag, function, argument, sender));
    return atoms::ok;
}

Subroutine<> serve(Self self, std::size_t workers)
{
    const Pid running = self.whereis(scheduler);
    if (!running) {
        self.registerName(scheduler);
    } else if (running != self.pid()) {
        self.runtime().log(Notice::Kind::Warning, self.pid(),
                           fmt::format("The work pool is started already: {}", running.toString()));
        self.exit(tuple(atoms::alreadyStarted, running));
    }
    Subroutine<> scheduling = workpool_scheduler::schedule(self, workers);
    co_await scheduling;
}

const Registration registration{{
    .name = "workpool",
    .summary = "A work pool without limits that all can use, by the name `scheduler`.",
    .topic = Module::Topic::Pools,
    .parameters = {},
    .messages = {{"{queue, square, 7, Self}", "49"},
                 {"{queue, double_square, 4, Self}", "32"},
                 {"{queue, fib, 20, Self}", "6765"},
                 {"{queue, oops, [], Self}", "{failure, <<\"pool worker died: {oops, ...}\">>}"}},
    .start = &startModule<&loop>,
    .documentation = "A workpool_scheduler that registers itself as `scheduler`: send to that name. Started "
                     "a second time, it ends with {already_started, Pid} and a notice.\n"
                     "Wrong in the original: Workpool.start starts a second scheduler before it finds the "
                     "name taken; then Process.register raises, so `true =` never has anything to match, and "
                     "the second scheduler is left running without a name. Workpool.queue raises if the pool "
                     "is not started; here it returns {error, not_started}.",
}};

} // namespace factorama::modules::workpool
