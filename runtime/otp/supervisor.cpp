// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor.h"

#include "runtime/node/runtime.h"

#include <fmt/format.h>

#include <deque>
#include <utility>

namespace factorama::otp {

namespace {

struct Child {
    ChildSpecification specification;
    Pid pid;
};

struct Children {
    std::vector<Child> all; // in the order of their start
    std::deque<std::int64_t> restarts; // times in nanoseconds, oldest first
};

bool endedAsPlanned(const Term& reason)
{
    return reason.isAtom(atoms::normal) || reason.isAtom(atoms::shutdown) ||
           (reason.isTuple(2) && reason[0].isAtom(atoms::shutdown));
}

void startChild(Self self, Child& child)
{
    child.pid = child.specification.start(self, child.specification.argument);
}

/// Stops the child at `index` and waits for its end.
Subroutine<> stopChild(Self self, std::shared_ptr<Children> children, std::size_t index)
{
    Child& child = children->all[index];
    const Pid pid = std::exchange(child.pid, Pid());
    if (!pid) {
        co_return;
    }
    const Reference monitor = self.monitor(pid);
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const auto exited = tuple(atoms::exit, pid, any);
    bool ended = false;
    if (child.specification.shutdownMilliseconds > ChildSpecification::BrutalKill) {
        self.exit(pid, atoms::shutdown);
        const Message message = co_await self.receive(down).after(child.specification.shutdownMilliseconds);
        ended = !message.timedOut();
    }
    if (!ended) {
        self.exit(pid, atoms::kill);
        const Message message = co_await self.receive(down);
    }
    const Message exit =
        co_await self.receive(exited).after(0); // its link's exit signal has come before the DOWN
}

Subroutine<> stopAll(Self self, std::shared_ptr<Children> children)
{
    for (std::size_t i = children->all.size(); i-- > 0;) {
        co_await stopChild(self, children, i);
    }
}

/// Counts a restart; false if that is one too many.
bool withinIntensity(Self self, const SupervisorSpecification& specification, Children& children)
{
    const std::int64_t now = self.monotonicTime();
    children.restarts.push_back(now);
    while (now - children.restarts.front() > specification.periodMilliseconds * 1'000'000) {
        children.restarts.pop_front();
    }
    return children.restarts.size() <= static_cast<std::size_t>(specification.intensity);
}

Subroutine<> restartFrom(Self self, RestartStrategy strategy, std::shared_ptr<Children> children,
                         std::size_t dead)
{
    std::size_t first = dead;
    std::size_t end = dead + 1;
    if (strategy != RestartStrategy::OneForOne) {
        first = strategy == RestartStrategy::OneForAll ? 0 : dead;
        end = children->all.size();
        for (std::size_t i = end; i-- > first;) {
            co_await stopChild(self, children, i);
        }
    }
    for (std::size_t i = first; i < end; ++i) {
        if (children->all[i].specification.restart != Restart::Temporary) {
            startChild(self, children->all[i]);
        }
    }
}

} // namespace

Process supervisor(Self self, SupervisorSpecification specification)
{
    self.setTrapExit(true);
    const Pid parent = self.process().parent;
    const auto children = std::make_shared<Children>();
    for (const ChildSpecification& child : specification.children) {
        children->all.push_back({child, Pid()});
        startChild(self, children->all.back());
    }
    const auto exited = tuple(atoms::exit, anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(exited, any);
        if (message.clause() != 0) {
            continue;
        }
        const Pid pid = message[1].pid();
        const Term reason = message[2];
        std::size_t dead = 0;
        while (dead < children->all.size() && children->all[dead].pid != pid) {
            ++dead;
        }
        if (dead == children->all.size()) {
            if (pid == parent) {
                co_await stopAll(self, children);
                self.exit(reason);
            }
            continue; // somebody who was linked by hand
        }
        Child& child = children->all[dead];
        child.pid = Pid();
        const Restart restart = child.specification.restart;
        if (restart == Restart::Temporary || (restart == Restart::Transient && endedAsPlanned(reason))) {
            continue;
        }
        if (!withinIntensity(self, specification, *children)) {
            self.runtime().log(Notice::Kind::Warning, self.pid(),
                               fmt::format("Supervisor {} gives up: more than {} restarts in {} ms",
                                           self.pid().toString(), specification.intensity,
                                           specification.periodMilliseconds));
            co_await stopAll(self, children);
            self.exit(atoms::shutdown);
        }
        self.runtime().log(Notice::Kind::Information, pid,
                           fmt::format("Child {} ({}) ended with {}: its supervisor restarts it",
                                       child.specification.id.toString(), pid.toString(),
                                       reason.toString(300)));
        co_await restartFrom(self, specification.strategy, children, dead);
    }
}

} // namespace factorama::otp
