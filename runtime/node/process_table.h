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
///     still push: its queue is closed, and its memory lives until they are done (Epochs).
///  4. give() returns the slot with a new generation, so old pids never meet the slot's next process.
/// Free slots are used roughly in the order in which they became free, so that a pid comes back as late as
/// possible.
///
/// Workers take and give slots by the batch, through a Cache of their own, and count their processes there:
/// the lock is taken once a batch. That would hide free slots from the others when they become scarce, so
/// from the moment when as many slots are in use as there may be processes, every take() goes through the
/// lock and counts the living; there are more slots than that, for those that lie hidden.
///
/// Threads: find() and forEach() need an epoch participant that is present; the rest any thread. A cache is
/// its worker's.
class ProcessTable {
public:
    static constexpr std::uint32_t LargestLimit = (1U << Pid::IndexBits) - 1;

    /// What one worker has of the table. Outlived by it.
    class Cache {
    public:
        Cache() = default;
        ~Cache();
        Cache(const Cache&) = delete;
        Cache& operator=(const Cache&) = delete;

    private:
        friend class ProcessTable;
        static constexpr std::size_t BatchSize = 64;

        /// Puts both batches at the end.
        void moveTo(std::deque<Pid>& free);

        ProcessTable* m_table = nullptr; // from its first use on
        std::array<Pid, BatchSize> m_free; // to be taken, the next one last
        std::size_t m_freeCount = 0;
        std::array<Pid, BatchSize> m_given;
        std::size_t m_givenCount = 0;
        std::atomic<std::int64_t> m_alive = 0; // taken here less ended here
    };

    explicit ProcessTable(std::uint32_t limit);
    ~ProcessTable();
    ProcessTable(const ProcessTable&) = delete;
    ProcessTable& operator=(const ProcessTable&) = delete;

    /// The pid for a new process; `<0.0.0>` when the limit of living processes is reached. `cache` is the
    /// calling worker's here and below, null on other threads.
    Pid take(Cache* cache);
    void publish(ControlBlock& process);
    void withdraw(ControlBlock& process, Cache* cache);
    void give(Pid pid, Cache* cache);

    ControlBlock* find(Pid pid) const
    {
        Slot* segment = m_segments[pid.index() / SegmentSize].load(std::memory_order_acquire);
        if (segment == nullptr) {
            return nullptr;
        }
        ControlBlock* process = segment[pid.index() % SegmentSize].process.load(std::memory_order_acquire);
        return process != nullptr && process->pid == pid ? process : nullptr;
    }

    /// How many are alive.
    std::size_t count() const;
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
    void changeAlive(Cache* cache, int change);
    // The caller holds the lock:
    Pid takeOne();
    void join(Cache& cache);
    std::int64_t alive() const;

    const std::uint32_t m_limit;
    std::array<std::atomic<Slot*>, (LargestLimit + 1) / SegmentSize> m_segments{};
    std::atomic<std::uint32_t> m_used = 1; // slots ever used; slot 0 is no process'
    std::atomic<std::int64_t> m_aliveElsewhere = 0; // of what threads without a cache took or ended
    mutable std::mutex m_mutex; // guards what follows
    std::deque<Pid> m_free; // with the generation that the next process has
    std::vector<Cache*> m_caches;
};

} // namespace factorama
