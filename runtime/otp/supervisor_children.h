// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/supervisor.h"
#include "runtime/otp/supervisor_server.h"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace factorama::otp::detail {

/// A supervisor of the four strategies.
std::unique_ptr<SupervisorServer> makeSupervisor(std::unique_ptr<SupervisorCallback> callback);

/// A child of a supervisor that is not simple_one_for_one.
struct Child {
    enum class State : std::uint8_t { Undefined, Running, Restarting };

    explicit Child(ChildSpecification child) : specification(std::move(child)) {}

    ChildSpecification specification;
    State state = State::Undefined;
    Pid pid; ///< while it is running; while it is restarting, the one before
    Pid predecessor; ///< the last one that was not `pid`
    std::uint32_t starts = 0;

    bool isTemporary() const { return specification.restart == Restart::Temporary; }
    void setPid(Pid started)
    {
        predecessor = pid ? pid : predecessor;
        pid = started;
        state = started ? State::Running : State::Undefined;
        starts += started ? 1 : 0;
    }
    /// The pid, `restarting` or `undefined`.
    Term pidTerm() const;
};

/// What starting several children came to.
struct StartedChildren {
    std::optional<std::size_t> failed; ///< index of the child that did not start
    Term reason;
};

/// The children of a supervisor that is not simple_one_for_one, in the order of their start.
class Children {
public:
    explicit Children(const SupervisorServer& supervisor) : m_supervisor(supervisor) {}

    std::vector<Child> all;

    Child* find(const Term& id);
    Child* findRunning(Pid pid);
    std::size_t indexOf(const Child& child) const { return static_cast<std::size_t>(&child - all.data()); }
    /// The child has ended, or does not start any more: a temporary one is forgotten, of others the
    /// specification is kept.
    void setEnded(Child& child);

    /// Starts those from `first` on, until one fails.
    Subroutine<StartedChildren> startFrom(Self self, std::size_t first);
    /// Stops those from `first` on, the last one first; temporary ones are forgotten.
    Subroutine<> stopFrom(Self self, std::size_t first);
    /// Stops one, if it runs; a reason that is not the one that was asked for is reported.
    Subroutine<StoppedChild> stop(Self self, std::size_t index);

private:
    const SupervisorServer& m_supervisor;
};

/// The children of a simple_one_for_one supervisor.
class DynamicChildren {
public:
    struct Instance {
        std::vector<Term> extra; ///< arguments besides those of the specification; not kept if temporary
        bool restarting = false; ///< the pid is of the one before
        std::uint32_t restarts = 0;
        Pid predecessor; ///< in whose place it was started
    };

    explicit DynamicChildren(const SupervisorServer& supervisor) : m_supervisor(supervisor) {}

    std::map<Pid, Instance> all;
    ChildSpecification specification;

    void add(Pid pid, std::vector<Term> extra, std::uint32_t restarts = 0, Pid predecessor = {});
    /// Stops all of them at once, and waits.
    Subroutine<> stopAll(Self self);

private:
    const SupervisorServer& m_supervisor;
};

} // namespace factorama::otp::detail
