// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/scheduler/resting_processes.h"
#include "runtime/scheduler/timer_wheel.h"
#endif

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#undef signals // Qt's macro; the runtime has a namespace of that name

using namespace factorama;
using namespace factorama::testing;

namespace resting_processes_bodies {

const Atom ping("ping");
const Atom pong("pong");
const Atom wake("wake");

using Flag = std::shared_ptr<std::atomic<bool>>;
using Counter = std::shared_ptr<std::atomic<std::int64_t>>;

Process nothing(Self)
{
    co_return;
}

/// Answers pings, and says that it has been woken from outside.
Process answers(Self self, Flag woken)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged, wake);
        if (message.clause() == 1) {
            woken->store(true);
        } else {
            self.send(message[1].pid(), pong);
        }
    }
}

Subroutine<> talk(Self self, Pid peer, int rounds)
{
    for (int i = 0; i < rounds; ++i) {
        self.send(peer, tuple(ping, self.pid()));
        const Message message = co_await self.receive(pong);
    }
}

/// Works in small pieces, for as long as it lives: all its turns are full ones.
Process ticks(Self self, Counter ticked)
{
    for (;;) {
        ticked->fetch_add(1, std::memory_order_relaxed);
        co_await self.tick();
    }
}

/// Notes when it was woken, in ticks of the other.
Process notes(Self self, Counter ticked, Counter noted)
{
    for (;;) {
        co_await self.receive(wake);
        noted->store(ticked->load());
    }
}

/// Talks with a peer, which rests on the same worker then, and says where it is to be found.
Subroutine<> talkFirst(Self self, Flag woken, Flag stuck)
{
    const Pid peer = self.spawnLink<&answers>(woken);
    Subroutine<> talking = talk(self, peer, 5000);
    co_await talking;
    self.registerName(Atom("stuck"), peer);
    stuck->store(true);
}

/// Then neither ticks nor returns until the peer has run.
Process getsStuck(Self self, Flag woken, Flag stuck, Flag freed)
{
    Subroutine<> beginning = talkFirst(self, woken, stuck);
    co_await beginning;
    freed->store(eventually([&] { return woken->load(); }));
}

/// The same, but ticks now and then, as long work does.
Process worksForLong(Self self, Flag woken, Flag stuck, Flag freed)
{
    Subroutine<> beginning = talkFirst(self, woken, stuck);
    co_await beginning;
    while (!woken->load()) {
        co_await self.tick(100);
    }
    freed->store(true);
}

/// Talks without an end: its worker always has something to do.
Process talksOn(Self self, Flag woken, Flag stuck, Flag freed)
{
    const Pid other = self.spawnLink<&answers>(woken);
    Subroutine<> beginning = talkFirst(self, woken, stuck);
    co_await beginning;
    while (!woken->load()) {
        Subroutine<> going = talk(self, other, 100);
        co_await going;
    }
    freed->store(true);
}

/// Answers pings until none has come for a second; then says for how long, in nanoseconds.
Process answersUntilQuiet(Self self, Counter quiet)
{
    const auto pinged = tuple(ping, anyPid);
    std::int64_t last = self.monotonicTime();
    for (;;) {
        const Message message = co_await self.receive(pinged).after(1000);
        if (message.timedOut()) {
            break;
        }
        last = self.monotonicTime();
        self.send(message[1].pid(), pong);
    }
    quiet->store(self.monotonicTime() - last);
}

enum class Then { IsStuck, WorksForLong, TalksOn };

/// Talks with a peer, which rests on the same worker then, and does something else until its time is over.
Process fallsSilent(Self self, Then then, Counter quiet, Flag ignored)
{
    const Pid peer = self.spawn<&answersUntilQuiet>(quiet);
    const Pid other = self.spawnLink<&answers>(ignored);
    Subroutine<> beginning = talk(self, peer, 5000);
    co_await beginning;
    if (then == Then::IsStuck) {
        eventually([&] { return quiet->load() != 0; });
    }
    while (quiet->load() == 0) {
        if (then == Then::WorksForLong) {
            co_await self.tick(100);
        } else {
            Subroutine<> going = talk(self, other, 100);
            co_await going;
        }
    }
}

/// Gets numbers from several senders, each of which counts on its own.
Process ordered(Self self, Counter received, Counter wrong)
{
    std::map<std::int64_t, std::int64_t> last;
    const auto number = tuple(anyInteger, anyInteger, anyPid);
    for (;;) {
        const Message message = co_await self.receive(number);
        std::int64_t& before = last[message[0].integer()];
        *wrong += message[1].integer() == before + 1 ? 0 : 1;
        before = message[1].integer();
        ++*received;
        if (message[2].pid() != self.pid()) {
            self.send(message[2].pid(), pong);
        }
    }
}

/// Some messages in a row, then it waits for the answers, or goes on computing elsewhere: its worker changes.
Process numbers(Self self, Pid to, std::int64_t name, std::int64_t count)
{
    for (std::int64_t i = 1; i <= count; ++i) {
        self.send(to, tuple(name, i, self.pid()));
        if (i % 3 == 0) {
            co_await self.tick(100);
        }
        if (i % 7 != 0) {
            const Message message = co_await self.receive(pong);
        }
    }
}

} // namespace resting_processes_bodies

using namespace resting_processes_bodies;

class RestingProcessesTest : public QObject {
    Q_OBJECT

private slots:
    void restsAndIsTaken()
    {
        RestingProcesses resting(true);
        ControlBlock a(Pid(1, 1));
        ControlBlock b(Pid(2, 1));
        ControlBlock sameAsA(Pid(1 + RestingProcesses::Places, 1));
        ControlBlock* displaced = nullptr;
        QVERIFY(resting.isEmpty());
        QVERIFY(resting.add(a, displaced) && displaced == nullptr);
        QVERIFY(resting.add(b, displaced) && displaced == nullptr);
        QVERIFY(resting.rests(a) && resting.rests(b) && !resting.rests(sameAsA));
        QVERIFY(!resting.take(sameAsA));
        QVERIFY(resting.take(a));
        QVERIFY(!resting.take(a));
        QVERIFY(resting.add(a, displaced) && displaced == nullptr);
        QVERIFY(resting.add(sameAsA, displaced));
        QCOMPARE(displaced, &a);
        std::vector<ControlBlock*> rest;
        resting.takeAll([&rest](ControlBlock& process) { rest.push_back(&process); });
        QCOMPARE(rest.size(), std::size_t{2});
        QVERIFY(resting.isEmpty());
    }

    void nobodyRestsWhereItIsNotPossible()
    {
        RestingProcesses resting(false);
        ControlBlock process(Pid(1, 1));
        ControlBlock* displaced = nullptr;
        for (int i = 0; i < 100'000; ++i) {
            QVERIFY(!resting.add(process, displaced));
        }
    }

    void whoHasASignalDoesNotRest()
    {
        RestingProcesses resting(true);
        ControlBlock process(Pid(1, 1));
        ControlBlock* displaced = nullptr;
        Signal* const signal = signals::makeMessage(ping);
        QCOMPARE(process.inbox.push(signal), SignalQueue::Pushed::Yes);
        QVERIFY(!resting.add(process, displaced));
        signals::destroyChain(process.inbox.close());
    }

    void isFoundWhenSomethingHasComeFromElsewhere()
    {
        RestingProcesses resting(true);
        ControlBlock process(Pid(5, 1));
        ControlBlock* displaced = nullptr;
        QVERIFY(resting.add(process, displaced));
        QCOMPARE(resting.look(5), nullptr);
        Signal* const signal = signals::makeMessage(ping);
        QCOMPARE(process.inbox.push(signal), SignalQueue::Pushed::Yes);
        QCOMPARE(resting.look(6), nullptr); // another place
        QCOMPARE(resting.look(5), &process);
        QVERIFY(resting.isEmpty());
        signals::destroyChain(process.inbox.close());
    }

    void areFoundInGroups()
    {
        RestingProcesses resting(true);
        constexpr std::uint32_t First = RestingProcesses::Group; // the second group
        ControlBlock before(Pid(First - 1, 1));
        ControlBlock first(Pid(First, 1));
        ControlBlock middle(Pid(First + 7, 1));
        ControlBlock last(Pid(First + RestingProcesses::Group - 1, 1));
        ControlBlock after(Pid(First + RestingProcesses::Group, 1));
        ControlBlock* displaced = nullptr;
        for (ControlBlock* process : {&before, &first, &middle, &last, &after}) {
            QVERIFY(resting.add(*process, displaced));
        }
        std::vector<ControlBlock*> found;
        const auto note = [&found](ControlBlock& process) { found.push_back(&process); };
        resting.lookAtGroup(First, note);
        QVERIFY(found.empty());
        const auto wake = [](ControlBlock& process) {
            QCOMPARE(process.inbox.push(signals::makeMessage(ping)), SignalQueue::Pushed::Yes);
        };
        for (ControlBlock* process : {&before, &first, &last, &after}) {
            wake(*process);
        }
        resting.lookAtGroup(First, note);
        QCOMPARE(found, (std::vector<ControlBlock*>{&first, &last}));
        found.clear();
        resting.lookAtGroup(First, note); // what has been found rests no more
        QVERIFY(found.empty());
        QVERIFY(resting.rests(middle));
        resting.lookAtGroup(First + RestingProcesses::Group, note);
        resting.lookAtGroup(0, note);
        QCOMPARE(found, (std::vector<ControlBlock*>{&after, &before}));
        for (ControlBlock* process : {&before, &first, &last, &after}) {
            signals::destroyChain(process->inbox.close());
        }
        resting.takeAll(note);
        QCOMPARE(found.back(), &middle);
    }

    void isFoundWhenItsTimeHasToBeTaken()
    {
        RestingProcesses resting(true);
        const Process body = nothing(Self()); // what a process waits for is found through its frame
        ControlBlock& process = body.process();
        process.pid = Pid(5, 1);
        TimedReceiveState receive;
        receive.timeout = 5000;
        process.setAwaited(&receive);
        process.wait = ControlBlock::Wait::TimedReceive;
        ControlBlock* displaced = nullptr;
        QVERIFY(resting.add(process, displaced));
        QCOMPARE(resting.look(6), nullptr); // another place
        QCOMPARE(resting.look(5), &process);
        QVERIFY(resting.isEmpty());

        receive.timer = Timer::make(); // is being taken
        QVERIFY(resting.add(process, displaced));
        QCOMPARE(resting.look(5), nullptr);
        Timer::destroy(receive.timer);
        process.pid = Pid(); // the frame takes it along
    }

    void isGivenUpForAWhileWhereItDoesNotPay()
    {
        RestingProcesses resting(true);
        ControlBlock a(Pid(1, 1));
        ControlBlock* displaced = nullptr;
        int rested = 0;
        constexpr int Turns = 100'000;
        for (int i = 0; i < Turns; ++i) {
            rested += resting.add(a, displaced) ? 1 : 0; // nobody wakes it from here
        }
        QVERIFY(rested > 0);
        QVERIFY2(rested < Turns / 10, qPrintable(QString::number(rested)));
        for (int i = 0; i < Turns; ++i) {
            resting.take(a);
            rested += resting.add(a, displaced) ? 1 : 0;
        }
        QVERIFY2(rested > Turns * 8 / 10, qPrintable(QString::number(rested)));
    }

    void anotherThreadTakesThemAway()
    {
        if (!RestingProcesses::isPossible()) {
            QSKIP("this system has no membarrier(2)");
        }
        // Owner and taker at once: nobody may be taken twice, and nobody lost.
        RestingProcesses resting(true);
        ControlBlock process(Pid(9, 1));
        std::atomic<std::int64_t> takenAway = 0;
        std::atomic<bool> stopping = false;
        std::atomic<bool> isHere = true; // with the owner
        std::thread taker([&] {
            std::vector<ControlBlock*> taken;
            while (!stopping.load()) {
                RestingProcesses::takeFrom(resting, taken);
                for (ControlBlock* block : taken) {
                    QCOMPARE(block, &process);
                    ++takenAway;
                    isHere.store(true, std::memory_order_release); // gives it back
                }
                taken.clear();
                std::this_thread::yield();
            }
        });
        std::int64_t rested = 0;
        std::int64_t woken = 0;
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while ((takenAway.load() < 200 || woken < 200) && std::chrono::steady_clock::now() < end) {
            if (isHere.load(std::memory_order_acquire)) {
                isHere.store(false, std::memory_order_relaxed);
                ControlBlock* displaced = nullptr;
                if (!resting.add(process, displaced)) {
                    isHere.store(true, std::memory_order_relaxed);
                    continue;
                }
                QCOMPARE(displaced, nullptr);
                ++rested;
            }
            if (rested % 2 == 0) {
                std::this_thread::yield(); // to the other's advantage
            }
            if (resting.take(process)) {
                ++woken;
                isHere.store(true, std::memory_order_relaxed);
            }
        }
        stopping.store(true);
        taker.join();
        woken += resting.take(process) ? 1 : 0;
        QCOMPARE(rested, woken + takenAway.load());
        QVERIFY(woken >= 200);
        QVERIFY(takenAway.load() >= 200);
    }

    void isWokenFromOutsideWhateverItsWorkerDoes_data()
    {
        QTest::addColumn<int>("what");
        QTest::newRow("stuck") << 0;
        QTest::newRow("works for long") << 1;
        QTest::newRow("goes on talking") << 2;
    }

    void isWokenFromOutsideWhateverItsWorkerDoes()
    {
        QFETCH(int, what);
        for (int round = 0; round < 50; ++round) {
            Runtime runtime(threaded(2));
            const auto woken = std::make_shared<std::atomic<bool>>(false);
            const auto stuck = std::make_shared<std::atomic<bool>>(false);
            const auto freed = std::make_shared<std::atomic<bool>>(false);
            if (what == 0) {
                runtime.spawn<&getsStuck>(woken, stuck, freed);
            } else if (what == 1) {
                runtime.spawn<&worksForLong>(woken, stuck, freed);
            } else {
                runtime.spawn<&talksOn>(woken, stuck, freed);
            }
            QVERIFY(eventually([&] { return stuck->load(); }));
            runtime.send(runtime.whereis(Atom("stuck")), wake);
            QVERIFY(eventually([&] { return freed->load(); }));
        }
    }

    /// And not one for each place.
    void waitsForAFewLongTurnsAtMost()
    {
        constexpr int Rounds = 20;
        constexpr std::int64_t TurnsEach = 8;
        Runtime runtime(threaded(1));
        const auto ticked = std::make_shared<std::atomic<std::int64_t>>(0);
        const auto noted = std::make_shared<std::atomic<std::int64_t>>(0);
        const Pid rests = runtime.spawn<&notes>(ticked, noted);
        runtime.spawn<&ticks>(ticked);
        std::int64_t waited = 0;
        for (int round = 0; round < Rounds; ++round) {
            const std::int64_t before = ticked->load();
            QVERIFY(
                eventually([&] { return ticked->load() > before + 2 * ControlBlock::ReductionsPerTurn; }));
            noted->store(-1);
            runtime.send(rests, wake);
            const std::int64_t sent = ticked->load();
            QVERIFY(eventually([&] { return noted->load() >= 0; }));
            waited += std::max<std::int64_t>(noted->load() - sent, 0);
        }
        const std::int64_t turns = waited / ControlBlock::ReductionsPerTurn;
        QVERIFY2(turns <= Rounds * TurnsEach, qPrintable(QString::number(turns)));
    }

    void timesOutWhateverItsWorkerDoes_data()
    {
        QTest::addColumn<int>("then");
        QTest::newRow("stuck") << static_cast<int>(Then::IsStuck);
        QTest::newRow("works for long") << static_cast<int>(Then::WorksForLong);
        QTest::newRow("goes on talking") << static_cast<int>(Then::TalksOn);
    }

    void timesOutWhateverItsWorkerDoes()
    {
        QFETCH(int, then);
        const int schedulers = static_cast<Then>(then) == Then::IsStuck ? 2 : 1;
        Runtime runtime(threaded(schedulers));
        const auto quiet = std::make_shared<std::atomic<std::int64_t>>(0);
        const auto ignored = std::make_shared<std::atomic<bool>>(false);
        runtime.spawn<&fallsSilent>(static_cast<Then>(then), quiet, ignored);
        QVERIFY(eventually([&] { return quiet->load() != 0; }));
        QVERIFY2(quiet->load() >= 1'000'000'000, qPrintable(QString::number(quiet->load())));
    }

    void messagesKeepTheirOrderWhoeverWakes()
    {
        for (const int schedulers : {1, 2, 4}) {
            Runtime runtime(threaded(schedulers));
            const auto received = std::make_shared<std::atomic<std::int64_t>>(0);
            const auto wrong = std::make_shared<std::atomic<std::int64_t>>(0);
            constexpr std::int64_t Senders = 12;
            constexpr std::int64_t Count = 2000;
            std::vector<Pid> receivers;
            for (int i = 0; i < 3; ++i) {
                receivers.push_back(runtime.spawn<&ordered>(received, wrong));
            }
            for (std::int64_t i = 0; i < Senders; ++i) {
                for (const Pid receiver : receivers) {
                    runtime.spawn<&numbers>(receiver, i, Count);
                }
            }
            // From outside too, to the same mailboxes.
            for (std::int64_t i = 1; i <= Count; ++i) {
                for (const Pid receiver : receivers) {
                    runtime.send(receiver, tuple(std::int64_t{100}, i, receiver));
                }
            }
            const auto all = static_cast<std::int64_t>(receivers.size()) * (Senders + 1) * Count;
            QVERIFY(eventually([&] { return received->load() == all; }));
            QCOMPARE(wrong->load(), std::int64_t{0});
        }
    }
};

QTEST_GUILESS_MAIN(RestingProcessesTest)
#include "resting_processes_test.moc"
