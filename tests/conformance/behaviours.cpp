// SPDX-License-Identifier: GPL-3.0-or-later
// The steps of scenarios that use gen_server and supervisor, and the server and the supervisor that they
// start. The same as erlang/conformance_behaviours.erl.
#include "tests/conformance/behaviours.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/child_start.h"
#include "runtime/otp/gen_server.h"
#include "runtime/otp/supervisor.h"

#include <algorithm>
#include <map>

namespace factorama::conformance {

namespace {

const Atom childAtom("child");
const Atom childModule("conformance_child");
const Atom idAtom("id");
const Atom nameAtom("name");
const Atom runAtom("run");
const Atom startAtom("start");
const Atom timeoutAtom("timeout");
const Atom varAtom("var");

/// Scenarios that are being run, for the start function of children, which supervisors find by its name.
std::mutex s_runsMutex;
std::map<const Runtime*, std::weak_ptr<ScenarioRun>> s_runs;

std::shared_ptr<ScenarioRun> runOf(const Runtime& runtime)
{
    const std::scoped_lock lock(s_runsMutex);
    const auto found = s_runs.find(&runtime);
    return found == s_runs.end() ? nullptr : found->second.lock();
}

bool isKind(const Term& term, std::string_view name, std::size_t arity)
{
    return term.isTuple(arity) && term[0].isAtom() && term[0].atom().text() == name;
}

std::int64_t millisecondsOf(const Term& units)
{
    return units.isAtom(atoms::infinity) ? otp::Infinity : units.integer() * Unit;
}

/// Adds what a program says about what comes next.
template<typename Decided>
Decided withNext(Decided decided, const Term& next)
{
    if (isKind(next, "timeout", 2)) {
        return decided.timeout(millisecondsOf(next[1]));
    }
    if (next.isAtom() && next.atom().text() == "hibernate") {
        return decided.hibernate();
    }
    if (isKind(next, "continue", 2)) {
        return decided.thenContinue(next[1]);
    }
    return decided;
}

void raiseIfAsked(const Term& program)
{
    if (isKind(program, "exit", 2)) {
        throw Raised::exit(program[1]);
    }
    if (isKind(program, "error", 2)) {
        throw Raised::error(program[1]);
    }
    if (isKind(program, "throw", 2)) {
        throw Raised::thrown(program[1]);
    }
}

/// The server of all scenarios: what it does is said by what it is asked.
class ScenarioServer : public otp::GenServer {
public:
    ScenarioServer(std::shared_ptr<ScenarioRun> run, Atom name, Term program)
        : m_run(std::move(run)),
          m_name(name),
          m_program(std::move(program))
    {
    }

    otp::Init init(Self self) override { return start(self); }
    otp::Decision handleCall(Self self, Term request, otp::From from) override
    {
        see(self, "call", request);
        return decide(self, request, &from);
    }
    otp::Decision handleCast(Self self, Term request) override
    {
        see(self, "cast", request);
        return decide(self, request, nullptr);
    }
    otp::Decision handleInfo(Self self, Term message) override
    {
        see(self, "info", message);
        if (message.isTuple(2) && message[0].isAtom(runAtom)) {
            return decide(self, message[1], nullptr);
        }
        return otp::Decision::noReply();
    }
    otp::Decision handleContinue(Self self, Term continuation) override
    {
        see(self, "continue", continuation);
        return decide(self, continuation, nullptr);
    }
    Subroutine<> terminateAndWait(Self self, Term reason) override
    {
        see(self, "terminate", reason);
        if (m_slow > 0) {
            const Message message = co_await self.sleep(m_slow * Unit);
            see(self, "terminate", Atom("done"));
        }
    }

private:
    void see(Self self, std::string_view what, const Term& term)
    {
        m_run->noteObserved(self.pid(), tuple(Atom(what), m_run->tidy(term)));
    }

    Subroutine<otp::detail::InitVerdict> start(Self self)
    {
        co_await watch(self, m_run, m_name, self.pid());
        m_run->noteServing(self.pid());
        Term program = m_program;
        for (;;) {
            if (isKind(program, "trap", 2)) {
                self.setTrapExit(true);
                program = program[1];
            } else if (isKind(program, "slow", 3)) {
                m_slow = program[1].integer();
                program = program[2];
            } else if (isKind(program, "sleep", 3)) {
                const Message message = co_await self.sleep(millisecondsOf(program[1]));
                program = program[2];
            } else {
                break;
            }
        }
        raiseIfAsked(program);
        if (isKind(program, "ok", 2)) {
            co_return withNext(otp::Init::ok(), program[1]).take();
        }
        if (isKind(program, "stop", 2)) {
            co_return otp::Init::stop(program[1]).take();
        }
        co_return (program.isAtom(atoms::ignore) ? otp::Init::ignore() : otp::Init::ok()).take();
    }

    otp::Decision decide(Self self, const Term& request, const otp::From* from)
    {
        if (isKind(request, "sleep", 3)) {
            return decideLater(self, request, from != nullptr, from != nullptr ? *from : otp::From());
        }
        return decideNow(self, request, from);
    }

    Subroutine<otp::detail::Verdict> decideLater(Self self, Term request, bool isCall, otp::From from)
    {
        const Message message = co_await self.sleep(millisecondsOf(request[1]));
        otp::Decision decision = decideNow(self, request[2], isCall ? &from : nullptr);
        co_return decision.take();
    }

    otp::Decision decideNow(Self self, const Term& request, const otp::From* from)
    {
        raiseIfAsked(request);
        if (from != nullptr) {
            if (isKind(request, "reply", 2)) {
                return otp::Decision::reply(request[1]);
            }
            if (isKind(request, "reply", 3)) {
                return withNext(otp::Decision::reply(request[1]), request[2]);
            }
            if (isKind(request, "later", 2)) {
                m_run->bind(request[1].atom(), tuple(from->pid, from->tag));
                return otp::Decision::noReply();
            }
            if (isKind(request, "stop", 3)) {
                return otp::Decision::stop(request[1], request[2]);
            }
            if (request.isAtom() && request.atom().text() == "get") {
                return otp::Decision::reply(m_value);
            }
        }
        if (isKind(request, "noreply", 2)) {
            return withNext(otp::Decision::noReply(), request[1]);
        }
        if (isKind(request, "stop", 2)) {
            return otp::Decision::stop(request[1]);
        }
        if (isKind(request, "put", 2)) {
            m_value = request[1];
            return from != nullptr ? otp::Decision::reply(atoms::ok) : otp::Decision::noReply();
        }
        if (isKind(request, "answer", 3)) {
            const Term caller = m_run->value(self.pid(), tuple(varAtom, request[1].atom()));
            otp::reply(self, {caller[0].pid(), caller[1].reference()}, request[2]);
            return from != nullptr ? otp::Decision::reply(atoms::ok) : otp::Decision::noReply();
        }
        return otp::Decision::noReply();
    }

    std::shared_ptr<ScenarioRun> m_run;
    Atom m_name;
    Term m_program;
    Term m_value = Atom("none");
    std::int64_t m_slow = 0;
};

/// conformance_child:start(Name, Init)
Subroutine<otp::StartedChild> startChildServer(Self supervisor, std::vector<Term> arguments)
{
    const std::shared_ptr<ScenarioRun> run = runOf(supervisor.runtime());
    if (!run || arguments.size() != 2) {
        throw Raised::error(atoms::undef);
    }
    const Atom name = arguments[0].atom();
    const Term program = arguments[1];
    Subroutine<otp::Started> starting = otp::startLink<ScenarioServer>(supervisor, run, name, program);
    const otp::Started started = co_await starting;
    co_return otp::StartedChild::from(started);
}

otp::SupervisorInit scenarioSupervisor(Term specification)
{
    return specification;
}

/// {child, Id, Name, Init, Options} is short for a map.
Term expandedChild(const Term& child)
{
    if (!isKind(child, "child", 5)) {
        return child;
    }
    Term map =
        Term::map({{idAtom, child[1]}, {startAtom, tuple(childModule, startAtom, list(child[2], child[3]))}});
    for (const auto& [key, value] : child[4].pairs()) {
        map = map.with(key, value);
    }
    return map;
}

otp::ServerRef serverOf(const Term& term)
{
    if (term.isAtom()) {
        return term.atom();
    }
    return term.pid();
}

Term resultOf(const otp::Started& started)
{
    if (started.pid) {
        return tuple(atoms::ok, started.pid);
    }
    return started.error.isAtom(atoms::ignore) ? started.error : Term(tuple(atoms::error, started.error));
}

Subroutine<Term> startServerStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const Atom name = step[1].atom();
    const bool link = step[2].atom().text() == "link";
    const Term program = run->value(self.pid(), step[3]);
    otp::ServerOptions options;
    if (step.size() > 4) {
        for (const Term& option : step[4].elements()) {
            if (option[0].isAtom(nameAtom)) {
                options.name = ScenarioRun::scopedName(option[1].atom());
            } else if (option[0].isAtom(timeoutAtom)) {
                options.timeout = millisecondsOf(option[1]);
            }
        }
    }
    if (link) {
        Subroutine<otp::Started> starting = otp::startLink<ScenarioServer>(self, options, run, name, program);
        const otp::Started started = co_await starting;
        co_return resultOf(started);
    }
    Subroutine<otp::Started> starting = otp::start<ScenarioServer>(self, options, run, name, program);
    const otp::Started started = co_await starting;
    co_return resultOf(started);
}

Subroutine<Term> startSupervisorStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    std::vector<Term> children;
    const Term given = run->value(self.pid(), step[3]);
    for (const Term& child : given.elements()) {
        children.push_back(expandedChild(child));
    }
    const Term flags = run->value(self.pid(), step[2]);
    const Term specification = tuple(atoms::ok, tuple(flags, Term::list(children)));
    Subroutine<otp::Started> starting =
        otp::startSupervisorLink<&scenarioSupervisor>(self, Atom(), specification);
    const otp::Started started = co_await starting;
    if (started.pid) {
        const Atom name = step[1].atom();
        co_await watch(self, run, name, started.pid);
        run->noteServing(started.pid);
    }
    co_return resultOf(started);
}

Subroutine<Term> callStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const otp::ServerRef server = serverOf(run->value(self.pid(), step[1]));
    const Term request = run->value(self.pid(), step[2]);
    if (step.size() > 3) {
        const std::int64_t time = millisecondsOf(step[3]);
        Term answer = co_await otp::call(self, server, request, time);
        co_return answer;
    }
    Term answer = co_await otp::call(self, server, request);
    co_return answer;
}

Subroutine<Term> supervisorStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const std::string_view kind = step[0].atom().text();
    const otp::ServerRef supervisor = serverOf(run->value(self.pid(), step[1]));
    const Term argument = step.size() > 2 ? run->value(self.pid(), step[2]) : Term();
    Term answer;
    if (kind == "start_child") {
        const Term child = expandedChild(argument);
        answer = co_await otp::startChild(self, supervisor, child);
    } else if (kind == "terminate_child") {
        answer = co_await otp::terminateChild(self, supervisor, argument);
    } else if (kind == "restart_child") {
        answer = co_await otp::restartChild(self, supervisor, argument);
    } else if (kind == "delete_child") {
        answer = co_await otp::deleteChild(self, supervisor, argument);
    } else if (kind == "which_children") {
        answer = co_await otp::whichChildren(self, supervisor);
    } else if (kind == "count_children") {
        answer = co_await otp::countChildren(self, supervisor);
        std::vector<Term> counts = answer.elements();
        std::sort(counts.begin(), counts.end());
        answer = Term::list(counts);
    } else {
        answer = co_await otp::getChildspec(self, supervisor, argument);
    }
    co_return answer;
}

} // namespace

void beginBehaviours(const Runtime& runtime, const std::shared_ptr<ScenarioRun>& run)
{
    static const bool defined = [] {
        otp::defineStartFunction(childModule, startAtom, &startChildServer);
        return true;
    }();
    static_cast<void>(defined);
    const std::scoped_lock lock(s_runsMutex);
    s_runs[&runtime] = run;
}

void endBehaviours(const Runtime& runtime)
{
    const std::scoped_lock lock(s_runsMutex);
    s_runs.erase(&runtime);
}

bool isBehaviourStep(const Term& step)
{
    static const std::set<std::string_view> kinds{"start_server",   "call",
                                                  "cast",           "answer",
                                                  "stop_server",    "start_supervisor",
                                                  "start_child",    "terminate_child",
                                                  "restart_child",  "delete_child",
                                                  "which_children", "count_children",
                                                  "get_childspec"};
    return kinds.contains(step[0].atom().text());
}

Subroutine<Term> makeBehaviourStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const std::string_view kind = step[0].atom().text();
    Term result;
    if (kind == "start_server") {
        result = co_await startServerStep(self, run, step);
    } else if (kind == "start_supervisor") {
        result = co_await startSupervisorStep(self, run, step);
    } else if (kind == "call") {
        result = co_await callStep(self, run, step);
    } else if (kind == "cast") {
        const otp::ServerRef server = serverOf(run->value(self.pid(), step[1]));
        const Term request = run->value(self.pid(), step[2]);
        otp::cast(self, server, request);
        result = atoms::ok;
    } else if (kind == "answer") {
        const Term caller = run->value(self.pid(), tuple(varAtom, step[1].atom()));
        const Term value = run->value(self.pid(), step[2]);
        otp::reply(self, {caller[0].pid(), caller[1].reference()}, value);
        result = atoms::ok;
    } else if (kind == "stop_server") {
        const otp::ServerRef server = serverOf(run->value(self.pid(), step[1]));
        const Term reason = run->value(self.pid(), step[2]);
        const std::int64_t time = step.size() > 3 ? millisecondsOf(step[3]) : otp::Infinity;
        co_await otp::stop(self, server, reason, time);
        result = atoms::ok;
    } else {
        result = co_await supervisorStep(self, run, step);
    }
    co_return result;
}

} // namespace factorama::conformance
