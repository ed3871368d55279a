// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "widgets/graph/graph_clusters.h"
#include "widgets/graph/graph_key.h"

namespace factorama {

/// What a person wants to see of the graph.
struct GraphQuery {
    /// At most so many nodes are drawn.
    static constexpr std::size_t MaximumNodes = 2000;
    static constexpr int MostHops = 5;
    /// Values of `hops` besides 1 to MostHops.
    static constexpr int Everything = 0;
    /// Everything, but of more than can be drawn the surroundings of the selected process.
    static constexpr int AutomaticHops = -1;
    /// What AutomaticHops then is.
    static constexpr int FewHops = 2;

    int hops = AutomaticHops; ///< around the selected process; without one everything is meant
    GraphGrouping grouping = GraphGrouping::Automatic;
    Pid selected;
    std::vector<GraphKey> opened; ///< clusters whose processes are drawn one by one

    bool operator==(const GraphQuery&) const = default;
};

/// A process, or a cluster of them.
struct GraphNode {
    GraphKey key;
    GraphKey home; ///< of a process: the cluster that it is drawn apart from; null if there is none
    std::uint32_t row = 0; ///< place in Snapshot::processes; of a cluster: of its first member
    std::uint32_t count = 1; ///< members
    std::uint32_t degree = 0; ///< relations of all members in the whole snapshot, those with each other too

    bool isCluster() const { return key.isCluster(); }
    bool operator==(const GraphNode&) const = default;
};

/// A link, a monitor, or all of one kind between two nodes.
struct GraphEdge {
    std::uint32_t from = 0; ///< place in the nodes; of a link: the lower one
    std::uint32_t to = 0;
    Relation::Kind kind = Relation::Kind::Link;
    std::uint32_t count = 1; ///< relations that it stands for

    bool operator==(const GraphEdge&) const = default;
};

/// Nodes and edges that are to be drawn, without places. Immutable once made.
struct GraphContents {
    static constexpr std::uint32_t NotDrawn = ~0U;

    std::vector<GraphNode> nodes; ///< in the order of their rows
    std::vector<GraphEdge> edges;
    std::vector<std::uint32_t> nodeOfRow; ///< place in Snapshot::processes -> place in nodes, or NotDrawn
    std::size_t processes = 0; ///< that the nodes stand for
    std::size_t links = 0; ///< that the edges stand for
    std::size_t monitors = 0;
    std::size_t clusters = 0; ///< nodes that are one
    std::size_t omitted = 0; ///< processes that should be drawn, but are too many
    std::size_t outside = 0; ///< processes farther from the selected one than is to be seen
    int hops = GraphQuery::Everything; ///< in effect
    bool centerIsGone = false; ///< the selected process is dead: the hops are around where it was
    GraphGrouping grouping = GraphGrouping::None; ///< in effect: never Automatic

    /// The node that stands for the process at this place of the snapshot.
    std::optional<std::uint32_t> nodeAt(std::uint32_t row) const
    {
        return row < nodeOfRow.size() && nodeOfRow[row] != NotDrawn ? std::optional(nodeOfRow[row])
                                                                    : std::nullopt;
    }
};

/// Chooses what is to be drawn of one snapshot after the other. For one thread, whichever it is.
class GraphContentsMaker {
public:
    /// @return the same contents as before if no process or relation came or went and the query is the same.
    std::shared_ptr<const GraphContents> make(const std::shared_ptr<const Snapshot>& snapshot,
                                              const GraphQuery& query);

private:
    struct RowRelations;

    bool isUnchanged(const Snapshot& snapshot, const GraphQuery& query) const;
    std::vector<std::uint32_t> mostRelated(const Snapshot& snapshot, std::vector<std::uint32_t> rows,
                                           std::size_t wanted, const RowRelations& relations,
                                           std::uint32_t selected) const;
    void addProcesses(GraphContents& contents, const Snapshot& snapshot, std::vector<std::uint32_t> rows,
                      const RowRelations& relations, std::uint32_t selected) const;
    void addClusters(GraphContents& contents, const Snapshot& snapshot, const GraphRows& rowOf,
                     const std::vector<std::uint32_t>& rows, const RowRelations& relations,
                     const GraphQuery& query, std::uint32_t selected) const;

    /// Places of all within `hops` of `selected`; of one who is gone, of those around it that are left.
    std::vector<std::uint32_t> surroundings(const Snapshot& snapshot, const GraphRows& rowOf,
                                            const RowRelations& relations, Pid selected, int hops);

    std::shared_ptr<const Snapshot> m_snapshot; ///< of the contents
    GraphQuery m_query;
    std::shared_ptr<const GraphContents> m_contents;
    std::unordered_set<Pid> m_drawn; ///< processes with a node of their own
    Pid m_center; ///< whose surroundings were drawn last
    std::vector<std::pair<Pid, std::uint32_t>> m_around; ///< with their hops from there, the nearest first
};

} // namespace factorama
