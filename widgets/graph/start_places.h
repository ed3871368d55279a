// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace factorama {

/// Which of the parts that hang together each of `count` things belongs to, and how many there are.
struct GraphParts {
    std::vector<std::uint32_t> of;
    std::uint32_t count = 0;

    GraphParts(std::size_t things, std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs);
};

/// Places for a graph that nobody has seen yet, from which a force layout unfolds it without tangles.
///
/// Each part that hangs together is laid out by how many steps its nodes are away from a few far ones
/// (high-dimensional embedding: Harel and Koren), so that a ring starts as a ring and a chain as a line; then
/// the parts are put beside each other, the largest in the middle.
/// @param length wished distance of two neighbours; @param aspect width divided by height of what it is drawn
/// on.
std::vector<QPointF> startPlaces(std::size_t count,
                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                                 double length, double aspect);

} // namespace factorama
