// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <QPointF>
#include <QRectF>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "widgets/graph/graph_contents.h"
#include "widgets/processes/process_filter.h"

namespace factorama {

/// Everything that the graph's window needs to draw and to answer: what there is, where it lies, and what a
/// search found. Immutable once made, so that it can be made in one thread and shown in another.
struct GraphPicture {
    /// Matches that can be gone to, one after the other.
    static constexpr std::size_t MostMatches = 10'000;

    /// Members of a cluster by status; empty for a process.
    using Statuses = std::array<std::uint32_t, 6>;

    std::shared_ptr<const Snapshot> snapshot;
    std::shared_ptr<const GraphContents> contents;
    std::vector<QPointF> places; ///< by node
    std::vector<Statuses> statuses; ///< by node, if there is any cluster
    QRectF bounds; ///< of all places
    bool settled = true;

    ProcessFilter search; ///< what was searched for
    std::vector<std::uint32_t>
        matchesOfNode; ///< by node: how many of its processes match; empty without search
    std::vector<Pid> matches; ///< in the order of their slots
    std::size_t matchCount = 0; ///< also those past MostMatches

    std::uint64_t revision = 0; ///< another one whenever something is to be drawn in another way

    /// Nothing yet.
    static std::shared_ptr<const GraphPicture> empty();

    const std::vector<GraphNode>& nodes() const { return contents->nodes; }
    const std::vector<GraphEdge>& edges() const { return contents->edges; }
    /// The process itself; of a cluster its first member.
    const ProcessRow& process(const GraphNode& node) const { return snapshot->processes[node.row]; }

    /// The node that stands for this process: its own, or that of its cluster. Takes a binary search.
    std::optional<std::uint32_t> find(Pid pid) const;
    /// The node of that process or cluster.
    std::optional<std::uint32_t> find(const GraphKey& key) const;
};

} // namespace factorama
