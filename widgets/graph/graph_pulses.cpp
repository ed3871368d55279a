// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_pulses.h"

#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace factorama {

namespace {

/// Between the beginnings of two marks that follow one another.
constexpr qint64 Step = 60;
/// The last of a batch begins at most so long after the first.
constexpr qint64 Spread = 1200;
/// Larger snapshots are not held for the sake of processes that are gone from them.
constexpr std::size_t HeldProcesses = 200'000;

bool isDrawn(Event::Kind kind)
{
    return kind == Event::Kind::Exit || kind == Event::Kind::ExitSignal || kind == Event::Kind::TrappedExit ||
           kind == Event::Kind::Down;
}

} // namespace

void GraphPulses::setPicture(const std::shared_ptr<const GraphPicture>& picture)
{
    const std::shared_ptr<const GraphPicture> before = std::exchange(m_picture, picture);
    if (before->contents == picture->contents) {
        return;
    }
    if (before->contents->hops != picture->contents->hops) { // laid out anew: no place means anything there
        m_departed.clear();
        m_pulses.clear();
        m_before = nullptr;
        return;
    }
    for (std::size_t i = 0; i < before->nodes().size(); ++i) {
        const GraphNode& node = before->nodes()[i];
        if (!node.isCluster() && !picture->find(node.key.pid())) {
            m_departed.insert_or_assign(node.key.pid(), before->places[i]);
        }
    }
    m_before = before->snapshot->processes.size() <= HeldProcesses ? before : nullptr;
}

std::optional<QPointF> GraphPulses::placeOf(Pid pid) const
{
    if (const auto node = m_picture->find(pid)) {
        return m_picture->places[*node];
    }
    if (m_before != nullptr) {
        if (const auto node = m_before->find(pid)) {
            // Its cluster may have moved on.
            const auto now = m_picture->find(m_before->nodes()[*node].key);
            return now ? m_picture->places[*now] : m_before->places[*node];
        }
    }
    const auto departed = m_departed.find(pid);
    return departed == m_departed.end() ? std::nullopt : std::optional(departed->second);
}

void GraphPulses::add(const std::vector<Event>& events)
{
    const qint64 now = m_clock.elapsed();
    qint64 start = now;
    for (const Event& event : events) {
        if (!isDrawn(event.kind) || m_pulses.size() >= Limit) {
            continue;
        }
        const std::optional<QPointF> to = placeOf(event.process);
        if (!to) {
            continue;
        }
        const std::optional<QPointF> from = event.peer ? placeOf(event.peer) : to;
        m_pulses.push_back({event.kind, from.value_or(*to), *to, event.atom, start});
        start = std::min(start + Step, now + Spread);
    }
}

bool GraphPulses::advance()
{
    const qint64 now = m_clock.elapsed();
    std::erase_if(m_pulses, [now](const Pulse& pulse) { return now - pulse.start > Milliseconds; });
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
        if (pulse.kind != Event::Kind::Exit && from == to) { // within a cluster, or from nobody that is drawn
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(pulse.kind == Event::Kind::TrappedExit ? colors.good : color, 2));
            const double reach = radius * (2.5 - 1.5 * progress);
            painter.drawEllipse(to, reach, reach);
            continue;
        }
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
