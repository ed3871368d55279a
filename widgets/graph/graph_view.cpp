// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_view.h"

#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QElapsedTimer>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_set>

namespace factorama {

namespace {

constexpr double SmallestZoom = 0.05;
constexpr double LargestZoom = 4;
constexpr int FrameMilliseconds = 33;
/// What laying out may take of a frame, so that the window stays quick.
constexpr qint64 FrameBudgetNanoseconds = 4'000'000;

QToolButton* makeButton(const QString& name, const QString& hint, const QKeySequence& key)
{
    auto* button = new QToolButton;
    button->setAutoRaise(true);
    button->setAccessibleName(name);
    button->setToolTip(
        QStringLiteral("%1 (%2, in the graph)").arg(hint, key.toString(QKeySequence::NativeText)));
    return button;
}

} // namespace

// -- the canvas
// -----------------------------------------------------------------------------------------------------

GraphCanvas::GraphCanvas(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_snapshot(clock.snapshot())
{
    setObjectName(QStringLiteral("graphCanvas"));
    setAccessibleName(QStringLiteral("Graph of links and monitors"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(false);
    m_animation.setInterval(FrameMilliseconds);
    connect(&m_animation, &QTimer::timeout, this, &GraphCanvas::animate);
    connect(&clock, &ViewClock::selectionChanged, this, [this] { update(); });
}

QPointF GraphCanvas::positionOf(Pid pid) const
{
    const auto place = m_layout.find(pid);
    return place ? toScreen(m_layout.nodes()[*place].position) : QPointF();
}

void GraphCanvas::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
{
    const bool wasEmpty = m_layout.nodes().empty();
    m_snapshot = snapshot;
    m_pulses.remember(m_layout);
    const bool changed = m_layout.setSnapshot(*snapshot, m_clock.selected());
    // Most snapshots change nothing that is drawn here: then nothing is drawn.
    std::vector<ProcessStatus> statuses;
    statuses.reserve(m_layout.nodes().size());
    for (const GraphLayout::Node& node : m_layout.nodes()) {
        statuses.push_back(snapshot->processes[node.row].status);
    }
    const bool recoloured = statuses != m_statuses;
    m_statuses = std::move(statuses);
    if (changed && wasEmpty) {
        // The first picture is better late by a frame than a tangle that unfolds.
        QElapsedTimer timer;
        timer.start();
        while (timer.nsecsElapsed() < 5 * FrameBudgetNanoseconds && m_layout.step()) {
        }
        fitNow();
    }
    if (!m_layout.isSettled() && isVisible() && !m_animation.isActive()) {
        m_animation.start();
    }
    if (m_fitting && changed) {
        fitNow();
    }
    if (changed || recoloured) {
        update();
    }
}

void GraphCanvas::showEvents(const std::vector<Event>& events)
{
    m_pulses.add(events, m_layout);
    if (!m_pulses.isEmpty() && isVisible() && !m_animation.isActive()) {
        m_animation.start();
    }
}

void GraphCanvas::fit()
{
    m_fitting = true;
    fitNow();
    update();
}

void GraphCanvas::zoomBy(double factor, QPointF around)
{
    const QPointF fixed = toPlane(around);
    m_zoom = std::clamp(m_zoom * factor, SmallestZoom, LargestZoom);
    m_offset = around - fixed * m_zoom;
    m_fitting = false;
    update();
}

void GraphCanvas::fitNow()
{
    const QRectF bounds = m_layout.bounds();
    // Labels stand below the nodes and to both sides; the legend takes a line at the bottom.
    const QRectF room = QRectF(rect()).adjusted(60, 16, -60, -24 - 2 * fontMetrics().height());
    if (m_layout.nodes().empty() || room.width() < 20 || room.height() < 20) {
        return;
    }
    const double wide = room.width() / std::max(bounds.width(), 1.0);
    const double high = room.height() / std::max(bounds.height(), 1.0);
    m_zoom = std::clamp(std::min({wide, high, 1.5}), SmallestZoom, LargestZoom);
    m_offset = room.center() - bounds.center() * m_zoom;
}

void GraphCanvas::animate()
{
    QElapsedTimer timer;
    timer.start();
    bool moving = true;
    for (int i = 0; i < 3 && moving && timer.nsecsElapsed() < FrameBudgetNanoseconds; ++i) {
        moving = m_layout.step();
    }
    if (m_fitting && !m_dragged) {
        fitNow();
    }
    if (!m_pulses.advance() && !moving) {
        m_animation.stop();
    }
    update();
}

double GraphCanvas::radius() const
{
    return std::clamp(7.0 * std::sqrt(m_zoom), 2.5, 12.0);
}

Pid GraphCanvas::nodeAt(QPointF point) const
{
    const double reach = radius() + 4;
    Pid best;
    double nearest = reach * reach;
    for (const GraphLayout::Node& node : m_layout.nodes()) {
        const QPointF delta = toScreen(node.position) - point;
        const double squared = QPointF::dotProduct(delta, delta);
        if (squared < nearest) {
            nearest = squared;
            best = node.pid;
        }
    }
    return best;
}

void GraphCanvas::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().base);
    painter.setRenderHint(QPainter::Antialiasing);
    drawEdges(painter);
    drawNodes(painter);
    m_pulses.draw(
        painter, [this](QPointF place) { return toScreen(place); }, radius());
    drawLabels(painter);
    drawLegend(painter);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme().accent, 1));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void GraphCanvas::drawEdges(QPainter& painter) const
{
    const Theme& colors = theme();
    const Pid selected = m_clock.selected();
    const double nodeRadius = radius();
    const double thin = std::clamp(m_zoom * 1.4, 0.6, 1.6);
    painter.setBrush(Qt::NoBrush);

    for (const GraphLayout::Edge& edge : m_layout.edges()) {
        const GraphLayout::Node& a = m_layout.nodes()[edge.from];
        const GraphLayout::Node& b = m_layout.nodes()[edge.to];
        const QPointF from = toScreen(a.position);
        const QPointF to = toScreen(b.position);
        const bool strong = selected && (a.pid == selected || b.pid == selected);
        if (edge.kind == Relation::Kind::Link) {
            painter.setPen(QPen(strong ? colors.accent : colors.link, strong ? thin + 0.8 : thin));
            painter.drawLine(from, to);
            continue;
        }

        // A monitor bends a little, so that it is seen beside a link of the same two.
        const QPointF delta = to - from;
        const double length = std::hypot(delta.x(), delta.y());
        if (length < 2 * nodeRadius) {
            continue;
        }
        const QPointF along = delta / length;
        const QPointF across(-along.y(), along.x());
        const QPointF bend = (from + to) / 2 + across * std::min(length * 0.12, 24.0);
        const QPointF arrival = to - bend;
        const double arrivalLength = std::max(std::hypot(arrival.x(), arrival.y()), 1e-6);
        const QPointF direction = arrival / arrivalLength;
        const QPointF tip = to - direction * (nodeRadius + 2);
        QPainterPath path(from);
        path.quadTo(bend, tip);
        QPen pen(colors.monitor, strong ? thin + 0.8 : thin);
        pen.setDashPattern({5, 3});
        painter.setPen(pen);
        painter.drawPath(path);
        const double size = std::clamp(nodeRadius, 4.0, 8.0);
        const QPointF side(-direction.y(), direction.x());
        const QPointF head[3] = {tip, tip - direction * size + side * size * 0.45,
                                 tip - direction * size - side * size * 0.45};
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.monitor);
        painter.drawPolygon(head, 3);
        painter.setBrush(Qt::NoBrush);
    }
}

void GraphCanvas::drawNodes(QPainter& painter) const
{
    const Theme& colors = theme();
    const double nodeRadius = radius();
    const Pid selected = m_clock.selected();
    for (const GraphLayout::Node& node : m_layout.nodes()) {
        const QPointF center = toScreen(node.position);
        const ProcessRow& row = m_snapshot->processes[node.row];
        painter.setPen(QPen(colors.base, 1.5));
        painter.setBrush(colors.statusColor(row.status));
        painter.drawEllipse(center, nodeRadius, nodeRadius);
        if (node.pinned) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.base);
            painter.drawEllipse(center, nodeRadius * 0.35, nodeRadius * 0.35);
        }
        if (node.pid == selected) {
            painter.setPen(QPen(colors.accent, 2.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(center, nodeRadius + 3, nodeRadius + 3);
        }
    }
}

void GraphCanvas::drawLabels(QPainter& painter) const
{
    const std::vector<GraphLayout::Node>& nodes = m_layout.nodes();
    const Pid selected = m_clock.selected();
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    painter.setFont(small);
    const QFontMetricsF metrics(small);

    // The selected process and its neighbours first, then the most related: a label that would lie on another
    // one or on a node is left out rather than made unreadable.
    std::unordered_set<std::uint32_t> near;
    for (const GraphLayout::Edge& edge : m_layout.edges()) {
        if (nodes[edge.from].pid == selected) {
            near.insert(edge.to);
        } else if (nodes[edge.to].pid == selected) {
            near.insert(edge.from);
        }
    }
    if (near.size() > 40) {
        near.clear(); // of a hub not every neighbour can be named
    }
    std::vector<std::uint32_t> order(nodes.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto weight = [&](std::uint32_t i) {
        return nodes[i].pid == selected ? 2 : near.contains(i) ? 1 : 0;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int weightA = weight(a);
        const int weightB = weight(b);
        return weightA != weightB ? weightA > weightB : nodes[a].degree > nodes[b].degree;
    });

    std::vector<QRectF> taken;
    const double nodeRadius = radius();
    if (nodes.size() <= 120) {
        for (const GraphLayout::Node& node : nodes) {
            const QPointF center = toScreen(node.position);
            taken.emplace_back(center.x() - nodeRadius, center.y() - nodeRadius, 2 * nodeRadius,
                               2 * nodeRadius);
        }
    }
    QColor veil = theme().base;
    veil.setAlphaF(0.75F);
    constexpr std::size_t MostLabels = 120;
    std::size_t drawn = 0;
    for (const std::uint32_t i : order) {
        if (drawn == MostLabels) {
            break;
        }
        const QPointF center = toScreen(nodes[i].position);
        if (!rect().contains(center.toPoint())) {
            continue;
        }
        const QString text = shortened(processTitle(m_snapshot->processes[nodes[i].row]), 26);
        const double width = metrics.horizontalAdvance(text);
        const QRectF box(center.x() - width / 2, center.y() + nodeRadius + 2, width, metrics.height());
        const bool important = weight(i) == 2;
        if (nodes.size() > MostLabels && weight(i) == 0 && nodes[i].degree < 2) {
            continue; // in a crowd only those that others depend on are named
        }
        if (!important && std::any_of(taken.begin(), taken.end(),
                                      [&](const QRectF& other) { return other.intersects(box); })) {
            continue;
        }
        taken.push_back(box);
        painter.fillRect(box, veil);
        painter.setPen(important ? theme().text : theme().mutedText);
        painter.drawText(QPointF(box.left(), box.top() + metrics.ascent()), text);
        ++drawn;
    }
    painter.setFont(font());
}

void GraphCanvas::drawLegend(QPainter& painter) const
{
    if (m_layout.nodes().empty()) {
        return;
    }
    const Theme& colors = theme();
    const QFontMetrics metrics = fontMetrics();
    const double middle = height() - 8 - metrics.height() / 2.0;
    const double textBase = middle + (metrics.ascent() - metrics.descent()) / 2.0;
    double x = 10;
    painter.fillRect(QRectF(0, height() - metrics.height() - 14, width(), metrics.height() + 14), [&] {
        QColor veil = colors.base;
        veil.setAlphaF(0.85F);
        return veil;
    }());
    const auto word = [&](const QString& text) {
        painter.setPen(colors.mutedText);
        painter.drawText(QPointF(x, textBase), text);
        x += metrics.horizontalAdvance(text) + 14;
    };
    painter.setPen(QPen(colors.link, 1.6));
    painter.drawLine(QPointF(x, middle), QPointF(x + 22, middle));
    x += 28;
    word(QStringLiteral("link"));
    QPen dashed(colors.monitor, 1.6);
    dashed.setDashPattern({4, 2});
    painter.setPen(dashed);
    painter.drawLine(QPointF(x, middle), QPointF(x + 18, middle));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.monitor);
    const QPointF head[3] = {{x + 24, middle}, {x + 17, middle - 3.5}, {x + 17, middle + 3.5}};
    painter.drawPolygon(head, 3);
    x += 30;
    word(QStringLiteral("monitor"));
    for (const ProcessStatus status :
         {ProcessStatus::Waiting, ProcessStatus::Runnable, ProcessStatus::Running, ProcessStatus::Dirty,
          ProcessStatus::Suspended, ProcessStatus::Exiting}) {
        const QString text = statusText(status);
        if (x + 14 + metrics.horizontalAdvance(text) > width() - 6) {
            break;
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.statusColor(status));
        painter.drawEllipse(QPointF(x + 4, middle), 4.5, 4.5);
        x += 13;
        word(text);
    }
}

void GraphCanvas::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_layout.setAspect(static_cast<double>(width()) / std::max(1, height()));
    if (!m_layout.isSettled() && isVisible()) {
        m_animation.start();
    }
    if (m_fitting) {
        fitNow();
    }
}

void GraphCanvas::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_layout.isSettled()) {
        m_animation.start();
    }
}

void GraphCanvas::hideEvent(QHideEvent* event)
{
    m_animation.stop();
    QWidget::hideEvent(event);
}

void GraphCanvas::wheelEvent(QWheelEvent* event)
{
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0) {
        zoomBy(std::pow(1.2, steps), event->position());
    }
    event->accept();
}

void GraphCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        QWidget::mousePressEvent(event);
        return;
    }
    m_pressed = event->position();
    m_moved = false;
    m_dragged = nodeAt(event->position());
    m_panning = !m_dragged;
    if (m_dragged) {
        m_clock.select(m_dragged);
    }
}

void GraphCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF delta = event->position() - m_pressed;
    if (!m_moved && std::abs(delta.x()) + std::abs(delta.y()) < 4) {
        return; // a click with an unsteady hand pins nothing
    }
    if (m_dragged) {
        m_moved = true;
        m_layout.pin(m_dragged, toPlane(event->position()));
        if (!m_animation.isActive()) {
            m_animation.start();
        }
        update();
    } else if (m_panning) {
        m_moved = true;
        m_offset += delta;
        m_pressed = event->position();
        m_fitting = false;
        update();
    }
}

void GraphCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    Q_UNUSED(event);
    m_dragged = Pid();
    m_panning = false;
}

void GraphCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const Pid pid = nodeAt(event->position())) {
        m_layout.unpin(pid);
        m_animation.start();
        update();
    }
}

void GraphCanvas::keyPressEvent(QKeyEvent* event)
{
    constexpr double Pan = 40;
    const QPointF middle = QRectF(rect()).center();
    const auto pan = [this](double dx, double dy) {
        m_offset += QPointF(dx, dy);
        m_fitting = false;
        update();
    };
    const auto selectBeside = [this](std::size_t distance) {
        const std::size_t count = m_layout.nodes().size();
        if (count == 0) {
            return;
        }
        const auto place = m_layout.find(m_clock.selected());
        const std::size_t next = place ? (*place + distance) % count : 0;
        m_clock.select(m_layout.nodes()[next].pid);
    };
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
        pan(Pan, 0);
        return;
    case Qt::Key_Right:
        pan(-Pan, 0);
        return;
    case Qt::Key_Up:
        pan(0, Pan);
        return;
    case Qt::Key_Down:
        pan(0, -Pan);
        return;
    case Qt::Key_N:
        selectBeside(1);
        return;
    case Qt::Key_P:
        selectBeside(std::max<std::size_t>(m_layout.nodes().size(), 1) - 1);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GraphCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        const Pid pid = nodeAt(event->pos());
        if (!pid) {
            return;
        }
        m_clock.select(pid);
    }
    emit contextMenuWanted(event->globalPos());
}

bool GraphCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto place = m_layout.find(nodeAt(help->pos()));
        if (place) {
            const GraphLayout::Node& node = m_layout.nodes()[*place];
            QToolTip::showText(help->globalPos(), processToolTip(m_snapshot->processes[node.row]), this);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

// -- the view
// -------------------------------------------------------------------------------------------------------

GraphView::GraphView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_canvas(new GraphCanvas(clock)),
      m_caption(new LiveLabel(QStringLiteral("500 processes, 1,000 links, 1,000 monitors"))),
      m_fit(makeButton(QStringLiteral("Fit the graph"), QStringLiteral("Fit all processes in"),
                       QKeySequence(Qt::Key_0))),
      m_zoomIn(makeButton(QStringLiteral("Zoom in"), QStringLiteral("Zoom in"), QKeySequence(Qt::Key_Plus))),
      m_zoomOut(
          makeButton(QStringLiteral("Zoom out"), QStringLiteral("Zoom out"), QKeySequence(Qt::Key_Minus)))
{
    setObjectName(QStringLiteral("graph"));
    m_fit->setObjectName(QStringLiteral("fitGraph"));
    m_hint = new EmptyHint(
        QStringLiteral("No processes to draw.\nSpawn some that link or monitor each other."), m_canvas);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_caption, 1);
    bar->addWidget(m_zoomOut);
    bar->addWidget(m_zoomIn);
    bar->addWidget(m_fit);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_canvas, 1);

    connect(m_fit, &QToolButton::clicked, m_canvas, &GraphCanvas::fit);
    connect(m_zoomIn, &QToolButton::clicked, this,
            [this] { m_canvas->zoomBy(1.25, QRectF(m_canvas->rect()).center()); });
    connect(m_zoomOut, &QToolButton::clicked, this,
            [this] { m_canvas->zoomBy(0.8, QRectF(m_canvas->rect()).center()); });
    connect(m_canvas, &GraphCanvas::contextMenuWanted, this, [this, &actions](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        actions.addTo(*menu);
        menu->popup(at);
    });
    clock.addView(this, {.processes = true, .relations = true, .events = true}, [this] { refresh(); });
    setFocusProxy(m_canvas);
    updateIcons();
}

void GraphView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateIcons();
        m_canvas->update();
    }
}

void GraphView::refresh()
{
    const EventBatch batch = m_clock.node().events(m_lastEvent);
    m_canvas->setSnapshot(m_clock.snapshot());
    if (m_sawEvents) { // what was collected for others before is history
        m_canvas->showEvents(batch.events);
    }
    m_sawEvents = true;
    m_lastEvent = batch.last;
    const GraphLayout& layout = m_canvas->graph();
    const auto drawn = static_cast<std::uint64_t>(layout.nodes().size());
    m_hint->setVisible(drawn == 0);
    const auto links = static_cast<std::uint64_t>(
        std::count_if(layout.edges().begin(), layout.edges().end(),
                      [](const GraphLayout::Edge& edge) { return edge.kind == Relation::Kind::Link; }));
    QString text = QStringLiteral("%1, %2, %3")
                       .arg(countText(drawn, QStringLiteral("process"), QStringLiteral("processes")),
                            countText(links, QStringLiteral("link"), QStringLiteral("links")),
                            countText(layout.edges().size() - links, QStringLiteral("monitor"),
                                      QStringLiteral("monitors")));
    if (layout.omitted() > 0) {
        text += QStringLiteral("   %1 not drawn")
                    .arg(countText(layout.omitted(), QStringLiteral("process"), QStringLiteral("processes")));
    }
    if (m_clock.snapshot()->relationsOmitted > 0) {
        text += QStringLiteral("   %1 not collected")
                    .arg(countText(m_clock.snapshot()->relationsOmitted, QStringLiteral("relation"),
                                   QStringLiteral("relations")));
    }
    m_caption->say(text);
}

void GraphView::updateIcons()
{
    m_fit->setIcon(themedIcon(QStringLiteral("fit")));
    m_zoomIn->setIcon(themedIcon(QStringLiteral("zoom-in")));
    m_zoomOut->setIcon(themedIcon(QStringLiteral("zoom-out")));
}

} // namespace factorama
