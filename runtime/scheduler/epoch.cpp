// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/epoch.h"

#include <thread>

namespace factorama {

Epochs::Participant& Epochs::join() noexcept
{
    for (;;) {
        for (std::size_t i = 0; i < MaximumParticipants; ++i) {
            Participant& participant = m_participants[i];
            if (!participant.taken.load(std::memory_order_relaxed) &&
                !participant.taken.exchange(true, std::memory_order_acquire)) {
                std::size_t ever = m_everTaken.load(std::memory_order_relaxed);
                while (ever <= i &&
                       !m_everTaken.compare_exchange_weak(ever, i + 1, std::memory_order_seq_cst)) {
                }
                return participant;
            }
        }
        std::this_thread::yield();
    }
}

void Epochs::tryAdvance() noexcept
{
    // What this thread unlinked is seen by whoever becomes present after the look at its participant.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    std::uint64_t global = m_global.load(std::memory_order_seq_cst);
    // One that is taken for the first time meanwhile becomes present after this look.
    const std::size_t ever = m_everTaken.load(std::memory_order_seq_cst);
    for (std::size_t i = 0; i < ever; ++i) {
        const Participant& participant = m_participants[i];
        // Acquire pairs with quiescent(): what the participant did before is over before anything is freed.
        const std::uint64_t seen = participant.epoch.load(std::memory_order_acquire);
        if (seen != Participant::Away && seen != global) {
            return;
        }
    }
    // A participant that becomes present after it was looked at reads the epoch no older than the one moved
    // from.
    m_global.compare_exchange_strong(global, global + 1, std::memory_order_seq_cst);
}

void RetiredList::collect(Epochs& epochs) noexcept
{
    epochs.tryAdvance();
    const std::uint64_t global = epochs.current();
    std::size_t count = 0;
    while (count < m_retired.size() && m_retired[count].epoch + 2 <= global) {
        m_retired[count].free(m_retired[count].object);
        ++count;
    }
    m_retired.erase(m_retired.begin(), m_retired.begin() + static_cast<std::ptrdiff_t>(count));
}

void RetiredList::freeAll() noexcept
{
    for (const Retired& retired : m_retired) {
        retired.free(retired.object);
    }
    m_retired.clear();
}

} // namespace factorama
