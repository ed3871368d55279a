// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/event_ring.h"

#include <algorithm>

namespace factorama {

void EventRing::addReceive(Pid process, Word message) noexcept
{
    add(Event::Kind::Receive, process, Pid(), tagOf(message));
}

std::uint64_t EventRing::read(std::vector<Event>& events)
{
    const std::uint64_t end = m_added.load(std::memory_order_acquire);
    const std::uint64_t begin = std::max(m_read, end - std::min(end, Capacity));
    const std::size_t before = events.size();
    for (std::uint64_t i = begin; i < end; ++i) {
        const Place& place = m_places[i % Capacity];
        const std::uint64_t kindAndAtom = place[2].load(std::memory_order_relaxed);
        events.push_back({static_cast<Event::Kind>(kindAndAtom & 0xFF),
                          Pid::fromBits(place[0].load(std::memory_order_relaxed)),
                          Pid::fromBits(place[1].load(std::memory_order_relaxed)),
                          Atom::fromIndex(static_cast<std::uint32_t>(kindAndAtom >> 8)),
                          static_cast<std::int64_t>(place[3].load(std::memory_order_relaxed))});
    }
    std::atomic_thread_fence(std::memory_order_acquire);
    const std::uint64_t now = m_added.load(std::memory_order_relaxed);
    // Event `now` may be on its way into the place of event `now` - Capacity.
    const std::uint64_t whole = std::clamp(now + 1 - std::min(now + 1, Capacity), begin, end);
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(before),
                 events.begin() + static_cast<std::ptrdiff_t>(before + (whole - begin)));
    const std::uint64_t lost = whole - m_read;
    m_read = end;
    return lost;
}

} // namespace factorama
