// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_maker.h"

#include "widgets/graph/graph_layout.h"

#include <QElapsedTimer>

#include <array>
#include <utility>

namespace factorama {

namespace {

/// How long the layout moves before the window gets to see it. The first picture is better late than a tangle
/// that unfolds.
constexpr qint64 MoveNanoseconds = 8'000'000;
constexpr qint64 FirstNanoseconds = 60'000'000;

} // namespace

/// What the jobs work on, one after the other.
class GraphMaker::Bench {
public:
    std::shared_ptr<const GraphPicture> make(const Request& request)
    {
        const auto contents = m_contentsMaker.make(request.snapshot, request.query);
        const bool sameContents = contents == m_picture->contents;
        m_layout.setAspect(request.aspect);
        if (!sameContents) {
            m_layout.setContents(*contents);
        }
        m_layout.setPinned(request.pinned);
        const bool first = m_picture->places.empty();
        const bool moves = !m_layout.isSettled();
        QElapsedTimer timer;
        timer.start();
        while (m_layout.step() && timer.nsecsElapsed() < (first ? FirstNanoseconds : MoveNanoseconds)) {
        }

        auto picture = std::make_shared<GraphPicture>();
        picture->snapshot = request.snapshot;
        picture->contents = contents;
        picture->places = m_layout.places();
        picture->bounds = m_layout.bounds();
        picture->settled = m_layout.isSettled();
        countStatuses(*picture);
        search(*picture, request.search);
        const bool same = sameContents && !moves && picture->places == m_picture->places &&
                          looksTheSame(*picture, *m_picture);
        picture->revision = m_picture->revision + (same ? 0 : 1);
        m_before = std::exchange(m_picture, std::move(picture));
        return m_picture;
    }

private:
    void countStatuses(GraphPicture& picture) const
    {
        if (picture.contents->clusters == 0) {
            return;
        }
        picture.statuses.assign(picture.nodes().size(), {});
        for (std::uint32_t row = 0; row < picture.snapshot->processes.size(); ++row) {
            if (const auto node = picture.contents->nodeAt(row)) {
                ++picture.statuses[*node][static_cast<std::size_t>(picture.snapshot->processes[row].status)];
            }
        }
    }

    void search(GraphPicture& picture, const ProcessFilter& filter)
    {
        picture.search = filter;
        if (filter.isEmpty()) {
            m_matcher.reset();
            return;
        }
        if (m_matcher == nullptr || !filter.sameAs(m_filter)) {
            m_matcher = std::make_unique<ProcessMatcher>(filter);
            m_filter = filter;
        }
        const std::array<float, ProcessRateCount> rates{};
        picture.matchesOfNode.assign(picture.nodes().size(), 0);
        for (std::uint32_t row = 0; row < picture.snapshot->processes.size(); ++row) {
            const ProcessRow& process = picture.snapshot->processes[row];
            if (!m_matcher->matches(process, rates)) {
                continue;
            }
            ++picture.matchCount;
            if (picture.matches.size() < GraphPicture::MostMatches) {
                picture.matches.push_back(process.pid);
            }
            if (const auto node = picture.contents->nodeAt(row)) {
                ++picture.matchesOfNode[*node];
            }
        }
    }

    static bool looksTheSame(const GraphPicture& now, const GraphPicture& before)
    {
        if (now.matches != before.matches || now.matchesOfNode != before.matchesOfNode ||
            now.statuses != before.statuses) {
            return false;
        }
        for (const GraphNode& node : now.nodes()) {
            const ProcessRow& a = now.process(node);
            const ProcessRow& b = before.process(node);
            if (!node.isCluster() && (a.status != b.status || a.name != b.name || a.label != b.label ||
                                      a.trapsExits != b.trapsExits)) {
                return false;
            }
        }
        return true;
    }

    GraphContentsMaker m_contentsMaker;
    GraphLayout m_layout;
    std::unique_ptr<ProcessMatcher> m_matcher;
    ProcessFilter m_filter; ///< of the matcher
    std::shared_ptr<const GraphPicture> m_picture = GraphPicture::empty();
    /// Held until the window has let go of it: a large snapshot is freed here, which takes longer than a
    /// frame.
    std::shared_ptr<const GraphPicture> m_before;
};

GraphMaker::GraphMaker(QObject* parent) : QObject(parent), m_bench(std::make_shared<Bench>()) {}

GraphMaker::~GraphMaker() = default;

void GraphMaker::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    if (snapshot != m_request.snapshot) {
        m_request.snapshot = std::move(snapshot);
        ask();
    }
}

void GraphMaker::setQuery(const GraphQuery& query)
{
    if (query != m_request.query) {
        m_request.query = query;
        ask();
    }
}

void GraphMaker::setSearch(const ProcessFilter& search)
{
    if (search.text() != m_request.search.text()) {
        m_request.search = search;
        ask();
    }
}

void GraphMaker::setAspect(double aspect)
{
    if (aspect != m_request.aspect) {
        m_request.aspect = aspect;
        ask();
    }
}

void GraphMaker::pin(const GraphKey& key, QPointF place)
{
    m_request.pinned[key] = place;
    ask();
}

void GraphMaker::unpin(const GraphKey& key)
{
    if (m_request.pinned.erase(key) > 0) {
        ask();
    }
}

void GraphMaker::setActive(bool active)
{
    m_active = active;
    if (active && m_asked) {
        post();
    }
}

void GraphMaker::ask()
{
    m_asked = true;
    if (m_active) {
        post();
    }
}

void GraphMaker::post()
{
    if (m_posted || m_request.snapshot == nullptr) {
        return; // what comes after it takes everything along
    }
    m_posted = true;
    m_asked = false;
    m_job.post([this, bench = m_bench, request = m_request] {
        std::shared_ptr<const GraphPicture> picture = bench->make(request);
        return [this, picture = std::move(picture)] {
            m_posted = false;
            m_asked = m_asked || !picture->settled; // for now, or when it becomes active again
            emit finished(picture);
            if (m_active && m_asked) {
                post();
            }
        };
    });
}

} // namespace factorama
