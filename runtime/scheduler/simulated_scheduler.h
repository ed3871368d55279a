// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/scheduler.h"

#include <cstdint>
#include <random>
#include <vector>

namespace factorama {

/// Runs processes on the calling thread, one scheduling decision at a time. A seed decides which runnable
/// process is next and how long its turn is, and time is virtual: it jumps to the next timer when nothing is
/// runnable. The same seed gives the same run.
///
/// Threads: one thread uses the runtime and this.
class SimulatedScheduler final : public Scheduler {
public:
    SimulatedScheduler(Runtime& runtime, std::uint64_t seed);
    ~SimulatedScheduler() override;

    /// Makes one decision: runs one process for a turn, or lets the next timers fire. False if nothing is
    /// left to happen.
    bool step();
    /// Steps until nothing is left to happen, or `decisions` were made. Returns how many were made.
    std::size_t run(std::size_t decisions = SIZE_MAX);
    /// As run(), but not past this virtual time, in milliseconds.
    void runUntil(std::int64_t milliseconds);

    void ready(ControlBlock& process, WorkerContext* from, bool woken) override;
    std::int64_t now() const override { return m_now; }
    void runDirty(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                  std::function<void()> done) override;
    int online() const override { return m_online; }
    void setOnline(int count) override { m_online = count; }
    int maximum() const override { return 256; }
    SchedulingStatistics statistics() const override;
    void setTracing(Tracing what) override { m_worker.setTracing(what); }
    std::uint64_t readEvents(std::vector<Event>& events) override { return m_worker.readEvents(events); }
    void stop() override { m_ready.clear(); }

private:
    std::size_t choose();

    WorkerContext m_worker;
    std::mt19937_64 m_random;
    std::vector<ControlBlock*> m_ready;
    std::int64_t m_now = 0;
    int m_online = 1;
    std::uint64_t m_decisions = 0;
};

} // namespace factorama
