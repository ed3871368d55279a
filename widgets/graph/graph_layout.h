// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace factorama {

/// Places of processes on a plane, so that those that are linked or monitor each other lie close together.
///
/// A force layout that goes on from where it was: between snapshots the places stay, a new process starts
/// beside those it is related to, and nothing moves at all unless a process or relation came or went. It
/// cools down and then says that it is settled, so that a quiet graph costs nothing.
class GraphLayout {
public:
    /// At most so many processes are placed: those around the selected one first, then those with the most
    /// relations.
    static constexpr std::size_t MaximumNodes = 500;
    /// Wished distance of two related processes.
    static constexpr double EdgeLength = 80;

    struct Node {
        Pid pid;
        QPointF position;
        std::uint32_t row = 0; ///< place in Snapshot::processes
        std::uint32_t degree = 0; ///< relations in the whole snapshot
        bool pinned = false; ///< stays where the person put it
    };

    struct Edge {
        std::uint32_t from = 0; ///< place in nodes()
        std::uint32_t to = 0;
        Relation::Kind kind = Relation::Kind::Link;

        bool operator==(const Edge&) const = default;
    };

    /// Takes over what there is now.
    /// @return true if processes or relations came or went, so that the layout has to move.
    bool setSnapshot(const Snapshot& snapshot, Pid selected);

    /// Moves everything a little. @return false once it is settled; then it does nothing any more.
    bool step();
    bool isSettled() const { return m_temperature < Cold; }

    const std::vector<Node>& nodes() const { return m_nodes; }
    const std::vector<Edge>& edges() const { return m_edges; }
    /// Processes of the snapshot that are not placed.
    std::size_t omitted() const { return m_omitted; }

    /// Place in nodes() of this process.
    std::optional<std::size_t> find(Pid pid) const;
    /// Puts a process somewhere and keeps it there; its neighbours follow.
    void pin(Pid pid, QPointF position);
    void unpin(Pid pid);

    /// The shape to spread out in: width divided by height of what it is drawn on.
    void setAspect(double aspect);

    /// What all places span.
    QRectF bounds() const;

private:
    static constexpr double Cold = 0.15;
    static constexpr double Hot = 60;

    std::vector<std::uint32_t> chooseRows(const Snapshot& snapshot,
                                          const std::vector<std::pair<std::uint32_t, std::uint32_t>>& related,
                                          Pid selected, const std::vector<std::uint32_t>& degrees) const;

    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
    std::unordered_map<Pid, std::uint32_t> m_places; ///< pid -> place in m_nodes
    std::vector<QPointF> m_forces;
    std::size_t m_omitted = 0;
    double m_aspect = 1;
    double m_temperature = 0; ///< how far a node may move in a step
};

} // namespace factorama
