// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "runtime/observe/node_view.h"
#include "widgets/node_clock/paint_watch.h"

class QWidget;

namespace factorama {

/// What a view needs to be collected while it is to be seen.
struct ViewNeeds {
    bool processes = false;
    bool schedulers = false;
    bool relations = false;
    bool supervision = false;
    bool events = false; ///< the view takes them with NodeView::events()
    bool details = false; ///< of the selected process, in Snapshot::details
};

/// What showing one view has cost the window's thread so far.
struct ViewCost {
    const QWidget* view = nullptr;
    ViewNeeds needs;
    bool seen = false; ///< now
    std::uint64_t refreshes = 0;
    std::int64_t nanoseconds = 0; ///< in all refreshes
    std::int64_t painting = 0; ///< nanoseconds, while paintWatch() was on
};

/// The one clock and the one selection that all views of a node share.
///
/// It owns the only timer (10 Hz, running only while a view is to be seen or somebody watches), asks the node
/// for what the visible views and those who watch need and nothing more, and hands each new snapshot to all
/// of them at once. While it is paused the views keep the snapshot they have, exited processes included. For
/// the window's thread only.
class ViewClock : public QObject {
    Q_OBJECT

public:
    static constexpr int PeriodMilliseconds = 100;

    explicit ViewClock(NodeView& node, QObject* parent = nullptr);
    ~ViewClock() override;

    NodeView& node() const { return m_node; }

    /// The snapshot that the views show; never null.
    const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    /// Seconds since the snapshot shown arrived.
    double snapshotAge() const;

    bool isPaused() const { return m_paused; }
    void setPaused(bool paused);

    /// From now on, whether `view` can be seen decides whether `needs` are collected. `refresh` is called
    /// when the view is to show snapshot() anew: there is a new one, or the view came to be seen; never while
    /// it is hidden or while snapshot() lacks what it needs. Ends with the view's life.
    void addView(QWidget* view, ViewNeeds needs, std::function<void()> refresh);

    /// What an added view needs from now on.
    void setNeeds(const QWidget* view, ViewNeeds needs);

    /// Has `needs` collected once in each period also while no view that needs them is to be seen, and even
    /// while none is; not while it is paused. snapshotChanged() tells of each snapshot. It replaces what the
    /// watcher wanted before, and ends with stopWatching() or the watcher's life.
    void watch(QObject* watcher, ViewNeeds needs, int periodMilliseconds = PeriodMilliseconds);
    void stopWatching(const QObject* watcher);

    /// Of every view, in the order in which they were added.
    std::vector<ViewCost> costs() const;
    /// What the views paint is charged to them while this is on.
    PaintWatch& paintWatch() { return m_paintWatch; }
    /// Snapshots that were taken over to be shown.
    std::uint64_t snapshotsShown() const { return m_snapshotsShown; }

    /// What the node is asked to collect now.
    const Interest& interest() const { return m_interest; }

    /// The selected process; `<0.0.0>` for none. It stays selected when it exits.
    Pid selected() const { return m_selected; }
    /// All that are selected: what is done to the selection is done to each. selected() is one of them.
    const std::vector<Pid>& selection() const { return m_selection; }
    void select(Pid pid) { select(pid, {pid}); }
    void select(Pid pid, std::vector<Pid> selection);

    /// Selects what was selected before, as a browser goes back to a page; at most 100 of them are kept.
    void goBack() { go(-1); }
    void goForward() { go(1); }
    bool canGoBack() const { return m_trail.place > 0; }
    bool canGoForward() const { return m_trail.place + 1 < m_trail.visited.size(); }

    /// What goBack() and goForward() go through.
    struct Trail {
        std::vector<Pid> visited; ///< that were selected(), oldest first
        std::size_t place = 0; ///< of selected() in visited
    };
    const Trail& trail() const { return m_trail; }
    /// For a clock that takes over from another one; before anything is selected.
    void setTrail(Trail trail) { m_trail = std::move(trail); }

signals:
    /// A new snapshot is to be shown.
    void snapshotChanged(const std::shared_ptr<const factorama::Snapshot>& snapshot);
    /// The node has news of any kind: notices, results, progress. At most ten times a second.
    void newsArrived();
    /// Ten times a second while any view can be seen; rarer while somebody only watches.
    void ticked();
    void selectionChanged(factorama::Pid pid);
    void pausedChanged(bool paused);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct View {
        QWidget* widget;
        ViewNeeds needs;
        std::function<void()> refresh;
        bool seen = false;
        bool current = false; ///< shows m_snapshot
        std::uint64_t refreshes = 0;
        std::int64_t nanoseconds = 0; ///< in refreshes
        std::int64_t painting = 0; ///< nanoseconds
    };

    /// Who wants something collected without being seen.
    struct Watch {
        const QObject* watcher;
        ViewNeeds needs;
        int period; ///< milliseconds
        QElapsedTimer served; ///< since the last snapshot that surely held what it needs

        bool isDue() const
        {
            return period <= PeriodMilliseconds || !served.isValid() || served.hasExpired(period);
        }
    };

    void go(int step);
    bool holds(ViewNeeds needs) const;
    void setTimer(bool anyVisible);
    void charge(const QWidget& widget, std::int64_t nanoseconds);
    void scheduleUpdate();
    void updateInterest();
    void takeSnapshot();
    void refreshViews();
    void tick();

    NodeView& m_node;
    QTimer m_timer;
    std::vector<View> m_views;
    std::vector<Watch> m_watches;
    PaintWatch m_paintWatch;
    Interest m_interest;
    std::shared_ptr<const Snapshot> m_snapshot;
    ViewNeeds m_held; ///< what m_snapshot surely holds
    /// From which snapshot on a part is surely collected.
    std::uint64_t m_processesFrom = 0;
    std::uint64_t m_schedulersFrom = 0;
    std::uint64_t m_relationsFrom = 0;
    std::uint64_t m_supervisionFrom = 0;
    QElapsedTimer m_sinceSnapshot;
    std::uint64_t m_snapshotsShown = 0;
    Pid m_selected;
    std::vector<Pid> m_selection;
    Trail m_trail;
    bool m_paused = false;
    bool m_updatePending = false;
    std::atomic<bool> m_news{true}; ///< set by the listener from any thread, taken by tick()
};

} // namespace factorama
