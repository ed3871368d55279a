// SPDX-License-Identifier: GPL-3.0-or-later
// The window's commands, and where they stand: menus and tool bar.
#include "app/main_window.h"

#include "app/demonstrations_menu.h"
#include "app/window_tools.h"

#include "runtime/observe/node_view.h"
#include "widgets/common/turning_splitter.h"
#include "widgets/factorization/factorization_panel.h"
#include "widgets/inspector/inspector_view.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/processes_view.h"
#include "widgets/supervision/supervision_view.h"

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QToolBar>

namespace factorama {

namespace {

/// The title with the mark for the keyboard before its first letter that is not yet among the `taken` ones.
QString marked(const QString& title, QString& taken)
{
    for (qsizetype i = 0; i < title.size(); ++i) {
        if (const QChar letter = title[i].toLower(); letter.isLetter() && !taken.contains(letter)) {
            taken += letter;
            return QString(title).insert(i, QLatin1Char('&'));
        }
    }
    return title;
}

} // namespace

QAction* MainWindow::makeAction(const QString& text, const QString& objectName, const QKeySequence& shortcut,
                                const QString& hint)
{
    auto* action = new QAction(text, this);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    action->setStatusTip(hint);
    action->setToolTip(shortcut.isEmpty() ? hint
                                          : QStringLiteral("%1 (%2)").arg(
                                                hint, shortcut.toString(QKeySequence::NativeText)));
    return action;
}

void MainWindow::makeActions()
{
    m_quit = makeAction(tr("&Quit"), QStringLiteral("quit"), QKeySequence(Qt::CTRL | Qt::Key_Q),
                        tr("End Factorama and every process in it"));
    connect(m_quit, &QAction::triggered, this, &QWidget::close);

    m_spawn = makeAction(tr("&Spawn…"), QStringLiteral("spawnProcess"), QKeySequence(Qt::CTRL | Qt::Key_N),
                         tr("Spawn a process from the catalogue"));
    m_spawn->setEnabled(m_node.capabilities().spawn);
    connect(m_spawn, &QAction::triggered, this, &MainWindow::showSpawnDialog);

    m_pause = makeAction(tr("&Pause the Views"), QStringLiteral("pause"), QKeySequence(Qt::Key_F8),
                         tr("Freeze what the views show; the processes go on"));
    m_pause->setIconText(tr("Pause"));
    m_pause->setCheckable(true);
    connect(m_pause, &QAction::toggled, m_clock, &ViewClock::setPaused);

    m_filter = makeAction(tr("&Filter Processes"), QStringLiteral("filterProcesses"),
                          QKeySequence(QKeySequence::Find), tr("Go to the filter of the process table"));
    connect(m_filter, &QAction::triggered, this, [this] {
        m_processes->filterField().setFocus(Qt::ShortcutFocusReason);
        m_processes->filterField().selectAll();
    });

    m_goToProcesses = makeAction(tr("&Processes"), QStringLiteral("goToProcesses"),
                                 QKeySequence(Qt::ALT | Qt::Key_1), tr("Go to the process table"));
    connect(m_goToProcesses, &QAction::triggered, this,
            [this] { m_processes->setFocus(Qt::ShortcutFocusReason); });
    QString marks = m_goToProcesses->text().section(QLatin1Char('&'), 1).left(1).toLower();
    for (int i = 0; i < DockCount; ++i) {
        const auto index = static_cast<DockIndex>(i);
        const QString title = m_docks[index]->windowTitle();
        const auto digit = static_cast<Qt::Key>(Qt::Key_2 + i);
        m_goTo[index] =
            makeAction(marked(title, marks), QStringLiteral("goTo:") + m_docks[index]->objectName(),
                       QKeySequence(Qt::ALT | digit), tr("Go to the panel %1").arg(title));
        connect(m_goTo[index], &QAction::triggered, this, [this, index] { bringUp(index); });
        QAction* toggle = m_docks[index]->toggleViewAction();
        toggle->setObjectName(QStringLiteral("toggle:") + m_docks[index]->objectName());
        toggle->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | digit));
        toggle->setStatusTip(tr("Show or hide the panel %1").arg(title));
    }

    m_themes = new QActionGroup(this);
    const auto addThemeAction = [this](ThemeMode mode, const QString& text, Qt::Key key,
                                       const QString& hint) {
        QAction* action = makeAction(text, QStringLiteral("theme:") + themeModeName(mode),
                                     QKeySequence(Qt::CTRL | Qt::ALT | key), hint);
        action->setCheckable(true);
        action->setChecked(mode == m_appearance.mode);
        action->setData(themeModeName(mode));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, mode] {
            setThemeMode(mode);
            if (m_memory == Memory::Remember) {
                m_settings.setThemeMode(mode);
            }
        });
    };
    addThemeAction(ThemeMode::System, tr("&System"), Qt::Key_S, tr("Colours like the desktop’s"));
    addThemeAction(ThemeMode::Light, tr("&Light"), Qt::Key_L, tr("Light colours"));
    addThemeAction(ThemeMode::Dark, tr("&Dark"), Qt::Key_D, tr("Dark colours"));

    m_languages = new QActionGroup(this);
    const auto addLanguageAction = [this](Language language, const QString& text, Qt::Key key,
                                          const QString& hint) {
        QAction* action = makeAction(text, QStringLiteral("language:") + languageName(language),
                                     QKeySequence(Qt::CTRL | Qt::ALT | key), hint);
        action->setCheckable(true);
        action->setChecked(language == m_language);
        m_languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, language] {
            if (m_memory == Memory::Remember) {
                m_settings.setLanguage(language);
            }
            // Not from within the action, which goes.
            QMetaObject::invokeMethod(
                this, [this, language] { setLanguage(language); }, Qt::QueuedConnection);
        });
    };
    addLanguageAction(Language::System, tr("&System"), Qt::Key_Y,
                      tr("The desktop’s language, if it is one of these"));
    // Each in its own words, for who cannot read the present ones.
    addLanguageAction(Language::English, QStringLiteral("&English"), Qt::Key_E,
                      QStringLiteral("The window in English"));
    addLanguageAction(Language::German, QStringLiteral("&Deutsch"), Qt::Key_G,
                      QStringLiteral("Das Fenster auf Deutsch"));

    m_resetLayout = makeAction(tr("&Reset Layout"), QStringLiteral("resetLayout"),
                               QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_0),
                               tr("Put all panels and columns back where they were at the first start"));
    connect(m_resetLayout, &QAction::triggered, this, [this] {
        const QPointer<QWidget> focus = focusWidget(); // it is lost with the place of its dock
        resetLayout();
        if (focus != nullptr && !focus->visibleRegion().isEmpty()) {
            focus->setFocus();
        }
        m_processes->resetColumns();
        m_supervision->resetColumns();
        for (TurningSplitter* splitter : findChildren<TurningSplitter*>()) {
            splitter->resetPortions();
        }
    });

    m_about =
        makeAction(tr("&About Factorama"), QStringLiteral("about"), QKeySequence(), tr("What Factorama is"));
    connect(m_about, &QAction::triggered, this, &MainWindow::showAbout);
}

void MainWindow::makeAppearanceActions()
{
    m_distinct =
        makeAction(tr("&Colour-Blind Safe"), QStringLiteral("distinctColours"),
                   QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
                   tr("Status and scheduler colours that differ in lightness too, not in hue alone"));
    m_distinct->setCheckable(true);
    m_distinct->setChecked(m_appearance.distinct);
    connect(m_distinct, &QAction::triggered, this, [this](bool on) {
        Appearance appearance = m_appearance;
        appearance.distinct = on;
        setAppearance(appearance);
        if (m_memory == Memory::Remember) {
            m_settings.setDistinctColours(on);
        }
    });
    m_presentation =
        makeAction(tr("Presentation &Mode"), QStringLiteral("presentation"), QKeySequence(Qt::Key_F11),
                   tr("For projectors: the whole screen, larger text, more contrast"));
    m_presentation->setCheckable(true);
    m_presentation->setChecked(m_appearance.presentation);
    connect(m_presentation, &QAction::triggered, this, &MainWindow::present);
}

void MainWindow::present(bool on)
{
    Appearance appearance = m_appearance;
    appearance.presentation = on;
    setAppearance(appearance);
    setWindowState(on ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    if (m_memory == Memory::Remember) {
        m_settings.setPresentation(on);
    }
}

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    m_tools->addToFileMenu(*file);
    file->addAction(m_quit);

    QMenu* process = menuBar()->addMenu(tr("&Process"));
    process->addAction(m_spawn);
    process->addSeparator();
    m_processActions->addTo(*process);
    process->addSeparator();
    process->addAction(m_inspector->backAction());
    process->addAction(m_inspector->forwardAction());
    process->addSeparator();
    process->addAction(m_filter);
    process->addAction(m_processes->jumpAction());
    process->addAction(m_processes->pinAction());
    process->addSeparator();
    process->addAction(m_processActions->endSpawned());
    process->addMenu(&m_tools->demonstrations());

    QMenu* factorization = menuBar()->addMenu(tr("F&actorization"));
    factorization->addAction(m_factorization->startAction());
    factorization->addAction(m_factorization->cancelAction());
    factorization->addSeparator();
    factorization->addAction(m_factorization->classicNumbersAction());

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_pause);
    view->addAction(m_presentation);
    view->addSeparator();
    QMenu* goTo = view->addMenu(tr("&Go To"));
    goTo->addAction(m_goToProcesses);
    for (QAction* action : m_goTo) {
        goTo->addAction(action);
    }
    QMenu* panels = view->addMenu(tr("Pa&nels"));
    for (QDockWidget* dock : m_docks) {
        panels->addAction(dock->toggleViewAction());
    }
    QMenu* themes = view->addMenu(tr("&Theme"));
    themes->addActions(m_themes->actions());
    themes->addSeparator();
    themes->addAction(m_distinct);
    view->addMenu(tr("L&anguage"))->addActions(m_languages->actions());
    view->addSeparator();
    m_tools->addToViewMenu(*view);
    view->addAction(m_resetLayout);

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    m_tools->addToHelpMenu(*help);
    help->addAction(m_about);
}

void MainWindow::makeToolBar()
{
    m_toolBar = addToolBar(tr("Tools"));
    QToolBar* bar = m_toolBar;
    bar->setObjectName(QStringLiteral("tools"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->setIconSize(QSize(18, 18));
    bar->addAction(m_spawn);
    bar->addAction(m_processActions->kill());
    bar->addAction(m_processActions->restart());
    bar->addAction(m_processActions->send());
    bar->addSeparator();
    bar->addAction(m_processActions->endSpawned());
    bar->addSeparator();
    bar->addAction(m_pause);
    m_tools->addToToolBar(*bar);
    for (QAction* action : bar->actions()) {
        QWidget* button = bar->widgetForAction(action);
        if (button != nullptr && !action->isSeparator() && !action->text().isEmpty()) {
            button->setFocusPolicy(Qt::TabFocus);
            button->setAccessibleName(action->iconText());
        }
    }
    bar->toggleViewAction()->setVisible(false);
}

} // namespace factorama
