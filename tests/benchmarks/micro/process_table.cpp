// SPDX-License-Identifier: GPL-3.0-or-later
// The process table.
#include "runtime/node/process_table.h"

#include <benchmark/benchmark.h>

#include <deque>
#include <random>
#include <vector>

namespace factorama {

namespace {

/// As a spawn and an end do it, with `range` other processes alive.
void takePublishWithdrawGive(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        table.take();
    }
    ControlBlock process;
    for (auto _ : state) {
        process.pid = table.take();
        table.publish(process);
        table.withdraw(process);
        table.give(process.pid);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(takePublishWithdrawGive)->Arg(0)->Arg(100'000);

void takeAndGiveUnderContention(benchmark::State& state)
{
    static ProcessTable table(1'048'576);
    for (auto _ : state) {
        const Pid pid = table.take();
        benchmark::DoNotOptimize(pid);
        table.give(pid);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(takeAndGiveUnderContention)->Threads(1)->Threads(2)->UseRealTime();

/// One of `range` living processes, at random.
void findProcess(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    std::deque<ControlBlock> processes(static_cast<std::size_t>(state.range(0)));
    std::vector<Pid> pids;
    for (ControlBlock& process : processes) {
        process.pid = table.take();
        table.publish(process);
        pids.push_back(process.pid);
    }
    std::shuffle(pids.begin(), pids.end(), std::minstd_rand());
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(table.find(pids[next]));
        next = next + 1 == pids.size() ? 0 : next + 1;
    }
    for (ControlBlock& process : processes) {
        table.withdraw(process);
    }
}
BENCHMARK(findProcess)->Arg(1)->Arg(1000)->Arg(100'000);

/// A pid whose process is gone.
void findDeadProcess(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    Pid pid = table.take();
    table.give(pid);
    for (auto _ : state) {
        benchmark::DoNotOptimize(pid);
        benchmark::DoNotOptimize(table.find(pid));
    }
}
BENCHMARK(findDeadProcess);

} // namespace

} // namespace factorama
