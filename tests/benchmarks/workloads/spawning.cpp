// SPDX-License-Identifier: GPL-3.0-or-later
// Processes that are born and end: in turn, all at once, and as a tree.
#include "tests/benchmarks/workloads/workload.h"

#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom go("go");
const Atom done("done");

// -- spawn_exit: spawn, run, send, exit, one after the other --

Process says(Self self, Pid to)
{
    self.send(to, done);
    co_return;
}

Subroutine<> spawnExit(Self self, std::int64_t times)
{
    for (std::int64_t i = 0; i < times; ++i) {
        self.spawn<&says>(self.pid());
        const Message message = co_await self.receive(done);
    }
}

const Registration spawnExitRegistration("spawn_exit", &spawnExit);

// -- alive: so many processes at once; each is told to go, replies and exits --

Process goes(Self self, Pid to)
{
    const Message message = co_await self.receive(go);
    self.send(to, done);
}

Subroutine<> alive(Self self, std::int64_t processes)
{
    std::vector<Pid> pids;
    pids.reserve(static_cast<std::size_t>(processes));
    for (std::int64_t i = 0; i < processes; ++i) {
        pids.push_back(self.spawn<&goes>(self.pid()));
        co_await self.tick();
    }
    for (const Pid pid : pids) {
        self.send(pid, go);
        co_await self.tick();
    }
    for (std::int64_t i = 0; i < processes; ++i) {
        const Message message = co_await self.receive(done);
    }
}

const Registration aliveRegistration("alive", &alive);

// -- skynet: a tree of processes with ten children each; the leaves' numbers are summed up --

Process node(Self self, Pid parent, std::int64_t number, std::int64_t leaves)
{
    if (leaves == 1) {
        self.send(parent, number);
        co_return;
    }
    for (std::int64_t i = 0; i < 10; ++i) {
        self.spawn<&node>(self.pid(), number + i * (leaves / 10), leaves / 10);
    }
    std::int64_t sum = 0;
    for (int i = 0; i < 10; ++i) {
        const Message message = co_await self.receive(anyInteger);
        sum += message.term().integer();
    }
    self.send(parent, sum);
}

Subroutine<> skynet(Self self, std::int64_t leaves)
{
    std::int64_t level = 1;
    while (level < leaves) {
        level *= 10;
    }
    requireOutcome(self, level, leaves); // a power of ten
    self.spawn<&node>(self.pid(), 0, leaves);
    const Message message = co_await self.receive(anyInteger);
    requireOutcome(self, leaves * (leaves - 1) / 2, message.term().integer());
}

const Registration skynetRegistration("skynet", &skynet);

} // namespace

} // namespace factorama::benchmarks
