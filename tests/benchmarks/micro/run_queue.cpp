// SPDX-License-Identifier: GPL-3.0-or-later
// Run queues and the injection queue.
#include "runtime/scheduler/run_queue.h"

#include "runtime/process/control_block.h"

#include <benchmark/benchmark.h>

#include <atomic>
#include <deque>
#include <thread>

namespace factorama {

namespace {

void pushAndPop(benchmark::State& state)
{
    RunQueue queue;
    InjectionQueue overflow;
    ControlBlock process;
    for (auto _ : state) {
        queue.push(process, overflow);
        benchmark::DoNotOptimize(queue.pop());
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(pushAndPop);

/// More than fit: half the queue goes to the injection queue at a time, and comes back from there.
void pushAndPopOverflowing(benchmark::State& state)
{
    RunQueue queue;
    InjectionQueue overflow;
    std::deque<ControlBlock> processes(4 * RunQueue::Capacity);
    for (auto _ : state) {
        for (ControlBlock& process : processes) {
            queue.push(process, overflow);
        }
        while (ControlBlock* process = queue.pop()) {
            benchmark::DoNotOptimize(process);
        }
        while (ControlBlock* process = overflow.pop()) {
            benchmark::DoNotOptimize(process);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(processes.size()));
}
BENCHMARK(pushAndPopOverflowing);

/// Half of `range` processes, with nobody else there.
void stealHalf(benchmark::State& state)
{
    RunQueue victim;
    RunQueue thief;
    InjectionQueue overflow;
    std::deque<ControlBlock> processes(static_cast<std::size_t>(state.range(0)));
    for (ControlBlock& process : processes) {
        victim.push(process, overflow);
    }
    for (auto _ : state) {
        ControlBlock* first = victim.stealInto(thief);
        benchmark::DoNotOptimize(first);
        victim.push(*first, overflow);
        while (ControlBlock* process = thief.pop()) {
            victim.push(*process, overflow);
        }
    }
}
BENCHMARK(stealHalf)->Arg(2)->Arg(32)->Arg(256)->Arg(4096);

/// The owner's push and pop while another thread steals all it can.
void pushAndPopWhileStolenFrom(benchmark::State& state)
{
    RunQueue queue;
    InjectionQueue overflow;
    std::deque<ControlBlock> processes(64);
    std::atomic<bool> done = false;
    std::atomic<std::uint64_t> stolen = 0;
    std::thread thief([&] {
        RunQueue own;
        while (!done.load(std::memory_order_relaxed)) {
            std::uint64_t count = queue.stealInto(own) != nullptr ? 1 : 0;
            while (own.pop() != nullptr) {
                ++count;
            }
            stolen.store(stolen.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
        }
    });
    for (auto _ : state) {
        for (ControlBlock& process : processes) {
            queue.push(process, overflow);
        }
        while (ControlBlock* process = queue.pop()) {
            benchmark::DoNotOptimize(process);
        }
    }
    done = true;
    thief.join();
    const auto pushed = state.iterations() * static_cast<std::int64_t>(processes.size());
    state.SetItemsProcessed(pushed);
    state.counters["stolen"] = static_cast<double>(stolen.load()) / static_cast<double>(pushed);
}
BENCHMARK(pushAndPopWhileStolenFrom)->UseRealTime();

void pushAndPopInjected(benchmark::State& state)
{
    static InjectionQueue queue;
    ControlBlock process;
    ControlBlock* own = &process;
    for (auto _ : state) {
        queue.push(*own);
        // With several threads it may be another one's; while this one waits for it, others hold as many.
        while ((own = queue.pop()) == nullptr) {
        }
        benchmark::DoNotOptimize(own);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(pushAndPopInjected)->Threads(1)->Threads(2)->UseRealTime();

} // namespace

} // namespace factorama
