// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#include <set>
#include <stdexcept>

using namespace factorama;
using namespace factorama::testing;

namespace process_bodies {

const Atom hello("hello");
const Atom stop("stop");
const Atom a("a");
const Atom b("b");
const Atom c("c");
const Atom late("late");

Process idle(Self self)
{
    co_await self.receive(stop);
}

/// Can be moved so many times.
class Fragile {
public:
    explicit Fragile(int moves) : m_moves(moves) {}
    Fragile(Fragile&& other) : m_moves(other.m_moves - 1)
    {
        if (m_moves < 0) {
            throw std::runtime_error("moved too often");
        }
    }
    Fragile& operator=(Fragile&&) = delete;

private:
    int m_moves;
};

Process takesFragile(Self self, Counted, Fragile)
{
    co_await self.yield();
}

Process echo(Self self, Record record)
{
    const Message m = co_await self.receive(any);
    record->add(m.term());
}

Process spawnAndSend(Self self, Record record)
{
    const Pid pid = self.spawn<echo>(record);
    self.send(pid, tuple(hello, 42, "text"));
    self.send(pid, late); // to a process that is dead by then, or not: nobody minds
    co_await self.sleep(0);
}

Process selective(Self self, Record record)
{
    self.send(self.pid(), tuple(a, 1));
    self.send(self.pid(), tuple(b, 2));
    self.send(self.pid(), tuple(a, 3));
    self.send(self.pid(), tuple(b, 4));
    for (int i = 0; i < 2; ++i) {
        const Message m = co_await self.receive(tuple(b, any));
        record->add(m.term());
    }
    for (int i = 0; i < 2; ++i) {
        const Message m = co_await self.receive(any);
        record->add(m.term());
    }
}

/// Messages decide first, then clauses: the first message that matches any clause.
Process clauses(Self self, Record record)
{
    self.send(self.pid(), tuple(a, 1));
    self.send(self.pid(), tuple(b, 2));
    const Message first = co_await self.receive(tuple(b, any), tuple(a, any));
    record->add(tuple(first.clause(), first.term()));
    const Message second = co_await self.receive(any, tuple(b, any));
    record->add(tuple(second.clause(), second.term()));
    self.send(self.pid(), 5);
    const Message third = co_await self.receive(5.0, anyAtom, 5, anyInteger);
    record->add(Term(third.clause()));
}

Process afterZero(Self self, Record record)
{
    const Message none = co_await self.receive(any).after(0);
    record->add(none.timedOut() ? "timeout" : "message");
    for (int i = 0; i < 20; ++i) {
        self.send(self.pid(), tuple(a, i));
    }
    self.send(self.pid(), b);
    const Message found = co_await self.receive(b).after(0); // it scans all that has arrived
    record->add(found.term());
    const Message missing = co_await self.receive(c).after(0);
    record->add(Term(missing.clause()));
    const Message kept = co_await self.receive(any).after(0);
    record->add(kept.term());
}

Process pester(Self self, Pid to, int times)
{
    for (int i = 0; i < times; ++i) {
        co_await self.sleep(2);
        self.send(to, tuple(a, i));
    }
}

/// The clock of a time-out starts once; messages that do not match do not start it anew.
Process clockIsNotRestarted(Self self, Record record)
{
    const Pid other = self.spawnLink<pester>(self.pid(), 1000);
    const std::int64_t start = self.monotonicTime();
    const Message none = co_await self.receive(hello).after(20);
    record->add(none.timedOut() ? "timeout" : "message");
    const std::int64_t milliseconds = (self.monotonicTime() - start) / 1'000'000;
    record->add(milliseconds >= 20 && milliseconds < 1500 ? "in time"
                                                          : "after " + std::to_string(milliseconds));
    const Message first = co_await self.receive(any);
    record->add(first.term());
    self.unlink(other);
    self.exit(other, atoms::kill);
}

/// A message that comes in time is received, and the timer that was set for it never shows.
Process timerOfAnEarlierReceive(Self self, Record record)
{
    self.sendAfter(1, self.pid(), a);
    const Message in = co_await self.receive(a).after(5);
    record->add(in.term());
    const Message none = co_await self.receive(b).after(30);
    record->add(none.timedOut() ? "timeout" : "message");
    const Message nothing = co_await self.receive(any).after(0);
    record->add(nothing.timedOut() ? "empty" : "message");
}

Process badTimeout(Self self, Record record)
{
    for (const std::int64_t milliseconds : {std::int64_t{-1}, std::int64_t{4'294'967'296}}) {
        try {
            co_await self.receive(any).after(milliseconds);
            record->add("no error");
        } catch (const Raised& raised) {
            record->add(raised.what());
        }
    }
    self.send(self.pid(), a);
    try {
        const Message m =
            co_await self.receive(any).after(-5); // a message that is there is taken all the same
        record->add(m.term());
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
}

// -- reasons --

Process returns(Self self)
{
    co_await self.sleep(0);
}

Process exits(Self self)
{
    co_await self.sleep(0);
    self.exit(Term(tuple(a, b)));
}

Process exitsNormally(Self self)
{
    co_await self.sleep(0);
    self.exit(atoms::normal);
}

Process exitsKill(Self self)
{
    co_await self.sleep(0);
    self.exit(atoms::kill);
}

Process errs(Self self, int level)
{
    co_await self.sleep(0);
    throw Raised::error(tuple(atoms::badmatch, level));
}

Process throws(Self self)
{
    co_await self.sleep(0);
    throw Raised::thrown(a);
}

Process throwsException(Self self)
{
    co_await self.sleep(0);
    throw std::runtime_error("it broke");
}

Process throwsSomething(Self self)
{
    co_await self.sleep(0);
    throw 42;
}

Process badarg(Self self)
{
    co_await self.sleep(0);
    self.send(Atom("nobody is called this"), a);
}

Subroutine<int> failing(Self self)
{
    co_await self.sleep(0);
    throw Raised::error(c);
}

Process failsInSubroutine(Self self)
{
    const int value = co_await failing(self);
    self.exit(Term(value));
}

Process catchesFromSubroutine(Self self)
{
    bool caught = false;
    try {
        co_await failing(self);
    } catch (const Raised&) {
        caught = true;
    }
    co_await self.sleep(1);
    self.exit(Term(caught));
}

Subroutine<> reasonOf(Self self, Record record, Reference monitor)
{
    const Message m = co_await self.receive(tuple(atoms::down, monitor, atoms::process, anyPid, any));
    record->add(m[4]);
}

Process reasons(Self self, Record record)
{
    co_await reasonOf(self, record, self.spawnMonitor<returns>().second);
    co_await reasonOf(self, record, self.spawnMonitor<exits>().second);
    co_await reasonOf(self, record, self.spawnMonitor<exitsNormally>().second);
    co_await reasonOf(self, record, self.spawnMonitor<exitsKill>().second);
    co_await reasonOf(self, record, self.spawnMonitor<errs>(7).second);
    co_await reasonOf(self, record, self.spawnMonitor<throws>().second);
    co_await reasonOf(self, record, self.spawnMonitor<badarg>().second);
    co_await reasonOf(self, record, self.spawnMonitor<failsInSubroutine>().second);
    co_await reasonOf(self, record, self.spawnMonitor<catchesFromSubroutine>().second);
}

Process reasonsOfExceptions(Self self, Record record)
{
    co_await reasonOf(self, record, self.spawnMonitor<throwsException>().second);
    co_await reasonOf(self, record, self.spawnMonitor<throwsSomething>().second);
}

Process crashesBesideOthers(Self self, Record record)
{
    const Pid other = self.spawn<echo>(record);
    const auto [crashing, monitor] = self.spawnMonitor<errs>(1);
    const Message down = co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    const bool alive = co_await self.isAlive(other);
    record->add(alive ? "alive" : "dead");
    self.send(other, hello);
}

// -- spawn/3 --

Process defined(Self self, std::vector<Term> arguments)
{
    self.send(arguments[0].pid(), tuple(hello, arguments[1]));
    co_await self.sleep(0);
}

Process spawnsByName(Self self, Record record)
{
    self.spawn(Atom("module"), Atom("function"), {self.pid(), list(1, 2)});
    const Message m = co_await self.receive(any);
    record->add(m.term());
    SpawnOptions options;
    options.monitor = true;
    const Spawned spawned = self.spawn(Atom("module"), Atom("missing"), {1, 2}, std::move(options));
    co_await reasonOf(self, record, spawned.monitor);
}

// -- the rest --

Process outer(Self self, Counted counted)
{
    co_await self.receive(stop);
    static_cast<void>(counted);
}

struct Goodbye {
    Self self;
    Pid to;
    Record record;
    ~Goodbye()
    {
        // All of this does nothing: the process is exiting.
        self.send(to, Atom("from a destructor"));
        self.send(Atom("nobody"), a);
        self.exit(to, atoms::kill);
        self.link(to);
        self.unlink(to);
        self.registerName(Atom("goodbye"));
        self.unregisterName(Atom("nobody"));
        self.spawn<idle>();
        self.sendAfter(0, to, Atom("from a destructor"));
        self.monitor(to);
        self.monitor(Atom("nobody"));
        self.demonitor(Reference::make());
        self.setTrapExit(true);
        record->add("destroyed");
    }
};

Process sleepsWithGoodbye(Self self, Pid parent, Record record)
{
    const Goodbye goodbye{self, parent, record};
    self.send(parent, a);
    co_await self.receive(stop);
}

Process destructorsDoNothing(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<sleepsWithGoodbye>(self.pid(), record);
    co_await self.receive(a);
    self.exit(pid, atoms::kill);
    co_await reasonOf(self, record, monitor);
    const Message none = co_await self.receive(any).after(5);
    record->add(none.timedOut() ? "nothing" : none.term().toString());
}

/// exit(self(), R) takes effect before it returns: nothing after it happens.
Process exitsItself(Self self, Pid parent, Term reason)
{
    try {
        self.exit(self.pid(), reason);
    } catch (...) {
    }
    self.send(parent, Atom("still here"));
    co_await self.sleep(0);
    self.send(parent, Atom("still here"));
}

Process exitSelf(Self self, Record record)
{
    for (const Atom reason : {atoms::normal, atoms::kill, a}) {
        co_await reasonOf(self, record, self.spawnMonitor<exitsItself>(self.pid(), reason).second);
        const Message m = co_await self.receive(any).after(0);
        record->add(m.timedOut() ? "nothing" : m.term().toString());
    }
}

Process takesATermAndAList(Self self, Pid to, Term term, std::vector<Term> terms)
{
    self.send(to, tuple(term, Term::list(terms)));
    co_await self.sleep(0);
}

Process passesArguments(Self self, Record record)
{
    const Term term = list(1, tuple(a, "b"));
    self.spawn<takesATermAndAList>(self.pid(), term, std::vector<Term>{term, term});
    const Message m = co_await self.receive(any);
    record->add(m.term());
}

/// Waits for a reference made just before, in front of a long mailbox.
Process answers(Self self)
{
    for (;;) {
        const Message m = co_await self.receive(tuple(anyPid, anyReference), stop);
        if (m.clause() == 1) {
            co_return;
        }
        self.send(m[0].pid(), m[1]);
    }
}

Process callsWithLongMailbox(Self self, std::shared_ptr<std::atomic<std::uint64_t>> reductions)
{
    const Pid server = self.spawn<answers>();
    for (int i = 0; i < 10'000; ++i) {
        self.send(self.pid(), i);
    }
    co_await self.receive(9'999);
    co_await self.yield();
    const std::uint64_t before = self.process().reductions();
    for (int i = 0; i < 100; ++i) {
        const Reference reference = self.makeReference();
        self.send(server, tuple(self.pid(), reference));
        co_await self.receive(reference);
    }
    co_await self.yield();
    *reductions = self.process().reductions() - before;
    self.send(server, stop);
}

} // namespace process_bodies

using namespace process_bodies;

class ProcessTest : public QObject {
    Q_OBJECT

private slots:
    void spawnsAndSends() { COMPARE_LINES(spawnAndSend, "{hello,42,<<\"text\">>}"); }
    void receivesSelectively() { COMPARE_LINES(selective, "{b,2} | {b,4} | {a,1} | {a,3}"); }
    void triesClausesInOrder() { COMPARE_LINES(clauses, "{1,{a,1}} | {0,{b,2}} | 2"); }
    void afterZeroScansEverything() { COMPARE_LINES(afterZero, "timeout | b | -1 | {a,0}"); }
    void doesNotRestartTheClock() { COMPARE_LINES(clockIsNotRestarted, "timeout | in time | {a,0}"); }
    void timersOfReceivesDoNotLeak() { COMPARE_LINES(timerOfAnEarlierReceive, "a | timeout | empty"); }
    void refusesBadTimeouts() { COMPARE_LINES(badTimeout, "error:timeout_value | error:timeout_value | a"); }

    void endsWithReasons()
    {
        COMPARE_LINES(reasons, "normal | {a,b} | normal | kill | "
                               "{{badmatch,7},[{process_bodies,errs,1,[]}]} | "
                               "{{nocatch,a},[{process_bodies,throws,0,[]}]} | "
                               "{badarg,[{process_bodies,badarg,0,[]}]} | "
                               "{c,[{process_bodies,failsInSubroutine,0,[]}]} | true");
    }

    void endsWithReasonsOfExceptions()
    {
        COMPARE_LINES(
            reasonsOfExceptions,
            "{{cpp_exception,<<\"it broke\">>},[{process_bodies,throwsException,0,[]}]} | "
            "{{cpp_exception,<<\"not a std::exception\">>},[{process_bodies,throwsSomething,0,[]}]}");
    }

    void crashesHurtNobodyElse() { COMPARE_LINES(crashesBesideOthers, "alive | hello"); }
    void passesArgumentsByValue()
    {
        COMPARE_LINES(passesArguments, "{[1,{a,<<\"b\">>}],[[1,{a,<<\"b\">>}],[1,{a,<<\"b\">>}]]}");
    }
    void destructorsOfDeadProcessesDoNothing()
    {
        COMPARE_LINES(destructorsDoNothing, "destroyed | killed | nothing");
    }
    void exitToOneselfIsImmediate()
    {
        COMPARE_LINES(exitSelf, "normal | nothing | killed | nothing | a | nothing");
    }

    void logsCrashesOnly()
    {
        const auto record = std::make_shared<Recorder>();
        Runtime runtime(simulated(1));
        std::vector<Notice> heard;
        runtime.logBook().setListener([&](const Notice& notice) { heard.push_back(notice); });
        runtime.spawn<reasons>(record);
        runtime.spawn<exitSelf>(record);
        runtime.simulation()->run();
        QCOMPARE(heard.size(), std::size_t{4}); // error, throw, badarg, and the one in the subroutine
        for (const Notice& notice : heard) {
            QVERIFY(notice.kind == Notice::Kind::Crash);
            QVERIFY(notice.pid);
            QVERIFY(notice.text.find(notice.pid.toString()) != std::string::npos);
        }
        QVERIFY(heard[0].text.find("process_bodies:errs/1") != std::string::npos);
        QVERIFY(heard[0].text.find("{badmatch,7}") != std::string::npos);
    }

    void logsTheRegisteredName()
    {
        Runtime runtime(simulated(1));
        SpawnOptions options;
        options.name = Atom("worker_1");
        runtime.spawnWith<errs>(std::move(options), 1);
        runtime.simulation()->run();
        QCOMPARE(runtime.logBook().after(0).size(), std::size_t{1});
        QVERIFY(runtime.logBook().after(0)[0].text.find("worker_1") != std::string::npos);
    }

    void spawnsFunctionsByName()
    {
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto record = std::make_shared<Recorder>();
            Runtime runtime(simulated(seed));
            runtime.defineFunction(Atom("module"), Atom("function"), 2, &defined);
            runtime.spawn<spawnsByName>(record);
            runtime.simulation()->run();
            QCOMPARE(record->lines().value(0), QStringLiteral("{hello,[1,2]}"));
            // Erlang: {undef,[{module,missing,[1,2],[]}]}
            QVERIFY2(record->lines().value(1).startsWith(QStringLiteral("{undef,[{module,missing,")),
                     qPrintable(record->lines().value(1)));
        }
    }

    void refusesMoreProcessesThanAllowed()
    {
        Runtime::Options options = simulated(1);
        options.maximumProcesses = 10;
        Runtime runtime(options);
        std::vector<Pid> pids;
        for (int i = 0; i < 10; ++i) {
            pids.push_back(runtime.spawn<idle>());
        }
        for (int i = 0; i < 3; ++i) {
            try {
                runtime.spawn<outer>(Counted());
                QFAIL("there is one too many");
            } catch (const Raised& raised) {
                QCOMPARE(raised.what(), "error:system_limit");
            }
        }
        QCOMPARE(Counted::alive(), 0);
        QCOMPARE(runtime.processes().count(), std::size_t{10});
        QVERIFY(runtime.send(pids[3], process_bodies::stop));
        runtime.simulation()->run();
        QCOMPARE(runtime.processes().count(), std::size_t{9});
        const Pid next = runtime.spawn<idle>();
        QVERIFY(next != pids[3]); // the old pid stays dead
        QVERIFY(!runtime.send(pids[3], process_bodies::stop));
        QVERIFY(runtime.isAlive(next));
    }

    void pidsComeBackLate()
    {
        Runtime runtime(simulated(1));
        std::set<std::uint32_t> indexes;
        for (int i = 0; i < 500; ++i) {
            const Pid pid = runtime.spawn<returns>();
            QVERIFY(indexes.insert(pid.index()).second);
            runtime.simulation()->run();
            QVERIFY(!runtime.isAlive(pid));
        }
        std::set<std::uint64_t> pids;
        for (int i = 0; i < 20'000; ++i) {
            QVERIFY(pids.insert(runtime.spawn<returns>().bits()).second);
            runtime.simulation()->run();
        }
        QCOMPARE(runtime.processes().count(), std::size_t{0});
    }

    void knowsInitialCallsAndNames()
    {
        Runtime runtime(simulated(1));
        const Pid pid = runtime.spawn<errs>(1);
        const EpochPin pin(runtime.epochs());
        const ControlBlock* process = runtime.processes().find(pid);
        QCOMPARE(process->initialCall().toString(), std::string("process_bodies:errs/1"));
        QVERIFY(process->parent == Pid());
        QCOMPARE(pid.toString(), std::string("<0.1.0>"));
    }

    void framesAreAligned()
    {
        Runtime runtime(simulated(1));
        const EpochPin pin(runtime.epochs());
        std::vector<Term> others; // of all sizes, from the same pool
        for (int i = 0; i < 5000; ++i) {
            for (std::size_t size = 0; size < 20; ++size) {
                others.push_back(Term::tuple(std::vector<Term>(size)));
            }
            const ControlBlock* process = runtime.processes().find(runtime.spawn<outer>(Counted()));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(process + 1) % __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                     std::uintptr_t{0});
        }
    }

    void endsWithItsFramesDestroyed()
    {
        {
            Runtime runtime(simulated(1));
            const Pid killed = runtime.spawn<outer>(Counted());
            const Pid returned = runtime.spawn<outer>(Counted());
            runtime.spawn<outer>(Counted());
            QVERIFY(Counted::alive() >= 3);
            runtime.simulation()->run();
            runtime.exit(killed, atoms::kill);
            runtime.send(returned, process_bodies::stop);
            runtime.simulation()->run();
            QCOMPARE(runtime.processes().count(), std::size_t{1});
            QCOMPARE(Counted::alive(), 1);
        }
        QCOMPARE(Counted::alive(), 0);
    }

    /// On the way from the caller into the frame an argument may be moved or copied any number of times.
    void argumentsThatThrowStartNothing()
    {
        Runtime runtime(simulated(1));
        int thrown = 0;
        bool started = false;
        for (int moves = 0; !started; ++moves) {
            try {
                runtime.spawn<process_bodies::takesFragile>(Counted(), process_bodies::Fragile(moves));
                started = true;
            } catch (const std::runtime_error&) {
                ++thrown;
                QCOMPARE(Counted::alive(), 0);
                QCOMPARE(runtime.processes().count(), std::size_t{0});
            }
        }
        QVERIFY(thrown > 1);
        runtime.simulation()->run();
        QCOMPARE(runtime.processes().count(), std::size_t{0});
        QCOMPARE(Counted::alive(), 0);
    }

    void waitingForAFreshReferenceIsCheap()
    {
        const auto reductions = std::make_shared<std::atomic<std::uint64_t>>(0);
        Runtime runtime(simulated(1));
        runtime.spawn<callsWithLongMailbox>(reductions);
        runtime.simulation()->run();
        QVERIFY(*reductions > 0);
        QVERIFY2(*reductions < 30'000, qPrintable(QString::number(*reductions)));
    }
};

QTEST_GUILESS_MAIN(ProcessTest)
#include "process_test.moc"
