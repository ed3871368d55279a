// SPDX-License-Identifier: GPL-3.0-or-later
// The pool of memory blocks.
#include "runtime/memory/pool.h"

#include <benchmark/benchmark.h>

#include <array>
#include <atomic>
#include <thread>

namespace factorama {

namespace {

void allocateAndRelease(benchmark::State& state)
{
    const auto bytes = static_cast<std::size_t>(state.range(0));
    for (auto _ : state) {
        void* block = pool::allocate(bytes);
        benchmark::DoNotOptimize(block);
        pool::release(block, bytes);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(allocateAndRelease)->Arg(48)->Arg(320)->Arg(1024)->Arg(4096);

/// So many that batches go to the other threads and come back.
void allocateAndReleaseMany(benchmark::State& state)
{
    constexpr std::size_t Bytes = 64;
    std::vector<void*> blocks(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        for (void*& block : blocks) {
            block = pool::allocate(Bytes);
        }
        benchmark::DoNotOptimize(blocks.data());
        for (void* block : blocks) {
            pool::release(block, Bytes);
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(allocateAndReleaseMany)->Arg(100)->Arg(10'000)->Arg(1'000'000);

/// One thread allocates, another releases: what a sender and a receiver do. The blocks pass through a ring.
void releaseInAnotherThread(benchmark::State& state)
{
    constexpr std::size_t Bytes = 64;
    constexpr std::size_t Slots = 1024;
    constexpr std::uint64_t Stop = ~std::uint64_t{0};
    static std::array<void*, Slots> ring;
    alignas(64) std::atomic<std::uint64_t> written = 0;
    alignas(64) std::atomic<std::uint64_t> freed = 0;
    std::thread receiver([&] {
        std::uint64_t done = 0;
        for (;;) {
            const std::uint64_t end = written.load(std::memory_order_acquire);
            if (end == Stop) {
                break;
            }
            if (end == done) {
                std::this_thread::yield();
            }
            for (; done < end; ++done) {
                pool::release(ring[done % Slots], Bytes);
            }
            freed.store(done, std::memory_order_release);
        }
        pool::flushThread();
    });
    std::uint64_t sent = 0;
    for (auto _ : state) {
        while (sent - freed.load(std::memory_order_acquire) >= Slots) {
            std::this_thread::yield();
        }
        ring[sent % Slots] = pool::allocate(Bytes);
        benchmark::DoNotOptimize(ring[sent % Slots]);
        written.store(++sent, std::memory_order_release);
    }
    while (freed.load(std::memory_order_acquire) != sent) {
        std::this_thread::yield();
    }
    written = Stop;
    receiver.join();
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(releaseInAnotherThread)->UseRealTime();

} // namespace

} // namespace factorama
