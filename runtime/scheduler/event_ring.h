// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/event.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"
#include "runtime/term/word.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace factorama {

/// What a term is about in one atom: itself, or the first element of a tuple; else none.
inline Atom tagOf(Word term)
{
    if (word::isKind(term, NodeKind::Tuple) && word::toNode(term)->count > 0) {
        term = word::toNode(term)->words()[0];
    }
    return word::tagOf(term) == word::AtomTag ? word::toAtom(term) : Atom();
}

/// The last events of one worker. The worker adds, one other thread at a time reads; nobody waits. What is
/// overwritten before it is read is lost, and counted.
///
/// Protocol:
///  1. add() writes the event's words into the place of the oldest one, then moves m_added on.
///  2. read() notes m_added, copies what is new, and looks at m_added again: of what it copied, those are
///     whole whose places cannot have been written to meanwhile. The fences make that sure: who has seen a
///     word of a later event sees an m_added that tells.
class EventRing {
public:
    static constexpr std::uint64_t Capacity = 8192;

    /// The worker.
    void add(Event::Kind kind, Pid process, Pid peer, Atom atom) noexcept
    {
        const std::uint64_t at = m_added.load(std::memory_order_relaxed);
        Place& place = m_places[at % Capacity];
        std::atomic_thread_fence(std::memory_order_release);
        place[0].store(process.bits(), std::memory_order_relaxed);
        place[1].store(peer.bits(), std::memory_order_relaxed);
        place[2].store((std::uint64_t{atom.index()} << 8) | static_cast<std::uint64_t>(kind),
                       std::memory_order_relaxed);
        place[3].store(m_now, std::memory_order_relaxed);
        m_added.store(at + 1, std::memory_order_release);
    }
    /// The worker: what time it is, for the events to come.
    void setTime(std::int64_t nanoseconds) noexcept { m_now = static_cast<std::uint64_t>(nanoseconds); }

    /// As add(); for the many places where messages are received.
    void addReceive(Pid process, Word message) noexcept;
    /// The reader: what has been added so far is not to be read.
    void skip() { m_read = m_added.load(std::memory_order_acquire); }
    /// Appends what has been added since the last call, oldest first. Returns how many were lost.
    std::uint64_t read(std::vector<Event>& events);

private:
    using Place = std::array<std::atomic<std::uint64_t>, 4>;

    alignas(64) std::atomic<std::uint64_t> m_added = 0;
    std::uint64_t m_now = 0;
    alignas(64) std::uint64_t m_read = 0; // the reader's
    alignas(64) std::array<Place, Capacity> m_places{};
};

} // namespace factorama
