// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/main_window.h"

#include "app/dock_state.h"
#include "app/window_state.h"
#include "app/window_tools.h"

#include "runtime/observe/node_view.h"
#include "widgets/common/live_label.h"
#include "widgets/common/toned_label.h"
#include "widgets/common/turning_splitter.h"
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

/// Nine tenths of a screen whose window has room for all views from the start; see resetLayout().
constexpr int LargeScreen = 2000;
/// Up to this width a screen has none to spare.
constexpr int SmallScreen = 1400;
constexpr int MessageMilliseconds = 12'000;
/// For a window manager, to give the window the size that it had.
constexpr int SettlingMilliseconds = 2000;

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
            m_restoredSize = m_settings.size();
        }
        if (const QByteArray columns = m_settings.processColumns(); !columns.isEmpty()) {
            m_processes->restoreColumns(columns);
        }
        m_mailboxes->restoreThresholds(m_settings.mailboxThresholds());
        m_graph->restoreSettings(m_settings.graph());
        for (TurningSplitter* splitter : findChildren<TurningSplitter*>()) {
            splitter->restorePortions(m_settings.portions(splitter->objectName()));
        }
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

void MainWindow::makeStatusBar()
{
    m_message = new TonedLabel(TonedLabel::Tone::Plain);
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // the counts keep their room
    m_processCount = new LiveLabel(tr("%Ln processes", nullptr, 1'000'000), Qt::AlignRight);
    m_schedulerCount = new LiveLabel(tr("%Ln schedulers online", nullptr, 1000), Qt::AlignRight);
    m_sampling = new LiveLabel(tr("Paused – snapshot %1 old").arg(durationText(600)), Qt::AlignRight);
    m_sampling->setToolTip(tr("How long the newest snapshot of all processes took, and how old it is"));
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
    if (m_shown && size() == m_restoredSize) {
        QTimer::singleShot(0, &m_portions, &DockPortions::start);
    }
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
    const bool restored = m_laidOut;
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
        // A window manager maximizes a window only after it has been shown. The docks came back with the
        // sizes that they had in the large window: as portions of the small one they would grow.
        const bool grows = restored && size() != m_restoredSize &&
                           windowState().testAnyFlags(Qt::WindowMaximized | Qt::WindowFullScreen);
        QTimer::singleShot(grows ? SettlingMilliseconds : 0, &m_portions, &DockPortions::start);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_memory == Memory::Remember) {
        m_settings.setGeometry(saveGeometry());
        m_settings.setScreen(screenSize());
        m_settings.setSize(size());
        m_settings.setDocks(saveState(Settings::LayoutVersion));
        m_settings.setProcessColumns(m_processes->saveColumns());
        m_settings.setMailboxThresholds(m_mailboxes->saveThresholds());
        m_settings.setGraph(m_graph->saveSettings());
        for (const TurningSplitter* splitter : findChildren<TurningSplitter*>()) {
            m_settings.setPortions(splitter->objectName(), splitter->savePortions());
        }
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
