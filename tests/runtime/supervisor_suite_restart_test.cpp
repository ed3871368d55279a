// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervisor_suite.h"

// OTP's supervisor_SUITE: when children are restarted, and what that takes along. Written anew, with the
// names of its cases.
using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::suite;

namespace {

const Atom child1("child1");
const Atom child2("child2");
const Atom child3("child3");

/// "{child1, {supervisor_1, start_child, [Arguments]}, Restart, 1000, worker, []}"
std::string childText(const std::string& id, const std::string& restart = "permanent",
                      const std::string& arguments = "")
{
    return "{" + id + ", {supervisor_1, start_child, [" + arguments + "]}, " + restart +
           ", 1000, worker, []}";
}

std::string initText(const std::string& strategy, int intensity, const std::string& children = "")
{
    return "{ok, {{" + strategy + ", " + std::to_string(intensity) + ", 3600}, [" + children + "]}}";
}

template<typename... Texts>
std::vector<std::string> texts(Texts... all)
{
    return {std::string(all)...};
}

/// Starts a supervisor with these children, by start_child, and a link to each.
Subroutine<Term> startTree(Self self, std::string init, std::vector<std::string> children)
{
    const char* text = init.c_str();
    const Pid supervisor = co_await started(self, text);
    std::vector<Term> pids{supervisor};
    for (const std::string& child : children) {
        const char* specification = child.c_str();
        const Pid pid = co_await childPid(self, supTest, specification);
        self.link(pid);
        pids.push_back(pid);
    }
    co_return Term::tuple(pids);
}

/// The pids that which_children tells, the last started first.
Subroutine<std::vector<Term>> childPids(Self self, Atom supervisor)
{
    const Term children = co_await otp::whichChildren(self, supervisor);
    std::vector<Term> pids;
    for (const Term& child : children.elements()) {
        pids.push_back(child[1]);
    }
    co_return pids;
}

bool contains(const std::vector<Term>& pids, Pid pid)
{
    return std::find(pids.begin(), pids.end(), Term(pid)) != pids.end();
}

/// One restart type and one way to end: is there a child afterwards?
Subroutine<> termination(Self self, Record record, std::string restart, std::vector<Term> reasons,
                         std::string children, std::string numbers)
{
    Case c(self, record);
    const std::string init = initText("one_for_one", 2);
    const char* initChars = init.c_str();
    const Pid supervisor = co_await started(self, initChars);
    const std::string specification = childText("child1", restart);
    const char* text = specification.c_str();
    Pid pid = co_await childPid(self, supTest, text);
    for (const Term& reason : reasons) {
        if (!pid) { // it was not restarted the last time
            Term again;
            if (restart == "temporary") {
                again = co_await startChild(self, supTest, text);
            } else {
                again = co_await otp::restartChild(self, supTest, child1);
            }
            pid = again[1].pid();
        }
        const Term ended = co_await terminate(self, supervisor, pid, child1, reason);
        c.check(ended, reason.isAtom(abnormal) ? "died" : reason.toString());
        const Term which = co_await otp::whichChildren(self, supTest);
        pid = which.isCons() && which.head()[1].isPid() ? which.head()[1].pid() : Pid();
        c.name(pid, "PID");
        c.check(which, children);
        const Term counted = co_await counts(self, supTest);
        c.check(counted, numbers);
    }
    c.done();
}

constexpr const char* Restarted = "[{child1,PID,worker,[]}]";
constexpr const char* Kept = "[{child1,undefined,worker,[]}]";

std::vector<Term> normally()
{
    return {atoms::normal};
}

std::vector<Term> abnormally()
{
    return {abnormal};
}

std::vector<Term> shutdowns()
{
    return {atoms::shutdown, tuple(atoms::shutdown, Atom("some_info"))};
}

namespace cases {

Process permanent_normal(Self self, Record record)
{
    co_await termination(self, record, "permanent", normally(), Restarted, "[1,1,0,1]");
}
Process transient_normal(Self self, Record record)
{
    co_await termination(self, record, "transient", normally(), Kept, "[1,0,0,1]");
}
Process temporary_normal(Self self, Record record)
{
    co_await termination(self, record, "temporary", normally(), "[]", "[0,0,0,0]");
}
Process permanent_shutdown(Self self, Record record)
{
    co_await termination(self, record, "permanent", shutdowns(), Restarted, "[1,1,0,1]");
}
Process transient_shutdown(Self self, Record record)
{
    co_await termination(self, record, "transient", shutdowns(), Kept, "[1,0,0,1]");
}
Process temporary_shutdown(Self self, Record record)
{
    co_await termination(self, record, "temporary", shutdowns(), "[]", "[0,0,0,0]");
}
Process permanent_abnormal(Self self, Record record)
{
    co_await termination(self, record, "permanent", abnormally(), Restarted, "[1,1,0,1]");
}
Process transient_abnormal(Self self, Record record)
{
    co_await termination(self, record, "transient", abnormally(), Restarted, "[1,1,0,1]");
}
Process temporary_abnormal(Self self, Record record)
{
    co_await termination(self, record, "temporary", abnormally(), "[]", "[0,0,0,0]");
}

// -- strategies --

Process multiple_restarts(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor =
        co_await started(self, "{ok, {#{strategy => one_for_one, intensity => 1, period => 1}, []}}");
    Pid pid =
        co_await childPid(self, supTest,
                          "#{id => child1, start => {supervisor_1, start_child, []}, restart => permanent, "
                          "shutdown => brutal_kill, type => worker, modules => []}");
    co_await terminate(self, pid, abnormal);
    for (int i = 0; i < 3; ++i) {
        co_await self.sleep(2100);
        const std::vector<Term> pids = co_await childPids(self, supTest);
        pid = pids[0].pid();
        co_await terminate(self, pid, abnormal);
    }
    Term result = co_await otp::terminateChild(self, supervisor, child1);
    c.check(result, "ok");
    result = co_await otp::deleteChild(self, supervisor, child1);
    c.check(result, "ok");
    self.exit(supervisor, atoms::kill);
    c.done();
}

Process one_for_one(Self self, Record record)
{
    Case c(self, record);
    const Term tree =
        co_await startTree(self, initText("one_for_one", 2), texts(childText("child1"), childText("child2")));
    co_await terminate(self, tree[1].pid(), abnormal);
    std::vector<Term> pids = co_await childPids(self, supTest);
    c.verify(pids.size() == 2 && contains(pids, tree[2].pid()) && !contains(pids, tree[1].pid()));
    const Term counted = co_await counts(self, supTest);
    c.check(counted, "[2,2,0,2]");

    co_await terminate(self, tree[2].pid(), abnormal);
    pids = co_await childPids(self, supTest);
    co_await terminate(self, pids[0].pid(), abnormal);
    const Term reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    c.done();
}

/// One child cannot be started again; the supervisor gives up, and takes the others along.
Subroutine<> escalation(Self self, Record record, const char* strategy, bool firstFails)
{
    Case c(self, record);
    const std::string first = childText("child1", "permanent", firstFails ? "error" : "");
    const std::string second = childText("child2", "permanent", firstFails ? "" : "error");
    const Term tree = co_await startTree(self, initText(strategy, 4), texts(first, second));
    co_await terminate(self, tree[1].pid(), abnormal);
    Term reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    reason = co_await exitOf(self, tree[2].pid());
    c.check(reason, "shutdown");
    c.done();
}

Process one_for_one_escalation(Self self, Record record)
{
    co_await escalation(self, record, "one_for_one", true);
}
Process one_for_all_escalation(Self self, Record record)
{
    co_await escalation(self, record, "one_for_all", false);
}
Process rest_for_one_escalation(Self self, Record record)
{
    co_await escalation(self, record, "rest_for_one", false);
}

Process one_for_all(Self self, Record record)
{
    Case c(self, record);
    const Term tree =
        co_await startTree(self, initText("one_for_all", 2), texts(childText("child1"), childText("child2")));
    co_await terminate(self, tree[1].pid(), abnormal);
    Term reason = co_await exitOf(self, tree[2].pid());
    c.check(reason, "shutdown");
    std::vector<Term> pids = co_await childPids(self, supTest);
    c.verify(pids.size() == 2 && !contains(pids, tree[1].pid()) && !contains(pids, tree[2].pid()));
    const Term counted = co_await counts(self, supTest);
    c.check(counted, "[2,2,0,2]");

    co_await terminate(self, pids[0].pid(), abnormal);
    pids = co_await childPids(self, supTest);
    co_await terminate(self, pids[0].pid(), abnormal);
    reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    c.done();
}

Process starterOf3(Self self, Pid tester, std::string strategy)
{
    const Term child = tuple(Atom("supervisor_3"), Atom("start_child"), Term());
    std::vector<Term> children;
    for (const Atom id : {child1, child2}) {
        const Term start = tuple(child[0], child[1], list(id, tester));
        children.push_back(tuple(id, start, Atom("permanent"), 1000, Atom("worker"), Term()));
    }
    const Term flags = tuple(Atom(strategy), 3, 3600);
    Term init = tuple(atoms::ok, tuple(flags, Term::list(children)));
    const otp::Started started = co_await otp::startSupervisorLink<&initOf>(self, supTest, init);
    self.send(tester, tuple(Atom("sup_pid"), started.pid));
    const auto stop = tuple(atoms::stop, tester);
    const Message message = co_await self.receive(stop);
}

/// The next one that asks whether it may start, told to do so.
Subroutine<Pid> letStart(Self self, Term name)
{
    const auto asked = tuple(name, anyPid);
    const Message message = co_await self.receive(asked);
    const Pid pid = message[1].pid();
    self.send(pid, tuple(tuple(atoms::ok, atoms::undefined), self.pid()));
    co_return pid;
}

Subroutine<> refuseStart(Self self, Term name)
{
    const auto asked = tuple(name, anyPid);
    const Message message = co_await self.receive(asked);
    self.send(message[1].pid(), tuple(tuple(atoms::stop, atoms::normal), self.pid()));
}

Process one_for_all_other_child_fails_restart(Self self, Record record)
{
    Case c(self, record);
    const Pid starter = self.spawnLink<&starterOf3>(self.pid(), "one_for_all");
    const Pid first = co_await letStart(self, child1);
    co_await letStart(self, child2);
    const auto supervisorStarted = tuple(Atom("sup_pid"), anyPid);
    const Message message = co_await self.receive(supervisorStarted);
    const Pid supervisor = message[1].pid();
    self.link(supervisor);
    self.exit(first, die);
    const Pid again = co_await letStart(self, child1);
    const Reference monitor = self.monitor(again);
    co_await refuseStart(self, child2);
    // The first child, restarted meanwhile, is stopped before both are tried again.
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const auto restarted = tuple(anyAtom, anyPid);
    const Message next = co_await self.receive(down, restarted);
    c.verify(next.clause() == 0 && next[4].isAtom(atoms::shutdown));
    co_await letStart(self, child1);
    co_await letStart(self, child2);
    self.send(starter, tuple(atoms::stop, self.pid()));
    co_await exitOf(self, starter);
    co_await exitOf(self, supervisor);
    c.done();
}

Process rest_for_one_other_child_fails_restart(Self self, Record record)
{
    Case c(self, record);
    const Pid starter = self.spawnLink<&starterOf3>(self.pid(), "rest_for_one");
    const Pid first = co_await letStart(self, child1);
    co_await letStart(self, child2);
    const auto supervisorStarted = tuple(Atom("sup_pid"), anyPid);
    const Message message = co_await self.receive(supervisorStarted);
    const Pid supervisor = message[1].pid();
    self.link(supervisor);
    self.exit(first, die);
    const Pid again = co_await letStart(self, child1);
    co_await refuseStart(self, child2);
    // Only the second child is tried again.
    const auto asked = tuple(anyAtom, anyPid);
    const Message next = co_await self.receive(asked);
    c.verify(next[0].isAtom(child2));
    self.send(next[1].pid(), tuple(tuple(atoms::ok, atoms::undefined), self.pid()));
    const bool alive = co_await self.isAlive(again);
    c.verify(alive);
    self.send(starter, tuple(atoms::stop, self.pid()));
    co_await exitOf(self, starter);
    co_await exitOf(self, supervisor);
    c.done();
}

/// Two instances of one specification, and three deaths, one more than the supervisor allows.
Subroutine<> simpleRestarts(Self self, Record record, const char* arguments)
{
    Case c(self, record);
    const Term tree = co_await startTree(
        self, initText("simple_one_for_one", 2, childText("child", "permanent", arguments)),
        texts("[]", "[]"));
    co_await terminate(self, tree[1].pid(), abnormal);
    std::vector<Term> pids = co_await childPids(self, supTest);
    c.verify(pids.size() == 2 && contains(pids, tree[2].pid()) && !contains(pids, tree[1].pid()));
    const Term counted = co_await counts(self, supTest);
    c.check(counted, "[1,2,0,2]");
    co_await terminate(self, tree[2].pid(), abnormal);
    pids = co_await childPids(self, supTest);
    co_await terminate(self, pids[0].pid(), abnormal);
    const Term reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    c.done();
}

Process simple_one_for_one(Self self, Record record)
{
    co_await simpleRestarts(self, record, "");
}

Process simple_one_for_one_extra(Self self, Record record)
{
    co_await simpleRestarts(self, record, "extra_info");
}

Process simple_one_for_one_shutdown(Self self, Record record)
{
    Case c(self, record);
    const Term tree =
        co_await startTree(self,
                           "{ok, {{simple_one_for_one, 2, 3600}, "
                           "[{child, {supervisor_2, start_child, []}, permanent, 2000, worker, []}]}}",
                           texts("[1000]", "[1000]", "[5000]"));
    const std::int64_t begin = self.monotonicTime();
    Term reason = co_await terminate(self, tree[0].pid(), atoms::shutdown);
    c.check(reason, "shutdown");
    // All are told at once, so that two of them take a second together; the third is killed after two.
    const std::int64_t milliseconds = (self.monotonicTime() - begin) / 1'000'000;
    c.verify(milliseconds >= 2000 && milliseconds < 2100);
    for (const std::size_t i : {1, 2, 3}) {
        reason = co_await exitOf(self, tree[i].pid());
        c.check(reason, i == 3 ? "killed" : "shutdown");
    }
    c.done();
}

Process simple_one_for_one_escalation(Self self, Record record)
{
    Case c(self, record);
    const Term tree = co_await startTree(self, initText("simple_one_for_one", 4, childText("child")),
                                         texts("[error]", "[]"));
    co_await terminate(self, tree[1].pid(), abnormal);
    Term reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    reason = co_await exitOf(self, tree[2].pid());
    c.check(reason, "shutdown");
    c.done();
}

Process rest_for_one(Self self, Record record)
{
    Case c(self, record);
    const Term tree =
        co_await startTree(self, initText("rest_for_one", 2),
                           texts(childText("child1"), childText("child2"), childText("child3")));
    Term counted = co_await counts(self, supTest);
    c.check(counted, "[3,3,0,3]");
    co_await terminate(self, tree[2].pid(), abnormal);
    Term reason = co_await exitOf(self, tree[3].pid());
    c.check(reason, "shutdown");
    std::vector<Term> pids = co_await childPids(self, supTest);
    c.verify(pids.size() == 3 && pids[2] == tree[1]);
    c.verify(!contains(pids, tree[2].pid()) && !contains(pids, tree[3].pid()));
    counted = co_await counts(self, supTest);
    c.check(counted, "[3,3,0,3]");

    co_await terminate(self, pids[0].pid(), abnormal);
    pids = co_await childPids(self, supTest);
    co_await terminate(self, pids[1].pid(), abnormal);
    reason = co_await exitOf(self, tree[0].pid());
    c.check(reason, "shutdown");
    c.done();
}

} // namespace cases

} // namespace

class SupervisorSuiteRestartTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { defineModules(); }

    void termination_data()
    {
        QTest::addColumn<QString>("result");
#define TERMINATION_ROW(name) QTest::newRow(#name) << timelessCase<&cases::name>();
        TERMINATION_ROW(permanent_normal)
        TERMINATION_ROW(transient_normal)
        TERMINATION_ROW(temporary_normal)
        TERMINATION_ROW(permanent_shutdown)
        TERMINATION_ROW(transient_shutdown)
        TERMINATION_ROW(temporary_shutdown)
        TERMINATION_ROW(permanent_abnormal)
        TERMINATION_ROW(transient_abnormal)
        TERMINATION_ROW(temporary_abnormal)
#undef TERMINATION_ROW
    }
    void termination()
    {
        QFETCH(QString, result);
        QCOMPARE(result, QStringLiteral("ok"));
    }

    SIMULATED_CASE(multiple_restarts)
    TIMELESS_CASE(one_for_one)
    TIMELESS_CASE(one_for_one_escalation)
    TIMELESS_CASE(one_for_all)
    TIMELESS_CASE(one_for_all_escalation)
    TIMELESS_CASE(one_for_all_other_child_fails_restart)
    TIMELESS_CASE(simple_one_for_one)
    SIMULATED_CASE(simple_one_for_one_shutdown)
    TIMELESS_CASE(simple_one_for_one_extra)
    TIMELESS_CASE(simple_one_for_one_escalation)
    TIMELESS_CASE(rest_for_one)
    TIMELESS_CASE(rest_for_one_escalation)
    TIMELESS_CASE(rest_for_one_other_child_fails_restart)
};

QTEST_APPLESS_MAIN(SupervisorSuiteRestartTest)
#include "supervisor_suite_restart_test.moc"
