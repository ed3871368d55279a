// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervisor_suite.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/dynamic_supervisor.h"
#endif

// Elixir 1.14's DynamicSupervisor: what these expect, Elixir was seen to do.
using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::suite;
namespace dynamic = factorama::otp::dynamic_supervisor;

namespace {

const Atom info("info");
const Atom oops("oops");

/// Ends as it is told: {stop, Reason}.
Process obedient(Self self, std::string)
{
    const auto ordered = tuple(atoms::stop, any);
    const Message message = co_await self.receive(ordered);
    self.exit(message[1]);
}

/// Takes this long to stop.
Process slow(Self self, std::int64_t milliseconds)
{
    self.setTrapExit(true);
    const Message message = co_await self.receive(any);
    co_await self.sleep(milliseconds);
    self.exit(atoms::shutdown);
}

/// A start function that does what it is told, and fails while the value `fails` of the supervisor is true.
Subroutine<otp::StartedChild> startHow(Self supervisor, Term how)
{
    if (how.isAtom(atoms::ignore)) {
        co_return otp::StartedChild::ignore();
    }
    if (how.isAtom(atoms::error)) {
        co_return otp::StartedChild::failed(oops);
    }
    if (how.isAtom(atoms::badarg)) {
        throw Raised::error(atoms::badarg);
    }
    if (how.isAtom(atoms::exit)) {
        throw Raised::exit(Atom("bye"));
    }
    if (how.isAtom(atoms::nocatch)) {
        throw Raised::thrown(Atom("ball"));
    }
    const Pid pid = supervisor.spawnLink<&obedient>(std::string());
    if (how.isAtom(info)) {
        co_return otp::StartedChild::ok(pid, info);
    }
    co_return otp::StartedChild::ok(pid);
}

otp::ChildSpecification child(Atom how)
{
    return otp::childFunction<&startHow>(Atom("x"), how);
}

/// Starts the first time, then fails twice.
Subroutine<otp::StartedChild> startTwiceInVain(Self supervisor)
{
    const Term before = supervisor.getValue(oops);
    const std::int64_t count = before.toInteger().value_or(0);
    supervisor.putValue(oops, count + 1);
    if (count == 1 || count == 2) {
        co_return otp::StartedChild::failed(oops);
    }
    const Pid pid = supervisor.spawnLink<&obedient>(std::string());
    co_return otp::StartedChild::ok(pid);
}

Subroutine<> end(Self self, Pid pid, Term reason)
{
    const Reference monitor = self.monitor(pid);
    self.send(pid, tuple(atoms::stop, reason));
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message message = co_await self.receive(down);
}

Subroutine<Pid> onlyChild(Self self, Pid supervisor)
{
    const Term children = co_await dynamic::whichChildren(self, supervisor);
    co_return children.isCons() && children.head()[1].isPid() ? children.head()[1].pid() : Pid();
}

namespace cases {

Process startChildReturns(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const Pid supervisor = started.pid;
    const std::pair<Atom, const char*> expected[] = {
        {atoms::normal, "{ok,PID}"},
        {info, "{ok,PID,info}"},
        {atoms::ignore, "ignore"},
        {atoms::error, "{error,oops}"},
        {atoms::exit, "{error,bye}"},
        {atoms::badarg, "{error,{badarg,[{dynamic_supervisor_test,startHow,1,[]}]}}"},
        {atoms::nocatch, "{error,{{nocatch,ball},[{dynamic_supervisor_test,startHow,1,[]}]}}"},
    };
    for (const auto& [how, text] : expected) {
        const otp::ChildSpecification specification = child(how);
        const Term result = co_await dynamic::startChild(self, supervisor, specification);
        if (result.isTuple() && result[1].isPid()) {
            c.name(result[1].pid(), "PID");
        }
        if (how == atoms::badarg || how == atoms::nocatch) {
            const Term reason = result[1][0];
            c.check(reason, how == atoms::badarg ? "badarg" : "{nocatch,ball}");
            c.check(result[1][1].head()[1], "startHow");
        } else {
            c.check(result, text);
        }
    }
    const Term counts = co_await dynamic::countChildren(self, supervisor);
    c.verify(counts == erl("#{active => 2, specs => 2, supervisors => 0, workers => 2}"));
    c.done();
}

Process faultySpecifications(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const std::pair<const char*, const char*> expected[] = {
        {"#{id => x}", "{error,{invalid_child_spec,#{id => x}}}"},
        {"#{start => {w,ok,[]}}", "{error,{invalid_child_spec,#{start => {w,ok,[]}}}}"},
        {"{x, mfa, permanent, 5000, worker, [w]}", "{error,{invalid_mfa,mfa}}"},
        {"#{id => x, start => {w,ok,[]}, shutdown => 0}", "{error,{invalid_shutdown,0}}"},
        {"#{id => x, start => {w,ok,[]}, restart => no}", "{error,{invalid_restart_type,no}}"},
        {"#{id => x, start => {w,ok,[]}, modules => [1]}", "{error,{invalid_modules,[1]}}"},
    };
    for (const auto& [text, error] : expected) {
        const Term specification = erl(text);
        const Term result = co_await dynamic::startChild(self, started.pid, specification);
        c.check(result, error);
    }
    const Term known = erl("#{id => x, start => {supervisor_1,start_child,[]}}");
    const Term result = co_await dynamic::startChild(self, started.pid, known);
    c.name(result[1].pid(), "PID");
    c.check(result, "{ok,PID}");
    const Term children = co_await dynamic::whichChildren(self, started.pid);
    c.check(children, "[{undefined,PID,worker,[supervisor_1]}]");
    c.done();
}

Process maximumChildren(Self self, Record record)
{
    Case c(self, record);
    dynamic::Options options;
    options.maximumChildren = 1;
    const otp::Started started = co_await dynamic::startLink(self, options);
    const otp::ChildSpecification specification = otp::childProcess<&obedient>(Atom("x"), "").temporary();
    Term result = co_await dynamic::startChild(self, started.pid, specification);
    const Pid pid = result[1].pid();
    result = co_await dynamic::startChild(self, started.pid, specification);
    c.check(result, "{error,max_children}");
    co_await end(self, pid, oops);
    const Term counts = co_await dynamic::countChildren(self, started.pid);
    c.verify(counts == erl("#{active => 0, specs => 0, supervisors => 0, workers => 0}"));
    result = co_await dynamic::startChild(self, started.pid, specification);
    c.verify(result[0].isAtom(atoms::ok));
    c.done();
}

Process terminateChild(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const otp::ChildSpecification specification = child(atoms::normal);
    Term result = co_await dynamic::startChild(self, started.pid, specification);
    const Pid pid = result[1].pid();
    const Reference monitor = self.monitor(pid);
    result = co_await dynamic::terminateChild(self, started.pid, pid);
    c.check(result, "ok");
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message message = co_await self.receive(down);
    c.check(message[4], "shutdown");
    result = co_await dynamic::terminateChild(self, started.pid, pid);
    c.check(result, "{error,not_found}");
    result = co_await dynamic::terminateChild(self, started.pid, self.pid());
    c.check(result, "{error,not_found}");
    result = co_await dynamic::whichChildren(self, started.pid);
    c.check(result, "[]");
    c.done();
}

/// Three restarts in five seconds are allowed; the fourth is too much.
Process threeRestartsInFiveSeconds(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const otp::ChildSpecification specification = child(atoms::normal);
    const Term result = co_await dynamic::startChild(self, started.pid, specification);
    Pid pid = result[1].pid();
    for (int i = 1; i <= 3; ++i) {
        co_await end(self, pid, oops);
        const Pid next = co_await onlyChild(self, started.pid);
        c.verify(next && next != pid);
        pid = next;
    }
    co_await end(self, pid, oops);
    const Term reason = co_await exitOf(self, started.pid);
    c.check(reason, "shutdown");
    c.done();
}

Process restartTypes(Self self, Record record)
{
    Case c(self, record);
    dynamic::Options options;
    options.maximumRestarts = 100;
    const otp::Started started = co_await dynamic::startLink(self, options);
    const Term planned[] = {atoms::normal, atoms::shutdown, tuple(atoms::shutdown, oops)};
    for (const otp::Restart when :
         {otp::Restart::Permanent, otp::Restart::Transient, otp::Restart::Temporary}) {
        for (const Term& reason : {planned[0], planned[1], planned[2], Term(oops)}) {
            const otp::ChildSpecification specification = child(atoms::normal).restarted(when);
            Term result = co_await dynamic::startChild(self, started.pid, specification);
            const Pid pid = result[1].pid();
            co_await end(self, pid, reason);
            const Pid next = co_await onlyChild(self, started.pid);
            const bool again =
                when == otp::Restart::Permanent || (when == otp::Restart::Transient && reason.isAtom(oops));
            c.verify(bool(next) == again);
            if (next) {
                result = co_await dynamic::terminateChild(self, started.pid, next);
                c.check(result, "ok");
            }
        }
    }
    c.done();
}

Process aFailedRestartIsTriedAgain(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const otp::ChildSpecification specification = otp::childFunction<&startTwiceInVain>(Atom("x"));
    const Term result = co_await dynamic::startChild(self, started.pid, specification);
    const Pid pid = result[1].pid();
    co_await end(self, pid, oops);
    Pid next;
    while (!next) {
        next = co_await onlyChild(self, started.pid);
    }
    c.verify(next != pid);
    // That were three restarts: the next one is too much.
    co_await end(self, next, oops);
    const Term reason = co_await exitOf(self, started.pid);
    c.check(reason, "shutdown");
    c.done();
}

Process allAreStoppedAtOnce(Self self, Record record)
{
    Case c(self, record);
    const otp::Started started = co_await dynamic::startLink(self);
    const otp::ChildSpecification inTime = otp::childProcess<&slow>(Atom("x"), 1000).stoppedWithin(2000);
    const otp::ChildSpecification tooSlow = otp::childProcess<&slow>(Atom("x"), 9000).stoppedWithin(2000);
    const otp::ChildSpecification atOnce = otp::childProcess<&slow>(Atom("x"), 9000).killed();
    std::vector<Pid> pids;
    for (const otp::ChildSpecification& specification : {inTime, inTime, tooSlow, atOnce}) {
        const Term result = co_await dynamic::startChild(self, started.pid, specification);
        pids.push_back(result[1].pid());
        self.link(pids.back());
    }
    co_await self.sleep(0); // they trap exits by now, or soon
    co_await self.sleep(10);
    const std::int64_t begin = self.monotonicTime();
    Term reason = co_await terminate(self, started.pid, atoms::shutdown);
    c.check(reason, "shutdown");
    const std::int64_t milliseconds = (self.monotonicTime() - begin) / 1'000'000;
    c.verify(milliseconds >= 2000 && milliseconds < 2100);
    const char* expected[] = {"shutdown", "shutdown", "killed", "killed"};
    for (std::size_t i = 0; i < pids.size(); ++i) {
        reason = co_await exitOf(self, pids[i]);
        c.check(reason, expected[i]);
    }
    c.done();
}

Process faultyOptions(Self self, Record record)
{
    Case c(self, record);
    dynamic::Options options;
    options.maximumRestarts = -1;
    otp::Started started = co_await dynamic::startLink(self, options);
    c.check(started.error, "{supervisor_data,{invalid_intensity,-1}}");
    options = {};
    options.seconds = 0;
    started = co_await dynamic::startLink(self, options);
    c.check(started.error, "{supervisor_data,{invalid_period,0}}");
    options = {};
    options.maximumChildren = -1;
    started = co_await dynamic::startLink(self, options);
    c.check(started.error, "{supervisor_data,{invalid_max_children,-1}}");
    c.done();
}

Process underASupervisor(Self self, Record record)
{
    Case c(self, record);
    dynamic::Options options;
    options.name = Atom("pool");
    otp::SupervisorSpecification tree;
    tree.children.push_back(dynamic::asChild(Atom("pool"), options));
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    const otp::ChildSpecification specification = child(atoms::normal);
    Term result = co_await dynamic::startChild(self, options.name, specification);
    const Pid pid = result[1].pid();
    const Pid pool = self.whereis(options.name);
    result = co_await terminate(self, pool, atoms::kill);
    c.check(result, "killed");
    // A new one in its place, without the children of the old one.
    const Term children = co_await otp::whichChildren(self, started.pid);
    c.verify(self.whereis(options.name) != pool && children.head()[1] == Term(self.whereis(options.name)));
    result = co_await dynamic::whichChildren(self, options.name);
    c.check(result, "[]");
    const bool alive = co_await self.isAlive(pid);
    c.verify(!alive);
    c.done();
}

} // namespace cases

} // namespace

class DynamicSupervisorTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { defineModules(); }

    TIMELESS_CASE(startChildReturns)
    TIMELESS_CASE(faultySpecifications)
    TIMELESS_CASE(maximumChildren)
    TIMELESS_CASE(terminateChild)
    TIMELESS_CASE(threeRestartsInFiveSeconds)
    TIMELESS_CASE(restartTypes)
    TIMELESS_CASE(aFailedRestartIsTriedAgain)
    SIMULATED_CASE(allAreStoppedAtOnce)
    TIMELESS_CASE(faultyOptions)
    TIMELESS_CASE(underASupervisor)
};

QTEST_APPLESS_MAIN(DynamicSupervisorTest)
#include "dynamic_supervisor_test.moc"
