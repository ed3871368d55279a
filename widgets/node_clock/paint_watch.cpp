// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/node_clock/paint_watch.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

#include <utility>

namespace factorama {

PaintWatch::PaintWatch(Painted painted, QObject* parent) : QObject(parent), m_painted(std::move(painted)) {}

void PaintWatch::setOn(bool on)
{
    if (m_on == on) {
        return;
    }
    m_on = on;
    m_painting = false;
    if (on) {
        QCoreApplication::instance()->installEventFilter(this);
    } else {
        QCoreApplication::instance()->removeEventFilter(this);
    }
}

void PaintWatch::begin()
{
    if (m_on) {
        m_painting = true;
        m_since.start();
    }
}

void PaintWatch::end(const QWidget& widget)
{
    if (std::exchange(m_painting, false)) {
        m_painted(widget, m_since.nsecsElapsed());
    }
}

bool PaintWatch::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::Paint || m_painting || !watched->isWidgetType()) {
        return QObject::eventFilter(watched, event);
    }
    // A filter hears of an event before it, not after it: so the event is delivered from here, to the other
    // filters and to the widget.
    begin();
    QCoreApplication::sendEvent(watched, event);
    end(*static_cast<const QWidget*>(watched));
    return true;
}

} // namespace factorama
