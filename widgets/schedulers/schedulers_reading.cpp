// SPDX-License-Identifier: GPL-3.0-or-later
// What the pointer and the cursor read off the charts of the schedulers.
#include "widgets/schedulers/schedulers_view.h"

#include "widgets/text/format.h"

#include <QKeyEvent>
#include <QToolTip>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

/// The sample that holds this moment; null if there is none.
const SchedulerHistory::Sample* sampleAt(const std::deque<SchedulerHistory::Sample>& samples, double seconds)
{
    const auto at = std::lower_bound(
        samples.begin(), samples.end(), seconds,
        [](const SchedulerHistory::Sample& sample, double wanted) { return sample.to < wanted; });
    return at != samples.end() && at->from <= seconds ? &*at : nullptr;
}

} // namespace

void SchedulersView::pointAt(const QPoint& position)
{
    m_cursor.on = false;
    if (m_heat != nullptr) {
        const double value = m_heat->valueAxis()->pixelToCoord(position.y());
        const double seconds = -m_heat->keyAxis()->pixelToCoord(position.x());
        if (m_heat->keyAxis()->axisRect()->rect().contains(position)) {
            m_cursor = {true, static_cast<std::size_t>(std::max(1L, std::lround(value))) - 1, seconds};
        }
    }
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        QCPAxisRect* const rect = m_panels[i].rect;
        if (rect->outerRect().contains(position)) {
            m_cursor = {true, i, -rect->axis(QCPAxis::atBottom)->pixelToCoord(position.x())};
        }
    }
    m_cursor.secondsAgo = std::clamp(m_cursor.secondsAgo, 0.0, span());
    showCursor();
}

bool SchedulersView::moveCursor(int key)
{
    const double step = span() / 120;
    if (key == Qt::Key_Escape && m_cursor.on) {
        m_cursor.on = false;
        showCursor();
        return true;
    }
    if (key != Qt::Key_Left && key != Qt::Key_Right && key != Qt::Key_Up && key != Qt::Key_Down) {
        return false;
    }
    if (!m_cursor.on) {
        m_cursor = {true, std::min(m_cursor.scheduler, m_laidOut == 0 ? 0 : m_laidOut - 1), 0};
    } else if (key == Qt::Key_Left || key == Qt::Key_Right) {
        m_cursor.secondsAgo =
            std::clamp(m_cursor.secondsAgo + (key == Qt::Key_Left ? step : -step), 0.0, span());
    } else if (key == Qt::Key_Up && m_cursor.scheduler > 0) {
        --m_cursor.scheduler;
    } else if (key == Qt::Key_Down && m_cursor.scheduler + 1 < m_laidOut) {
        ++m_cursor.scheduler;
    }
    showCursor();
    return true;
}

void SchedulersView::showCursor()
{
    say();
    if (m_cursorLine == nullptr) {
        return;
    }
    QCPAxisRect* rect = nullptr;
    if (m_heat != nullptr) {
        rect = m_heat->keyAxis()->axisRect();
    } else if (m_cursor.scheduler < m_panels.size()) {
        rect = m_panels[m_cursor.scheduler].rect;
    }
    m_cursorLine->setVisible(m_cursor.on && rect != nullptr);
    if (m_cursorLine->visible()) {
        for (QCPItemPosition* end : {m_cursorLine->start, m_cursorLine->end}) {
            end->setAxisRect(rect);
            end->setAxes(rect->axis(QCPAxis::atBottom), nullptr);
            end->setTypeX(QCPItemPosition::ptPlotCoords);
            end->setTypeY(QCPItemPosition::ptAxisRectRatio);
            end->setCoords(-m_cursor.secondsAgo, end == m_cursorLine->start ? 0 : 1);
        }
        m_cursorLine->setClipAxisRect(rect);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QString SchedulersView::reading(std::size_t scheduler, double secondsAgo) const
{
    const auto& samples = m_history.samples();
    if (samples.empty()) {
        return {};
    }
    const SchedulerHistory::Sample* const sample = sampleAt(samples, samples.back().to - secondsAgo);
    if (sample == nullptr || scheduler >= sample->schedulers.size()) {
        return {};
    }
    const SchedulerHistory::Shares& shares = sample->schedulers[scheduler];
    const SchedulerHistory::Load& load = sample->loads[scheduler];
    const QString when = secondsAgo < 0.5 ? tr("now") : tr("%1 ago").arg(durationText(secondsAgo));
    if (!load.online) {
        return tr("Scheduler %1, %2: offline").arg(scheduler + 1).arg(when);
    }
    const auto share = [&](SchedulerState state) {
        return percentText(SchedulerHistory::share(shares, state));
    };
    return tr("Scheduler %1, %2: running %3, searching %4, timers %5, idle %6; run queue %7; %8 steals, %9 "
              "migrations a second")
        .arg(scheduler + 1)
        .arg(when, share(SchedulerState::Running), share(SchedulerState::Searching),
             share(SchedulerState::Timers), share(SchedulerState::Idle),
             countText(static_cast<std::uint64_t>(load.queue)), perSecondText(load.steals),
             perSecondText(load.migrations));
}

} // namespace factorama
