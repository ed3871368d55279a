// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/scheduler/dirty_workers.h"
#endif

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <random>
#include <stdexcept>

#include <sys/resource.h>
#include <unistd.h>

using namespace factorama;
using namespace factorama::testing;

namespace scheduler_bodies {

const Atom go("go");
const Atom done("done");
const Atom token("token");
const Atom boom("boom");

using Counter = std::shared_ptr<std::atomic<std::int64_t>>;

Counter makeCounter()
{
    return std::make_shared<std::atomic<std::int64_t>>(0);
}

Process waits(Self self, Counted counted)
{
    static_cast<void>(counted);
    co_await self.receive(go);
}

/// The niceness of its scheduler, and of a dirty worker.
Process niceness(Self self, Counter scheduler, Counter dirty)
{
    const auto ownNiceness = [] {
        return std::int64_t{getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()))};
    };
    *scheduler = ownNiceness();
    const auto job = [&](const std::atomic<bool>&) { *dirty = ownNiceness(); };
    co_await self.runDirty(job);
}

Process computes(Self self, Counted counted)
{
    static_cast<void>(counted);
    for (;;) {
        co_await self.tick(200);
    }
}

Process counts(Self self, Counter counter)
{
    for (;;) {
        co_await self.receive(go);
        ++*counter;
    }
}

Process increments(Self self, Counter counter)
{
    ++*counter;
    co_await self.sleep(0);
}

// -- preemption --

/// Sends itself messages and ticks: neither may keep the scheduler for itself.
Process talksToItself(Self self)
{
    for (;;) {
        self.send(self.pid(), token);
        co_await self.receive(token);
    }
}

Process pong(Self self)
{
    for (;;) {
        const Message m = co_await self.receive(tuple(anyPid, any));
        self.send(m[0].pid(), token);
    }
}

Process ping(Self self)
{
    const Pid other = self.spawnLink<pong>();
    for (;;) {
        self.send(other, tuple(self.pid(), token));
        co_await self.receive(token);
    }
}

// -- who waits for more messages --

Process asks(Self self, Pid server, int times, Counted counted)
{
    static_cast<void>(counted);
    for (int i = 0; i < times; ++i) {
        self.send(server, tuple(self.pid(), token));
        co_await self.receive(token);
    }
}

/// Lets another of its kind run next, behind all others, until there is no time left.
Process heir(Self self, Counter turns, Counter isOver)
{
    ++*turns;
    if (*isOver == 0) {
        self.spawn<heir>(turns, isOver);
    }
    co_await self.tick();
}

// -- traffic --

/// Passes what it gets on to others at random until its share is spent; all messages carry a count.
Process trader(Self self, int seed, Counter sent, Counter received)
{
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    const Message start = co_await self.receive(tuple(Atom("peers"), anyList));
    const std::vector<Term> peers = start[1].elements();
    for (;;) {
        const Message m = co_await self.receive(tuple(token, anyInteger), done);
        if (m.clause() == 1) {
            co_return;
        }
        ++*received;
        const std::int64_t hops = m[1].integer();
        if (hops > 0) {
            self.send(peers[random() % peers.size()].pid(), tuple(token, hops - 1));
            ++*sent;
        }
        if (random() % 16 == 0) {
            co_await self.tick(static_cast<std::int32_t>(random() % 5000));
        }
    }
}

// -- spawn storm --

Process tree(Self self, int depth, Counter counter)
{
    if (depth > 0) {
        self.spawn<tree>(depth - 1, counter);
        self.spawn<tree>(depth - 1, counter);
    } else {
        ++*counter;
    }
    co_await self.sleep(0);
}

// -- dirty jobs --

Process runsJobs(Self self, Record record)
{
    const auto result = std::make_shared<int>(0);
    const auto answer = [result](const std::atomic<bool>&) { *result = 42; };
    co_await self.runDirty(answer);
    record->add(Term(*result));
    const auto failure = [](const std::atomic<bool>&) { throw std::runtime_error("a job failed"); };
    try {
        co_await self.runDirty(failure);
        record->add("no exception");
    } catch (const std::runtime_error& error) {
        record->add(error.what());
    }
    self.send(self.pid(), 1);
    const Pid pid = self.pid();
    const auto nothing = [](const std::atomic<bool>&) {};
    co_await self.runDirty(nothing);
    self.send(pid, 2);
    const Message first = co_await self.receive(any);
    const Message second = co_await self.receive(any);
    record->add(tuple(first.term(), second.term()));
    // Job after job.
    const auto count = std::make_shared<int>(0);
    const auto increment = [count](const std::atomic<bool>&) { ++*count; };
    for (int i = 0; i < 100; ++i) {
        co_await self.runDirty(increment);
    }
    record->add(Term(*count));
}

/// The reason that a job throws is used here while the dirty worker lets go of what it holds.
Process catchesFromJobs(Self self, int times)
{
    std::vector<Term> kept;
    for (int i = 0; i < times; ++i) {
        const auto job = [i](const std::atomic<bool>&) { throw Raised::error(tuple(boom, i, tuple(i))); };
        try {
            co_await self.runDirty(job);
        } catch (const Raised& raised) {
            kept.push_back(raised.reason());
        }
        for (int k = 0; k < 200; ++k) {
            const Term copy = kept.back();
            kept.push_back(copy[2]);
            kept.pop_back();
        }
        if (kept.size() > 8) {
            kept.clear();
        }
    }
}

/// What a job and the test share.
struct Stage {
    std::atomic<bool> started = false;
    std::atomic<bool> release = false;
    std::atomic<bool> sawCancel = false;
    std::atomic<bool> ended = false;
};

Process runsUntilCancelled(Self self, std::shared_ptr<Stage> stage, Counted counted)
{
    static_cast<void>(counted);
    const auto job = [stage, counted](const std::atomic<bool>& cancelled) {
        stage->started = true;
        while (!cancelled && !stage->release) {
            std::this_thread::yield();
        }
        stage->sawCancel = cancelled.load();
        stage->ended = true;
    };
    co_await self.runDirty(job);
}

Process dirtyAndMonitored(Self self, std::shared_ptr<Stage> stage, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<runsUntilCancelled>(stage, Counted());
    while (!stage->started) {
        co_await self.sleep(1);
    }
    self.exit(pid, atoms::kill); // it dies at once, although its job runs
    const Message m = co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    record->add(m[4]);
}

/// Jobs that end at just any moment.
Process shortJobs(Self self)
{
    const auto job = [](const std::atomic<bool>&) { std::this_thread::yield(); };
    for (;;) {
        co_await self.runDirty(job);
    }
}

// -- everything at once --

Process restless(Self self, int seed, Counted counted)
{
    static_cast<void>(counted);
    std::minstd_rand random(static_cast<unsigned>(seed) + 1);
    self.setTrapExit(true);
    std::vector<Pid> others;
    const auto job = [](const std::atomic<bool>&) { std::this_thread::yield(); };
    for (;;) {
        switch (random() % 8) {
        case 0:
            if (others.size() < 3) {
                others.push_back(self.spawnMonitor<computes>(counted).first);
            }
            break;
        case 1:
            if (!others.empty()) {
                self.exit(others.back(), atoms::kill);
                others.pop_back();
            }
            break;
        case 2:
            self.sendAfter(static_cast<std::int64_t>(random() % 20), self.pid(), tuple(token, "text", 1.5));
            break;
        case 3: {
            const Message m = co_await self.receive(any).after(static_cast<std::int64_t>(random() % 3));
            static_cast<void>(m);
            break;
        }
        case 4:
            self.send(self.pid(), tuple(token, std::string(100, 'x')));
            break;
        case 5:
            if (!others.empty()) {
                self.link(others.front());
            }
            break;
        case 6:
            if (random() % 8 == 0) {
                co_await self.runDirty(job);
            }
            break;
        default:
            co_await self.tick(500);
        }
    }
}

/// Ends by an error while others kill it.
Process crashesSoon(Self self, std::shared_ptr<std::atomic<bool>> start)
{
    while (!*start) {
        co_await self.tick(1000);
    }
    for (int i = 0; i < 200; ++i) {
        std::this_thread::yield(); // time for a signal, without a tick
    }
    throw Raised::error(boom);
}

/// Computes for about a microsecond at a time; a tick of no reductions comes with a yield now and then.
Process computesUntil(Self self, int reductions, std::shared_ptr<std::atomic<bool>> stop)
{
    std::uint64_t sum = 1;
    for (int round = 1; !stop->load(std::memory_order_relaxed); ++round) {
        for (int i = 0; i < 700; ++i) {
            sum = sum * 6364136223846793005ULL + 1;
        }
        if (reductions > 0) {
            co_await self.tick(reductions);
        } else if (round % 100 == 0) {
            co_await self.yield();
        }
    }
    self.setLabel(sum == 0 ? atoms::true_ : atoms::false_); // so that it has to be computed
}

Process startsComputing(Self self, int count, int reductions, std::shared_ptr<std::atomic<bool>> stop)
{
    for (int i = 0; i < count; ++i) {
        self.spawn<&computesUntil>(reductions, stop);
    }
    co_return;
}

} // namespace scheduler_bodies

using namespace scheduler_bodies;

class SchedulerTest : public QObject {
    Q_OBJECT

    static std::int64_t rounds(std::int64_t otherwise)
    {
        return static_cast<std::int64_t>(
            numberFromEnvironment("FACTORAMA_ROUNDS", static_cast<std::uint64_t>(otherwise)));
    }

private slots:
    void init() { QCOMPARE(Counted::alive(), 0); }
    void cleanup()
    {
        QVERIFY(eventually([] { return Counted::alive() == 0; }));
    }

    void startsAndStops()
    {
        for (int schedulers = 1; schedulers <= 8; ++schedulers) {
            for (int i = 0; i < 10; ++i) {
                Runtime runtime(threaded(schedulers));
                QCOMPARE(runtime.scheduler().online(), schedulers);
                for (int k = 0; k < i; ++k) {
                    runtime.spawn<computes>(Counted());
                    runtime.spawn<waits>(Counted());
                }
            }
        }
    }

    void standsBackBehindOtherThreads()
    {
        const int own = getpriority(PRIO_PROCESS, static_cast<id_t>(gettid()));
        for (const int more : {0, 3}) {
            Runtime::Options options = threaded(2);
            options.niceness = own + more;
            Runtime runtime(options);
            const Counter scheduler = makeCounter();
            const Counter dirty = makeCounter();
            runtime.spawn<&niceness>(scheduler, dirty);
            QVERIFY(allEnded(runtime));
            QCOMPARE(scheduler->load(), std::int64_t{own + more});
            QCOMPARE(dirty->load(), std::int64_t{own + more});
            QCOMPARE(getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())), own);
        }
    }

    void computingProcessesDoNotStarveOthers_data() { schedulerCounts(); }
    void computingProcessesDoNotStarveOthers()
    {
        QFETCH(int, schedulers);
        Runtime runtime(threaded(schedulers));
        std::vector<Pid> busy;
        for (int i = 0; i < 3 * schedulers; ++i) {
            busy.push_back(runtime.spawn<computes>(Counted()));
            busy.push_back(runtime.spawn<talksToItself>());
            busy.push_back(runtime.spawn<ping>());
        }
        const Counter counter = makeCounter();
        const Pid counting = runtime.spawn<counts>(counter);
        for (int i = 1; i <= 50; ++i) {
            QVERIFY(runtime.send(counting, go));
            QVERIFY(eventually([&] { return *counter == i; }));
            runtime.spawn<increments>(counter);
            QVERIFY(eventually([&] { return *counter == i + 1; }));
            *counter = i;
        }
        for (const Pid pid : busy) { // they die at a tick, and the links take pong() along
            runtime.exit(pid, atoms::kill);
        }
        QVERIFY(eventually([&] { return runtime.processes().count() == 1; }));
    }

    /// Many at once, such as all that a person has spawned, while the run queues are never empty.
    void computingProcessesDoNotStarveWhatComesFromOutside()
    {
        constexpr std::size_t Computing = 6;
        constexpr std::size_t Outsiders = 20'000;
        for (const int schedulers : {1, 2}) {
            Runtime runtime(threaded(schedulers));
            const auto stop = std::make_shared<std::atomic<bool>>(false);
            for (std::size_t i = 0; i < Computing; ++i) {
                runtime.spawn<&computesUntil>(8, stop);
            }
            std::vector<Pid> outsiders;
            for (std::size_t i = 0; i < Outsiders; ++i) {
                outsiders.push_back(runtime.spawn<&waits>(Counted()));
            }
            for (const Pid outsider : outsiders) {
                runtime.exit(outsider, atoms::kill);
            }
            QVERIFY(eventually([&] { return runtime.processes().count() == Computing; }));
            stop->store(true);
        }
    }

    /// Whatever a reduction of theirs is worth, and whether they are started from outside or by one another.
    void computingProcessesSpread_data()
    {
        QTest::addColumn<int>("reductions");
        for (const int reductions : {0, 1, 50}) {
            QTest::newRow(qPrintable(QString::number(reductions))) << reductions;
        }
    }
    void computingProcessesSpread()
    {
        QFETCH(int, reductions);
        Runtime runtime(Runtime::Options{2});
        auto stop = std::make_shared<std::atomic<bool>>(false);
        runtime.spawn<&startsComputing>(4, reductions, stop);
        const auto bothRan = [&] {
            const SchedulingStatistics statistics = runtime.scheduler().statistics();
            return std::all_of(statistics.schedulers.begin(), statistics.schedulers.end(),
                               [](const SchedulerStatistics& row) {
                                   constexpr std::uint64_t Worked = 20'000'000;
                                   return row.nanoseconds[static_cast<std::size_t>(SchedulerState::Running)] >
                                          Worked;
                               });
        };
        QTRY_VERIFY_WITH_TIMEOUT(bothRan(), 30'000);
        stop->store(true);
    }

    /// A server with many clients runs once for many requests, not for each.
    void serversWaitForMore()
    {
        constexpr int Clients = 32;
        constexpr int Requests = 2'000;
        Runtime runtime(threaded(1));
        const Pid server = runtime.spawn<pong>();
        for (int i = 0; i < Clients; ++i) {
            runtime.spawn<asks>(server, Requests, Counted());
        }
        QVERIFY(eventually([] { return Counted::alive() == 0; }));
        const std::uint64_t slices = runtime.scheduler().statistics().schedulers[0].slices;
        QVERIFY(slices >= Clients * Requests);
        QVERIFY2(slices < Clients * Requests * 3 / 2, qPrintable(QString::number(slices)));
        runtime.exit(server, atoms::kill);
        QVERIFY(allEnded(runtime));
    }

    /// But two that talk to each other alone do not wait for the others.
    void partnersDoNotWait()
    {
        constexpr int Others = 5;
        constexpr int Rounds = 5'000;
        Runtime runtime(threaded(1));
        const Counter turns = makeCounter();
        const Counter isOver = makeCounter();
        for (int i = 0; i < Others; ++i) {
            runtime.spawn<heir>(turns, isOver);
        }
        const Pid server = runtime.spawn<pong>();
        const std::int64_t before = *turns;
        runtime.spawn<asks>(server, Rounds, Counted());
        QVERIFY(eventually([] { return Counted::alive() == 0; }));
        const std::int64_t others = *turns - before;
        *isOver = 1;
        runtime.exit(server, atoms::kill);
        QVERIFY(allEnded(runtime));
        // For each of the others' turns the two have three in a row, and one more from the queue.
        QVERIFY2(others < Others * (2 * Rounds) / 3, qPrintable(QString::number(others)));
    }

    void schedulersComeAndGo()
    {
        Runtime runtime(threaded(2));
        const Counter sent = makeCounter();
        const Counter received = makeCounter();
        std::vector<Term> pids;
        for (int i = 0; i < 200; ++i) {
            pids.push_back(runtime.spawn<trader>(i, sent, received));
        }
        for (const Term& pid : pids) {
            runtime.send(pid.pid(), tuple(Atom("peers"), Term::list(pids)));
        }
        std::minstd_rand random(3);
        const std::int64_t times = rounds(60);
        for (std::int64_t i = 0; i < times; ++i) {
            for (int k = 0; k < 50; ++k) {
                runtime.send(pids[random() % pids.size()].pid(), tuple(token, 100));
                ++*sent;
            }
            const int online = 1 + static_cast<int>(random() % 6);
            runtime.scheduler().setOnline(online);
            QCOMPARE(runtime.scheduler().online(), online);
            if (i % 4 == 0) {
                QVERIFY(eventually([&] { return *sent == *received; }));
            }
        }
        QVERIFY(eventually([&] { return *sent == *received && *sent == times * 50 * 101; }));
        runtime.scheduler().setOnline(1);
        for (const Term& pid : pids) {
            runtime.send(pid.pid(), done);
        }
        QVERIFY(allEnded(runtime));
    }

    void timersOfSchedulersThatGoOfflineFire()
    {
        Runtime runtime(threaded(4));
        const auto record = std::make_shared<Recorder>();
        for (int i = 0; i < 100; ++i) {
            runtime.spawn<sleeper>(record);
        }
        QVERIFY(eventually([&] { return record->count() == 100; }));
        runtime.scheduler().setOnline(1);
        QVERIFY(allEnded(runtime));
        QCOMPARE(record->count(), 200);
    }

    void messagesAreConserved_data() { schedulerCounts(); }
    void messagesAreConserved()
    {
        QFETCH(int, schedulers);
        Runtime runtime(threaded(schedulers));
        const Counter sent = makeCounter();
        const Counter received = makeCounter();
        std::vector<Term> pids;
        for (int i = 0; i < 500; ++i) {
            pids.push_back(runtime.spawn<trader>(i, sent, received));
        }
        for (const Term& pid : pids) {
            runtime.send(pid.pid(), tuple(Atom("peers"), Term::list(pids)));
        }
        // Several threads outside, too.
        std::vector<std::thread> threads;
        for (unsigned seed = 0; seed < 2; ++seed) {
            threads.emplace_back([&, seed] {
                std::minstd_rand random(seed + 1);
                for (int i = 0; i < 500; ++i) {
                    runtime.send(pids[random() % pids.size()].pid(), tuple(token, 200));
                    ++*sent;
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY(eventually([&] { return *sent == *received && *sent == 2 * 500 * 201; }));
        for (const Term& pid : pids) {
            runtime.send(pid.pid(), done);
        }
        QVERIFY(allEnded(runtime));
    }

    void spawnStorm_data() { schedulerCounts(); }
    void spawnStorm()
    {
        QFETCH(int, schedulers);
        Runtime runtime(threaded(schedulers));
        const Counter leaves = makeCounter();
        runtime.spawn<tree>(16, leaves); // 131,071 processes from inside
        for (int i = 0; i < 70'000; ++i) {
            runtime.spawn<increments>(leaves);
        }
        QVERIFY(eventually([&] { return runtime.processes().count() == 0 && *leaves == 65'536 + 70'000; }));
    }

    void dirtyJobs() { COMPARE_LINES(runsJobs, "42 | a job failed | {1,2} | 100"); }

    void dirtyJobsThatThrow()
    {
        Runtime runtime(threaded(2));
        for (int i = 0; i < 4; ++i) {
            runtime.spawn<catchesFromJobs>(static_cast<int>(rounds(500)));
        }
        QVERIFY(allEnded(runtime));
        QCOMPARE(runtime.logBook().after(0).size(), std::size_t{0});
    }

    void killedWhileItsJobRuns()
    {
        const auto stage = std::make_shared<Stage>();
        const auto record = std::make_shared<Recorder>();
        Runtime runtime(threaded(2));
        runtime.spawn<dirtyAndMonitored>(stage, record);
        QVERIFY(allEnded(runtime));
        QCOMPARE(joined(record->lines()), QStringLiteral("killed"));
        QVERIFY(eventually([&] { return stage->ended.load(); }));
        QVERIFY(stage->sawCancel);
    }

    void endsWhileAJobRuns()
    {
        const auto stage = std::make_shared<Stage>();
        {
            Runtime runtime(threaded(2));
            runtime.spawn<runsUntilCancelled>(stage, Counted());
            QVERIFY(eventually([&] { return stage->started.load(); }));
            // With these there are more jobs than workers.
            runtime.spawn<runsUntilCancelled>(std::make_shared<Stage>(), Counted());
            runtime.spawn<runsUntilCancelled>(std::make_shared<Stage>(), Counted());
        }
        QVERIFY(eventually([&] { return stage->ended.load(); }));
        QVERIFY(stage->sawCancel);
    }

    /// The runtime goes while jobs end: they must not touch processes that are being destroyed.
    void endsWhileJobsEnd()
    {
        for (std::int64_t round = 0; round < rounds(50); ++round) {
            Runtime runtime(threaded(2));
            for (int i = 0; i < 20; ++i) {
                runtime.spawn<shortJobs>();
            }
            QVERIFY(eventually([&] { return runtime.processes().count() == 20; }));
        }
    }

    void dirtyWorkersWorkAtTheSameTime()
    {
        for (std::int64_t round = 0; round < rounds(50); ++round) {
            DirtyWorkers workers(2);
            std::atomic<int> ended = 0;
            const auto run = [&](DirtyJob job) {
                workers.submit(std::move(job), std::make_shared<std::atomic<bool>>(false), [&] { ++ended; });
            };
            run([](const std::atomic<bool>&) {});
            QVERIFY(eventually([&] { return ended == 1; }));
            // One worker is idle now; these two need each other.
            std::atomic<int> met = 0;
            const auto meet = [&](const std::atomic<bool>& cancelled) {
                ++met;
                while (met < 2 && !cancelled) {
                    std::this_thread::yield();
                }
            };
            run(meet);
            run(meet);
            const bool both = eventually([&] { return ended == 3; }, std::chrono::seconds(10));
            met = 2;
            QVERIFY(both);
        }
    }

    void destroyedWhileEverythingRuns_data() { schedulerCounts(); }
    void destroyedWhileEverythingRuns()
    {
        QFETCH(int, schedulers);
        for (std::int64_t round = 0; round < rounds(20); ++round) {
            Runtime runtime(threaded(schedulers));
            for (int i = 0; i < 30; ++i) {
                runtime.spawn<restless>(i, Counted());
            }
            QVERIFY(eventually([&] { return runtime.processes().count() >= 40; }));
        }
    }

    void neverRunProcessesAreFreed()
    {
        Runtime runtime(simulated(1));
        for (int i = 0; i < 100; ++i) {
            runtime.spawn<waits>(Counted());
        }
        runtime.simulation()->run(30);
        QVERIFY(Counted::alive() >= 100);
    }

    /// One that has thrown already cannot be killed any more: its log says what its monitors are told.
    void crashesAreLoggedAsTheyWere()
    {
        Runtime runtime(threaded(2));
        for (std::int64_t round = 0; round < rounds(300); ++round) {
            const auto start = std::make_shared<std::atomic<bool>>(false);
            const Pid pid = runtime.spawn<crashesSoon>(start);
            *start = true;
            std::this_thread::yield();
            runtime.exit(pid, atoms::kill);
            QVERIFY(allEnded(runtime));
        }
        for (const Notice& notice : runtime.logBook().after(0)) {
            QVERIFY2(notice.text.find("boom") != std::string::npos, notice.text.c_str());
        }
    }

private:
    static void schedulerCounts()
    {
        QTest::addColumn<int>("schedulers");
        for (const int schedulers : {1, 2, 4}) {
            QTest::addRow("%d", schedulers) << schedulers;
        }
    }

    static Process sleeper(Self self, Record record)
    {
        record->add("asleep");
        co_await self.sleep(300);
        record->add("awake");
    }
};

QTEST_GUILESS_MAIN(SchedulerTest)
#include "scheduler_test.moc"
