// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

using namespace factorama;
using namespace factorama::testing;

namespace alive_bodies {

const Atom go("go");

Process waits(Self self)
{
    co_await self.receive(go);
}

Process computes(Self self)
{
    for (;;) {
        co_await self.tick(100);
    }
}

Process forwards(Self self, Pid to)
{
    self.setTrapExit(true);
    co_await self.receive(go);
    self.send(to, go);
}

/// exit(P, kill), is_process_alive(P) is false, always.
Process killedIsNotAlive(Self self, Record record)
{
    int alive = 0;
    for (int i = 0; i < 300; ++i) {
        const Pid waiting = self.spawn<waits>();
        const Pid computing = self.spawn<computes>();
        if (i % 3 == 0) {
            co_await self.yield();
        }
        const bool before = co_await self.isAlive(computing);
        self.exit(waiting, atoms::kill);
        self.exit(computing, atoms::kill);
        const bool first = co_await self.isAlive(waiting);
        const bool second = co_await self.isAlive(computing);
        alive += (before ? 0 : 1) + (first ? 1 : 0) + (second ? 1 : 0);
    }
    record->add(Term(alive));
}

Process answers(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<waits>();
    const bool itself = co_await self.isAlive(self.pid());
    const bool living = co_await self.isAlive(pid);
    self.send(pid, go);
    co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    const bool dead = co_await self.isAlive(pid);
    const bool nobody = co_await self.isAlive(Pid());
    const bool never = co_await self.isAlive(Pid(99'999, 7));
    record->add(tuple(itself, living, dead, nobody, never));
}

/// Messages that come while it waits for the answer stay in order.
Process keepsMessages(Self self, Record record)
{
    for (int i = 0; i < 10; ++i) {
        const Pid pid = self.spawn<waits>();
        self.send(self.pid(), i);
        const bool alive = co_await self.isAlive(pid);
        self.send(pid, go);
        if (!alive) {
            record->add("dead");
        }
    }
    for (int i = 0; i < 10; ++i) {
        const Message m = co_await self.receive(any);
        if (m.term() != Term(i)) {
            record->add(m.term());
        }
    }
    record->add("done");
}

Process asks(Self self, Pid of, int times)
{
    for (int i = 0; i < times; ++i) {
        co_await self.isAlive(of);
    }
}

/// The one that is asked dies while many ask, and each gets an answer.
Process manyAsk(Self self, Record record)
{
    const Pid pid = self.spawn<computes>();
    for (int i = 0; i < 20; ++i) {
        self.spawn<asks>(pid, 20);
    }
    for (int i = 0; i < 20; ++i) {
        co_await self.yield(); // no sleep: simulated time stands still while somebody computes
    }
    self.exit(pid, atoms::kill);
    record->add("done");
}

} // namespace alive_bodies

using namespace alive_bodies;

class AliveTest : public QObject {
    Q_OBJECT

private slots:
    void killedProcessesAreNotAlive() { COMPARE_LINES(killedIsNotAlive, "0"); }
    void whoIsAlive() { COMPARE_LINES(answers, "{true,true,false,false,false}"); }
    void messagesStay() { COMPARE_LINES(keepsMessages, "done"); }
    void everybodyGetsAnAnswer() { COMPARE_LINES(manyAsk, "done"); }

    void fromOutside()
    {
        Runtime runtime(threaded(2));
        for (int i = 0; i < 200; ++i) {
            const Pid pid = runtime.spawn<waits>();
            QVERIFY(runtime.isAlive(pid));
            runtime.exit(pid, atoms::kill);
            QVERIFY(eventually([&] { return !runtime.isAlive(pid); }));
            QVERIFY(!runtime.send(pid, go));
        }
    }
};

QTEST_GUILESS_MAIN(AliveTest)
#include "alive_test.moc"
