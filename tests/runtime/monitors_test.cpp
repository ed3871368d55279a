// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#include <utility>

using namespace factorama;
using namespace factorama::testing;

namespace monitors_bodies {

const Atom go("go");
const Atom boom("boom");
const Atom server("server");

Process endsWith(Self self, Term reason)
{
    co_await self.receive(go);
    self.exit(reason);
}

/// Everything that is in the mailbox when all has settled, with pids and references left out.
Subroutine<> rest(Self self, Record record)
{
    co_await settled(self);
    for (;;) {
        const Message m = co_await self.receive(any).after(0);
        if (m.timedOut()) {
            record->add(".");
            co_return;
        }
        record->add(m.term().isTuple(5) ? Term(tuple(m[0], m[2], m[4])) : m.term());
    }
}

Process one(Self self, Record record)
{
    const Pid pid = self.spawn<endsWith>(boom);
    const Reference reference = self.monitor(pid);
    self.send(pid, go);
    const Message m = co_await self.receive(any);
    record->add(Term(m.term() == Term(tuple(atoms::down, reference, atoms::process, pid, boom))));
    co_await rest(self, record);
}

Process stacks(Self self, Record record)
{
    const Pid pid = self.spawn<endsWith>(boom);
    Reference references[3];
    for (Reference& reference : references) {
        reference = self.monitor(pid);
    }
    record->add(Term(references[0] != references[1] && references[1] != references[2]));
    const bool there = self.demonitor(references[1]);
    const bool again = self.demonitor(references[1]);
    record->add(tuple(there, again));
    self.send(pid, go);
    for (const int i : {2, 0}) {
        co_await self.receive(tuple(atoms::down, references[i], atoms::process, pid, boom));
    }
    co_await rest(self, record);
}

Process missing(Self self, Record record)
{
    const auto [pid, first] = self.spawnMonitor<endsWith>(boom);
    self.send(pid, go);
    co_await self.receive(tuple(atoms::down, first, any, pid, any));
    const Reference reference = self.monitor(pid);
    const Message m = co_await self.receive(tuple(atoms::down, reference, atoms::process, pid, any));
    record->add(m[4]);
    const Reference nobody = self.monitor(Atom("nobody"));
    const Message n = co_await self.receive(tuple(atoms::down, nobody, any, any, any));
    record->add(tuple(n[2], n[3], n[4]));
    const bool fired = self.demonitor(nobody);
    record->add(Term(fired));
    const Reference nothing = self.monitor(Pid());
    co_await self.receive(tuple(atoms::down, nothing, any, Pid(), atoms::noproc));
    co_await rest(self, record);
}

Process byName(Self self, Record record)
{
    const Pid pid = self.spawn<endsWith>(boom);
    self.registerName(server, pid);
    const Reference reference = self.monitor(server);
    // Resolved once: that another process has the name later does not matter.
    self.unregisterName(server);
    const Pid other = self.spawn<endsWith>(boom);
    self.registerName(server, other);
    self.send(other, go);
    self.send(pid, go);
    const Message m = co_await self.receive(tuple(atoms::down, reference, any, any, any));
    record->add(tuple(m[3], m[4]));
    co_await rest(self, record);
}

Process itself(Self self, Record record)
{
    const Reference reference = self.monitor(self.pid());
    self.registerName(server);
    self.monitor(server);
    const bool removed = self.demonitor(reference);
    record->add(Term(removed)); // Erlang: demonitor(Ref, [info]) of a monitor on oneself is false
    co_await rest(self, record);
}

Process demonitors(Self self, Record record)
{
    // While the DOWN may be on its way.
    for (int i = 0; i < 20; ++i) {
        const auto [pid, reference] = self.spawnMonitor<endsWith>(boom);
        self.send(pid, go);
        co_await self.tick(i);
        const bool active = self.demonitor(reference, Demonitor::Flush);
        static_cast<void>(active);
    }
    co_await rest(self, record);
    // After it has arrived: it stays without flush.
    const auto [pid, reference] = self.spawnMonitor<endsWith>(boom);
    self.send(pid, go);
    co_await settled(self);
    const bool active = self.demonitor(reference);
    record->add(Term(active));
    const Message m = co_await self.receive(tuple(atoms::down, reference, any, any, any)).after(0);
    record->add(m.timedOut() ? "gone" : "kept");
    const bool unknown = self.demonitor(Reference::make(), Demonitor::Flush);
    record->add(Term(unknown));
}

/// Flush takes only its own DOWN, and disturbs no other message.
Process flushes(Self self, Record record)
{
    const auto [first, firstReference] = self.spawnMonitor<endsWith>(boom);
    const auto [second, secondReference] = self.spawnMonitor<endsWith>(atoms::normal);
    self.send(self.pid(), 1);
    self.send(first, go);
    co_await settled(self);
    self.send(self.pid(), 2);
    self.send(second, go);
    co_await settled(self);
    const bool active = self.demonitor(firstReference, Demonitor::Flush);
    record->add(Term(active));
    co_await rest(self, record);
}

Process talksAndExits(Self self, Pid to, int count)
{
    for (int i = 0; i < count; ++i) {
        self.send(to, i);
        co_await self.tick(500);
    }
    self.exit(boom);
}

Process downComesLast(Self self, Record record)
{
    self.spawnMonitor<talksAndExits>(self.pid(), 30);
    for (int i = 0;; ++i) {
        const Message m = co_await self.receive(any);
        if (m.term().isTuple()) {
            record->add(tuple(i, m[4]));
            co_return;
        }
        if (m.term() != Term(i)) {
            record->add(m.term());
        }
    }
}

Process namedBody(Self self)
{
    co_await self.receive(go);
}

/// When the DOWN is here the name is free, and the process is not alive.
Process nameIsFree(Self self, Record record)
{
    int mistakes = 0;
    for (int i = 0; i < 50; ++i) {
        SpawnOptions options;
        options.name = server;
        options.monitor = true;
        const Spawned spawned = self.spawnWith<namedBody>(std::move(options));
        if (self.whereis(server) != spawned.pid) {
            ++mistakes;
        }
        if (i % 2 == 0) {
            self.send(server, go);
        } else {
            self.exit(spawned.pid, atoms::kill);
        }
        co_await self.receive(tuple(atoms::down, spawned.monitor, any, any, any));
        if (self.whereis(server)) {
            ++mistakes;
        }
        const bool alive = co_await self.isAlive(spawned.pid);
        if (alive) {
            ++mistakes;
        }
    }
    record->add(Term(mistakes));
}

/// The same seen through a link.
Process nameIsFreeAfterExit(Self self, Record record)
{
    self.setTrapExit(true);
    int mistakes = 0;
    for (int i = 0; i < 50; ++i) {
        SpawnOptions options;
        options.name = server;
        options.link = true;
        const Spawned spawned = self.spawnWith<namedBody>(std::move(options));
        self.exit(spawned.pid, boom);
        co_await self.receive(tuple(atoms::exit, spawned.pid, any));
        if (self.whereis(server)) {
            ++mistakes;
        }
    }
    record->add(Term(mistakes));
}

Process spawnsMonitored(Self self, Record record)
{
    const auto [pid, reference] = self.spawnMonitor<endsWith>(boom);
    self.exit(pid, atoms::kill); // even if it has not run at all
    const Message m = co_await self.receive(tuple(atoms::down, reference, atoms::process, pid, any));
    record->add(m[4]);
    co_await rest(self, record);
}

/// A monitor by one who has died leaves nothing behind at the other end.
Process watcher(Self self, Pid of)
{
    self.monitor(of);
    co_await self.sleep(1);
}

Process watchersDie(Self self, Record record)
{
    constexpr int Watchers = 100;
    for (int i = 0; i < Watchers; ++i) {
        self.spawnMonitor<watcher>(self.pid());
    }
    for (int i = 0; i < Watchers; ++i) {
        co_await self.receive(tuple(atoms::down, any, atoms::process, any, atoms::normal));
    }
    std::size_t left = 0;
    do { // what tells of its monitor's end may come after the DOWN
        co_await self.sleep(1);
        left = 0;
        self.process().relations().forEach([&](const Relations::Relation&) { ++left; });
    } while (left != 0);
    record->add("forgotten");
}

} // namespace monitors_bodies

using namespace monitors_bodies;

class MonitorsTest : public QObject {
    Q_OBJECT

private slots:
    void firesOnce() { COMPARE_LINES(one, "true | ."); }
    void stacking() { COMPARE_LINES(stacks, "true | {true,false} | ."); }
    void missingTargets()
    {
        COMPARE_LINES(missing, "noproc | {process,{nobody,nonode@nohost},noproc} | false | .");
    }
    void monitorsByName() { COMPARE_LINES(byName, "{{server,nonode@nohost},boom} | ."); }
    void monitorsItself() { COMPARE_LINES(itself, "false | ."); }
    void demonitoring() { COMPARE_LINES(demonitors, ". | false | kept | false"); }
    void flushing() { COMPARE_LINES(flushes, "false | 1 | 2 | {'DOWN',process,normal} | ."); }
    void downComesAfterMessages() { COMPARE_LINES(downComesLast, "{30,boom}"); }
    void namesAreFreeAfterDown() { COMPARE_LINES(nameIsFree, "0"); }
    void namesAreFreeAfterExit() { COMPARE_LINES(nameIsFreeAfterExit, "0"); }
    void spawnMonitor() { COMPARE_LINES(spawnsMonitored, "killed | ."); }
    void deadWatchersAreForgotten() { COMPARE_LINES(watchersDie, "forgotten"); }
};

QTEST_GUILESS_MAIN(MonitorsTest)
#include "monitors_test.moc"
