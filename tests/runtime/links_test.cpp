// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#include <random>

using namespace factorama;
using namespace factorama::testing;

namespace links_bodies {

const Atom go("go");
const Atom ready("ready");
const Atom boom("boom");
const Atom hello("hello");

/// How an exit signal reaches the receiver.
enum class Way : std::uint8_t { Exit2, Link, FormerLink };

/// The receiver of exit signals: reports each message it gets as {message, M}; ends with `finished` when told
/// to.
Process receiver(Self self, Pid parent, bool traps)
{
    self.setTrapExit(traps);
    self.send(parent, ready);
    for (;;) {
        const Message m = co_await self.receive(go, any);
        if (m.clause() == 0) {
            self.exit(Atom("finished"));
        }
        self.send(parent, tuple(Atom("message"), m.term()));
    }
}

/// Links itself to the receiver, perhaps unlinks, and ends with the reason.
Process linkedPeer(Self self, Pid to, Pid parent, Term reason, bool unlinks)
{
    self.link(to);
    if (unlinks) {
        self.unlink(to);
    }
    self.send(parent, ready);
    co_await self.receive(go);
    self.exit(reason);
}

std::string withoutPids(const Term& term, Pid sender)
{
    std::string text = term.toString();
    const std::string pid = sender.toString();
    for (std::size_t at = text.find(pid); at != std::string::npos; at = text.find(pid)) {
        text.replace(at, pid.size(), "From");
    }
    return text;
}

/// One row of the table: what becomes of the receiver.
Subroutine<> oneSignal(Self self, Record record, Way way, Atom reason, bool traps)
{
    const auto [to, monitor] = self.spawnMonitor<receiver>(self.pid(), traps);
    co_await self.receive(ready);
    Pid from = self.pid();
    if (way == Way::Exit2) {
        self.exit(to, reason);
    } else {
        const auto [peer, peerMonitor] =
            self.spawnMonitor<linkedPeer>(to, self.pid(), reason, way == Way::FormerLink);
        from = peer;
        co_await self.receive(ready);
        self.send(peer, go);
        co_await self.receive(tuple(atoms::down, peerMonitor, any, any, any));
        co_await self.isAlive(peer);
    }
    // Anything that the signal does is done before this is handled: from the same sender if by exit/2; else
    // the peer's exit signals were sent before its DOWN.
    self.send(to, go);
    for (;;) {
        const Message m = co_await self.receive(tuple(atoms::down, monitor, any, any, any), any);
        record->add(withoutPids(m.clause() == 0 ? m[4] : m.term(), from));
        if (m.clause() == 0) {
            co_return;
        }
    }
}

template<Way way, bool traps>
Process table(Self self, Record record)
{
    for (const Atom reason : {atoms::normal, atoms::kill, atoms::killed, atoms::shutdown, boom}) {
        co_await oneSignal(self, record, way, reason, traps);
    }
}

// -- to oneself --

Process exitsItselfTrapping(Self self, Record record)
{
    self.setTrapExit(true);
    for (const Atom reason : {atoms::normal, boom}) {
        self.exit(self.pid(), reason);
        const Message m = co_await self.receive(tuple(atoms::exit, self.pid(), any));
        record->add(m[2]);
    }
}

Process killsItself(Self self)
{
    self.setTrapExit(true);
    self.exit(self.pid(), atoms::kill);
    co_await self.receive(go);
}

Process diesTrappingOfKill(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<killsItself>();
    const Message m = co_await self.receive(tuple(atoms::down, monitor, any, pid, any));
    record->add(m[4]);
}

// -- links --

Process waits(Self self)
{
    co_await self.receive(go);
}

Process endsWith(Self self, Term reason)
{
    co_await self.receive(go);
    self.exit(reason);
}

Process linksTwice(Self self, Record record)
{
    self.setTrapExit(true);
    const Pid pid = self.spawn<endsWith>(boom);
    self.link(pid);
    self.link(pid);
    self.link(pid);
    self.send(pid, go);
    const Message first = co_await self.receive(tuple(atoms::exit, pid, any));
    record->add(first[2]);
    co_await settled(self);
    const Message none = co_await self.receive(any).after(0);
    record->add(none.timedOut() ? "nothing" : none.term().toString());
    // One unlink takes back any number of links.
    const Pid other = self.spawnLink<endsWith>(boom);
    self.link(other);
    self.unlink(other);
    self.send(other, go);
    co_await settled(self);
    const Message nothing = co_await self.receive(any).after(0);
    record->add(nothing.timedOut() ? "nothing" : nothing.term().toString());
}

Process linksItself(Self self, Record record)
{
    self.link(self.pid());
    self.unlink(self.pid());
    self.link(self.pid());
    record->add("alive");
    co_await self.sleep(1);
    self.exit(boom); // a link to oneself neither hangs nor doubles anything
}

Process linksTheDead(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<endsWith>(boom);
    self.send(pid, go);
    co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    try {
        self.link(pid);
        record->add("linked");
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
    self.setTrapExit(true);
    self.link(pid);
    const Message m = co_await self.receive(tuple(atoms::exit, pid, any));
    record->add(m[2]);
    self.unlink(pid);
    self.exit(pid, boom);
    self.exit(Pid(), boom);
    self.unlink(Pid());
    co_await settled(self);
    const Message none = co_await self.receive(any).after(0);
    record->add(none.timedOut() ? "nothing" : none.term().toString());
}

/// unlink() after which no exit signal arrives, but one that has arrived stays.
Process unlinks(Self self, Record record)
{
    self.setTrapExit(true);
    const Pid pid = self.spawnLink<endsWith>(boom);
    self.send(pid, go);
    self.unlink(pid); // the exit may be under way
    const Message first = co_await self.receive(tuple(atoms::exit, pid, any)).after(20);
    record->add(first.timedOut() ? "nothing" : "exit");
    const Pid other = self.spawnLink<endsWith>(boom);
    self.send(other, go);
    co_await settled(self);
    self.unlink(other); // too late
    const Message second = co_await self.receive(tuple(atoms::exit, other, any)).after(0);
    record->add(second.timedOut() ? "nothing" : second[2].toString());
    self.unlink(Pid(123'456, 1)); // was never linked
}

/// An exit signal through a link is judged when it is handled.
Process trapIsJudgedOnHandling(Self self, Record record)
{
    const Pid pid = self.spawnLink<endsWith>(boom);
    self.send(pid, go);
    self.setTrapExit(true);
    const Message m = co_await self.receive(tuple(atoms::exit, pid, any));
    record->add(m[2]);
}

Process chainLink(Self self, int length, Pid first)
{
    if (length > 0) {
        self.spawnLink<chainLink>(length - 1, first);
    } else {
        self.send(first, ready);
    }
    co_await self.receive(go);
}

/// The end of one process goes through a whole chain of links.
Process chain(Self self, Record record)
{
    const auto [pid, monitor] = self.spawnMonitor<chainLink>(50, self.pid());
    co_await self.receive(ready);
    self.exit(pid, boom);
    const Message m = co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    record->add(m[4]);
}

Process talksAndExits(Self self, Pid to, int count)
{
    for (int i = 0; i < count; ++i) {
        self.send(to, i);
        co_await self.tick(500);
    }
    self.exit(boom);
}

/// EXIT comes after everything that the process had sent.
Process exitComesLast(Self self, Record record)
{
    self.setTrapExit(true);
    self.spawnLink<talksAndExits>(self.pid(), 30);
    for (int i = 0;; ++i) {
        const Message m = co_await self.receive(any);
        if (m.term().isTuple()) {
            record->add(tuple(i, m[2]));
            co_return;
        }
        if (m.term() != Term(i)) {
            record->add(m.term());
        }
    }
}

// -- spawn_link, and names that are taken --

Process spawnsWithTakenName(Self self, Record record)
{
    self.registerName(Atom("taken"));
    for (const bool traps : {false, true}) {
        self.setTrapExit(traps);
        try {
            SpawnOptions options;
            options.link = true;
            options.monitor = true;
            options.name = Atom("taken");
            self.spawnWith<waits>(std::move(options));
            record->add("spawned");
        } catch (const Raised& raised) {
            record->add(raised.what());
        }
        co_await settled(self);
        const Message m = co_await self.receive(any).after(0);
        record->add(m.timedOut() ? "nothing" : "a message");
    }
}

Process spawnLinkCrashes(Self self, Record record)
{
    self.setTrapExit(true);
    const Pid pid = self.spawnLink<endsWith>(atoms::normal);
    self.send(pid, go);
    const Message m = co_await self.receive(tuple(atoms::exit, pid, any));
    record->add(m[2]);
}

// -- crossing links and unlinks --

/// Links and unlinks as the bits say; the last one who acts decides nothing: both ends just have to agree.
Process toggles(Self self, Pid parent, unsigned bits, bool last)
{
    self.setTrapExit(true);
    const Message hello_ = co_await self.receive(anyPid);
    const Pid peer = hello_.term().pid();
    for (int i = 0; i < 6; ++i) {
        if ((bits >> i & 1U) != 0) {
            self.link(peer);
        } else {
            self.unlink(peer);
        }
        if ((bits >> (8 + i) & 1U) != 0) {
            co_await self.tick(5);
        }
    }
    if (last) {
        self.link(peer);
    }
    self.send(parent, tuple(ready, self.pid()));
    co_await self.receive(go);
    const bool linked = self.process().relations().linkCount() == 1;
    self.send(parent, tuple(Atom("linked"), linked));
    co_await self.receive(go);
    self.exit(boom);
}

Process crossing(Self self, Record record, unsigned first, unsigned second)
{
    const Pid one = self.spawn<toggles>(self.pid(), first, false);
    const Pid two = self.spawn<toggles>(self.pid(), second, false);
    self.send(one, two);
    self.send(two, one);
    co_await self.receive(tuple(ready, one));
    co_await self.receive(tuple(ready, two));
    co_await settled(self); // acknowledged unlinks have arrived
    self.send(one, go);
    const Message oneSays = co_await self.receive(tuple(Atom("linked"), any));
    self.send(two, go);
    const Message twoSays = co_await self.receive(tuple(Atom("linked"), any));
    if (oneSays[1] != twoSays[1]) {
        record->add("the ends disagree");
    }
    self.exit(one, atoms::kill);
    self.exit(two, atoms::kill);
}

/// As toggles(), but ends at once; the peer has to learn of it exactly if it is linked.
Process togglesAndDies(Self self, unsigned bits)
{
    self.setTrapExit(true);
    const Message m = co_await self.receive(anyPid);
    const Pid peer = m.term().pid();
    for (int i = 0; i < 4; ++i) {
        if ((bits >> i & 1U) != 0) {
            self.link(peer);
        } else {
            self.unlink(peer);
        }
        if ((bits >> (8 + i) & 1U) != 0) {
            co_await self.tick(5);
        }
    }
}

Process survivesPeer(Self self, Record record, unsigned bits, unsigned peerBits)
{
    self.setTrapExit(true);
    const auto [peer, monitor] = self.spawnMonitor<togglesAndDies>(peerBits);
    self.send(peer, self.pid());
    for (int i = 0; i < 6; ++i) {
        if ((bits >> i & 1U) != 0) {
            self.link(peer);
        } else {
            self.unlink(peer);
        }
        if ((bits >> (8 + i) & 1U) != 0) {
            co_await self.tick(5);
        }
        if ((bits >> 13 & 7U) == static_cast<unsigned>(i)) {
            self.exit(peer, atoms::kill);
        }
    }
    co_await self.receive(tuple(atoms::down, monitor, any, any, any));
    co_await settled(self);
    if (self.process().relations().linkCount() != 0) {
        record->add("linked with a dead process");
    }
    std::size_t rest = 0;
    self.process().relations().forEach([&](const Relations::Relation&) { ++rest; });
    if (rest != 0) {
        record->add("a relation with a dead process");
    }
}

/// After link(P) of a process that ends, the EXIT comes, whatever came before.
Process finalLink(Self self, Record record, unsigned bits, unsigned peerBits)
{
    self.setTrapExit(true);
    const Pid peer = self.spawn<togglesAndDies>(peerBits);
    self.send(peer, self.pid());
    for (int i = 0; i < 4; ++i) {
        if ((bits >> i & 1U) != 0) {
            self.link(peer);
        } else {
            self.unlink(peer);
        }
        if ((bits >> (8 + i) & 1U) != 0) {
            co_await self.tick(5);
        }
    }
    self.link(peer);
    // An unlink by the peer may take the link away; without one the EXIT must come.
    co_await settled(self);
    const Message m = co_await self.receive(tuple(atoms::exit, peer, any)).after(0);
    if (m.timedOut() && (peerBits & 15U) == 15U) {
        record->add("no EXIT");
    }
}

Process kills(Self self)
{
    const Message m = co_await self.receive(anyPid);
    self.exit(m.term().pid(), atoms::kill);
}

Process unlinksAndIsKilled(Self self, Pid peer, Pid killer)
{
    self.unlink(peer);
    self.send(killer, self.pid());
    self.send(peer, ready);
    co_await self.receive(go);
}

/// The peer unlinks; this side has seen that and links anew, as the peer is killed.
Process linksAnewAsThePeerDies(Self self, Record record)
{
    self.setTrapExit(true);
    const Pid killer = self.spawn<kills>();
    const Pid peer = self.spawnLink<unlinksAndIsKilled>(self.pid(), killer);
    co_await self.receive(ready); // sent after the unlink, which has been handled therefore
    self.link(peer);
    co_await settled(self);
    const Message m = co_await self.receive(tuple(atoms::exit, peer, any)).after(0);
    record->add(m.timedOut() ? "no EXIT" : "EXIT");
}

} // namespace links_bodies

using namespace links_bodies;

class LinksTest : public QObject {
    Q_OBJECT

private slots:
    // normal, kill, killed, shutdown, boom; `finished` is told to those that live on.
    void exit2NotTrapping()
    {
        COMPARE_LINES((table<Way::Exit2, false>), "finished | killed | killed | shutdown | boom");
    }
    void exit2Trapping()
    {
        COMPARE_LINES(
            (table<Way::Exit2, true>),
            "{message,{'EXIT',From,normal}} | finished | killed | {message,{'EXIT',From,killed}} | finished "
            "| "
            "{message,{'EXIT',From,shutdown}} | finished | {message,{'EXIT',From,boom}} | finished");
    }
    void linkNotTrapping()
    {
        COMPARE_LINES((table<Way::Link, false>), "finished | kill | killed | shutdown | boom");
    }
    void linkTrapping()
    {
        COMPARE_LINES(
            (table<Way::Link, true>),
            "{message,{'EXIT',From,normal}} | finished | {message,{'EXIT',From,kill}} | finished | "
            "{message,{'EXIT',From,killed}} | finished | {message,{'EXIT',From,shutdown}} | finished | "
            "{message,{'EXIT',From,boom}} | finished");
    }
    void formerLinkNotTrapping()
    {
        COMPARE_LINES((table<Way::FormerLink, false>),
                      "finished | finished | finished | finished | finished");
    }
    void formerLinkTrapping()
    {
        COMPARE_LINES((table<Way::FormerLink, true>), "finished | finished | finished | finished | finished");
    }
    void exitToOneselfTrapping() { COMPARE_LINES(exitsItselfTrapping, "normal | boom"); }
    void killToOneselfTrapping() { COMPARE_LINES(diesTrappingOfKill, "killed"); }

    void linkingAgainChangesNothing() { COMPARE_LINES(linksTwice, "boom | nothing | nothing"); }
    void linkingOneselfChangesNothing() { COMPARE_LINES(linksItself, "alive"); }
    void linkingTheDead() { COMPARE_LINES(linksTheDead, "error:noproc | noproc | nothing"); }
    void unlinking() { COMPARE_LINES(links_bodies::unlinks, "nothing | boom"); }
    void trappingIsJudgedOnHandling() { COMPARE_LINES(trapIsJudgedOnHandling, "boom"); }
    void chainsOfLinks() { COMPARE_LINES(chain, "boom"); }
    void exitComesAfterMessages() { COMPARE_LINES(exitComesLast, "{30,boom}"); }
    void spawnLink() { COMPARE_LINES(spawnLinkCrashes, "normal"); }
    void failedSpawnLeavesNoTrace()
    {
        COMPARE_LINES(spawnsWithTakenName, "error:badarg | nothing | error:badarg | nothing");
    }
    void linkingAnewAsThePeerDies() { COMPARE_LINES(linksAnewAsThePeerDies, "EXIT"); }

    void crossingLinksAgree()
    {
        const std::uint64_t seeds = numberFromEnvironment("FACTORAMA_SEEDS", 3000);
        for (std::uint64_t seed = 0; seed < seeds; ++seed) {
            std::mt19937_64 random(seed);
            const auto record = std::make_shared<Recorder>();
            const auto bits = [&] { return static_cast<unsigned>(random() & 0xFFFF); };
            const auto run = [&](auto start) {
                Runtime runtime(simulated(seed));
                start(runtime);
                runtime.simulation()->run();
                return runtime.processes().count();
            };
            const unsigned first = bits();
            const unsigned second = bits();
            std::size_t left = run([&](Runtime& runtime) { runtime.spawn<crossing>(record, first, second); });
            left += run([&](Runtime& runtime) { runtime.spawn<survivesPeer>(record, first, second); });
            left += run([&](Runtime& runtime) {
                runtime.spawn<finalLink>(record, first, second | (seed % 2 == 0 ? 15U : 0U));
            });
            const QString where =
                QStringLiteral(" (seed %1, bits %2 %3)").arg(seed).arg(first, 0, 16).arg(second, 0, 16);
            QVERIFY2(record->count() == 0, qPrintable(joined(record->lines()) + where));
            QVERIFY2(left == 0, qPrintable(QStringLiteral("%1 left").arg(left) + where));
        }
    }
};

QTEST_GUILESS_MAIN(LinksTest)
#include "links_test.moc"
