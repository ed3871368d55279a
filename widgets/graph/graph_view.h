// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <memory>
#include <vector>

#include "widgets/graph/graph_layout.h"
#include "widgets/graph/graph_pulses.h"

class QToolButton;

namespace factorama {

class EmptyHint;
class ProcessActions;
class LiveLabel;
class ViewClock;

/// The drawing of the graph: links as lines, monitors as dashed arrows from the watching to the watched
/// process.
///
/// Wheel and +/- zoom, dragging the background or the arrow keys pan, 0 fits all in. A process that is
/// dragged stays where it is put; a double click lets it go again. N and P select the next and the one
/// before.
class GraphCanvas : public QWidget {
    Q_OBJECT

public:
    explicit GraphCanvas(ViewClock& clock, QWidget* parent = nullptr);

    const GraphLayout& graph() const { return m_layout; }
    bool isAnimating() const { return m_animation.isActive(); }
    double zoom() const { return m_zoom; }

    /// Where a process is drawn, in this widget's coordinates.
    QPointF positionOf(Pid pid) const;

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Shows what has become of the processes.
    void showEvents(const std::vector<Event>& events);
    const GraphPulses& pulses() const { return m_pulses; }
    void fit();
    void zoomBy(double factor, QPointF around);

    QSize minimumSizeHint() const override { return {160, 120}; }
    QSize sizeHint() const override { return {480, 320}; }

signals:
    void contextMenuWanted(const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

private:
    QPointF toScreen(QPointF place) const { return place * m_zoom + m_offset; }
    QPointF toPlane(QPointF point) const { return (point - m_offset) / m_zoom; }
    Pid nodeAt(QPointF point) const;
    double radius() const;
    void animate();
    void fitNow();
    void drawEdges(QPainter& painter) const;
    void drawNodes(QPainter& painter) const;
    void drawLabels(QPainter& painter) const;
    void drawLegend(QPainter& painter) const;

    ViewClock& m_clock;
    GraphLayout m_layout;
    GraphPulses m_pulses;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::vector<ProcessStatus> m_statuses; ///< of the nodes, as they were last drawn
    QTimer m_animation;
    double m_zoom = 1;
    QPointF m_offset;
    bool m_fitting = true; ///< all stays in view, until the person zooms or pans
    Pid m_dragged;
    bool m_panning = false;
    QPointF m_pressed;
    bool m_moved = false;
};

/// The graph of links and monitors, with its buttons and what is not drawn.
class GraphView : public QWidget {
    Q_OBJECT

public:
    GraphView(ViewClock& clock, ProcessActions& actions, QWidget* parent = nullptr);

    GraphCanvas& canvas() const { return *m_canvas; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void updateIcons();

    ViewClock& m_clock;
    GraphCanvas* m_canvas;
    std::uint64_t m_lastEvent = 0;
    bool m_sawEvents = false;
    LiveLabel* m_caption;
    QToolButton* m_fit;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    EmptyHint* m_hint;
};

} // namespace factorama
