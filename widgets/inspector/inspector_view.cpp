// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/inspector_view.h"

#include "widgets/charts/chart_style.h"
#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/common/toned_label.h"
#include "widgets/inspector/detail_model.h"
#include "widgets/inspector/message_model.h"
#include "widgets/inspector/peer_model.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtNumeric>
#include <qcustomplot.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace factorama {

namespace {

/// What a chart of nothing shows; messages.
constexpr double LowestRange = 4;

QString rateText(double aSecond)
{
    return InspectorView::tr("%1 a second").arg(countText(static_cast<std::uint64_t>(aSecond + 0.5)));
}

/// Not so if nobody looked at it while it lived.
bool isDescribed(const ProcessDetails& details)
{
    return !details.row.initialCall.module.isUndefined();
}

/// As its crash report has it; empty without one.
QString initialCallOf(const LoggedEnd& end)
{
    for (const auto& [label, value] : end.report) {
        if (label == QLatin1String("initial call")) {
            return value;
        }
    }
    return {};
}

QToolButton* makeButton(QAction* action)
{
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    return button;
}

} // namespace

InspectorView::InspectorView(ViewClock& clock, ProcessActions& actions, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_back(new QAction(tr("Back"), this)),
      m_forward(new QAction(tr("Forward"), this)),
      m_title(new LiveLabel(QStringLiteral("<0.1000.0>  some_process"))),
      m_tabs(new QTabWidget),
      m_table(new QTableView),
      m_model(new DetailModel(this)),
      m_rates(new LiveLabel(tr("In: %1, out: %2 – it grows").arg(rateText(1000), rateText(1000)))),
      m_plot(new QCustomPlot),
      m_graph(nullptr),
      m_messages(new QTableView),
      m_messageModel(new MessageModel(this)),
      m_more(new LiveLabel(tr("The oldest %1 of %Ln messages", nullptr, 1'000'000).arg(50))),
      m_peers(new QTreeView),
      m_peerModel(new PeerModel(this)),
      m_ask(new QPushButton(tr("&Ask for the state"))),
      m_stateNote(new TonedLabel),
      m_state(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("inspector"));

    m_back->setObjectName(QStringLiteral("inspectorBack"));
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_back->setStatusTip(tr("Select the process that was selected before"));
    m_forward->setObjectName(QStringLiteral("inspectorForward"));
    m_forward->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
    m_forward->setStatusTip(tr("Select the process that was selected after this one"));
    connect(m_back, &QAction::triggered, &clock, &ViewClock::goBack);
    connect(m_forward, &QAction::triggered, &clock, &ViewClock::goForward);

    m_table->setObjectName(QStringLiteral("inspectorTable"));
    m_table->setAccessibleName(tr("Attributes of the process"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->hide();
    const auto fitLabels = [this] { // there are few rows
        m_table->resizeColumnToContents(DetailModel::LabelColumn);
        const int wanted = m_table->columnWidth(DetailModel::LabelColumn);
        const int least =
            m_table->fontMetrics().horizontalAdvance(tr("Messages waiting") + QStringLiteral(" 00"));
        m_table->horizontalHeader()->resizeSection(
            DetailModel::LabelColumn,
            std::max(least, std::min(wanted, m_table->viewport()->width() * 45 / 100)));
    };
    fitLabels();
    connect(m_model, &QAbstractItemModel::rowsInserted, this, fitLabels);
    connect(m_model, &QAbstractItemModel::modelReset, this, fitLabels);
    m_table->horizontalHeader()->setSectionResizeMode(DetailModel::ValueColumn, QHeaderView::Stretch);
    const auto follow = [this](const QModelIndex& index) { go(m_model->pidAt(index.row())); };
    connect(m_table, &QTableView::activated, this, follow);
    connect(m_table, &QTableView::clicked, this, [follow](const QModelIndex& index) {
        if (index.column() == DetailModel::ValueColumn) {
            follow(index);
        }
    });
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this, &actions](const QPoint& at) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        actions.addTo(*menu);
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });

    m_peers->setObjectName(QStringLiteral("inspectorPeers"));
    m_peers->setAccessibleName(tr("Related processes"));
    m_peers->setModel(m_peerModel);
    m_peers->setHeaderHidden(true);
    m_peers->setUniformRowHeights(true);
    setUpRows(*m_peers);
    m_peers->setFrameShape(QFrame::NoFrame);
    m_peers->expandAll();
    const auto followPeer = [this](const QModelIndex& index) { go(m_peerModel->pidAt(index)); };
    connect(m_peers, &QTreeView::activated, this, followPeer);
    connect(m_peers, &QTreeView::clicked, this, followPeer);

    m_tabs->setObjectName(QStringLiteral("inspectorTabs"));
    m_tabs->setAccessibleName(tr("Parts of the process"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the process"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_table, tr("Overview"));
    m_tabs->addTab(makeMessagesPage(), tr("Messages"));
    m_tabs->addTab(m_peers, tr("Relations"));
    m_tabs->addTab(makeStatePage(), tr("State"));

    m_title->setObjectName(QStringLiteral("inspectorTitle"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(6, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(makeButton(m_back));
    bar->addWidget(makeButton(m_forward));
    bar->addWidget(m_title, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_tabs, 1);
    m_hint = new EmptyHint(tr("No process is selected.\nSelect one in any view to see everything about it."),
                           m_table->viewport());

    connect(&clock, &ViewClock::selectionChanged, this, &InspectorView::followSelection);
    clock.addView(this, {.details = true}, [this] { refresh(); });
    setFocusProxy(m_tabs);
    updateIcons();
    followSelection();
}

QWidget* InspectorView::makeMessagesPage()
{
    m_plot->setObjectName(QStringLiteral("inspectorChart"));
    watchPainting(*m_plot, m_clock.paintWatch());
    m_plot->setAccessibleName(tr("Depth of the mailbox over the last minute"));
    m_plot->setMinimumSize(120, 110);
    m_plot->setMaximumHeight(170);
    m_plot->setLocale(QLocale());
    m_graph = m_plot->addGraph();
    m_graph->setAdaptiveSampling(true);
    setUpTimeAxis(*m_plot->axisRect());
    auto ticker = QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
    ticker->setTickCount(2);
    m_plot->yAxis->setTicker(ticker);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    m_plot->yAxis->setRange(0, LowestRange);
    recolour();

    m_messages->setObjectName(QStringLiteral("inspectorMessages"));
    m_messages->setAccessibleName(tr("Messages that wait"));
    setUpTable(*m_messages);
    m_messages->setModel(m_messageModel);
    const int digit = m_messages->fontMetrics().horizontalAdvance(QLatin1Char('0'));
    m_messages->horizontalHeader()->resizeSection(MessageModel::AgeColumn, 11 * digit);
    m_messages->horizontalHeader()->resizeSection(MessageModel::BytesColumn, 8 * digit);
    m_messages->horizontalHeader()->setSectionResizeMode(MessageModel::TextColumn, QHeaderView::Stretch);

    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(4);
    auto* captions = new QVBoxLayout;
    captions->setContentsMargins(8, 0, 8, 0);
    captions->addWidget(m_rates);
    captions->addWidget(m_plot);
    captions->addWidget(m_more);
    layout->addLayout(captions);
    layout->addWidget(m_messages, 1);
    return page;
}

QWidget* InspectorView::makeStatePage()
{
    m_ask->setObjectName(QStringLiteral("inspectorAskForState"));
    m_ask->setAccessibleName(tr("Ask for the state"));
    m_ask->setEnabled(false);
    connect(m_ask, &QPushButton::clicked, this, &InspectorView::askForState);
    m_stateNote->setWordWrap(true);
    m_stateNote->setObjectName(QStringLiteral("inspectorStateNote"));
    m_state->setObjectName(QStringLiteral("inspectorState"));
    m_state->setAccessibleName(tr("State of the server"));
    m_state->setReadOnly(true);
    m_state->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_state->setFrameShape(QFrame::NoFrame);

    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 6, 0, 0);
    auto* top = new QVBoxLayout;
    top->setContentsMargins(8, 0, 8, 0);
    top->addWidget(m_stateNote);
    top->addWidget(m_ask, 0, Qt::AlignLeft);
    layout->addLayout(top);
    layout->addWidget(m_state, 1);
    return page;
}

void InspectorView::updateIcons()
{
    m_back->setIcon(themedIcon(QStringLiteral("back")));
    m_forward->setIcon(themedIcon(QStringLiteral("forward")));
}

void InspectorView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        recolour();
        updateIcons();
    }
}

void InspectorView::recolour()
{
    styleChart(*m_plot);
    const QColor color = theme().categorical[0];
    m_graph->setPen(QPen(color, 1.5));
    QColor fill = color;
    fill.setAlphaF(0.18F);
    m_graph->setBrush(fill);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void InspectorView::followSelection()
{
    m_back->setEnabled(m_clock.canGoBack());
    m_forward->setEnabled(m_clock.canGoForward());
    if (m_details && m_details->row.pid == m_clock.selected()) {
        return;
    }
    // Until the process has told of itself, nothing is better than what another one said.
    remember();
    m_details.reset();
    m_logged = {};
    m_logRead = 0;
    m_eventsRead = 0;
    m_samples.clear();
    m_model->clear();
    m_messageModel->clear();
    m_peerModel->clear();
    m_rates->say({});
    m_more->say({});
    m_graph->data()->clear();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    showState();
    const Pid selected = m_clock.selected();
    m_title->say(selected ? toQString(selected.toString()) : QString(), LiveLabel::Tone::Plain);
    m_hint->setVisible(!selected);
    refresh();
}

void InspectorView::refresh()
{
    const std::shared_ptr<const ProcessDetails>& told = m_clock.snapshot()->details;
    if (!told || told->row.pid != m_clock.selected() || !m_clock.selected()) {
        return;
    }
    m_details = lastKnown(told);
    const bool alive = m_details->alive;
    if (!alive && m_details->exitReason.empty()) {
        readLog();
        readEvents();
    }
    const ProcessRow& process = m_details->row;
    const QString pid = toQString(process.pid.toString());
    const bool isKnown = alive || isDescribed(*m_details);
    const QString what = isKnown ? processTitle(process) : initialCallOf(m_logged);
    const QString title = what.isEmpty() ? pid : QStringLiteral("%1  %2").arg(pid, what);
    m_title->say(alive ? title : tr("%1  – dead").arg(title),
                 alive ? LiveLabel::Tone::Plain : LiveLabel::Tone::Danger);
    m_model->setDetails(*m_details, m_logged);
    m_messageModel->setDetails(*m_details);
    m_peerModel->setDetails(*m_details);
    showRates();
    showState();
}

void InspectorView::remember()
{
    if (!m_details || !isDescribed(*m_details)) {
        return;
    }
    constexpr std::size_t Kept = 50;
    std::erase_if(m_remembered,
                  [this](const auto& details) { return details->row.pid == m_details->row.pid; });
    m_remembered.push_back(m_details);
    if (m_remembered.size() > Kept) {
        m_remembered.pop_front();
    }
}

std::shared_ptr<const ProcessDetails>
InspectorView::lastKnown(std::shared_ptr<const ProcessDetails> told) const
{
    if (told->alive || isDescribed(*told)) {
        return told;
    }
    const auto found = std::find_if(m_remembered.begin(), m_remembered.end(),
                                    [&](const auto& details) { return details->row.pid == told->row.pid; });
    if (found == m_remembered.end()) {
        return told;
    }
    auto details = std::make_shared<ProcessDetails>(**found);
    details->alive = false;
    details->row.status = ProcessStatus::Exiting;
    details->stateAsked = false;
    if (details->exitReason.empty()) {
        details->exitReason = told->exitReason;
    }
    return details;
}

void InspectorView::readLog()
{
    const std::vector<Notice> notices = m_clock.node().notices(m_logRead);
    if (notices.empty()) {
        return;
    }
    m_logRead = notices.back().sequence;
    LoggedEnd end = endInLog(notices, m_clock.selected());
    if (!end.report.empty() || (m_logged.report.empty() && !end.reason.isEmpty())) {
        m_logged = std::move(end); // which tells more than a tag
    }
}

/// There are some if the graph is or was in sight; they name the reason of any end, but only its tag.
void InspectorView::readEvents()
{
    if (!m_logged.reason.isEmpty() || !m_logged.tag.isUndefined()) {
        return;
    }
    const EventBatch batch = m_clock.node().events(m_eventsRead);
    m_eventsRead = batch.last;
    m_logged.tag = reasonInEvents(batch.events, m_clock.selected());
}

void InspectorView::showRates()
{
    const ProcessDetails& details = *m_details;
    if (!details.alive && !isDescribed(details)) {
        m_rates->say({});
        m_more->say(tr("Not known: nobody looked in time."));
        return;
    }
    if (details.nanoseconds == 0) { // it has yet to tell
        m_rates->say({});
        m_more->say({});
        return;
    }
    const std::size_t shown = details.messages.size();
    const int count = pluralOf(details.messageCount);
    m_more->say(details.messageCount == 0 ? tr("No message waits.")
                : details.messageCount > shown
                    ? tr("The oldest %1 of %Ln messages", nullptr, count).arg(shown)
                    : tr("%Ln messages", nullptr, count));
    const double now = static_cast<double>(details.nanoseconds) * 1e-9;
    if (m_samples.empty() || now > m_samples.back().seconds) {
        m_samples.push_back({now, static_cast<double>(details.messageCount),
                             static_cast<double>(details.arrived), static_cast<double>(details.taken)});
    }
    while (m_samples.size() > 2 && m_samples[1].seconds < now - ChartSeconds) {
        m_samples.pop_front();
    }
    // Over the last two seconds, so that the numbers can be read.
    constexpr double Window = 2;
    const Sample& last = m_samples.back();
    const auto first = std::find_if(m_samples.begin(), m_samples.end(),
                                    [&](const Sample& sample) { return sample.seconds >= now - Window; });
    const double seconds = last.seconds - first->seconds;
    if (!details.alive) {
        m_rates->say(tr("Nothing comes in any more: it is dead."));
    } else if (seconds > 0) {
        const double arrives = (last.arrived - first->arrived) / seconds;
        const double taken = (last.taken - first->taken) / seconds;
        const bool grows = arrives > taken * 1.05 + 1 && last.depth > first->depth;
        m_rates->say((grows ? tr("In: %1, out: %2 – it grows") : tr("In: %1, out: %2"))
                         .arg(rateText(arrives), rateText(taken)),
                     grows ? LiveLabel::Tone::Warning : LiveLabel::Tone::Muted);
    }
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(m_samples.size()));
    double highest = LowestRange;
    double before = m_samples.front().seconds;
    for (const Sample& sample : m_samples) {
        if (sample.seconds - before > GapSeconds) {
            points.push_back({(before + sample.seconds) / 2 - now, qQNaN()});
        }
        before = sample.seconds;
        points.push_back({sample.seconds - now, sample.depth});
        highest = std::max(highest, sample.depth);
    }
    if (m_plot->isVisible()) {
        m_graph->data()->set(points, true);
        m_plot->yAxis->setRange(0, highest * 1.08);
        m_plot->replot(QCustomPlot::rpQueuedReplot);
    }
}

void InspectorView::showState()
{
    const bool server = m_details && m_details->alive && m_details->isSystemProcess;
    const bool asked = m_details && m_details->stateAsked;
    m_ask->setEnabled(server && !asked && !m_clock.isPaused());
    QString note = tr("A server tells its state when it is asked, as sys:get_state/1 does. Unlike all other "
                      "looks this sends it a message, which it has to handle.");
    TonedLabel::Tone tone = TonedLabel::Tone::Muted;
    QString text;
    if (m_details && !server) {
        note = m_details->alive ? tr("This process is no server of OTP’s kind: it would not understand the "
                                     "question.")
                                : tr("This process is dead. What it said last is shown, if it was asked.");
    }
    if (asked) {
        note = tr("Asked; it has not answered yet.");
    } else if (m_details && !m_details->stateError.empty()) {
        note = runtimeText(m_details->stateError);
        tone = TonedLabel::Tone::Danger;
    }
    if (m_details) {
        text = toQString(m_details->state);
    }
    if (m_stateNote->text() != note || m_stateNote->tone() != tone) {
        m_stateNote->say(note, tone);
    }
    if (m_state->toPlainText() != text) {
        m_state->setPlainText(text);
    }
}

void InspectorView::go(Pid pid)
{
    if (pid) {
        m_clock.select(pid);
    }
}

void InspectorView::askForState()
{
    if (!m_details) {
        return;
    }
    const Outcome outcome = m_clock.node().askForState(m_details->row.pid);
    if (!outcome.ok()) {
        m_stateNote->say(runtimeText(outcome.error), TonedLabel::Tone::Danger);
    }
}

} // namespace factorama
