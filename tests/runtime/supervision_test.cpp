// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/observe/embedded_node.h"
#include "runtime/observe/sampler.h"
#include "runtime/otp/dynamic_supervisor.h"
#include "runtime/otp/supervisor.h"
#include "runtime/otp/supervisor_publication.h"
#endif

#include <algorithm>

using namespace factorama;
using namespace factorama::testing;

using otp::ChildDescription;
using otp::RestartStrategy;
using otp::SupervisorDescription;

namespace {

const Atom childA("child_a");
const Atom childB("child_b");
const Atom childC("child_c");
const Atom simple("simple");
const Atom notSent("nobody_sends_this");

Process sleeper(Self self)
{
    const Message message = co_await self.receive(notSent);
}

Process stubborn(Self self)
{
    self.setTrapExit(true);
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

otp::SupervisorSpecification three(RestartStrategy strategy)
{
    otp::SupervisorSpecification tree;
    tree.strategy = strategy;
    tree.intensity = 5;
    tree.period = 1000;
    for (const Atom name : {childA, childB, childC}) {
        tree.children.push_back(otp::childProcess<&sleeper>(name));
    }
    return tree;
}

otp::SupervisorSpecification alike()
{
    otp::SupervisorSpecification tree;
    tree.strategy = RestartStrategy::SimpleOneForOne;
    tree.intensity = 5;
    tree.children = {otp::childProcess<&sleeper>(Atom("sleeper"))};
    tree.name = simple;
    return tree;
}

/// Starts children of a simple_one_for_one supervisor.
Process fill(Self self, Pid supervisor, int count)
{
    for (int i = 0; i < count; ++i) {
        const Term none;
        Subroutine<Term> starting = otp::startChild(self, supervisor, none);
        const Term started = co_await starting;
    }
}

std::optional<SupervisorRow> rowOf(const NodeView& node, Pid pid)
{
    const auto snapshot = node.snapshot();
    for (const SupervisorRow& row : snapshot->supervisors) {
        if (row.pid == pid) {
            return row;
        }
    }
    return {};
}

Interest supervisionOnly()
{
    Interest interest;
    interest.supervision = true;
    interest.periodMilliseconds = 1;
    return interest;
}

Pid pidOf(const SupervisorRow& row, std::size_t child)
{
    return row.description->children.at(child).pid;
}

bool allRun(const SupervisorRow& row)
{
    const auto& children = row.description->children;
    return std::all_of(children.begin(), children.end(), [](const ChildDescription& child) {
        return child.state == ChildDescription::State::Running;
    });
}

/// A supervisor is seen later than it is there, but before its children are started, and before they are
/// listed.
bool isStarted(const EmbeddedNode& node, Pid pid, std::size_t children = 3)
{
    return eventually([&] {
        const auto row = rowOf(node, pid);
        return row && row->description->children.size() == children && allRun(*row);
    });
}

} // namespace

class SupervisionTest : public QObject {
    Q_OBJECT

private slots:
    void describesNothingUntilSomebodyLooks()
    {
        Runtime runtime(simulated(1));
        const Pid pid = otp::startSupervisor(runtime, three(RestartStrategy::OneForOne));
        runtime.simulation()->run();
        auto* publication = supervisorPublication(*runtime.processes().find(pid));
        QVERIFY(publication != nullptr);
        QVERIFY(publication->description() == nullptr);
        const std::uint64_t reductions = runtime.processes().find(pid)->reductions();

        {
            Sampler sampler(runtime, [] {});
            sampler.setInterest(supervisionOnly());
            QVERIFY(eventually([&] { return sampler.newest()->sequence > 0; }));
        }
        QVERIFY(!publication->claimRenewal()); // asked already
        runtime.simulation()->run();
        const auto description = publication->description();
        QVERIFY(description != nullptr);
        QCOMPARE(description->children.size(), std::size_t{3});
        QVERIFY(!publication->claimRenewal()); // nothing new
        // None of its code has run for that.
        QCOMPARE(runtime.processes().find(pid)->reductions(), reductions);
        QCOMPARE(runtime.processes().find(pid)->messages(), 0U);
    }

    void describesFlagsAndChildren()
    {
        EmbeddedNode node(1);
        otp::SupervisorSpecification tree = three(RestartStrategy::RestForOne);
        tree.children[1] = otp::childProcess<&stubborn>(childB).transient().killed();
        tree.children[1].significant = true;
        tree.autoShutdown = otp::AutoShutdown::AnySignificant;
        tree.children.push_back(otp::childSupervisor(Atom("below"), three(RestartStrategy::OneForAll)));
        const Pid pid = otp::startSupervisor(node.runtime(), std::move(tree));
        node.setInterest(supervisionOnly());
        QVERIFY(eventually([&] {
            const auto row = rowOf(node, pid);
            return row && row->description->children.size() == 4 && allRun(*row) &&
                   node.snapshot()->supervisors.size() == 2;
        }));
        const SupervisorRow described = *rowOf(node, pid);
        const SupervisorDescription& description = *described.description;
        QVERIFY(description.strategy == RestartStrategy::RestForOne);
        QVERIFY(description.autoShutdown == otp::AutoShutdown::AnySignificant);
        QCOMPARE(description.intensity, 5);
        QCOMPARE(description.period, 1000);
        QVERIFY(!description.isDynamic);
        QCOMPARE(description.children[0].id, std::string("child_a"));
        QVERIFY(description.children[0].restart == otp::Restart::Permanent);
        QVERIFY(description.children[0].state == ChildDescription::State::Running);
        QCOMPARE(description.children[0].shutdown, 5000);
        QCOMPARE(description.children[1].id, std::string("child_b"));
        QVERIFY(description.children[1].restart == otp::Restart::Transient);
        QVERIFY(description.children[1].significant);
        QCOMPARE(description.children[1].shutdown, otp::ChildSpecification::BrutalKill);
        QVERIFY(description.children[3].type == otp::ChildType::Supervisor);
        QVERIFY(rowOf(node, description.children[3].pid));
        QCOMPARE(node.snapshot()->processes.size(), std::size_t{0}); // nobody wanted them
    }

    void followsRestarts()
    {
        EmbeddedNode node(1);
        const Pid pid = otp::startSupervisor(node.runtime(), three(RestartStrategy::OneForOne));
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, pid));
        QCOMPARE(rowOf(node, pid)->restartsInPeriod, 0);
        const Pid before = pidOf(*rowOf(node, pid), 1);
        node.runtime().exit(before, atoms::kill);
        QVERIFY(eventually([&] {
            const auto row = rowOf(node, pid);
            return row->restartsInPeriod == 1 && row->description->children[1].restarts == 1;
        }));
        QVERIFY(pidOf(*rowOf(node, pid), 1) != before);
        QCOMPARE(rowOf(node, pid)->description->children[0].restarts, 0U);
        QCOMPARE(rowOf(node, pid)->description->children[1].predecessor, before);
        QCOMPARE(rowOf(node, pid)->description->children[0].predecessor, Pid());
    }

    void tellsWhomEachChildStandsFor()
    {
        EmbeddedNode node(1);
        const Pid all = otp::startSupervisor(node.runtime(), three(RestartStrategy::OneForAll));
        const Pid many = otp::startSupervisor(node.runtime(), alike());
        node.runtime().spawn<&fill>(many, 2);
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, all));
        QVERIFY(isStarted(node, many, 2));
        for (const Pid supervisor : {all, many}) {
            const SupervisorRow before = *rowOf(node, supervisor);
            const std::size_t ended = supervisor == all ? before.description->children.size() : 1;
            node.runtime().exit(pidOf(before, 0), atoms::kill);
            const auto standsFor = [](const SupervisorRow& row, Pid pid) {
                const auto& children = row.description->children;
                return std::any_of(children.begin(), children.end(), [pid](const ChildDescription& child) {
                    return child.predecessor == pid && child.pid != pid &&
                           child.state == ChildDescription::State::Running;
                });
            };
            QVERIFY(eventually([&] {
                const SupervisorRow now = *rowOf(node, supervisor);
                std::size_t replaced = 0;
                for (std::size_t i = 0; i < before.description->children.size(); ++i) {
                    replaced += standsFor(now, pidOf(before, i)) ? 1 : 0;
                }
                return replaced == ended;
            }));
        }
    }

    void tellsWhoWasTakenAlong()
    {
        EmbeddedNode node(1);
        otp::SupervisorSpecification tree = three(RestartStrategy::OneForAll);
        tree.children[1] = otp::childProcess<&sleeper>(childB).killed();
        const Pid pid = otp::startSupervisor(node.runtime(), std::move(tree));
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, pid));
        const SupervisorRow before = *rowOf(node, pid);
        node.runtime().exit(pidOf(before, 0), atoms::kill);
        const auto isTold = [&](std::size_t child, const std::string& reason) {
            const std::vector<Notice> notices = node.notices(0);
            return std::any_of(notices.begin(), notices.end(), [&](const Notice& notice) {
                return notice.about == Notice::About::StoppedChildren && notice.pid == pid &&
                       notice.text.find(pidOf(before, child).toString() + " stopped: " + reason + ". ") !=
                           std::string::npos;
            });
        };
        QVERIFY(eventually([&] { return isTold(1, "killed") && isTold(2, "shutdown"); }));
        QVERIFY(!isTold(0, "killed")); // its end is told of by itself
    }

    void theBudgetFillsUpAgain()
    {
        SupervisorDescription description;
        description.period = 5;
        description.restarts = {10, 10, 12};
        constexpr std::int64_t Second = 1'000'000'000;
        QCOMPARE(description.restartsInPeriod(12 * Second), 3);
        QCOMPARE(description.restartsInPeriod(15 * Second + Second / 2), 3); // OTP counts whole seconds
        QCOMPARE(description.restartsInPeriod(16 * Second), 1);
        QCOMPARE(description.restartsInPeriod(18 * Second), 0);
    }

    void showsWhoIsBeingStopped()
    {
        EmbeddedNode node(1);
        otp::SupervisorSpecification tree = three(RestartStrategy::OneForAll);
        tree.children[0] = otp::childProcess<&stubborn>(childA).stoppedWithin(3000);
        const Pid pid = otp::startSupervisor(node.runtime(), std::move(tree));
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, pid));
        node.runtime().exit(pidOf(*rowOf(node, pid), 1), atoms::kill);
        // In the middle of it, while the supervisor waits for the one that takes its time.
        QVERIFY(eventually([&] {
            const auto row = rowOf(node, pid);
            const auto& children = row->description->children;
            return children[0].state == ChildDescription::State::Running &&
                   children[1].state == ChildDescription::State::Undefined &&
                   children[2].state == ChildDescription::State::Undefined;
        }));
        QVERIFY(eventually([&] {
            const auto row = rowOf(node, pid);
            const auto& children = row->description->children;
            return std::all_of(children.begin(), children.end(),
                               [](const ChildDescription& child) { return child.restarts == 1; });
        }));
    }

    void changesTheStrategy()
    {
        EmbeddedNode node(1);
        const Pid pid = otp::startSupervisor(node.runtime(), three(RestartStrategy::OneForOne));
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, pid));
        const SupervisorRow before = *rowOf(node, pid);
        QVERIFY(node.capabilities().setStrategy);
        const Outcome outcome = node.setStrategy(pid, "one_for_all");
        QVERIFY2(outcome.ok(), outcome.error.c_str());
        QVERIFY(eventually(
            [&] { return rowOf(node, pid)->description->strategy == RestartStrategy::OneForAll; }));
        node.runtime().exit(pidOf(before, 1), atoms::kill);
        QVERIFY(eventually([&] {
            const SupervisorRow row = *rowOf(node, pid);
            return row.description->children[0].restarts == 1 && row.description->children[2].restarts == 1;
        }));
        QVERIFY(!node.runtime().isAlive(pidOf(before, 0)));
    }

    void refusesStrategiesThatCannotBe()
    {
        EmbeddedNode node(1);
        const Pid tree = otp::startSupervisor(node.runtime(), three(RestartStrategy::OneForOne));
        const Pid many = otp::startSupervisor(node.runtime(), alike());
        const Pid other = node.runtime().spawn<&sleeper>();
        node.setInterest(supervisionOnly());
        QVERIFY(eventually([&] { return rowOf(node, tree) && rowOf(node, many); }));
        QVERIFY(!node.setStrategy(tree, "simple_one_for_one").ok());
        QVERIFY(!node.setStrategy(tree, "two_for_one").ok());
        QVERIFY(!node.setStrategy(many, "one_for_all").ok());
        QVERIFY(!node.setStrategy(other, "one_for_all").ok());
        QVERIFY(!node.setStrategy(Pid(99, 7), "one_for_all").ok());
        // Even if nobody had known: it stays as it is, and goes on.
        QVERIFY(otp::changeStrategy(node.runtime(), many, RestartStrategy::OneForAll));
        node.runtime().spawn<&fill>(many, 2);
        QVERIFY(isStarted(node, many, 2));
        QVERIFY(rowOf(node, many)->description->strategy == RestartStrategy::SimpleOneForOne);
        const std::vector<Notice> notices = node.notices(0);
        QVERIFY(std::any_of(notices.begin(), notices.end(), [](const Notice& notice) {
            return notice.text.find("keeps its strategy") != std::string::npos;
        }));
    }

    void countsWhatItDoesNotList()
    {
        EmbeddedNode node(2);
        const Pid many = otp::startSupervisor(node.runtime(), alike());
        constexpr int Count = 100'500;
        node.runtime().spawn<&fill>(many, Count);
        node.setInterest(supervisionOnly());
        QVERIFY(eventually([&] {
            const auto row = rowOf(node, many);
            return row && row->description->childCount == std::size_t{Count};
        }));
        const SupervisorRow row = *rowOf(node, many);
        QCOMPARE(row.description->children.size(), SupervisorDescription::ChildLimit);
        QVERIFY(row.description->isDynamic);
        QVERIFY(row.description->children[0].id.empty());
    }

    void anEndedSupervisorIsGone()
    {
        EmbeddedNode node(1);
        const Pid pid = otp::startSupervisor(node.runtime(), three(RestartStrategy::OneForOne));
        node.setInterest(supervisionOnly());
        QVERIFY(isStarted(node, pid));
        const SupervisorRow kept = *rowOf(node, pid);
        node.runtime().exit(pid, atoms::kill);
        QVERIFY(eventually([&] { return !rowOf(node, pid).has_value(); }));
        QCOMPARE(kept.description->children.size(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(SupervisionTest)
#include "supervision_test.moc"
