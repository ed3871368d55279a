// SPDX-License-Identifier: GPL-3.0-or-later
// What the runtime costs while it has nothing to do: idle PROCESSES SCHEDULERS SECONDS. Prints the context
// switches of all its threads (how often one was woken, or taken off its core) and the processor time, each a
// second. Both should be 0.
#include "runtime/node/runtime.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <unistd.h>

using namespace factorama;

namespace idle {

/// Waits for what never comes; every hundredth has had a timer, and every hundredth has been woken.
Process waiter(Self self, std::int64_t number)
{
    if (number % 100 == 0) {
        co_await self.sleep(1);
    }
    const Message message = co_await self.receive(atoms::stop);
}

struct Switches {
    std::uint64_t voluntary = 0;
    std::uint64_t involuntary = 0;
};

/// Of all threads but this one.
Switches contextSwitches()
{
    Switches sum;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
        if (entry.path().filename() == std::to_string(gettid())) {
            continue;
        }
        std::ifstream status(entry.path() / "status");
        for (std::string word; status >> word;) {
            std::uint64_t count = 0;
            if (word == "voluntary_ctxt_switches:" && status >> count) {
                sum.voluntary += count;
            } else if (word == "nonvoluntary_ctxt_switches:" && status >> count) {
                sum.involuntary += count;
            }
        }
    }
    return sum;
}

double processorSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

void measure(int seconds)
{
    std::this_thread::sleep_for(std::chrono::seconds(1)); // until everything is at rest
    const Switches before = contextSwitches();
    const double processorBefore = processorSeconds();
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    const double processor = processorSeconds() - processorBefore;
    const Switches after = contextSwitches();
    fmt::print("{:.1f} voluntary and {:.1f} other context switches, {:.4f} % of a core\n",
               static_cast<double>(after.voluntary - before.voluntary) / seconds,
               static_cast<double>(after.involuntary - before.involuntary) / seconds,
               100 * processor / seconds);
}

} // namespace idle

int main(int count, char** words)
{
    if (count != 4 || std::atoi(words[3]) < 1) {
        fmt::print(stderr, "usage: idle PROCESSES SCHEDULERS SECONDS\n");
        return 2;
    }
    Runtime::Options options;
    options.schedulers = std::atoi(words[2]);
    options.maximumProcesses = 20'000'000;
    Runtime runtime(options);
    for (std::int64_t i = 0; i < std::atoll(words[1]); ++i) {
        const Pid pid = runtime.spawn<&idle::waiter>(i);
        if (i % 100 == 50) {
            runtime.send(pid, atoms::ok);
        }
    }
    idle::measure(std::atoi(words[3]));
    std::fflush(stdout);
    std::_Exit(0); // the end is not measured
}
