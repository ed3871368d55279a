// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/dirty_workers.h"

#include "runtime/memory/pool.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace factorama {

DirtyWorkers::DirtyWorkers(int maximum) : m_maximum(maximum) {}

DirtyWorkers::~DirtyWorkers()
{
    stop();
}

void DirtyWorkers::stop()
{
    std::unique_lock lock(m_shared->mutex);
    if (m_shared->stopped) {
        return;
    }
    m_shared->stopped = true;
    m_shared->jobs.clear();
    for (const auto& cancelled : m_shared->running) {
        cancelled->store(true, std::memory_order_relaxed);
    }
    m_shared->changed.notify_all();
    // A job that looks at its cancellation ends soon; one inside a library call may take hours.
    constexpr std::chrono::milliseconds Patience(500);
    m_shared->changed.wait_for(lock, Patience, [this] { return m_shared->threads == 0; });
}

void DirtyWorkers::submit(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                          std::function<void()> done)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->jobs.push_back({std::move(job), std::move(cancelled), std::move(done)});
    // One that is idle may have been woken for an earlier job already, and not have taken it yet.
    if (static_cast<std::size_t>(m_shared->idle) >= m_shared->jobs.size()) {
        m_shared->changed.notify_all();
    } else if (m_shared->threads < m_maximum) {
        ++m_shared->threads;
        std::thread([shared = m_shared] { work(shared); }).detach();
    }
}

void DirtyWorkers::work(const std::shared_ptr<Shared>& shared)
{
    std::unique_lock lock(shared->mutex);
    while (!shared->stopped) {
        if (shared->jobs.empty()) {
            ++shared->idle;
            shared->changed.wait(lock, [&] { return shared->stopped || !shared->jobs.empty(); });
            --shared->idle;
            continue;
        }
        Job job = std::move(shared->jobs.front());
        shared->jobs.pop_front();
        shared->running.push_back(job.cancelled);
        lock.unlock();
        if (!job.cancelled->load(std::memory_order_relaxed)) {
            job.work(*job.cancelled);
        }
        job.work = nullptr; // frees what it owns outside the lock
        lock.lock();
        std::erase(shared->running, job.cancelled);
        if (!shared->stopped) {
            job.done(); // under the lock, so that it cannot come after the workers were stopped
        }
    }
    --shared->threads;
    shared->changed.notify_all();
    pool::flushThread();
}

int DirtyWorkers::busy() const
{
    const std::lock_guard lock(m_shared->mutex);
    return static_cast<int>(m_shared->running.size());
}

std::size_t DirtyWorkers::queued() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->jobs.size();
}

} // namespace factorama
