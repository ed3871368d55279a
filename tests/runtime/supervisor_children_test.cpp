// SPDX-License-Identifier: GPL-3.0-or-later
#include "supervisor_suite.h"

// Child specifications made in C++, the order of starts and stops, what failing starts return, significant
// children, and reports.
using namespace factorama;
using namespace factorama::testing;
using namespace factorama::testing::suite;

namespace {

const Atom childA("child_a");
const Atom childB("child_b");
const Atom oops("oops");

Process worker(Self self, Record record, Atom name, Term greeting)
{
    record->add("start " + name.toString() + " " + greeting.toString());
    self.setTrapExit(true);
    const auto ordered = tuple(atoms::stop, any);
    const auto exited = tuple(atoms::exit, any, any);
    const Message message = co_await self.receive(ordered, exited);
    record->add("stop " + name.toString());
    self.exit(message[message.clause() == 0 ? 1 : 2]);
}

/// Records when it is called; the process itself begins when it is scheduled.
Subroutine<otp::StartedChild> startWorker(Self supervisor, Record record, Atom name, Term greeting)
{
    record->add("called " + name.toString());
    const Pid pid = supervisor.spawnLink<&worker>(std::make_shared<Recorder>(), name, greeting);
    co_return otp::StartedChild::ok(pid);
}

/// Records its end, in the order in which its supervisor waits for it.
class Ending : public otp::GenServer {
public:
    Ending(Record record, Atom name) : m_record(std::move(record)), m_name(name) {}
    otp::Init init(Self self) override
    {
        m_record->add("start " + m_name.toString());
        self.setTrapExit(true);
        return otp::Init::ok();
    }
    void terminate(Self, Term) override { m_record->add("stop " + m_name.toString()); }

private:
    Record m_record;
    Atom m_name;
};

class Counter : public otp::GenServer {
public:
    explicit Counter(std::int64_t count) : m_count(count) {}
    Counter(std::int64_t count, Term more) : m_count(count + more.integer()) {}
    otp::Decision handleCall(Self, Term, otp::From) override { return otp::Decision::reply(m_count); }

private:
    std::int64_t m_count;
};

Subroutine<otp::StartedChild> failing(Self, Atom how)
{
    if (how == atoms::error) {
        throw Raised::error(oops);
    }
    if (how == atoms::exit) {
        throw Raised::exit(oops);
    }
    if (how == atoms::nocatch) {
        throw Raised::thrown(tuple(atoms::error, oops));
    }
    co_return otp::StartedChild::failed(oops);
}

otp::SupervisorInit initWith(Record record, std::int64_t count)
{
    otp::SupervisorSpecification tree;
    tree.children.push_back(otp::childServer<Counter>(childA, count));
    tree.children.push_back(otp::childFunction<&startWorker>(childB, record, childB, "hello"));
    return tree;
}

/// Ends a child that obeys {stop, Reason}.
Subroutine<> order(Self self, Pid pid, Term reason)
{
    const Reference monitor = self.monitor(pid);
    self.send(pid, tuple(atoms::stop, reason));
    const auto down = tuple(atoms::down, monitor, any, any, any);
    const Message message = co_await self.receive(down);
}

Process startsInOrderAndStopsInReverse(Self self, Record record)
{
    self.setTrapExit(true);
    otp::SupervisorSpecification inner;
    inner.children.push_back(otp::childServer<Ending>(Atom("inner"), record, Atom("inner")));
    otp::SupervisorSpecification tree;
    tree.children.push_back(otp::childServer<Ending>(childA, record, childA));
    tree.children.push_back(otp::childSupervisor(Atom("tree"), inner));
    tree.children.push_back(otp::childServer<Counter>(Atom("counter"), 3));
    tree.children.push_back(otp::childFunction<&startWorker>(childB, record, childB, tuple(1, "one")));
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    const Term children = co_await otp::whichChildren(self, started.pid);
    Term what = atoms::ok;
    const Pid counter = children.tail().head()[1].pid();
    const Term count = co_await otp::call(self, counter, what);
    record->add(count);
    const Term reason = co_await terminate(self, started.pid, atoms::shutdown);
    record->add(reason);
}

Process anInitCallbackRunsInTheSupervisor(Self self, Record record)
{
    const otp::Started started = co_await otp::startSupervisorLink<&initWith>(self, supTest, record, 7);
    const Term children = co_await otp::whichChildren(self, supTest);
    const Pid counter = children.tail().head()[1].pid();
    Term what = atoms::ok;
    const Term count = co_await otp::call(self, counter, what);
    record->add(count);
    const Term call = co_await self.processInfo(started.pid, Atom("initial_call"));
    record->add(call);
    co_await self.sleep(10);
}

Process childrenGoThroughMessages(Self self, Record record)
{
    const otp::Started started = co_await otp::startSupervisorLink(self, otp::SupervisorSpecification());
    const otp::ChildSpecification child = otp::childServer<Counter>(childA, 5).transient().stoppedWithin(100);
    Term result = co_await otp::startChild(self, started.pid, child);
    const Pid pid = result[1].pid();
    result = co_await otp::getChildspec(self, started.pid, childA);
    const Term expected =
        erl("#{id => child_a, start => {'Counter', start_link, [5]}, restart => transient, "
            "significant => false, shutdown => 100, type => worker, modules => ['Counter']}");
    record->add(result[1] == expected ? "the specification" : result.toString());
    self.exit(pid, atoms::kill);
    Term count;
    while (count.isNil()) { // until it is restarted
        const Term children = co_await otp::whichChildren(self, started.pid);
        const Term now = children.head()[1];
        if (now.isPid() && now.pid() != pid) {
            Term what = atoms::ok;
            count = co_await otp::call(self, now.pid(), what);
        }
    }
    record->add(count);
    result = co_await otp::startChild(self, started.pid, child);
    record->add(result[1][0]);
}

Process simpleOneForOneAppendsArguments(Self self, Record record)
{
    otp::SupervisorSpecification tree;
    tree.strategy = otp::RestartStrategy::SimpleOneForOne;
    tree.children.push_back(otp::childServer<Counter>(childA, 5));
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    for (const char* arguments : {"[]", "[10]"}) {
        const Pid pid = co_await childPid(self, started.pid, arguments);
        Term what = atoms::ok;
        const Term count = co_await otp::call(self, pid, what);
        record->add(count);
    }
    const Term result = co_await startChild(self, started.pid, "[1,2,3]");
    record->add(list(result[0], result[1][0], result[1][1][0]));

    otp::SupervisorSpecification workers;
    workers.strategy = otp::RestartStrategy::SimpleOneForOne;
    workers.children.push_back(otp::childProcess<&worker>(childB, record).killed());
    const otp::Started pool = co_await otp::startSupervisorLink(self, workers);
    co_await startChild(self, pool.pid, "[first,{hello,world}]");
    co_await self.sleep(10);
}

Process whatFailingStartsReturn(Self self, Record record)
{
    self.setTrapExit(true);
    const otp::Started empty = co_await otp::startSupervisorLink(self, otp::SupervisorSpecification());
    for (const Atom how : {atoms::badarg, atoms::error, atoms::exit, atoms::nocatch}) {
        otp::SupervisorSpecification tree;
        tree.children.push_back(otp::childServer<Counter>(childB, 2));
        tree.children.push_back(otp::childFunction<&failing>(childA, how));
        const otp::Started started = co_await otp::startSupervisorLink(self, tree);
        const Term what = started.error[1][2];
        record->add(tuple(started.error[0], started.error[1][0], started.error[1][1],
                          what.isTuple() && what[1].isTuple() ? Term(tuple(what[0], what[1][0])) : what));
        const Term result = co_await otp::startChild(self, empty.pid, tree.children[1]);
        const Term record9 = result[1][1];
        record->add(list(record9[0], record9[1], record9[2], record9[4], record9[5]));
    }
    const Term children = co_await otp::whichChildren(self, empty.pid);
    record->add(children);
}

// -- significant children --

otp::SupervisorSpecification significantTree(Record record, otp::AutoShutdown autoShutdown)
{
    otp::SupervisorSpecification tree;
    tree.autoShutdown = autoShutdown;
    tree.children.push_back(
        otp::childProcess<&worker>(childA, record, childA, "").transient().asSignificant());
    tree.children.push_back(
        otp::childProcess<&worker>(childB, record, childB, "").temporary().asSignificant());
    tree.children.push_back(otp::childProcess<&worker>(Atom("other"), record, Atom("other"), "").transient());
    return tree;
}

/// Ends children by their index in which_children; is the supervisor still there afterwards?
Subroutine<std::string> afterEnds(Self self, otp::AutoShutdown autoShutdown,
                                  std::vector<std::pair<int, Term>> ends)
{
    self.setTrapExit(true);
    const auto ignored = std::make_shared<Recorder>();
    const otp::SupervisorSpecification tree = significantTree(ignored, autoShutdown);
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    const Term children = co_await otp::whichChildren(self, started.pid);
    std::string lives;
    for (const auto& [index, reason] : ends) {
        const Pid pid = children.elements()[static_cast<std::size_t>(index)][1].pid();
        const Term why = reason;
        co_await order(self, pid, why);
        co_await self.sleep(10);
        const bool alive = co_await self.isAlive(started.pid);
        lives += alive ? "+" : "-";
    }
    const bool alive = co_await self.isAlive(started.pid);
    if (alive) {
        co_await terminate(self, started.pid, atoms::shutdown);
    } else {
        const Term reason = co_await exitOf(self, started.pid);
        lives += reason.toString();
    }
    co_return lives;
}

Process significantChildren(Self self, Record record)
{
    constexpr int Other = 0;
    constexpr int B = 1;
    constexpr int A = 2;
    using Ends = std::vector<std::pair<int, Term>>;
    const Ends otherFirst{{Other, atoms::normal}, {A, atoms::normal}};
    const Ends abnormalFirst{{A, oops}, {B, oops}};
    const Ends bothNormally{{B, atoms::shutdown}, {A, atoms::normal}};
    std::string lives = co_await afterEnds(self, otp::AutoShutdown::AnySignificant, otherFirst);
    record->add(lives);
    lives = co_await afterEnds(self, otp::AutoShutdown::AnySignificant, abnormalFirst);
    record->add(lives);
    lives = co_await afterEnds(self, otp::AutoShutdown::AllSignificant, bothNormally);
    record->add(lives);
    lives = co_await afterEnds(self, otp::AutoShutdown::AllSignificant, otherFirst);
    record->add(lives);
    const otp::SupervisorSpecification tree = significantTree(record, otp::AutoShutdown::Never);
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    record->add(started.error);
}

Process waitAndCall(Self self, Pid supervisor)
{
    co_await otp::startChild(self, supervisor, otp::childServer<Counter>(Atom("late"), 1));
}

/// The supervisor gets to the request only when the one who asked is no more.
Process aKilledCallersChildIsStarted(Self self, Record record)
{
    const otp::Started started = co_await otp::startSupervisorLink(self, otp::SupervisorSpecification());
    co_await self.suspend(started.pid);
    const Pid caller = self.spawn<&waitAndCall>(started.pid);
    co_await self.sleep(10);
    co_await terminate(self, caller, atoms::kill);
    self.resume(started.pid);
    const Term children = co_await otp::whichChildren(self, started.pid);
    record->add(children.head()[0]);
}

Process reports(Self self, Record record)
{
    self.setTrapExit(true);
    otp::SupervisorSpecification tree;
    tree.name = supTest;
    tree.intensity = 0;
    const auto ignored = std::make_shared<Recorder>();
    tree.children.push_back(otp::childProcess<&worker>(childA, ignored, childA, ""));
    const otp::Started started = co_await otp::startSupervisorLink(self, tree);
    const Term children = co_await otp::whichChildren(self, started.pid);
    co_await order(self, children.head()[1].pid(), oops);
    co_await exitOf(self, started.pid);
    for (const Notice& notice : self.runtime().logBook().after(0)) {
        std::string text = notice.text;
        if (const std::size_t pid = text.find('<'); pid != std::string::npos) {
            text.replace(pid, text.find('>') + 1 - pid, "PID");
        }
        record->add(text);
    }
}

} // namespace

class SupervisorChildrenTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { defineModules(); }

    void order()
    {
        QCOMPARE(
            simulated<&startsInOrderAndStopsInReverse>(),
            QStringLiteral(
                "start child_a | start inner | called child_b | 3 | stop inner | stop child_a | shutdown"));
    }
    void callback()
    {
        QCOMPARE(simulated<&anInitCallbackRunsInTheSupervisor>(),
                 QStringLiteral("called child_b | 7 | {initial_call,{supervisor,factorama,1}}"));
    }
    void throughMessages()
    {
        COMPARE_LINES(&childrenGoThroughMessages, "the specification | 5 | already_started");
    }
    void simpleOneForOne()
    {
        QCOMPARE(simulated<&simpleOneForOneAppendsArguments>(),
                 QStringLiteral("5 | 15 | [error,'EXIT',undef] | start first {hello,world}"));
    }
    void failingStarts()
    {
        const QString failed = QStringLiteral("{shutdown,failed_to_start_child,child_a,%1} | "
                                              "[child,undefined,child_a,permanent,false] | ");
        const QString asExit = failed.arg(QStringLiteral("{'EXIT',oops}"));
        const QString plain = failed.arg(QStringLiteral("oops"));
        QCOMPARE(simulated<&whatFailingStartsReturn>(),
                 plain + asExit + asExit + plain + QStringLiteral("[]"));
    }
    void significant()
    {
        QCOMPARE(simulated<&significantChildren>(),
                 QStringLiteral("+-shutdown | +-shutdown | +-shutdown | ++ | "
                                "{start_spec,{bad_combination,[{auto_shutdown,never},{significant,true}]}}"));
    }
    void killedCaller() { QCOMPARE(simulated<&aKilledCallersChildIsStarted>(), QStringLiteral("late")); }
    void supervisorReports()
    {
        QCOMPARE(simulated<&reports>(),
                 QStringLiteral("child_a PID child_terminated: oops. Supervisor: {local,sup_test}. | "
                                "child_a PID shutdown: reached_max_restart_intensity. "
                                "Supervisor: {local,sup_test}."));
    }

private:
    template<auto body>
    static QString simulated()
    {
        QString first;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const QString lines = joined(linesSimulated<body>(seed));
            if (seed == 0) {
                first = lines;
            } else if (lines != first) {
                return QStringLiteral("%1 (seed %2)").arg(lines).arg(seed);
            }
        }
        return first;
    }
};

QTEST_APPLESS_MAIN(SupervisorChildrenTest)
#include "supervisor_children_test.moc"
