// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/mailboxes_view.h"

#include "widgets/charts/chart_style.h"
#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/table.h"
#include "widgets/common/turning_splitter.h"
#include "widgets/mailboxes/deepest_mailboxes_model.h"
#include "widgets/mailboxes/mailbox_bar_delegate.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QSpinBox>
#include <QTableView>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>
#include <QtNumeric>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace factorama {

namespace {

constexpr int HighestThreshold = 100'000'000;
enum Shown { ShowDeepest, ShowTotal };

QVector<QCPGraphData> pointsOf(const std::deque<DepthHistory::Sample>& samples, double now, double* highest)
{
    QVector<QCPGraphData> points;
    points.reserve(static_cast<qsizetype>(samples.size()));
    double before = samples.empty() ? 0 : samples.front().seconds;
    for (const DepthHistory::Sample& sample : samples) {
        if (sample.seconds - before > GapSeconds) {
            points.push_back({(before + sample.seconds) / 2 - now, qQNaN()});
        }
        before = sample.seconds;
        points.push_back({sample.seconds - now, sample.messages});
        *highest = std::max(*highest, sample.messages);
    }
    return points;
}

} // namespace

MailboxesView::MailboxesView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_model(new DeepestMailboxesModel(this)),
      m_splitter(new TurningSplitter(0.6)),
      m_table(new QTableView),
      m_plot(new QCustomPlot),
      m_warningField(new QSpinBox),
      m_alarmField(new QSpinBox),
      m_watch(new QToolButton),
      m_order(new QComboBox),
      m_shown(new QComboBox),
      m_caption(new LiveLabel(tr("%Ln messages in all", nullptr, 1'000'000)))
{
    setObjectName(QStringLiteral("mailboxes"));

    const auto setUpThreshold = [this](QSpinBox* field, const char* name, const QString& accessibleName,
                                       const QString& hint) {
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(accessibleName);
        field->setToolTip(hint);
        field->setRange(1, HighestThreshold);
        field->setGroupSeparatorShown(true);
        field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
        field->setKeyboardTracking(false);
        field->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("1,000,000")) + 30);
    };
    setUpThreshold(
        m_warningField, "mailboxWarning", tr("Warn at this many messages"),
        tr("A mailbox that reaches this many messages is marked, and reported in the notices. Once you have "
           "set this, it is watched for also while this view is hidden: see “Watch”."));
    setUpThreshold(m_alarmField, "mailboxAlarm", tr("Alarm at this many messages"),
                   tr("A mailbox that reaches this many messages is marked as an alarm, and reported in the "
                      "notices. Once you have set this, it is watched for also while this view is hidden: "
                      "see “Watch”."));
    m_watch->setObjectName(QStringLiteral("watchThresholds"));
    m_watch->setText(tr("Watch"));
    m_watch->setAccessibleName(tr("Watch the thresholds while hidden"));
    m_watch->setToolTip(tr("Look at all mailboxes once a second also while this view is hidden, and report "
                           "those that come to a threshold; not while the views are paused"));
    m_watch->setCheckable(true);
    m_watch->setFocusPolicy(Qt::StrongFocus);
    m_order->setObjectName(QStringLiteral("mailboxOrder"));
    m_order->setAccessibleName(tr("Which mailboxes come first"));
    m_order->setToolTip(tr("Which mailboxes come first"));
    m_order->addItems({tr("Deepest"), tr("Fastest growing")});
    m_shown->setObjectName(QStringLiteral("mailboxChartContent"));
    m_shown->setAccessibleName(tr("What the chart shows"));
    m_shown->setToolTip(tr("What the chart shows over the last two minutes"));
    m_shown->addItems({tr("Each one’s depth"), tr("All mailboxes together")});
    for (QComboBox* box : {m_order, m_shown}) { // they may get narrower than their longest text
        box->setMinimumWidth(60);
        box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    auto* warnLabel = new QLabel(tr("&Warn at"));
    warnLabel->setBuddy(m_warningField);
    auto* alarmLabel = new QLabel(tr("&Alarm at"));
    alarmLabel->setBuddy(m_alarmField);

    m_table->setObjectName(QStringLiteral("mailboxTable"));
    m_table->setAccessibleName(tr("Deepest mailboxes"));
    setUpTable(*m_table);
    m_table->setModel(m_model);
    m_table->setItemDelegateForColumn(DeepestMailboxesModel::DepthColumn, new MailboxBarDelegate(m_table));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(DeepestMailboxesModel::ProcessColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(DeepestMailboxesModel::DepthColumn, QHeaderView::Fixed);
    header->setSectionResizeMode(DeepestMailboxesModel::GrowthColumn, QHeaderView::Fixed);
    m_hint = new EmptyHint(tr("No message waits in any mailbox.\nA process that is sent more than it handles "
                              "shows up here."),
                           m_table->viewport());

    m_plot->setObjectName(QStringLiteral("mailboxChart"));
    watchPainting(*m_plot, clock.paintWatch());
    m_plot->setAccessibleName(tr("Messages waiting over the last two minutes"));
    m_plot->setMinimumSize(200, 60);
    m_plot->setLocale(QLocale()); // QCustomPlot's own leaves the thousands separators out
    m_plot->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_totalGraph = m_plot->addGraph();
    for (QCPGraph*& graph : m_graphs) {
        graph = m_plot->addGraph();
    }
    m_warningLine = m_plot->addGraph();
    m_alarmLine = m_plot->addGraph();
    for (int i = 0; i < m_plot->graphCount(); ++i) {
        m_plot->graph(i)->setAdaptiveSampling(true); // minimum and maximum of each column of pixels
    }
    setUpTimeAxis(*m_plot->axisRect());
    m_plot->xAxis->setRange(-DepthHistory::KeptSeconds, 0);
    if (const auto seconds = m_plot->xAxis->ticker().dynamicCast<QCPAxisTickerFixed>()) {
        seconds->setTickStep(30);
    }
    auto ticker = QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
    ticker->setTickCount(4);
    m_plot->yAxis->setTicker(ticker);
    m_plot->yAxis->setNumberFormat(QStringLiteral("f"));
    m_plot->yAxis->setNumberPrecision(0);
    m_chartHint =
        new EmptyHint(tr("The depths of the deepest mailboxes are drawn here, as they change."), m_plot);
    recolour();

    auto* fields = new QHBoxLayout;
    fields->setSpacing(6);
    for (QWidget* widget :
         std::initializer_list<QWidget*>{m_order, warnLabel, m_warningField, alarmLabel, m_alarmField}) {
        fields->addWidget(widget);
    }
    fields->addStretch();
    m_caption->setObjectName(QStringLiteral("mailboxCaption"));
    auto* said = new QHBoxLayout;
    said->setSpacing(6);
    said->addWidget(m_watch);
    said->addWidget(m_caption, 1);
    said->addWidget(m_shown);
    m_bar = new QBoxLayout(QBoxLayout::LeftToRight);
    m_bar->setContentsMargins(8, 6, 8, 2);
    m_bar->setSpacing(6);
    m_bar->addLayout(fields);
    m_bar->addLayout(said, 1);

    m_splitter->setObjectName(QStringLiteral("mailboxSplitter"));
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(m_plot);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(m_bar);
    layout->addWidget(m_splitter, 1);

    setThresholds(m_thresholds);
    connect(m_warningField, &QSpinBox::valueChanged, this, [this](int value) {
        const auto warning = static_cast<std::uint32_t>(value);
        setThresholds({warning, std::max(warning, m_thresholds.alarm)});
        setWatchesThresholds(true);
    });
    connect(m_alarmField, &QSpinBox::valueChanged, this, [this](int value) {
        const auto alarm = static_cast<std::uint32_t>(value);
        setThresholds({std::min(alarm, m_thresholds.warning), alarm});
        setWatchesThresholds(true);
    });
    connect(m_watch, &QToolButton::toggled, this, [this](bool watches) {
        if (watches) {
            m_clock.watch(this, {.processes = true}, WatchMilliseconds);
        } else {
            m_clock.stopWatching(this);
        }
    });
    connect(m_order, &QComboBox::currentIndexChanged, this, &MailboxesView::refresh);
    connect(m_shown, &QComboBox::currentIndexChanged, this, &MailboxesView::plot);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& now) {
                if (!m_following && now.isValid()) {
                    m_clock.select(m_model->pidAt(now.row()));
                }
            });
    connect(&clock, &ViewClock::selectionChanged, this, [this] {
        showSelection();
        if (isVisible()) {
            plot();
        }
    });
    connect(
        &clock, &ViewClock::snapshotChanged, this, [this](const std::shared_ptr<const Snapshot>& snapshot) {
            const bool seen = isVisible() && !visibleRegion().isEmpty();
            if (seen || snapshot->processes.empty()) {
                return;
            }
            // What others collect comes ten times a second.
            constexpr std::int64_t Pause = (WatchMilliseconds - ViewClock::PeriodMilliseconds) * 1'000'000;
            const bool due = watchesThresholds() && std::abs(snapshot->nanoseconds - m_rankedAt) >= Pause;
            if (m_watchesWhileHidden || due) {
                refresh();
            }
        });
    clock.addView(this, {.processes = true}, [this] { refresh(); });
    setFocusProxy(m_table);
}

MailboxesView::~MailboxesView() = default;

bool MailboxesView::watchesThresholds() const
{
    return m_watch->isChecked();
}

void MailboxesView::setWatchesThresholds(bool watches)
{
    m_watch->setChecked(watches);
}

void MailboxesView::setThresholds(MailboxThresholds thresholds)
{
    thresholds.warning = std::clamp<std::uint32_t>(thresholds.warning, 1, HighestThreshold);
    thresholds.alarm = std::clamp<std::uint32_t>(thresholds.alarm, thresholds.warning, HighestThreshold);
    const bool changed = thresholds != m_thresholds;
    m_thresholds = thresholds;
    const QSignalBlocker quietWarning(m_warningField);
    const QSignalBlocker quietAlarm(m_alarmField);
    m_warningField->setValue(static_cast<int>(thresholds.warning));
    m_alarmField->setValue(static_cast<int>(thresholds.alarm));
    if (changed && isVisible()) {
        refresh();
    }
}

QByteArray MailboxesView::saveThresholds() const
{
    return QByteArray::number(m_thresholds.warning) + ' ' + QByteArray::number(m_thresholds.alarm) +
           (watchesThresholds() ? " watched" : " unwatched");
}

void MailboxesView::restoreThresholds(const QByteArray& saved)
{
    const QList<QByteArray> parts = saved.split(' ');
    bool warningOk = false;
    bool alarmOk = false;
    if (parts.size() == 2 || parts.size() == 3) {
        const std::uint32_t warning = parts[0].toUInt(&warningOk);
        const std::uint32_t alarm = parts[1].toUInt(&alarmOk);
        if (warningOk && alarmOk) {
            setThresholds({warning, alarm});
            // Saved without a word on it: what is no default, somebody has set.
            setWatchesThresholds(parts.size() == 3 ? parts[2] == "watched"
                                                   : m_thresholds != MailboxThresholds());
        }
    }
}

void MailboxesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitParts();
    // Beside each other where the view is wide, one above the other where it is tall.
    const Qt::Orientation fitting =
        width() >= 480 && 2 * width() >= 3 * height() ? Qt::Horizontal : Qt::Vertical;
    m_splitter->turn(fitting);
}

void MailboxesView::fitParts()
{
    // What stands above in one line if that has room for all of it, and if not, where there is height for
    // two. Else there is less of what can be chosen, since the count is to be read.
    constexpr int LinesForTwo = 7;
    const QLayout& fields = *m_bar->itemAt(0)->layout();
    const QMargins margins = m_bar->contentsMargins();
    int left = width() - margins.left() - margins.right() - m_watch->sizeHint().width() -
               m_caption->sizeHint().width() - (fields.count() + 2) * m_bar->spacing();
    for (int i = 0; i < fields.count(); ++i) {
        left -= fields.itemAt(i)->widget() == m_order ? 0 : fields.itemAt(i)->sizeHint().width();
    }
    const bool oneLine = left >= m_order->sizeHint().width() + m_shown->sizeHint().width() ||
                         height() < LinesForTwo * fontMetrics().lineSpacing();
    m_bar->setDirection(oneLine ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (QComboBox* box : {m_order, m_shown}) {
        box->setMaximumWidth(oneLine ? std::max(box->minimumWidth(), left / 2) : QWIDGETSIZE_MAX);
    }
    // The names get what the numbers leave, and these get less bar where that is little.
    const QFontMetrics metrics = m_table->fontMetrics();
    const int number = metrics.horizontalAdvance(QStringLiteral("9,999,999")) + 24;
    const int name = metrics.averageCharWidth() * 26 + 40; // and the colour of its line
    QHeaderView* header = m_table->horizontalHeader();
    const auto titleOf = [&](int column) {
        return metrics.horizontalAdvance(m_model->headerData(column, Qt::Horizontal).toString()) + 24;
    };
    const int growth = titleOf(DeepestMailboxesModel::GrowthColumn);
    const int room = m_table->viewport()->width() - growth - name;
    const int title = titleOf(DeepestMailboxesModel::DepthColumn);
    header->resizeSection(DeepestMailboxesModel::GrowthColumn, growth);
    header->resizeSection(DeepestMailboxesModel::DepthColumn,
                          std::clamp(room, std::min(number, title), title * 3 / 2));
}

void MailboxesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_bar != nullptr) {
        fitParts();
    }
    if (event->type() == QEvent::PaletteChange) {
        recolour();
    }
}

bool MailboxesView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize) {
        fitParts();
    }
    if (watched == m_plot) {
        if (event->type() == QEvent::ToolTip) {
            const auto* help = static_cast<QHelpEvent*>(event);
            const QString text = lineTextAt(help->pos());
            if (text.isEmpty()) {
                QToolTip::hideText();
            } else {
                QToolTip::showText(help->globalPos(), text, m_plot);
            }
            return true;
        }
        if (event->type() == QEvent::MouseButtonPress) {
            DepthHistory::Sample sample;
            if (const DepthHistory::Line* line =
                    lineAt(static_cast<QMouseEvent*>(event)->position().toPoint(), &sample)) {
                m_clock.select(line->pid);
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void MailboxesView::refresh()
{
    std::shared_ptr<const Snapshot> snapshot = m_clock.snapshot();
    m_rankedAt = snapshot->nanoseconds;
    const auto order =
        m_order->currentIndex() == 0 ? MailboxRanker::Order::Depth : MailboxRanker::Order::Growth;
    std::vector<Pid> followed = m_history.pids();
    m_job.post([this, ranker = m_ranker, snapshot = std::move(snapshot), thresholds = m_thresholds, order,
                followed = std::move(followed)]() -> std::function<void()> {
        MailboxRanking ranking = ranker->rank(*snapshot, thresholds, order, followed);
        return [this, ranking = std::move(ranking), followed] { showRanking(ranking, followed); };
    });
}

void MailboxesView::showRanking(const MailboxRanking& ranking, const std::vector<Pid>& followed)
{
    m_history.add(ranking, followed);
    assignLines(ranking);
    std::vector<int> lines;
    for (const RankedMailbox& mailbox : ranking.ranked) {
        const auto line = std::find(m_linePids.begin(), m_linePids.end(), mailbox.row.pid);
        lines.push_back(line == m_linePids.end() ? -1 : static_cast<int>(line - m_linePids.begin()));
    }
    m_following = true;
    m_model->setRanking(ranking, lines);
    m_following = false;
    showSelection();
    m_hint->setVisible(m_model->rowCount() == 0);

    QString caption = tr("%Ln messages in all", nullptr, pluralOf(ranking.total));
    if (ranking.alarms > 0) {
        caption = tr("%1 – %Ln at alarm", nullptr, pluralOf(ranking.alarms)).arg(caption);
    }
    if (ranking.warnings > 0) {
        caption = tr("%1 – %Ln at warning", nullptr, pluralOf(ranking.warnings)).arg(caption);
    }
    m_caption->say(caption, ranking.alarms > 0     ? LiveLabel::Tone::Danger
                            : ranking.warnings > 0 ? LiveLabel::Tone::Warning
                                                   : LiveLabel::Tone::Muted);
    m_caption->setToolTip(caption);
    plot();
    tell(ranking);
}

void MailboxesView::tell(const MailboxRanking& ranking)
{
    for (const MailboxCrossing& crossing : ranking.crossings) {
        const bool alarm = crossing.level == MailboxLevel::Alarm;
        const int messages = pluralOf(crossing.messages);
        const QString text =
            alarm ? tr("%Ln messages wait in the mailbox of %1: it has reached the alarm threshold of %2",
                       nullptr, messages)
                  : tr("%Ln messages wait in the mailbox of %1: it has reached the warning threshold of %2",
                       nullptr, messages);
        emit thresholdCrossed(text.arg(toQString(crossing.pid.toString()),
                                       countText(alarm ? m_thresholds.alarm : m_thresholds.warning)),
                              crossing.pid, alarm);
    }
    if (const std::size_t more = ranking.crossingsInAll - ranking.crossings.size(); more > 0) {
        emit thresholdCrossed(
            tr("%Ln more mailboxes came to a threshold at the same time", nullptr, pluralOf(more)), Pid(),
            false);
    }
}

void MailboxesView::assignLines(const MailboxRanking& ranking)
{
    const std::size_t count = std::min(Lines, ranking.ranked.size());
    const auto ranked = ranking.ranked.begin();
    const auto end = ranked + static_cast<std::ptrdiff_t>(count);
    const auto isRanked = [&](Pid pid) {
        return std::any_of(ranked, end,
                           [pid](const RankedMailbox& mailbox) { return mailbox.row.pid == pid; });
    };
    for (auto mailbox = ranked; mailbox != end; ++mailbox) {
        if (std::find(m_linePids.begin(), m_linePids.end(), mailbox->row.pid) != m_linePids.end()) {
            continue;
        }
        // A free line, else one of a process that is not among the deepest any more.
        auto line = std::find(m_linePids.begin(), m_linePids.end(), Pid());
        if (line == m_linePids.end()) {
            line =
                std::find_if(m_linePids.begin(), m_linePids.end(), [&](Pid pid) { return !isRanked(pid); });
        }
        *line = mailbox->row.pid;
    }
    for (Pid& pid : m_linePids) {
        if (pid && m_history.find(pid) == nullptr) {
            pid = Pid();
        }
    }
}

void MailboxesView::plot()
{
    if (visibleRegion().isEmpty()) {
        return; // it watches while it is hidden: the history goes on, and is drawn when it is seen
    }
    const double now = m_history.total().empty() ? 0 : m_history.total().back().seconds;
    const bool total = m_shown->currentIndex() == ShowTotal;
    double highest = 4;
    m_totalGraph->data()->set(total ? pointsOf(m_history.total(), now, &highest) : QVector<QCPGraphData>(),
                              true);
    bool drawn = total;
    for (std::size_t i = 0; i < m_graphs.size(); ++i) {
        const Pid pid = i < Lines ? m_linePids[i] : m_clock.selected();
        const bool known =
            i == Lines && std::find(m_linePids.begin(), m_linePids.end(), pid) != m_linePids.end();
        const DepthHistory::Line* const line = !total && pid && !known ? m_history.find(pid) : nullptr;
        m_graphs[i]->data()->set(
            line != nullptr ? pointsOf(line->samples, now, &highest) : QVector<QCPGraphData>(), true);
        drawn = drawn || line != nullptr;
        if (i < Lines) {
            const bool selected = pid && pid == m_clock.selected();
            m_graphs[i]->setPen(QPen(theme().categorical[i], selected ? 3 : 1.5));
        }
    }
    m_chartHint->setVisible(!drawn);
    m_plot->yAxis->setRange(0, highest * 1.08);
    const auto drawThreshold = [&](QCPGraph* graph, std::uint32_t value) {
        const auto depth = static_cast<double>(value);
        graph->data()->set(total || depth > highest * 1.08
                               ? QVector<QCPGraphData>()
                               : QVector<QCPGraphData>{{-DepthHistory::KeptSeconds, depth}, {0, depth}},
                           true);
    };
    drawThreshold(m_warningLine, m_thresholds.warning);
    drawThreshold(m_alarmLine, m_thresholds.alarm);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

const DepthHistory::Line* MailboxesView::lineAt(const QPoint& position, DepthHistory::Sample* sample) const
{
    if (m_history.total().empty() || m_shown->currentIndex() == ShowTotal) {
        return nullptr;
    }
    constexpr double Reach = 12; // pixels
    const double now = m_history.total().back().seconds;
    const double seconds = now + m_plot->xAxis->pixelToCoord(position.x());
    const DepthHistory::Line* nearest = nullptr;
    double distance = Reach;
    std::vector<Pid> pids(m_linePids.begin(), m_linePids.end());
    pids.push_back(m_clock.selected());
    for (const Pid pid : pids) {
        const DepthHistory::Line* const line = pid ? m_history.find(pid) : nullptr;
        if (line == nullptr) {
            continue;
        }
        const auto after = std::lower_bound(
            line->samples.begin(), line->samples.end(), seconds,
            [](const DepthHistory::Sample& entry, double wanted) { return entry.seconds < wanted; });
        if (after == line->samples.end()) {
            continue;
        }
        const double y = m_plot->yAxis->coordToPixel(after->messages);
        if (const double off = std::abs(y - position.y()); off < distance) {
            distance = off;
            nearest = line;
            *sample = *after;
        }
    }
    return nearest;
}

QString MailboxesView::lineTextAt(const QPoint& position) const
{
    if (m_shown->currentIndex() == ShowTotal && !m_history.total().empty()) {
        const auto& total = m_history.total();
        const double seconds = total.back().seconds + m_plot->xAxis->pixelToCoord(position.x());
        const auto at = std::lower_bound(
            total.begin(), total.end(), seconds,
            [](const DepthHistory::Sample& entry, double wanted) { return entry.seconds < wanted; });
        return at == total.end() || seconds < total.front().seconds
                   ? QString()
                   : tr("%Ln messages in all mailboxes, %1 ago", nullptr,
                        pluralOf(static_cast<std::uint64_t>(at->messages)))
                         .arg(durationText(total.back().seconds - at->seconds));
    }
    DepthHistory::Sample sample;
    const DepthHistory::Line* const line = lineAt(position, &sample);
    if (line == nullptr) {
        return {};
    }
    const QString process = QStringLiteral("%1 %2").arg(toQString(line->pid.toString()), line->title);
    return (line->gone ? tr("%1 (dead)").arg(process) : process) + QLatin1Char('\n') +
           tr("%Ln messages, %1 ago", nullptr, pluralOf(static_cast<std::uint64_t>(sample.messages)))
               .arg(durationText(m_history.total().back().seconds - sample.seconds));
}

void MailboxesView::showSelection()
{
    m_following = true;
    showSelectedRow(*m_table, m_model->rowOf(m_clock.selected()));
    m_following = false;
}

void MailboxesView::recolour()
{
    styleChart(*m_plot);
    const Theme& colors = theme();
    m_totalGraph->setPen(QPen(colors.categorical[0], 1.5));
    QColor fill = colors.categorical[0];
    fill.setAlphaF(0.18F);
    m_totalGraph->setBrush(fill);
    for (std::size_t i = 0; i < Lines; ++i) {
        m_graphs[i]->setPen(QPen(colors.categorical[i], 1.5));
    }
    m_graphs[Lines]->setPen(QPen(colors.text, 3));
    m_warningLine->setPen(QPen(colors.warning, 1, Qt::DashLine));
    m_alarmLine->setPen(QPen(colors.danger, 1, Qt::DashLine));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace factorama
