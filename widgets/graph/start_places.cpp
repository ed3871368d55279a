// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/start_places.h"

#include "widgets/graph/graph_neighbourhood.h"

#include <QRectF>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>

namespace factorama {

namespace {

constexpr std::size_t MostPivots = 16;
/// The angle between one seed of a sunflower and the next: no two lie on one line.
constexpr double GoldenAngle = 2.399963229728653;

using Vector = std::array<double, MostPivots>;

double dot(const Vector& a, const Vector& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

/// The direction in which the rows spread most, at a right angle to `other` if there is one.
Vector mainAxis(const std::vector<Vector>& matrix, const Vector* other)
{
    Vector axis{};
    for (std::size_t i = 0; i < axis.size(); ++i) {
        axis[i] = 1 + 0.37 * static_cast<double>(i * i % 7); // any that is no axis itself
    }
    for (int round = 0; round < 60; ++round) {
        if (other != nullptr) {
            const double share = dot(axis, *other);
            for (std::size_t i = 0; i < axis.size(); ++i) {
                axis[i] -= share * (*other)[i];
            }
        }
        Vector next{};
        for (std::size_t i = 0; i < next.size(); ++i) {
            next[i] = dot(matrix[i], axis);
        }
        const double length = std::sqrt(dot(next, next));
        if (length < 1e-9) {
            return {};
        }
        for (std::size_t i = 0; i < next.size(); ++i) {
            axis[i] = next[i] / length;
        }
    }
    return axis;
}

/// Places of the nodes of one part, around their middle.
std::vector<QPointF> placesOfPart(const GraphNeighbourhood& neighbours,
                                  const std::vector<std::uint32_t>& part, double length)
{
    const std::size_t count = part.size();
    std::vector<QPointF> places(count);
    if (count == 1) {
        return places;
    }
    // Distances from pivots, each the farthest from all before.
    std::vector<Vector> rows(count, Vector{});
    std::vector<std::uint32_t> nearest(count, GraphNeighbourhood::Unreached);
    std::size_t pivot = 0;
    Vector means{};
    for (std::size_t p = 0; p < std::min(MostPivots, count); ++p) {
        const std::vector<std::uint32_t> distances = neighbours.distances(part[pivot]);
        double sum = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t distance = distances[part[i]];
            rows[i][p] = distance;
            sum += distance;
            nearest[i] = std::min(nearest[i], distance);
        }
        means[p] = sum / static_cast<double>(count);
        pivot = static_cast<std::size_t>(std::max_element(nearest.begin(), nearest.end()) - nearest.begin());
    }
    std::vector<Vector> covariance(MostPivots, Vector{});
    for (Vector& row : rows) {
        for (std::size_t p = 0; p < MostPivots; ++p) {
            row[p] -= means[p];
        }
        for (std::size_t p = 0; p < MostPivots; ++p) {
            for (std::size_t q = 0; q < MostPivots; ++q) {
                covariance[p][q] += row[p] * row[q];
            }
        }
    }
    const Vector first = mainAxis(covariance, nullptr);
    const Vector second = mainAxis(covariance, &first);
    double edges = 0;
    double edgeCount = 0;
    for (std::size_t i = 0; i < count; ++i) {
        places[i] = {dot(rows[i], first), dot(rows[i], second)};
    }
    std::vector<std::uint32_t> placeOf(neighbours.size(), 0);
    for (std::size_t i = 0; i < count; ++i) {
        placeOf[part[i]] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::uint32_t other : neighbours.of(part[i])) {
            const QPointF delta = places[i] - places[placeOf[other]];
            edges += std::hypot(delta.x(), delta.y());
            ++edgeCount;
        }
    }
    // In a chain those behind the neighbours push too: a chain that starts too short buckles.
    constexpr double Stretched = 1.6;
    const double scale = edges > 1e-9 ? Stretched * length * edgeCount / edges : length;
    // Those with the same neighbours, as the leaves of a star, would lie on one spot: like the seeds of a
    // sunflower they lie around it.
    std::map<std::pair<std::int64_t, std::int64_t>, int> crowds;
    for (QPointF& place : places) {
        const int before = crowds[{std::llround(place.x() * 64), std::llround(place.y() * 64)}]++;
        const double angle = GoldenAngle * before;
        const double radius = length * 0.5 * std::sqrt(static_cast<double>(before));
        place = place * scale + radius * QPointF(std::cos(angle), std::sin(angle));
    }
    return places;
}

QRectF boundsOf(const std::vector<QPointF>& places)
{
    QPointF low = places.front();
    QPointF high = low;
    for (const QPointF place : places) {
        low = {std::min(low.x(), place.x()), std::min(low.y(), place.y())};
        high = {std::max(high.x(), place.x()), std::max(high.y(), place.y())};
    }
    return {low, high};
}

} // namespace

GraphParts::GraphParts(std::size_t things, std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs)
    : of(things)
{
    std::iota(of.begin(), of.end(), 0U);
    const auto root = [this](std::uint32_t at) {
        while (of[at] != at) {
            of[at] = of[of[at]];
            at = of[at];
        }
        return at;
    };
    for (const auto& [a, b] : pairs) {
        const std::uint32_t first = root(a);
        const std::uint32_t second = root(b);
        of[std::max(first, second)] = std::min(first, second);
    }
    std::vector<std::uint32_t> numbers(things);
    for (std::uint32_t i = 0; i < things; ++i) { // a root is the lowest of its part
        numbers[i] = of[i] == i ? count++ : numbers[root(i)];
    }
    of = std::move(numbers);
}

std::vector<QPointF> startPlaces(std::size_t count,
                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> pairs,
                                 double length, double aspect)
{
    const GraphParts parts(count, pairs);
    const GraphNeighbourhood neighbours(count, pairs);
    std::vector<std::vector<std::uint32_t>> members(parts.count);
    for (std::uint32_t i = 0; i < count; ++i) {
        members[parts.of[i]].push_back(i);
    }
    std::stable_sort(members.begin(), members.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });

    // From the middle outwards along a spiral, each part in a disc as large as itself.
    std::vector<QPointF> result(count);
    const double wide = std::sqrt(aspect);
    double area = 0;
    std::size_t number = 0;
    for (const std::vector<std::uint32_t>& part : members) {
        std::vector<QPointF> places = placesOfPart(neighbours, part, length);
        QRectF bounds = boundsOf(places);
        const bool upright = bounds.height() > bounds.width();
        if (part.size() > 1 && upright != (aspect < 1)) {
            for (QPointF& place : places) {
                place = {place.y(), -place.x()};
            }
            bounds = boundsOf(places);
        }
        const double radius = std::hypot(bounds.width(), bounds.height()) / 2 + length * 0.6;
        const double angle = GoldenAngle * static_cast<double>(number);
        const double distance = number == 0 ? 0 : std::sqrt(area / std::numbers::pi) + radius;
        const QPointF middle(distance * wide * std::cos(angle), distance / wide * std::sin(angle));
        for (std::size_t i = 0; i < part.size(); ++i) {
            result[part[i]] = middle + places[i] - bounds.center();
        }
        area += std::numbers::pi * radius * radius;
        ++number;
    }
    return result;
}

} // namespace factorama
