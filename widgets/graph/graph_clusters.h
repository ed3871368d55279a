// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <cstdint>
#include <vector>

#include "widgets/graph/graph_key.h"

namespace factorama {

/// What brings processes together in clusters.
enum class GraphGrouping : std::uint8_t {
    None,
    Automatic, ///< by module, if there are more than can be drawn
    Module, ///< that the process was started by
    Supervisor ///< the nearest one above it; processes without any are put together by module
};

/// Finds the row of a process in a snapshot in one step, where findProcess() takes a binary search.
class GraphRows {
public:
    static constexpr std::uint32_t None = ~0U;

    explicit GraphRows(const Snapshot& snapshot);

    std::uint32_t of(Pid pid) const
    {
        const std::uint32_t row = pid.index() < m_bySlot.size() ? m_bySlot[pid.index()] : None;
        return row != None && m_snapshot->processes[row].pid == pid ? row : None;
    }

private:
    const Snapshot* m_snapshot;
    std::vector<std::uint32_t> m_bySlot;
};

/// The clusters of all processes of a snapshot.
struct GraphClusters {
    std::vector<GraphKey> keys;
    std::vector<std::uint32_t> ofRow; ///< place in Snapshot::processes -> place in keys

    /// @param grouping Module or Supervisor.
    static GraphClusters make(const Snapshot& snapshot, const GraphRows& rows, GraphGrouping grouping);
};

} // namespace factorama
