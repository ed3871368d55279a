// SPDX-License-Identifier: GPL-3.0-or-later
// How long a ping takes, there and back, while two processes a scheduler compute without an end: median, 99th
// percentile and maximum, in nanoseconds.
#include "tests/benchmarks/workloads/workload.h"

#include <algorithm>
#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom ping("ping");
const Atom pong("pong");

constexpr int HogsPerScheduler = 2;
constexpr std::int64_t WarmUp = 100;
constexpr std::int64_t Pause = 1; ///< milliseconds before each ping
constexpr std::int32_t Slice = 20; ///< reductions between two ticks of a hog; each is worth about 50 ns

std::uint64_t compute(std::uint64_t state)
{
    for (int i = 0; i < Slice * 25; ++i) {
        state = state * 6364136223846793005 + 1442695040888963407;
        state ^= state >> 29;
    }
    return state;
}

Process hog(Self self, std::uint64_t state)
{
    for (;;) {
        state = compute(state);
        if (state == 0) {
            self.exit(pong); // never, but the compiler cannot know
        }
        co_await self.tick(Slice);
    }
}

Process answers(Self self)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged);
        self.send(message[1].pid(), pong);
    }
}

Subroutine<std::vector<std::int64_t>> fairness(Self self, std::int64_t pings)
{
    const Pid peer = self.spawnLink<&answers>();
    for (int i = 0; i < HogsPerScheduler * self.schedulersOnline(); ++i) {
        self.spawnLink<&hog>(static_cast<std::uint64_t>(i) + 1);
    }
    std::vector<std::int64_t> took;
    took.reserve(static_cast<std::size_t>(pings));
    for (std::int64_t i = -WarmUp; i < pings; ++i) {
        co_await self.sleep(Pause);
        const std::int64_t start = self.monotonicTime();
        self.send(peer, tuple(ping, self.pid()));
        const Message message = co_await self.receive(pong);
        if (i >= 0) {
            took.push_back(self.monotonicTime() - start);
        }
    }
    std::sort(took.begin(), took.end());
    co_return std::vector<std::int64_t>{took[took.size() / 2], took[took.size() * 99 / 100], took.back()};
}

const Registration registration("fairness", &fairness);

} // namespace

} // namespace factorama::benchmarks
