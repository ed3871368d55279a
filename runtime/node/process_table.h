// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace factorama {

/// All living processes, by pid. A look-up is two loads and a comparison: no lock, no reference count.
///
/// Protocol of a slot:
///  1. take() hands out a free slot, and with it the pid that its next process has.
///  2. publish() makes the process findable; from then on any thread may push signals to it.
///  3. withdraw(), by the worker that ends the process, makes it unfindable. Threads that found it before may
///  still
///     push: its queue is closed, and its memory lives until they are done (Epochs).
///  4. give() returns the slot with a new generation, so old pids never meet the slot's next process.
/// Free slots are used in the order in which they became free, so that a pid comes back as late as possible.
///
/// Threads: find() and forEach() need an epoch participant that is present; the rest any thread.
class ProcessTable {
public:
    static constexpr std::uint32_t LargestLimit = (1U << Pid::IndexBits) - 1;

    explicit ProcessTable(std::uint32_t limit);
    ~ProcessTable();
    ProcessTable(const ProcessTable&) = delete;
    ProcessTable& operator=(const ProcessTable&) = delete;

    /// The pid for a new process; `<0.0.0>` when the limit of living processes is reached.
    Pid take();
    void publish(ControlBlock& process);
    void withdraw(ControlBlock& process);
    void give(Pid pid);

    ControlBlock* find(Pid pid) const
    {
        Slot* segment = m_segments[pid.index() / SegmentSize].load(std::memory_order_acquire);
        if (segment == nullptr) {
            return nullptr;
        }
        ControlBlock* process = segment[pid.index() % SegmentSize].process.load(std::memory_order_acquire);
        return process != nullptr && process->pid == pid ? process : nullptr;
    }

    std::size_t count() const { return m_count.load(std::memory_order_relaxed); }
    std::uint32_t limit() const { return m_limit; }

    /// Every process that can be found, in the order of the slots.
    template<typename Visit>
    void forEach(Visit visit) const
    {
        const std::uint32_t end = m_used.load(std::memory_order_acquire);
        for (std::uint32_t index = 1; index < end; ++index) {
            const Slot* segment = m_segments[index / SegmentSize].load(std::memory_order_acquire);
            if (segment == nullptr) {
                return;
            }
            if (ControlBlock* process =
                    segment[index % SegmentSize].process.load(std::memory_order_acquire)) {
                visit(*process);
            }
        }
    }

private:
    static constexpr std::uint32_t SegmentSize = 16384;

    struct Slot {
        std::atomic<ControlBlock*> process = nullptr;
    };

    Slot& slotOf(std::uint32_t index);

    const std::uint32_t m_limit;
    std::array<std::atomic<Slot*>, (LargestLimit + 1) / SegmentSize> m_segments{};
    std::atomic<std::size_t> m_count = 0;
    std::atomic<std::uint32_t> m_used = 1; // slots ever used; slot 0 is no process'
    std::mutex m_mutex; // guards what follows
    std::deque<Pid> m_free; // with the generation that the next process has
};

} // namespace factorama
