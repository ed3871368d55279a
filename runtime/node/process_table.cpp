// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/process_table.h"

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

/// Slots rest before they are used again, as long as there are fresh ones.
constexpr std::size_t Resting = 1024;

} // namespace

ProcessTable::Cache::~Cache()
{
    if (m_table == nullptr) {
        return;
    }
    const std::lock_guard lock(m_table->m_mutex);
    moveTo(m_table->m_free);
    m_table->m_aliveElsewhere.fetch_add(m_alive.load(std::memory_order_relaxed), std::memory_order_relaxed);
    std::erase(m_table->m_caches, this);
}

void ProcessTable::Cache::moveTo(std::deque<Pid>& free)
{
    while (m_freeCount > 0) {
        free.push_back(m_free[--m_freeCount]);
    }
    for (std::size_t i = 0; i < m_givenCount; ++i) {
        free.push_back(m_given[i]);
    }
    m_givenCount = 0;
}

ProcessTable::ProcessTable(std::uint32_t limit) : m_limit(std::min(limit, LargestLimit)) {}

ProcessTable::~ProcessTable()
{
    for (auto& segment : m_segments) {
        delete[] segment.load(std::memory_order_relaxed);
    }
}

void ProcessTable::changeAlive(Cache* cache, int change)
{
    if (cache == nullptr) {
        m_aliveElsewhere.fetch_add(change, std::memory_order_relaxed);
    } else {
        cache->m_alive.store(cache->m_alive.load(std::memory_order_relaxed) + change,
                             std::memory_order_relaxed); // one writer
    }
}

void ProcessTable::join(Cache& cache)
{
    if (cache.m_table == nullptr) {
        cache.m_table = this;
        m_caches.push_back(&cache);
    }
}

std::int64_t ProcessTable::alive() const
{
    std::int64_t sum = m_aliveElsewhere.load(std::memory_order_relaxed);
    for (const Cache* cache : m_caches) {
        sum += cache->m_alive.load(std::memory_order_relaxed);
    }
    return sum;
}

std::size_t ProcessTable::count() const
{
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::max<std::int64_t>(alive(), 0));
}

Pid ProcessTable::takeOne()
{
    const std::uint32_t used = m_used.load(std::memory_order_relaxed);
    if (m_free.size() > (used <= m_limit ? Resting : 0)) {
        const Pid pid = m_free.front();
        m_free.pop_front();
        return pid;
    }
    if (used > LargestLimit) {
        return {};
    }
    std::atomic<Slot*>& segment = m_segments[used / SegmentSize];
    if (segment.load(std::memory_order_relaxed) == nullptr) {
        segment.store(new Slot[SegmentSize], std::memory_order_release);
    }
    m_used.store(used + 1, std::memory_order_release);
    return {used, 0};
}

Pid ProcessTable::take(Cache* cache)
{
    const bool scarce = m_used.load(std::memory_order_relaxed) > m_limit;
    if (cache != nullptr && cache->m_freeCount > 0 && !scarce) {
        changeAlive(cache, 1);
        return cache->m_free[--cache->m_freeCount];
    }
    const std::lock_guard lock(m_mutex);
    if (cache != nullptr) {
        join(*cache);
        if (m_used.load(std::memory_order_relaxed) + Cache::BatchSize <= m_limit) {
            // Reversed, so that they are taken in order.
            for (std::size_t i = Cache::BatchSize; i > 0; --i) {
                cache->m_free[i - 1] = takeOne();
            }
            cache->m_freeCount = Cache::BatchSize;
            changeAlive(cache, 1);
            return cache->m_free[--cache->m_freeCount];
        }
        cache->moveTo(m_free);
    }
    if (alive() >= m_limit) {
        return {};
    }
    const Pid pid = takeOne();
    if (pid) {
        changeAlive(cache, 1);
    }
    return pid;
}

ProcessTable::Slot& ProcessTable::slotOf(std::uint32_t index)
{
    return m_segments[index / SegmentSize].load(std::memory_order_acquire)[index % SegmentSize];
}

void ProcessTable::publish(ControlBlock& process)
{
    slotOf(process.pid.index()).process.store(&process, std::memory_order_release);
}

void ProcessTable::withdraw(ControlBlock& process, Cache* cache)
{
    slotOf(process.pid.index()).process.store(nullptr, std::memory_order_release);
    changeAlive(cache, -1);
}

void ProcessTable::give(Pid pid, Cache* cache)
{
    const Pid next(pid.index(), pid.serial() + 1);
    if (cache != nullptr && cache->m_table != nullptr && cache->m_givenCount < Cache::BatchSize) {
        cache->m_given[cache->m_givenCount++] = next;
        return;
    }
    const std::lock_guard lock(m_mutex);
    if (cache != nullptr) {
        if (cache->m_table == nullptr) {
            join(*cache);
            cache->m_given[cache->m_givenCount++] = next;
            return;
        }
        m_free.insert(m_free.end(), cache->m_given.begin(), cache->m_given.end());
        cache->m_givenCount = 0;
    }
    m_free.push_back(next);
}

} // namespace factorama
