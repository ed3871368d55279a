// SPDX-License-Identifier: GPL-3.0-or-later
// One workload on this runtime: workloads NAME SCHEDULERS SIZE. Prints how many nanoseconds it took, all of
// it; of one that measures something else, its values, a line each. Exit status 3: there is no workload of
// that name.
#include "tests/benchmarks/workloads/workload.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <memory>
#include <optional>
#include <string_view>

namespace factorama::benchmarks {

namespace {

constexpr int Failed = 1;
constexpr int WrongUsage = 2;
constexpr int NoSuchWorkload = 3;

using Values = std::vector<std::int64_t>;

/// Runs the workload, and tells the main thread what it measured.
Process run(Self self, std::string name, std::int64_t size, std::shared_ptr<std::promise<Values>> measured)
{
    const Workload workload = workloads().at(name);
    if (const Timed* timed = std::get_if<Timed>(&workload)) {
        const auto start = std::chrono::steady_clock::now();
        Subroutine<> working = (*timed)(self, size);
        co_await working;
        measured->set_value({(std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1)});
    } else {
        Subroutine<Values> working = std::get<Measured>(workload)(self, size);
        Values values = co_await working;
        measured->set_value(std::move(values));
    }
}

template<typename Number>
std::optional<Number> parsePositive(std::string_view text)
{
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = error == std::errc() && end == text.data() + text.size();
    return isNumber && number > 0 ? std::optional(number) : std::nullopt;
}

/// The exit status.
int measure(const std::string& name, int schedulers, std::int64_t size)
{
    Runtime::Options options;
    options.schedulers = schedulers;
    options.maximumProcesses = ProcessTable::LargestLimit;
    Runtime runtime(options);
    auto measured = std::make_shared<std::promise<Values>>();
    std::future<Values> values = measured->get_future();
    runtime.spawn<&run>(name, size, std::move(measured)); // alone has it, so that its end cannot pass unseen
    int status = 0;
    try {
        for (const std::int64_t value : values.get()) {
            fmt::print("{}\n", value);
        }
    } catch (const std::future_error&) {
        fmt::print(stderr, "workloads: {} has failed\n", name);
        status = Failed;
    }
    std::fflush(stdout);
    std::_Exit(status); // what taking the runtime down costs is not measured
}

} // namespace

std::map<std::string, Workload>& workloads()
{
    static std::map<std::string, Workload> all;
    return all;
}

void requireOutcome(Self self, std::int64_t expected, std::int64_t actual)
{
    if (actual != expected) {
        fmt::print(stderr, "workloads: {} came out, {} was to\n", actual, expected);
        self.exit(Atom("wrong_outcome"));
    }
}

} // namespace factorama::benchmarks

int main(int count, char** words)
{
    using namespace factorama::benchmarks;
    const auto schedulers = count == 4 ? parsePositive<int>(words[2]) : std::nullopt;
    const auto size = count == 4 ? parsePositive<std::int64_t>(words[3]) : std::nullopt;
    if (!schedulers || !size) {
        fmt::print(stderr, "usage: workloads NAME SCHEDULERS SIZE; the names are");
        for (const auto& [name, workload] : workloads()) {
            fmt::print(stderr, " {}", name);
        }
        fmt::print(stderr, "\n");
        return WrongUsage;
    }
    if (!workloads().contains(words[1])) {
        fmt::print(stderr, "workloads: there is no {}\n", words[1]);
        return NoSuchWorkload;
    }
    return measure(words[1], *schedulers, *size);
}
