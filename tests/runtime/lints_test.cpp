// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/runtime/support.h"

#include "runtime/observe/embedded_node.h"
#include "runtime/observe/lints.h"
#include "runtime/otp/supervisor.h"

#include <QElapsedTimer>

#include <algorithm>
#include <functional>

using namespace factorama;
using namespace factorama::testing;

namespace {

using Kind = Finding::Kind;

const Finding* find(const Lints& lints, Kind kind)
{
    const auto& findings = lints.findings();
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [kind](const Finding& finding) { return finding.kind == kind; });
    return found == findings.end() ? nullptr : &*found;
}

ProcessRow row(std::uint32_t index, ProcessStatus status = ProcessStatus::Waiting, std::uint32_t messages = 0)
{
    ProcessRow result;
    result.pid = Pid(index, 1);
    result.status = status;
    result.messages = messages;
    return result;
}

/// Plays `seconds` of looks, ten a second, made by `fill(snapshot, seconds)`.
void play(Lints& lints, double from, double to, const std::function<void(Snapshot&, double)>& fill)
{
    for (double time = from; time <= to; time += 0.1) {
        Snapshot snapshot;
        snapshot.nanoseconds = static_cast<std::int64_t>(time * 1e9);
        fill(snapshot, time);
        lints.look(snapshot);
    }
}

Process idle(Self self)
{
    const Message message = co_await self.receive(any);
}

/// Takes a message now and then, more slowly than they come.
Process slow(Self self)
{
    for (;;) {
        const Message message = co_await self.receive(any);
        co_await self.sleep(50);
    }
}

Process busy(Self self)
{
    for (;;) {
        co_await self.tick(ControlBlock::ReductionsPerTurn);
    }
}

Process shouter(Self self, Pid to)
{
    for (std::int64_t number = 0;; ++number) {
        self.send(to, Term(number));
        if (number % 20 == 0) {
            co_await self.sleep(10);
        }
    }
}

/// Leaves a process behind that nobody knows of.
Process deserter(Self self)
{
    self.spawn<&idle>();
    co_return;
}

Process crasher(Self self)
{
    co_await self.sleep(50);
    self.exit(Term(Atom("on_purpose")));
}

Process crowd(Self self, int count)
{
    for (int i = 0; i < count; ++i) {
        self.spawn<&busy>();
    }
    const Message message = co_await self.receive(anyPid);
}

} // namespace

class LintsTest : public QObject {
    Q_OBJECT

private slots:
    void findsAGrowingMailbox()
    {
        Lints lints;
        const auto fill = [](Snapshot& snapshot, double time) {
            snapshot.processes = {
                row(1, ProcessStatus::Waiting, static_cast<std::uint32_t>(100 + time * 50)),
                row(2, ProcessStatus::Waiting, 5000), // deep, but it stays as it is
                row(3, ProcessStatus::Waiting, static_cast<std::uint32_t>(time)), // grows, but is not deep
                row(4, ProcessStatus::Waiting,
                    static_cast<std::uint32_t>(200 + 100 * static_cast<int>(time) % 300)),
            };
        };
        play(lints, 0, 4.5, fill);
        QVERIFY(find(lints, Kind::GrowingMailbox) == nullptr); // not yet
        play(lints, 4.6, 20, fill);
        const Finding* const finding = find(lints, Kind::GrowingMailbox);
        QVERIFY(finding != nullptr);
        QCOMPARE(finding->count, std::size_t{1});
        QCOMPARE(finding->subjects[0].pid, Pid(1, 1));
        QVERIFY(std::abs(finding->subjects[0].rate - 50) < 5);
        play(lints, 20.1, 32, [&](Snapshot& snapshot, double) { fill(snapshot, 20); });
        QVERIFY(find(lints, Kind::GrowingMailbox) == nullptr); // it does not grow any more
    }

    void findsWhatRunsWithoutFinishing()
    {
        Lints lints;
        const auto fill = [](Snapshot& snapshot, double time) {
            const auto look = static_cast<std::uint32_t>(time * 10 + 0.5);
            ProcessRow computing = row(1, look % 2 == 0 ? ProcessStatus::Running : ProcessStatus::Runnable);
            computing.reductions = look * 1000;
            ProcessRow serving = row(2, ProcessStatus::Running, 50 - look % 10); // its mailbox shrinks
            serving.reductions = look * 1000;
            ProcessRow resting = row(3, look % 30 == 0 ? ProcessStatus::Waiting : ProcessStatus::Running);
            resting.reductions = look * 1000;
            const ProcessRow starved = row(4, ProcessStatus::Runnable); // no reductions
            snapshot.processes = {computing, serving, resting, starved};
        };
        play(lints, 0, 4.5, fill);
        QVERIFY(find(lints, Kind::RunningWithoutFinishing) == nullptr);
        play(lints, 4.6, 6, fill);
        const Finding* const finding = find(lints, Kind::RunningWithoutFinishing);
        QVERIFY(finding != nullptr);
        QCOMPARE(finding->count, std::size_t{1});
        QCOMPARE(finding->subjects[0].pid, Pid(1, 1));
        play(lints, 20, 21, fill); // nobody looked for long: that proves nothing
        QVERIFY(find(lints, Kind::RunningWithoutFinishing) == nullptr);
    }

    void findsAHotSchedulerBesideIdleOnes()
    {
        const auto fill = [](std::size_t idle, std::uint32_t queue) {
            return [=](Snapshot& snapshot, double time) {
                const auto nanoseconds = static_cast<std::uint64_t>(time * 1e9);
                snapshot.schedulers.resize(4);
                for (std::size_t i = 0; i < 4; ++i) {
                    SchedulerRow& scheduler = snapshot.schedulers[i];
                    scheduler.nanoseconds[i < idle ? 3 : 0] = nanoseconds;
                    scheduler.runQueue = i < idle ? 0 : queue;
                }
            };
        };
        Lints hot;
        play(hot, 0, 11, fill(3, 5));
        const Finding* const finding = find(hot, Kind::HotScheduler);
        QVERIFY(finding != nullptr);
        QCOMPARE(finding->scheduler, std::size_t{4});
        QCOMPARE(finding->others, std::size_t{3});
        QVERIFY(finding->share > 0.95);
        Lints alone; // with nothing to give away
        play(alone, 0, 11, fill(3, 0));
        QVERIFY(find(alone, Kind::HotScheduler) == nullptr);
        Lints even;
        play(even, 0, 11, fill(0, 5));
        QVERIFY(find(even, Kind::HotScheduler) == nullptr);
    }

    void findsOrphans()
    {
        Lints lints;
        const auto fill = [](Snapshot& snapshot, double) {
            ProcessRow orphan = row(10);
            orphan.parent = Pid(5, 1);
            ProcessRow linked = orphan;
            linked.pid = Pid(11, 1);
            linked.links = 1;
            ProcessRow named = orphan;
            named.pid = Pid(12, 1);
            named.name = Atom("somebody");
            ProcessRow child = orphan;
            child.pid = Pid(13, 1);
            child.parent = Pid(1, 1);
            ProcessRow changeling = orphan; // its parent's slot has another process now
            changeling.pid = Pid(14, 1);
            changeling.parent = Pid(1, 0);
            ProcessRow outsider = row(15); // started from outside
            snapshot.processes = {row(1), orphan, linked, named, child, changeling, outsider};
        };
        play(lints, 0, 4.5, fill);
        QVERIFY(find(lints, Kind::Orphan) == nullptr);
        play(lints, 4.6, 6, fill);
        const Finding* const finding = find(lints, Kind::Orphan);
        QVERIFY(finding != nullptr);
        QCOMPARE(finding->count, std::size_t{2});
        QCOMPARE(finding->subjects[0].pid, Pid(10, 1));
        QCOMPARE(Pid::fromBits(finding->subjects[0].value), Pid(5, 1));
        QCOMPARE(finding->subjects[1].pid, Pid(14, 1));

        Notice byHand;
        byHand.pid = Pid(5, 1);
        byHand.about = Notice::About::SpawnedByHand;
        lints.read({byHand});
        play(lints, 6.1, 6.2, fill);
        QCOMPARE(find(lints, Kind::Orphan)->count, std::size_t{1});
        QCOMPARE(find(lints, Kind::Orphan)->subjects[0].pid, Pid(14, 1));
    }

    void looksAtAMillion()
    {
        // The worst: all are busy orphans, with parents everywhere.
        Snapshot snapshot;
        for (std::uint32_t i = 0; i < 1'000'000; ++i) {
            ProcessRow process =
                row(2 * i + 1, i % 2 == 0 ? ProcessStatus::Runnable : ProcessStatus::Waiting);
            process.parent = Pid((i * 7919) % 2'000'000, 2);
            process.messages = i % 10 == 0 ? 200 : 0;
            snapshot.processes.push_back(process);
        }
        Lints lints;
        qint64 slowest = 0;
        for (int look = 0; look <= 12; ++look) {
            snapshot.nanoseconds = look * 1'000'000'000LL;
            for (ProcessRow& process : snapshot.processes) {
                process.reductions += 1;
            }
            QElapsedTimer elapsed;
            elapsed.start();
            lints.look(snapshot);
            slowest = std::max(slowest, elapsed.elapsed());
        }
        qInfo("a look at 1,000,000 processes: %lld ms at most", slowest);
        QVERIFY(slowest < 10'000); // off the window's thread; generous for a busy machine
        for (const Finding& finding : lints.findings()) {
            QVERIFY(finding.subjects.size() <= Lints::SubjectLimit);
        }
        QCOMPARE(find(lints, Kind::Orphan)->count, std::size_t{1'000'000});
        QVERIFY(lints.unwatched() > 0);
        QVERIFY(find(lints, Kind::RunningWithoutFinishing)->count <= Lints::SuspectLimit);
    }

    void seesTroubleInARealRuntime()
    {
        EmbeddedNode node(2);
        Runtime& runtime = node.runtime();
        const Pid reader = runtime.spawn<&slow>();
        runtime.spawn<&shouter>(reader);
        const Pid computing = runtime.spawn<&busy>();
        runtime.spawn<&deserter>();
        const Pid quiet = runtime.spawn<&idle>();
        node.setInterest({.processes = true, .schedulers = true});

        Lints lints;
        std::uint64_t sequence = 0;
        QVERIFY(eventually([&] {
            const auto snapshot = node.snapshot();
            if (snapshot->sequence != sequence && !snapshot->processes.empty()) {
                sequence = snapshot->sequence;
                lints.look(*snapshot);
            }
            return find(lints, Kind::GrowingMailbox) != nullptr &&
                   find(lints, Kind::RunningWithoutFinishing) != nullptr &&
                   find(lints, Kind::Orphan) != nullptr;
        }));
        QCOMPARE(find(lints, Kind::GrowingMailbox)->subjects[0].pid, reader);
        QCOMPARE(find(lints, Kind::RunningWithoutFinishing)->subjects[0].pid, computing);
        QCOMPARE(find(lints, Kind::Orphan)->count, std::size_t{1});
        for (const Finding& finding : lints.findings()) {
            for (const Finding::Subject& subject : finding.subjects) {
                QVERIFY(subject.pid != quiet || finding.kind == Kind::HotScheduler);
            }
        }
    }

    void countsMigrationsAndItsOwnTime()
    {
        EmbeddedNode node(2);
        node.runtime().spawn<&crowd>(64); // all in one queue: the other scheduler has to steal
        node.setInterest({.processes = true, .schedulers = true});
        QVERIFY(eventually([&] {
            const auto snapshot = node.snapshot();
            std::uint64_t steals = 0;
            std::uint64_t migrations = 0;
            for (const SchedulerRow& scheduler : snapshot->schedulers) {
                steals += scheduler.steals;
                migrations += scheduler.migrations;
            }
            return snapshot->samplerNanoseconds > 0 && steals > 0 && migrations >= steals;
        }));
        QVERIFY(node.snapshot()->schedulersMaximum >= 2);
        QVERIFY(node.snapshot()->samplerNanoseconds <= node.snapshot()->nanoseconds);
    }

    void seesARestartLoop()
    {
        EmbeddedNode node(2);
        otp::SupervisorSpecification tree;
        tree.intensity = 1000;
        tree.period = 1;
        tree.children = {otp::childProcess<&crasher>(Atom("crasher"))};
        const Pid supervisor = otp::startSupervisor(node.runtime(), tree, {});
        node.setInterest({.processes = true});
        Lints lints;
        std::uint64_t read = 0;
        QVERIFY(eventually([&] {
            const std::vector<Notice> notices = node.notices(read);
            read = notices.empty() ? read : notices.back().sequence;
            lints.read(notices);
            lints.look(*node.snapshot());
            return find(lints, Kind::RestartLoop) != nullptr;
        }));
        QCOMPARE(find(lints, Kind::RestartLoop)->subjects[0].pid, supervisor);
        QVERIFY(find(lints, Kind::RestartLoop)->subjects[0].value >= Lints::LoopEnds);
    }
};

QTEST_MAIN(LintsTest)
#include "lints_test.moc"
