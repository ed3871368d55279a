// SPDX-License-Identifier: GPL-3.0-or-later
// Savina's concurrent dictionary: 20 workers ask one process that keeps a dictionary; every tenth time they
// write.
#include "tests/benchmarks/workloads/workload.h"

#include <random>
#include <unordered_map>

namespace factorama::benchmarks {

namespace {

const Atom get("get");
const Atom put("put");
const Atom ok("ok");
const Atom none("none");
const Atom writesTag("writes");
const Atom done("done");

constexpr std::int64_t Workers = 20;
constexpr std::int64_t Keys = 65'536;

std::int64_t valueOf(std::int64_t key)
{
    return 2 * key + 1;
}

Process dictionary(Self self)
{
    std::unordered_map<std::int64_t, std::int64_t> values;
    std::int64_t writes = 0;
    const auto toGet = tuple(get, anyInteger, anyPid);
    const auto toPut = tuple(put, anyInteger, anyInteger, anyPid);
    const auto howMany = tuple(writesTag, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toGet, toPut, howMany);
        if (message.clause() == 0) {
            const auto found = values.find(message[1].integer());
            if (found == values.end()) {
                self.send(message[2].pid(), none);
            } else {
                self.send(message[2].pid(), found->second);
            }
        } else if (message.clause() == 1) {
            values[message[1].integer()] = message[2].integer();
            ++writes;
            self.send(message[3].pid(), ok);
        } else {
            self.send(message[1].pid(), writes);
        }
    }
}

Process worker(Self self, Pid owner, Pid dictionary, unsigned seed, std::int64_t operations)
{
    std::minstd_rand random(seed);
    for (std::int64_t i = 0; i < operations; ++i) {
        const std::int64_t key = random() % Keys;
        if (i % 10 == 0) {
            self.send(dictionary, tuple(put, key, valueOf(key), self.pid()));
            const Message message = co_await self.receive(ok);
        } else {
            self.send(dictionary, tuple(get, key, self.pid()));
            const Message message = co_await self.receive(none, anyInteger);
            if (message.clause() == 1) {
                requireOutcome(self, valueOf(key), message.term().integer());
            }
        }
    }
    self.send(owner, done);
}

Subroutine<> concurrentDictionary(Self self, std::int64_t operations)
{
    const Pid keeper = self.spawnLink<&dictionary>();
    const std::int64_t each = operations / Workers;
    for (std::int64_t i = 0; i < Workers; ++i) {
        self.spawnLink<&worker>(self.pid(), keeper, static_cast<unsigned>(i + 1), each);
    }
    for (std::int64_t i = 0; i < Workers; ++i) {
        const Message message = co_await self.receive(done);
    }
    self.send(keeper, tuple(writesTag, self.pid()));
    const Message writes = co_await self.receive(anyInteger);
    requireOutcome(self, (each + 9) / 10 * Workers, writes.term().integer());
}

const Registration registration("concurrent_dictionary", &concurrentDictionary);

} // namespace

} // namespace factorama::benchmarks
