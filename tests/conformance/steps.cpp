// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/behaviours.h"
#include "tests/conformance/scenario_run.h"

#include "runtime/node/runtime.h"

#include <algorithm>

namespace factorama::conformance {

namespace {

const Atom flushAtom("flush");
const Atom flushed("flushed");
const Atom goAtom("go");
const Atom got("got");
const Atom info("info");
const Atom isProcessAlive("is_process_alive");
const Atom leftAtom("left");
const Atom linkAtom("link");
const Atom monitorAtom("monitor");
const Atom none("none");
const Atom raisedAtom("raised");
const Atom receiveAtom("receive");
const Atom returnAtom("return");
const Atom skipped("skipped");
const Atom sleepAtom("sleep");
const Atom spawnAtom("spawn");
const Atom spawnLinkAtom("spawn_link");
const Atom spawnMonitorAtom("spawn_monitor");
const Atom spawnOptAtom("spawn_opt");
const Atom throwAtom("throw");
const Atom uncaughtAtom("uncaught");
const Atom unsupportedAtom("unsupported");
const Atom watchAtom("watch");
const Atom watched("watched");

Atom classOf(const Raised& raised)
{
    switch (raised.raisedClass()) {
    case Raised::Class::Exit:
        return Atom("exit");
    case Raised::Class::Error:
        return atoms::error;
    case Raised::Class::Throw:
        break;
    }
    return throwAtom;
}

Pid pidOf(const Term& term)
{
    if (!term.isPid()) {
        throw Raised::error(atoms::badarg);
    }
    return term.pid();
}

const std::pair<std::string_view, Priority> priorities[] = {
    {"low", Priority::Low}, {"normal", Priority::Normal}, {"high", Priority::High}, {"max", Priority::Max}};

Priority priorityOf(const Term& term)
{
    for (const auto& [name, priority] : priorities) {
        if (term.isAtom() && term.atom().text() == name) {
            return priority;
        }
    }
    throw Raised::error(atoms::badarg);
}

Term priorityName(Priority priority)
{
    for (const auto& [name, candidate] : priorities) {
        if (candidate == priority) {
            return Atom(name);
        }
    }
    return Atom();
}

/// Of alias/1, and of monitor/3's {alias, Mode}.
Self::AliasMode aliasMode(const Term& options)
{
    Self::AliasMode mode = Self::AliasMode::None;
    for (const Term& option : options.elements()) {
        const Term name = option.isTuple(2) && option[0].isAtom(Atom("alias")) ? option[1] : option;
        const std::string_view text = name.isAtom() ? name.atom().text() : std::string_view();
        if (text == "explicit_unalias") {
            mode = Self::AliasMode::ExplicitUnalias;
        } else if (text == "demonitor") {
            mode = Self::AliasMode::Demonitor;
        } else if (text == "reply_demonitor") {
            mode = Self::AliasMode::ReplyDemonitor;
        } else if (text == "reply") {
            mode = Self::AliasMode::Reply;
        } else {
            throw Unsupported{"monitor or alias option " + option.toString()};
        }
    }
    return mode;
}

/// Steps that do not wait. `Process` is Self; a template, so that what the runtime does not have (yet) is
/// noticed here.
template<typename Process>
struct Steps {
    Process& self;
    ScenarioRun& run;
    const Term& step;

    Term argument(std::size_t index) { return run.value(self.pid(), step[index]); }
    std::size_t arity() const { return step.size() - 1; }
    Term bound(std::size_t index, const Term& value)
    {
        run.bind(step[index].atom(), value);
        return value;
    }
    Reference variable(std::size_t index)
    {
        const Term value = run.value(self.pid(), tuple(Atom("var"), step[index].atom()));
        if (!value.isReference()) {
            throw Raised::error(atoms::badarg);
        }
        return value.reference();
    }
    std::int64_t milliseconds(std::size_t index)
    {
        const auto units = step[index].toInteger();
        if (!units) {
            throw Raised::error(atoms::badarg);
        }
        return *units * Unit;
    }
    [[noreturn]] void unsupported(const std::string& what) { throw Unsupported{what}; }

    Term make()
    {
        const std::string_view kind = step[0].atom().text();
        if (kind == "link") {
            self.link(pidOf(argument(1)));
            return true;
        }
        if (kind == "unlink") {
            self.unlink(pidOf(argument(1)));
            return true;
        }
        if (kind == "monitor") {
            return monitor();
        }
        if (kind == "demonitor") {
            return demonitor();
        }
        if (kind == "exit") {
            const Term who = argument(1);
            const Term reason = argument(2);
            self.exit(pidOf(who), reason);
            return true;
        }
        if (kind == "trap_exit") {
            return self.setTrapExit(step[1].isAtom(atoms::true_));
        }
        if (kind == "register") {
            self.registerName(ScenarioRun::scopedName(step[1].atom()), pidOf(argument(2)));
            return true;
        }
        if (kind == "unregister") {
            self.unregisterName(ScenarioRun::scopedName(step[1].atom()));
            return true;
        }
        if (kind == "whereis") {
            const Pid pid = self.whereis(ScenarioRun::scopedName(step[1].atom()));
            return pid ? Term(pid) : Term(atoms::undefined);
        }
        if (kind == "send") {
            return send();
        }
        if (kind == "alias") {
            return bound(1, self.alias(arity() > 1 ? aliasMode(step[2]) : Self::AliasMode::ExplicitUnalias));
        }
        if (kind == "unalias") {
            return self.unalias(variable(1));
        }
        if (kind == "put") {
            return self.putValue(step[1], argument(2));
        }
        if (kind == "get" && arity() == 1) {
            return self.getValue(step[1]);
        }
        if (kind == "erase") {
            return self.eraseValue(step[1]);
        }
        if (kind == "priority") {
            return priorityName(self.setPriority(priorityOf(step[1])));
        }
        if (kind == "resume_process") {
            self.resume(pidOf(argument(1)));
            return true;
        }
        if (kind == "group_leader" && arity() == 0) {
            return self.groupLeader();
        }
        if (kind == "phase") {
            return atoms::ok;
        }
        if (kind == "make_ref") {
            return bound(1, self.makeReference());
        }
        if (kind == "bind") {
            return bound(1, argument(2));
        }
        if (kind == "send_after" || kind == "start_timer") {
            return timer(kind == "start_timer");
        }
        if (kind == "cancel_timer") {
            return self.cancelTimer(variable(1)) ? leftAtom : atoms::false_;
        }
        if (kind == "read_timer") {
            return self.readTimer(variable(1)) ? leftAtom : atoms::false_;
        }
        unsupported(std::string(kind));
    }

    Term monitor()
    {
        const Term target = argument(1);
        const auto mode = arity() > 2 ? aliasMode(step[3]) : Self::AliasMode::None;
        if (target.isAtom()) {
            return bound(2, self.monitor(target.atom(), mode));
        }
        return bound(2, self.monitor(pidOf(target), mode));
    }

    Term demonitor()
    {
        const Reference reference = variable(1);
        bool flush = false;
        bool tell = false;
        if (arity() > 1) {
            for (const Term& option : step[2].elements()) {
                flush = flush || option.isAtom(flushAtom);
                tell = tell || option.isAtom(info);
            }
        }
        const bool found = self.demonitor(reference, flush ? Demonitor::Flush : Demonitor::Plain);
        return !tell || found;
    }

    Term send()
    {
        const Term to = argument(1);
        const Term message = argument(2);
        if (to.isAtom()) {
            self.send(to.atom(), message);
        } else if (to.isReference()) {
            self.send(to.reference(), message);
        } else {
            self.send(pidOf(to), message);
        }
        return atoms::ok;
    }

    Term timer(bool start)
    {
        const Term to = argument(2);
        const Term message = argument(3);
        if (start) {
            if (to.isAtom()) {
                return bound(4, self.startTimer(milliseconds(1), to.atom(), message));
            }
            return bound(4, self.startTimer(milliseconds(1), pidOf(to), message));
        }
        if (to.isAtom()) {
            return bound(4, self.sendAfter(milliseconds(1), to.atom(), message));
        }
        return bound(4, self.sendAfter(milliseconds(1), pidOf(to), message));
    }
};

Term simpleStep(Self self, ScenarioRun& run, const Term& step)
{
    return Steps<Self>{self, run, step}.make();
}

SpawnOptions spawnOptions(const Term& list)
{
    SpawnOptions options;
    for (const Term& option : list.elements()) {
        if (option.isAtom(linkAtom)) {
            options.link = true;
        } else if (option.isAtom(monitorAtom)) {
            options.monitor = true;
        } else if (option.isTuple(2) && option[0].isAtom(Atom("priority"))) {
            options.priority = priorityOf(option[1]);
        } else {
            throw Unsupported{"spawn option " + option.toString()};
        }
    }
    return options;
}

Subroutine<Term> spawnStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const Atom kind = step[0].atom();
    const Atom name = step[1].atom();
    SpawnOptions options;
    Atom variable = none;
    if (kind == spawnLinkAtom) {
        options.link = true;
    } else if (kind == spawnMonitorAtom) {
        options.monitor = true;
        variable = step[2].atom();
    } else if (kind == spawnOptAtom) {
        options = spawnOptions(step[2]);
        if (step.size() > 3) {
            variable = step[3].atom();
        }
    }
    std::vector<Term> steps;
    if (const auto found = run->scenario().definitions.find(name.index());
        found != run->scenario().definitions.end()) {
        for (const Term& one : found->second) {
            steps.push_back(one.isolated());
        }
    }
    if (run->startedCount() >= MostProcesses) { // they spawn each other in circles
        throw Raised::error(atoms::systemLimit);
    }
    const Spawned spawned = self.spawnWith<&scenarioProcess>(std::move(options), run, std::move(steps));
    if (spawned.monitor) {
        run->bind(variable, spawned.monitor);
    }
    co_await watch(self, run, name, spawned.pid);
    if (spawned.monitor) {
        co_return tuple(spawned.pid, spawned.monitor);
    }
    co_return Term(spawned.pid);
}

/// The milliseconds of a time-out, -1 for a bad one.
std::int64_t timeoutOf(const Term& timeout)
{
    const auto units = timeout.toInteger();
    return units ? std::max<std::int64_t>(*units * Unit, -1) : -1;
}

/// {Reference, '_'}
bool isAnswer(const Term& pattern)
{
    return pattern.isTuple(2) && pattern[0].isReference() && pattern[1].isAtom(Atom("_"));
}

/// {'DOWN', Reference, process, '_', '_'}
bool isDown(const Term& pattern)
{
    return pattern.isTuple(5) && pattern[0].isAtom(atoms::down) && pattern[1].isReference() &&
           pattern[2].isAtom(atoms::process) && pattern[3].isAtom(Atom("_")) && pattern[4].isAtom(Atom("_"));
}

Subroutine<Term> receiveStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    std::vector<DynamicPattern> patterns;
    for (const Term& pattern : step[1].elements()) {
        patterns.push_back({run->value(self.pid(), pattern)});
    }
    const bool forever = step[2].isAtom(atoms::infinity);
    const std::int64_t milliseconds = timeoutOf(step[2]);
    if (patterns.size() == 1 && isAnswer(patterns[0].term)) {
        // As calls wait: for a reference, which the mailbox may be marked with.
        const auto pattern = tuple(patterns[0].term[0].reference(), any);
        Message message;
        if (forever) {
            message = co_await self.receive(pattern);
        } else {
            message = co_await self.receive(pattern).after(milliseconds);
        }
        co_return message.timedOut() ? Term(atoms::timeout) : Term(tuple(got, 1, message.term()));
    }
    if (patterns.size() == 1 && isDown(patterns[0].term)) {
        const auto pattern = tuple(atoms::down, patterns[0].term[1].reference(), atoms::process, any, any);
        Message message;
        if (forever) {
            message = co_await self.receive(pattern);
        } else {
            message = co_await self.receive(pattern).after(milliseconds);
        }
        co_return message.timedOut() ? Term(atoms::timeout) : Term(tuple(got, 1, message.term()));
    }
    Message message;
    switch (patterns.size()) {
    case 0:
        if (forever) {
            message = co_await self.receive();
        } else {
            message = co_await self.receive().after(milliseconds);
        }
        break;
    case 1:
        if (forever) {
            message = co_await self.receive(patterns[0]);
        } else {
            message = co_await self.receive(patterns[0]).after(milliseconds);
        }
        break;
    case 2:
        if (forever) {
            message = co_await self.receive(patterns[0], patterns[1]);
        } else {
            message = co_await self.receive(patterns[0], patterns[1]).after(milliseconds);
        }
        break;
    case 3:
        if (forever) {
            message = co_await self.receive(patterns[0], patterns[1], patterns[2]);
        } else {
            message = co_await self.receive(patterns[0], patterns[1], patterns[2]).after(milliseconds);
        }
        break;
    default:
        throw Unsupported{"more than three clauses"};
    }
    if (message.timedOut()) {
        co_return Term(atoms::timeout);
    }
    const int clause = message.clause();
    run->bindAll(patterns[static_cast<std::size_t>(clause)].term, message.term());
    co_return tuple(got, clause + 1, message.term());
}

/// What has come, or comes within the time.
Subroutine<Term> flushStep(Self self, std::int64_t milliseconds)
{
    const std::int64_t end = self.monotonicTime() + milliseconds * 1'000'000;
    std::vector<Term> messages;
    for (;;) {
        const std::int64_t left = std::max<std::int64_t>(0, (end - self.monotonicTime()) / 1'000'000);
        const Message message = co_await self.receive(any).after(left);
        if (message.timedOut()) {
            break;
        }
        messages.push_back(message.term());
    }
    co_return tuple(flushed, Term::list(messages));
}

/// {Item, Value}; lists without an order are sorted, and the harness' own observer is left out.
Subroutine<Term> infoStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const Pid pid = pidOf(run->value(self.pid(), step[1]));
    const Atom item = step[2].atom();
    const Term answer = co_await self.processInfo(pid, item);
    const std::string_view name = item.text();
    if (!answer.isTuple(2) ||
        !(name == "links" || name == "monitors" || name == "monitored_by" || name == "dictionary")) {
        co_return answer;
    }
    std::vector<Term> elements;
    for (const Term& element : answer[1].elements()) {
        if (!(element == Term(run->observer))) {
            elements.push_back(run->tidy(element));
        }
    }
    std::sort(elements.begin(), elements.end());
    co_return tuple(item, Term::list(elements));
}

Subroutine<> perform(Self self, std::shared_ptr<ScenarioRun> run, int index, Term step)
{
    const Atom kind = step[0].atom();
    const bool ends = step.size() == 2;
    if (ends && (kind == Atom("exit") || kind == atoms::error || kind == throwAtom)) {
        Term reason;
        try {
            reason = run->value(self.pid(), step[1]);
        } catch (const Unbound&) {
            run->noteObserved(self.pid(), tuple(index, skipped));
            co_return;
        }
        if (kind == atoms::error) {
            throw Raised::error(reason);
        }
        if (kind == throwAtom) {
            throw Raised::thrown(reason);
        }
        self.exit(reason);
    }
    Term result;
    if (kind == uncaughtAtom) {
        Term inner = step[1];
        result = co_await makeStep(self, run, inner);
        result = run->tidy(result);
    } else {
        try {
            result = co_await makeStep(self, run, step);
            result = run->tidy(result);
        } catch (const Unbound&) {
            result = skipped;
        } catch (const Unsupported& unsupported) {
            run->noteUnsupported(unsupported.what);
            result = unsupportedAtom;
        } catch (const Raised& raised) {
            if (self.isExiting()) { // an exit signal to itself, which cannot be caught
                throw;
            }
            result = tuple(raisedAtom, classOf(raised), run->tidy(raised.reason()));
        }
    }
    run->noteObserved(self.pid(), tuple(index, result));
}

} // namespace

Subroutine<> watch(Self self, std::shared_ptr<ScenarioRun> run, Atom name, Pid pid)
{
    run->noteStarted(name, pid);
    const Reference tag = run->tag();
    self.send(run->observer, tuple(tag, watchAtom, pid, self.pid()));
    const auto done = tuple(tag, watched);
    const Message message = co_await self.receive(done);
}

Subroutine<Term> makeStep(Self self, std::shared_ptr<ScenarioRun> run, Term step)
{
    const Atom kind = step[0].atom();
    if (kind == spawnAtom || kind == spawnLinkAtom || kind == spawnMonitorAtom || kind == spawnOptAtom) {
        Term result = co_await spawnStep(self, run, step);
        co_return result;
    }
    if (kind == receiveAtom) {
        Term result = co_await receiveStep(self, run, step);
        co_return result;
    }
    if (kind == flushAtom) {
        const std::int64_t milliseconds = step.size() > 1 ? timeoutOf(step[1]) : 0;
        Term result = co_await flushStep(self, milliseconds);
        co_return result;
    }
    if (kind == sleepAtom) {
        const std::int64_t milliseconds = timeoutOf(step[1]);
        const Message message = co_await self.sleep(milliseconds);
        co_return Term(atoms::ok);
    }
    if (kind == Atom("process_info")) {
        Term result = co_await infoStep(self, run, step);
        co_return result;
    }
    if (kind == Atom("suspend_process")) {
        const Pid pid = pidOf(run->value(self.pid(), step[1]));
        co_await self.suspend(pid);
        co_return Term(true);
    }
    if (kind == isProcessAlive) {
        const Pid pid = pidOf(run->value(self.pid(), step[1]));
        const bool alive = co_await self.isAlive(pid);
        co_return Term(alive);
    }
    if (kind == Atom("repeat")) {
        const std::int64_t times = step[1].integer();
        const Term inner = step[2];
        for (std::int64_t i = 0; i < times; ++i) {
            const Term result = co_await makeStep(self, run, inner);
        }
        co_return Term(atoms::ok);
    }
    if (isBehaviourStep(step)) {
        Term result = co_await makeBehaviourStep(self, run, step);
        co_return result;
    }
    Term result = simpleStep(self, *run, step);
    co_return result;
}

Process scenarioProcess(Self self, std::shared_ptr<ScenarioRun> run, std::vector<Term> steps)
{
    const auto go = tuple(run->tag(), goAtom);
    const bool free = run->scenario().free;
    for (std::size_t i = 0; i <= steps.size(); ++i) {
        const int index = static_cast<int>(i) + 1;
        const bool last = i == steps.size();
        if (i == 0 || !free) {
            Term next = last ? Term(returnAtom) : steps[i];
            run->notePark(self.pid(), index, next);
            const Message message = co_await self.receive(go);
        } else {
            run->noteAt(self.pid(), index);
            co_await self.tick(); // others may overtake
        }
        if (last) {
            break;
        }
        Term step = steps[i];
        co_await perform(self, run, index, step);
    }
}

Process observerProcess(Self self, std::shared_ptr<ScenarioRun> run)
{
    const auto watchPattern = tuple(run->tag(), watchAtom, anyPid, any);
    const auto downPattern = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(watchPattern, downPattern);
        if (message.clause() == 0) {
            self.monitor(message[2].pid());
            run->noteWatched(message[2].pid());
            if (message[3].isPid()) {
                self.send(message[3].pid(), tuple(run->tag(), watched));
            }
        } else {
            run->noteEnded(message[3].pid(), message[4]);
        }
    }
}

} // namespace factorama::conformance
