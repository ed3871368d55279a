// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>
#include <QSizeF>

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_set>
#include <vector>

#include "widgets/graph/graph_layout.h"
#include "widgets/graph/graph_picture.h"

namespace factorama {

/// A picture of the graph as it is looked at: from where, how close, and with what marked.
struct GraphScene {
    static constexpr double SmallestZoom = 0.004;
    static constexpr double LargestZoom = 4;

    std::shared_ptr<const GraphPicture> picture = GraphPicture::empty();
    std::vector<QPointF> places; ///< by node: the picture's, with what the person drags where he drags it
    std::unordered_set<GraphKey> pinned;
    GraphKey current; ///< the selected process, or the cluster that was clicked
    QSizeF size; ///< of what it is drawn on
    double zoom = 1;
    QPointF offset;

    QPointF toScreen(QPointF place) const { return place * zoom + offset; }
    QPointF toPlane(QPointF point) const { return (point - offset) / zoom; }
    /// What of the plane is in sight.
    QRectF sight() const { return {toPlane({0, 0}), toPlane({size.width(), size.height()})}; }

    /// Of a process, on the screen.
    double radius() const { return std::clamp(7.0 * std::sqrt(zoom), 2.0, 12.0); }
    double radiusOf(const GraphNode& node) const
    {
        const double large = GraphLayout::sizeOf(node);
        return node.isCluster() ? std::max(radius() * large, 4 + 2.4 * large) : radius();
    }

    /// The node at this point of the screen; nothing if there is none.
    std::optional<std::uint32_t> nodeAt(QPointF point) const;

    bool isSearched() const { return !picture->matchesOfNode.empty(); }
    bool isMatch(std::uint32_t node) const { return isSearched() && picture->matchesOfNode[node] > 0; }
};

} // namespace factorama
