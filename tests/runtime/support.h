// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/node/runtime.h"
#include "runtime/scheduler/simulated_scheduler.h"
#endif

#include <QString>
#include <QStringList>
#include <QtTest>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

/// What the tests of the runtime share: waiting for a condition, and collecting what processes observe.
namespace factorama::testing {

/// Waits until the condition holds; false if it does not within the (generous) limit.
template<typename Condition>
bool eventually(Condition condition, std::chrono::seconds limit = std::chrono::seconds(100))
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    return true;
}

/// Lines that processes write, in the order in which they wrote them. Any thread.
class Recorder {
public:
    void add(const std::string& line)
    {
        const std::lock_guard lock(m_mutex);
        m_lines.push_back(QString::fromStdString(line));
    }
    void add(const Term& term) { add(term.toString()); }
    void add(const char* line) { add(std::string(line)); }
    QStringList lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }
    qsizetype count() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines.size();
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_lines;
};

using Record = std::shared_ptr<Recorder>;

/// Counts its own instances: one in each frame shows whether frames are left over.
class Counted {
public:
    Counted() noexcept { s_alive.fetch_add(1, std::memory_order_relaxed); }
    Counted(const Counted&) noexcept : Counted() {}
    Counted& operator=(const Counted&) = default;
    ~Counted() { s_alive.fetch_sub(1, std::memory_order_relaxed); }
    static int alive() { return s_alive.load(); }

private:
    inline static std::atomic<int> s_alive = 0;
};

/// From an environment variable, such as FACTORAMA_SEEDS: how long a test is to be.
inline std::uint64_t numberFromEnvironment(const char* name, std::uint64_t otherwise)
{
    const char* text = std::getenv(name);
    return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

inline Runtime::Options simulated(std::uint64_t seed)
{
    Runtime::Options options;
    options.simulationSeed = seed;
    return options;
}

inline Runtime::Options threaded(int schedulers)
{
    Runtime::Options options;
    options.schedulers = schedulers;
    return options;
}

/// Waits until no process is left.
inline bool allEnded(const Runtime& runtime)
{
    return eventually([&] { return runtime.processes().count() == 0; });
}

/// The reductions of all others if each of them waits; nothing if one of them runs, or is about to.
inline std::optional<std::uint64_t> reductionsIfOthersWait(Self self)
{
    const ProcessTable& table = self.runtime().processes();
    std::size_t waiting = 0;
    std::uint64_t reductions = 0;
    table.forEach([&](const ControlBlock& process) {
        const ProcessStatus status = process.status.load();
        const bool runs = status == ProcessStatus::Running || status == ProcessStatus::Runnable;
        waiting += !runs && !process.inbox.hasSignals() ? 1 : 0;
        reductions += process.reductions();
    });
    return waiting + 1 == table.count() ? std::optional(reductions) : std::nullopt;
}

/// Until every other process waits, and nothing is on its way but what timers bring. On a machine that stalls
/// no length of time tells that.
inline Subroutine<> settled(Self self)
{
    std::optional<std::uint64_t> before;
    std::optional<std::uint64_t> after;
    do {
        co_await self.sleep(1);
        before = reductionsIfOthersWait(self);
        after = reductionsIfOthersWait(self);
    } while (!before || before != after);
}

/// What `body(Self, Record)` wrote when nothing was left to happen, simulated. A last line tells if processes
/// are left.
template<auto body>
QStringList linesSimulated(std::uint64_t seed)
{
    const auto record = std::make_shared<Recorder>();
    Runtime runtime(simulated(seed));
    runtime.spawn<body>(record);
    constexpr std::size_t Endless = 1'000'000;
    if (runtime.simulation()->run(Endless) == Endless) {
        record->add("it does not come to an end");
    }
    if (runtime.processes().count() != 0) {
        record->add(std::to_string(runtime.processes().count()) + " processes are left over");
    }
    return record->lines();
}

/// The same on threads.
template<auto body>
QStringList linesThreaded(int schedulers)
{
    const auto record = std::make_shared<Recorder>();
    Runtime runtime(threaded(schedulers));
    runtime.spawn<body>(record);
    if (!allEnded(runtime)) {
        record->add(std::to_string(runtime.processes().count()) + " processes are left over");
    }
    return record->lines();
}

inline QString joined(const QStringList& lines)
{
    return lines.join(QStringLiteral(" | "));
}

/// Runs a body simulated with many seeds; for bodies whose result depends on how time passes.
template<auto body>
QString simulatedResultOf(const QString& expected, std::uint64_t seeds = 40)
{
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        if (const QString lines = joined(linesSimulated<body>(seed)); lines != expected) {
            return QStringLiteral("%1 (seed %2)").arg(lines).arg(seed);
        }
    }
    return expected;
}

/// Runs a body simulated with many seeds and on threads; returns the first result that is not `expected`.
template<auto body>
QString resultOf(const QString& expected, std::uint64_t seeds = 40)
{
    if (const QString result = simulatedResultOf<body>(expected, seeds); result != expected) {
        return result;
    }
    for (const int schedulers : {1, 2, 3}) {
        if (const QString lines = joined(linesThreaded<body>(schedulers)); lines != expected) {
            return QStringLiteral("%1 (%2 schedulers)").arg(lines).arg(schedulers);
        }
    }
    return expected;
}

} // namespace factorama::testing

/// The body writes these lines, joined by " | ", whatever runs it.
#define COMPARE_LINES(body, expected)                                                                        \
    QCOMPARE(factorama::testing::resultOf<(body)>(QStringLiteral(expected)), QStringLiteral(expected))

/// The same, simulated only.
#define COMPARE_SIMULATED_LINES(body, expected)                                                              \
    QCOMPARE(factorama::testing::simulatedResultOf<body>(QStringLiteral(expected)), QStringLiteral(expected))
