// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"

#include <QElapsedTimer>
#include <QPointF>

#include <cstddef>
#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

class QPainter;

namespace factorama {

class GraphLayout;

/// What has just become of the processes of a graph, as moving marks on it: a process ends (a ring that
/// spreads, where it was), an exit signal runs along a link and ends the next one, or is stopped there by
/// trap_exit (a bar), a 'DOWN' arrives along a monitor.
///
/// The dead are not in the layout any more, so their places are kept as long as their marks last. Marks of
/// one batch start one after the other in the order of the events, so that what caused what can be seen.
class GraphPulses {
public:
    /// How long a mark lasts.
    static constexpr qint64 Milliseconds = 900;
    /// At most so many at once: of more, only the first are drawn.
    static constexpr std::size_t Limit = 300;

    GraphPulses() { m_clock.start(); }

    /// To be called before the layout takes over a new snapshot: the places of those that are still there.
    void remember(const GraphLayout& layout);
    void add(const std::vector<Event>& events, const GraphLayout& layout);

    /// Forgets what has been drawn to its end. @return false if nothing moves any more.
    bool advance();
    bool isEmpty() const { return m_pulses.empty(); }
    std::size_t count() const { return m_pulses.size(); }

    /// @param toScreen from the layout's plane to the painter's; @param radius of a node there.
    void draw(QPainter& painter, const std::function<QPointF(QPointF)>& toScreen, double radius) const;

private:
    struct Pulse {
        Event::Kind kind;
        QPointF from;
        QPointF to;
        Atom reason;
        qint64 start;
    };

    bool placeOf(Pid pid, const GraphLayout& layout, QPointF& place) const;

    QElapsedTimer m_clock;
    std::deque<Pulse> m_pulses;
    std::unordered_map<Pid, QPointF> m_places; ///< of the snapshot before
    std::unordered_map<Pid, QPointF> m_departed;
};

} // namespace factorama
