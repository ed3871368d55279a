// SPDX-License-Identifier: GPL-3.0-or-later
// Savina's bounded buffer: 40 producers and 40 consumers around a process that holds 50 items.
#include "tests/benchmarks/workloads/workload.h"

#include <deque>

namespace factorama::benchmarks {

namespace {

const Atom put("put");
const Atom get("get");
const Atom ok("ok");

constexpr std::int64_t Producers = 40;
constexpr std::int64_t Consumers = 40;
constexpr std::size_t Slots = 50;

struct WaitingProducer {
    std::int64_t item;
    Pid pid;
};

/// Who finds it full or empty waits for the answer.
Process buffer(Self self)
{
    std::deque<std::int64_t> items;
    std::deque<WaitingProducer> producers;
    std::deque<Pid> consumers;
    const auto toPut = tuple(put, anyInteger, anyPid);
    const auto toGet = tuple(get, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toPut, toGet);
        if (message.clause() == 0) {
            const std::int64_t item = message[1].integer();
            if (!consumers.empty()) {
                self.send(consumers.front(), item);
                consumers.pop_front();
                self.send(message[2].pid(), ok);
            } else if (items.size() < Slots) {
                items.push_back(item);
                self.send(message[2].pid(), ok);
            } else {
                producers.push_back({item, message[2].pid()});
            }
        } else if (items.empty()) {
            consumers.push_back(message[1].pid());
        } else {
            self.send(message[1].pid(), items.front());
            items.pop_front();
            if (!producers.empty()) {
                items.push_back(producers.front().item);
                self.send(producers.front().pid, ok);
                producers.pop_front();
            }
        }
    }
}

Process producer(Self self, Pid buffer, std::int64_t items)
{
    for (std::int64_t i = 1; i <= items; ++i) {
        self.send(buffer, tuple(put, i, self.pid()));
        const Message message = co_await self.receive(ok);
    }
}

Process consumer(Self self, Pid owner, Pid buffer, std::int64_t items)
{
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < items; ++i) {
        self.send(buffer, tuple(get, self.pid()));
        const Message message = co_await self.receive(anyInteger);
        sum += message.term().integer();
    }
    self.send(owner, sum);
}

Subroutine<> boundedBuffer(Self self, std::int64_t items)
{
    static_assert(Producers == Consumers);
    const std::int64_t each = items / Producers;
    const Pid theBuffer = self.spawnLink<&buffer>();
    for (std::int64_t i = 0; i < Producers; ++i) {
        self.spawnLink<&producer>(theBuffer, each);
    }
    for (std::int64_t i = 0; i < Consumers; ++i) {
        self.spawnLink<&consumer>(self.pid(), theBuffer, each);
    }
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < Consumers; ++i) {
        const Message message = co_await self.receive(anyInteger);
        sum += message.term().integer();
    }
    requireOutcome(self, Producers * (each * (each + 1) / 2), sum);
}

const Registration registration("bounded_buffer", &boundedBuffer);

} // namespace

} // namespace factorama::benchmarks
