// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace factorama::otp {

/// What a child's death takes along.
enum class RestartStrategy : std::uint8_t {
    OneForOne, ///< nobody else
    OneForAll, ///< all other children are stopped and started again
    RestForOne, ///< those that were started after it
    SimpleOneForOne, ///< nobody else; all children are started, by start_child, from one specification
};

/// When a child is started again.
enum class Restart : std::uint8_t {
    Permanent, ///< always
    Transient, ///< unless it ended with normal, shutdown or {shutdown, _}
    Temporary, ///< never
};

enum class ChildType : std::uint8_t { Worker, Supervisor };

/// Whether a supervisor ends, with reason shutdown, when its significant children have ended of themselves.
enum class AutoShutdown : std::uint8_t { Never, AnySignificant, AllSignificant };

/// `one_for_one` and so on.
const char* nameOf(RestartStrategy strategy);
/// `permanent`, `transient`, `temporary`.
const char* nameOf(Restart restart);

/// A child, as its supervisor knows it.
struct ChildDescription {
    enum class State : std::uint8_t { Undefined, Running, Restarting };

    std::string id; ///< as text, shortened; empty if the child is known by its pid alone
    Pid pid; ///< while it is restarting, the one before
    Pid predecessor; ///< in whose place `pid` was started; `<0.0.0>` if it is the first one
    std::int64_t shutdown = 0; ///< milliseconds, or one of ChildSpecification's constants
    std::uint32_t restarts = 0; ///< how often it was started again
    Atom module; ///< `undefined` if it is not known
    State state = State::Undefined;
    Restart restart = Restart::Permanent;
    ChildType type = ChildType::Worker;
    bool significant = false;
};

/// A supervisor at one moment. Immutable once it is published.
struct SupervisorDescription {
    /// More children than this are only counted.
    static constexpr std::size_t ChildLimit = 100'000;

    std::uint64_t version = 0; ///< of its state: another one is another state
    RestartStrategy strategy = RestartStrategy::OneForOne;
    AutoShutdown autoShutdown = AutoShutdown::Never;
    bool isDynamic = false; ///< its children have no identifiers: simple_one_for_one, DynamicSupervisor
    std::int64_t intensity = 0; ///< restarts allowed ...
    std::int64_t period = 0; ///< ... in this many seconds
    std::vector<std::int64_t> restarts; ///< in which seconds of the node's time there were any, oldest first
    std::size_t childCount = 0;
    std::vector<ChildDescription> children; ///< in the order of their start, or else of their pids

    /// Restarts that count at this time of the node, as OTP counts: in whole seconds.
    std::int64_t restartsInPeriod(std::int64_t nanoseconds) const;
};

} // namespace factorama::otp
