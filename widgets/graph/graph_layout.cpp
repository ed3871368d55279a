// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_layout.h"

#include "widgets/text/process_text.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace factorama {

namespace {

/// A number from 0 to 1 that is always the same for a pid, so that the same graph always looks the same.
double pidFraction(Pid pid, std::uint64_t salt)
{
    std::uint64_t bits = (pid.bits() + salt) * 0x9E3779B97F4A7C15ULL;
    bits ^= bits >> 29;
    bits *= 0xBF58476D1CE4E5B9ULL;
    bits ^= bits >> 32;
    return static_cast<double>(bits & 0xFFFFFF) / static_cast<double>(0x1000000);
}

QPointF besides(QPointF place, Pid pid, double distance)
{
    const double angle = 2 * std::numbers::pi * pidFraction(pid, 1);
    return place + distance * QPointF(std::cos(angle), std::sin(angle));
}

} // namespace

std::vector<std::uint32_t>
GraphLayout::chooseRows(const Snapshot& snapshot,
                        const std::vector<std::pair<std::uint32_t, std::uint32_t>>& related, Pid selected,
                        const std::vector<std::uint32_t>& degrees) const
{
    const std::size_t count = snapshot.processes.size();
    std::vector<std::uint32_t> chosen;
    if (count <= MaximumNodes) {
        chosen.resize(count);
        std::iota(chosen.begin(), chosen.end(), 0U);
        return chosen;
    }

    std::vector<bool> taken(count, false);
    const auto take = [&](std::uint32_t row) {
        if (!taken[row] && chosen.size() < MaximumNodes) {
            taken[row] = true;
            chosen.push_back(row);
        }
    };

    // Hop after hop around the selected process.
    if (const ProcessRow* row = findProcess(snapshot, selected)) {
        std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> neighbours;
        for (const auto& [a, b] : related) {
            neighbours[a].push_back(b);
            neighbours[b].push_back(a);
        }
        take(static_cast<std::uint32_t>(row - snapshot.processes.data()));
        for (std::size_t i = 0; i < chosen.size() && chosen.size() < MaximumNodes; ++i) {
            const auto found = neighbours.find(chosen[i]);
            if (found != neighbours.end()) {
                std::for_each(found->second.begin(), found->second.end(), take);
            }
        }
    }

    // Then the most related. Who is drawn already has an advantage: otherwise the last ones would flicker.
    std::vector<std::uint32_t> rest;
    rest.reserve(count - chosen.size());
    for (std::uint32_t row = 0; row < count; ++row) {
        if (!taken[row]) {
            rest.push_back(row);
        }
    }
    const std::size_t wanted = std::min(MaximumNodes - chosen.size(), rest.size());
    const auto rank = [&](std::uint32_t row) {
        return 2 * degrees[row] + (m_places.contains(snapshot.processes[row].pid) ? 3U : 0U);
    };
    std::partial_sort(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(wanted), rest.end(),
                      [&](std::uint32_t a, std::uint32_t b) {
                          const std::uint32_t rankA = rank(a);
                          const std::uint32_t rankB = rank(b);
                          return rankA != rankB ? rankA > rankB : a < b;
                      });
    std::for_each(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(wanted), take);
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

bool GraphLayout::setSnapshot(const Snapshot& snapshot, Pid selected)
{
    // Relations as places in the snapshot; those with somebody who is gone by now are left out.
    struct RowEdge {
        std::uint32_t from;
        std::uint32_t to;
        Relation::Kind kind;
    };
    std::vector<RowEdge> relations;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> related;
    std::vector<std::uint32_t> degrees(snapshot.processes.size(), 0);
    relations.reserve(snapshot.relations.size());
    related.reserve(snapshot.relations.size());
    for (const Relation& relation : snapshot.relations) {
        const ProcessRow* from = findProcess(snapshot, relation.from);
        const ProcessRow* to = findProcess(snapshot, relation.to);
        if (from == nullptr || to == nullptr || from == to) {
            continue;
        }
        const auto a = static_cast<std::uint32_t>(from - snapshot.processes.data());
        const auto b = static_cast<std::uint32_t>(to - snapshot.processes.data());
        relations.push_back({a, b, relation.kind});
        related.emplace_back(a, b);
        ++degrees[a];
        ++degrees[b];
    }

    const std::vector<std::uint32_t> rows = chooseRows(snapshot, related, selected, degrees);
    m_omitted = snapshot.processes.size() - rows.size();

    std::vector<std::uint32_t> placeOfRow(snapshot.processes.size(), ~0U);
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        placeOfRow[rows[i]] = i;
    }
    std::vector<Edge> edges;
    edges.reserve(relations.size());
    for (const RowEdge& relation : relations) {
        if (placeOfRow[relation.from] != ~0U && placeOfRow[relation.to] != ~0U) {
            edges.push_back({placeOfRow[relation.from], placeOfRow[relation.to], relation.kind});
        }
    }

    const bool sameNodes =
        rows.size() == m_nodes.size() &&
        std::equal(rows.begin(), rows.end(), m_nodes.begin(), [&](std::uint32_t row, const Node& node) {
            return snapshot.processes[row].pid == node.pid;
        });
    if (sameNodes && edges == m_edges) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            m_nodes[i].row = rows[i];
            m_nodes[i].degree = degrees[rows[i]];
        }
        return false;
    }

    std::vector<Node> nodes(rows.size());
    std::vector<bool> placed(rows.size(), false);
    std::size_t newcomers = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Node& node = nodes[i];
        node.pid = snapshot.processes[rows[i]].pid;
        if (const auto old = m_places.find(node.pid); old != m_places.end()) {
            node = m_nodes[old->second];
            placed[i] = true;
        } else {
            ++newcomers;
        }
        node.row = rows[i];
        node.degree = degrees[rows[i]];
    }

    // Newcomers start beside those they are related to; a chain of newcomers takes as many rounds as it is
    // long.
    const bool fresh = newcomers == rows.size();
    std::vector<bool> known = placed;
    for (int round = 0; !fresh && newcomers > 0 && round < 8; ++round) {
        std::vector<std::pair<QPointF, int>> sums(nodes.size(), {QPointF(), 0});
        for (const Edge& edge : edges) {
            if (known[edge.from] && !known[edge.to]) {
                sums[edge.to].first += nodes[edge.from].position;
                ++sums[edge.to].second;
            } else if (known[edge.to] && !known[edge.from]) {
                sums[edge.from].first += nodes[edge.to].position;
                ++sums[edge.from].second;
            }
        }
        bool any = false;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (!known[i] && sums[i].second > 0) {
                nodes[i].position = besides(sums[i].first / sums[i].second, nodes[i].pid, EdgeLength * 0.6);
                known[i] = true;
                any = true;
            }
        }
        if (!any) {
            break;
        }
    }
    const double radius = EdgeLength * 0.5 * std::sqrt(static_cast<double>(nodes.size()));
    for (Node& node : nodes) {
        if (!known[static_cast<std::size_t>(&node - nodes.data())]) {
            node.position = besides({}, node.pid, radius * (0.35 + 0.65 * pidFraction(node.pid, 2)));
        }
    }

    const bool empty = nodes.empty();
    m_nodes = std::move(nodes);
    m_edges = std::move(edges);
    m_places.clear();
    for (std::uint32_t i = 0; i < m_nodes.size(); ++i) {
        m_places.emplace(m_nodes[i].pid, i);
    }
    m_forces.resize(m_nodes.size());
    // The more came, the more has to find a new place. One that came or went only nudges its surroundings.
    const double share = empty ? 0 : static_cast<double>(newcomers) / static_cast<double>(m_nodes.size());
    m_temperature = empty ? 0 : std::max(m_temperature, fresh ? Hot : 4 + (Hot - 4) * share);
    return true;
}

bool GraphLayout::step()
{
    if (isSettled()) {
        return false;
    }
    const std::size_t count = m_nodes.size();
    std::fill(m_forces.begin(), m_forces.end(), QPointF());

    // Everybody pushes everybody away (Fruchterman and Reingold), but not across the whole plane.
    constexpr double Push = EdgeLength * EdgeLength;
    constexpr double Reach = EdgeLength * 6;
    for (std::size_t i = 0; i < count; ++i) {
        const QPointF a = m_nodes[i].position;
        double sumX = 0;
        double sumY = 0;
        for (std::size_t j = i + 1; j < count; ++j) {
            const double dx = a.x() - m_nodes[j].position.x();
            const double dy = a.y() - m_nodes[j].position.y();
            const double squared = dx * dx + dy * dy;
            if (squared > Reach * Reach) {
                continue;
            }
            // Two on one spot are pushed apart along a line of their own.
            const double nudge = squared < 1e-6 ? 0.5 + pidFraction(m_nodes[j].pid, 3) : 0;
            const double strength = Push / std::max(squared, 1.0);
            const double fx = (dx + nudge) * strength;
            const double fy = (dy + nudge * 0.7) * strength;
            sumX += fx;
            sumY += fy;
            m_forces[j] -= QPointF(fx, fy);
        }
        m_forces[i] += QPointF(sumX, sumY);
    }
    // The related pull each other together.
    for (const Edge& edge : m_edges) {
        const QPointF delta = m_nodes[edge.from].position - m_nodes[edge.to].position;
        const double distance = std::hypot(delta.x(), delta.y());
        const QPointF pull = delta * (distance / EdgeLength);
        m_forces[edge.from] -= pull;
        m_forces[edge.to] += pull;
    }

    const double spread = m_aspect * std::sqrt(m_aspect);
    double farthest = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Node& node = m_nodes[i];
        if (node.pinned) {
            continue;
        }
        // And the middle pulls all, the unrelated harder: they would fly away.
        const double gravity = node.degree == 0 ? 0.9 : 0.35;
        const QPointF force =
            m_forces[i] - QPointF(node.position.x() * gravity / spread, node.position.y() * gravity * spread);
        const double length = std::hypot(force.x(), force.y());
        if (length < 1e-9) {
            continue;
        }
        const double distance = std::min(length * 0.1, m_temperature);
        node.position += force / length * distance;
        farthest = std::max(farthest, distance);
    }
    m_temperature = std::min(m_temperature * 0.975, std::max(farthest * 1.5, Cold * 0.99));
    return !isSettled();
}

std::optional<std::size_t> GraphLayout::find(Pid pid) const
{
    const auto found = m_places.find(pid);
    return found == m_places.end() ? std::nullopt : std::optional<std::size_t>(found->second);
}

void GraphLayout::pin(Pid pid, QPointF position)
{
    if (const auto place = find(pid)) {
        m_nodes[*place].position = position;
        m_nodes[*place].pinned = true;
        m_temperature = std::max(m_temperature, 8.0);
    }
}

void GraphLayout::unpin(Pid pid)
{
    if (const auto place = find(pid)) {
        m_nodes[*place].pinned = false;
        m_temperature = std::max(m_temperature, 8.0);
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
    if (!m_nodes.empty()) {
        m_temperature = std::max(m_temperature, 20.0);
    }
}

QRectF GraphLayout::bounds() const
{
    if (m_nodes.empty()) {
        return {};
    }
    QPointF low = m_nodes.front().position;
    QPointF high = low;
    for (const Node& node : m_nodes) {
        low = {std::min(low.x(), node.position.x()), std::min(low.y(), node.position.y())};
        high = {std::max(high.x(), node.position.x()), std::max(high.y(), node.position.y())};
    }
    return {low, high};
}

} // namespace factorama
