// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_canvas.h"

#include "widgets/graph/graph_legend.h"
#include "widgets/graph/graph_tool_tip.h"
#include "widgets/graph/mini_map.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace factorama {

namespace {

constexpr int FrameMilliseconds = 33;
/// What is drawn of processes that end together takes so long.
constexpr int HoldMilliseconds = 2600;

} // namespace

GraphCanvas::GraphCanvas(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_map(new MiniMap(this)),
      m_legend(new GraphLegend(this))
{
    setObjectName(QStringLiteral("graphCanvas"));
    setAccessibleName(tr("Graph of links and monitors"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    m_map->setScene(&m_scene);
    m_map->hide();
    m_legend->hide();
    m_animation.setInterval(FrameMilliseconds);
    connect(&m_animation, &QTimer::timeout, this, &GraphCanvas::animate);
    m_hold.setSingleShot(true);
    m_hold.setInterval(HoldMilliseconds);
    connect(&m_hold, &QTimer::timeout, this, [this] {
        m_heldEnough = true;
        takePicture(std::shared_ptr<const GraphPicture>(m_held));
    });
    connect(&m_maker, &GraphMaker::finished, this, &GraphCanvas::takePicture);
    connect(m_map, &MiniMap::wanted, this, [this](QPointF place) {
        m_fitting = false;
        centerNow(place);
    });
    const auto follow = [this] {
        const Pid selected = m_clock.selected();
        m_query.selected = selected;
        m_maker.setQuery(m_query);
        makeCurrent(selected ? GraphKey::ofProcess(selected) : GraphKey());
    };
    connect(&clock, &ViewClock::selectionChanged, this, follow);
    follow();
}

bool GraphCanvas::isAnimating() const
{
    return m_animation.isActive() || m_hold.isActive() || !m_maker.isIdle() || !m_scene.picture->settled;
}

QPointF GraphCanvas::positionOf(Pid pid) const
{
    const auto node = m_scene.picture->find(pid);
    return node ? m_scene.toScreen(m_scene.places[*node]) : QPointF();
}

QPointF GraphCanvas::positionOf(const GraphKey& key) const
{
    const auto node = m_scene.picture->find(key);
    return node ? m_scene.toScreen(m_scene.places[*node]) : QPointF();
}

/// A dock behind another tab is not hidden: QMainWindow moves it out of sight, and sends no event. It comes
/// back with a paint event.
bool GraphCanvas::isSeen() const
{
    return isVisible() && !visibleRegion().isEmpty();
}

void GraphCanvas::takePicture(const std::shared_ptr<const GraphPicture>& picture)
{
    m_maker.setActive(isSeen());
    // All that was drawn has ended with the selected process: how it did is still to be seen.
    const bool endsAll = picture->contents->centerIsGone && m_query.hops != GraphQuery::Everything &&
                         picture->contents->hops == GraphQuery::Everything &&
                         m_scene.picture->contents->hops != GraphQuery::Everything;
    if (endsAll && !m_heldEnough) {
        m_held = picture;
        if (!m_hold.isActive()) {
            m_hold.start();
        }
        return;
    }
    m_hold.stop();
    m_held = nullptr;
    m_heldEnough = false;
    const bool wasEmpty = m_scene.places.empty();
    const bool changed = picture->revision != m_scene.picture->revision;
    m_pulses.setPicture(picture);
    const std::shared_ptr<const GraphPicture> before = std::exchange(m_scene.picture, picture);
    takePlaces();
    const bool another = picture->contents != before->contents;
    if (changed) {
        placeCorners(); // what is fitted in keeps clear of them
    }
    if (m_toCenter) {
        const auto node = picture->find(m_toCenter);
        if (node && picture->contents->hops != GraphQuery::Everything) {
            m_fitting = true; // it is in the middle of little
            fitNow();
        } else if (node) {
            centerNow(m_scene.places[*node]);
        }
        if (!node || picture->settled) { // until then it may move away
            m_toCenter = Pid();
        }
    } else if (m_dragged.isNull() && !m_panning) { // nothing is to slip away below the hand
        if ((m_fitting && (changed || wasEmpty)) || (another && isNothingInSight())) {
            fitNow();
        }
    }
    if (changed) { // most snapshots change nothing that is drawn here: then nothing is drawn
        redraw();
    }
    emit pictureChanged();
}

bool GraphCanvas::isNothingInSight() const
{
    const QRectF sight = m_scene.sight();
    return std::none_of(m_scene.places.begin(), m_scene.places.end(),
                        [&](QPointF place) { return sight.contains(place); });
}

bool GraphCanvas::isAnythingIn(const QRectF& place) const
{
    for (std::uint32_t i = 0; i < m_scene.places.size(); ++i) {
        const double reach = m_scene.radiusOf(m_scene.picture->nodes()[i]);
        if (place.adjusted(-reach, -reach, reach, reach).contains(m_scene.toScreen(m_scene.places[i]))) {
            return true;
        }
    }
    return false;
}

/// What is dragged lies where the hand is, and not where the layout, which is a moment behind, has it.
void GraphCanvas::takePlaces()
{
    m_scene.places = m_scene.picture->places;
    m_scene.pinned.clear();
    for (const auto& [key, place] : m_maker.request().pinned) {
        m_scene.pinned.insert(key);
        if (const auto node = m_scene.picture->find(key)) {
            m_scene.places[*node] = place;
        }
    }
}

void GraphCanvas::redraw()
{
    m_layerIsOld = true;
    placeCorners();
    m_map->update();
    update();
}

void GraphCanvas::placeCorners()
{
    m_scene.size = size();
    const bool any = !m_scene.places.empty();
    m_legend->setClustered(m_scene.picture->contents->clusters > 0);
    m_legend->setVisible(any);
    m_legend->place();
    const bool inTheWay = !m_fitting && isAnythingIn(m_legend->openGeometry());
    if (inTheWay || m_fitting || m_scene.picture->settled) { // what moves below it does not make it flicker
        m_legend->setInTheWay(inTheWay);
    }
    const QSize wanted = m_map->sizeHint();
    const bool hasRoom = width() > 2 * wanted.width() && height() > 2 * wanted.height();
    m_map->resize(wanted);
    m_map->move(width() - wanted.width() - 8, height() - wanted.height() - m_legend->height() - 6);
    m_map->setVisible(m_mapWanted && hasRoom && m_map->isOfUse());
}

void GraphCanvas::showEvents(const std::vector<Event>& events)
{
    m_pulses.add(events);
    if (!m_pulses.isEmpty() && isVisible() && !m_animation.isActive()) {
        m_animation.start();
    }
}

void GraphCanvas::setHops(int hops)
{
    m_query.hops = std::clamp(hops, GraphQuery::AutomaticHops, GraphQuery::MostHops);
    m_maker.setQuery(m_query);
}

void GraphCanvas::setGrouping(GraphGrouping grouping)
{
    m_query.grouping = grouping;
    m_maker.setQuery(m_query);
}

bool GraphCanvas::isOpened(const GraphKey& cluster) const
{
    return std::find(m_query.opened.begin(), m_query.opened.end(), cluster) != m_query.opened.end();
}

void GraphCanvas::setOpened(const GraphKey& cluster, bool opened)
{
    if (!cluster.isCluster() || opened == isOpened(cluster)) {
        return;
    }
    if (opened) {
        m_query.opened.push_back(cluster);
    } else {
        std::erase(m_query.opened, cluster);
    }
    m_maker.setQuery(m_query);
    emit openedChanged();
}

void GraphCanvas::closeAllClusters()
{
    m_query.opened.clear();
    m_maker.setQuery(m_query);
    emit openedChanged();
}

void GraphCanvas::unpin(const GraphKey& key)
{
    m_maker.unpin(key);
    takePlaces();
    redraw();
}

void GraphCanvas::setMapWanted(bool wanted)
{
    m_mapWanted = wanted;
    placeCorners();
}

void GraphCanvas::fit()
{
    m_fitting = true;
    fitNow();
    redraw();
}

void GraphCanvas::zoomBy(double factor, QPointF around)
{
    const QPointF fixed = m_scene.toPlane(around);
    m_scene.zoom = std::clamp(m_scene.zoom * factor, GraphScene::SmallestZoom, GraphScene::LargestZoom);
    m_scene.offset = around - fixed * m_scene.zoom;
    m_fitting = false;
    redraw();
}

void GraphCanvas::center(Pid pid)
{
    constexpr double ReadableZoom = 0.5;
    m_toCenter = pid;
    m_fitting = false;
    m_scene.zoom = std::max(m_scene.zoom, ReadableZoom);
    if (const auto node = m_scene.picture->find(pid)) {
        centerNow(m_scene.places[*node]);
    }
}

void GraphCanvas::centerNow(QPointF place)
{
    m_scene.offset = QRectF(rect()).center() - place * m_scene.zoom;
    redraw();
}

void GraphCanvas::pan(QPointF delta)
{
    m_scene.offset += delta;
    m_fitting = false;
    m_toCenter = Pid();
    redraw();
}

void GraphCanvas::fitNow()
{
    m_legend->setInTheWay(false); // nothing is to be below it
    const QRectF& bounds = m_scene.picture->bounds;
    // Labels stand above and below the nodes and to both sides; what is drawn is told in a line at the top,
    // and the legend has the bottom.
    const int line = fontMetrics().height();
    const double air = std::clamp((height() - 160) / 240.0, 0.0, 1.0); // of which a low view has none to give
    QRectF room = QRectF(rect()).adjusted(60, 10 + line + air * (6 + line), -60,
                                          -10 - line - m_legend->sizeHint().height() - air * 6);
    if (m_scene.places.empty()) {
        return;
    }
    for (int round = 0; round < 2; ++round) { // how large clusters are depends on the zoom
        if (room.width() < 20 || room.height() < 20) {
            return;
        }
        const double wide = room.width() / std::max(bounds.width(), 1.0);
        const double high = room.height() / std::max(bounds.height(), 1.0);
        m_scene.zoom =
            std::clamp(std::min({wide, high, 1.5}), GraphScene::SmallestZoom, GraphScene::LargestZoom);
        m_scene.offset = room.center() - bounds.center() * m_scene.zoom;
        double largest = 0;
        for (const GraphNode& node : m_scene.picture->nodes()) {
            largest = std::max(largest, node.isCluster() ? m_scene.radiusOf(node) : 0);
        }
        room.adjust(largest / 2, largest, -largest / 2, -largest);
    }
}

void GraphCanvas::animate()
{
    if (!m_pulses.advance() || !isSeen()) {
        m_animation.stop();
    }
    update();
}

void GraphCanvas::paintEvent(QPaintEvent*)
{
    m_maker.setActive(true);
    const double ratio = devicePixelRatioF();
    const QSize wanted = (QSizeF(size()) * ratio).toSize();
    if (m_layerIsOld || m_layer.size() != wanted) {
        if (m_layer.size() != wanted) {
            m_layer = QImage(wanted, QImage::Format_RGB32);
            m_layer.setDevicePixelRatio(ratio);
        }
        m_scene.size = size();
        m_painter.paint(m_layer, m_scene, font());
        m_layerIsOld = false;
    }
    QPainter painter(this);
    painter.drawImage(0, 0, m_layer);
    painter.setFont(font());
    painter.setRenderHint(QPainter::Antialiasing);
    m_pulses.draw(
        painter, [this](QPointF place) { return m_scene.toScreen(place); }, std::max(m_scene.radius(), 4.0));
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GraphCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_maker.setAspect(static_cast<double>(width()) / std::max(1, height()));
    if (m_fitting) {
        fitNow();
    }
    redraw();
}

void GraphCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_maker.setActive(true);
    if (!m_pulses.isEmpty()) {
        m_animation.start();
    }
}

void GraphCanvas::hideEvent(QHideEvent* event)
{
    m_maker.setActive(false);
    m_animation.stop();
    QWidget::hideEvent(event);
}

void GraphCanvas::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        redraw();
    }
}

void GraphCanvas::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0) {
        zoomBy(std::pow(1.2, steps), event->position());
    }
    event->accept();
}

/// What is to be marked; of a process the clock is told, and with it all other views.
void GraphCanvas::makeCurrent(const GraphKey& key)
{
    if (key == m_scene.current) {
        return;
    }
    m_scene.current = key;
    redraw();
    emit currentChanged();
}

void GraphCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = event->position();
    m_moved = false;
    const auto node = m_scene.nodeAt(event->position());
    m_dragged = node ? m_scene.picture->nodes()[*node].key : GraphKey();
    m_panning = !node;
    if (node && m_dragged.isCluster()) {
        makeCurrent(m_dragged);
    } else if (node) {
        m_clock.select(m_dragged.pid());
        makeCurrent(m_dragged);
    }
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF delta = event->position() - m_pressed;
    if (!m_moved && std::abs(delta.x()) + std::abs(delta.y()) < 4) {
        return; // a click with an unsteady hand pins nothing
    }
    if (!m_dragged.isNull()) {
        m_moved = true;
        m_maker.pin(m_dragged, m_scene.toPlane(event->position()));
        takePlaces();
        redraw();
    } else if (m_panning) {
        m_moved = true;
        m_pressed = event->position();
        pan(delta);
    }
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event);
    m_dragged = GraphKey();
    m_panning = false;
}

/// Lets go of what is pinned; opens and closes clusters.
void GraphCanvas::activate(const GraphNode& node)
{
    if (m_maker.isPinned(node.key)) {
        unpin(node.key);
    } else if (node.isCluster()) {
        setOpened(node.key, !isOpened(node.key));
    } else if (!node.home.isNull()) {
        setOpened(node.home, !isOpened(node.home));
    }
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (const auto node = m_scene.nodeAt(event->position())) {
        activate(m_scene.picture->nodes()[*node]);
    }
}

void GraphCanvas::selectBeside(std::size_t distance)
{
    const std::vector<GraphNode>& nodes = m_scene.picture->nodes();
    if (nodes.empty()) {
        return;
    }
    const auto current = m_scene.picture->find(m_scene.current);
    const GraphKey key = nodes[current ? (*current + distance) % nodes.size() : 0].key;
    if (key.isCluster()) {
        makeCurrent(key);
    } else {
        m_clock.select(key.pid());
        makeCurrent(key);
    }
}

void GraphCanvas::keyPressEvent(QKeyEvent* event)
{
    constexpr double Pan = 40;
    const QPointF middle = QRectF(rect()).center();
    if (event->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) {
        QWidget::keyPressEvent(event);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomBy(1.2, middle);
        return;
    case Qt::Key_Minus:
        zoomBy(1 / 1.2, middle);
        return;
    case Qt::Key_0:
        fit();
        return;
    case Qt::Key_Left:
        pan({Pan, 0});
        return;
    case Qt::Key_Right:
        pan({-Pan, 0});
        return;
    case Qt::Key_Up:
        pan({0, Pan});
        return;
    case Qt::Key_Down:
        pan({0, -Pan});
        return;
    case Qt::Key_N:
        selectBeside(1);
        return;
    case Qt::Key_P:
        selectBeside(std::max<std::size_t>(m_scene.picture->nodes().size(), 1) - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (const auto current = m_scene.picture->find(m_scene.current)) {
            activate(m_scene.picture->nodes()[*current]);
        }
        return;
    case Qt::Key_C:
        closeAllClusters();
        return;
    case Qt::Key_L:
        m_legend->toggle();
        placeCorners();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const auto node = m_scene.nodeAt(event->pos());
        if (!node) {
            return;
        }
        const GraphKey key = m_scene.picture->nodes()[*node].key;
        if (!key.isCluster()) {
            m_clock.select(key.pid());
        }
        makeCurrent(key);
    }
    emit contextMenuWanted(event->globalPos());
}

bool GraphCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const auto node = m_scene.nodeAt(help->pos())) {
            QToolTip::showText(help->globalPos(), graphToolTip(*m_scene.picture, *node), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace factorama
