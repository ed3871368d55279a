// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/schedulers/schedulers_view.h"

#include "widgets/charts/chart_style.h"
#include "widgets/charts/legend.h"
#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <deque>
#include <limits>

namespace factorama {

namespace {

constexpr std::array<SchedulerState, 3> StackedStates = {SchedulerState::Running, SchedulerState::Searching,
                                                         SchedulerState::Timers};

constexpr int HeatColumns = 240;

} // namespace

SchedulersView::SchedulersView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_online(new QSpinBox),
      m_measure(new QComboBox),
      m_span(new QComboBox),
      m_summary(new LiveLabel(QString())),
      m_error(new TonedLabel(TonedLabel::Tone::Danger)),
      m_plot(new QCustomPlot)
{
    setObjectName(QStringLiteral("schedulers"));
    m_online->setObjectName(QStringLiteral("schedulersOnline"));
    m_online->setAccessibleName(tr("Schedulers online"));
    m_online->setToolTip(tr("How many schedulers run processes"));
    m_online->setRange(1, 1);
    m_online->setKeyboardTracking(false);
    m_online->setEnabled(false);
    auto* label = new QLabel(tr("Schedulers &online"));
    label->setBuddy(m_online);
    m_measure->setObjectName(QStringLiteral("schedulerMeasure"));
    m_measure->setAccessibleName(tr("What is drawn of each scheduler"));
    m_measure->setToolTip(tr("What is drawn of each scheduler"));
    const auto addMeasure = [this](Measure measure, const QString& text) {
        m_measure->addItem(text, static_cast<int>(measure));
    };
    addMeasure(Measure::States, tr("Utilization"));
    addMeasure(Measure::Searching, tr("Searching for work"));
    addMeasure(Measure::RunQueue, tr("Run queue"));
    addMeasure(Measure::Steals, tr("Steals a second"));
    addMeasure(Measure::Migrations, tr("Migrations a second"));
    m_measure->setItemData(4, tr("Processes that were moved here by stealing, several at a time"),
                           Qt::ToolTipRole);
    m_span->setObjectName(QStringLiteral("schedulerSpan"));
    m_span->setAccessibleName(tr("How far the charts look back"));
    m_span->setToolTip(tr("How far the charts look back"));
    m_span->addItem(tr("1 minute"), ChartSeconds);
    m_span->addItem(tr("5 minutes"), SchedulerHistory::KeptSeconds);

    m_measure->setMinimumWidth(90);
    m_span->setMinimumWidth(60);
    m_legend = new Legend({
        {tr("running"), [] { return theme().schedulerColor(SchedulerState::Running); }},
        {tr("searching"), [] { return theme().schedulerColor(SchedulerState::Searching); }},
        {tr("timers"), [] { return theme().schedulerColor(SchedulerState::Timers); }},
    });
    m_legend->hide(); // until there is room
    m_error->hide();
    m_plot->setObjectName(QStringLiteral("schedulerChart"));
    watchPainting(*m_plot, clock.paintWatch());
    m_plot->setAccessibleName(tr("Charts of the schedulers"));
    m_plot->setToolTip(tr("Point at a chart, or use the arrow keys, to read its values"));
    m_plot->setMinimumSize(160, 80);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setFocusPolicy(Qt::StrongFocus);
    m_plot->setMouseTracking(true);
    m_plot->setLocale(QLocale());
    m_plot->installEventFilter(this);
    m_hint = new EmptyHint(tr("Waiting for the first measurements of the schedulers."), m_plot);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 0);
    bar->setSpacing(8);
    bar->addWidget(label);
    bar->addWidget(m_online);
    bar->addWidget(m_measure);
    bar->addWidget(m_span);
    bar->addWidget(m_error, 1);
    bar->addStretch(1);
    bar->addWidget(m_legend);
    m_summary->setContentsMargins(8, 0, 8, 0);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(3);
    layout->addLayout(bar);
    layout->addWidget(m_summary);
    layout->addWidget(m_plot, 1);

    connect(m_online, &QSpinBox::valueChanged, this, &SchedulersView::requestOnline);
    for (QComboBox* box : {m_measure, m_span}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            layOut();
            plot();
        });
    }
    clock.addView(this, {.schedulers = true}, [this] { refresh(); });
    setFocusProxy(m_online);
    recolour();
}

SchedulersView::Measure SchedulersView::measure() const
{
    return static_cast<Measure>(m_measure->currentData().toInt());
}

void SchedulersView::setMeasure(Measure measure)
{
    m_measure->setCurrentIndex(m_measure->findData(static_cast<int>(measure)));
}

double SchedulersView::span() const
{
    return m_span->currentData().toDouble();
}

bool SchedulersView::legendFits() const
{
    constexpr int RoomForAll = 640;
    return m_laidOut > 0 && measure() == Measure::States && m_heat == nullptr && width() >= RoomForAll;
}

QString SchedulersView::perSecondText(float value)
{
    return value > 0 && value < 10 ? QLocale().toString(static_cast<double>(value), 'f', 1)
                                   : countText(static_cast<std::uint64_t>(std::lround(value)));
}

void SchedulersView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_legend->setVisible(legendFits());
    if (m_laidOut > 0 && panelColumns() != m_columns) {
        layOut();
        plot();
    }
}

void SchedulersView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        recolour();
    }
}

bool SchedulersView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_plot) {
        return QWidget::eventFilter(watched, event);
    }
    switch (event->type()) {
    case QEvent::MouseMove:
        pointAt(static_cast<QMouseEvent*>(event)->position().toPoint());
        break;
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        pointAt(help->pos());
        const QString text = m_cursor.on ? reading(m_cursor.scheduler, m_cursor.secondsAgo) : QString();
        if (text.isEmpty()) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), text, m_plot);
        }
        return true;
    }
    case QEvent::Leave:
    case QEvent::FocusOut:
        m_cursor.on = false;
        showCursor();
        break;
    case QEvent::KeyPress:
        if (moveCursor(static_cast<QKeyEvent*>(event)->key())) {
            return true;
        }
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

int SchedulersView::panelColumns() const
{
    const int count = static_cast<int>(m_laidOut) + (m_dirtyLaidOut ? 1 : 0);
    // As many beside each other as stay readable, in rows of even length.
    const int fitting = std::clamp(width() / 230, 1, std::max(1, count));
    const int rows = (count + fitting - 1) / std::max(1, fitting);
    return rows > 0 ? (count + rows - 1) / rows : 1;
}

void SchedulersView::refresh()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    if (snapshot.schedulers.empty()) {
        return;
    }
    const bool sampled = m_history.add(snapshot);

    const QSignalBlocker quiet(m_online);
    const int maximum = std::max(snapshot.schedulersMaximum, static_cast<int>(snapshot.schedulers.size()));
    const bool isNew = m_online->maximum() == 1; // nobody can have chosen anything yet
    if (m_online->maximum() != maximum) { // a new range lays the whole dock out again
        m_online->setRange(1, maximum);
    }
    // It repaints for the value that it has, too.
    if ((!m_online->hasFocus() || isNew) && m_online->value() != snapshot.schedulersOnline) {
        m_online->setValue(snapshot.schedulersOnline);
    }
    m_online->setEnabled(m_clock.node().capabilities().setSchedulersOnline);

    const std::size_t count = schedulersToDraw(snapshot);
    const bool dirty = m_history.hasDirtyWork();
    if (count != m_laidOut || dirty != m_dirtyLaidOut) {
        m_laidOut = count;
        m_dirtyLaidOut = dirty;
        layOut();
        plot();
    } else if (sampled) {
        // Flat lines look the same however often they are drawn, and a node at rest should cost nothing.
        constexpr int QuietSamples = 20;
        m_quietSamples = m_history.isQuiet(span()) && m_history.marks().empty() ? m_quietSamples + 1 : 0;
        if (m_quietSamples % QuietSamples == 0) {
            plot();
        }
    }
}

std::size_t SchedulersView::schedulersToDraw(const Snapshot& snapshot) const
{
    const std::size_t started = snapshot.schedulers.size();
    const auto online = static_cast<std::size_t>(std::max(0, snapshot.schedulersOnline));
    if (started <= PanelLimit) {
        return started; // those that are offline keep their place
    }
    // Of more than that, those that were online lately, as long as there are many; else they would press
    // the few that are left into lines.
    return online > PanelLimit ? std::max(online, m_history.mostOnline()) : std::max<std::size_t>(1, online);
}

SchedulersView::Panel SchedulersView::addPanel(int row, int column)
{
    Panel panel;
    auto* cell = new QCPLayoutGrid;
    m_plot->plotLayout()->addElement(row, column, cell);
    cell->setRowSpacing(1);
    panel.title = new QCPTextElement(m_plot, QString());
    panel.title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    panel.title->setMargins(QMargins(8, 2, 0, 0));
    panel.rect = new QCPAxisRect(m_plot);
    panel.rect->setMinimumMargins(QMargins(8, 8, 16, 2)); // half a tick label sticks out above and beside
    cell->addElement(0, 0, panel.title);
    cell->addElement(1, 0, panel.rect);
    setUpTimeAxis(*panel.rect);
    QCPAxis* bottom = panel.rect->axis(QCPAxis::atBottom);
    QCPAxis* left = panel.rect->axis(QCPAxis::atLeft);
    left->setNumberFormat(QStringLiteral("f"));
    left->setNumberPrecision(0);
    for (QCPGraph*& graph : panel.graphs) {
        QCPGraph* const below = &graph == panel.graphs.data() ? nullptr : *(&graph - 1);
        graph = m_plot->addGraph(bottom, left);
        graph->setAdaptiveSampling(true);
        if (below != nullptr) {
            graph->setChannelFillGraph(below);
        }
    }
    return panel;
}

void SchedulersView::layOut()
{
    m_columns = panelColumns();
    m_panels.clear();
    m_dirty = {};
    m_heat = nullptr;
    m_scale = nullptr;
    m_marks.clear();
    m_cursorLine = nullptr;
    m_plot->clearItems();
    m_plot->clearPlottables();
    m_plot->plotLayout()->clear();
    if (m_laidOut == 0) {
        return;
    }

    if (m_laidOut > PanelLimit) {
        auto* rect = new QCPAxisRect(m_plot);
        m_plot->plotLayout()->addElement(0, 0, rect);
        setUpTimeAxis(*rect);
        QCPAxis* left = rect->axis(QCPAxis::atLeft);
        left->setRange(0.5, static_cast<double>(m_laidOut) + 0.5);
        left->setRangeReversed(true);
        left->setLabel(tr("Scheduler"));
        left->setNumberFormat(QStringLiteral("f"));
        left->setNumberPrecision(0);
        rect->axis(QCPAxis::atBottom)->grid()->setVisible(false);
        left->grid()->setVisible(false);
        m_heat = new QCPColorMap(rect->axis(QCPAxis::atBottom), left);
        m_heat->setInterpolate(false);
        m_heat->setTightBoundary(false);
        m_heat->data()->setSize(HeatColumns, static_cast<int>(m_laidOut));
        m_heat->data()->setRange(QCPRange(-span(), 0), QCPRange(1, static_cast<double>(m_laidOut)));
        m_scale = new QCPColorScale(m_plot);
        m_scale->setType(QCPAxis::atRight);
        m_scale->setBarWidth(10);
        m_scale->axis()->setNumberFormat(QStringLiteral("f"));
        m_scale->axis()->setNumberPrecision(0);
        auto few = QSharedPointer<QCPAxisTicker>(new QCPAxisTicker);
        few->setTickCount(3);
        m_scale->axis()->setTicker(few);
        // As wide whatever is measured, so that the map stays where it is.
        const int labels = fontMetrics().horizontalAdvance(QStringLiteral("00,000  %"));
        m_scale->setMinimumMargins(QMargins(0, 0, labels + 12, 0));
        m_plot->plotLayout()->addElement(0, 1, m_scale);
        m_heat->setColorScale(m_scale);
        auto* group = new QCPMarginGroup(m_plot);
        rect->setMarginGroup(QCP::msTop | QCP::msBottom, group);
        m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, group);
        if (m_dirtyLaidOut) {
            m_dirty = addPanel(0, 2);
            m_plot->plotLayout()->setColumnStretchFactor(2, 0.3);
        }
    } else {
        for (std::size_t i = 0; i < m_laidOut; ++i) {
            m_panels.push_back(addPanel(static_cast<int>(i) / m_columns, static_cast<int>(i) % m_columns));
        }
        if (m_dirtyLaidOut) {
            const int place = static_cast<int>(m_laidOut);
            m_dirty = addPanel(place / m_columns, place % m_columns);
        }
    }
    for (QCPAxisRect* rect : m_plot->axisRects()) {
        QCPAxis* bottom = rect->axis(QCPAxis::atBottom);
        if (const auto seconds = bottom->ticker().dynamicCast<QCPAxisTickerFixed>()) {
            bottom->setRange(-span(), 0);
            seconds->setTickStep(span() > ChartSeconds ? 100 : 15);
        }
    }
    m_cursorLine = new QCPItemLine(m_plot);
    m_cursorLine->setVisible(false);
    m_legend->setVisible(legendFits());
    recolour();
}

double SchedulersView::valueOf(const SchedulerHistory::Sample& sample, std::size_t scheduler) const
{
    const SchedulerHistory::Load& load = sample.loads[scheduler];
    switch (measure()) {
    case Measure::States:
        return 100 * SchedulerHistory::share(sample.schedulers[scheduler], SchedulerState::Running);
    case Measure::Searching:
        return 100 * SchedulerHistory::share(sample.schedulers[scheduler], SchedulerState::Searching);
    case Measure::RunQueue:
        return static_cast<double>(load.queue);
    case Measure::Steals:
        return static_cast<double>(load.steals);
    case Measure::Migrations:
        return static_cast<double>(load.migrations);
    }
    return 0;
}

double SchedulersView::highestValue(double now) const
{
    if (measure() == Measure::States || measure() == Measure::Searching) {
        return 100;
    }
    double highest = 4; // a chart of nothing is not to look busy
    for (const SchedulerHistory::Sample& sample : m_history.samples()) {
        for (std::size_t i = 0; sample.to >= now - span() && i < sample.loads.size(); ++i) {
            highest = std::max(highest, valueOf(sample, i));
        }
    }
    return highest;
}

void SchedulersView::say()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    if (m_cursor.on) {
        const QString text = reading(m_cursor.scheduler, m_cursor.secondsAgo);
        m_summary->say(text.isEmpty() ? tr("Scheduler %1, %2 ago: not measured")
                                            .arg(m_cursor.scheduler + 1)
                                            .arg(durationText(m_cursor.secondsAgo))
                                      : text,
                       LiveLabel::Tone::Plain);
        return;
    }
    const std::vector<SchedulerHistory::Shares> latest = m_history.latest();
    double busy = 0;
    std::uint64_t queued = 0;
    std::size_t online = 0;
    for (std::size_t i = 0; i < snapshot.schedulers.size() && i < latest.size(); ++i) {
        queued += snapshot.schedulers[i].runQueue;
        if (snapshot.schedulers[i].online) {
            ++online;
            busy += SchedulerHistory::share(latest[i], SchedulerState::Running);
        }
    }
    double steals = 0;
    double migrations = 0;
    if (!m_history.samples().empty()) {
        for (const SchedulerHistory::Load& load : m_history.samples().back().loads) {
            steals += static_cast<double>(load.steals);
            migrations += static_cast<double>(load.migrations);
        }
    }
    QString summary =
        tr("%1 of %2 online, %3 busy, %4 queued, %5 steals and %6 migrations a second")
            .arg(countText(online), countText(snapshot.schedulers.size()),
                 percentText(online > 0 ? busy / static_cast<double>(online) : 0), countText(queued),
                 perSecondText(static_cast<float>(steals)), perSecondText(static_cast<float>(migrations)));
    if (snapshot.dirtyWorkersBusy > 0 || snapshot.dirtyQueue > 0) {
        summary = tr("%1; dirty workers: %2 busy, %3 jobs queued")
                      .arg(summary, countText(static_cast<std::uint64_t>(snapshot.dirtyWorkersBusy)),
                           countText(snapshot.dirtyQueue));
    }
    m_summary->say(summary);
}

void SchedulersView::plot()
{
    const auto& samples = m_history.samples();
    m_hint->setVisible(samples.empty());
    say();
    if (m_laidOut == 0) {
        return;
    }
    const double now = samples.empty() ? 0 : samples.back().to;
    if (m_heat != nullptr) {
        plotHeat(now);
    } else {
        plotPanels(now);
    }
    if (m_dirty.rect != nullptr) {
        plotDirty(now);
    }
    plotMarks(now);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SchedulersView::plotHeat(double now)
{
    const auto& samples = m_history.samples();
    const double highest = highestValue(now);
    m_scale->setDataRange(QCPRange(0, highest));
    m_scale->axis()->setLabel(measure() <= Measure::Searching ? QStringLiteral("%") : QString());
    QCPColorMapData* cells = m_heat->data();
    cells->fill(0);
    cells->fillAlpha(0); // what was not measured, or offline, is not the same as idle
    std::size_t next = 0;
    for (int column = 0; column < HeatColumns; ++column) {
        // A column holds the highest of the samples that end in it, so that nothing short is lost; one that
        // none ends in shows the one that it lies in.
        const double from = now - span() + column * span() / HeatColumns;
        const double to = from + span() / HeatColumns;
        while (next < samples.size() && samples[next].to <= from) {
            ++next;
        }
        for (std::size_t s = next; s < samples.size() && samples[s].from < to; ++s) {
            if (s > next && samples[s].to > to) {
                break; // the next column's
            }
            for (std::size_t i = 0; i < std::min(samples[s].loads.size(), m_laidOut); ++i) {
                if (samples[s].loads[i].online) {
                    const int line = static_cast<int>(i);
                    cells->setCell(column, line, std::max(cells->cell(column, line), valueOf(samples[s], i)));
                    cells->setAlpha(column, line, 255);
                }
            }
        }
    }
}

void SchedulersView::plotPanels(double now)
{
    const Snapshot& snapshot = *m_clock.snapshot();
    const auto& samples = m_history.samples();
    const std::vector<SchedulerHistory::Shares> latest = m_history.latest();
    const bool stacked = measure() == Measure::States;
    const double highest = highestValue(now);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const Panel& panel = m_panels[i];
        std::array<QVector<QCPGraphData>, 3> points;
        for (QVector<QCPGraphData>& series : points) {
            series.reserve(static_cast<qsizetype>(samples.size()) + 1);
        }
        for (const SchedulerHistory::Sample& sample : samples) {
            if (i >= sample.schedulers.size() || sample.to < now - span()) {
                continue;
            }
            double height = 0;
            for (std::size_t state = 0; state < (stacked ? StackedStates.size() : 1); ++state) {
                height = stacked ? height + 100 * SchedulerHistory::share(sample.schedulers[i],
                                                                          StackedStates[state])
                                 : valueOf(sample, i);
                if (points[state].isEmpty() ||
                    sample.to - sample.from > 2 * SchedulerHistory::SampleSeconds) {
                    points[state].push_back({sample.from - now, height}); // a long sample is a plateau
                }
                points[state].push_back({sample.to - now, height});
            }
        }
        for (std::size_t state = 0; state < StackedStates.size(); ++state) {
            panel.graphs[state]->data()->set(points[state], true);
        }
        panel.rect->axis(QCPAxis::atLeft)->setRange(0, stacked ? 100 : highest * 1.05);

        QString title = tr("Scheduler %1 – offline").arg(i + 1);
        if (i < latest.size() && i < snapshot.schedulers.size() && snapshot.schedulers[i].online) {
            title = tr("Scheduler %1 – %2 – queue %3")
                        .arg(i + 1)
                        .arg(percentText(SchedulerHistory::share(latest[i], SchedulerState::Running)),
                             countText(snapshot.schedulers[i].runQueue));
            if (measure() == Measure::Steals && !samples.empty() && i < samples.back().loads.size()) {
                title = tr("Scheduler %1 – %2 steals a second")
                            .arg(i + 1)
                            .arg(perSecondText(samples.back().loads[i].steals));
            } else if (measure() == Measure::Migrations && !samples.empty() &&
                       i < samples.back().loads.size()) {
                title = tr("Scheduler %1 – %2 migrations a second")
                            .arg(i + 1)
                            .arg(perSecondText(samples.back().loads[i].migrations));
            }
        }
        panel.title->setText(title);
    }
}

void SchedulersView::plotDirty(double now)
{
    QVector<QCPGraphData> busy;
    double highest = 2;
    for (const SchedulerHistory::Sample& sample : m_history.samples()) {
        if (sample.to < now - span()) {
            continue;
        }
        busy.push_back({sample.from - now, static_cast<double>(sample.dirtyBusy)});
        busy.push_back({sample.to - now, static_cast<double>(sample.dirtyBusy)});
        highest = std::max(highest, static_cast<double>(sample.dirtyBusy));
    }
    m_dirty.graphs[0]->data()->set(busy, true);
    QCPAxis* left = m_dirty.rect->axis(QCPAxis::atLeft);
    left->setRange(0, highest * 1.05);
    auto whole = QSharedPointer<QCPAxisTickerFixed>(new QCPAxisTickerFixed);
    whole->setTickStep(std::max(1.0, std::ceil(highest / 4)));
    left->setTicker(whole);
    const Snapshot& snapshot = *m_clock.snapshot();
    m_dirty.title->setText(tr("Dirty workers – %1 busy – queue %2")
                               .arg(countText(static_cast<std::uint64_t>(snapshot.dirtyWorkersBusy)),
                                    countText(snapshot.dirtyQueue)));
}

void SchedulersView::plotMarks(double now)
{
    for (QCPAbstractItem* item : m_marks) {
        m_plot->removeItem(item);
    }
    m_marks.clear();
    std::vector<QCPAxisRect*> rects;
    if (m_heat != nullptr) {
        rects.push_back(m_heat->keyAxis()->axisRect());
    }
    for (const Panel& panel : m_panels) {
        rects.push_back(panel.rect);
    }
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.8);
    const int wide = QFontMetrics(small).horizontalAdvance(tr("%1 online").arg(999));
    const std::deque<SchedulerHistory::Mark>& marks = m_history.marks();
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const SchedulerHistory::Mark& mark = marks[i];
        if (mark.seconds < now - span()) {
            continue;
        }
        for (QCPAxisRect* rect : rects) {
            auto* line = new QCPItemLine(m_plot);
            line->setPen(QPen(theme().text, 1, Qt::DashLine));
            for (QCPItemPosition* end : {line->start, line->end}) {
                end->setAxisRect(rect);
                end->setAxes(rect->axis(QCPAxis::atBottom), nullptr);
                end->setTypeY(QCPItemPosition::ptAxisRectRatio);
                end->setCoords(mark.seconds - now, end == line->start ? 0 : 1);
            }
            line->setClipAxisRect(rect);
            m_marks.push_back(line);
            // Of those that are close together the last one counts, and there is no room for more.
            const double next = i + 1 < marks.size() ? marks[i + 1].seconds - mark.seconds : span();
            if (next * rect->width() < wide * span()) {
                continue;
            }
            auto* text = new QCPItemText(m_plot);
            text->setFont(small);
            text->setText(tr("%1 online").arg(mark.online));
            text->setColor(theme().text);
            QColor behind = theme().base;
            behind.setAlphaF(0.75F);
            text->setBrush(behind);
            text->setPadding(QMargins(2, 0, 2, 0));
            // On the side where there is room.
            const bool right = mark.seconds - now < -span() / 2;
            text->setPositionAlignment((right ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignTop);
            text->position->setAxisRect(rect);
            text->position->setAxes(rect->axis(QCPAxis::atBottom), nullptr);
            text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
            text->position->setCoords(mark.seconds - now, 0.02);
            text->setClipAxisRect(rect);
            m_marks.push_back(text);
        }
    }
}

void SchedulersView::recolour()
{
    styleChart(*m_plot);
    const Theme& colors = theme();
    QFont titleFont = font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 0.95);
    const auto fill = [](QCPGraph* graph, QColor color) {
        graph->setPen(QPen(Qt::NoPen)); // the line of a state that takes no time would still be seen
        color.setAlphaF(0.85F);
        graph->setBrush(color);
    };
    const auto dress = [&](const Panel& panel) {
        panel.title->setFont(titleFont);
        panel.title->setTextColor(colors.text);
        for (std::size_t state = 0; state < StackedStates.size(); ++state) {
            fill(panel.graphs[state], colors.schedulerColor(StackedStates[state]));
        }
    };
    for (const Panel& panel : m_panels) {
        dress(panel);
        if (measure() == Measure::Searching) {
            fill(panel.graphs[0], colors.schedulerColor(SchedulerState::Searching));
        } else if (measure() != Measure::States) {
            fill(panel.graphs[0], colors.categorical[0]);
        }
    }
    if (m_dirty.rect != nullptr) {
        dress(m_dirty);
        fill(m_dirty.graphs[0], colors.statusColor(ProcessStatus::Dirty));
    }
    if (m_heat != nullptr) {
        QCPColorGradient gradient;
        gradient.clearColorStops();
        gradient.setColorStopAt(0, colors.schedulerColor(SchedulerState::Idle));
        gradient.setColorStopAt(1, colors.schedulerColor(measure() == Measure::Searching
                                                             ? SchedulerState::Searching
                                                             : SchedulerState::Running));
        m_heat->setGradient(gradient);
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 0.85);
        QCPAxis* axis = m_scale->axis();
        axis->setLabelColor(colors.mutedText);
        axis->setTickLabelColor(colors.mutedText);
        axis->setLabelFont(small);
        axis->setTickLabelFont(small);
        axis->setBasePen(QPen(colors.border));
        axis->setTickPen(QPen(colors.border));
        axis->setSubTickPen(QPen(Qt::NoPen));
    }
    if (m_cursorLine != nullptr) {
        m_cursorLine->setPen(QPen(colors.accent, 1));
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SchedulersView::requestOnline(int count)
{
    const Outcome outcome = m_clock.node().setSchedulersOnline(count);
    m_error->setVisible(!outcome.ok());
    m_error->setText(runtimeText(outcome.error));
}

} // namespace factorama
