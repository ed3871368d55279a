// SPDX-License-Identifier: GPL-3.0-or-later
// Deaths, and those who are told of them.
#include "tests/benchmarks/workloads/workload.h"

namespace factorama::benchmarks {

namespace {

const Atom stop("stop");
const Atom done("done");

// -- link_chain: the death of one goes through all ---------------------------------------------------------

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

} // namespace

} // namespace factorama::benchmarks
