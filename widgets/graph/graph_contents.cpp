// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_contents.h"

#include "widgets/graph/graph_neighbourhood.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace factorama {

/// Relations as places in the snapshot; those with somebody who is gone by now are left out.
struct GraphContentsMaker::RowRelations {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<Relation::Kind> kinds;
    std::vector<std::uint32_t> degrees; ///< by row

    RowRelations(const Snapshot& snapshot, const GraphRows& rowOf) : degrees(snapshot.processes.size(), 0)
    {
        pairs.reserve(snapshot.relations.size());
        kinds.reserve(snapshot.relations.size());
        for (const Relation& relation : snapshot.relations) {
            const std::uint32_t from = rowOf.of(relation.from);
            const std::uint32_t to = rowOf.of(relation.to);
            if (from == GraphRows::None || to == GraphRows::None || from == to) {
                continue;
            }
            pairs.emplace_back(from, to);
            kinds.push_back(relation.kind);
            ++degrees[from];
            ++degrees[to];
        }
    }
};

namespace {

/// The relations between the nodes, those between the same two in one. Those within a cluster are left out.
void addEdges(GraphContents& contents, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs,
              const std::vector<Relation::Kind>& kinds)
{
    std::vector<GraphEdge>& edges = contents.edges;
    edges.reserve(contents.clusters > 0 ? contents.nodes.size() : pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        std::uint32_t from = contents.nodeOfRow[pairs[i].first];
        std::uint32_t to = contents.nodeOfRow[pairs[i].second];
        if (from == GraphContents::NotDrawn || to == GraphContents::NotDrawn || from == to) {
            continue;
        }
        const bool link = kinds[i] == Relation::Kind::Link;
        ++(link ? contents.links : contents.monitors);
        if (link && from > to) {
            std::swap(from, to);
        }
        edges.push_back({from, to, kinds[i], 1});
    }
    const auto place = [](const GraphEdge& edge) { return std::tuple(edge.from, edge.to, edge.kind); };
    std::sort(edges.begin(), edges.end(),
              [&](const GraphEdge& a, const GraphEdge& b) { return place(a) < place(b); });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (kept > 0 && place(edges[kept - 1]) == place(edges[i])) {
            ++edges[kept - 1].count;
        } else {
            edges[kept++] = edges[i];
        }
    }
    edges.resize(kept);
}

} // namespace

bool GraphContentsMaker::isUnchanged(const Snapshot& snapshot, const GraphQuery& query) const
{
    if (m_contents == nullptr || query != m_query) {
        return false;
    }
    if (&snapshot == m_snapshot.get()) {
        return true;
    }
    const auto samePid = [](const ProcessRow& a, const ProcessRow& b) { return a.pid == b.pid; };
    const auto sameSupervisor = [](const SupervisorRow& a, const SupervisorRow& b) {
        return a.pid == b.pid && a.description == b.description;
    };
    return std::equal(snapshot.processes.begin(), snapshot.processes.end(), m_snapshot->processes.begin(),
                      m_snapshot->processes.end(), samePid) &&
           snapshot.relations == m_snapshot->relations &&
           (m_contents->grouping != GraphGrouping::Supervisor ||
            std::equal(snapshot.supervisors.begin(), snapshot.supervisors.end(),
                       m_snapshot->supervisors.begin(), m_snapshot->supervisors.end(), sameSupervisor));
}

std::shared_ptr<const GraphContents> GraphContentsMaker::make(const std::shared_ptr<const Snapshot>& snapshot,
                                                              const GraphQuery& query)
{
    if (isUnchanged(*snapshot, query)) {
        m_snapshot = snapshot;
        return m_contents;
    }
    const std::size_t count = snapshot->processes.size();
    const GraphRows rowOf(*snapshot);
    const RowRelations relations(*snapshot, rowOf);
    const std::uint32_t selected = rowOf.of(query.selected);

    auto contents = std::make_shared<GraphContents>();
    contents->nodeOfRow.assign(count, GraphContents::NotDrawn);
    std::vector<std::uint32_t> rows;
    const bool automatic = query.hops == GraphQuery::AutomaticHops;
    const int hops = !automatic                         ? query.hops
                     : count > GraphQuery::MaximumNodes ? GraphQuery::FewHops
                                                        : GraphQuery::Everything;
    contents->centerIsGone = query.selected && selected == GraphRows::None;
    if (query.selected && hops != GraphQuery::Everything) {
        rows = surroundings(*snapshot, rowOf, relations, query.selected, hops);
        std::sort(rows.begin(), rows.end());
        contents->hops = hops;
    }
    if (rows.empty() || (automatic && rows.size() == 1)) { // one that is alone says little of a large graph
        rows.resize(count);
        std::iota(rows.begin(), rows.end(), 0U);
        contents->hops = GraphQuery::Everything;
    }
    contents->outside = count - rows.size();

    contents->grouping = query.grouping != GraphGrouping::Automatic ? query.grouping
                         : rows.size() > GraphQuery::MaximumNodes   ? GraphGrouping::Module
                                                                    : GraphGrouping::None;
    if (contents->grouping == GraphGrouping::None) {
        addProcesses(*contents, *snapshot, std::move(rows), relations, selected);
    } else {
        addClusters(*contents, *snapshot, rowOf, rows, relations, query, selected);
    }
    addEdges(*contents, relations.pairs, relations.kinds);

    m_drawn.clear();
    for (const GraphNode& node : contents->nodes) {
        if (!node.isCluster()) {
            m_drawn.insert(node.key.pid());
        }
    }
    m_snapshot = snapshot;
    m_query = query;
    m_contents = std::move(contents);
    return m_contents;
}

std::vector<std::uint32_t> GraphContentsMaker::surroundings(const Snapshot& snapshot, const GraphRows& rowOf,
                                                            const RowRelations& relations, Pid selected,
                                                            int hops)
{
    const GraphNeighbourhood neighbourhood(snapshot.processes.size(), relations.pairs);
    const std::uint32_t row = rowOf.of(selected);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> starts; // with their hops from the selected one
    if (row != GraphRows::None) {
        starts.emplace_back(row, 0);
    } else if (selected == m_center) {
        for (const auto& [pid, distance] : m_around) {
            if (const std::uint32_t left = rowOf.of(pid); left != GraphRows::None) {
                starts.emplace_back(left, distance);
            }
        }
    }
    std::vector<std::uint32_t> distances;
    std::vector<std::uint32_t> rows = neighbourhood.within(starts, hops, &distances);
    m_center = selected;
    m_around.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_around.emplace_back(snapshot.processes[rows[i]].pid, distances[i]);
    }
    return rows;
}

/// Of too many rows those that are worth the most: hop after hop around the selected one, then the most
/// related. In ascending order.
std::vector<std::uint32_t> GraphContentsMaker::mostRelated(const Snapshot& snapshot,
                                                           std::vector<std::uint32_t> rows,
                                                           std::size_t wanted, const RowRelations& relations,
                                                           std::uint32_t selected) const
{
    if (rows.size() <= wanted) {
        return rows;
    }
    std::vector<std::uint32_t> hops(snapshot.processes.size(), GraphNeighbourhood::Unreached);
    if (selected != GraphRows::None) {
        hops = GraphNeighbourhood(snapshot.processes.size(), relations.pairs).distances(selected);
    }
    // Who is drawn already has an advantage: otherwise the last ones would flicker.
    const auto rank = [&](std::uint32_t row) {
        return 2 * relations.degrees[row] + (m_drawn.contains(snapshot.processes[row].pid) ? 3U : 0U);
    };
    std::vector<std::uint32_t> ranks(snapshot.processes.size(), 0);
    for (const std::uint32_t row : rows) {
        ranks[row] = rank(row);
    }
    std::nth_element(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(wanted), rows.end(),
                     [&](std::uint32_t a, std::uint32_t b) {
                         return hops[a] != hops[b]     ? hops[a] < hops[b]
                                : ranks[a] != ranks[b] ? ranks[a] > ranks[b]
                                                       : a < b;
                     });
    rows.resize(wanted);
    std::sort(rows.begin(), rows.end());
    return rows;
}

void GraphContentsMaker::addProcesses(GraphContents& contents, const Snapshot& snapshot,
                                      std::vector<std::uint32_t> rows, const RowRelations& relations,
                                      std::uint32_t selected) const
{
    const std::size_t all = rows.size();
    rows = mostRelated(snapshot, std::move(rows), GraphQuery::MaximumNodes, relations, selected);
    contents.omitted = all - rows.size();
    contents.processes = rows.size();
    contents.nodes.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        contents.nodeOfRow[row] = static_cast<std::uint32_t>(contents.nodes.size());
        contents.nodes.push_back(
            {GraphKey::ofProcess(snapshot.processes[row].pid), {}, row, 1, relations.degrees[row]});
    }
}

void GraphContentsMaker::addClusters(GraphContents& contents, const Snapshot& snapshot,
                                     const GraphRows& rowOf, const std::vector<std::uint32_t>& rows,
                                     const RowRelations& relations, const GraphQuery& query,
                                     std::uint32_t selected) const
{
    const GraphClusters clusters = GraphClusters::make(snapshot, rowOf, contents.grouping);
    std::vector<std::uint32_t> sizes(clusters.keys.size(), 0);
    for (const std::uint32_t row : rows) {
        ++sizes[clusters.ofRow[row]];
    }
    std::vector<bool> opened(clusters.keys.size(), false);
    for (std::size_t i = 0; i < opened.size(); ++i) {
        opened[i] =
            std::find(query.opened.begin(), query.opened.end(), clusters.keys[i]) != query.opened.end();
    }

    // The largest clusters, if even they are too many; one of a single process is that process.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < clusters.keys.size(); ++i) {
        if (sizes[i] > 0) {
            order.push_back(i);
        }
    }
    const std::size_t kept = std::min(order.size(), GraphQuery::MaximumNodes - 1); // and the selected process
    std::partial_sort(
        order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
        [&](std::uint32_t a, std::uint32_t b) { return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b; });
    std::vector<bool> drawn(clusters.keys.size(), false);
    for (std::size_t i = 0; i < kept; ++i) {
        drawn[order[i]] = true;
    }

    // Processes on their own: the selected one, those of opened clusters as far as there is room, and those
    // that are alone.
    std::vector<std::uint32_t> members;
    for (const std::uint32_t row : rows) {
        const std::uint32_t cluster = clusters.ofRow[row];
        if (opened[cluster] && drawn[cluster] && row != selected && sizes[cluster] > 1) {
            members.push_back(row);
        }
    }
    const std::size_t room = GraphQuery::MaximumNodes - 1 - kept;
    members = mostRelated(snapshot, std::move(members), room, relations, selected);
    std::vector<bool> apart(snapshot.processes.size(), false);
    std::vector<std::uint32_t> remaining = sizes;
    for (const std::uint32_t row : members) {
        apart[row] = true;
        --remaining[clusters.ofRow[row]];
    }
    if (selected != GraphRows::None && !apart[selected] && sizes[clusters.ofRow[selected]] > 0) {
        apart[selected] = true;
        --remaining[clusters.ofRow[selected]];
    }

    std::vector<std::uint32_t> nodeOfCluster(clusters.keys.size(), GraphContents::NotDrawn);
    for (const std::uint32_t row : rows) {
        const std::uint32_t cluster = clusters.ofRow[row];
        const auto next = static_cast<std::uint32_t>(contents.nodes.size());
        if (apart[row] || (drawn[cluster] && remaining[cluster] == 1)) {
            contents.nodeOfRow[row] = next;
            contents.nodes.push_back({GraphKey::ofProcess(snapshot.processes[row].pid),
                                      sizes[cluster] > 1 ? clusters.keys[cluster] : GraphKey(), row, 1,
                                      relations.degrees[row]});
        } else if (!drawn[cluster]) {
            ++contents.omitted;
            continue;
        } else {
            std::uint32_t& node = nodeOfCluster[cluster];
            if (node == GraphContents::NotDrawn) {
                node = next;
                contents.nodes.push_back({clusters.keys[cluster], {}, row, 0, 0});
                ++contents.clusters;
            }
            ++contents.nodes[node].count;
            contents.nodes[node].degree += relations.degrees[row];
            contents.nodeOfRow[row] = node;
        }
        ++contents.processes;
    }
}

} // namespace factorama
