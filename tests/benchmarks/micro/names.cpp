// SPDX-License-Identifier: GPL-3.0-or-later
// Atoms and registered names.
#include "runtime/node/process_table.h"
#include "runtime/node/registry.h"
#include "runtime/process/control_block.h"
#include "runtime/term/atom.h"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace factorama {

namespace {

std::vector<std::string> texts(std::size_t count)
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < count; ++i) {
        texts.push_back("some_atom_" + std::to_string(i));
    }
    return texts;
}

/// One of 10,000 that are there.
void findAtom(benchmark::State& state)
{
    const std::vector<std::string> names = texts(10'000);
    for (const std::string& name : names) {
        Atom{name};
    }
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(Atom::existing(names[next]));
        next = next + 7 < names.size() ? next + 7 : next + 7 - names.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(findAtom)->Threads(1)->Threads(2)->UseRealTime();

void findMissingAtom(benchmark::State& state)
{
    for (auto _ : state) {
        benchmark::DoNotOptimize(Atom::existing("there is no such atom"));
    }
}
BENCHMARK(findMissingAtom);

void textOfAtom(benchmark::State& state)
{
    Atom atom("some_atom");
    for (auto _ : state) {
        benchmark::DoNotOptimize(atom);
        benchmark::DoNotOptimize(atom.text().data());
    }
}
BENCHMARK(textOfAtom);

struct RegisteredProcess {
    ProcessTable processes{1024};
    Registry registry;
    ControlBlock process{processes.take(nullptr)};

    RegisteredProcess() { processes.publish(process); }
    ~RegisteredProcess() { processes.withdraw(process, nullptr); }
};

void findRegistered(benchmark::State& state)
{
    RegisteredProcess registered;
    Atom name("some_name");
    registered.registry.add(name, registered.process.pid, registered.processes);
    for (auto _ : state) {
        benchmark::DoNotOptimize(name);
        benchmark::DoNotOptimize(registered.registry.find(name));
    }
}
BENCHMARK(findRegistered);

void registerAndUnregister(benchmark::State& state)
{
    RegisteredProcess registered;
    const Atom name("some_name");
    for (auto _ : state) {
        benchmark::DoNotOptimize(registered.registry.add(name, registered.process.pid, registered.processes));
        benchmark::DoNotOptimize(registered.registry.remove(name, registered.processes));
    }
}
BENCHMARK(registerAndUnregister);

} // namespace

} // namespace factorama
