// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/dirty_workers.h"
#include "runtime/scheduler/parker.h"
#include "runtime/scheduler/run_queue.h"
#include "runtime/scheduler/scheduler.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

namespace factorama {

/// One worker thread a scheduler online; work stealing.
///
/// Where a worker looks for the next process: processes of priority max, then high; the slot of the one woken
/// last (at most three in a row from there, so that two processes talking to each other do not keep the
/// others waiting), its own run queue, the injection queue (and now and then that one first), other workers'
/// queues. Finding nothing it parks.
///
/// What is worth stealing: taking a process to another core costs some microseconds, in misses of its cache
/// and of those it talks to. So a queue is stolen from only if its owner says so (see watchLoad()): its
/// processes compute, or it has tried, and more is done together than alone (Sharing). What a worker shares,
/// thieves borrow: when it does not pay, or is to be measured again, they give back what is in their queues.
/// A few processes that only hand messages round stay on one core, and two schedulers are not slower than
/// one.
///
/// Waking up: work from outside or beyond what a queue can hold, and what may be stolen, wake a sleeping
/// worker, unless somebody is searching already; at most half of the workers search. A searcher that finds
/// work wakes the next one, so that load spreads as fast as it appears. The last searcher to give up looks at
/// all queues once more after it has said so, and whoever adds work looks for searchers after adding it: with
/// a full fence on both sides, one of them sees the other, and no work lies unseen while all sleep.
///
/// An owner that is stuck, in code that neither ticks nor returns, cannot say that it has a surplus. So while
/// any worker runs and others sleep, one of those watches: it sleeps a millisecond at a time, and steals from
/// whoever has not gone on since. When all sleep nobody watches. That somebody does is seen to by fences too:
/// who goes to sleep looks for who runs, and who begins to run looks for who watches.
class ThreadedScheduler final : public Scheduler {
public:
    static constexpr int MaximumWorkers = 256;

    /// Threads with this niceness, and those for dirty work that they start.
    ThreadedScheduler(Runtime& runtime, int count, int niceness);
    ~ThreadedScheduler() override;

    void ready(ControlBlock& process, WorkerContext* from, bool woken) override;
    std::int64_t now() const override;
    void runDirty(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                  std::function<void()> done) override;
    int online() const override { return m_online.load(std::memory_order_relaxed); }
    void setOnline(int count) override;
    int maximum() const override { return MaximumWorkers; }
    SchedulingStatistics statistics() const override;
    void setTracing(Tracing what) override;
    std::uint64_t readEvents(std::vector<Event>& events) override;
    void stop() override;

private:
    struct Worker;

    void startWorkers(int count);
    void run(Worker& worker);
    /// The worker looks at what has been set for it, even if it sleeps.
    static void callAttention(Worker& worker);
    /// What is to be done every few turns, and when a turn was long.
    void keepHouse(Worker& worker);
    ControlBlock* next(Worker& worker);
    /// Is it better if the process that was woken last does not run at once, but takes its turn behind the
    /// others? It is if many of those are about to send to it: then it finds all their
    /// messages, instead of running once for each. Who is woken again and again while others wait is such a
    /// process, unless no more messages had come when it was tried.
    static bool waitsForMore(Worker& worker);
    /// Where next() found nothing: looks everywhere else, and sleeps if there is nothing at all.
    ControlBlock* findMore(Worker& worker);
    ControlBlock* nextUrgent();
    /// Puts a process of low priority off while others wait, at most seven times.
    bool skips(Worker& worker, ControlBlock& process);
    /// Lets go for whom something has come from elsewhere while turns were long.
    void lookAtResting(Worker& worker);
    /// What has come from outside, or was too much for a run queue, gets its turn.
    void takeTurnOfInjected(Worker& worker);
    ControlBlock* takeInjected(Worker& worker);
    ControlBlock* steal(Worker& worker);
    ControlBlock* search(Worker& worker);
    void beginRunning(Worker& worker);
    void runProcess(Worker& worker, ControlBlock& process);
    void armDeferredTimers(Worker& worker) const;
    void fireDueTimers(Worker& worker);
    void park(Worker& worker);
    void stayOffline(Worker& worker);
    void enter(Worker& worker, SchedulerState state);
    void wakeSomebody();
    void watchLoad(Worker& worker);
    /// Lends, or takes back, what waits in the worker's queue.
    void share(Worker& worker, std::int64_t time, bool possible);
    /// Who shares what is in the queue: the worker, or who lent it; null if nobody does.
    static Worker* sharer(Worker& worker);
    static bool mayBeStolenFrom(Worker& worker);
    static void borrow(Worker& worker, Worker& from, Worker* lender);
    void takeBack(Worker& worker);
    void giveBack(Worker& worker);
    void takeReturned(Worker& worker);
    static void handOver(Worker& worker, InjectionQueue& to);
    bool anyoneElseRuns(const Worker& worker) const;
    // Of who watches, before and after its sleep.
    void seeSlices(Worker& worker) const;
    void findStuck(Worker& worker) const;
    bool startSearching(Worker& worker);
    bool anyWork() const;
    Worker* workerAt(int index) const
    {
        return m_workers[static_cast<std::size_t>(index)].load(std::memory_order_acquire);
    }

    Runtime& m_runtime;
    const int m_niceness;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    std::array<std::atomic<Worker*>, MaximumWorkers> m_workers{};
    std::atomic<int> m_started = 0;
    std::atomic<int> m_online = 0;
    std::atomic<bool> m_stopping = false;
    InjectionQueue m_injected;
    InjectionQueue m_maximal; // of priority max and high: few, so that one queue for all workers will do
    InjectionQueue m_high;
    alignas(64) std::atomic<int> m_searching = 0;
    std::atomic<int> m_sleeping = 0; // how many are on m_sleepers, read without the lock
    std::atomic<bool> m_watched = false; // one of the sleepers watches
    std::mutex m_sleepersMutex;
    std::vector<Worker*> m_sleepers; // the one that fell asleep last is woken first: its cache is the warmest
    std::mutex m_startMutex; // also guards:
    Tracing m_tracing = Tracing::Off;
    DirtyWorkers m_dirty;
};

} // namespace factorama
