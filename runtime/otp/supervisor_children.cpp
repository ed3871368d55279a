// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor_children.h"

#include <algorithm>
#include <utility>

namespace factorama::otp::detail {

namespace {

const Atom killAtom("kill");
const Atom restartingAtom("restarting");

} // namespace

Term Child::pidTerm() const
{
    switch (state) {
    case State::Running:
        return pid;
    case State::Restarting:
        return restartingAtom;
    case State::Undefined:
        break;
    }
    return atoms::undefined;
}

// -- children in order --

Child* Children::find(const Term& id)
{
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Child& child) { return child.specification.id == id; });
    return found == all.end() ? nullptr : &*found;
}

Child* Children::findRunning(Pid pid)
{
    const auto found = std::find_if(all.begin(), all.end(), [pid](const Child& child) {
        return child.state == Child::State::Running && child.pid == pid;
    });
    return found == all.end() ? nullptr : &*found;
}

void Children::setEnded(Child& child)
{
    if (child.isTemporary()) {
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(indexOf(child)));
    } else {
        child.setPid(Pid());
    }
}

Subroutine<StartedChildren> Children::startFrom(Self self, std::size_t first)
{
    for (std::size_t i = first; i < all.size();) {
        const StartFunction* start = all[i].specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting = startCaught(self, start, none, Caught::AsExit);
        const StartedChild started = co_await starting;
        if (!started.succeeded()) {
            report(self, m_supervisor, "start_error", started.error, atoms::undefined,
                   all[i].specification.id);
            co_return StartedChildren{i, started.error};
        }
        if (!started.pid && all[i].isTemporary()) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(i));
            continue;
        }
        all[i].setPid(started.pid);
        m_supervisor.changed();
        ++i;
    }
    co_return StartedChildren();
}

Subroutine<> Children::stopFrom(Self self, std::size_t first)
{
    StoppedReport together(m_supervisor);
    for (std::size_t i = all.size(); i-- > first;) {
        const Pid pid = all[i].state == Child::State::Running ? all[i].pid : Pid();
        Subroutine<StoppedChild> stopping = stop(self, i);
        const StoppedChild stopped = co_await stopping;
        if (pid && stopped.asAsked) {
            together.add(self, all[i].specification.id, pid, stopped.reason);
        }
        setEnded(all[i]);
        m_supervisor.changed();
    }
    together.tell(self);
}

Subroutine<StoppedChild> Children::stop(Self self, std::size_t index)
{
    if (all[index].state != Child::State::Running) {
        co_return StoppedChild();
    }
    const Pid pid = all[index].pid;
    const std::int64_t shutdown = all[index].specification.shutdown;
    const Restart restart = all[index].specification.restart;
    Subroutine<StoppedChild> stopping = stopChild(self, pid, shutdown, restart);
    const StoppedChild stopped = co_await stopping;
    if (!stopped.asAsked) {
        report(self, m_supervisor, "shutdown_error", stopped.reason, pid, all[index].specification.id);
    }
    co_return stopped;
}

// -- instances of one specification --

void DynamicChildren::add(Pid pid, std::vector<Term> extra, std::uint32_t restarts, Pid predecessor)
{
    if (specification.restart == Restart::Temporary) {
        extra.clear();
    }
    all.insert_or_assign(pid, Instance{std::move(extra), false, restarts, predecessor});
}

Subroutine<> DynamicChildren::stopAll(Self self)
{
    std::map<Pid, Reference> monitors;
    const std::int64_t shutdown = specification.shutdown;
    const bool brutal = shutdown == ChildSpecification::BrutalKill;
    for (const auto& [pid, instance] : all) {
        if (!instance.restarting) {
            monitors.emplace(pid, self.monitor(pid));
            self.exit(pid, brutal ? atoms::kill : atoms::shutdown);
        }
    }
    all.clear();
    Reference timer;
    if (shutdown >= 0) {
        timer = self.startTimer(shutdown, self.pid(), killAtom);
    }
    const auto down = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    const auto timeUp = tuple(atoms::timeout, timer, killAtom);
    std::map<Term, std::int64_t> otherReasons;
    while (!monitors.empty()) {
        const Message message = co_await self.receive(down, timeUp);
        if (message.clause() == 1) {
            for (const auto& [pid, monitor] : monitors) {
                self.exit(pid, atoms::kill);
            }
            continue;
        }
        const Pid pid = message[3].pid();
        const auto found = monitors.find(pid);
        if (found == monitors.end() || found->second != message[1].reference()) {
            continue; // of a monitor that is not this one's; nobody will want it any more
        }
        monitors.erase(found);
        Subroutine<Term> flushing = unlinkFlush(self, pid, message[4]);
        const Term reason = co_await flushing;
        if (!endedAsAsked(reason, shutdown, specification.restart)) {
            ++otherReasons[reason];
        }
    }
    if (shutdown >= 0) {
        self.cancelTimer(timer);
        const Message late = co_await self.receive(timeUp).after(0);
    }
    for (const auto& [reason, count] : otherReasons) {
        report(self, m_supervisor, "shutdown_error", reason, count, specification.id);
    }
}

} // namespace factorama::otp::detail
