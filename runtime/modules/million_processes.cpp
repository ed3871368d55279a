// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace factorama::modules::million_processes {

namespace {

const Atom go("go");
const Atom here("here");
const Atom measure("measure");
const Atom processesAtom("processes");
const Atom threadsAtom("threads");
const Atom nanosecondsAtom("nanoseconds");
const Atom bytesAtom("bytes");

/// Of the program, in main memory.
std::int64_t residentBytes()
{
    std::int64_t total = 0;
    std::int64_t resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return resident * sysconf(_SC_PAGESIZE);
}

struct Cost {
    std::int64_t nanoseconds = 0;
    std::int64_t bytes = 0;
};

/// What each of so many threads costs that wait at the same time.
Cost costOfThreads(std::int64_t count)
{
    std::mutex mutex;
    std::condition_variable changed;
    bool over = false;
    std::vector<std::thread> threads;
    const std::int64_t before = residentBytes();
    const auto start = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < count; ++i) {
        threads.emplace_back([&] {
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return over; });
        });
    }
    const std::chrono::nanoseconds took = std::chrono::steady_clock::now() - start;
    const std::int64_t bytes = residentBytes() - before;
    {
        const std::lock_guard lock(mutex);
        over = true;
    }
    changed.notify_all();
    for (std::thread& thread : threads) {
        thread.join();
    }
    return {took.count() / count, bytes / count};
}

Term described(Atom what, std::int64_t count, const Cost& cost)
{
    return tuple(what, count, tuple(nanosecondsAtom, cost.nanoseconds), tuple(bytesAtom, cost.bytes));
}

} // namespace

/// One of the many: waits, says that it is there, and waits to be killed with its parent.
Process one(Self self, Pid parent)
{
    const Message message = co_await self.receive(go);
    self.send(parent, here);
    const Message never = co_await self.receive(measure);
}

/// Has so many processes alive at once, and compares them with threads.
Process crowd(Self self, std::vector<Term> arguments)
{
    const std::int64_t count = arguments[0].integer();
    std::vector<Pid> pids;
    pids.reserve(static_cast<std::size_t>(count));
    const std::int64_t before = residentBytes();
    const std::int64_t start = self.monotonicTime();
    for (std::int64_t i = 0; i < count; ++i) {
        pids.push_back(self.spawnLink<&one>(self.pid())); // at the limit of processes: error:system_limit
        co_await self.tick(10);
    }
    const std::int64_t took = self.monotonicTime() - start;
    const Cost cost{took / count, (residentBytes() - before) / count};
    for (const Pid pid : pids) {
        self.send(pid, go);
        co_await self.tick();
    }
    for (std::int64_t i = 0; i < count; ++i) {
        const Message message = co_await self.receive(here);
    }
    const auto threads = std::make_shared<Cost>();
    const std::int64_t threadCount = arguments[1].integer();
    auto job = [=](const std::atomic<bool>&) { *threads = costOfThreads(threadCount); };
    if (threadCount > 0) {
        auto measuring = self.runDirty(job);
        co_await measuring;
    }
    const Term result =
        tuple(described(processesAtom, count, cost), described(threadsAtom, threadCount, *threads));
    self.runtime().log(Notice::Kind::Information, self.pid(),
                       "Alive at once, with the cost of each: " + result.toString());
    const auto asked = tuple(measure, anyPid);
    for (;;) {
        const Message message = co_await self.receive(asked);
        self.send(message[1].pid(), result);
    }
}

const Registration registration{{
    .name = "million_processes",
    .summary =
        "Has a million processes alive at once, each of which answers a message, and says what one costs.",
    .topic = Module::Topic::Limits,
    .parameters = {Parameter::integer("count", "processes", "1000000", 1, 100'000'000),
                   Parameter::integer("threads", "threads of the operating system to compare with", "1000", 0,
                                      10'000)},
    .messages = {{"{measure, Self}",
                  "{{processes, N, {nanoseconds, T}, {bytes, B}}, {threads, ...}}, of each"}},
    .start = &startModule<&crowd>,
    .documentation = "They are linked to the one that spawned them, so killing that ends all. Bytes are "
                     "those of main memory; a thread reserves eight megabytes of addresses besides. More "
                     "than the node's limit of processes ends it with system_limit.",
}};

} // namespace factorama::modules::million_processes
