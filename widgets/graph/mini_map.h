// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "widgets/graph/graph_scene.h"

namespace factorama {

/// The whole graph in a corner of its canvas, with a frame around what is in sight. A click or a drag in it
/// moves there.
class MiniMap : public QWidget {
    Q_OBJECT

public:
    explicit MiniMap(QWidget* parent);

    /// The scene that it shows the whole of; it lives as long as the map.
    void setScene(const GraphScene* scene);
    /// Whether anything lies out of sight, so that a map is of use.
    bool isOfUse() const;

    /// Where a place of the graph's plane is drawn.
    QPointF toMap(QPointF place) const;
    QPointF toPlane(QPointF point) const;

    QSize sizeHint() const override;

signals:
    /// This place of the plane is to come into the middle of what is in sight.
    void wanted(QPointF place);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    /// What of the plane is shown.
    QRectF shown() const;
    double scale() const;

    const GraphScene* m_scene = nullptr;
};

} // namespace factorama
