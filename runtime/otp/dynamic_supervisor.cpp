// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/dynamic_supervisor.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/supervisor_server.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

namespace factorama::otp::dynamic_supervisor {

namespace {

const Atom active("active");
const Atom countChildrenAtom("count_children");
const Atom invalidChildSpec("invalid_child_spec");
const Atom killAtom("kill");
const Atom maxChildren("max_children");
const Atom notFound("not_found");
const Atom reachedMaximum("reached_max_restart_intensity");
const Atom restartingAtom("restarting");
const Atom specs("specs");
const Atom startChildAtom("start_child");
const Atom supervisorAtom("supervisor");
const Atom supervisorData("supervisor_data");
const Atom supervisors("supervisors");
const Atom terminateChildAtom("terminate_child");
const Atom whichChildrenAtom("which_children");
const Atom workerAtom("worker");
const Atom workers("workers");
const Atom defaultModule("Elixir.Supervisor.Default");

/// What Elixir finds wrong with a specification.
std::optional<Term> faultOf(const Term& specification)
{
    // It knows nothing of significant children.
    const Term known = specification.isMap() ? specification.without(Atom("significant")) : specification;
    const CheckedChild checked = checkChild(known, {});
    if (checked.child) {
        if (checked.child->shutdown == 0) {
            return tuple(Atom("invalid_shutdown"), 0);
        }
        return {};
    }
    if (checked.error.isAtom()) { // missing_id, missing_start
        return tuple(invalidChildSpec, specification);
    }
    if (checked.error[0].isAtom(Atom("invalid_module"))) {
        const Term modules = specification.isMap() ? *specification.find(Atom("modules")) : specification[5];
        return tuple(Atom("invalid_modules"), modules);
    }
    return checked.error;
}

class DynamicSupervision final : public detail::SupervisorServer {
public:
    explicit DynamicSupervision(const Options& options) : m_options(options) {}

    SupervisorDescription describe() const override
    {
        SupervisorDescription description;
        description.isDynamic = true;
        description.intensity = m_options.maximumRestarts;
        description.period = m_options.seconds;
        description.restarts = m_intensity.seconds();
        description.childCount = m_children.size();
        description.children.reserve(std::min(description.childCount, SupervisorDescription::ChildLimit));
        for (const auto& [pid, child] : m_children) {
            if (description.children.size() == SupervisorDescription::ChildLimit) {
                break;
            }
            ChildDescription& added = description.children.emplace_back(child.specification.describe());
            added.id.clear();
            added.pid = pid;
            added.state =
                child.restarting ? ChildDescription::State::Restarting : ChildDescription::State::Running;
            added.restarts = child.restarts;
            added.predecessor = child.predecessor;
        }
        return description;
    }

protected:
    bool changeStrategy(RestartStrategy) override { return false; }

    Subroutine<Term> begin(Self) override
    {
        const auto invalid = [](const char* what, std::int64_t value) {
            return tuple(atoms::stop, tuple(supervisorData, tuple(Atom(what), value)));
        };
        if (m_options.maximumRestarts < 0) {
            co_return invalid("invalid_intensity", m_options.maximumRestarts);
        }
        if (m_options.seconds <= 0) {
            co_return invalid("invalid_period", m_options.seconds);
        }
        if (m_options.maximumChildren.value_or(0) < 0) {
            co_return invalid("invalid_max_children", *m_options.maximumChildren);
        }
        co_return atoms::ok;
    }

    Subroutine<std::optional<Term>> answer(Self self, Term request) override
    {
        if (request.isAtom(whichChildrenAtom)) {
            co_return which();
        }
        if (request.isAtom(countChildrenAtom)) {
            co_return count();
        }
        if (!request.isTuple(2)) {
            co_return std::nullopt;
        }
        const Term argument = request[1];
        if (request[0].isAtom(startChildAtom)) {
            Subroutine<Term> starting = startOne(self, argument);
            Term reply = co_await starting;
            co_return reply;
        }
        if (request[0].isAtom(terminateChildAtom) && argument.isPid()) {
            const Pid pid = argument.pid();
            const auto found = m_children.find(pid);
            if (found == m_children.end()) {
                co_return tuple(atoms::error, notFound);
            }
            const std::vector<Pid> one{pid};
            Subroutine<> stopping = stop(self, one);
            co_await stopping;
            m_children.erase(pid);
            co_return atoms::ok;
        }
        co_return std::nullopt;
    }

    Subroutine<bool> childEnded(Self self, Pid pid, Term reason) override
    {
        const auto found = m_children.find(pid);
        if (found == m_children.end() || found->second.restarting) {
            co_return true;
        }
        const Restart when = found->second.specification.restart;
        const bool asPlanned = when != Restart::Permanent && isPlannedExit(reason);
        if (!asPlanned) {
            detail::report(self, *this, "child_terminated", reason, pid, atoms::undefined);
        }
        if (asPlanned || when == Restart::Temporary) {
            m_children.erase(found);
            co_return true;
        }
        Subroutine<bool> restarting = restart(self, pid);
        const bool goesOn = co_await restarting;
        co_return goesOn;
    }

    Subroutine<bool> tryAgain(Self self, Term which) override
    {
        const Pid before = which.pid();
        const auto found = m_children.find(before);
        if (found == m_children.end() || !found->second.restarting) {
            co_return true; // somebody has terminated it meanwhile
        }
        Subroutine<bool> restarting = restart(self, before);
        const bool goesOn = co_await restarting;
        co_return goesOn;
    }

    Subroutine<> stopChildren(Self self) override
    {
        std::vector<Pid> all;
        for (const auto& [pid, child] : m_children) {
            all.push_back(pid);
        }
        return stop(self, std::move(all));
    }

private:
    struct Child {
        ChildSpecification specification;
        bool restarting = false; ///< it is known by the pid before
        std::uint32_t restarts = 0;
        Pid predecessor; ///< in whose place it was started
    };

    Term typeOf(const Child& child) const
    {
        return child.specification.type == ChildType::Worker ? workerAtom : supervisorAtom;
    }

    Term which() const
    {
        std::vector<Term> result;
        for (const auto& [pid, child] : m_children) {
            result.push_back(tuple(atoms::undefined, child.restarting ? Term(restartingAtom) : Term(pid),
                                   typeOf(child), child.specification.modules));
        }
        return Term::list(result);
    }

    Term count() const
    {
        std::int64_t running = 0;
        std::int64_t ofWorkers = 0;
        for (const auto& [pid, child] : m_children) {
            running += child.restarting ? 0 : 1;
            ofWorkers += child.specification.type == ChildType::Worker ? 1 : 0;
        }
        const auto all = static_cast<std::int64_t>(m_children.size());
        return list(tuple(specs, all), tuple(active, running), tuple(supervisors, all - ofWorkers),
                    tuple(workers, ofWorkers));
    }

    void save(Pid pid, ChildSpecification specification, std::uint32_t restarts = 0, Pid predecessor = {})
    {
        if (specification.restart == Restart::Temporary) {
            specification.forgetArguments();
        }
        m_children.insert_or_assign(pid, Child{std::move(specification), false, restarts, predecessor});
    }

    Subroutine<Term> startOne(Self self, Term request)
    {
        if (m_options.maximumChildren &&
            m_children.size() >= static_cast<std::size_t>(*m_options.maximumChildren)) {
            co_return tuple(atoms::error, maxChildren);
        }
        // As Elixir sends it, {{M, F, A}, Restart, Shutdown, Type, Modules}, or as it was given.
        const Term given =
            request.isTuple(5)
                ? Term(tuple(atoms::undefined, request[0], request[1], request[2], request[3], request[4]))
                : request;
        CheckedChild checked = checkChild(given, {});
        if (!checked.child) {
            co_return tuple(atoms::error, checked.error);
        }
        ChildSpecification specification = std::move(*checked.child);
        const StartFunction* function = specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting =
            detail::startCaught(self, function, none, detail::Caught::AsReason);
        const StartedChild started = co_await starting;
        if (started.pid) {
            save(started.pid, std::move(specification));
        }
        co_return started.kind == StartedChild::Kind::Ignore ? Term(atoms::ignore) : started.toTerm();
    }

    /// False if the supervisor gives up.
    Subroutine<bool> restart(Self self, Pid before)
    {
        if (!m_intensity.add(self, m_options.maximumRestarts, m_options.seconds)) {
            detail::report(self, *this, "shutdown", reachedMaximum, before, atoms::undefined);
            m_children.erase(before);
            co_return false;
        }
        const StartFunction* function = m_children.at(before).specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting =
            detail::startCaught(self, function, none, detail::Caught::AsReason);
        const StartedChild started = co_await starting;
        if (!started.succeeded()) {
            m_children.at(before).restarting = true;
            const Term place = tuple(restartingAtom, before);
            detail::report(self, *this, "start_error", started.error, place, atoms::undefined);
            tryAgainLater(self, before);
            co_return true;
        }
        Child child = std::move(m_children.at(before));
        m_children.erase(before);
        if (started.pid) {
            save(started.pid, std::move(child.specification), child.restarts + 1, before);
        }
        co_return true;
    }

    /// Stops them all at once, each with the time of its specification, and waits. They are not forgotten
    /// here.
    Subroutine<> stop(Self self, std::vector<Pid> pids)
    {
        std::map<Pid, Reference> monitors;
        std::map<std::int64_t, std::vector<Pid>> byTime;
        for (const Pid pid : pids) {
            const Child& child = m_children.at(pid);
            if (child.restarting) {
                continue;
            }
            const std::int64_t time = child.specification.shutdown;
            const Reference monitor = self.monitor(pid);
            Subroutine<Term> flushing = detail::unlinkFlush(self, pid, Term());
            const Term ended = co_await flushing;
            if (!ended.isNil()) { // it had ended of itself
                self.demonitor(monitor, Demonitor::Flush);
                reportUnexpected(self, pid, ended, true);
                continue;
            }
            monitors.emplace(pid, monitor);
            self.exit(pid, time == ChildSpecification::BrutalKill ? atoms::kill : atoms::shutdown);
            if (time >= 0) {
                byTime[time].push_back(pid);
            }
        }
        std::map<Reference, std::vector<Pid>> timers;
        for (auto& [time, late] : byTime) {
            timers.emplace(self.startTimer(time, self.pid(), killAtom), std::move(late));
        }
        const auto down = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
        const auto timeUp = tuple(atoms::timeout, anyReference, killAtom);
        while (!monitors.empty()) {
            const Message message = co_await self.receive(down, timeUp);
            if (message.clause() == 1) {
                const auto timer = timers.find(message[1].reference());
                if (timer != timers.end()) {
                    for (const Pid pid : timer->second) {
                        self.exit(pid, atoms::kill);
                    }
                    timers.erase(timer);
                }
                continue;
            }
            const auto found = monitors.find(message[3].pid());
            if (found != monitors.end() && found->second == message[1].reference()) {
                const Pid pid = found->first;
                monitors.erase(found);
                reportUnexpected(self, pid, message[4], false);
            }
        }
        for (const auto& [timer, late] : timers) {
            self.cancelTimer(timer);
            const auto expired = tuple(atoms::timeout, timer, killAtom);
            const Message message = co_await self.receive(expired).after(0);
        }
    }

    /// Reports a reason other than the one that a child was to end with.
    void reportUnexpected(Self self, Pid pid, const Term& reason, bool ofItself)
    {
        const ChildSpecification& specification = m_children.at(pid).specification;
        const bool normally = reason.isAtom(atoms::normal) && specification.restart != Restart::Permanent;
        bool expected = normally;
        if (!ofItself && specification.shutdown == ChildSpecification::BrutalKill) {
            expected = reason.isAtom(atoms::killed);
        } else if (!ofItself) {
            expected = normally || (isPlannedExit(reason) && !reason.isAtom(atoms::normal));
        }
        if (!expected) {
            detail::report(self, *this, "shutdown_error", reason, pid, atoms::undefined);
        }
    }

    Options m_options;
    std::map<Pid, Child> m_children;
    detail::RestartIntensity m_intensity;
};

Subroutine<StartedChild> startAsChild(Self supervisor, Options options)
{
    Subroutine<Started> starting = startLink(supervisor, options);
    const Started started = co_await starting;
    co_return StartedChild::from(started);
}

} // namespace

Subroutine<Started> startLink(Self self, Options options)
{
    return detail::startSupervisorServer(self, std::make_unique<DynamicSupervision>(options), defaultModule,
                                         options.name);
}

Pid start(Runtime& runtime, Options options)
{
    SpawnOptions spawnOptions;
    spawnOptions.name = options.name;
    return detail::spawnSupervisorServer(runtime, std::make_unique<DynamicSupervision>(options),
                                         defaultModule, std::move(spawnOptions));
}

ChildSpecification asChild(Term id, Options options)
{
    ChildSpecification child = childFunction<&startAsChild>(std::move(id), options);
    child.type = ChildType::Supervisor;
    child.shutdown = ChildSpecification::Infinity;
    return child;
}

Subroutine<Term> startChild(Self self, ServerRef supervisor, ChildSpecification child)
{
    if (const std::optional<Term> fault = faultOf(child.toTerm())) {
        co_return tuple(atoms::error, *fault);
    }
    child.significant = false;
    Subroutine<Term> calling = detail::callStartChild(self, supervisor, std::move(child));
    Term reply = co_await calling;
    co_return reply;
}

Subroutine<Term> startChild(Self self, ServerRef supervisor, Term child)
{
    if (const std::optional<Term> fault = faultOf(child)) {
        co_return tuple(atoms::error, *fault);
    }
    const Term known = child.isMap() ? child.without(Atom("significant")) : child;
    const Term request = tuple(startChildAtom, known);
    Term reply = co_await call(self, supervisor, request, Infinity);
    co_return reply;
}

Subroutine<Term> terminateChild(Self self, ServerRef supervisor, Pid child)
{
    return call(self, supervisor, tuple(terminateChildAtom, child), Infinity);
}

Subroutine<Term> whichChildren(Self self, ServerRef supervisor)
{
    return call(self, supervisor, whichChildrenAtom, Infinity);
}

Subroutine<Term> countChildren(Self self, ServerRef supervisor)
{
    const Term request = countChildrenAtom;
    const Term counts = co_await call(self, supervisor, request, Infinity);
    std::vector<std::pair<Term, Term>> pairs;
    for (const Term& count : counts.elements()) {
        pairs.emplace_back(count[0], count[1]);
    }
    co_return Term::map(std::move(pairs));
}

} // namespace factorama::otp::dynamic_supervisor
