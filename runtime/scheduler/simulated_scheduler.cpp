// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/simulated_scheduler.h"

#include "runtime/node/runtime.h"
#include "runtime/process/turn.h"

namespace factorama {

namespace {

constexpr std::int64_t NanosecondsPerTick = 1'000'000;

} // namespace

SimulatedScheduler::SimulatedScheduler(Runtime& runtime, std::uint64_t seed)
    : m_worker(runtime, 0, false),
      m_random(seed)
{
    m_worker.participant = &runtime.epochs().join();
    runtime.epochs().present(*m_worker.participant);
}

SimulatedScheduler::~SimulatedScheduler()
{
    m_worker.runtime.epochs().leave(*m_worker.participant);
}

bool SimulatedScheduler::step()
{
    const RunningScope scope(&m_worker, nullptr);
    Epochs& epochs = m_worker.runtime.epochs();
    epochs.quiescent(*m_worker.participant);
    m_worker.retired.collect(epochs);
    if (EventRing* const ring = m_worker.tracing()) {
        ring->setTime(m_now);
    }
    if (m_ready.empty()) {
        const std::uint64_t tick = m_worker.timers.nextTick();
        if (tick == TimerWheel::Never) {
            return false;
        }
        m_now = std::max(m_now, static_cast<std::int64_t>(tick) * NanosecondsPerTick);
        std::vector<Timer*> due;
        m_worker.timers.advance(tick, due);
        for (Timer* timer : due) {
            fireTimer(timer, m_worker);
        }
        return true;
    }
    ++m_decisions;
    const std::size_t choice = choose();
    ControlBlock* process = m_ready[choice];
    m_ready.erase(m_ready.begin() + static_cast<std::ptrdiff_t>(choice));
    // Short turns show more interleavings; now and then a full one shows what only happens late in a turn.
    const bool full = m_random() % 16 == 0;
    const auto reductions =
        full ? ControlBlock::ReductionsPerTurn : static_cast<std::int32_t>(1 + m_random() % 8);
    if (runTurn(*process, m_worker, reductions) == TurnEnd::Runnable) {
        m_ready.push_back(process);
    }
    if (m_worker.timers.hasDeferred()) {
        m_worker.timers.armDeferred(tickAfter(0));
    }
    return true;
}

std::size_t SimulatedScheduler::choose()
{
    // Any process of the highest priority that is runnable; low ones now and then among the normal ones.
    const auto rank = [](const ControlBlock* process) {
        return std::max(process->priority(), Priority::Normal);
    };
    Priority highest = Priority::Normal;
    for (const ControlBlock* process : m_ready) {
        highest = std::max(highest, rank(process));
    }
    std::size_t choice = m_random() % m_ready.size();
    while (rank(m_ready[choice]) != highest) {
        choice = (choice + 1) % m_ready.size();
    }
    return choice;
}

std::size_t SimulatedScheduler::run(std::size_t decisions)
{
    std::size_t made = 0;
    while (made < decisions && step()) {
        ++made;
    }
    return made;
}

void SimulatedScheduler::runUntil(std::int64_t milliseconds)
{
    const std::int64_t end = milliseconds * NanosecondsPerTick;
    while (!m_ready.empty() ||
           (m_worker.timers.nextTick() != TimerWheel::Never &&
            static_cast<std::int64_t>(m_worker.timers.nextTick()) * NanosecondsPerTick <= end)) {
        step();
    }
    m_now = std::max(m_now, end);
}

void SimulatedScheduler::ready(ControlBlock& process, WorkerContext*, bool)
{
    m_ready.push_back(&process);
}

void SimulatedScheduler::runDirty(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                                  std::function<void()> done)
{
    job(*cancelled);
    done();
}

SchedulingStatistics SimulatedScheduler::statistics() const
{
    SchedulerStatistics row;
    row.slices = m_decisions;
    row.runQueue = static_cast<std::uint32_t>(m_ready.size());
    return {{row}, m_online, 0, 0};
}

} // namespace factorama
