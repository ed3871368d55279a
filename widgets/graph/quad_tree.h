// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace factorama {

/// Bodies on a plane that push each other away, in squares of squares (Barnes and Hut): what is far away
/// pushes as one, so that a step takes n log n and not n² operations.
///
/// A body of weight a pushes one of weight b at the distance d with a * b / d; beyond `reach` with nothing.
class QuadTree {
public:
    struct Body {
        QPointF place;
        double weight = 1;
    };

    /// Takes over the bodies, in the order in which addPushes() tells of them.
    void build(std::span<const Body> bodies);
    /// What pushes each body; added to `pushes`, which is as long as there are bodies.
    void addPushes(double reach, double factor, std::span<QPointF> pushes) const;

private:
    /// Bodies in a square that is not divided any more.
    static constexpr std::uint32_t Crowd = 8;

    struct Square {
        QPointF center; ///< of the weights
        double weight = 0;
        double size = 0; ///< length of a side
        std::uint32_t first = 0; ///< bodies, in m_order's order
        std::uint32_t count = 0;
        std::uint32_t next = 0; ///< the square that comes after this one and all that are in it
        bool divided = false;
    };

    void divide(std::uint32_t first, std::uint32_t count, QPointF corner, double size, int depth);
    QPointF pushOn(std::uint32_t sorted, double reach) const;

    std::vector<Body> m_bodies; ///< sorted by square
    std::vector<std::uint32_t> m_order; ///< sorted -> as they were given
    std::vector<Square> m_squares; ///< each before those in it
    std::uint32_t m_builds = 0;
};

} // namespace factorama
