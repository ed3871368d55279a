// SPDX-License-Identifier: GPL-3.0-or-later
// Deaths, and those who are told of them.
#include "tests/benchmarks/workloads/workload.h"

#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom stop("stop");
const Atom ready("ready");
const Atom done("done");

// -- link_chain: the death of one goes through all --

Process linked(Self self, std::int64_t left, Pid owner)
{
    if (left > 0) {
        self.spawnLink<&linked>(left - 1, owner);
    } else {
        self.send(owner, self.pid());
    }
    const Message message = co_await self.receive(stop);
}

Subroutine<> linkChain(Self self, std::int64_t processes)
{
    const Pid first = self.spawn<&linked>(processes - 1, self.pid());
    const Message last = co_await self.receive(anyPid);
    const Reference monitor = self.monitor(last.term().pid());
    self.exit(first, done);
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message message = co_await self.receive(down);
}

const Registration linkChainRegistration("link_chain", &linkChain);

// -- monitor_storm: one process is monitored by so many, and dies --

Process waits(Self self)
{
    const Message message = co_await self.receive(stop);
}

Process watcher(Self self, Pid owner, Pid watched)
{
    const auto down = tuple(atoms::down, self.monitor(watched), atoms::process, watched, done);
    self.send(owner, ready);
    const Message message = co_await self.receive(down);
    self.send(owner, done);
}

Subroutine<> monitorStorm(Self self, std::int64_t watchers)
{
    const Pid watched = self.spawn<&waits>();
    for (std::int64_t i = 0; i < watchers; ++i) {
        self.spawn<&watcher>(self.pid(), watched);
        co_await self.tick();
    }
    for (std::int64_t i = 0; i < watchers; ++i) {
        const Message message = co_await self.receive(ready);
    }
    self.exit(watched, done);
    for (std::int64_t i = 0; i < watchers; ++i) {
        const Message message = co_await self.receive(done);
    }
}

const Registration monitorStormRegistration("monitor_storm", &monitorStorm);

// -- monitor_many: one process monitors so many, which end --

Subroutine<> monitorMany(Self self, std::int64_t watched)
{
    std::vector<Pid> pids;
    pids.reserve(static_cast<std::size_t>(watched));
    for (std::int64_t i = 0; i < watched; ++i) {
        pids.push_back(self.spawnMonitor<&waits>().first);
        co_await self.tick();
    }
    for (const Pid pid : pids) {
        self.send(pid, stop);
        co_await self.tick();
    }
    const auto down = tuple(atoms::down, anyReference, atoms::process, anyPid, atoms::normal);
    for (std::int64_t i = 0; i < watched; ++i) {
        const Message message = co_await self.receive(down);
    }
}

const Registration monitorManyRegistration("monitor_many", &monitorMany);

} // namespace

} // namespace factorama::benchmarks
