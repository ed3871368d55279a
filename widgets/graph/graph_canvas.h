// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

#include "widgets/graph/graph_maker.h"
#include "widgets/graph/graph_painter.h"
#include "widgets/graph/graph_pulses.h"
#include "widgets/graph/graph_scene.h"

namespace factorama {

class GraphLegend;
class MiniMap;
class ViewClock;

/// The drawing of the graph, with a map of the whole and a legend in its corners.
///
/// Wheel and +/- zoom, dragging the background or the arrow keys pan, 0 fits all in. A node that is dragged
/// stays where it is put; a double click lets it go again. A double click, or Enter, opens a cluster and
/// closes it again. N and P select the next node and the one before. Other keys are the view's.
class GraphCanvas : public QWidget {
    Q_OBJECT

public:
    explicit GraphCanvas(ViewClock& clock, QWidget* parent = nullptr);

    /// What is drawn: it is made off the window's thread, so it may be a moment older than what was asked
    /// for.
    const GraphPicture& graph() const { return *m_scene.picture; }
    const GraphScene& scene() const { return m_scene; }
    const GraphMaker& maker() const { return m_maker; }
    const GraphPulses& pulses() const { return m_pulses; }
    MiniMap& miniMap() const { return *m_map; }
    GraphLegend& legend() const { return *m_legend; }
    /// Something moves, or is being made.
    bool isAnimating() const;
    double zoom() const { return m_scene.zoom; }

    /// Where a process, or its cluster, is drawn, in this widget's coordinates.
    QPointF positionOf(Pid pid) const;
    QPointF positionOf(const GraphKey& key) const;

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) { m_maker.setSnapshot(snapshot); }
    void setSearch(const ProcessFilter& search) { m_maker.setSearch(search); }
    /// Shows what has become of the processes.
    void showEvents(const std::vector<Event>& events);

    int hops() const { return m_query.hops; }
    void setHops(int hops);
    GraphGrouping grouping() const { return m_query.grouping; }
    void setGrouping(GraphGrouping grouping);
    bool isOpened(const GraphKey& cluster) const;
    /// Draws the processes of a cluster one by one, or no longer.
    void setOpened(const GraphKey& cluster, bool opened);
    void closeAllClusters();
    bool hasOpenedClusters() const { return !m_query.opened.empty(); }
    bool isPinned(const GraphKey& key) const { return m_maker.isPinned(key); }
    void unpin(const GraphKey& key);

    /// The selected process, or the cluster that was clicked.
    const GraphKey& current() const { return m_scene.current; }
    /// Neither process nor cluster is marked any more.
    void letGo() { makeCurrent(GraphKey()); }
    void setMapWanted(bool wanted);

    void fit();
    void zoomBy(double factor, QPointF around);
    /// Brings a process into the middle, as soon as it is drawn.
    void center(Pid pid);

    QSize minimumSizeHint() const override { return {160, 120}; }
    QSize sizeHint() const override { return {480, 320}; }

signals:
    void contextMenuWanted(const QPoint& globalPosition);
    /// There is another picture to be seen.
    void pictureChanged();
    void currentChanged();
    void openedChanged();

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
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void takePicture(const std::shared_ptr<const GraphPicture>& picture);
    bool isSeen() const;
    void takePlaces();
    bool isNothingInSight() const;
    /// Whether a node lies in this part of the screen.
    bool isAnythingIn(const QRectF& place) const;
    void redraw();
    void placeCorners();
    void animate();
    void fitNow();
    void pan(QPointF delta);
    void centerNow(QPointF place);
    void makeCurrent(const GraphKey& key);
    void activate(const GraphNode& node);
    void selectBeside(std::size_t distance);

    ViewClock& m_clock;
    GraphQuery m_query;
    GraphScene m_scene;
    GraphPainter m_painter;
    GraphPulses m_pulses;
    QImage m_layer; ///< all but what moves, as it was last drawn
    bool m_layerIsOld = true;
    QTimer m_animation; ///< while anything moves that is not the layout
    QTimer m_hold; ///< while the last picture stays though there is another one
    std::shared_ptr<const GraphPicture> m_held; ///< that one
    bool m_heldEnough = false;
    MiniMap* m_map;
    GraphLegend* m_legend;
    bool m_mapWanted = true;
    bool m_fitting = true; ///< all stays in view, until the person zooms or pans
    Pid m_toCenter; ///< as soon as it is drawn
    GraphKey m_dragged;
    bool m_panning = false;
    QPointF m_pressed;
    bool m_moved = false;
    GraphMaker m_maker; ///< last: what it makes goes into the above
};

} // namespace factorama
