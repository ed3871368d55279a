// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/child_specification.h"
#include "runtime/otp/gen_server.h"
#include "runtime/process/self.h"

#include <cstdint>
#include <optional>

/// Elixir's DynamicSupervisor: a supervisor without children at first. Each is started by a specification of
/// its own, is known by its pid, and is forgotten when it has ended for good. Defaults, return values and
/// exit reasons are Elixir 1.14's.
///
///     const otp::Started pool = co_await otp::dynamic_supervisor::startLink(self);
///     const Term child = co_await otp::dynamic_supervisor::startChild(self, pool.pid,
///     otp::childServer<Worker>(id));
namespace factorama::otp::dynamic_supervisor {

struct Options {
    std::int64_t maximumRestarts = 3; ///< max_restarts: restarts allowed ...
    std::int64_t seconds = 5; ///< max_seconds: ... in this time
    std::optional<std::int64_t> maximumChildren; ///< max_children; none is infinity
    Atom name; ///< to register
};

/// Errors: {already_started, Pid}, {supervisor_data, What}.
Subroutine<Started> startLink(Self self, Options options = {});
/// From outside: without a parent.
Pid start(Runtime& runtime, Options options = {});
/// As a child of a supervisor.
ChildSpecification asChild(Term id, Options options = {});

/// {ok, Pid}, {ok, Pid, Info}, ignore, {error, max_children} or {error, Reason}.
Subroutine<Term> startChild(Self self, ServerRef supervisor, ChildSpecification child);
/// The same with a child specification as a term: a map, or a tuple of six.
Subroutine<Term> startChild(Self self, ServerRef supervisor, Term child);
/// ok, or {error, not_found}.
Subroutine<Term> terminateChild(Self self, ServerRef supervisor, Pid child);
/// [{undefined, Pid | restarting, worker | supervisor, Modules}]
Subroutine<Term> whichChildren(Self self, ServerRef supervisor);
/// #{specs => N, active => N, supervisors => N, workers => N}
Subroutine<Term> countChildren(Self self, ServerRef supervisor);

} // namespace factorama::otp::dynamic_supervisor
