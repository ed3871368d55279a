// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/demonstrations_menu.h"
#include "app/dock_state.h"
#include "app/dock_title_bar.h"
#include "app/window_state.h"
#include "app/window_tools.h"

#include "runtime/observe/node_view.h"
#include "widgets/common/live_label.h"
#include "widgets/common/toned_label.h"
#include "widgets/factorization/factorization_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/help/tour.h"
#include "widgets/inspector/inspector_view.h"
#include "widgets/mailboxes/mailboxes_view.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/notices_model.h"
#include "widgets/notices/notices_view.h"
#include "widgets/observing/observing_view.h"
#include "widgets/processes/filter_bar.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"
#include "widgets/schedulers/schedulers_view.h"
#include "widgets/spawn/spawn_dialog.h"
#include "widgets/supervision/supervision_view.h"
#include "widgets/text/format.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPointer>
#include <QRubberBand>
#include <QScreen>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>
#include <QToolBar>

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

/// From this width on all views fit beside each other; ...
constexpr int WideWindow = 1800;
/// ... from this one on two of those at the bottom do; below, they share tabs.
constexpr int MiddlingWindow = 1500;
/// Nine tenths of a screen, that is, whose window is wide from the start.
constexpr int LargeScreen = 2000;
/// Up to this width a screen has none to spare.
constexpr int SmallScreen = 1400;
constexpr int MessageMilliseconds = 12'000;

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

MainWindow::MainWindow(NodeView& node, QWidget* parent) : MainWindow(node, Memory::Remember, {}, parent) {}

MainWindow::MainWindow(NodeView& node, Memory memory, std::optional<Language> language, QWidget* parent)
    : QMainWindow(parent),
      m_memory(memory),
      m_node(node)
{
    m_language = language.value_or(Language::English);
    if (memory == Memory::Remember) {
        m_appearance = {m_settings.themeMode(), m_settings.distinctColours(), m_settings.presentation()};
        m_language = language.value_or(m_settings.language());
    }
    // First of all: views ask the theme and the language while they are made.
    applyLanguage(m_language);
    applyAppearance(m_appearance);

    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setDockNestingEnabled(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    fill();

    QSize available = screen()->availableSize() * 9 / 10;
    if (screen()->availableSize().width() <= SmallScreen) {
        available.setWidth(screen()->availableSize().width());
    }
    // A large screen shows more side by side, see resetLayout(); on any other one room is left beside the
    // window.
    const QSize largest = available.width() >= LargeScreen ? QSize(2400, 1400) : QSize(1600, 1000);
    resize(available.boundedTo(largest));
    if (m_memory == Memory::Remember) {
        if (const QByteArray geometry = m_settings.geometry(); !geometry.isEmpty()) {
            restoreGeometry(geometry);
        }
        if (const QByteArray docks = m_settings.docks(); !docks.isEmpty()) {
            m_laidOut = restoreDockState(*this, docks, Settings::LayoutVersion);
        }
        if (const QByteArray columns = m_settings.processColumns(); !columns.isEmpty()) {
            m_processes->restoreColumns(columns);
        }
        m_mailboxes->restoreThresholds(m_settings.mailboxThresholds());
        m_graph->restoreSettings(m_settings.graph());
        m_notices->setWatchesWhileHidden(m_settings.watchesWhileHidden());
        m_processes->setFavourites(m_settings.favourites());
    }
    m_processes->setFocus();
}

MainWindow::~MainWindow() = default;

void MainWindow::fill()
{
    setWindowTitle(tr("%1 – Factorama").arg(toQString(m_node.name())));
    setLocale(QLocale()); // for the widgets below: a window has that of the time when it was made
    NodeView& node = m_node;

    m_clock = new ViewClock(node, this);
    m_processActions = new ProcessActions(*m_clock, this);
    m_processes = new ProcessesView(*m_clock, *m_processActions);
    m_factorization = new FactorizationPanel(*m_clock, *m_processActions);
    m_schedulers = new SchedulersView(*m_clock);
    m_mailboxes = new MailboxesView(*m_clock);
    m_graph = new GraphView(*m_clock, *m_processActions);
    m_notices = new NoticesView(*m_clock);
    m_inspector = new InspectorView(*m_clock, *m_processActions);
    m_supervision = new SupervisionView(*m_clock, *m_processActions);
    m_observing = new ObservingView(*m_clock, [this] { return m_notices->model().dropped(); });

    setCentralWidget(m_processes);
    makeDock(FactorizationDock, tr("Factorization"), m_factorization);
    makeDock(SchedulersDock, tr("Schedulers"), m_schedulers);
    makeDock(MailboxesDock, tr("Mailboxes"), m_mailboxes);
    makeDock(GraphDock, tr("Graph"), m_graph);
    makeDock(NoticesDock, tr("Notices"), m_notices);
    makeDock(InspectorDock, tr("Inspector"), m_inspector);
    makeDock(SupervisionDock, tr("Supervision"), m_supervision);
    makeDock(ObservingDock, tr("Observing"), m_observing);

    m_tools = new WindowTools(*this, *m_clock, m_memory == Memory::Remember ? &m_settings : nullptr);
    makeActions();
    makeAppearanceActions();
    makeMenus();
    makeToolBar();
    makeStatusBar();
    m_tools->finish();
    updateIcons();

    connect(m_tools, &WindowTools::reported, this, &MainWindow::report);
    connect(m_processActions, &ProcessActions::reported, this, &MainWindow::report);
    connect(m_processes, &ProcessesView::reported, this, &MainWindow::report);
    connect(m_mailboxes, &MailboxesView::thresholdCrossed, this,
            [this](const QString& text, Pid pid, bool alarm) {
                m_notices->add(Notice::Kind::Warning, pid, text);
                report(text, alarm);
            });
    connect(m_graph, &GraphView::filterWanted, this, [this](const QString& filter) {
        m_processes->filterField().setText(filter);
        m_processes->filterBar().takeNow();
    });
    connect(m_notices, &NoticesView::watchesWhileHiddenChanged, m_mailboxes,
            &MailboxesView::setWatchesWhileHidden);
    connect(m_notices, &NoticesView::findingsChanged, this, [this](int count) {
        m_docks[NoticesDock]->setWindowTitle(count > 0 ? tr("Notices (%1)").arg(count) : tr("Notices"));
    });
    connect(m_clock, &ViewClock::ticked, this, &MainWindow::updateStatus);
    connect(m_clock, &ViewClock::pausedChanged, this, [this](bool paused) {
        m_pause->setChecked(paused);
        updateStatus();
    });
    updateStatus();
}

void MainWindow::empty()
{
    // What is left is QMainWindow's own: its layout, and the tab bars and separators that it makes for docks.
    const auto isOwn = [this](const QObject* child) {
        return child == layout() || qobject_cast<const QTabBar*>(child) != nullptr ||
               qobject_cast<const QRubberBand*>(child) != nullptr ||
               child->metaObject() == &QWidget::staticMetaObject;
    };
    QList<QPointer<QObject>> widgets;
    QList<QPointer<QObject>> others;
    for (QObject* child : children()) {
        if (!isOwn(child) && child != m_clock) {
            (child->isWidgetType() ? widgets : others).append(child);
        }
    }
    delete takeCentralWidget();
    for (const QPointer<QObject>& child : widgets) {
        delete child.data();
    }
    for (const QPointer<QObject>& child : others) {
        delete child.data();
    }
    delete m_clock; // which all of them knew
    m_clock = nullptr;
    m_spawn = nullptr;
    m_spawnDialog = nullptr;
}

void MainWindow::setLanguage(Language language)
{
    m_language = language;
    if (QWidget* popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    // Everything is made anew, in the new language, and given what a person has arranged.
    const QByteArray docks = saveState(Settings::LayoutVersion);
    const QByteArray columns = m_processes->saveColumns();
    const WindowState state = WindowState::of(*this);
    const Pid selected = m_clock->selected();
    const std::vector<Pid> selection = m_clock->selection();
    const ViewClock::Trail trail = m_clock->trail();
    const bool paused = m_clock->isPaused();
    const std::vector<Pid> pinned = m_processes->model().pinned();
    const QStringList favourites = m_processes->favourites();
    const std::optional<ProcessTop> top = m_processes->model().top();
    const QByteArray thresholds = m_mailboxes->saveThresholds();
    const QByteArray graph = m_graph->saveSettings();
    SchedulerHistory schedulerHistory = m_schedulers->history();
    DepthHistory mailboxHistory = m_mailboxes->history();
    NoticesView::History notices = m_notices->history();
    const QString helpPage = m_tools->helpPage();
    const int tourStep = m_tools->tour().step();
    const bool spawns = m_spawnDialog != nullptr && m_spawnDialog->isVisible();
    const SpawnDialog::Entries entries = spawns ? m_spawnDialog->entries() : SpawnDialog::Entries();
    const QRect spawnPlace = spawns ? m_spawnDialog->geometry() : QRect();

    setUpdatesEnabled(false);
    empty();
    applyLanguage(language);
    fill();
    // By themselves they would be shown later, and until then the docks would take their room.
    for (QWidget* widget : {static_cast<QWidget*>(menuBar()), static_cast<QWidget*>(m_toolBar),
                            static_cast<QWidget*>(statusBar()), centralWidget()}) {
        widget->show();
    }
    restoreDockState(*this, docks, Settings::LayoutVersion);
    m_processes->restoreColumns(columns);
    m_processes->setTop(top);
    m_processes->setFavourites(favourites);
    for (const Pid pid : pinned) {
        m_processes->model().setPinned(pid, true);
    }
    m_mailboxes->restoreThresholds(thresholds);
    m_graph->restoreSettings(graph);
    m_schedulers->setHistory(std::move(schedulerHistory));
    m_mailboxes->setHistory(std::move(mailboxHistory));
    m_notices->setHistory(std::move(notices));
    state.restore(*this);
    m_clock->setTrail(trail);
    m_clock->select(selected, selection);
    m_clock->setPaused(paused);
    if (!helpPage.isEmpty()) {
        m_tools->showHelp(helpPage);
    }
    if (spawns) {
        showSpawnDialog();
        m_spawnDialog->setEntries(entries);
        m_spawnDialog->setGeometry(spawnPlace);
    }
    if (tourStep >= 0) {
        m_tools->tour().start(tourStep);
    }
    nameTabs();
    setUpdatesEnabled(true);
}

void MainWindow::nameTabs()
{
    for (QTabBar* tabs : findChildren<QTabBar*>(Qt::FindDirectChildrenOnly)) {
        tabs->setAccessibleName(tr("Panels"));
    }
}

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
                         tr("Spawn a process of the catalogue"));
    m_spawn->setEnabled(m_node.capabilities().spawn);
    connect(m_spawn, &QAction::triggered, this, &MainWindow::showSpawnDialog);

    m_pause = makeAction(tr("&Pause the Views"), QStringLiteral("pause"), QKeySequence(Qt::Key_F8),
                         tr("Freeze what the views show; the processes go on"));
    m_pause->setIconText(tr("Pause"));
    m_pause->setCheckable(true);
    connect(m_pause, &QAction::toggled, m_clock, &ViewClock::setPaused);

    m_filter =
        makeAction(tr("&Filter Processes"), QStringLiteral("filterProcesses"),
                   QKeySequence(QKeySequence::Find), tr("Go to the line that filters the process table"));
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
                      tr("The desktop’s language, where it is one of these"));
    // Each in its own words, for who cannot read the present ones.
    addLanguageAction(Language::English, QStringLiteral("&English"), Qt::Key_E,
                      QStringLiteral("The window in English"));
    addLanguageAction(Language::German, QStringLiteral("&Deutsch"), Qt::Key_G,
                      QStringLiteral("Das Fenster auf Deutsch"));

    m_resetLayout = makeAction(tr("&Reset Layout"), QStringLiteral("resetLayout"),
                               QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_0),
                               tr("All panels and columns where they were at the first start"));
    connect(m_resetLayout, &QAction::triggered, this, [this] {
        const QPointer<QWidget> focus = focusWidget(); // it is lost with the place of its dock
        resetLayout();
        if (focus != nullptr && !focus->visibleRegion().isEmpty()) {
            focus->setFocus();
        }
        m_processes->resetColumns();
        m_supervision->resetColumns();
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

void MainWindow::makeStatusBar()
{
    m_message = new TonedLabel(TonedLabel::Tone::Plain);
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the counts keep their room
    m_processCount = new LiveLabel(tr("%Ln processes", nullptr, 1'000'000), Qt::AlignRight);
    m_schedulerCount = new LiveLabel(tr("%Ln schedulers online", nullptr, 16), Qt::AlignRight);
    m_sampling = new LiveLabel(tr("Paused – snapshot %1 old").arg(durationText(600)), Qt::AlignRight);
    m_sampling->setToolTip(tr("What the newest snapshot of all processes took to take, and how old it is"));
    m_messageTimer = new QTimer(this);
    m_messageTimer->setSingleShot(true);
    m_messageTimer->setInterval(MessageMilliseconds);
    connect(m_messageTimer, &QTimer::timeout, m_message, &QLabel::clear);

    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_message, 1);
    for (LiveLabel* label : {m_processCount, m_schedulerCount, m_sampling}) {
        label->setContentsMargins(8, 0, 8, 0);
        statusBar()->addPermanentWidget(label);
    }
}

void MainWindow::setThemeMode(ThemeMode mode)
{
    Appearance appearance = m_appearance;
    appearance.mode = mode;
    setAppearance(appearance);
    for (QAction* action : m_themes->actions()) {
        if (action->data().toString() == themeModeName(mode)) {
            action->setChecked(true);
        }
    }
}

void MainWindow::setAppearance(const Appearance& appearance)
{
    m_appearance = appearance;
    applyAppearance(appearance);
    m_distinct->setChecked(appearance.distinct);
    m_presentation->setChecked(appearance.presentation);
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

void MainWindow::showSpawnDialog()
{
    if (m_spawnDialog == nullptr) {
        m_spawnDialog = new SpawnDialog(*m_clock, this);
        connect(m_spawnDialog, &SpawnDialog::spawned, this,
                [this](Pid, const QString& what) { report(what, false); });
    }
    m_spawnDialog->show();
    m_spawnDialog->raise();
    m_spawnDialog->activateWindow();
}

void MainWindow::childEvent(QChildEvent* event)
{
    QMainWindow::childEvent(event);
    // QMainWindow makes tab bars for its docks as it needs them; a screen reader should know what they are.
    if (event->added() && event->child()->isWidgetType()) {
        QMetaObject::invokeMethod(this, &MainWindow::nameTabs, Qt::QueuedConnection);
    }
}

QByteArray MainWindow::screenSize() const
{
    const QSize size = screen()->size();
    return QByteArray::number(size.width()) + 'x' + QByteArray::number(size.height());
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    m_portions.keep();
}

void MainWindow::showEvent(QShowEvent* event)
{
    // Arranged on another screen: what is beyond this one could not be reached.
    if (m_laidOut && !m_shown && m_settings.screen() != screenSize()) {
        layout()->activate();
        const QSize available = screen()->availableSize();
        if (minimumSizeHint().width() > available.width() ||
            minimumSizeHint().height() > available.height()) {
            resize(size().boundedTo(available));
            m_laidOut = false;
        }
    }
    // Not before: the window's size decides, and whoever made the window may have resized it.
    if (!m_laidOut) {
        m_laidOut = true;
        resetLayout();
    }
    QMainWindow::showEvent(event);
    if (!m_shown) {
        m_shown = true;
        if (m_appearance.presentation) {
            setWindowState(windowState() | Qt::WindowFullScreen);
        }
        // Once everything has its place.
        QTimer::singleShot(0, m_tools, &WindowTools::offerTour);
        QTimer::singleShot(0, &m_portions, &DockPortions::start);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_memory == Memory::Remember) {
        m_settings.setGeometry(saveGeometry());
        m_settings.setScreen(screenSize());
        m_settings.setDocks(saveState(Settings::LayoutVersion));
        m_settings.setProcessColumns(m_processes->saveColumns());
        m_settings.setMailboxThresholds(m_mailboxes->saveThresholds());
        m_settings.setGraph(m_graph->saveSettings());
        m_settings.setWatchesWhileHidden(m_notices->watchesWhileHidden());
        m_settings.setFavourites(m_processes->favourites());
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_spawn != nullptr) {
        updateIcons();
    }
}

void MainWindow::bringUp(DockIndex index)
{
    m_docks[index]->show();
    m_docks[index]->raise();
    m_docks[index]->widget()->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::updateStatus()
{
    const Snapshot& snapshot = *m_clock->snapshot();
    m_processCount->say(tr("%Ln processes", nullptr, pluralOf(snapshot.processCount)));
    m_schedulerCount->say(tr("%Ln schedulers online", nullptr, std::max(0, snapshot.schedulersOnline)));
    if (m_clock->isPaused()) {
        m_sampling->say(tr("Paused – snapshot %1 old").arg(durationText(m_clock->snapshotAge())),
                        LiveLabel::Tone::Warning);
    } else {
        // Below a second the age only flickers.
        const double age = m_clock->snapshotAge();
        const QString cost =
            durationText(m_snapshotCost.add(static_cast<double>(snapshot.costNanoseconds) * 1e-9));
        m_sampling->say(age < 1 ? tr("Snapshot %1").arg(cost)
                                : tr("Snapshot %1, %2 old").arg(cost, durationText(age)),
                        TonedLabel::Tone::Muted);
    }
}

void MainWindow::updateIcons()
{
    m_quit->setIcon(themedIcon(QStringLiteral("quit")));
    m_spawn->setIcon(themedIcon(QStringLiteral("spawn")));
    m_pause->setIcon(themedIcon(QStringLiteral("pause")));
    m_filter->setIcon(themedIcon(QStringLiteral("filter")));
    m_resetLayout->setIcon(themedIcon(QStringLiteral("layout")));
    m_about->setIcon(themedIcon(QStringLiteral("about")));
    m_processActions->updateIcons();
    m_tools->updateIcons();
}

void MainWindow::report(const QString& text, bool isError)
{
    m_message->say(text, isError ? TonedLabel::Tone::Danger : TonedLabel::Tone::Plain);
    m_message->setToolTip(text);
    statusBar()->clearMessage(); // the hint of what the mouse is over would hide it
    m_messageTimer->start();
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("aboutDialog"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Factorama"));
    box->setIconPixmap(applicationIcon().pixmap(64, 64));
    box->setText(
        QStringLiteral("<b>Factorama %1</b>").arg(QApplication::applicationVersion().toHtmlEscaped()));
    box->setInformativeText(
        tr("An actor runtime with Erlang’s semantics, embedded and made visible: its processes, mailboxes, "
           "schedulers, links and monitors, live, while real work runs on it.<br><br>"
           "Free software under the GNU General Public License, version 3 or later."));
    box->setStandardButtons(QMessageBox::Close);
    box->open();
}

} // namespace factorama
