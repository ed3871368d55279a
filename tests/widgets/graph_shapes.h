// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <cstdint>
#include <memory>
#include <utility>

/// Snapshots that the tests of the graph share.
namespace factorama::testing {

/// Appends a process that was started by `module`.
inline Pid addProcess(Snapshot& snapshot, Atom module = Atom(), Pid parent = Pid())
{
    ProcessRow row;
    row.pid = Pid(static_cast<std::uint32_t>(snapshot.processes.size()), 1);
    row.parent = parent;
    row.initialCall.module = module;
    snapshot.processes.push_back(row);
    ++snapshot.processCount;
    return row.pid;
}

/// A supervisor with `children`, linked, each with as many workers that it monitors.
inline Snapshot tree(std::uint32_t children, std::uint32_t workers)
{
    Snapshot snapshot;
    const Pid top = addProcess(snapshot, Atom("top"));
    for (std::uint32_t i = 0; i < children; ++i) {
        const Pid child = addProcess(snapshot, Atom("child"), top);
        snapshot.relations.push_back({top, child, Relation::Kind::Link});
        for (std::uint32_t j = 0; j < workers; ++j) {
            const Pid worker = addProcess(snapshot, Atom("worker"), child);
            snapshot.relations.push_back({child, worker, Relation::Kind::Monitor});
        }
    }
    return snapshot;
}

/// Each linked to the next, and the last to the first.
inline Snapshot ring(std::uint32_t count)
{
    Snapshot snapshot;
    for (std::uint32_t i = 0; i < count; ++i) {
        addProcess(snapshot, Atom("ring"));
        if (i > 0) {
            snapshot.relations.push_back({Pid(i - 1, 1), Pid(i, 1), Relation::Kind::Link});
        }
    }
    snapshot.relations.push_back({Pid(0, 1), Pid(count - 1, 1), Relation::Kind::Link});
    return snapshot;
}

inline std::shared_ptr<const Snapshot> shared(Snapshot snapshot)
{
    return std::make_shared<const Snapshot>(std::move(snapshot));
}

} // namespace factorama::testing
