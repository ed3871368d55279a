// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_pulses.h"

#include "widgets/graph/graph_layout.h"
#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

/// Between the beginnings of two marks that follow one another.
constexpr qint64 Step = 60;
/// The last of a batch begins at most so long after the first.
constexpr qint64 Spread = 1200;

bool isDrawn(Event::Kind kind)
{
    return kind == Event::Kind::Exit || kind == Event::Kind::ExitSignal || kind == Event::Kind::TrappedExit ||
           kind == Event::Kind::Down;
}

} // namespace

void GraphPulses::remember(const GraphLayout& layout)
{
    for (const auto& [pid, place] : m_places) {
        if (!layout.find(pid)) {
            m_departed.emplace(pid, place);
        }
    }
    m_places.clear();
    for (const GraphLayout::Node& node : layout.nodes()) {
        m_places.emplace(node.pid, node.position);
    }
}

bool GraphPulses::placeOf(Pid pid, const GraphLayout& layout, QPointF& place) const
{
    if (const auto now = layout.find(pid)) {
        place = layout.nodes()[*now].position;
        return true;
    }
    for (const auto* places : {&m_places, &m_departed}) {
        if (const auto found = places->find(pid); found != places->end()) {
            place = found->second;
            return true;
        }
    }
    return false;
}

void GraphPulses::add(const std::vector<Event>& events, const GraphLayout& layout)
{
    const qint64 now = m_clock.elapsed();
    qint64 start = now;
    for (const Event& event : events) {
        if (!isDrawn(event.kind) || m_pulses.size() >= Limit) {
            continue;
        }
        Pulse pulse{event.kind, {}, {}, event.atom, start};
        if (!placeOf(event.process, layout, pulse.to)) {
            continue;
        }
        pulse.from = pulse.to;
        if (event.peer) {
            placeOf(event.peer, layout, pulse.from);
        }
        m_pulses.push_back(pulse);
        start = std::min(start + Step, now + Spread);
    }
}

bool GraphPulses::advance()
{
    const qint64 now = m_clock.elapsed();
    std::erase_if(m_pulses, [now](const Pulse& pulse) { return now - pulse.start > Milliseconds; });
    if (m_pulses.empty()) {
        m_departed.clear();
    }
    return !m_pulses.empty();
}

void GraphPulses::draw(QPainter& painter, const std::function<QPointF(QPointF)>& toScreen,
                       double radius) const
{
    const Theme& colors = theme();
    const qint64 now = m_clock.elapsed();
    const QFontMetricsF metrics(painter.font());
    for (const Pulse& pulse : m_pulses) {
        const double progress = static_cast<double>(now - pulse.start) / Milliseconds;
        if (progress < 0 || progress > 1) {
            continue;
        }
        const QPointF from = toScreen(pulse.from);
        const QPointF to = toScreen(pulse.to);
        const bool down = pulse.kind == Event::Kind::Down;
        QColor color = down ? colors.monitor : colors.danger;
        color.setAlphaF(static_cast<float>(std::min(1.0, 2.2 * (1 - progress))));
        if (pulse.kind == Event::Kind::Exit) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(color, 2));
            const double reach = radius * (1 + 2.5 * progress);
            painter.drawEllipse(to, reach, reach);
            if (!pulse.reason.isUndefined()) {
                const QString text = toQString(pulse.reason.text());
                painter.drawText(QPointF(to.x() - metrics.horizontalAdvance(text) / 2, to.y() - radius * 2),
                                 text);
            }
            continue;
        }
        // It runs along the relation in the first part of its time, and then shows what it did.
        const double way = std::min(1.0, progress * 1.8);
        const QPointF head = from + (to - from) * way;
        const QPointF tail = from + (to - from) * std::max(0.0, way - 0.35);
        painter.setPen(QPen(color, 3, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(tail, head);
        if (way < 1) {
            continue;
        }
        const QPointF delta = to - from;
        const double length = std::max(std::hypot(delta.x(), delta.y()), 1e-6);
        const QPointF along = delta / length;
        const QPointF across(-along.y(), along.x());
        if (pulse.kind == Event::Kind::TrappedExit) {
            const QPointF at = to - along * (radius + 5);
            painter.setPen(QPen(colors.good, 3, Qt::SolidLine, Qt::RoundCap));
            painter.drawLine(at - across * radius * 1.3, at + across * radius * 1.3);
        } else if (down) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(color);
            painter.drawEllipse(to, radius * 1.5, radius * 1.5);
        }
    }
}

} // namespace factorama
