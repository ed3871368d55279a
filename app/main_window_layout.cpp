// SPDX-License-Identifier: GPL-3.0-or-later
// The window's docks, and where they are at the first start.
#include "app/main_window.h"

#include "app/dock_title_bar.h"
#include "app/window_tools.h"

#include <QDockWidget>
#include <QLayout>

#include <algorithm>

namespace factorama {

namespace {

/// From this width on all views fit beside each other; ...
constexpr int WideWindow = 1800;
/// ... from this one on two of those at the bottom do; below, they share tabs.
constexpr int MiddlingWindow = 1500;

} // namespace

QDockWidget* MainWindow::makeDock(DockIndex index, const QString& title, QWidget* view)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(view->objectName() + QStringLiteral("Dock"));
    dock->setWidget(view);
    auto* bar = new DockTitleBar(*dock);
    dock->setTitleBarWidget(bar);
    connect(bar, &DockTitleBar::helpWanted, this, [this, view] { m_tools->showHelp(view->objectName()); });
    addDockWidget(index == FactorizationDock ? Qt::LeftDockWidgetArea
                  : index == InspectorDock   ? Qt::RightDockWidgetArea
                                             : Qt::BottomDockWidgetArea,
                  dock);
    // Before they have their places, all beside each other, they would make the window too wide.
    dock->hide();
    m_portions.watch(*dock);
    m_docks[index] = dock;
    return dock;
}

void MainWindow::resetLayout()
{
    const bool wide = width() >= WideWindow;
    const bool middling = !wide && width() >= MiddlingWindow;
    for (QDockWidget* dock : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    addDockWidget(Qt::LeftDockWidgetArea, m_docks[FactorizationDock]);
    addDockWidget(Qt::BottomDockWidgetArea, m_docks[SchedulersDock]);
    if (wide) {
        splitDockWidget(m_docks[FactorizationDock], m_docks[InspectorDock], Qt::Vertical);
    } else {
        tabifyDockWidget(m_docks[FactorizationDock], m_docks[InspectorDock]);
    }
    if (wide) {
        addDockWidget(Qt::RightDockWidgetArea, m_docks[GraphDock]);
        addDockWidget(Qt::RightDockWidgetArea, m_docks[MailboxesDock]);
        splitDockWidget(m_docks[SchedulersDock], m_docks[NoticesDock], Qt::Horizontal);
        tabifyDockWidget(m_docks[NoticesDock], m_docks[SupervisionDock]);
        tabifyDockWidget(m_docks[SupervisionDock], m_docks[ObservingDock]);
    } else if (middling) {
        splitDockWidget(m_docks[SchedulersDock], m_docks[GraphDock], Qt::Horizontal);
        tabifyDockWidget(m_docks[SchedulersDock], m_docks[SupervisionDock]);
        tabifyDockWidget(m_docks[SupervisionDock], m_docks[NoticesDock]);
        tabifyDockWidget(m_docks[NoticesDock], m_docks[ObservingDock]);
        tabifyDockWidget(m_docks[GraphDock], m_docks[MailboxesDock]);
    } else {
        tabifyDockWidget(m_docks[SchedulersDock], m_docks[MailboxesDock]);
        tabifyDockWidget(m_docks[MailboxesDock], m_docks[GraphDock]);
        tabifyDockWidget(m_docks[GraphDock], m_docks[SupervisionDock]);
        tabifyDockWidget(m_docks[SupervisionDock], m_docks[NoticesDock]);
        tabifyDockWidget(m_docks[NoticesDock], m_docks[ObservingDock]);
    }
    for (QDockWidget* dock : m_docks) {
        dock->show();
    }
    if (wide) {
        m_docks[NoticesDock]->raise();
    }
    layout()->activate(); // sizes are ignored before the docks have their places
    m_docks[FactorizationDock]->raise();
    if (wide) {
        resizeDocks({m_docks[FactorizationDock], m_docks[InspectorDock]}, {5, 5}, Qt::Vertical);
        resizeDocks({m_docks[FactorizationDock], m_docks[GraphDock]}, {440, width() * 30 / 100},
                    Qt::Horizontal);
        resizeDocks({m_docks[GraphDock], m_docks[MailboxesDock]}, {6, 4}, Qt::Vertical);
        resizeDocks({m_docks[SchedulersDock], m_docks[NoticesDock]}, {5, 5}, Qt::Horizontal);
        resizeDocks({m_docks[SchedulersDock]}, {height() * 32 / 100}, Qt::Vertical);
    } else {
        m_docks[SchedulersDock]->raise();
        if (middling) {
            m_docks[GraphDock]->raise();
            resizeDocks({m_docks[SchedulersDock], m_docks[GraphDock]}, {5, 5}, Qt::Horizontal);
        }
        resizeDocks({m_docks[FactorizationDock]}, {std::clamp(width() * 31 / 100, 390, 460)}, Qt::Horizontal);
        resizeDocks({m_docks[SchedulersDock]}, {height() * (middling ? 46 : 38) / 100}, Qt::Vertical);
    }
}

} // namespace factorama
