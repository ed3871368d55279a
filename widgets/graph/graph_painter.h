// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QImage>
#include <QPixmap>

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "widgets/graph/graph_scene.h"

class QPainter;

namespace factorama {

/// Draws scenes of the graph: links as lines, monitors as dashed arrows from the watching to the watched
/// process, clusters as rings. The more there is to be seen, the plainer it is drawn, so that 2,000 nodes
/// take a fraction of a frame.
class GraphPainter {
public:
    /// @param image of Format_RGB32, as large as the scene in device-independent pixels.
    void paint(QImage& image, const GraphScene& scene, const QFont& font);

private:
    void drawEdges(QImage& image, const GraphScene& scene) const;
    void drawNodes(QPainter& painter, const GraphScene& scene, const QFont& font);
    void drawCluster(QPainter& painter, const GraphScene& scene, std::uint32_t node, QPointF center,
                     bool plain, const QFont& font) const;
    void drawLabels(QPainter& painter, const GraphScene& scene, const QFont& font) const;
    const QPixmap& sprite(ProcessStatus status, bool trapsExits, double radius, double ratio);

    std::unordered_map<std::uint64_t, QPixmap> m_sprites; ///< processes, by how they look
    std::uint64_t m_spritesOf = 0; ///< the radius, screen and theme that they are made for
};

} // namespace factorama
