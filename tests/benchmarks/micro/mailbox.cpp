// SPDX-License-Identifier: GPL-3.0-or-later
// A process' queue of signals, and its mailbox.
#include "runtime/process/mailbox.h"
#include "runtime/process/signal.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

namespace factorama {

namespace {

std::vector<Signal> makeSignals(std::size_t count)
{
    return std::vector<Signal>(count, Signal(Signal::Kind::Message));
}

void pushAndTakeSignal(benchmark::State& state)
{
    SignalQueue queue;
    Signal signal(Signal::Kind::Message);
    for (auto _ : state) {
        queue.push(&signal);
        benchmark::DoNotOptimize(queue.take().first);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(pushAndTakeSignal);

/// As pushAndTakeSignal, for a chain that the taker turns round.
void pushAndTakeSignals(benchmark::State& state)
{
    SignalQueue queue;
    std::vector<Signal> signals = makeSignals(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        for (Signal& signal : signals) {
            queue.push(&signal);
        }
        benchmark::DoNotOptimize(queue.take().first);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(pushAndTakeSignals)->Arg(16)->Arg(1024);

/// What it costs to find out that nothing has come.
void takeFromEmpty(benchmark::State& state)
{
    SignalQueue queue;
    for (auto _ : state) {
        benchmark::DoNotOptimize(queue.take().first);
    }
}
BENCHMARK(takeFromEmpty);

void becomeIdleAndWake(benchmark::State& state)
{
    SignalQueue queue;
    Signal signal(Signal::Kind::Message);
    for (auto _ : state) {
        benchmark::DoNotOptimize(queue.becomeIdle());
        benchmark::DoNotOptimize(queue.push(&signal));
        benchmark::DoNotOptimize(queue.take().first);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(becomeIdleAndWake);

/// All threads push to one queue; the first one takes, as a receiver that also sends to itself would.
void pushUnderContention(benchmark::State& state)
{
    static SignalQueue queue;
    constexpr std::size_t Batch = 64;
    for (auto _ : state) {
        // Signals of its own for each batch: those pushed before may still be in the chain.
        for (std::size_t i = 0; i < Batch; ++i) {
            queue.push(signals::makeMessage(std::int64_t{1}));
        }
        if (state.thread_index() == 0) {
            for (Signal* signal = queue.take().first; signal != nullptr;) {
                Signal* next = signal->next;
                signals::destroy(signal);
                signal = next;
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Batch));
    if (state.thread_index() == 0) {
        for (Signal* signal = queue.take().first;
             signal != nullptr;) { // what others pushed last is left for the next run
            Signal* next = signal->next;
            signals::destroy(signal);
            signal = next;
        }
    }
}
BENCHMARK(pushUnderContention)->Threads(1)->Threads(2)->Threads(4)->UseRealTime();

void appendAndTakeMessage(benchmark::State& state)
{
    Mailbox mailbox;
    Signal message(Signal::Kind::Message);
    for (auto _ : state) {
        mailbox.append(&message);
        benchmark::DoNotOptimize(&mailbox);
        benchmark::ClobberMemory(); // else the compiler sees that it is empty again
        mailbox.restartScan();
        benchmark::DoNotOptimize(mailbox.takeCurrent(mailbox.beforeCurrent()));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(appendAndTakeMessage);

/// A receive that goes over all messages, none of which matches; a message each.
void scanPastUnread(benchmark::State& state)
{
    Mailbox mailbox;
    std::vector<Signal> unread = makeSignals(static_cast<std::size_t>(state.range(0)));
    for (Signal& message : unread) {
        mailbox.append(&message);
    }
    for (auto _ : state) {
        mailbox.restartScan();
        while (!mailbox.isScanned()) {
            benchmark::DoNotOptimize(mailbox.beforeCurrent().next->payload);
            mailbox.skip();
        }
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(scanPastUnread)->Arg(1000)->Arg(100'000);

/// A call's receive: by the mark, past however many messages.
void receiveByMark(benchmark::State& state)
{
    Mailbox mailbox;
    std::vector<Signal> unread = makeSignals(static_cast<std::size_t>(state.range(0)));
    for (Signal& message : unread) {
        mailbox.append(&message);
    }
    Signal reply(Signal::Kind::Message);
    std::uint64_t number = 0;
    for (auto _ : state) {
        const auto reference = Reference::fromBits(++number);
        Mailbox::Mark mark = mailbox.markFor(reference);
        mailbox.append(&reply);
        benchmark::DoNotOptimize(&mailbox);
        benchmark::ClobberMemory();
        mailbox.restartScan(mark);
        Signal* const taken = mailbox.takeCurrent(mailbox.beforeCurrent());
        mailbox.correct(mark, *taken);
        benchmark::DoNotOptimize(taken);
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(receiveByMark)->Arg(0)->Arg(100'000);

} // namespace

} // namespace factorama
