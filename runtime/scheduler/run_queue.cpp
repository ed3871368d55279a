// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/run_queue.h"

#include "runtime/process/control_block.h"

#include <algorithm>

namespace factorama {

void InjectionQueue::push(ControlBlock& process)
{
    const std::lock_guard lock(m_mutex);
    m_processes.push_back(&process);
    publishSize();
}

ControlBlock* InjectionQueue::pop()
{
    if (m_size.load(std::memory_order_seq_cst) == 0) {
        return nullptr;
    }
    const std::lock_guard lock(m_mutex);
    return popLocked();
}

ControlBlock* InjectionQueue::popInto(RunQueue& queue, std::size_t share)
{
    if (m_size.load(std::memory_order_seq_cst) == 0) {
        return nullptr;
    }
    constexpr std::size_t LargestShare = RunQueue::Capacity / 4;
    const std::lock_guard lock(m_mutex);
    ControlBlock* const first = popLocked();
    for (std::size_t i = 1; i < std::min(share, LargestShare) && !m_processes.empty() && queue.hasRoom();
         ++i) {
        queue.append(*popLocked());
    }
    return first;
}

ControlBlock* InjectionQueue::popLocked()
{
    if (m_processes.empty()) {
        return nullptr;
    }
    ControlBlock* const process = m_processes.front();
    m_processes.pop_front();
    publishSize();
    return process;
}

bool RunQueue::pushIntoFull(ControlBlock& process, InjectionQueue& overflow)
{
    while (!hasRoom()) {
        const std::uint64_t head = m_head.load(std::memory_order_acquire);
        if (stealOf(head) != realOf(head)) {
            overflow.push(process); // a thief is about to make room: no use in moving half away as well
            return false;
        }
        if (moveHalf(realOf(head), m_tail.load(std::memory_order_relaxed), process, overflow)) {
            return false;
        }
    }
    append(process);
    return true;
}

bool RunQueue::moveHalf(std::uint32_t head, std::uint32_t tail, ControlBlock& process,
                        InjectionQueue& overflow)
{
    constexpr std::uint32_t Half = Capacity / 2;
    std::uint64_t expected = pack(head, head);
    if (tail - head != Capacity ||
        !m_head.compare_exchange_strong(expected, pack(head + Half, head + Half), std::memory_order_acq_rel,
                                        std::memory_order_relaxed)) {
        return false; // a thief was first: there is room now
    }
    const std::lock_guard lock(overflow.m_mutex);
    for (std::uint32_t i = 0; i < Half; ++i) {
        overflow.m_processes.push_back(m_ring[(head + i) & Mask].load(std::memory_order_relaxed));
    }
    overflow.m_processes.push_back(&process);
    overflow.publishSize();
    return true;
}

void RunQueue::prefetch() const
{
    constexpr std::uint32_t Far = 4;
    const std::uint32_t real = realOf(m_head.load(std::memory_order_relaxed));
    const std::uint32_t count = m_tail.load(std::memory_order_relaxed) - real;
    if (count > Far) {
        const ControlBlock* const far = m_ring[(real + Far) & Mask].load(std::memory_order_relaxed);
        // The control block, and the frame behind it.
        constexpr int CacheLine = 64;
        const char* const memory = reinterpret_cast<const char*>(far);
        __builtin_prefetch(memory);
        __builtin_prefetch(memory + CacheLine);
        __builtin_prefetch(memory + 2 * CacheLine);
    }
    if (count > 1) {
        // Its block has come meanwhile. Processes are not freed while they are in a queue, and a thief that
        // takes this one now cannot free it before this worker is quiescent.
        const ControlBlock* const near = m_ring[(real + 1) & Mask].load(std::memory_order_relaxed);
        __builtin_prefetch(near->inbox.newest());
    }
}

ControlBlock* RunQueue::stealInto(RunQueue& thief)
{
    const std::uint32_t thiefTail = thief.m_tail.load(std::memory_order_relaxed);
    const std::uint32_t count = claimAndCopy(thief, thiefTail);
    if (count == 0) {
        return nullptr;
    }
    // The last one copied is run at once and so never becomes visible in the thief's queue.
    ControlBlock* process = thief.m_ring[(thiefTail + count - 1) & Mask].load(std::memory_order_relaxed);
    thief.m_tail.store(thiefTail + count - 1, std::memory_order_release);
    return process;
}

std::uint32_t RunQueue::claimAndCopy(RunQueue& thief, std::uint32_t thiefTail)
{
    // Room in the thief's own ring, which a third worker may still be stealing from.
    const std::uint64_t thiefHead = thief.m_head.load(std::memory_order_acquire);
    if (thiefTail - stealOf(thiefHead) > Capacity / 2) {
        return 0;
    }
    std::uint64_t head = m_head.load(std::memory_order_acquire);
    std::uint32_t first = 0;
    std::uint32_t count = 0;
    std::uint64_t claimed = 0;
    do {
        first = realOf(head);
        if (stealOf(head) != first) {
            return 0;
        }
        count = m_tail.load(std::memory_order_acquire) - first;
        count -= count / 2;
        if (count == 0 || count > Capacity / 2) {
            return 0; // empty, or head and tail belong to different moments
        }
        claimed = pack(first, first + count);
    } while (
        !m_head.compare_exchange_weak(head, claimed, std::memory_order_acq_rel, std::memory_order_acquire));

    for (std::uint32_t i = 0; i < count; ++i) {
        thief.m_ring[(thiefTail + i) & Mask].store(m_ring[(first + i) & Mask].load(std::memory_order_relaxed),
                                                   std::memory_order_relaxed);
    }
    head = claimed;
    while (!m_head.compare_exchange_weak(head, pack(realOf(head), realOf(head)), std::memory_order_acq_rel,
                                         std::memory_order_acquire)) {
    }
    return count;
}

} // namespace factorama
