// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace factorama {

/// A process that an exit signal reaches, directly or through others.
struct AffectedProcess {
    enum class Fate : std::uint8_t {
        Ends, ///< and stays so
        Restarts, ///< ends, and a supervisor starts it again under another pid
        Told, ///< traps exits: gets the signal as a message, and decides for itself
    };
    enum class Cause : std::uint8_t {
        Signal, ///< the exit signal itself
        Link, ///< it is linked to `by`, which ends
        Strategy, ///< the strategy of its supervisor `by` stops it
        SupervisorEnds, ///< `by`, its supervisor, ends
        AutoShutdown, ///< a supervisor whose significant child `by` ends
        Intensity, ///< a supervisor that would have to restart `by` once too often: it gives up
    };

    Pid pid;
    Pid by;
    Fate fate = Fate::Ends;
    Cause cause = Cause::Signal;

    bool operator==(const AffectedProcess&) const = default;
};

/// What would come of exit signals.
struct KillPreview {
    std::vector<AffectedProcess> affected; ///< in the order in which it comes about
    /// False if the snapshot does not hold what this takes, or only a part of the links.
    bool complete = true;

    bool operator==(const KillPreview&) const = default;
};

/// What would come of exit signals with this reason, as NodeView::exit() sends them, to these processes one
/// after the other: who ends by links, transitively, and stops at who traps exits; whom supervisors stop and
/// restart, by strategy, restart type and the intensity that is left; and what a supervisor that gives up
/// takes along further up. A pure function of the snapshot, which should hold processes, relations and
/// supervision: no process is asked. It supposes that children start again without an error, and that what
/// traps exits and is neither a supervisor nor a gen_server ends only if it is killed. Where several
/// supervisors act at the same time, that they do it one after the other.
///
/// `reason` is in Erlang's notation; one that cannot be read counts as an error, since it makes no new atom.
KillPreview previewKill(const Snapshot& snapshot, const std::vector<Pid>& pids, std::string_view reason);

} // namespace factorama
