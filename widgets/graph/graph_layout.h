// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QRectF>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "widgets/graph/graph_contents.h"
#include "widgets/graph/quad_tree.h"

namespace factorama {

/// Places of nodes on a plane, so that those that are linked or monitor each other lie close together.
///
/// A force layout that goes on from where it was: the places stay, a new process starts beside those it is
/// related to or where its cluster was, and nothing moves at all unless a node or relation came or went. It
/// cools down and then says that it is settled, so that a quiet graph costs nothing. For one thread,
/// whichever it is.
class GraphLayout {
public:
    /// Wished distance of two related processes.
    static constexpr double EdgeLength = 80;

    /// How large a node is, as a multiple of a process.
    static double sizeOf(const GraphNode& node);

    /// Takes over what there is now. @return true if nodes or relations came or went, so that the layout has
    /// to move.
    bool setContents(const GraphContents& contents);

    /// Moves everything a little. @return false once it is settled; then it does nothing any more.
    bool step();
    bool isSettled() const { return m_temperature < Cold; }

    /// By the contents' nodes.
    const std::vector<QPointF>& places() const { return m_places; }
    std::optional<std::size_t> find(const GraphKey& key) const;

    /// These stay where they are put, and no others; their neighbours follow.
    void setPinned(const std::unordered_map<GraphKey, QPointF>& pinned);

    /// The shape to spread out in: width divided by height of what it is drawn on.
    void setAspect(double aspect);

    /// What all places span.
    QRectF bounds() const;

private:
    static constexpr double Cold = 0.15;
    static constexpr double Hot = 40;
    static constexpr double Warm = 8; ///< when something is put elsewhere

    void placeNewcomers(const GraphContents& before, std::vector<bool>& known);
    void takePins();

    GraphContents m_contents; ///< nodes and edges alone
    std::vector<QPointF> m_places;
    std::vector<std::uint32_t> m_parts; ///< which nodes hang together, by node
    std::vector<double> m_partSizes; ///< nodes of each part
    std::vector<double> m_partWeights; ///< sum of their sizes
    std::vector<bool> m_isPinned;
    std::unordered_map<GraphKey, std::uint32_t> m_nodeOfKey;
    std::unordered_map<GraphKey, QPointF> m_pinned;
    QuadTree m_tree;
    std::vector<QuadTree::Body> m_bodies;
    std::vector<QPointF> m_forces;
    double m_aspect = 1;
    double m_temperature = 0; ///< how far a node may move in a step
};

} // namespace factorama
