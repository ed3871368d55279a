// SPDX-License-Identifier: GPL-3.0-or-later
// 100 creatures meet two at a time.
#include "tests/benchmarks/workloads/workload.h"

namespace factorama::benchmarks {

namespace {

const Atom met("met");
const Atom stop("stop");
const Atom done("done");

Process creature(Self self, Pid broker, std::int64_t colour)
{
    const auto meeting = tuple(met, anyInteger);
    for (;;) {
        self.send(broker, tuple(self.pid(), colour));
        const Message message = co_await self.receive(meeting, stop);
        if (message.clause() == 1) {
            self.send(broker, done);
            co_return;
        }
        const std::int64_t other = message[1].integer();
        colour = colour == other ? colour : 3 - colour - other;
    }
}

Subroutine<> chameneos(Self self, std::int64_t meetings)
{
    constexpr int Creatures = 100;
    for (int i = 0; i < Creatures; ++i) {
        self.spawnLink<&creature>(self.pid(), i % 3);
    }
    const auto comes = tuple(anyPid, anyInteger);
    for (std::int64_t i = 0; i < meetings; ++i) {
        const Message first = co_await self.receive(comes);
        const Message second = co_await self.receive(comes);
        self.send(first[0].pid(), tuple(met, second[1]));
        self.send(second[0].pid(), tuple(met, first[1]));
    }
    for (int i = 0; i < Creatures; ++i) {
        const Message late = co_await self.receive(comes);
        self.send(late[0].pid(), stop);
    }
    for (int i = 0; i < Creatures; ++i) {
        const Message message = co_await self.receive(done);
    }
}

const Registration chameneosRegistration("chameneos", &chameneos);

} // namespace

} // namespace factorama::benchmarks
