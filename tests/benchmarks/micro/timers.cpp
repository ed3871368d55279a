// SPDX-License-Identifier: GPL-3.0-or-later
// The wheel of timers.
#include "runtime/scheduler/timer_wheel.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <random>
#include <vector>

namespace factorama {

namespace {

/// `range` others are armed already: it is not to matter.
void armAndCancel(benchmark::State& state)
{
    TimerWheel wheel;
    std::minstd_rand random;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        wheel.arm(*Timer::make(), 1 + random() % 1'000'000); // the wheel frees them
    }
    std::uint64_t deadline = 0;
    for (auto _ : state) {
        Timer* const timer = Timer::make();
        wheel.arm(*timer, 10'000 + deadline++ % 1000);
        benchmark::DoNotOptimize(TimerWheel::discard(timer, nullptr));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(armAndCancel)->Arg(0)->Arg(100'000);

void makeAndDestroyTimer(benchmark::State& state)
{
    for (auto _ : state) {
        Timer* timer = Timer::make();
        benchmark::DoNotOptimize(timer);
        Timer::destroy(timer);
    }
}
BENCHMARK(makeAndDestroyTimer);

/// From arming to firing, cascading between the levels included: so many timers over the next `range`
/// milliseconds, then a tick after the other.
void armAndFire(benchmark::State& state)
{
    constexpr std::size_t Count = 10'000;
    TimerWheel wheel;
    std::minstd_rand random;
    std::vector<std::unique_ptr<Timer, void (*)(Timer*)>> timers;
    for (std::size_t i = 0; i < Count; ++i) {
        timers.emplace_back(Timer::make(), &Timer::destroy);
    }
    std::vector<Timer*> due;
    std::uint64_t now = 0;
    const auto span = static_cast<std::uint64_t>(state.range(0));
    for (auto _ : state) {
        for (const auto& timer : timers) {
            wheel.arm(*timer, now + 1 + random() % span);
        }
        const std::uint64_t end = now + span;
        while (now < end) {
            wheel.advance(++now, due);
            benchmark::DoNotOptimize(due.data());
            due.clear();
        }
    }
    if (wheel.nextTick() != TimerWheel::Never) {
        state.SkipWithError("some have not fired");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Count));
}
BENCHMARK(armAndFire)->Arg(100)->Arg(10'000);

/// What a worker pays for a look at a wheel where nothing is due.
void lookAtNextTick(benchmark::State& state)
{
    TimerWheel wheel;
    wheel.arm(*Timer::make(), 1'000'000);
    for (auto _ : state) {
        benchmark::DoNotOptimize(wheel.nextTick());
    }
}
BENCHMARK(lookAtNextTick);

} // namespace

} // namespace factorama
