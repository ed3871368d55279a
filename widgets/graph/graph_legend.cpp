// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_legend.h"

#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace factorama {

namespace {

constexpr int Above = 4; ///< pixels over its lines, and below them
/// More than this part of the canvas it is not to take.
constexpr int MostOfCanvas = 3;

} // namespace

GraphLegend::GraphLegend(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("graphLegend"));
    setAccessibleName(tr("Legend of the graph"));
    setToolTip(tr("What lines and colours mean; a click, or L in the graph, collapses it"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
}

void GraphLegend::setCollapsed(bool collapsed)
{
    if (collapsed != m_collapsed) {
        m_collapsed = collapsed;
        place();
        emit collapsedChanged(collapsed);
    }
}

void GraphLegend::setClustered(bool clustered)
{
    if (clustered != m_clustered) {
        m_clustered = clustered;
        place();
    }
}

void GraphLegend::setInTheWay(bool inTheWay)
{
    if (inTheWay != m_inTheWay) {
        m_inTheWay = inTheWay;
        m_openAnyway = false;
        place();
    }
}

void GraphLegend::toggle()
{
    m_openAnyway = isClosed();
    setCollapsed(!m_openAnyway);
    place(); // also where only the lack of room had closed it
}

void GraphLegend::place()
{
    const int room = parentWidget()->width() - 2;
    const bool cramped = openGeometry().height() > parentWidget()->height() / MostOfCanvas;
    if (cramped != m_cramped) {
        m_cramped = cramped;
        m_openAnyway = false;
    }
    const QSize size = sizeHint();
    resize(std::min(size.width(), room), size.height());
    move(1, parentWidget()->height() - height() - 1);
    update();
}

QRect GraphLegend::openGeometry() const
{
    const int room = parentWidget()->width() - 2;
    const QSize size = lay(nullptr, room, false);
    return {1, parentWidget()->height() - size.height() - 1, std::min(size.width(), room), size.height()};
}

QSize GraphLegend::sizeHint() const
{
    return lay(nullptr, parentWidget()->width() - 2, isClosed());
}

int GraphLegend::lineHeight() const
{
    return fontMetrics().height() + 4;
}

QSize GraphLegend::lay(QPainter* painter, int width, bool closed) const
{
    const Theme& colors = theme();
    const QFontMetrics metrics = fontMetrics();
    constexpr double Edge = 4;
    constexpr double Start = 22; // beside the arrow that says that it opens and closes
    double middle = Above + lineHeight() / 2.0;
    double x = 8;
    double widest = 0;

    if (painter != nullptr) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.mutedText);
        const QPointF open[3] = {{x, middle - 2}, {x + 8, middle - 2}, {x + 4, middle + 3}};
        const QPointF shut[3] = {{x + 1, middle - 4}, {x + 6, middle}, {x + 1, middle + 4}};
        painter->drawPolygon(closed ? shut : open, 3);
    }
    x = Start;
    const auto item = [&](const QString& text, double markWidth, const std::function<void(double)>& mark) {
        const double length = markWidth + 6 + metrics.horizontalAdvance(text);
        if (x > Start && x + length + Edge > width) {
            x = Start;
            middle += lineHeight();
        }
        if (painter != nullptr) {
            mark(x);
            painter->setPen(colors.mutedText);
            painter->drawText(QPointF(x + markWidth + (markWidth > 0 ? 6 : 0),
                                      middle + (metrics.ascent() - metrics.descent()) / 2.0),
                              text);
        }
        widest = std::max(widest, x + length + Edge);
        x += length + (markWidth > 0 ? 12 : 6);
    };
    const auto size = [&] {
        return QSize(static_cast<int>(widest), static_cast<int>(middle + lineHeight() / 2.0 + Above));
    };
    if (closed) {
        item(tr("Legend"), 0, [](double) {});
        return size();
    }
    item(tr("link"), 22, [&](double at) {
        painter->setPen(QPen(colors.link, 1.6));
        painter->drawLine(QPointF(at, middle), QPointF(at + 22, middle));
    });
    item(tr("monitor"), 24, [&](double at) {
        QPen dashed(colors.monitor, 1.6);
        dashed.setDashPattern({4, 2});
        painter->setPen(dashed);
        painter->drawLine(QPointF(at, middle), QPointF(at + 18, middle));
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.monitor);
        const QPointF head[3] = {{at + 24, middle}, {at + 17, middle - 3.5}, {at + 17, middle + 3.5}};
        painter->drawPolygon(head, 3);
    });
    if (m_clustered) {
        item(tr("cluster, by status"), 14, [&](double at) {
            painter->setPen(QPen(colors.statusColor(ProcessStatus::Waiting), 2.5));
            painter->setBrush(colors.alternateBase);
            painter->drawEllipse(QPointF(at + 7, middle), 5.5, 5.5);
        });
    }
    item(tr("traps exits"), 12, [&](double at) {
        painter->setPen(QPen(colors.good, 1.4));
        painter->setBrush(Qt::NoBrush);
        painter->drawEllipse(QPointF(at + 6, middle), 5.0, 5.0);
    });
    for (const ProcessStatus status :
         {ProcessStatus::Waiting, ProcessStatus::Runnable, ProcessStatus::Running, ProcessStatus::Dirty,
          ProcessStatus::Suspended, ProcessStatus::Exiting}) {
        item(statusText(status), 9, [&](double at) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colors.statusColor(status));
            painter->drawEllipse(QPointF(at + 4.5, middle), 4.5, 4.5);
        });
    }
    return size();
}

void GraphLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor veil = theme().base;
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    lay(&painter, width(), isClosed());
}

void GraphLegend::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        toggle();
    }
    event->accept();
}

} // namespace factorama
