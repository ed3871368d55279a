// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_tools.h"

#include "app/demonstrations_menu.h"
#include "app/layouts_menu.h"
#include "widgets/command_palette/command_palette.h"
#include "widgets/common/empty_hint.h"
#include "widgets/export/export_dialog.h"
#include "widgets/help/help_window.h"
#include "widgets/help/shortcuts_window.h"
#include "widgets/help/tour.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

namespace factorama {

WindowTools::WindowTools(QMainWindow& window, ViewClock& clock, Settings* settings)
    : QObject(&window),
      m_window(window),
      m_clock(clock),
      m_settings(settings),
      m_palette(new CommandPalette(window, clock)),
      m_demonstrations(new DemonstrationsMenu(clock, &window)),
      m_layouts(new LayoutsMenu(window, Settings::LayoutVersion)),
      m_openPalette(makeAction(tr("&Command Palette…"), "commandPalette",
                               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P),
                               tr("Find any command by typing, or a process by its pid or name"))),
      m_export(makeAction(tr("&Export…"), "export", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E),
                          tr("Write a table as CSV or JSON, or a picture of a view as PNG or SVG"))),
      m_showHelp(makeAction(tr("Factorama &Help"), "help", QKeySequence(Qt::Key_F1),
                            tr("What the view in hand shows, and how to read it"))),
      m_showShortcuts(makeAction(tr("&Keyboard Shortcuts"), "shortcuts", QKeySequence(Qt::CTRL | Qt::Key_F1),
                                 tr("All commands and their keys"))),
      m_startTour(makeAction(tr("&Tour"), "tourStart", QKeySequence(Qt::SHIFT | Qt::Key_F1),
                             tr("A minute’s walk through the window")))
{
    connect(m_openPalette, &QAction::triggered, m_palette, &CommandPalette::open);
    connect(m_export, &QAction::triggered, this, &WindowTools::showExportDialog);
    connect(m_showHelp, &QAction::triggered, this, [this] { showHelp(); });
    connect(m_showShortcuts, &QAction::triggered, this, &WindowTools::showShortcuts);
    connect(m_demonstrations, &DemonstrationsMenu::reported, this, &WindowTools::reported);
    connect(m_layouts, &LayoutsMenu::reported, this, &WindowTools::reported);
    if (m_settings != nullptr) {
        m_palette->setRecentCommands(m_settings->recentCommands());
        m_layouts->setLayouts(m_settings->namedLayouts());
        connect(m_palette, &CommandPalette::recentCommandsChanged, this,
                [this](const QStringList& names) { m_settings->setRecentCommands(names); });
        connect(m_layouts, &LayoutsMenu::layoutsChanged, this,
                [this](const QMap<QString, QByteArray>& layouts) { m_settings->setNamedLayouts(layouts); });
    }
    makeTour();
    connect(m_startTour, &QAction::triggered, m_tour, [this] { m_tour->start(); });
}

QAction* WindowTools::makeAction(const QString& text, const char* name, const QKeySequence& shortcut,
                                 const QString& hint)
{
    auto* action = new QAction(text, &m_window);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(shortcut);
    action->setStatusTip(hint);
    action->setToolTip(QStringLiteral("%1 (%2)").arg(hint, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

void WindowTools::addToFileMenu(QMenu& menu)
{
    menu.addAction(m_export);
    menu.addSeparator();
}

void WindowTools::addToViewMenu(QMenu& menu)
{
    menu.addAction(m_openPalette);
    menu.addMenu(m_layouts);
}

void WindowTools::addToHelpMenu(QMenu& menu)
{
    menu.addAction(m_showHelp);
    menu.addAction(m_showShortcuts);
    menu.addAction(m_startTour);
    menu.addSeparator();
}

void WindowTools::addToToolBar(QToolBar& bar)
{
    m_demonstrationsButton = new QToolButton;
    m_demonstrationsButton->setObjectName(QStringLiteral("demonstrationsButton"));
    m_demonstrationsButton->setText(tr("Demonstrations"));
    m_demonstrationsButton->setAccessibleName(tr("Demonstrations"));
    m_demonstrationsButton->setToolTip(tr("Start something worth seeing with one click, or end it"));
    m_demonstrationsButton->setMenu(m_demonstrations);
    m_demonstrationsButton->setPopupMode(QToolButton::InstantPopup);
    m_demonstrationsButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_demonstrationsButton->setFocusPolicy(Qt::TabFocus);
    bar.addSeparator();
    bar.addWidget(m_demonstrationsButton);
}

void WindowTools::finish()
{
    struct Offer {
        const char* view;
        const char* demonstration;
    };
    for (const Offer& offer :
         {Offer{"processes", "overview"}, Offer{"mailboxes", "mailbox"}, Offer{"graph", "links"},
          Offer{"supervision", "tree"}, Offer{"notices", "crashes"}}) {
        const auto* view = m_window.findChild<QWidget*>(QLatin1String(offer.view));
        // The one that says that there is nothing at all; those of parts of a view have names.
        EmptyHint* hint = nullptr;
        for (EmptyHint* each : view == nullptr ? QList<EmptyHint*>() : view->findChildren<EmptyHint*>()) {
            hint = hint == nullptr && each->objectName().isEmpty() ? each : hint;
        }
        if (QAction* action = m_demonstrations->actionFor(QLatin1String(offer.demonstration));
            hint != nullptr && action != nullptr) {
            hint->offer(*action);
        }
    }
    struct Reason {
        const char* action;
        QString why;
    };
    const QString noProcess = tr("No process is selected, or the selected one has ended");
    for (const Reason& reason :
         {Reason{"killProcess", noProcess}, Reason{"restartProcess", noProcess}, Reason{"copyPid", noProcess},
          Reason{"suspendProcess", noProcess}, Reason{"resumeProcess", noProcess},
          Reason{"sendMessage", noProcess}, Reason{"linkProcess", noProcess},
          Reason{"unlinkProcess", noProcess}, Reason{"monitorProcess", noProcess},
          Reason{"registerName", noProcess}, Reason{"mailboxLimit", noProcess},
          Reason{"startFactorization", tr("No numbers are entered, or a factorization is running")},
          Reason{"cancelFactorization", tr("No factorization is running")},
          Reason{"spawnProcess", tr("On this node nothing can be spawned from here")}}) {
        auto* action = m_window.findChild<QAction*>(QLatin1String(reason.action));
        if (action != nullptr && !action->property("whyDisabled").isValid()) {
            action->setProperty("whyDisabled", reason.why);
        }
    }
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>()) {
        if (dock->widget() != nullptr && dock->whatsThis().isEmpty() &&
            HelpWindow::hasPage(dock->widget()->objectName())) {
            dock->setWhatsThis(tr("Press F1 in this panel to read what it shows."));
        }
    }
}

void WindowTools::updateIcons()
{
    m_openPalette->setIcon(themedIcon(QStringLiteral("command")));
    m_export->setIcon(themedIcon(QStringLiteral("export")));
    m_showHelp->setIcon(themedIcon(QStringLiteral("help")));
    if (m_demonstrationsButton != nullptr) {
        m_demonstrationsButton->setIcon(themedIcon(QStringLiteral("demonstration")));
    }
}

QWidget* WindowTools::currentView() const
{
    for (QWidget* at = QApplication::focusWidget(); at != nullptr; at = at->parentWidget()) {
        if (at == m_window.centralWidget()) {
            return at;
        }
        if (auto* dock = qobject_cast<QDockWidget*>(at)) {
            return dock->widget();
        }
    }
    return m_window.centralWidget();
}

void WindowTools::showExportDialog()
{
    if (m_exportDialog != nullptr && m_exportDialog->isVisible()) {
        m_exportDialog->raise();
        m_exportDialog->activateWindow();
        return;
    }
    std::vector<ExportableView> views;
    const QWidget* current = currentView();
    int chosen = 0;
    const auto add = [&](const QString& title, QWidget* view) {
        if (view == current) {
            chosen = static_cast<int>(views.size());
        }
        views.push_back({title, view});
    };
    add(tr("Processes"), m_window.centralWidget());
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>()) {
        if (dock->widget() != nullptr) {
            add(dock->windowTitle(), dock->widget());
        }
    }
    add(tr("The whole window"), &m_window);
    m_exportDialog = new ExportDialog(m_clock, std::move(views), chosen, &m_window);
    m_exportDialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_exportDialog, &ExportDialog::exported, this,
            [this](const QString& path) { emit reported(tr("Exported to %1").arg(path), false); });
    m_exportDialog->open();
}

void WindowTools::showHelp()
{
    const QWidget* view = currentView();
    showHelp(view == nullptr ? QString() : view->objectName());
}

void WindowTools::showHelp(const QString& page)
{
    if (m_help == nullptr) {
        m_help = new HelpWindow(&m_window);
    }
    m_help->showPage(page);
    m_help->show();
    m_help->raise();
    m_help->activateWindow();
}

QString WindowTools::helpPage() const
{
    return m_help != nullptr && m_help->isVisible() ? m_help->page() : QString();
}

void WindowTools::showShortcuts()
{
    if (m_shortcuts == nullptr) {
        m_shortcuts = new ShortcutsWindow(m_window);
    }
    m_shortcuts->show();
    m_shortcuts->raise();
    m_shortcuts->activateWindow();
}

void WindowTools::makeTour()
{
    // A view by its name, brought up if it is in a dock.
    const auto view = [this](const char* name) {
        return [this, name]() -> QWidget* {
            auto* widget = m_window.findChild<QWidget*>(QLatin1String(name));
            auto* dock = widget == nullptr ? nullptr : qobject_cast<QDockWidget*>(widget->parentWidget());
            if (dock != nullptr) {
                dock->show();
                dock->raise();
            }
            return widget;
        };
    };
    std::vector<TourStep> steps{
        {tr("Welcome to Factorama"),
         tr("In this window runs a whole actor system: processes as in Erlang, that share nothing and send "
            "each other messages. You can watch every one of them. This takes a minute; the arrow keys or "
            "Next "
            "go on, Escape skips."),
         {}},
        {tr("Processes"),
         tr("Every process that is alive, with what it does, how many messages wait for it and how much work "
            "it "
            "has done. Click a title to sort, type above to filter. What you select here is selected "
            "everywhere."),
         view("processes")},
        {tr("Something to look at"),
         tr("One click starts a small system: a supervision tree, a ring of links, a crash storm, a hundred "
            "thousand processes. The same click ends it."),
         [this]() -> QWidget* { return m_demonstrationsButton; }},
        {tr("Work"),
         tr("Give it numbers and press Start: processes factorize them, spread over all schedulers as the "
            "strategy says. The results come as they are found."),
         view("factorization")},
        {tr("Schedulers"),
         tr("One scheduler a core runs the processes. Here you see how busy each is, and can take some "
            "offline."),
         view("schedulers")},
        {tr("Links and monitors"),
         tr("Who is linked with whom, and who monitors whom. Kill a process with Del and watch whom it takes "
            "along."),
         view("graph")},
        {tr("What happened"), tr("Crashes, restarts and everything else that is worth a line."),
         view("notices")},
        {tr("Everything by keyboard"),
         tr("Ctrl+Shift+P finds any command, or a process by name or pid. F1 explains the view that you are "
            "in. "
            "Enjoy!"),
         {}},
    };
    m_tour = new Tour(m_window, std::move(steps));
}

void WindowTools::offerTour()
{
    if (m_settings != nullptr && !m_settings->tourSeen()) {
        m_settings->setTourSeen();
        m_tour->start();
    }
}

} // namespace factorama
