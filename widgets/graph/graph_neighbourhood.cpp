// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_neighbourhood.h"

#include <algorithm>

namespace factorama {

GraphNeighbourhood::GraphNeighbourhood(std::size_t count,
                                       std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs)
    : m_begins(count + 1, 0),
      m_neighbours(2 * pairs.size())
{
    for (const auto& [a, b] : pairs) {
        ++m_begins[a + 1];
        ++m_begins[b + 1];
    }
    for (std::size_t i = 0; i < count; ++i) {
        m_begins[i + 1] += m_begins[i];
    }
    std::vector<std::uint32_t> next(m_begins.begin(), m_begins.end() - 1);
    for (const auto& [a, b] : pairs) {
        m_neighbours[next[a]++] = b;
        m_neighbours[next[b]++] = a;
    }
}

std::vector<std::uint32_t> GraphNeighbourhood::within(std::uint32_t start, int hops) const
{
    std::vector<std::uint32_t> distances(size(), Unreached);
    return walk(start, static_cast<std::uint32_t>(std::max(hops, 0)), distances);
}

std::vector<std::uint32_t>
GraphNeighbourhood::within(std::span<const std::pair<std::uint32_t, std::uint32_t>> starts, int hops,
                           std::vector<std::uint32_t>* distances) const
{
    std::vector<bool> known(size(), false);
    std::vector<std::uint32_t> reached;
    distances->clear();
    const auto reach = [&](std::uint32_t place, std::uint32_t distance) {
        if (!known[place]) {
            known[place] = true;
            reached.push_back(place);
            distances->push_back(distance);
        }
    };
    std::size_t done = 0;
    auto start = starts.begin();
    for (std::uint32_t distance = 0; distance <= static_cast<std::uint32_t>(std::max(hops, 0)); ++distance) {
        // What the round before has reached is this far away, like the starts that say so.
        const std::size_t end = reached.size();
        for (; distance > 0 && done < end; ++done) {
            for (const std::uint32_t next : of(reached[done])) {
                reach(next, distance);
            }
        }
        for (; start != starts.end() && start->second == distance; ++start) {
            reach(start->first, distance);
        }
    }
    return reached;
}

std::vector<std::uint32_t> GraphNeighbourhood::distances(std::uint32_t start) const
{
    std::vector<std::uint32_t> distances(size(), Unreached);
    walk(start, Unreached, distances);
    return distances;
}

std::vector<std::uint32_t> GraphNeighbourhood::walk(std::uint32_t start, std::uint32_t hops,
                                                    std::vector<std::uint32_t>& distances) const
{
    std::vector<std::uint32_t> reached{start};
    distances[start] = 0;
    for (std::size_t i = 0; i < reached.size(); ++i) {
        const std::uint32_t here = reached[i];
        if (distances[here] == hops) {
            break;
        }
        for (const std::uint32_t next : of(here)) {
            if (distances[next] == Unreached) {
                distances[next] = distances[here] + 1;
                reached.push_back(next);
            }
        }
    }
    return reached;
}

} // namespace factorama
