// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/process_table.h"

#include <algorithm>

namespace factorama {

ProcessTable::ProcessTable(std::uint32_t limit) : m_limit(std::min(limit, LargestLimit)) {}

ProcessTable::~ProcessTable()
{
    for (auto& segment : m_segments) {
        delete[] segment.load(std::memory_order_relaxed);
    }
}

Pid ProcessTable::take()
{
    const std::lock_guard lock(m_mutex);
    // A few slots rest before they are used again, as long as there are fresh ones.
    constexpr std::size_t Resting = 1024;
    const std::uint32_t used = m_used.load(std::memory_order_relaxed);
    const bool fresh = used <= m_limit;
    if (m_free.size() > (fresh ? Resting : 0)) {
        const Pid pid = m_free.front();
        m_free.pop_front();
        return pid;
    }
    if (!fresh) {
        return {};
    }
    std::atomic<Slot*>& segment = m_segments[used / SegmentSize];
    if (segment.load(std::memory_order_relaxed) == nullptr) {
        segment.store(new Slot[SegmentSize], std::memory_order_release);
    }
    m_used.store(used + 1, std::memory_order_release);
    return {used, 0};
}

ProcessTable::Slot& ProcessTable::slotOf(std::uint32_t index)
{
    return m_segments[index / SegmentSize].load(std::memory_order_acquire)[index % SegmentSize];
}

void ProcessTable::publish(ControlBlock& process)
{
    m_count.fetch_add(1, std::memory_order_relaxed);
    slotOf(process.pid.index()).process.store(&process, std::memory_order_release);
}

void ProcessTable::withdraw(ControlBlock& process)
{
    slotOf(process.pid.index()).process.store(nullptr, std::memory_order_release);
    m_count.fetch_sub(1, std::memory_order_relaxed);
}

void ProcessTable::give(Pid pid)
{
    const std::lock_guard lock(m_mutex);
    m_free.emplace_back(pid.index(), pid.serial() + 1);
}

} // namespace factorama
