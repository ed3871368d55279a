// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

using namespace factorama;
using namespace factorama::testing;

namespace registry_bodies {

const Atom go("go");
const Atom one("one");
const Atom two("two");

Process waits(Self self)
{
    co_await self.receive(go);
}

template<typename Action>
std::string errorOf(Action action)
{
    try {
        action();
        return "ok";
    } catch (const Raised& raised) {
        return raised.what();
    }
}

Process registers(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<waits>();
    const auto [dead, deadMonitor] = self.spawnMonitor<waits>();
    self.send(dead, go);
    co_await self.receive(tuple(atoms::down, deadMonitor, any, any, any));

    record->add(errorOf([&] { self.registerName(one, pid); }));
    record->add(Term(self.whereis(one) == pid));
    record->add("taken: " + errorOf([&] { self.registerName(one); }));
    record->add("taken by itself: " + errorOf([&] { self.registerName(one, pid); }));
    record->add("has a name: " + errorOf([&] { self.registerName(two, pid); }));
    record->add("dead: " + errorOf([&] { self.registerName(two, dead); }));
    record->add("nobody: " + errorOf([&] { self.registerName(two, Pid()); }));
    record->add("undefined: " + errorOf([&] { self.registerName(atoms::undefined); }));
    record->add(Term(!self.whereis(two) && !self.whereis(atoms::undefined)));
    record->add("unregister: " + errorOf([&] { self.unregisterName(one); }));
    record->add("again: " + errorOf([&] { self.unregisterName(one); }));
    record->add("unknown: " + errorOf([&] { self.unregisterName(Atom("unknown to all")); }));
    record->add("undefined: " + errorOf([&] { self.unregisterName(atoms::undefined); }));
    record->add("another name: " + errorOf([&] { self.registerName(two, pid); }));
    record->add("send: " + errorOf([&] { self.send(one, go); }));
    record->add("send: " + errorOf([&] { self.send(two, go); }));
    co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    record->add("send to the dead one's: " + errorOf([&] { self.send(two, go); }));
    record->add("free: " + errorOf([&] { self.registerName(two); }));
}

/// In Erlang true and false are names like others.
Process oddNames(Self self, Record record)
{
    record->add(errorOf([&] { self.registerName(Atom("")); }));
    self.unregisterName(Atom(""));
    record->add(errorOf([&] { self.registerName(atoms::true_); }));
    co_await self.sleep(0);
}

Process spawnsWithName(Self self, Record record)
{
    SpawnOptions options;
    options.name = one;
    const Spawned spawned = self.spawnWith<waits>(std::move(options));
    record->add(Term(self.whereis(one) == spawned.pid));
    SpawnOptions same;
    same.name = one;
    record->add(errorOf([&] { self.spawnWith<waits>(std::move(same)); }));
    self.send(one, go);
    co_await settled(self);
    record->add(Term(!self.whereis(one)));
}

/// Takes the name, or is told that somebody has it; lives for a moment.
Process contends(Self self, std::shared_ptr<std::atomic<int>> holders,
                 std::shared_ptr<std::atomic<int>> mistakes)
{
    for (int i = 0; i < 200; ++i) {
        bool registered = false;
        try {
            self.registerName(one);
            registered = true;
        } catch (const Raised&) {
        }
        if (registered) {
            *mistakes += holders->fetch_add(1) != 0;
            *mistakes += self.whereis(one) != self.pid();
            co_await self.yield();
            *mistakes += self.whereis(one) != self.pid();
            holders->fetch_sub(1);
            if (i % 7 == 0) {
                co_return; // its end frees the name
            }
            self.unregisterName(one);
        }
        co_await self.yield();
    }
}

/// Registers others, which die at the same time: another scheduler may take and end them meanwhile.
Process registersOthers(Self self, int count)
{
    for (int i = 0; i < count; ++i) {
        const Pid pid = self.spawn<waits>();
        self.exit(pid, atoms::kill);
        for (int k = 0; k < i % 4; ++k) {
            try {
                self.registerName(two, pid);
            } catch (const Raised&) {
            }
        }
        co_await self.yield();
    }
}

Process waitsNamed(Self self, Atom name)
{
    self.registerName(name);
    const Message message = co_await self.receive(go);
}

/// Who is told that a process is not alive finds its name free.
Process killsAndTakesTheName(Self self, Record record)
{
    constexpr int Rounds = 200;
    constexpr int Messages = 1000; // so that its end takes a while
    int taken = 0;
    for (int i = 0; i < Rounds; ++i) {
        const Pid pid = self.spawn<&waitsNamed>(one);
        while (self.whereis(one) != pid) {
            co_await self.yield();
        }
        for (int message = 0; message < Messages; ++message) {
            self.send(pid, message);
        }
        self.exit(pid, atoms::kill);
        while (self.runtime().isAlive(pid)) { // without asking it, which would be part of its mailbox
            co_await self.yield();
        }
        const bool alive = co_await self.isAlive(pid);
        taken += alive || self.whereis(one) ? 1 : 0;
        while (self.whereis(one)) {
            co_await self.yield();
        }
    }
    record->add(Term(taken));
}

} // namespace registry_bodies

using namespace registry_bodies;

class RegistryTest : public QObject {
    Q_OBJECT

private slots:
    void registering()
    {
        COMPARE_LINES(registers,
                      "ok | true | taken: error:badarg | taken by itself: error:badarg | "
                      "has a name: error:badarg | dead: error:badarg | nobody: error:badarg | "
                      "undefined: error:badarg | true | unregister: ok | again: error:badarg | "
                      "unknown: error:badarg | undefined: error:badarg | another name: ok | "
                      "send: error:badarg | send: ok | send to the dead one's: error:badarg | free: ok");
    }

    void namesAreAnyAtoms() { COMPARE_LINES(oddNames, "ok | ok"); }
    void namesAreFreeOfWhoIsNotAlive()
    {
        QCOMPARE(linesSimulated<&killsAndTakesTheName>(1), QStringList("0"));
        QCOMPARE(linesThreaded<&killsAndTakesTheName>(2), QStringList("0"));
        QCOMPARE(linesThreaded<&killsAndTakesTheName>(3), QStringList("0"));
    }
    void spawningWithAName() { COMPARE_LINES(spawnsWithName, "true | error:badarg | true"); }

    void spawningWithANameFromOutside()
    {
        Runtime runtime(simulated(1));
        SpawnOptions options;
        options.name = one;
        const Pid pid = runtime.spawnWith<waits>(std::move(options));
        QVERIFY(runtime.whereis(one) == pid);
        SpawnOptions same;
        same.name = one;
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(runtime.spawnWith<waits>(std::move(same))));
        runtime.simulation()->run();
        QVERIFY(runtime.whereis(one) == pid);
        QCOMPARE(runtime.processes().count(), std::size_t{1});
        runtime.exit(pid, atoms::kill);
        runtime.simulation()->run();
        QVERIFY(!runtime.whereis(one));
    }

    void onlyOneHoldsAName()
    {
        for (const int schedulers : {0, 1, 2, 4}) {
            Runtime runtime(schedulers == 0 ? simulated(5) : threaded(schedulers));
            const auto holders = std::make_shared<std::atomic<int>>(0);
            const auto mistakes = std::make_shared<std::atomic<int>>(0);
            for (int i = 0; i < 40; ++i) {
                runtime.spawn<contends>(holders, mistakes);
            }
            if (schedulers == 0) {
                runtime.simulation()->run();
            }
            QVERIFY(allEnded(runtime));
            // A holder that ends still counts as one until its name is free; so only the look-ups are
            // compared there.
            QCOMPARE(mistakes->load(), 0);
            QVERIFY(!runtime.whereis(one));
        }
    }

    void namesOfDyingProcessesComeFree()
    {
        for (const int schedulers : {0, 1, 2, 4}) {
            Runtime runtime(schedulers == 0 ? simulated(5) : threaded(schedulers));
            for (int i = 0; i < 4; ++i) {
                runtime.spawn<registersOthers>(2000);
            }
            if (schedulers == 0) {
                runtime.simulation()->run();
            }
            QVERIFY(allEnded(runtime));
            QVERIFY(!runtime.whereis(two));
            SpawnOptions options;
            options.name = two;
            const Pid pid = runtime.spawnWith<waits>(std::move(options));
            QVERIFY(runtime.whereis(two) == pid);
        }
    }
};

QTEST_GUILESS_MAIN(RegistryTest)
#include "registry_test.moc"
