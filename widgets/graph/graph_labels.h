// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <vector>

#include "widgets/graph/graph_scene.h"

namespace factorama {

/// What a cluster or process is called in the graph.
QString graphNodeTitle(const GraphPicture& picture, const GraphNode& node);

/// How thick the ring around a cluster of this radius is.
double ringOfCluster(double radius);
/// Whether there is room for the number of its processes within a cluster's ring.
bool countFits(const GraphNode& cluster, double radius, const QFont& font);

/// A node's name, and where it stands.
struct GraphLabel {
    std::uint32_t node = 0;
    QString text;
    QRectF box; ///< on the screen
    bool strong = false;
};

/// The font of labels beside this one.
QFont labelFont(const QFont& font);

/// Which nodes are named, and where: the selected one, always; then its neighbours, what was found, clusters
/// and the most related, as far as there is room. A label that would lie on another one or on a node is left
/// out rather than made unreadable.
std::vector<GraphLabel> placeLabels(const GraphScene& scene, const QFont& font);

} // namespace factorama
