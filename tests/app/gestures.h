// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMouseEvent>
#include <QPointer>
#include <QTest>

#include <array>
#include <cstddef>

/// What a person does with the mouse to panels and other widgets.
namespace factorama::testing {

/// Presses at a place of the widget, moves by so much, and releases there. The widget may go meanwhile.
inline void drag(QPointer<QWidget> widget, QPoint from, QPoint by)
{
    QTest::mousePress(widget, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4 && widget != nullptr; ++step) {
        const QPoint at = from + by * step / 4;
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QApplication::sendEvent(widget, &move);
    }
    if (widget != nullptr) {
        const QPoint at = from + by;
        QMouseEvent release(QEvent::MouseButtonRelease, at, widget->mapToGlobal(at), Qt::LeftButton,
                            Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(widget, &release);
    }
}

/// Ways of moveDock().
inline constexpr int DockMoves = 6;

/// Floats, hides, moves, tabs, splits or raises a panel, by the number `how`, where `below(limit)` chooses.
template<typename Below>
void moveDock(QMainWindow& window, QDockWidget* dock, QDockWidget* other, int how, const Below& below)
{
    static constexpr std::array areas = {Qt::LeftDockWidgetArea, Qt::RightDockWidgetArea,
                                         Qt::TopDockWidgetArea, Qt::BottomDockWidgetArea};
    const bool together = dock != other && !other->isFloating() && !dock->isFloating();
    switch (how) {
    case 0:
        dock->setFloating(!dock->isFloating());
        break;
    case 1:
        dock->setVisible(dock->isHidden());
        break;
    case 2:
        window.addDockWidget(areas[static_cast<std::size_t>(below(static_cast<int>(areas.size())))], dock);
        dock->show();
        break;
    case 3:
        if (together) {
            window.tabifyDockWidget(other, dock);
        }
        break;
    case 4:
        if (together && other->isVisible()) {
            window.splitDockWidget(other, dock, below(2) == 0 ? Qt::Horizontal : Qt::Vertical);
        }
        break;
    default:
        dock->show();
        dock->raise();
        break;
    }
}

} // namespace factorama::testing
