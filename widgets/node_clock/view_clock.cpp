// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/node_clock/view_clock.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace factorama {

ViewClock::ViewClock(NodeView& node, QObject* parent)
    : QObject(parent),
      m_node(node),
      m_paintWatch([this](const QWidget& widget, std::int64_t nanoseconds) { charge(widget, nanoseconds); }),
      m_snapshot(node.snapshot())
{
    m_sinceSnapshot.start();
    m_timer.setInterval(PeriodMilliseconds);
    connect(&m_timer, &QTimer::timeout, this, &ViewClock::tick);
    m_node.setInterest(m_interest);
    // The listener only raises a flag. News waits for the next tick, so a node that shouts a million times a
    // second costs the window no more than one that speaks ten times, and no event is ever queued.
    m_node.setListener([this] { m_news.store(true, std::memory_order_release); });
}

ViewClock::~ViewClock()
{
    m_node.setListener({});
    m_node.setInterest(Interest{});
}

double ViewClock::snapshotAge() const
{
    return static_cast<double>(m_sinceSnapshot.nsecsElapsed()) * 1e-9;
}

void ViewClock::setPaused(bool paused)
{
    if (m_paused == paused) {
        return;
    }
    m_paused = paused;
    m_news.store(true, std::memory_order_relaxed); // whatever came meanwhile is shown at the next tick
    updateInterest();
    emit pausedChanged(paused);
}

void ViewClock::addView(QWidget* view, ViewNeeds needs, std::function<void()> refresh)
{
    m_views.push_back({view, needs, std::move(refresh)});
    view->installEventFilter(this);
    connect(view, &QObject::destroyed, this, [this](QObject* gone) {
        std::erase_if(m_views, [gone](const View& entry) { return entry.widget == gone; });
        scheduleUpdate();
    });
    scheduleUpdate();
}

void ViewClock::setNeeds(const QWidget* view, ViewNeeds needs)
{
    for (View& entry : m_views) {
        if (entry.widget == view) {
            entry.needs = needs;
        }
    }
    scheduleUpdate();
}

void ViewClock::watch(QObject* watcher, ViewNeeds needs, int periodMilliseconds)
{
    const auto found = std::find_if(m_watches.begin(), m_watches.end(),
                                    [watcher](const Watch& watching) { return watching.watcher == watcher; });
    if (found == m_watches.end()) {
        m_watches.push_back({watcher, needs, periodMilliseconds, {}});
        connect(watcher, &QObject::destroyed, this, &ViewClock::stopWatching);
    } else {
        *found = {watcher, needs, periodMilliseconds, {}};
    }
    scheduleUpdate();
}

void ViewClock::stopWatching(const QObject* watcher)
{
    if (std::erase_if(m_watches, [watcher](const Watch& watching) { return watching.watcher == watcher; }) >
        0) {
        disconnect(watcher, &QObject::destroyed, this, &ViewClock::stopWatching);
        scheduleUpdate();
    }
}

std::vector<ViewCost> ViewClock::costs() const
{
    std::vector<ViewCost> costs;
    for (const View& view : m_views) {
        costs.push_back({view.widget, view.needs, view.seen && !view.widget->visibleRegion().isEmpty(),
                         view.refreshes, view.nanoseconds, view.painting});
    }
    return costs;
}

void ViewClock::charge(const QWidget& widget, std::int64_t nanoseconds)
{
    for (const QWidget* at = &widget; at != nullptr; at = at->parentWidget()) {
        for (View& view : m_views) {
            if (view.widget == at) {
                view.painting += nanoseconds;
                return;
            }
        }
    }
}

void ViewClock::select(Pid pid, std::vector<Pid> selection)
{
    if (!pid) {
        selection.clear();
    }
    if (m_selected == pid && m_selection == selection) {
        return;
    }
    m_selection = std::move(selection);
    if (pid != m_selected && pid && (m_trail.visited.empty() || m_trail.visited[m_trail.place] != pid)) {
        constexpr std::size_t Kept = 100;
        m_trail.visited.resize(m_trail.visited.empty() ? 0 : m_trail.place + 1);
        if (m_trail.visited.size() == Kept) {
            m_trail.visited.erase(m_trail.visited.begin());
        }
        m_trail.visited.push_back(pid);
        m_trail.place = m_trail.visited.size() - 1;
    }
    m_selected = pid;
    scheduleUpdate();
    emit selectionChanged(pid);
}

void ViewClock::go(int step)
{
    if (step < 0 ? canGoBack() : canGoForward()) {
        m_trail.place = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(m_trail.place) + step);
        select(m_trail.visited[m_trail.place]);
    }
}

bool ViewClock::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide ||
        event->type() == QEvent::WindowStateChange) {
        // The widget's own state changes only after this event, and several views often change together.
        scheduleUpdate();
    }
    return QObject::eventFilter(watched, event);
}

void ViewClock::scheduleUpdate()
{
    if (m_updatePending) {
        return;
    }
    m_updatePending = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_updatePending = false;
            updateInterest();
        },
        Qt::QueuedConnection);
}

void ViewClock::updateInterest()
{
    Interest wanted;
    bool anyVisible = false;
    const auto want = [&wanted](ViewNeeds needs) {
        wanted.processes = wanted.processes || needs.processes;
        wanted.schedulers = wanted.schedulers || needs.schedulers;
        wanted.relations = wanted.relations || needs.relations;
        wanted.supervision = wanted.supervision || needs.supervision;
        wanted.events = wanted.events || needs.events;
    };
    for (View& view : m_views) {
        // A dock behind another tab is not hidden: QMainWindow moves it out of sight, and sends no event.
        const bool visible = view.widget->isVisible() && !view.widget->window()->isMinimized();
        anyVisible = anyVisible || visible;
        view.seen = visible && !view.widget->visibleRegion().isEmpty();
        if (view.seen && !m_paused) {
            want(view.needs);
            if (view.needs.details) {
                wanted.inspected = m_selected;
            }
        }
    }
    for (const Watch& watching : m_watches) {
        if (!m_paused && watching.isDue()) {
            want(watching.needs);
        }
    }
    wanted.periodMilliseconds = PeriodMilliseconds;
    if (wanted.processes != m_interest.processes || wanted.schedulers != m_interest.schedulers ||
        wanted.relations != m_interest.relations || wanted.events != m_interest.events ||
        wanted.inspected != m_interest.inspected || wanted.supervision != m_interest.supervision) {
        // The snapshot that is being taken just now may still follow the old wish.
        const std::uint64_t sure = m_node.snapshot()->sequence + 2;
        if (wanted.processes && !m_interest.processes) {
            m_processesFrom = sure;
        }
        if (wanted.schedulers && !m_interest.schedulers) {
            m_schedulersFrom = sure;
        }
        if (wanted.relations && !m_interest.relations) {
            m_relationsFrom = sure;
        }
        if (wanted.supervision && !m_interest.supervision) {
            m_supervisionFrom = sure;
        }
        m_interest = wanted;
        m_node.setInterest(m_interest);
    }
    setTimer(anyVisible);
    refreshViews();
}

void ViewClock::setTimer(bool anyVisible)
{
    int interval = anyVisible ? PeriodMilliseconds : 0;
    for (const Watch& watching : m_watches) {
        if (!m_paused && !anyVisible) {
            const int wanted = watching.isDue() ? PeriodMilliseconds : watching.period;
            interval = interval == 0 ? wanted : std::min(interval, wanted);
        }
    }
    if (interval == 0) {
        m_timer.stop();
    } else if (!m_timer.isActive() || m_timer.interval() != interval) {
        m_timer.start(interval);
    }
}

bool ViewClock::holds(ViewNeeds needs) const
{
    return (m_held.processes || !needs.processes) && (m_held.schedulers || !needs.schedulers) &&
           (m_held.relations || !needs.relations) && (m_held.supervision || !needs.supervision);
}

void ViewClock::takeSnapshot()
{
    std::shared_ptr<const Snapshot> newest = m_node.snapshot();
    if (newest == m_snapshot) {
        return;
    }
    m_snapshot = std::move(newest);
    m_sinceSnapshot.restart();
    ++m_snapshotsShown;
    // A part that has something in it was collected; an empty one may mean that there is nothing, or that
    // nobody had asked for it yet.
    const std::uint64_t sequence = m_snapshot->sequence;
    m_held.processes =
        !m_snapshot->processes.empty() || (m_interest.processes && sequence >= m_processesFrom);
    m_held.schedulers =
        !m_snapshot->schedulers.empty() || (m_interest.schedulers && sequence >= m_schedulersFrom);
    m_held.relations =
        !m_snapshot->relations.empty() || (m_interest.relations && sequence >= m_relationsFrom);
    m_held.supervision =
        !m_snapshot->supervisors.empty() || (m_interest.supervision && sequence >= m_supervisionFrom);
    for (View& view : m_views) {
        view.current = false;
    }
    for (Watch& watching : m_watches) {
        if (holds(watching.needs)) {
            watching.served.start();
        }
    }
    emit snapshotChanged(m_snapshot);
}

void ViewClock::refreshViews()
{
    for (std::size_t i = 0; i < m_views.size(); ++i) { // by place: a refresh may add or remove views
        View& view = m_views[i];
        if (view.seen && !view.current && holds(view.needs)) {
            view.current = true;
            const std::function<void()> refresh = view.refresh;
            QElapsedTimer elapsed;
            elapsed.start();
            refresh();
            if (i < m_views.size()) { // the reference may be gone with the old place of the views
                ++m_views[i].refreshes;
                m_views[i].nanoseconds += elapsed.nsecsElapsed();
            }
        }
    }
}

void ViewClock::tick()
{
    const bool news = m_news.exchange(false, std::memory_order_acquire);
    if (news && !m_paused) {
        takeSnapshot();
    }
    updateInterest();
    if (news) {
        emit newsArrived();
    }
    emit ticked();
}

} // namespace factorama
