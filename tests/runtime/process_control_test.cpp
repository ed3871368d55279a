// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "runtime/observe/process_details.h"
#include "runtime/otp/gen_server.h"
#endif

#include <algorithm>

using namespace factorama;
using namespace factorama::testing;

namespace {

const Atom stopAtom("stop");
const Atom keyAtom("key");
const Atom crashAtom("crash");

/// Takes `stop` alone, so that everything else stays in its mailbox.
Process deaf(Self self)
{
    self.putValue(keyAtom, 42);
    const Message message = co_await self.receive(stopAtom);
    self.exit(crashAtom);
}

Process drinks(Self self, bool trap)
{
    self.setTrapExit(trap);
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

Process spins(Self self)
{
    for (;;) {
        co_await self.tick();
    }
}

Process parentOf(Self self, int count)
{
    for (int i = 0; i < count; ++i) {
        self.spawn<&drinks>(false);
    }
    const Message message = co_await self.receive(stopAtom);
}

using Details = std::shared_ptr<const ProcessDetails>;

Interest inspecting(Pid pid)
{
    Interest interest;
    interest.periodMilliseconds = 1;
    interest.inspected = pid;
    return interest;
}

/// What a snapshot to come says of the process, once it satisfies the predicate; null if none does in time.
template<typename Predicate>
Details detailsWith(EmbeddedNode& node, Predicate predicate)
{
    Details found;
    eventually([&] {
        const Details details = node.snapshot()->details;
        if (details && predicate(*details)) {
            found = details;
        }
        return found != nullptr;
    });
    return found;
}

bool told(const ProcessDetails& details)
{
    return details.nanoseconds > 0;
}

bool hasNotice(const EmbeddedNode& node, const std::string& part)
{
    const std::vector<Notice> notices = node.notices(0);
    return std::any_of(notices.begin(), notices.end(),
                       [&](const Notice& notice) { return notice.text.find(part) != std::string::npos; });
}

std::size_t countOf(EmbeddedNode& node)
{
    return node.runtime().processes().count();
}

} // namespace

class ProcessControlTest : public QObject {
    Q_OBJECT

private slots:
    void tellsEverythingOfAProcess()
    {
        EmbeddedNode node(1);
        Runtime& runtime = node.runtime();
        const Pid pid = runtime.spawn<&deaf>();
        const Pid peer = runtime.spawn<&drinks>(true);
        for (int i = 0; i < 60; ++i) {
            runtime.send(pid, tuple(keyAtom, i));
        }
        runtime.send(pid, Term::string(std::string(5000, 'x')));
        QVERIFY(node.link(pid, peer).ok());
        QVERIFY(node.monitor(peer, pid).ok());
        node.setInterest(inspecting(pid));
        const Details details = detailsWith(node, [](const ProcessDetails& d) {
            return told(d) && d.links.count == 1 && d.monitoredBy.count == 1 && d.row.messages == 61;
        });
        QVERIFY(details);
        QCOMPARE(details->row.pid, pid);
        QCOMPARE(details->waitsFor, std::string("a message"));
        QCOMPARE(details->messages.size(), ProcessDetails::MessageLimit);
        QCOMPARE(details->messages.front().text, std::string("{key,0}"));
        QCOMPARE(details->links.peers.front().pid, peer);
        QCOMPARE(details->monitoredBy.peers.front().pid, peer);
        QCOMPARE(details->dictionary.size(), 1U);
        QCOMPARE(details->dictionary.front().first, std::string("key"));
        QCOMPARE(details->priority, std::string("normal"));
        QVERIFY(details->alive);
        // Nothing of that was a message.
        QCOMPARE(details->row.messages, 61U);
    }

    void cutsLongMessages()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        node.runtime().send(pid, Term::string(std::string(5000, 'x')));
        node.setInterest(inspecting(pid));
        const Details details =
            detailsWith(node, [](const ProcessDetails& d) { return d.messages.size() == 1; });
        QVERIFY(details);
        QVERIFY(details->messages.front().text.size() <= MessagePreview::TextLimit + 8);
        QVERIFY(details->messages.front().bytes > 5000);
    }

    void countsWhileItLooksAndNotAfter()
    {
        EmbeddedNode node(1);
        Runtime& runtime = node.runtime();
        const Pid pid = runtime.spawn<&drinks>(false);
        runtime.send(pid, keyAtom);
        node.setInterest(inspecting(pid));
        QVERIFY(detailsWith(node, told));
        for (int i = 0; i < 100; ++i) {
            runtime.send(pid, keyAtom);
        }
        // The first one came before, but may have been taken only when it was looked at already.
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) {
            return d.arrived == 100 && (d.taken == 100 || d.taken == 101);
        }));
        node.setInterest({});
        QVERIFY(eventually([&] {
            const EpochPin pin(runtime.epochs());
            return !runtime.processes().find(pid)->has(ControlBlock::Counted);
        }));
    }

    void aDeadProcessStaysReadableWithItsReason()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        node.setInterest(inspecting(pid));
        QVERIFY(detailsWith(node, told));
        node.runtime().send(pid, stopAtom);
        const Details details = detailsWith(node, [](const ProcessDetails& d) { return !d.alive; });
        QVERIFY(details);
        QCOMPARE(details->exitReason, std::string("crash"));
        QCOMPARE(details->row.initialCall.function.text(), std::string_view("deaf"));
        QCOMPARE(details->dictionary.size(), 1U);
    }

    void oneThatWasDeadBeforeIsSaidToBe()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        node.runtime().exit(pid, atoms::kill);
        QVERIFY(eventually([&] { return !node.runtime().isAlive(pid); }));
        node.setInterest(inspecting(pid));
        const Details details = detailsWith(node, [](const ProcessDetails& d) { return !d.alive; });
        QVERIFY(details);
        QVERIFY(details->exitReason.empty());
    }

    void childrenAndAncestorsAreKnown()
    {
        EmbeddedNode node(1);
        const Pid parent = node.runtime().spawn<&parentOf>(3);
        node.setInterest(inspecting(parent));
        const Details details =
            detailsWith(node, [](const ProcessDetails& d) { return d.children.count == 3; });
        QVERIFY(details);
        node.setInterest(inspecting(details->children.peers.front().pid));
        const Details child = detailsWith(
            node, [&](const ProcessDetails& d) { return d.row.pid != parent && !d.ancestors.empty(); });
        QVERIFY(child);
        QCOMPARE(child->ancestors.front().pid, parent);
    }

    void aServerTellsItsStateWhenAsked()
    {
        EmbeddedNode node(1);
        const Outcome started = node.spawn("kv_server", {});
        QVERIFY2(started.ok(), started.error.c_str());
        node.setInterest(inspecting(started.pid));
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return told(d) && d.isSystemProcess; }));
        QVERIFY(node.askForState(started.pid).ok());
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return !d.state.empty(); }));
    }

    void nobodyElseIsAskedForAState()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        node.setInterest(inspecting(pid));
        QVERIFY(detailsWith(node, told));
        QVERIFY(!node.askForState(pid).ok());
    }

    void suspendedProcessesDoNotRun()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&drinks>(false);
        QVERIFY(node.suspend(pid).ok());
        node.setInterest(inspecting(pid));
        node.runtime().send(pid, keyAtom);
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) {
            return d.suspendCount == 1 && d.row.messages == 1 && d.row.status == ProcessStatus::Suspended;
        }));
        QVERIFY(node.resume(pid).ok());
        QVERIFY(detailsWith(
            node, [](const ProcessDetails& d) { return d.suspendCount == 0 && d.row.messages == 0; }));
        QVERIFY(!node.resume(pid).ok());
    }

    void answersToWhatWasSentComeAsNotices()
    {
        EmbeddedNode node(1);
        const Outcome echo = node.spawn("echo", {});
        QVERIFY(node.send(echo.pid, "{ping, Self}").ok());
        QVERIFY(eventually([&] { return hasNotice(node, "{pong," + echo.pid.toString() + "}"); }));
        QVERIFY(!node.send(echo.pid, "{ping,").ok());
        QVERIFY(!node.checkMessage("{ping,").ok());
        QVERIFY(node.checkMessage("{anything, [1,2.5], Self}").ok());
        node.exit(echo.pid, "kill");
        QVERIFY(eventually([&] { return !node.send(echo.pid, "hello").ok(); }));
    }

    void linksEndTogetherAndMonitorsAreTold()
    {
        EmbeddedNode node(2);
        Runtime& runtime = node.runtime();
        const Pid a = runtime.spawn<&drinks>(false);
        const Pid b = runtime.spawn<&drinks>(false);
        const Pid watcher = runtime.spawn<&deaf>();
        QVERIFY(node.link(a, b).ok());
        QVERIFY(node.monitor(watcher, b).ok());
        QVERIFY(!node.link(a, a).ok());
        node.setInterest(inspecting(b));
        QVERIFY(detailsWith(
            node, [](const ProcessDetails& d) { return d.links.count == 1 && d.monitoredBy.count == 1; }));
        QVERIFY(node.exit(a, "boom").ok());
        QVERIFY(eventually([&] { return !runtime.isAlive(b); }));
        node.setInterest(inspecting(watcher));
        const Details details =
            detailsWith(node, [](const ProcessDetails& d) { return told(d) && d.messages.size() == 1; });
        QVERIFY(details);
        QVERIFY(details->messages.front().text.find("'DOWN'") != std::string::npos);
        QVERIFY(details->messages.front().text.find("boom") != std::string::npos);
        QVERIFY(!node.link(watcher, b).ok());
        QVERIFY(!node.link(b, watcher).ok());
    }

    void linksCanBeTakenBack()
    {
        EmbeddedNode node(1);
        const Pid a = node.runtime().spawn<&drinks>(false);
        const Pid b = node.runtime().spawn<&drinks>(false);
        QVERIFY(node.link(a, b).ok());
        QVERIFY(node.unlink(a, b).ok());
        const Pid linked = node.runtime().spawn<&drinks>(false);
        QVERIFY(node.link(linked, a).ok());
        node.setInterest(inspecting(linked));
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return d.links.count == 1; }));
        QVERIFY(node.exit(a, "boom").ok());
        // On one scheduler all exit signals have been sent when the first one has its effect; and what is
        // asked after that comes behind them.
        QVERIFY(eventually([&] { return !node.runtime().isAlive(linked); }));
        node.setInterest(inspecting(b));
        QVERIFY(detailsWith(node, told));
        QVERIFY(node.runtime().isAlive(b));
    }

    void namesAreGivenAndTaken()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        const Pid other = node.runtime().spawn<&deaf>();
        QVERIFY(node.registerName(pid, "my_server").ok());
        QCOMPARE(node.runtime().whereis(Atom("my_server")), pid);
        QVERIFY(!node.registerName(other, "my_server").ok());
        QVERIFY(node.registerName(other, "taken").ok());
        QVERIFY(!node.registerName(pid, "taken").ok());
        QCOMPARE(node.runtime().whereis(Atom("my_server")),
                 pid); // who cannot have another name keeps the one he has
        QVERIFY(node.registerName(pid, "second").ok());
        QCOMPARE(node.runtime().whereis(Atom("second")), pid);
        QVERIFY(!node.runtime().whereis(Atom("my_server")));
        QVERIFY(node.registerName(pid, "second").ok());
        QVERIFY(node.registerName(other, {}).ok());
        QVERIFY(!node.registerName(other, "Variable").ok());
        QVERIFY(!node.registerName(other, "undefined").ok());
        QVERIFY(node.registerName(pid, {}).ok());
        QVERIFY(!node.registerName(pid, {}).ok());
        QVERIFY(node.registerName(other, "'My Server'").ok());
    }

    void prioritiesAndLimitsAreSet()
    {
        EmbeddedNode node(1);
        const Pid pid = node.runtime().spawn<&deaf>();
        QVERIFY(node.setPriority(pid, "high").ok());
        QVERIFY(!node.setPriority(pid, "highest").ok());
        QVERIFY(node.setMailboxLimit(pid, 100, true).ok());
        node.setInterest(inspecting(pid));
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) {
            return d.priority == "high" && d.limitMessages == 100 && d.limitPresses;
        }));
        QVERIFY(node.setMailboxLimit(pid, 0, true).ok());
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return d.limitMessages == 0; }));
        QVERIFY(node.setMailboxLimit(pid, 5, false).ok());
        for (int i = 0; i < 20; ++i) {
            node.runtime().send(pid, keyAtom);
        }
        QVERIFY(
            detailsWith(node, [](const ProcessDetails& d) { return !d.alive && d.exitReason == "killed"; }));
    }

    void aLimitThatIsTakenBackLetsWaitingSendersGoOn()
    {
        EmbeddedNode node(1);
        const Outcome started = node.spawn("unread_mailbox", {"10", "back_pressure", "1"});
        QVERIFY(started.ok());
        Interest interest = inspecting({});
        interest.processes = true;
        node.setInterest(interest);
        Pid reader;
        QVERIFY(eventually([&] {
            const auto snapshot = node.snapshot();
            for (const ProcessRow& row : snapshot->processes) {
                if (row.initialCall.function.text() == "reader" && row.messages >= 10) {
                    reader = row.pid;
                }
            }
            return static_cast<bool>(reader);
        }));
        QVERIFY(node.setMailboxLimit(reader, 0, true).ok());
        node.setInterest(inspecting(reader));
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return d.row.messages > 200; }));
    }

    void manyAreSpawnedAndEnded()
    {
        EmbeddedNode node(2);
        node.startDemonstration();
        QVERIFY(eventually([&] { return countOf(node) >= 6; }));
        const std::size_t before = countOf(node);
        QVERIFY(node.spawn("echo", {}, 20'000).ok());
        QVERIFY(node.spawn("echo", {}).ok());
        QVERIFY(eventually([&] { return countOf(node) == before + 20'001; }));
        QVERIFY(eventually([&] { return hasNotice(node, "20000 processes of echo were started"); }));
        QVERIFY(node.endSpawned().ok());
        QVERIFY(eventually([&] { return countOf(node) == before; }));
        QVERIFY(eventually([&] { return hasNotice(node, "20001 processes that were spawned by hand"); }));
    }

    void endingSpawnedOnesEndsWhatComputesAndOrphans()
    {
        EmbeddedNode node(2);
        const Pid parent = node.runtime().spawn<&parentOf>(10);
        node.runtime().spawn<&spins>();
        QVERIFY(eventually([&] { return countOf(node) == 12; }));
        node.runtime().send(parent, stopAtom);
        QVERIFY(eventually([&] { return countOf(node) == 11; }));
        QVERIFY(node.endSpawned().ok());
        QVERIFY(eventually([&] { return countOf(node) == 0; }));
    }

    void oneOfManyIsRestartedWithItsArguments()
    {
        EmbeddedNode node(1);
        QVERIFY(node.spawn("prime_counter", {"3"}, 3).ok());
        Interest interest = inspecting({});
        interest.processes = true;
        node.setInterest(interest);
        Pid one;
        QVERIFY(eventually([&] {
            const auto snapshot = node.snapshot();
            for (const ProcessRow& row : snapshot->processes) {
                if (row.initialCall.module.text() == "prime_counter") {
                    one = row.pid;
                }
            }
            return static_cast<bool>(one);
        }));
        const Outcome outcome = node.restart(one);
        QVERIFY2(outcome.ok(), outcome.error.c_str());
        QVERIFY(eventually([&] { return hasNotice(node, one.toString() + " was restarted as"); }));
    }

    /// It registers itself, so the restart must not have done so before.
    void restartsWhatRegistersItself()
    {
        EmbeddedNode node(1);
        const Pid first = node.spawn("kv", {"kept"}, 1).pid;
        QVERIFY(eventually([&] { return node.runtime().whereis(Atom("kept")) == first; }));
        QVERIFY(node.restart(first).ok());
        QVERIFY(eventually([&] {
            const Pid second = node.runtime().whereis(Atom("kept"));
            return second && second != first;
        }));
        QVERIFY(!hasNotice(node, "badarg"));
    }

    void spawnRefusesWhatIsWrong()
    {
        EmbeddedNode node(1);
        QVERIFY(!node.spawn("echo", {}, 0).ok());
        QVERIFY(!node.spawn("echo", {}, NodeView::MaximumSpawn + 1).ok());
        QVERIFY(!node.spawn("echo", {}, 2, "name").ok());
        QVERIFY(!node.spawn("echo", {}, 1, "Name").ok());
        const Outcome named = node.spawn("echo", {}, 1, "my_echo");
        QVERIFY(named.ok());
        QCOMPARE(node.runtime().whereis(Atom("my_echo")), named.pid);
        QVERIFY(!node.spawn("echo", {}, 1, "my_echo").ok());
    }

    void eventsTellWhatBecameOfProcesses()
    {
        EmbeddedNode node(1);
        Interest interest;
        interest.periodMilliseconds = 1;
        interest.events = true;
        node.setInterest(interest);
        const Pid a = node.runtime().spawn<&drinks>(false);
        const Pid b = node.runtime().spawn<&drinks>(false);
        const Pid trapping = node.runtime().spawn<&drinks>(true);
        QVERIFY(eventually([&] { return node.snapshot()->sequence > 2; }));
        QVERIFY(node.link(a, b).ok());
        QVERIFY(node.link(b, trapping).ok());
        interest.inspected = b;
        node.setInterest(interest);
        QVERIFY(detailsWith(node, [](const ProcessDetails& d) { return d.links.count == 2; }));
        QVERIFY(node.exit(a, "boom").ok());
        std::vector<Event> seen;
        std::uint64_t last = 0;
        const auto has = [&](Event::Kind kind, Pid pid) {
            return std::any_of(seen.begin(), seen.end(), [&](const Event& event) {
                return event.kind == kind && event.process == pid && event.atom.text() == "boom";
            });
        };
        QVERIFY(eventually([&] {
            const EventBatch batch = node.events(last);
            last = batch.last;
            seen.insert(seen.end(), batch.events.begin(), batch.events.end());
            return has(Event::Kind::TrappedExit, trapping);
        }));
        QVERIFY(has(Event::Kind::Exit, a));
        QVERIFY(has(Event::Kind::ExitSignal, b));
        QVERIFY(has(Event::Kind::Exit, b));
        QVERIFY(node.events(last).events.empty());
    }
};

QTEST_MAIN(ProcessControlTest)
#include "process_control_test.moc"
