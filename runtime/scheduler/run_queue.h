// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>

namespace factorama {

struct ControlBlock;
class RunQueue;

/// Processes that no worker has yet: from threads outside, from run queues that overflow, and from workers
/// that go offline. First in, first out.
class InjectionQueue {
public:
    void push(ControlBlock& process);
    ControlBlock* pop();
    /// Moves a share of what is here to `queue`, which its owner calls this for, and returns one of them to
    /// be run at once; null if there is nothing.
    ControlBlock* popInto(RunQueue& queue, std::size_t share);
    std::size_t size() const { return m_size.load(std::memory_order_relaxed); }

private:
    friend class RunQueue;
    ControlBlock* popLocked();
    void publishSize() { m_size.store(m_processes.size(), std::memory_order_seq_cst); }

    std::mutex m_mutex;
    std::deque<ControlBlock*> m_processes;
    std::atomic<std::size_t> m_size = 0; // written under the mutex, read without
};

/// The run queue of one worker: a ring of fixed size, from which other workers steal half at a time.
///
/// `m_head` holds two positions: `real`, where the next process is, and `steal`, the start of what a thief is
/// copying out at the moment; they differ only during a steal. `m_tail` is written by the owner alone.
///
/// A steal:
///  1. The thief moves `real` past the half it takes, and leaves `steal`: that claims these entries. Another
///  thief
///     that sees the two differ goes away.
///  2. It copies the entries to its own queue. The owner does not write over them: it measures the free room
///  from
///     `steal`.
///  3. It moves `steal` up to `real`: the entries are free.
/// The owner pops by moving `real`, and `steal` with it unless a steal is under way, with a compare-and-swap:
/// the race of owner and thief for the last entry is decided there. (The scheme is that of Tokio's queue.)
class RunQueue {
public:
    static constexpr std::uint32_t Capacity = 4096;

    /// The owner. What does not fit goes, half the queue with it, to `overflow`; false then.
    bool push(ControlBlock& process, InjectionQueue& overflow)
    {
        if (!hasRoom()) [[unlikely]] {
            return pushIntoFull(process, overflow);
        }
        append(process);
        return true;
    }
    /// The owner.
    ControlBlock* pop()
    {
        std::uint64_t head = m_head.load(std::memory_order_acquire);
        for (;;) {
            const std::uint32_t real = realOf(head);
            if (real == m_tail.load(std::memory_order_relaxed)) {
                return nullptr;
            }
            const std::uint32_t next = real + 1;
            const std::uint32_t steal = stealOf(head) == real ? next : stealOf(head);
            if (m_head.compare_exchange_weak(head, pack(steal, next), std::memory_order_acq_rel,
                                             std::memory_order_acquire)) {
                return m_ring[real & Mask].load(std::memory_order_relaxed);
            }
        }
    }
    /// The owner: gets the memory of those that come next into the cache. With a million processes nearly all
    /// the time that a turn takes would go into waiting for it.
    void prefetch() const;
    /// Called by the owner of `thief`, which has to be empty: moves half of this queue there, and returns one
    /// of the stolen processes to be run at once; null if there was nothing, or another thief was first.
    ControlBlock* stealInto(RunQueue& thief);
    /// Any thread; an estimate.
    std::uint32_t size() const
    {
        const std::uint64_t head = m_head.load(std::memory_order_relaxed);
        const std::uint32_t tail = m_tail.load(std::memory_order_relaxed);
        const std::uint32_t count = tail - realOf(head);
        return count > Capacity ? 0 : count; // the two were read at different moments
    }

    /// The owner: does another process fit in?
    bool hasRoom() const
    {
        // Acquire: a thief that has moved `steal` has read the entries that are about to be written over.
        return m_tail.load(std::memory_order_relaxed) - stealOf(m_head.load(std::memory_order_acquire)) <
               Capacity;
    }

private:
    static constexpr std::uint32_t Mask = Capacity - 1;

    static std::uint32_t stealOf(std::uint64_t head) { return static_cast<std::uint32_t>(head >> 32); }
    static std::uint32_t realOf(std::uint64_t head) { return static_cast<std::uint32_t>(head); }
    static std::uint64_t pack(std::uint32_t steal, std::uint32_t real)
    {
        return (std::uint64_t{steal} << 32) | real;
    }

    friend class InjectionQueue;

    /// There is room.
    void append(ControlBlock& process)
    {
        const std::uint32_t tail = m_tail.load(std::memory_order_relaxed);
        m_ring[tail & Mask].store(&process, std::memory_order_relaxed);
        m_tail.store(tail + 1, std::memory_order_release);
    }
    bool pushIntoFull(ControlBlock& process, InjectionQueue& overflow);
    bool moveHalf(std::uint32_t head, std::uint32_t tail, ControlBlock& process, InjectionQueue& overflow);
    std::uint32_t claimAndCopy(RunQueue& thief, std::uint32_t thiefTail);

    alignas(64) std::atomic<std::uint64_t> m_head = 0;
    alignas(64) std::atomic<std::uint32_t> m_tail = 0;
    std::array<std::atomic<ControlBlock*>, Capacity> m_ring{};
};

} // namespace factorama
