// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervisor_suite.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/gen_server_system.h"
#endif

// OTP's supervisor_SUITE: trees, children that misbehave, and what is kept of children. Written anew, with
// the names of its cases.
using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::suite;

namespace {

const Atom child1("child1");
const Atom child3("child3");
const Atom child4("child4");

constexpr const char* ManyTemporary =
    "{ok, {{simple_one_for_one, 2, 3600}, "
    "[{child, {supervisor_1, start_child, []}, temporary, 1000, worker, []}]}}";

/// A supervisor without a name.
Subroutine<Pid> startNameless(Self self, std::string init)
{
    Term result = erl(init);
    const otp::Started started = co_await otp::startSupervisorLink<&initOf>(self, Atom(), result);
    co_return started.pid;
}

Subroutine<> startMany(Self self, otp::ServerRef supervisor, int count)
{
    for (int i = 0; i < count; ++i) {
        co_await startChild(self, supervisor, "[]");
    }
}

std::string childText(const std::string& id, const std::string& restart, const std::string& arguments = "")
{
    return "{" + id + ", {supervisor_1, start_child, [" + arguments + "]}, " + restart +
           ", 1000, worker, []}";
}

namespace cases {

Process terminateNaughty(Self self, Pid supervisor)
{
    co_await otp::terminateChild(self, supervisor, Atom("naughty_child"));
}

Process child_unlink(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor = co_await started(self, "{ok, {{one_for_one, 2, 3600}, []}}");
    const Term start = tuple(Atom("naughty_child"), Atom("start_link"), list(supervisor));
    Term child = tuple(Atom("naughty_child"), start, Atom("permanent"), 1000, Atom("worker"), Term());
    Term result = co_await otp::startChild(self, supTest, child);
    c.verify(result[0].isAtom(atoms::ok));
    self.spawn<&terminateNaughty>(supervisor);
    self.send(supervisor, Atom("foo"));
    co_await self.sleep(5000);
    const Term length = co_await self.processInfo(supervisor, Atom("message_queue_len"));
    c.check(length, "{message_queue_len,0}");
    const bool alive = co_await self.isAlive(result[1].pid());
    c.verify(!alive);
    c.done();
}

Process tree(Self self, Record record)
{
    static constexpr const char* Child1 =
        "{supchild1, {supervisor, start_link, [supervisor_SUITE, "
        "{ok, {{one_for_one, 4, 3600}, ["
        "{child1, {supervisor_1, start_child, []}, permanent, 1000, worker, []},"
        "{child2, {supervisor_1, start_child, []}, permanent, 1000, worker, []}]}}]},"
        "permanent, infinity, supervisor, []}";
    static constexpr const char* Child2 =
        "{supchild2, {supervisor, start_link, [supervisor_SUITE, "
        "{ok, {{one_for_one, 4, 3600}, []}}]}, permanent, infinity, supervisor, []}";
    Case c(self, record);
    const Pid top = co_await started(self, "{ok, {{one_for_all, 4, 3600}, []}}");
    const Pid first = co_await childPid(self, top, Child1);
    const Pid second = co_await childPid(self, top, Child2);
    Term result = co_await counts(self, top);
    c.check(result, "[2,2,2,0]");
    const Term workers = co_await otp::whichChildren(self, first);
    c.verify(workers.elements().size() == 2);
    result = co_await counts(self, first);
    c.check(result, "[2,2,0,2]");
    result = co_await counts(self, second);
    c.check(result, "[0,0,0,0]");

    const std::string text3 = childText("child3", "permanent", "error");
    const std::string text4 = childText("child4", "permanent");
    const char* specification3 = text3.c_str();
    const char* specification4 = text4.c_str();
    const Pid pid3 = co_await childPid(self, second, specification3);
    const Pid pid4 = co_await childPid(self, second, specification4);
    result = co_await counts(self, second);
    c.check(result, "[2,2,0,2]");

    // Only the process that dies is restarted.
    co_await terminate(self, second, pid4, child4, abnormal);
    result = co_await otp::whichChildren(self, first);
    c.verify(result == workers);
    result = co_await otp::whichChildren(self, second);
    c.name(pid3, "CPID3");
    c.name(pid4, "CPID4");
    c.name(result.head()[1].pid(), "NEW");
    c.check(result, "[{child4,NEW,worker,[]},{child3,CPID3,worker,[]}]");

    // The tree is restarted, but not the children that were added.
    co_await terminate(self, second, pid3, child3, abnormal);
    co_await self.sleep(1000);
    result = co_await otp::whichChildren(self, top);
    const Pid newSecond = result.head()[1].pid();
    const Pid newFirst = result.tail().head()[1].pid();
    c.verify(newFirst != first && newSecond != second);
    c.name(newFirst, "FIRST");
    c.name(newSecond, "SECOND");
    c.check(result, "[{supchild2,SECOND,supervisor,[]},{supchild1,FIRST,supervisor,[]}]");
    result = co_await counts(self, top);
    c.check(result, "[2,2,2,0]");
    result = co_await counts(self, newFirst);
    c.check(result, "[2,2,0,2]");
    result = co_await otp::whichChildren(self, newSecond);
    c.check(result, "[]");
    c.done();
}

Process count_children(Self self, Record record)
{
    Case c(self, record);
    const Pid supervisor = co_await started(self, ManyTemporary);
    co_await startMany(self, supTest, 1000);
    Term children = co_await otp::whichChildren(self, supTest);
    Term counted = co_await counts(self, supTest);
    c.verify(children.size() == 1000);
    c.check(counted, "[1,1000,0,1000]");
    co_await startMany(self, supTest, 1000);
    counted = co_await counts(self, supTest);
    children = co_await otp::whichChildren(self, supTest);
    c.verify(children.size() == 2000);
    c.check(counted, "[1,2000,0,2000]");
    const Term again = co_await otp::whichChildren(self, supTest);
    c.verify(again == children);
    for (const Term& child : children.elements()) {
        const Term reason = co_await terminate(self, supervisor, child[1].pid(), Term(), atoms::kill);
        c.check(reason, "killed");
    }
    counted = co_await counts(self, supTest);
    c.check(counted, "[1,0,0,0]");
    c.done();
}

/// What sys:get_state shows of a supervisor with two children that were started with a large argument.
Subroutine<std::string> stateWithLargeArgument(Self self, std::string strategy, std::string restart)
{
    static const std::string Large = "\"Potentially large\"";
    const bool simple = strategy == "simple_one_for_one";
    const std::string template_ = simple ? childText("child", restart) : "";
    const Pid supervisor =
        co_await startNameless(self, "{ok, {{" + strategy + ", 2, 3600}, [" + template_ + "]}}");
    for (const std::string id : {"child1", "child2"}) {
        const std::string specification = simple ? "[" + Large + "]" : childText(id, restart, Large);
        const char* text = specification.c_str();
        co_await startChild(self, supervisor, text);
    }
    const Term state = co_await otp::sys::getState(self, supervisor);
    co_await terminate(self, supervisor, atoms::shutdown);
    co_return state.toString();
}

Process do_not_save_start_parameters_for_temporary_children(Self self, Record record)
{
    Case c(self, record);
    for (const std::string strategy : {"one_for_all", "one_for_one", "rest_for_one", "simple_one_for_one"}) {
        for (const std::string restart : {"permanent", "transient", "temporary"}) {
            const std::string state = co_await stateWithLargeArgument(self, strategy, restart);
            const bool kept = state.find("\"Potentially large\"") != std::string::npos;
            c.verify(kept == (restart != "temporary"));
        }
    }
    c.done();
}

Subroutine<> specificationKept(Self self, std::shared_ptr<Case> c, std::string strategy, std::string restart,
                               Term how)
{
    const Pid supervisor = co_await startNameless(self, "{ok, {{" + strategy + ", 2, 3600}, []}}");
    const std::string specification = childText("child1", restart);
    const char* text = specification.c_str();
    const Pid pid = co_await childPid(self, supervisor, text);
    co_await terminate(self, supervisor, pid, child1, how);
    const Term result = co_await startChild(self, supervisor, text);
    const bool stays = how.isAtom(supervisorHow) || (restart == "transient" && how.isAtom(atoms::normal));
    if (restart == "temporary") {
        c->verify(result[0].isAtom(atoms::ok));
    } else if (stays) {
        c->check(result, "{error,already_present}");
        const Term restarted = co_await otp::restartChild(self, supervisor, child1);
        c->verify(restarted[0].isAtom(atoms::ok));
    } else {
        c->verify(result[0].isAtom(atoms::error) && result[1].isTuple(2) &&
                  result[1][0].isAtom(atoms::alreadyStarted));
    }
    co_await terminate(self, supervisor, atoms::shutdown);
}

Process do_not_save_child_specs_for_temporary_children(Self self, Record record)
{
    const auto c = std::make_shared<Case>(self, record);
    const Term hows[] = {atoms::kill, atoms::normal, abnormal, supervisorHow};
    for (const Term& how : hows) {
        for (const std::string strategy : {"one_for_all", "one_for_one", "rest_for_one"}) {
            for (const std::string restart : {"permanent", "transient", "temporary"}) {
                co_await specificationKept(self, c, strategy, restart, how);
            }
        }
    }
    c->done();
}

Subroutine<std::int64_t> timeToTerminate(Self self, int count)
{
    co_await startMany(self, supTest, count);
    const Term children = co_await otp::whichChildren(self, supTest);
    const std::int64_t begin = self.monotonicTime();
    for (const Term& child : children.elements()) {
        co_await otp::terminateChild(self, supTest, child[1]);
    }
    co_return self.monotonicTime() - begin;
}

Process simple_one_for_one_scale_many_temporary_children(Self self, Record record)
{
    Case c(self, record);
    co_await startLink(self, ManyTemporary);
    const std::int64_t few = co_await timeToTerminate(self, 1000);
    const std::int64_t many = co_await timeToTerminate(self, 10'000);
    c.verify(many <= 50 * few); // ten times the work
    c.done();
}

Process temporary_bystander(Self self, Record record)
{
    Case c(self, record);
    const std::string permanent = childText("child1", "permanent");
    const std::string temporary = childText("child2", "temporary");
    for (const std::string strategy : {"one_for_all", "rest_for_one"}) {
        const Pid supervisor = co_await startNameless(self, "{ok, {{" + strategy + ", 2, 300}, []}}");
        const char* first = permanent.c_str();
        const char* second = temporary.c_str();
        const Pid pid = co_await childPid(self, supervisor, first);
        co_await childPid(self, supervisor, second);
        co_await terminate(self, supervisor, pid, child1, atoms::normal);
        co_await self.sleep(350);
        const bool alive = co_await self.isAlive(supervisor);
        c.verify(alive);
        const Term children = co_await otp::whichChildren(self, supervisor);
        c.verify(children.size() == 1 && children.head()[0].isAtom(child1) && children.head()[1].isPid());
    }
    c.done();
}

Subroutine<> failToRestart(Self self)
{
    SupervisorDeadlock::failStart = true;
    otp::cast(self, Atom("supervisor_deadlock"), Atom("restart"));
    co_await self.sleep(2000);
}

Process hanging_restart_loop(Self self, Record record)
{
    static constexpr const char* Child =
        "{child1, {supervisor_deadlock, start_child, []}, permanent, brutal_kill, worker, []}";
    Case c(self, record);
    SupervisorDeadlock::failStart = false;
    const Pid supervisor = co_await started(self, "{ok, {{one_for_one, 8, 10}, []}}");
    const Pid first = co_await childPid(self, supTest, Child);
    self.link(first);
    co_await failToRestart(self);
    Term result = co_await startChild(self, supTest, Child);
    c.check(result, "{error,already_present}");
    result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,restarting}");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "{error,restarting}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,restarting,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,0,0,1]");
    result = co_await otp::terminateChild(self, supTest, child1);
    c.check(result, "ok");
    result = co_await exitOf(self, first);
    c.check(result, "error");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{child1,undefined,worker,[]}]");

    SupervisorDeadlock::failStart = false;
    result = co_await otp::restartChild(self, supTest, child1);
    const Pid second = result[1].pid();
    self.link(second);
    co_await failToRestart(self);
    result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    result = co_await exitOf(self, second);
    c.check(result, "error");
    c.verify(!self.whereis(supTest));
    c.done();
}

Process hanging_restart_loop_simple(Self self, Record record)
{
    Case c(self, record);
    SupervisorDeadlock::failStart = false;
    const Pid supervisor = co_await started(
        self, "{ok, {{simple_one_for_one, 8, 10}, "
              "[{child1, {supervisor_deadlock, start_child, []}, permanent, brutal_kill, worker, []}]}}");
    const Pid first = co_await childPid(self, supTest, "[]");
    self.link(first);
    co_await failToRestart(self);
    Term result = co_await otp::restartChild(self, supTest, child1);
    c.check(result, "{error,simple_one_for_one}");
    result = co_await otp::deleteChild(self, supTest, child1);
    c.check(result, "{error,simple_one_for_one}");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[{undefined,restarting,worker,[]}]");
    result = co_await counts(self, supTest);
    c.check(result, "[1,0,0,1]");
    result = co_await otp::terminateChild(self, supTest, first);
    c.check(result, "ok");
    result = co_await exitOf(self, first);
    c.check(result, "error");
    result = co_await otp::whichChildren(self, supTest);
    c.check(result, "[]");

    SupervisorDeadlock::failStart = false;
    const Pid second = co_await childPid(self, supTest, "[]");
    self.link(second);
    co_await failToRestart(self);
    result = co_await terminate(self, supervisor, atoms::shutdown);
    c.check(result, "shutdown");
    result = co_await exitOf(self, second);
    c.check(result, "error");
    c.verify(!self.whereis(supTest));
    c.done();
}

} // namespace cases

} // namespace

class SupervisorSuiteChildrenTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { defineModules(); }

    SIMULATED_CASE(child_unlink)
    SIMULATED_CASE(tree)
    void count_children() { QCOMPARE(timelessCase<&cases::count_children>(3), QStringLiteral("ok")); }
    TIMELESS_CASE(do_not_save_start_parameters_for_temporary_children)
    TIMELESS_CASE(do_not_save_child_specs_for_temporary_children)
    void simple_one_for_one_scale_many_temporary_children()
    {
        const QStringList lines = linesThreaded<&cases::simple_one_for_one_scale_many_temporary_children>(1);
        QCOMPARE(joined(lines), QStringLiteral("ok"));
    }
    SIMULATED_CASE(temporary_bystander)
    SIMULATED_CASE(hanging_restart_loop)
    SIMULATED_CASE(hanging_restart_loop_simple)
};

QTEST_APPLESS_MAIN(SupervisorSuiteChildrenTest)
#include "supervisor_suite_children_test.moc"
