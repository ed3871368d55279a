// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/supervision.h"
#include "runtime/process/initial_call.h"
#include "runtime/process/process_status.h"
#include "runtime/scheduler/statistics.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace factorama {

/// One process. Numbers only, so that a million of them are cheap; texts are made when they are drawn.
struct ProcessRow {
    Pid pid;
    Pid parent;
    std::uint64_t reductions = 0; ///< since its start
    std::uint64_t memory = 0; ///< bytes: control block, coroutine frames, mailbox, links
    std::uint32_t messages = 0; ///< depth of the mailbox
    std::uint32_t links = 0;
    std::uint32_t monitors = 0; ///< that it holds on others
    Atom name; ///< registered name, `undefined` for none
    Atom label; ///< what the process says of itself, `undefined` for none
    InitialCall initialCall;
    ProcessStatus status = ProcessStatus::Waiting;
    bool trapsExits = false;
};

using SchedulerRow = SchedulerStatistics;

/// A link (drawn once a pair, from the lower pid) or a monitor (from the watching to the watched process).
struct Relation {
    enum class Kind : std::uint8_t { Link, Monitor };

    Pid from;
    Pid to;
    Kind kind = Kind::Link;

    bool operator==(const Relation&) const = default;
};

struct ProcessDetails;

/// The node at one moment. Parts that nobody wanted are empty.
struct Snapshot {
    std::uint64_t sequence = 0;
    std::int64_t nanoseconds = 0; ///< steady time since the node started
    std::int64_t costNanoseconds = 0; ///< what taking this snapshot took
    std::int64_t samplerNanoseconds = 0; ///< time on a core that who takes snapshots has used since its start
    std::size_t processCount = 0; ///< alive, also when `processes` is not wanted
    std::vector<ProcessRow> processes; ///< in the order of their slots, so rows keep their places
    std::vector<SchedulerRow> schedulers;
    std::vector<Relation> relations;
    std::size_t relationsOmitted = 0; ///< past the limit of 200,000 relations
    std::vector<SupervisorRow> supervisors; ///< in the order of their slots
    std::size_t supervisorsPending = 0; ///< left out: they have not described themselves yet
    std::shared_ptr<const ProcessDetails> details; ///< of the inspected process; null if none is
    int schedulersOnline = 0;
    int schedulersMaximum = 0; ///< how many can be online; 0 if that is not known
    int dirtyWorkersBusy = 0;
    std::size_t dirtyQueue = 0;
};

} // namespace factorama
