// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/mini_map.h"

#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace factorama {

namespace {

constexpr double Margin = 6;

} // namespace

MiniMap::MiniMap(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("graphMiniMap"));
    setAccessibleName(tr("Map of the whole graph"));
    setToolTip(tr("The whole graph; click or drag to move there (M shows and hides it)"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    resize(sizeHint());
}

QSize MiniMap::sizeHint() const
{
    const int line = fontMetrics().height();
    return {11 * line, 7 * line};
}

void MiniMap::setScene(const GraphScene* scene)
{
    m_scene = scene;
    update();
}

bool MiniMap::isOfUse() const
{
    if (m_scene == nullptr || m_scene->places.empty()) {
        return false;
    }
    const QRectF sight = m_scene->sight();
    const QRectF& all = m_scene->picture->bounds;
    return all.left() < sight.left() || all.right() > sight.right() || all.top() < sight.top() ||
           all.bottom() > sight.bottom();
}

QRectF MiniMap::shown() const
{
    const QRectF& all = m_scene->picture->bounds;
    const double room = GraphLayout::EdgeLength / 2;
    return all.adjusted(-room, -room, room, room);
}

double MiniMap::scale() const
{
    const QRectF plane = shown();
    return std::min((width() - 2 * Margin) / plane.width(), (height() - 2 * Margin) / plane.height());
}

QPointF MiniMap::toMap(QPointF place) const
{
    return QRectF(rect()).center() + (place - shown().center()) * scale();
}

QPointF MiniMap::toPlane(QPointF point) const
{
    return shown().center() + (point - QRectF(rect()).center()) / scale();
}

void MiniMap::paintEvent(QPaintEvent*)
{
    if (m_scene == nullptr) {
        return;
    }
    const Theme& colors = theme();
    QPainter painter(this);
    QColor veil = colors.window;
    veil.setAlphaF(0.93F);
    painter.fillRect(rect(), veil);

    std::vector<QPointF> dots;
    std::vector<QPointF> found;
    std::vector<std::uint32_t> clusters;
    for (std::uint32_t i = 0; i < m_scene->places.size(); ++i) {
        if (m_scene->picture->nodes()[i].isCluster()) {
            clusters.push_back(i);
        } else {
            (m_scene->isMatch(i) ? found : dots).push_back(toMap(m_scene->places[i]));
        }
    }
    painter.setPen(QPen(colors.link, 2));
    painter.drawPoints(dots.data(), static_cast<int>(dots.size()));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const std::uint32_t i : clusters) {
        painter.setBrush(m_scene->isMatch(i) ? colors.warning : colors.link);
        const double radius = 0.8 + 0.7 * GraphLayout::sizeOf(m_scene->picture->nodes()[i]);
        painter.drawEllipse(toMap(m_scene->places[i]), radius, radius);
    }
    painter.setPen(QPen(colors.warning, 4));
    painter.drawPoints(found.data(), static_cast<int>(found.size()));
    if (const auto current = m_scene->picture->find(m_scene->current)) {
        painter.setPen(QPen(colors.accent, 6, Qt::SolidLine, Qt::RoundCap));
        painter.drawPoint(toMap(m_scene->places[*current]));
    }

    painter.setRenderHint(QPainter::Antialiasing, false);
    const QRectF sight = m_scene->sight();
    const QRectF frame = QRectF(toMap(sight.topLeft()), toMap(sight.bottomRight()))
                             .intersected(QRectF(rect()).adjusted(2, 2, -3, -3));
    QColor light = colors.accent;
    light.setAlphaF(0.12F);
    painter.setBrush(light);
    painter.setPen(QPen(colors.accent, 1));
    painter.drawRect(frame);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.border, 1));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void MiniMap::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_scene != nullptr) {
        emit wanted(toPlane(event->position()));
    }
    event->accept();
}

void MiniMap::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_scene != nullptr) {
        emit wanted(toPlane(event->position()));
    }
    event->accept();
}

} // namespace factorama
