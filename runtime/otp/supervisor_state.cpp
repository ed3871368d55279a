// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor_children.h"

#include <algorithm>
#include <utility>

namespace factorama::otp::detail {

namespace {

const Atom active("active");
const Atom autoShutdownKey("auto_shutdown");
const Atom badReturn("bad_return");
const Atom badStartSpec("bad_start_spec");
const Atom childAtom("child");
const Atom countChildrenAtom("count_children");
const Atom deleteChildAtom("delete_child");
const Atom failedToStartChild("failed_to_start_child");
const Atom getChildspecAtom("get_childspec");
const Atom initAtom("init");
const Atom intensityKey("intensity");
const Atom notFound("not_found");
const Atom periodKey("period");
const Atom reachedMaximum("reached_max_restart_intensity");
const Atom restartChildAtom("restart_child");
const Atom restartingAtom("restarting");
const Atom runningAtom("running");
const Atom simpleOneForOne("simple_one_for_one");
const Atom specs("specs");
const Atom startChildAtom("start_child");
const Atom startSpec("start_spec");
const Atom strategyKey("strategy");
const Atom supervisorAtom("supervisor");
const Atom supervisorData("supervisor_data");
const Atom supervisors("supervisors");
const Atom terminateChildAtom("terminate_child");
const Atom whichChildrenAtom("which_children");
const Atom workerAtom("worker");
const Atom workers("workers");

Term failure(const Term& reason)
{
    return tuple(atoms::error, reason);
}

Term typeTerm(ChildType type)
{
    return type == ChildType::Worker ? workerAtom : supervisorAtom;
}

Term counts(std::int64_t all, std::int64_t running, std::int64_t ofSupervisors, std::int64_t ofWorkers)
{
    return list(tuple(specs, all), tuple(active, running), tuple(supervisors, ofSupervisors),
                tuple(workers, ofWorkers));
}

/// OTP's #child record.
Term recordOf(const ChildSpecification& child, const Term& pid)
{
    const Term map = child.toTerm();
    const auto field = [&map](const char* key) { return map.find(Atom(key)).value_or(atoms::undefined); };
    return Term::tuple({childAtom, pid, field("id"), field("start"), field("restart"), field("significant"),
                        field("shutdown"), field("type"), field("modules")});
}

// In the order of the enumerations.
const std::pair<Atom, RestartStrategy> Strategies[] = {
    {Atom("one_for_one"), RestartStrategy::OneForOne},
    {Atom("one_for_all"), RestartStrategy::OneForAll},
    {Atom("rest_for_one"), RestartStrategy::RestForOne},
    {simpleOneForOne, RestartStrategy::SimpleOneForOne},
};
const std::pair<Atom, AutoShutdown> AutoShutdowns[] = {
    {Atom("never"), AutoShutdown::Never},
    {Atom("any_significant"), AutoShutdown::AnySignificant},
    {Atom("all_significant"), AutoShutdown::AllSignificant},
};

Term strategyTerm(RestartStrategy strategy)
{
    return Strategies[static_cast<std::size_t>(strategy)].first;
}

Term autoShutdownTerm(AutoShutdown autoShutdown)
{
    return AutoShutdowns[static_cast<std::size_t>(autoShutdown)].first;
}

/// What is wrong with the flags.
struct Fault {
    Term reason;
};

std::int64_t readCount(const Term& value, std::int64_t least, const char* invalid)
{
    const std::optional<std::int64_t> count = value.toInteger();
    if (!count || *count < least) {
        throw Fault{tuple(Atom(invalid), value)};
    }
    return *count;
}

/// Flags in OTP's form, a map or {Strategy, Intensity, Period}.
SupervisorSpecification readFlags(const Term& flags)
{
    const auto choose = [](const auto& choices, const Term& value, const char* invalid) {
        const auto found = std::find_if(std::begin(choices), std::end(choices),
                                        [&](const auto& choice) { return value.isAtom(choice.first); });
        if (found == std::end(choices)) {
            throw Fault{tuple(Atom(invalid), value)};
        }
        return found->second;
    };
    if (!flags.isMap() && !flags.isTuple(3)) {
        throw Fault{tuple(Atom("invalid_type"), flags)};
    }
    const auto valueOr = [&flags](Atom key, std::size_t index, const Term& otherwise) {
        if (flags.isMap()) {
            return flags.find(key).value_or(otherwise);
        }
        return index < 3 ? flags[index] : otherwise;
    };
    SupervisorSpecification result;
    result.strategy = choose(Strategies, valueOr(strategyKey, 0, Strategies[0].first), "invalid_strategy");
    result.intensity = readCount(valueOr(intensityKey, 1, 1), 0, "invalid_intensity");
    result.period = readCount(valueOr(periodKey, 2, 5), 1, "invalid_period");
    result.autoShutdown =
        choose(AutoShutdowns, valueOr(autoShutdownKey, 3, AutoShutdowns[0].first), "invalid_auto_shutdown");
    return result;
}

class Supervision final : public SupervisorServer {
public:
    explicit Supervision(std::unique_ptr<SupervisorCallback> callback)
        : m_callback(std::move(callback)),
          m_module(m_callback->module()),
          m_children(*this),
          m_instances(*this)
    {
    }

    Subroutine<Term> begin(Self self) override
    {
        SupervisorInit decided = m_callback->init();
        if (const auto* term = std::get_if<Term>(&decided)) {
            if (term->isAtom(atoms::ignore)) {
                co_return atoms::ignore;
            }
            if (!term->isTuple(2) || !(*term)[0].isAtom(atoms::ok) || !(*term)[1].isTuple(2)) {
                co_return stop(tuple(badReturn, tuple(m_callback->module(), initAtom, *term)));
            }
        }
        if (const std::optional<Term> fault = takeFlags(decided)) {
            co_return stop(tuple(supervisorData, *fault));
        }
        if (const std::optional<Term> fault = takeChildren(decided)) {
            co_return stop(*fault);
        }
        m_callback.reset();
        Subroutine<StartedChildren> starting = m_children.startFrom(self, 0);
        const StartedChildren started = co_await starting;
        if (started.failed) {
            const Term id = m_children.all[*started.failed].specification.id;
            Subroutine<> stopping = m_children.stopFrom(self, 0);
            co_await stopping;
            co_return stop(tuple(atoms::shutdown, tuple(failedToStartChild, id, started.reason)));
        }
        co_return atoms::ok;
    }

    Subroutine<std::optional<Term>> answer(Self self, Term request) override
    {
        if (request.isAtom(whichChildrenAtom)) {
            co_return isSimple() ? whichInstances() : which();
        }
        if (request.isAtom(countChildrenAtom)) {
            Subroutine<Term> counting = count(self);
            Term reply = co_await counting;
            co_return reply;
        }
        if (!request.isTuple(2) || !request[0].isAtom()) {
            co_return std::nullopt;
        }
        const Atom function = request[0].atom();
        const Term argument = request[1];
        if (function == getChildspecAtom) {
            Subroutine<Term> finding = childspec(self, argument);
            Term reply = co_await finding;
            co_return reply;
        }
        if (function == startChildAtom) {
            Subroutine<Term> starting = isSimple() ? startInstance(self, argument) : start(self, argument);
            Term reply = co_await starting;
            co_return reply;
        }
        if (function == terminateChildAtom && (!isSimple() || argument.isPid())) {
            Subroutine<Term> terminating =
                isSimple() ? terminateInstance(self, argument.pid()) : terminateById(self, argument);
            Term reply = co_await terminating;
            co_return reply;
        }
        if (function != terminateChildAtom && function != restartChildAtom && function != deleteChildAtom) {
            co_return std::nullopt;
        }
        if (isSimple()) {
            co_return failure(simpleOneForOne);
        }
        if (function == deleteChildAtom) {
            co_return remove(argument);
        }
        Subroutine<Term> restarting = restartById(self, argument);
        Term reply = co_await restarting;
        co_return reply;
    }

    Subroutine<bool> tryAgain(Self self, Term which) override
    {
        if (isSimple()) {
            const Pid before = which[1].pid();
            const auto found = m_instances.all.find(before);
            if (found != m_instances.all.end() && found->second.restarting) {
                Subroutine<bool> restarting = restartInstance(self, before);
                const bool goesOn = co_await restarting;
                co_return goesOn;
            }
            co_return true;
        }
        Child* child = m_children.find(which);
        if (child != nullptr && child->state == Child::State::Restarting) {
            Subroutine<bool> restarting = restart(self, m_children.indexOf(*child));
            const bool goesOn = co_await restarting;
            co_return goesOn;
        }
        co_return true;
    }

    Subroutine<bool> childEnded(Self self, Pid pid, Term reason) override
    {
        Child* child = isSimple() ? nullptr : m_children.findRunning(pid);
        if (isSimple()) {
            const auto found = m_instances.all.find(pid);
            if (found == m_instances.all.end() || found->second.restarting) {
                co_return true;
            }
        } else if (child == nullptr) {
            co_return true; // somebody who was linked by hand
        }
        const ChildSpecification& specification =
            isSimple() ? m_instances.specification : child->specification;
        const Restart when = specification.restart;
        const bool asPlanned = when != Restart::Permanent && isPlannedExit(reason);
        if (!asPlanned) {
            report(self, *this, "child_terminated", reason, pid, specification.id);
        }
        if (asPlanned || when == Restart::Temporary) {
            const bool significant = specification.significant;
            if (isSimple()) {
                m_instances.all.erase(pid);
            } else {
                m_children.setEnded(*child);
            }
            co_return !(significant && shutsItselfDown());
        }
        Subroutine<bool> restarting =
            isSimple() ? restartInstance(self, pid) : restart(self, m_children.indexOf(*child));
        const bool goesOn = co_await restarting;
        co_return goesOn;
    }

    Subroutine<> stopChildren(Self self) override
    {
        if (isSimple()) {
            return m_instances.stopAll(self);
        }
        return m_children.stopFrom(self, 0);
    }

    /// OTP's #state record.
    Term state() const override
    {
        std::vector<Term> ids;
        std::vector<std::pair<Term, Term>> records;
        if (isSimple()) {
            ids.push_back(m_instances.specification.id);
            records.emplace_back(ids[0], recordOf(m_instances.specification, atoms::undefined));
        }
        for (auto child = m_children.all.rbegin(); child != m_children.all.rend(); ++child) {
            const bool restarting = child->state == Child::State::Restarting;
            const Term before = child->pid ? Term(child->pid) : Term(atoms::undefined);
            const Term pid = restarting ? Term(tuple(restartingAtom, before)) : child->pidTerm();
            ids.push_back(child->specification.id);
            records.emplace_back(ids.back(), recordOf(child->specification, pid));
        }
        const Term children = tuple(Term::list(ids), Term::map(records));
        return Term::tuple({Atom("state"), reportName(), strategyTerm(m_flags.strategy), children,
                            instancesTerm(), m_flags.intensity, m_flags.period, m_intensity.toTerm(),
                            restartingCount(), autoShutdownTerm(m_flags.autoShutdown), m_module,
                            atoms::undefined});
    }

    SupervisorDescription describe() const override
    {
        using State = ChildDescription::State;
        SupervisorDescription description;
        description.strategy = m_flags.strategy;
        description.autoShutdown = m_flags.autoShutdown;
        description.isDynamic = isSimple();
        description.intensity = m_flags.intensity;
        description.period = m_flags.period;
        description.restarts = m_intensity.seconds();
        description.childCount = isSimple() ? m_instances.all.size() : m_children.all.size();
        description.children.reserve(std::min(description.childCount, SupervisorDescription::ChildLimit));
        const auto add = [&](ChildDescription child, Pid pid, Pid predecessor, State state,
                             std::uint32_t restarts) {
            child.pid = pid;
            child.predecessor = predecessor;
            child.state = state;
            child.restarts = restarts;
            description.children.push_back(std::move(child));
            return description.children.size() < SupervisorDescription::ChildLimit;
        };
        if (!isSimple()) {
            for (const Child& child : m_children.all) {
                const std::uint32_t restarts = child.starts > 0 ? child.starts - 1 : 0;
                if (!add(child.specification.describe(), child.pid, child.predecessor,
                         static_cast<State>(child.state), restarts)) {
                    break;
                }
            }
            return description;
        }
        ChildDescription common = m_instances.specification.describe();
        common.id.clear();
        for (const auto& [pid, instance] : m_instances.all) {
            const State state = instance.restarting ? State::Restarting : State::Running;
            if (!add(common, pid, instance.predecessor, state, instance.restarts)) {
                break;
            }
        }
        return description;
    }

protected:
    /// As OTP's code_change takes new flags over.
    bool changeStrategy(RestartStrategy strategy) override
    {
        if (isSimple() || strategy == RestartStrategy::SimpleOneForOne) {
            return false;
        }
        m_flags.strategy = strategy;
        return true;
    }

private:
    std::int64_t restartingCount() const
    {
        return std::count_if(m_instances.all.begin(), m_instances.all.end(),
                             [](const auto& entry) { return entry.second.restarting; });
    }
    Term instancesTerm() const
    {
        static const Atom maps("maps");
        static const Atom mapsets("mapsets");
        if (!isSimple()) {
            return atoms::undefined;
        }
        std::vector<std::pair<Term, Term>> pairs;
        for (const auto& [pid, instance] : m_instances.all) {
            const Term key = instance.restarting ? Term(tuple(restartingAtom, pid)) : Term(pid);
            pairs.emplace_back(key, Term::list(instance.extra));
        }
        const bool temporary = m_instances.specification.restart == Restart::Temporary;
        return tuple(temporary ? mapsets : maps, Term::map(pairs));
    }

    bool isSimple() const { return m_flags.strategy == RestartStrategy::SimpleOneForOne; }
    static Term stop(const Term& reason) { return tuple(atoms::stop, reason); }

    // -- init --

    /// What is wrong with the flags, if anything.
    std::optional<Term> takeFlags(const SupervisorInit& decided)
    {
        try {
            if (const auto* term = std::get_if<Term>(&decided)) {
                m_flags = readFlags((*term)[1][0]);
                return {};
            }
            const auto& specification = std::get<SupervisorSpecification>(decided);
            readCount(specification.intensity, 0, "invalid_intensity");
            readCount(specification.period, 1, "invalid_period");
            m_flags.strategy = specification.strategy;
            m_flags.intensity = specification.intensity;
            m_flags.period = specification.period;
            m_flags.autoShutdown = specification.autoShutdown;
            return {};
        } catch (const Fault& fault) {
            return fault.reason;
        }
    }

    /// The reason to stop, if the children are not specified as they should be.
    std::optional<Term> takeChildren(SupervisorInit& decided)
    {
        const auto* term = std::get_if<Term>(&decided);
        auto* specification = std::get_if<SupervisorSpecification>(&decided);
        const auto asTerm = [&] {
            if (term != nullptr) {
                return (*term)[1][1];
            }
            std::vector<Term> maps;
            for (const ChildSpecification& child : specification->children) {
                maps.push_back(child.toTerm());
            }
            return Term::list(maps);
        };
        if (isSimple()) {
            const Term given = asTerm();
            if (!given.isCons() || !given.tail().isNil()) {
                return tuple(badStartSpec, given);
            }
        }
        CheckedChildren checked =
            term != nullptr ? checkChildren((*term)[1][1], m_flags.autoShutdown)
                            : checkChildren(std::move(specification->children), m_flags.autoShutdown);
        if (checked.error) {
            return tuple(startSpec, *checked.error);
        }
        if (isSimple()) {
            m_instances.specification = std::move(checked.children.front());
            return {};
        }
        for (ChildSpecification& child : checked.children) {
            m_children.all.emplace_back(std::move(child));
        }
        return {};
    }

    // -- the interface: children in order --

    Term which() const
    {
        std::vector<Term> result;
        for (auto child = m_children.all.rbegin(); child != m_children.all.rend(); ++child) {
            const ChildSpecification& specification = child->specification;
            result.push_back(tuple(specification.id, child->pidTerm(), typeTerm(specification.type),
                                   specification.modules));
        }
        return Term::list(result);
    }

    Subroutine<Term> count(Self self)
    {
        std::int64_t running = 0;
        if (isSimple()) {
            for (const auto& [pid, instance] : m_instances.all) {
                running += instance.restarting ? 0 : 1;
            }
            const auto all = static_cast<std::int64_t>(m_instances.all.size());
            const bool work = m_instances.specification.type == ChildType::Worker;
            co_return counts(1, running, work ? 0 : all, work ? all : 0);
        }
        std::int64_t ofWorkers = 0;
        for (std::size_t i = 0; i < m_children.all.size(); ++i) {
            ofWorkers += m_children.all[i].specification.type == ChildType::Worker ? 1 : 0;
            if (m_children.all[i].state == Child::State::Running) {
                const Pid pid = m_children.all[i].pid;
                const bool alive = co_await self.isAlive(pid);
                running += alive ? 1 : 0;
            }
        }
        const auto all = static_cast<std::int64_t>(m_children.all.size());
        co_return counts(all, running, all - ofWorkers, ofWorkers);
    }

    Subroutine<Term> childspec(Self self, Term id)
    {
        if (!isSimple()) {
            const Child* child = m_children.find(id);
            if (child == nullptr) {
                co_return failure(notFound);
            }
            co_return tuple(atoms::ok, child->specification.toTerm());
        }
        bool known = id == m_instances.specification.id;
        if (id.isPid()) {
            const Pid pid = id.pid();
            known = m_instances.all.contains(pid);
            if (!known) {
                const bool alive = co_await self.isAlive(pid);
                known = !alive;
            }
        }
        co_return known ? Term(tuple(atoms::ok, m_instances.specification.toTerm())) : failure(notFound);
    }

    Subroutine<Term> start(Self self, Term request)
    {
        CheckedChild checked = checkChild(request, m_flags.autoShutdown);
        if (!checked.child) {
            co_return failure(checked.error);
        }
        if (const Child* present = m_children.find(checked.child->id)) {
            if (present->state == Child::State::Running) {
                co_return failure(tuple(atoms::alreadyStarted, present->pid));
            }
            co_return failure(Atom("already_present"));
        }
        Child child(std::move(*checked.child));
        const StartFunction* function = child.specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting = startCaught(self, function, none, Caught::AsExit);
        const StartedChild started = co_await starting;
        if (!started.succeeded()) {
            co_return failure(tuple(started.error, recordOf(child.specification, atoms::undefined)));
        }
        if (started.pid || !child.isTemporary()) {
            child.setPid(started.pid);
            if (child.isTemporary()) {
                child.specification.forgetArguments();
            }
            m_children.all.push_back(std::move(child));
        }
        co_return started.toTerm();
    }

    Subroutine<Term> terminateById(Self self, Term id)
    {
        Child* child = m_children.find(id);
        if (child == nullptr) {
            co_return failure(notFound);
        }
        const std::size_t index = m_children.indexOf(*child);
        Subroutine<StoppedChild> stopping = m_children.stop(self, index);
        co_await stopping;
        m_children.setEnded(m_children.all[index]);
        co_return atoms::ok;
    }

    Subroutine<Term> restartById(Self self, Term id)
    {
        Child* child = m_children.find(id);
        if (const std::optional<Term> refusal = notStopped(child)) {
            co_return *refusal;
        }
        const StartFunction* function = child->specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting = startCaught(self, function, none, Caught::AsExit);
        const StartedChild started = co_await starting;
        if (started.succeeded()) {
            child->setPid(started.pid);
        }
        co_return started.toTerm();
    }

    Term remove(const Term& id)
    {
        const Child* child = m_children.find(id);
        if (const std::optional<Term> refusal = notStopped(child)) {
            return *refusal;
        }
        m_children.all.erase(m_children.all.begin() +
                             static_cast<std::ptrdiff_t>(m_children.indexOf(*child)));
        return atoms::ok;
    }

    /// Why a child can be neither restarted nor deleted.
    static std::optional<Term> notStopped(const Child* child)
    {
        if (child == nullptr) {
            return failure(notFound);
        }
        switch (child->state) {
        case Child::State::Running:
            return failure(runningAtom);
        case Child::State::Restarting:
            return failure(restartingAtom);
        case Child::State::Undefined:
            break;
        }
        return {};
    }

    // -- the interface: instances of one specification --

    Term whichInstances() const
    {
        // As Erlang orders the keys: pids before the tuples that stand for those that are restarting.
        const ChildSpecification& specification = m_instances.specification;
        std::vector<Term> result;
        for (const bool restarting : {false, true}) {
            for (const auto& [pid, instance] : m_instances.all) {
                if (instance.restarting == restarting) {
                    result.push_back(tuple(atoms::undefined, restarting ? Term(restartingAtom) : Term(pid),
                                           typeTerm(specification.type), specification.modules));
                }
            }
        }
        return Term::list(result);
    }

    Subroutine<Term> startInstance(Self self, Term arguments)
    {
        std::vector<Term> extra = arguments.elements();
        const StartFunction* function = m_instances.specification.start.get();
        Subroutine<StartedChild> starting = startCaught(self, function, extra, Caught::AsExit);
        const StartedChild started = co_await starting;
        if (started.pid) {
            m_instances.add(started.pid, std::move(extra));
        }
        co_return started.toTerm();
    }

    Subroutine<Term> terminateInstance(Self self, Pid pid)
    {
        const auto found = m_instances.all.find(pid);
        if (found == m_instances.all.end()) {
            // One that has ended was perhaps a child, and it is not there any more.
            const bool alive = co_await self.isAlive(pid);
            co_return alive ? failure(notFound) : Term(atoms::ok);
        }
        if (!found->second.restarting) {
            const std::int64_t shutdown = m_instances.specification.shutdown;
            const Restart when = m_instances.specification.restart;
            Subroutine<StoppedChild> stopping = stopChild(self, pid, shutdown, when);
            const StoppedChild stopped = co_await stopping;
            if (!stopped.asAsked) {
                report(self, *this, "shutdown_error", stopped.reason, pid, m_instances.specification.id);
            }
        }
        m_instances.all.erase(pid);
        co_return atoms::ok;
    }

    // -- restarts: false if the supervisor gives up --

    /// All significant children have ended, or any will do.
    bool shutsItselfDown() const
    {
        switch (m_flags.autoShutdown) {
        case AutoShutdown::Never:
            return false;
        case AutoShutdown::AnySignificant:
            return true;
        case AutoShutdown::AllSignificant:
            break;
        }
        if (isSimple()) {
            return m_instances.all.empty();
        }
        return std::none_of(m_children.all.begin(), m_children.all.end(), [](const Child& child) {
            return child.specification.significant && child.state != Child::State::Undefined;
        });
    }

    bool mayRestart(Self self, const Term& child, const Term& id)
    {
        if (m_intensity.add(self, m_flags.intensity, m_flags.period)) {
            return true;
        }
        report(self, *this, "shutdown", reachedMaximum, child, id);
        return false;
    }

    Subroutine<bool> restart(Self self, std::size_t index)
    {
        const Term id = m_children.all[index].specification.id;
        const Pid before = m_children.all[index].pid;
        if (!mayRestart(self, before, id)) {
            m_children.setEnded(m_children.all[index]);
            co_return false;
        }
        if (m_flags.strategy == RestartStrategy::OneForOne) {
            Subroutine<bool> restarting = restartOne(self, index);
            co_await restarting;
            co_return true;
        }
        const std::size_t first = m_flags.strategy == RestartStrategy::OneForAll ? 0 : index;
        m_children.all[index].setPid(Pid());
        Subroutine<> stopping = m_children.stopFrom(self, first);
        co_await stopping;
        Subroutine<StartedChildren> starting = m_children.startFrom(self, first);
        const StartedChildren started = co_await starting;
        if (started.failed) {
            Child& failed = m_children.all[*started.failed];
            failed.pid = failed.specification.id == id ? before : Pid();
            failed.state = Child::State::Restarting;
            tryAgainLater(self, failed.specification.id);
        }
        co_return true;
    }

    Subroutine<bool> restartOne(Self self, std::size_t index)
    {
        const StartFunction* function = m_children.all[index].specification.start.get();
        std::vector<Term> none;
        Subroutine<StartedChild> starting = startCaught(self, function, none, Caught::AsExit);
        const StartedChild started = co_await starting;
        Child& child = m_children.all[index];
        if (started.succeeded()) {
            child.setPid(started.pid);
            co_return true;
        }
        report(self, *this, "start_error", started.error, child.pid, child.specification.id);
        child.state = Child::State::Restarting;
        tryAgainLater(self, child.specification.id);
        co_return false;
    }

    Subroutine<bool> restartInstance(Self self, Pid before)
    {
        if (!mayRestart(self, before, m_instances.specification.id)) {
            m_instances.all.erase(before);
            co_return false;
        }
        const StartFunction* function = m_instances.specification.start.get();
        std::vector<Term> extra = m_instances.all[before].extra;
        Subroutine<StartedChild> starting = startCaught(self, function, extra, Caught::AsExit);
        const StartedChild started = co_await starting;
        if (started.succeeded()) {
            const std::uint32_t restarts = m_instances.all[before].restarts + 1;
            m_instances.all.erase(before);
            if (started.pid) {
                m_instances.add(started.pid, std::move(extra), restarts, before);
            }
            co_return true;
        }
        m_instances.all[before].restarting = true;
        report(self, *this, "start_error", started.error, before, m_instances.specification.id);
        tryAgainLater(self, tuple(restartingAtom, before));
        co_return true;
    }

    std::unique_ptr<SupervisorCallback> m_callback;
    Atom m_module;
    SupervisorSpecification m_flags; // without children
    Children m_children;
    DynamicChildren m_instances;
    RestartIntensity m_intensity;
};

} // namespace

std::unique_ptr<SupervisorServer> makeSupervisor(std::unique_ptr<SupervisorCallback> callback)
{
    return std::make_unique<Supervision>(std::move(callback));
}

} // namespace factorama::otp::detail
