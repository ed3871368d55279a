// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/quad_tree.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace factorama {

namespace {

/// A square pushes as one if its side is at most so much of its distance.
constexpr double Openness = 0.8;
/// Bodies on one spot cannot be told apart by any number of squares.
constexpr int MostDepth = 24;

} // namespace

void QuadTree::build(std::span<const Body> bodies)
{
    m_bodies.assign(bodies.begin(), bodies.end());
    m_order.resize(bodies.size());
    std::iota(m_order.begin(), m_order.end(), 0U);
    m_squares.clear();
    if (bodies.empty()) {
        return;
    }
    double left = bodies[0].place.x();
    double top = bodies[0].place.y();
    double right = left;
    double bottom = top;
    for (const Body& body : bodies) {
        left = std::min(left, body.place.x());
        right = std::max(right, body.place.x());
        top = std::min(top, body.place.y());
        bottom = std::max(bottom, body.place.y());
    }
    // Where squares meet, the push jumps a little, and bodies would line up there: so they meet elsewhere
    // each time.
    constexpr double GoldenRatio = 0.6180339887498949;
    const double size = std::max({right - left, bottom - top, 1e-3});
    const double shiftX = std::fmod(++m_builds * GoldenRatio, 1.0) * size / 2;
    const double shiftY = std::fmod(m_builds * GoldenRatio * GoldenRatio, 1.0) * size / 2;
    divide(0, static_cast<std::uint32_t>(bodies.size()), {left - shiftX, top - shiftY}, size * 1.5, 0);
}

void QuadTree::divide(std::uint32_t first, std::uint32_t count, QPointF corner, double size, int depth)
{
    const auto index = static_cast<std::uint32_t>(m_squares.size());
    m_squares.emplace_back();
    QPointF sum;
    double weight = 0;
    for (std::uint32_t i = first; i < first + count; ++i) {
        sum += m_bodies[i].place * m_bodies[i].weight;
        weight += m_bodies[i].weight;
    }
    const bool divided = count > Crowd && depth < MostDepth;
    m_squares[index] = {sum / weight, weight, size, first, count, 0, divided};
    if (divided) {
        const double half = size / 2;
        const QPointF middle = corner + QPointF(half, half);
        const auto split = [&](std::uint32_t from, std::uint32_t to, const auto& isFirst) {
            std::uint32_t end = from;
            for (std::uint32_t i = from; i < to; ++i) {
                if (isFirst(m_bodies[i].place)) {
                    std::swap(m_bodies[i], m_bodies[end]);
                    std::swap(m_order[i], m_order[end]);
                    ++end;
                }
            }
            return end;
        };
        const auto isAbove = [&](QPointF place) { return place.y() < middle.y(); };
        const auto isLeft = [&](QPointF place) { return place.x() < middle.x(); };
        const std::uint32_t last = first + count;
        const std::uint32_t below = split(first, last, isAbove);
        const std::uint32_t aboveRight = split(first, below, isLeft);
        const std::uint32_t belowRight = split(below, last, isLeft);
        const auto part = [&](std::uint32_t from, std::uint32_t to, QPointF partCorner) {
            if (to > from) {
                divide(from, to - from, partCorner, half, depth + 1);
            }
        };
        part(first, aboveRight, corner);
        part(aboveRight, below, {middle.x(), corner.y()});
        part(below, belowRight, {corner.x(), middle.y()});
        part(belowRight, last, middle);
    }
    m_squares[index].next = static_cast<std::uint32_t>(m_squares.size());
}

QPointF QuadTree::pushOn(std::uint32_t sorted, double reach) const
{
    const double x = m_bodies[sorted].place.x();
    const double y = m_bodies[sorted].place.y();
    const double farthest = reach * reach;
    double sumX = 0;
    double sumY = 0;
    std::uint32_t at = 0;
    while (at < m_squares.size()) {
        const Square& square = m_squares[at];
        const double dx = x - square.center.x();
        const double dy = y - square.center.y();
        const double squared = dx * dx + dy * dy;
        if (square.size * square.size <= Openness * Openness * squared) {
            if (squared <= farthest) {
                const double strength = square.weight / squared;
                sumX += dx * strength;
                sumY += dy * strength;
            }
            at = square.next;
            continue;
        }
        if (square.divided) {
            ++at;
            continue;
        }
        for (std::uint32_t i = square.first; i < square.first + square.count; ++i) {
            if (i == sorted) {
                continue;
            }
            const double bodyX = x - m_bodies[i].place.x();
            const double bodyY = y - m_bodies[i].place.y();
            const double bodySquared = bodyX * bodyX + bodyY * bodyY;
            if (bodySquared > farthest) {
                continue;
            }
            if (bodySquared < 1e-6) {
                // Two on one spot are pushed apart along a line of their own.
                const double angle = 2.399963 * static_cast<double>(std::min(i, sorted) + 1);
                const double side = i < sorted ? 1 : -1;
                sumX += side * std::cos(angle) * m_bodies[i].weight;
                sumY += side * std::sin(angle) * m_bodies[i].weight;
                continue;
            }
            const double strength = m_bodies[i].weight / std::max(bodySquared, 1.0);
            sumX += bodyX * strength;
            sumY += bodyY * strength;
        }
        at = square.next;
    }
    return QPointF(sumX, sumY) * m_bodies[sorted].weight;
}

void QuadTree::addPushes(double reach, double factor, std::span<QPointF> pushes) const
{
    for (std::uint32_t i = 0; i < m_bodies.size(); ++i) {
        pushes[m_order[i]] += pushOn(i, reach) * factor;
    }
}

} // namespace factorama
