// SPDX-License-Identifier: GPL-3.0-or-later
// The process table.
#include "runtime/node/process_table.h"
#include "runtime/process/control_block.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <deque>
#include <random>
#include <vector>

namespace factorama {

namespace {

/// As a spawn and an end do it, control block included, with `range` other processes alive: on a worker,
/// which has a cache.
void takePublishWithdrawGive(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    ProcessTable::Cache cache;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        table.take(&cache);
    }
    for (auto _ : state) {
        ControlBlock process(table.take(&cache));
        table.publish(process);
        table.withdraw(process, &cache);
        table.give(process.pid, &cache);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(takePublishWithdrawGive)->Arg(0)->Arg(100'000);

/// By threads that are workers, with caches; or, without, from outside: each time through the lock.
void takeAndGive(benchmark::State& state)
{
    static ProcessTable table(1'048'576);
    ProcessTable::Cache own;
    ProcessTable::Cache* const cache = state.range(0) != 0 ? &own : nullptr;
    ControlBlock process;
    for (auto _ : state) {
        process.pid = table.take(cache);
        table.withdraw(process, cache);
        table.give(process.pid, cache);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(takeAndGive)->ArgName("cache")->Arg(1)->Arg(0)->Threads(1)->Threads(2)->UseRealTime();

/// One of `range` living processes, at random.
void findProcess(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    std::deque<ControlBlock> processes;
    std::vector<Pid> pids;
    for (std::int64_t i = 0; i < state.range(0); ++i) {
        pids.push_back(table.take(nullptr));
        table.publish(processes.emplace_back(pids.back()));
    }
    std::shuffle(pids.begin(), pids.end(), std::minstd_rand());
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(table.find(pids[next]));
        next = next + 1 == pids.size() ? 0 : next + 1;
    }
    for (ControlBlock& process : processes) {
        table.withdraw(process, nullptr);
    }
}
BENCHMARK(findProcess)->Arg(1)->Arg(1000)->Arg(100'000);

/// A pid whose process is gone.
void findDeadProcess(benchmark::State& state)
{
    ProcessTable table(1'048'576);
    ControlBlock process(table.take(nullptr));
    Pid pid = process.pid;
    table.withdraw(process, nullptr);
    table.give(pid, nullptr);
    for (auto _ : state) {
        benchmark::DoNotOptimize(pid);
        benchmark::DoNotOptimize(table.find(pid));
    }
}
BENCHMARK(findDeadProcess);

} // namespace

} // namespace factorama
