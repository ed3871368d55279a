// SPDX-License-Identifier: GPL-3.0-or-later
// What of its load a worker lends to others, and how it gets it back.
#include "runtime/scheduler/threaded_scheduler.h"
#include "runtime/scheduler/worker.h"

#include <algorithm>

namespace factorama {

namespace {

/// A turn from which on it pays to take a process to another core, in nanoseconds.
constexpr std::int64_t LongTurn = 3'000;
/// What there is to do for each message, in nanoseconds, from which on it pays likewise. Processes that do
/// little more than send and receive are better off near each other.
constexpr std::int64_t LongForMessage = 250;
/// So often in a row that is to be seen: it looks the same when the system takes the core away for a moment.
constexpr int ComputingLooks = 3;

} // namespace

ThreadedScheduler::Worker* ThreadedScheduler::sharer(Worker& worker)
{
    if (worker.shares.load(std::memory_order_relaxed)) {
        return &worker;
    }
    Worker* const lender = worker.lender.load(std::memory_order_relaxed);
    return lender != nullptr && lender->shares.load(std::memory_order_relaxed) ? lender : nullptr;
}

bool ThreadedScheduler::mayBeStolenFrom(Worker& worker)
{
    return worker.hasSurplus.load(std::memory_order_relaxed) || sharer(worker) != nullptr;
}

void ThreadedScheduler::watchLoad(Worker& worker)
{
    WorkerLoad& load = worker.load;
    const auto messages = static_cast<std::int64_t>(worker.sent + worker.received - load.messages);
    const std::uint32_t turns = worker.turns - load.turns;
    load.reductions = worker.reductions;
    load.messages = worker.sent + worker.received;
    load.turns = worker.turns;
    const bool othersIdle =
        m_sleeping.load(std::memory_order_relaxed) + m_searching.load(std::memory_order_relaxed) > 0;
    if (worker.lender.load(std::memory_order_relaxed) != nullptr) {
        worker.borrowed.store(worker.work() - worker.before);
    }
    if (worker.wasRobbed.load(std::memory_order_relaxed) && !worker.sharing.isShared()) {
        worker.wasRobbed.store(false, std::memory_order_relaxed);
        takeBack(worker); // it goes on: the system had only taken the core away
    }
    const bool couldSpread = worker.queue.size() > 0 && othersIdle;
    if (!couldSpread) {
        load.time = 0;
        load.computing = 0;
        worker.hasSurplus.store(false, std::memory_order_relaxed);
        if (!worker.sharing.isShared()) {
            return;
        }
    }
    const std::int64_t time = now();
    if (couldSpread) {
        const std::int64_t elapsed = load.time == 0 ? 0 : time - load.time;
        const bool computes = elapsed > std::max(LongTurn * turns, LongForMessage * messages);
        load.computing = computes ? load.computing + 1 : 0;
        load.time = time;
        worker.hasSurplus.store(load.computing >= ComputingLooks, std::memory_order_relaxed);
    }
    const Worker* const shared = sharer(worker);
    if (shared == nullptr || shared == &worker) {
        share(worker, time, couldSpread && load.computing == 0);
    }
    if (couldSpread && mayBeStolenFrom(worker)) {
        wakeSomebody();
    }
}

void ThreadedScheduler::share(Worker& worker, std::int64_t time, bool possible)
{
    const int count = m_started.load(std::memory_order_acquire);
    Sharing::Work work = worker.work();
    int workers = 1;
    for (int i = 0; worker.sharing.isShared() && i < count; ++i) {
        const Worker& other = *workerAt(i);
        if (other.lender.load(std::memory_order_acquire) == &worker) {
            work += other.borrowed.load();
            ++workers;
        }
    }
    const Sharing::Advice advice = worker.sharing.look(time, work, workers, possible);
    worker.shares.store(advice == Sharing::Advice::Lend, std::memory_order_relaxed);
    if (advice == Sharing::Advice::TakeBack) {
        takeBack(worker);
    }
}

void ThreadedScheduler::takeBack(Worker& worker)
{
    std::atomic_thread_fence(std::memory_order_seq_cst); // see borrow()
    for (int i = 0; i < m_started.load(std::memory_order_acquire); ++i) {
        Worker& other = *workerAt(i);
        if (other.lender.load(std::memory_order_relaxed) == &worker) {
            other.isToGiveBack.store(true, std::memory_order_relaxed);
            other.attention.store(true, std::memory_order_release);
        }
    }
}

void ThreadedScheduler::borrow(Worker& worker, Worker& from, Worker* lender)
{
    const bool isRobbery = lender == nullptr && from.index == worker.stuck;
    if (isRobbery) {
        lender = &from;
        from.wasRobbed.store(true, std::memory_order_relaxed);
    }
    if (lender == &worker) {
        lender = nullptr; // its own
    }
    if (worker.lender.load(std::memory_order_relaxed) != lender) {
        worker.before = worker.work();
        worker.borrowed.store({});
        worker.lender.store(lender, std::memory_order_release);
    }
    // Either the lender that takes back sees who has borrowed, or the borrower that it takes back.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (lender != nullptr && !isRobbery && !lender->shares.load(std::memory_order_relaxed)) {
        worker.isToGiveBack.store(true, std::memory_order_relaxed);
        worker.attention.store(true, std::memory_order_release);
    }
}

void ThreadedScheduler::giveBack(Worker& worker)
{
    worker.isToGiveBack.store(false, std::memory_order_relaxed);
    Worker* const lender = worker.lender.exchange(nullptr, std::memory_order_relaxed);
    if (lender != nullptr) {
        handOver(worker, lender->returned);
        lender->parker.unpark();
    }
}

void ThreadedScheduler::handOver(Worker& worker, InjectionQueue& to)
{
    worker.letAllGo();
    if (worker.woken != nullptr) {
        to.push(*std::exchange(worker.woken, nullptr));
    }
    while (ControlBlock* process = worker.queue.pop()) {
        to.push(*process);
    }
}

void ThreadedScheduler::takeReturned(Worker& worker)
{
    while (worker.returned.size() > 0) {
        if (ControlBlock* process = worker.returned.pop()) {
            worker.queue.push(*process, m_injected);
        }
    }
}

} // namespace factorama
