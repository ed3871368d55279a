// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_layout.h"

#include "widgets/graph/start_places.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace factorama {

namespace {

/// A number from 0 to 1 that is always the same for a key, so that the same graph always looks the same.
double fractionOf(const GraphKey& key, std::uint64_t salt)
{
    std::uint64_t bits =
        (key.value + (static_cast<std::uint64_t>(key.kind) << 40) + salt) * 0x9E3779B97F4A7C15ULL;
    bits ^= bits >> 29;
    bits *= 0xBF58476D1CE4E5B9ULL;
    bits ^= bits >> 32;
    return static_cast<double>(bits & 0xFFFFFF) / static_cast<double>(0x1000000);
}

QPointF beside(QPointF place, const GraphKey& key, double distance)
{
    const double angle = 2 * std::numbers::pi * fractionOf(key, 1);
    return place + distance * QPointF(std::cos(angle), std::sin(angle));
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> pairsOf(const std::vector<GraphEdge>& edges)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    pairs.reserve(edges.size());
    for (const GraphEdge& edge : edges) {
        pairs.emplace_back(edge.from, edge.to);
    }
    return pairs;
}

} // namespace

double GraphLayout::sizeOf(const GraphNode& node)
{
    return node.isCluster() ? 1.2 + 0.28 * std::log2(static_cast<double>(node.count) + 1) : 1;
}

bool GraphLayout::setContents(const GraphContents& contents)
{
    const auto sameKey = [](const GraphNode& a, const GraphNode& b) { return a.key == b.key; };
    const bool sameNodes = std::equal(contents.nodes.begin(), contents.nodes.end(), m_contents.nodes.begin(),
                                      m_contents.nodes.end(), sameKey);
    const auto sameEdge = [](const GraphEdge& a, const GraphEdge& b) {
        return a.from == b.from && a.to == b.to && a.kind == b.kind;
    };
    if (sameNodes && std::equal(contents.edges.begin(), contents.edges.end(), m_contents.edges.begin(),
                                m_contents.edges.end(), sameEdge)) {
        m_contents.nodes = contents.nodes;
        m_contents.edges = contents.edges;
        return false;
    }

    GraphContents before;
    std::swap(before.nodes, m_contents.nodes);
    m_contents.nodes = contents.nodes;
    m_contents.edges = contents.edges;
    const std::size_t count = m_contents.nodes.size();
    std::vector<QPointF> places(count);
    std::vector<bool> known(count, false);
    std::size_t newcomers = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (const auto old = m_nodeOfKey.find(m_contents.nodes[i].key); old != m_nodeOfKey.end()) {
            places[i] = m_places[old->second];
            known[i] = true;
        } else {
            ++newcomers;
        }
    }
    const auto pairs = pairsOf(m_contents.edges);
    const GraphParts parts(count, pairs);
    m_parts = parts.of;
    m_partSizes.assign(parts.count, 0);
    m_partWeights.assign(parts.count, 0);
    for (std::size_t i = 0; i < count; ++i) {
        ++m_partSizes[m_parts[i]];
        m_partWeights[m_parts[i]] += sizeOf(m_contents.nodes[i]);
    }
    m_places.swap(places); // `places` are those of `before` from here on
    const bool fresh = newcomers == count && before.nodes.empty();
    if (fresh) {
        m_places = startPlaces(count, pairs, EdgeLength, m_aspect);
    } else if (newcomers > 0) {
        // A cluster that was opened, or closed: from where it was, or where its processes were.
        std::unordered_map<GraphKey, std::pair<QPointF, int>> homes;
        for (std::size_t i = 0; i < before.nodes.size(); ++i) {
            const GraphNode& node = before.nodes[i];
            if (node.isCluster()) {
                homes[node.key] = {places[i], 1};
            } else if (!node.home.isNull()) {
                auto& [sum, members] = homes[node.home];
                sum += places[i];
                ++members;
            }
        }
        for (std::size_t i = 0; i < count; ++i) {
            const GraphNode& node = m_contents.nodes[i];
            const auto home = known[i] ? homes.end() : homes.find(node.isCluster() ? node.key : node.home);
            if (home != homes.end()) {
                const QPointF middle = home->second.first / home->second.second;
                m_places[i] = node.isCluster() ? middle
                                               : beside(middle, node.key,
                                                        EdgeLength * (0.5 + 2 * fractionOf(node.key, 2)));
                known[i] = true;
            }
        }
        placeNewcomers(before, known);
    }
    m_nodeOfKey.clear();
    for (std::uint32_t i = 0; i < count; ++i) {
        m_nodeOfKey.emplace(m_contents.nodes[i].key, i);
    }
    m_forces.resize(count);
    takePins();
    // The more came, the more has to find a new place. One that came or went only nudges its surroundings.
    const double share = count == 0 ? 0 : static_cast<double>(newcomers) / static_cast<double>(count);
    m_temperature = count == 0 ? 0 : std::max(m_temperature, 4 + (Hot - 4) * share);
    return true;
}

/// Beside those they are related to; a chain of newcomers takes as many rounds as it is long.
void GraphLayout::placeNewcomers(const GraphContents& before, std::vector<bool>& known)
{
    const std::size_t count = m_contents.nodes.size();
    for (int round = 0; round < 16; ++round) {
        std::vector<std::pair<QPointF, int>> sums(count, {QPointF(), 0});
        for (const GraphEdge& edge : m_contents.edges) {
            if (known[edge.from] && !known[edge.to]) {
                sums[edge.to].first += m_places[edge.from];
                ++sums[edge.to].second;
            } else if (known[edge.to] && !known[edge.from]) {
                sums[edge.from].first += m_places[edge.to];
                ++sums[edge.from].second;
            }
        }
        bool any = false;
        for (std::size_t i = 0; i < count; ++i) {
            if (!known[i] && sums[i].second > 0) {
                m_places[i] =
                    beside(sums[i].first / sums[i].second, m_contents.nodes[i].key, EdgeLength * 0.6);
                known[i] = true;
                any = true;
            }
        }
        if (!any) {
            break;
        }
    }
    // Whoever is related to nobody that was there comes in around the edge.
    const bool replaced = std::none_of(known.begin(), known.end(), [](bool is) { return is; });
    if (replaced) {
        m_places = startPlaces(count, pairsOf(m_contents.edges), EdgeLength, m_aspect);
        return;
    }
    std::vector<std::uint32_t> strangers;
    std::vector<std::uint32_t> number(count, 0);
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!known[i]) {
            number[i] = static_cast<std::uint32_t>(strangers.size());
            strangers.push_back(i);
        }
    }
    if (strangers.empty()) {
        return;
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const GraphEdge& edge : m_contents.edges) {
        if (!known[edge.from] && !known[edge.to]) {
            pairs.emplace_back(number[edge.from], number[edge.to]);
        }
    }
    const std::vector<QPointF> among = startPlaces(strangers.size(), pairs, EdgeLength, m_aspect);
    double least = among.front().x();
    for (const QPointF place : among) {
        least = std::min(least, place.x());
    }
    double right = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (known[i]) {
            right = std::max(right, m_places[i].x());
        }
    }
    // A single one comes in anywhere around; many together come in as they hang together.
    const bool few = strangers.size() < 5 || before.nodes.size() > strangers.size() * 20;
    const QRectF around = bounds();
    for (std::size_t i = 0; i < strangers.size(); ++i) {
        const GraphKey& key = m_contents.nodes[strangers[i]].key;
        m_places[strangers[i]] =
            few && pairs.empty()
                ? beside(around.center(), key, std::max(around.width(), around.height()) / 2 + EdgeLength / 2)
                : among[i] + QPointF(right - least + EdgeLength, 0);
    }
}

bool GraphLayout::step()
{
    if (isSettled()) {
        return false;
    }
    const std::size_t count = m_places.size();
    std::fill(m_forces.begin(), m_forces.end(), QPointF());

    // Everybody pushes everybody away (Fruchterman and Reingold), but not across the whole plane.
    constexpr double Push = EdgeLength * EdgeLength;
    constexpr double Reach = EdgeLength * 8;
    m_bodies.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        m_bodies[i] = {m_places[i], sizeOf(m_contents.nodes[i])};
    }
    m_tree.build(m_bodies);
    m_tree.addPushes(Reach, Push, m_forces);
    // The related pull each other together.
    for (const GraphEdge& edge : m_contents.edges) {
        const QPointF delta = m_places[edge.from] - m_places[edge.to];
        const double distance = std::hypot(delta.x(), delta.y());
        const QPointF pull = delta * (distance / EdgeLength);
        m_forces[edge.from] -= pull;
        m_forces[edge.to] += pull;
    }

    // And the middle pulls all parts that do not hang together, each as a whole: otherwise they would fly
    // away, and a large ring that was pulled node by node would crumple.
    std::vector<QPointF> middles(m_partSizes.size());
    for (std::size_t i = 0; i < count; ++i) {
        middles[m_parts[i]] += m_places[i] / m_partSizes[m_parts[i]];
    }
    const double spread = m_aspect * std::sqrt(m_aspect);
    double farthest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (m_isPinned[i]) {
            continue;
        }
        const QPointF middle = middles[m_parts[i]];
        const double size = m_partSizes[m_parts[i]];
        const double gravity = (size == 1 ? 0.6 : 0.18) * m_partWeights[m_parts[i]] / size;
        const QPointF force =
            m_forces[i] - QPointF(middle.x() * gravity / spread, middle.y() * gravity * spread);
        const double length = std::hypot(force.x(), force.y());
        if (length < 1e-9) {
            continue;
        }
        const double distance = std::min(length * 0.1, m_temperature);
        m_places[i] += force / length * distance;
        farthest = std::max(farthest, distance);
    }
    m_temperature = std::min(m_temperature * 0.975, std::max(farthest * 1.5, Cold * 0.99));
    return !isSettled();
}

std::optional<std::size_t> GraphLayout::find(const GraphKey& key) const
{
    const auto found = m_nodeOfKey.find(key);
    return found == m_nodeOfKey.end() ? std::nullopt : std::optional<std::size_t>(found->second);
}

void GraphLayout::setPinned(const std::unordered_map<GraphKey, QPointF>& pinned)
{
    if (pinned == m_pinned) {
        return;
    }
    m_pinned = pinned;
    takePins();
    if (!m_places.empty()) {
        m_temperature = std::max(m_temperature, Warm);
    }
}

void GraphLayout::takePins()
{
    m_isPinned.assign(m_places.size(), false);
    for (const auto& [key, place] : m_pinned) {
        if (const auto node = find(key)) {
            m_places[*node] = place;
            m_isPinned[*node] = true;
        }
    }
}

void GraphLayout::setAspect(double aspect)
{
    const double wanted = std::clamp(aspect, 0.4, 3.0);
    // Small changes, as while somebody drags the edge of a window, are not worth any unrest.
    if (std::abs(std::log(wanted / m_aspect)) < 0.25) {
        return;
    }
    m_aspect = wanted;
    if (!m_places.empty()) {
        m_temperature = std::max(m_temperature, 20.0);
    }
}

QRectF GraphLayout::bounds() const
{
    if (m_places.empty()) {
        return {};
    }
    QPointF low = m_places.front();
    QPointF high = low;
    for (const QPointF place : m_places) {
        low = {std::min(low.x(), place.x()), std::min(low.y(), place.y())};
        high = {std::max(high.x(), place.x()), std::max(high.y(), place.y())};
    }
    return {low, high};
}

} // namespace factorama
