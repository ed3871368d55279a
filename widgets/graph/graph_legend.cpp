// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_legend.h"

#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <functional>

namespace factorama {

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

void GraphLegend::place()
{
    const QSize size = sizeHint();
    resize(std::min(size.width(), parentWidget()->width() - 2), size.height());
    move(1, parentWidget()->height() - height() - 1);
    update();
}

QSize GraphLegend::sizeHint() const
{
    return {lay(nullptr), fontMetrics().height() + 12};
}

int GraphLegend::lay(QPainter* painter) const
{
    const Theme& colors = theme();
    const QFontMetrics metrics = fontMetrics();
    const double middle = (metrics.height() + 12) / 2.0;
    const double base = middle + (metrics.ascent() - metrics.descent()) / 2.0;
    const double right = painter == nullptr ? 1e9 : width() - 4;
    double x = 8;

    // The arrow that says that it opens and closes.
    if (painter != nullptr) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colors.mutedText);
        const QPointF open[3] = {{x, middle - 2}, {x + 8, middle - 2}, {x + 4, middle + 3}};
        const QPointF closed[3] = {{x + 1, middle - 4}, {x + 6, middle}, {x + 1, middle + 4}};
        painter->drawPolygon(m_collapsed ? closed : open, 3);
    }
    x += 14;
    bool full = false;
    const auto item = [&](const QString& text, double markWidth, const std::function<void(double)>& mark) {
        const double end = x + markWidth + 6 + metrics.horizontalAdvance(text);
        full = full || end > right;
        if (full) {
            return;
        }
        if (painter != nullptr) {
            mark(x);
            painter->setPen(colors.mutedText);
            painter->drawText(QPointF(x + markWidth + (markWidth > 0 ? 6 : 0), base), text);
        }
        x = end + (markWidth > 0 ? 12 : 6);
    };
    if (m_collapsed) {
        item(tr("Legend"), 0, [](double) {});
        return static_cast<int>(x);
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
    return static_cast<int>(x);
}

void GraphLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    QColor veil = theme().base;
    veil.setAlphaF(0.88F);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    lay(&painter);
}

void GraphLegend::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        setCollapsed(!m_collapsed);
    }
    event->accept();
}

} // namespace factorama
