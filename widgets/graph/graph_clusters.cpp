// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_clusters.h"

#include <unordered_map>

namespace factorama {

GraphRows::GraphRows(const Snapshot& snapshot) : m_snapshot(&snapshot)
{
    if (!snapshot.processes.empty()) {
        m_bySlot.assign(std::size_t{snapshot.processes.back().pid.index()} + 1, None);
    }
    for (std::uint32_t row = 0; row < snapshot.processes.size(); ++row) {
        m_bySlot[snapshot.processes[row].pid.index()] = row;
    }
}

namespace {

/// The row of the nearest supervisor at or above each process; None for those without one.
std::vector<std::uint32_t> supervisorsOfRows(const Snapshot& snapshot, const GraphRows& rows)
{
    constexpr std::uint32_t Unknown = GraphRows::None - 1;
    std::vector<std::uint32_t> supervisors(snapshot.processes.size(), Unknown);
    for (const SupervisorRow& supervisor : snapshot.supervisors) {
        if (const std::uint32_t row = rows.of(supervisor.pid); row != GraphRows::None) {
            supervisors[row] = row;
        }
    }
    // A child may have been started by somebody else than the supervisor that knows it.
    for (const SupervisorRow& supervisor : snapshot.supervisors) {
        const std::uint32_t above = rows.of(supervisor.pid);
        for (const otp::ChildDescription& child : supervisor.description->children) {
            const std::uint32_t row = rows.of(child.pid);
            if (row != GraphRows::None && supervisors[row] == Unknown) {
                supervisors[row] = above;
            }
        }
    }
    std::vector<std::uint32_t> way;
    for (std::uint32_t row = 0; row < supervisors.size(); ++row) {
        way.clear();
        std::uint32_t at = row;
        while (at != GraphRows::None && supervisors[at] == Unknown) {
            supervisors[at] = GraphRows::None; // where a ring of parents ends
            way.push_back(at);
            at = rows.of(snapshot.processes[at].parent);
        }
        const std::uint32_t found = at == GraphRows::None ? GraphRows::None : supervisors[at];
        for (const std::uint32_t passed : way) {
            supervisors[passed] = found;
        }
    }
    return supervisors;
}

} // namespace

GraphClusters GraphClusters::make(const Snapshot& snapshot, const GraphRows& rows, GraphGrouping grouping)
{
    GraphClusters clusters;
    clusters.ofRow.resize(snapshot.processes.size());
    std::vector<std::uint32_t> supervisors;
    if (grouping == GraphGrouping::Supervisor) {
        supervisors = supervisorsOfRows(snapshot, rows);
    }
    std::unordered_map<GraphKey, std::uint32_t> places;
    GraphKey last;
    std::uint32_t lastPlace = 0;
    for (std::uint32_t row = 0; row < snapshot.processes.size(); ++row) {
        const ProcessRow& process = snapshot.processes[row];
        const GraphKey key = !supervisors.empty() && supervisors[row] != GraphRows::None
                                 ? GraphKey::ofSupervisor(snapshot.processes[supervisors[row]].pid)
                                 : GraphKey::ofModule(process.initialCall.module);
        if (row == 0 || key != last) { // neighbours in the table are often of one kind
            const auto [place, isNew] =
                places.try_emplace(key, static_cast<std::uint32_t>(clusters.keys.size()));
            if (isNew) {
                clusters.keys.push_back(key);
            }
            last = key;
            lastPlace = place->second;
        }
        clusters.ofRow[row] = lastPlace;
    }
    return clusters;
}

} // namespace factorama
