// SPDX-License-Identifier: GPL-3.0-or-later
// The memory of an idle process, all included: how much larger the resident set is when so many wait for a
// message. Then each is sent one, and answers.
#include "tests/benchmarks/workloads/workload.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom go("go");
const Atom ready("ready");
const Atom done("done");

/// So many are told to go before their answers are read: else those would need the memory.
constexpr std::size_t AtOnce = 1000;

std::int64_t residentBytes()
{
    std::ifstream statistics("/proc/self/statm");
    std::int64_t virtualPages = 0;
    std::int64_t residentPages = 0;
    statistics >> virtualPages >> residentPages;
    return residentPages * sysconf(_SC_PAGESIZE);
}

Process idle(Self self, Pid owner)
{
    self.send(owner, ready);
    const Message message = co_await self.receive(go);
    self.send(owner, done);
}

Subroutine<std::vector<std::int64_t>> memory(Self self, std::int64_t processes)
{
    std::vector<Pid> pids(static_cast<std::size_t>(processes)); // before: it is no process' memory
    const std::int64_t before = residentBytes();
    for (std::size_t begin = 0; begin < pids.size(); begin += AtOnce) {
        const std::size_t end = std::min(begin + AtOnce, pids.size());
        for (std::size_t i = begin; i < end; ++i) {
            pids[i] = self.spawn<&idle>(self.pid());
        }
        for (std::size_t i = begin; i < end; ++i) {
            const Message message = co_await self.receive(ready);
        }
    }
    const std::int64_t after = residentBytes();
    for (std::size_t begin = 0; begin < pids.size(); begin += AtOnce) {
        const std::size_t end = std::min(begin + AtOnce, pids.size());
        for (std::size_t i = begin; i < end; ++i) {
            self.send(pids[i], go);
        }
        for (std::size_t i = begin; i < end; ++i) {
            const Message message = co_await self.receive(done).after(10'000);
            requireOutcome(self, 0, message.clause());
        }
    }
    co_return std::vector<std::int64_t>{(after - before) / processes};
}

const Registration registration("memory", &memory);

} // namespace

} // namespace factorama::benchmarks
