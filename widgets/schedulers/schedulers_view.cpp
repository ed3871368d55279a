// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/schedulers/schedulers_view.h"

#include "widgets/charts/chart_style.h"
#include "widgets/charts/legend.h"
#include "widgets/common/empty_hint.h"
#include "widgets/common/live_label.h"
#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QToolTip>
#include <QVBoxLayout>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

constexpr auto Running = static_cast<std::size_t>(SchedulerState::Running);
constexpr auto Searching = static_cast<std::size_t>(SchedulerState::Searching);
constexpr auto Timers = static_cast<std::size_t>(SchedulerState::Timers);
constexpr std::array<SchedulerState, 3> StackedStates = {SchedulerState::Running, SchedulerState::Searching,
                                                         SchedulerState::Timers};

constexpr int HeatColumns = 240;

QString panelTitle(std::size_t number, const SchedulerHistory::Shares& shares, const SchedulerRow& row)
{
    if (!row.online) {
        return QStringLiteral("Scheduler %1 – offline").arg(number);
    }
    return QStringLiteral("Scheduler %1 – %2 – queue %3")
        .arg(number)
        .arg(percentText(static_cast<double>(shares[Running])), countText(row.runQueue));
}

} // namespace

SchedulersView::SchedulersView(ViewClock& clock, QWidget* parent)
    : QWidget(parent),
      m_clock(clock),
      m_online(new QSpinBox),
      m_summary(new LiveLabel(QStringLiteral("of 200   100 % busy   100,000 queued"))),
      m_error(new TonedLabel(TonedLabel::Tone::Danger)),
      m_plot(new QCustomPlot)
{
    setObjectName(QStringLiteral("schedulers"));

    m_online->setObjectName(QStringLiteral("schedulersOnline"));
    m_online->setAccessibleName(QStringLiteral("Schedulers online"));
    m_online->setToolTip(QStringLiteral("How many schedulers run processes"));
    m_online->setRange(1, 1);
    m_online->setKeyboardTracking(false);
    m_online->setEnabled(false);
    auto* label = new QLabel(QStringLiteral("Schedulers &online"));
    label->setBuddy(m_online);

    auto* legend = new Legend({
        {QStringLiteral("running"), [] { return theme().schedulerColor(SchedulerState::Running); }},
        {QStringLiteral("searching"), [] { return theme().schedulerColor(SchedulerState::Searching); }},
        {QStringLiteral("timers"), [] { return theme().schedulerColor(SchedulerState::Timers); }},
    });

    m_error->hide();
    m_plot->setObjectName(QStringLiteral("schedulerChart"));
    m_plot->setAccessibleName(QStringLiteral("Utilization of each scheduler over the last minute"));
    m_plot->setMinimumSize(160, 80);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->installEventFilter(this);
    m_hint = new EmptyHint(QStringLiteral("Waiting for the first measurements of the schedulers."), m_plot);

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 8, 2);
    bar->setSpacing(8);
    bar->addWidget(label);
    bar->addWidget(m_online);
    bar->addWidget(m_summary);
    bar->addWidget(m_error);
    bar->addStretch(1);
    bar->addWidget(legend);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 4);
    layout->setSpacing(2);
    layout->addLayout(bar);
    layout->addWidget(m_plot, 1);

    connect(m_online, &QSpinBox::valueChanged, this, &SchedulersView::requestOnline);
    clock.addView(this, {.schedulers = true}, [this] { refresh(); });
    recolour();
}

void SchedulersView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
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
    if (watched == m_plot && event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Snapshot& snapshot = *m_clock.snapshot();
        std::size_t number = 0;
        if (m_heat != nullptr) {
            const double value = m_heat->valueAxis()->pixelToCoord(help->pos().y());
            number = value > 0 ? static_cast<std::size_t>(std::lround(value)) : 0;
        } else {
            for (std::size_t i = 0; i < m_panels.size(); ++i) {
                if (m_panels[i].rect->outerRect().contains(help->pos())) {
                    number = i + 1;
                }
            }
        }
        if (number >= 1 && number <= snapshot.schedulers.size() && number <= m_history.schedulerCount()) {
            const SchedulerHistory::Shares shares = m_history.latest()[number - 1];
            const SchedulerRow& row = snapshot.schedulers[number - 1];
            QToolTip::showText(
                help->globalPos(),
                QStringLiteral(
                    "Scheduler %1%2\nrunning %3, searching %4, timers %5\nrun queue %6, turns %7, steals %8")
                    .arg(number)
                    .arg(row.online ? QString() : QStringLiteral(" (offline)"), percentText(shares[Running]),
                         percentText(shares[Searching]), percentText(shares[Timers]), countText(row.runQueue),
                         countText(row.slices), countText(row.steals)),
                m_plot);
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

int SchedulersView::panelColumns() const
{
    const int count = static_cast<int>(m_laidOut);
    // As many beside each other as stay readable, in rows of even length.
    const int fitting = std::clamp(width() / 230, 1, std::max(1, count));
    const int rows = (count + fitting - 1) / std::max(1, fitting);
    return rows > 0 ? (count + rows - 1) / rows : 1;
}

void SchedulersView::refresh()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    const std::size_t count = snapshot.schedulers.size();
    if (count == 0) {
        return;
    }
    const bool sampled = m_history.add(snapshot);

    if (!m_online->hasFocus() || m_online->value() == snapshot.schedulersOnline) {
        const QSignalBlocker quiet(m_online);
        if (m_online->maximum() != static_cast<int>(count)) { // a new range lays the whole dock out again
            m_online->setRange(1, static_cast<int>(count));
        }
        if (m_online->value() != snapshot.schedulersOnline) { // it repaints for the value that it has, too
            m_online->setValue(snapshot.schedulersOnline);
        }
    }
    m_online->setEnabled(m_clock.node().capabilities().setSchedulersOnline);

    if (count != m_laidOut) {
        m_laidOut = count;
        layOut();
        plot();
    } else if (sampled) {
        // Flat lines look the same however often they are drawn, and a node at rest should cost nothing.
        constexpr int QuietSamples = 20;
        m_quietSamples = m_history.isQuiet() ? m_quietSamples + 1 : 0;
        if (m_quietSamples % QuietSamples == 0) {
            plot();
        }
    }
}

void SchedulersView::layOut()
{
    m_columns = panelColumns();
    m_panels.clear();
    m_heat = nullptr;
    m_plot->clearPlottables();
    m_plot->plotLayout()->clear();

    if (m_laidOut > PanelLimit) {
        auto* rect = new QCPAxisRect(m_plot);
        m_plot->plotLayout()->addElement(0, 0, rect);
        setUpTimeAxis(*rect);
        QCPAxis* left = rect->axis(QCPAxis::atLeft);
        left->setRange(0.5, static_cast<double>(m_laidOut) + 0.5);
        left->setRangeReversed(true);
        left->setLabel(QStringLiteral("Scheduler"));
        auto ticker = QSharedPointer<QCPAxisTickerFixed>(new QCPAxisTickerFixed);
        ticker->setTickStep(m_laidOut <= 24 ? 4 : m_laidOut <= 80 ? 8 : 25);
        left->setTicker(ticker);
        left->setNumberFormat(QStringLiteral("f"));
        left->setNumberPrecision(0);
        rect->axis(QCPAxis::atBottom)->grid()->setVisible(false);
        left->grid()->setVisible(false);
        m_heat = new QCPColorMap(rect->axis(QCPAxis::atBottom), left);
        m_heat->setInterpolate(false);
        m_heat->setTightBoundary(false);
        m_heat->data()->setSize(HeatColumns, static_cast<int>(m_laidOut));
        m_heat->data()->setRange(QCPRange(-ChartSeconds, 0), QCPRange(1, static_cast<double>(m_laidOut)));
        m_heat->setDataRange(QCPRange(0, 1));
    } else {
        auto percent = QSharedPointer<QCPAxisTickerFixed>(new QCPAxisTickerFixed);
        percent->setTickStep(50);
        for (std::size_t i = 0; i < m_laidOut; ++i) {
            Panel panel;
            auto* cell = new QCPLayoutGrid;
            m_plot->plotLayout()->addElement(static_cast<int>(i) / m_columns, static_cast<int>(i) % m_columns,
                                             cell);
            cell->setRowSpacing(1);
            panel.title = new QCPTextElement(m_plot, QString());
            panel.title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
            panel.title->setMargins(QMargins(8, 2, 0, 0));
            panel.rect = new QCPAxisRect(m_plot);
            panel.rect->setMinimumMargins(
                QMargins(8, 8, 16, 2)); // half a tick label sticks out above and beside
            cell->addElement(0, 0, panel.title);
            cell->addElement(1, 0, panel.rect);
            setUpTimeAxis(*panel.rect);
            QCPAxis* bottom = panel.rect->axis(QCPAxis::atBottom);
            QCPAxis* left = panel.rect->axis(QCPAxis::atLeft);
            left->setRange(0, 100);
            left->setTicker(percent);
            left->setNumberFormat(QStringLiteral("f"));
            left->setNumberPrecision(0);
            for (std::size_t state = 0; state < StackedStates.size(); ++state) {
                QCPGraph* graph = m_plot->addGraph(bottom, left);
                graph->setAdaptiveSampling(true);
                panel.graphs[state] = graph;
                if (state > 0) {
                    graph->setChannelFillGraph(panel.graphs[state - 1]);
                }
            }
            m_panels.push_back(panel);
        }
    }
    recolour();
}

void SchedulersView::plot()
{
    const Snapshot& snapshot = *m_clock.snapshot();
    const std::vector<SchedulerHistory::Shares> latest = m_history.latest();
    const auto& samples = m_history.samples();
    m_hint->setVisible(samples.empty());

    double busy = 0;
    std::uint64_t queued = 0;
    std::size_t online = 0;
    for (std::size_t i = 0; i < snapshot.schedulers.size() && i < latest.size(); ++i) {
        queued += snapshot.schedulers[i].runQueue;
        if (snapshot.schedulers[i].online) {
            ++online;
            busy += static_cast<double>(latest[i][Running]);
        }
    }
    QString summary =
        QStringLiteral("of %1   %2 busy   %3 queued")
            .arg(countText(snapshot.schedulers.size()),
                 percentText(online > 0 ? busy / static_cast<double>(online) : 0), countText(queued));
    if (snapshot.dirtyWorkersBusy > 0 || snapshot.dirtyQueue > 0) {
        summary += QStringLiteral("   %1 dirty, %2 queued")
                       .arg(snapshot.dirtyWorkersBusy)
                       .arg(countText(snapshot.dirtyQueue));
    }
    m_summary->say(summary);

    const double now = samples.empty() ? 0 : samples.back().to;
    if (m_heat != nullptr) {
        QCPColorMapData* cells = m_heat->data();
        cells->fill(0);
        // Samples and columns are about as long as each other; a column takes the sample that its middle lies
        // in.
        std::size_t next = 0;
        for (int column = 0; column < HeatColumns; ++column) {
            const double time = now - ChartSeconds + (column + 0.5) * ChartSeconds / HeatColumns;
            while (next < samples.size() && samples[next].to < time) {
                ++next;
            }
            if (next == samples.size() || samples[next].from > time) {
                continue;
            }
            const std::vector<SchedulerHistory::Shares>& shares = samples[next].schedulers;
            for (std::size_t i = 0; i < std::min(shares.size(), m_laidOut); ++i) {
                cells->setCell(column, static_cast<int>(i), static_cast<double>(shares[i][Running]));
            }
        }
    } else {
        for (std::size_t i = 0; i < m_panels.size(); ++i) {
            std::array<QVector<QCPGraphData>, 3> points;
            for (QVector<QCPGraphData>& series : points) {
                series.reserve(static_cast<qsizetype>(samples.size()) + 1);
            }
            for (const SchedulerHistory::Sample& sample : samples) {
                if (i >= sample.schedulers.size()) {
                    continue;
                }
                double height = 0;
                for (std::size_t state = 0; state < StackedStates.size(); ++state) {
                    height += 100 * static_cast<double>(
                                        sample.schedulers[i][static_cast<std::size_t>(StackedStates[state])]);
                    if (points[state].isEmpty() ||
                        sample.to - sample.from > 2 * SchedulerHistory::SampleSeconds) {
                        points[state].push_back({sample.from - now, height}); // a long sample is a plateau
                    }
                    points[state].push_back({sample.to - now, height});
                }
            }
            for (std::size_t state = 0; state < StackedStates.size(); ++state) {
                m_panels[i].graphs[state]->data()->set(points[state], true);
            }
            if (i < latest.size() && i < snapshot.schedulers.size()) {
                m_panels[i].title->setText(panelTitle(i + 1, latest[i], snapshot.schedulers[i]));
            }
        }
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SchedulersView::recolour()
{
    styleChart(*m_plot);
    const Theme& colors = theme();
    QFont titleFont = font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 0.95);
    for (const Panel& panel : m_panels) {
        panel.title->setFont(titleFont);
        panel.title->setTextColor(colors.text);
        for (std::size_t state = 0; state < StackedStates.size(); ++state) {
            QColor color = colors.schedulerColor(StackedStates[state]);
            panel.graphs[state]->setPen(
                QPen(Qt::NoPen)); // the line of a state that takes no time would still be seen
            color.setAlphaF(0.85F);
            panel.graphs[state]->setBrush(color);
        }
    }
    if (m_heat != nullptr) {
        QCPColorGradient gradient;
        gradient.clearColorStops();
        gradient.setColorStopAt(0, colors.schedulerColor(SchedulerState::Idle));
        gradient.setColorStopAt(1, colors.schedulerColor(SchedulerState::Running));
        m_heat->setGradient(gradient);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void SchedulersView::requestOnline(int count)
{
    const Outcome outcome = m_clock.node().setSchedulersOnline(count);
    m_error->setVisible(!outcome.ok());
    m_error->setText(toQString(outcome.error));
}

} // namespace factorama
