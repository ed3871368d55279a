// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace factorama {

/// Who is beside whom among things that are numbered from 0, whatever the direction.
class GraphNeighbourhood {
public:
    static constexpr std::uint32_t Unreached = ~0U;

    GraphNeighbourhood(std::size_t count, std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs);

    std::size_t size() const { return m_begins.size() - 1; }
    std::span<const std::uint32_t> of(std::uint32_t place) const
    {
        return {m_neighbours.data() + m_begins[place], m_begins[place + 1] - m_begins[place]};
    }

    /// All within so many hops of `start`, itself included, the nearest first.
    std::vector<std::uint32_t> within(std::uint32_t start, int hops) const;
    /// The same around one who may be gone: from those that are so many hops away from it, the nearest first.
    /// @param distances is told the hops of each
    std::vector<std::uint32_t> within(std::span<const std::pair<std::uint32_t, std::uint32_t>> starts,
                                      int hops, std::vector<std::uint32_t>* distances) const;
    /// Hops from `start` to each; Unreached for those that no way leads to.
    std::vector<std::uint32_t> distances(std::uint32_t start) const;

private:
    std::vector<std::uint32_t> walk(std::uint32_t start, std::uint32_t hops,
                                    std::vector<std::uint32_t>& distances) const;

    std::vector<std::uint32_t> m_begins; ///< where the neighbours of each begin, and where the last ones end
    std::vector<std::uint32_t> m_neighbours;
};

} // namespace factorama
