// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>

#include <memory>
#include <unordered_map>

#include "widgets/common/newest_job.h"
#include "widgets/graph/graph_contents.h"
#include "widgets/graph/graph_picture.h"
#include "widgets/processes/process_filter.h"

namespace factorama {

/// Makes pictures of the graph off the window's thread: chooses, clusters, lays out and searches, a few
/// milliseconds at a time, and tells of what is finished. Newest wins.
///
/// Nothing runs while it is not active, nor once the layout has settled and nothing new was asked for.
class GraphMaker : public QObject {
    Q_OBJECT

public:
    /// What is asked for: all of it at once, so that a job that is never done takes nothing along.
    struct Request {
        std::shared_ptr<const Snapshot> snapshot;
        GraphQuery query;
        ProcessFilter search;
        std::unordered_map<GraphKey, QPointF> pinned;
        double aspect = 1;
    };

    explicit GraphMaker(QObject* parent = nullptr);
    ~GraphMaker() override;

    const Request& request() const { return m_request; }
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    void setQuery(const GraphQuery& query);
    void setSearch(const ProcessFilter& search);
    void setAspect(double aspect);
    /// Puts a node somewhere and keeps it there.
    void pin(const GraphKey& key, QPointF place);
    void unpin(const GraphKey& key);
    bool isPinned(const GraphKey& key) const { return m_request.pinned.contains(key); }

    /// Whether anything is to be done now: whether the graph is to be seen.
    void setActive(bool active);
    /// Nothing is under way, and nothing waits.
    bool isIdle() const { return !m_posted; }

signals:
    /// There is a newer picture than the last one.
    void finished(const std::shared_ptr<const factorama::GraphPicture>& picture);

private:
    class Bench;

    void ask();
    void post();

    Request m_request;
    bool m_active = false;
    bool m_asked = false; ///< something is asked for that no posted job knows of
    bool m_posted = false; ///< a job is under way
    std::shared_ptr<Bench> m_bench; ///< its jobs' thread
    NewestJob m_job; ///< last: its jobs use what is above
};

} // namespace factorama
