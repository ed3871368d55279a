// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"

#include <QElapsedTimer>
#include <QPointF>

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

#include "widgets/graph/graph_picture.h"

class QPainter;

namespace factorama {

/// What has just become of the processes of a graph, as moving marks on it: a process ends (a ring that
/// spreads, where it was), an exit signal runs along a link and ends the next one, or is stopped there by
/// trap_exit (a bar), a 'DOWN' arrives along a monitor. Of a process in a cluster the cluster tells.
///
/// The dead are not in the picture any more, so their places are kept as long as their marks last. Marks of
/// one batch start one after the other in the order of the events, so that what caused what can be seen.
class GraphPulses {
public:
    /// How long a mark lasts.
    static constexpr qint64 Milliseconds = 900;
    /// At most so many at once: of more, only the first are drawn.
    static constexpr std::size_t Limit = 300;

    GraphPulses() { m_clock.start(); }

    /// Takes over who is where now; who is gone keeps the place he had.
    void setPicture(const std::shared_ptr<const GraphPicture>& picture);
    void add(const std::vector<Event>& events);

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

    std::optional<QPointF> placeOf(Pid pid) const;

    QElapsedTimer m_clock;
    std::deque<Pulse> m_pulses;
    std::shared_ptr<const GraphPicture> m_picture = GraphPicture::empty();
    std::shared_ptr<const GraphPicture> m_before; ///< the last one with other processes, unless it is large
    std::unordered_map<Pid, QPointF> m_departed;
};

} // namespace factorama
