// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>
#include <vector>

/// supervisor: starts its children in order, restarts those that die, stops them in reverse. After too many
/// restarts in too short a time it gives up: it stops all children and ends with reason shutdown.
namespace factorama::otp {

/// What a child's death takes along.
enum class RestartStrategy : std::uint8_t {
    OneForOne, ///< nobody else
    OneForAll, ///< all other children are stopped and started again
    RestForOne, ///< those that were started after it
};

/// When a child is started again.
enum class Restart : std::uint8_t {
    Permanent, ///< always
    Transient, ///< unless it ended with normal, shutdown or {shutdown, _}
    Temporary, ///< never
};

/// A child: how it is started, when again, and how it is stopped.
struct ChildSpecification {
    /// For `shutdownMilliseconds`: exit(Child, kill) at once.
    static constexpr std::int64_t BrutalKill = 0;

    Atom id;
    /// Starts the child, linked to the calling supervisor, and returns its pid.
    Pid (*start)(Self supervisor, const Term& argument) = nullptr;
    Term argument{};
    Restart restart = Restart::Permanent;
    /// How long the child has between exit(Child, shutdown) and exit(Child, kill).
    std::int64_t shutdownMilliseconds = 5000;
};

struct SupervisorSpecification {
    RestartStrategy strategy = RestartStrategy::OneForOne;
    int intensity = 1; ///< restarts allowed ...
    std::int64_t periodMilliseconds = 5000; ///< ... in this time
    std::vector<ChildSpecification> children;
};

/// The body of a supervisor. Terms of the specification have to be immediate values or the spawner's last
/// copy, since they move to the supervisor's process.
Process supervisor(Self self, SupervisorSpecification specification);

} // namespace factorama::otp
