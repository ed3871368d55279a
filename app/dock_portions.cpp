// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dock_portions.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTimer>

namespace factorama {

DockPortions::DockPortions(QMainWindow& window) : m_window(window) {}

void DockPortions::watch(QDockWidget& dock)
{
    dock.installEventFilter(this);
}

void DockPortions::start()
{
    if (m_started) {
        return;
    }
    m_started = true;
    m_size = m_window.size();
    for (const QDockWidget* dock : m_window.findChildren<QDockWidget*>()) {
        note(*dock);
    }
}

void DockPortions::note(const QDockWidget& dock)
{
    if (!dock.isFloating() && !dock.visibleRegion().isEmpty()) {
        m_portions[dock.objectName()] = QSizeF(static_cast<double>(dock.width()) / m_window.width(),
                                               static_cast<double>(dock.height()) / m_window.height());
    }
}

void DockPortions::keep()
{
    if (!m_started) {
        return;
    }
    QList<QDockWidget*> beside;
    QList<QDockWidget*> below;
    QList<int> widths;
    QList<int> heights;
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>()) {
        const QSizeF portion = m_portions.value(dock->objectName());
        if (dock->isFloating() || dock->visibleRegion().isEmpty() || !portion.isValid()) {
            continue;
        }
        const Qt::DockWidgetArea area = m_window.dockWidgetArea(dock);
        if (area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea) {
            beside << dock;
            widths << qRound(portion.width() * m_window.width());
        } else {
            below << dock;
            heights << qRound(portion.height() * m_window.height());
        }
    }
    m_size = QSize(); // until the docks have theirs, which may not be quite what was wanted
    m_window.resizeDocks(beside, widths, Qt::Horizontal);
    m_window.resizeDocks(below, heights, Qt::Vertical);
    QTimer::singleShot(0, this, [this] { m_size = m_window.size(); });
}

bool DockPortions::eventFilter(QObject* watched, QEvent* event)
{
    // A separator was moved, or a dock; not the window resized.
    if (event->type() == QEvent::Resize && m_started && m_window.size() == m_size) {
        if (const auto* dock = qobject_cast<QDockWidget*>(watched)) {
            note(*dock);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace factorama
