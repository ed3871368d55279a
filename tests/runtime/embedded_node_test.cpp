// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/observe/embedded_node.h"
#endif

#include <algorithm>

using namespace factorama;
using namespace factorama::testing;

namespace {

using Found = std::optional<ProcessRow>;

/// The process of the newest snapshot that satisfies the predicate.
template<typename Predicate>
Found find(const EmbeddedNode& node, Predicate predicate)
{
    const auto snapshot = node.snapshot();
    const auto found = std::find_if(snapshot->processes.begin(), snapshot->processes.end(), predicate);
    return found == snapshot->processes.end() ? Found() : Found(*found);
}

Found named(const EmbeddedNode& node, const char* name)
{
    return find(node, [name](const ProcessRow& row) { return row.name.text() == name; });
}

Found running(const EmbeddedNode& node, const char* module)
{
    return find(node, [module](const ProcessRow& row) { return row.initialCall.module.text() == module; });
}

/// One look: between two the process may go.
bool isOther(const Found& found, Pid pid)
{
    return found && found->pid != pid;
}

const Atom notRegistered("nobody_has_this_name");

Process crash(Self self)
{
    self.send(notRegistered, atoms::ok);
    co_return;
}

Process leaf(Self self)
{
    co_await self.sleep(1);
}

Process root(Self self, int count)
{
    self.setTrapExit(true);
    for (int i = 0; i < count; ++i) {
        self.spawnLink<&leaf>();
        const Message exit = co_await self.receive(any).after(0);
    }
}

constexpr Interest Everything{true, true, true, 1};

} // namespace

class EmbeddedNodeTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsSampledUnlessWanted()
    {
        EmbeddedNode node(1);
        QVERIFY(node.snapshot() != nullptr);
        QCOMPARE(node.snapshot()->sequence, 0U);
        std::atomic<int> calls = 0;
        node.setListener([&] { calls.fetch_add(1); });
        node.setInterest({false, true, false, 1});
        QVERIFY(eventually([&] { return node.snapshot()->sequence >= 3; }));
        QVERIFY(calls.load() >= 3);
        QVERIFY(node.snapshot()->processes.empty());
        QCOMPARE(node.snapshot()->schedulers.size(), 1U);
        node.setInterest({});
        node.setListener({});
    }

    void theDemonstrationShowsInASnapshot()
    {
        EmbeddedNode node(2);
        node.startDemonstration();
        node.setInterest(Everything);
        QVERIFY(eventually([&] { return named(node, "reader") && named(node, "reader")->messages > 3; }));
        const auto snapshot = node.snapshot();
        QCOMPARE(snapshot->processes.size(), 6U);
        QCOMPARE(snapshot->processCount, 6U);
        QCOMPARE(named(node, "demonstration")->links, 5U);
        QVERIFY(named(node, "demonstration")->trapsExits);
        QCOMPARE(named(node, "echo")->parent, named(node, "demonstration")->pid);
        QCOMPARE(running(node, "watcher")->monitors, 1U);
        const auto count = [&](Relation::Kind kind) {
            return std::count_if(snapshot->relations.begin(), snapshot->relations.end(),
                                 [kind](const Relation& relation) { return relation.kind == kind; });
        };
        QCOMPARE(count(Relation::Kind::Link), 5);
        QCOMPARE(count(Relation::Kind::Monitor), 1);
        QVERIFY(eventually([&] { return running(node, "prime_counter")->reductions > 8000; }));
        for (const ProcessRow& row : snapshot->processes) {
            QVERIFY2(row.memory > 200 && row.memory < 100'000, qPrintable(QString::number(row.memory)));
        }
    }

    void everyModuleSpawnsWithItsDefaultsAndDies()
    {
        EmbeddedNode node(2);
        node.setInterest(Everything);
        for (const ModuleInfo& module : node.modules()) {
            std::vector<std::string> defaults;
            for (const ParameterInfo& parameter : module.parameters) {
                defaults.push_back(parameter.defaultValue);
            }
            const Outcome outcome = node.spawn(module.name, defaults);
            QVERIFY2(outcome.ok(), outcome.error.c_str());
            static_cast<void>(node.exit(outcome.pid, "kill")); // it may have ended by itself
            QVERIFY(eventually([&] { return !node.exit(outcome.pid, "kill").ok(); }));
        }
    }

    void wrongArgumentsAreSaid()
    {
        EmbeddedNode node(1);
        QVERIFY(node.checkSpawn("ticker", {"echo", "200"}).ok());
        QVERIFY(node.checkSpawn("ticker", {}).ok()); // all defaults
        QCOMPARE(node.checkSpawn("nothing", {}).error, std::string("there is no module nothing"));
        QCOMPARE(node.checkSpawn("ticker", {"echo", "0"}).error,
                 std::string("interval: a whole number from 1 to 86400000"));
        QVERIFY(!node.checkSpawn("ticker", {"echo", "12x"}).ok());
        QVERIFY(!node.checkSpawn("ticker", {"{echo}", "12"}).ok());
        QVERIFY(!node.checkSpawn("ticker", {"echo", "12", "more"}).ok());
        QVERIFY(!node.spawn("ticker", {"echo", "-1"}).ok());
        QCOMPARE(node.runtime().processes().count(), 0U);
    }

    void aReasonThatIsNoTermIsSaid()
    {
        EmbeddedNode node(1);
        const Pid pid = node.spawn("echo", {}).pid;
        QVERIFY(node.exit(pid, "{oops").error.find("character 6") != std::string::npos);
        QVERIFY(!node.exit(pid, "").ok());
        QVERIFY(node.exit(pid, "normal").ok()); // accepted, and dropped by the process as in Erlang
        QVERIFY(node.runtime().isAlive(pid));
        QVERIFY(node.exit(pid, "some_reason_of_mine").ok());
        QVERIFY(eventually([&] { return !node.runtime().isAlive(pid); }));
    }

    void aSupervisedProcessIsRestartedByItsSupervisor()
    {
        EmbeddedNode node(2);
        node.startDemonstration();
        node.setInterest(Everything);
        QVERIFY(eventually([&] { return named(node, "echo").has_value(); }));
        const ProcessRow before = *named(node, "echo");
        QVERIFY(node.restart(before.pid).ok());
        QVERIFY(eventually([&] { return isOther(named(node, "echo"), before.pid); }));
        QCOMPARE(named(node, "echo")->parent, before.parent);
        QVERIFY(eventually([&] { return !node.notices(0).empty(); }));
    }

    void aSpawnedProcessIsRestartedAsItWas()
    {
        EmbeddedNode node(2);
        node.setInterest(Everything);
        const Pid before = node.spawn("ticker", {"echo", "86400000"}).pid;
        QVERIFY(node.restart(before).ok());
        QVERIFY(eventually([&] { return isOther(running(node, "ticker"), before); }));
        const Pid after = running(node, "ticker")->pid;
        QVERIFY(node.restart(after).ok()); // and again
        QVERIFY(eventually([&] { return isOther(running(node, "ticker"), after); }));
        QVERIFY(!node.restart(before).ok());
    }

    void whatHasNoWayToBeStartedAgainIsSaid()
    {
        EmbeddedNode node(1);
        node.startDemonstration();
        node.setInterest(Everything);
        QVERIFY(eventually([&] { return named(node, "demonstration").has_value(); }));
        QVERIFY(!node.restart(named(node, "demonstration")->pid).ok());
    }

    void schedulersOnlineChange()
    {
        EmbeddedNode node(1);
        QVERIFY(!node.setSchedulersOnline(0).ok());
        QVERIFY(!node.setSchedulersOnline(100'000).ok());
        QVERIFY(node.setSchedulersOnline(3).ok());
        node.setInterest(Everything);
        QVERIFY(eventually([&] { return node.snapshot()->schedulersOnline == 3; }));
        QCOMPARE(node.snapshot()->schedulers.size(), 3U);
        QVERIFY(node.setSchedulersOnline(1).ok());
        QVERIFY(eventually([&] { return node.snapshot()->schedulersOnline == 1; }));
        QVERIFY(!node.snapshot()->schedulers[2].online);
    }

    void schedulerTimesAddUp()
    {
        EmbeddedNode node(2);
        QVERIFY(node.spawn("prime_counter", {"100"}).ok());
        node.setInterest(Everything);
        QVERIFY(eventually([&] { return node.snapshot()->sequence >= 3; }));
        const auto total = [](const SchedulerRow& row) {
            std::uint64_t sum = 0;
            for (const std::uint64_t part : row.nanoseconds) {
                sum += part;
            }
            return sum;
        };
        // The two clocks are not read at the same instant, so one interval may be off on a busy machine; a
        // state that nobody accounts would be missing from all of them.
        const auto addsUp = [&] {
            const auto first = node.snapshot();
            if (!eventually([&] { return node.snapshot()->nanoseconds > first->nanoseconds + 50'000'000; })) {
                return false;
            }
            const auto second = node.snapshot();
            const auto passed = static_cast<double>(second->nanoseconds - first->nanoseconds);
            for (std::size_t i = 0; i < second->schedulers.size(); ++i) {
                const auto accounted =
                    static_cast<double>(total(second->schedulers[i]) - total(first->schedulers[i]));
                if (std::abs(accounted - passed) > 0.1 * passed) {
                    return false;
                }
            }
            return true;
        };
        QVERIFY(eventually(addsUp));
    }

    void aCrashIsANotice()
    {
        EmbeddedNode node(1);
        node.runtime().spawn<&crash>();
        QVERIFY(eventually([&] { return !node.notices(0).empty(); }));
        const Notice notice = node.notices(0).front();
        QCOMPARE(notice.kind, Notice::Kind::Crash);
        QVERIFY2(notice.text.find("badarg") != std::string::npos, notice.text.c_str());
        QVERIFY2(notice.text.find("crash/0") != std::string::npos, notice.text.c_str());
        QVERIFY(node.notices(notice.sequence).empty());
    }

    void lookingWhileAHundredThousandComeAndGo()
    {
        EmbeddedNode node(2);
        node.setInterest(Everything);
        for (int i = 0; i < 10; ++i) {
            node.runtime().spawn<&root>(10'000);
        }
        const std::uint64_t before = node.snapshot()->sequence;
        QVERIFY(allEnded(node.runtime()));
        QVERIFY(eventually([&] { return node.snapshot()->sequence > before; }));
    }
};

QTEST_APPLESS_MAIN(EmbeddedNodeTest)
#include "embedded_node_test.moc"
