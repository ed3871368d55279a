// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "widgets/schedulers/scheduler_history.h"
#include "widgets/text/steady_value.h"

#include <cmath>

using namespace factorama;

namespace {

constexpr double Tolerance = 0.001;

/// A snapshot at `seconds` in which scheduler i was running for the share `running(i)` of all time.
template<typename Share>
Snapshot at(double seconds, std::size_t schedulers, const Share& running)
{
    Snapshot snapshot;
    snapshot.nanoseconds = static_cast<std::int64_t>(seconds * 1e9);
    for (std::size_t i = 0; i < schedulers; ++i) {
        SchedulerRow row;
        const double share = running(i);
        row.nanoseconds[0] = static_cast<std::uint64_t>(seconds * share * 1e9);
        row.nanoseconds[3] = static_cast<std::uint64_t>(seconds * (1 - share) * 1e9);
        snapshot.schedulers.push_back(row);
    }
    return snapshot;
}

bool close(float value, double expected)
{
    return std::abs(static_cast<double>(value) - expected) < Tolerance;
}

} // namespace

class SchedulerHistoryTest : public QObject {
    Q_OBJECT

private slots:
    void measuresEachScheduler_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 64, 200}) {
            QTest::addRow("%d", count) << count;
        }
    }

    void measuresEachScheduler()
    {
        QFETCH(int, count);
        const auto schedulers = static_cast<std::size_t>(count);
        const auto share = [&](std::size_t i) {
            return static_cast<double>(i + 1) / static_cast<double>(count);
        };
        SchedulerHistory history;
        for (int i = 0; i <= 3600; ++i) {
            history.add(at(i * 0.1, schedulers, share));
        }
        QCOMPARE(history.schedulerCount(), schedulers);
        const auto latest = history.latest();
        QCOMPARE(latest.size(), schedulers);
        for (std::size_t i = 0; i < schedulers; ++i) {
            QVERIFY(close(latest[i][0], share(i)));
            QVERIFY(close(latest[i][3], 1 - share(i)));
        }
        // Five minutes and no more, in samples that are not finer than a chart can show.
        const auto& samples = history.samples();
        QVERIFY(samples.size() <= 1250);
        QVERIFY(samples.back().to - samples.front().from >= 299.9);
        QVERIFY(samples.back().to - samples.front().from <= 301);
    }

    void isQuietOnceNothingOfTheLastMinuteIsLeft()
    {
        SchedulerHistory history;
        double running = 0;
        const auto at1 = [&](int tenths) {
            Snapshot snapshot = at(tenths * 0.1, 1, [](std::size_t) { return 0.0; });
            snapshot.schedulers[0].nanoseconds[0] = static_cast<std::uint64_t>(running * 1e9);
            snapshot.schedulers[0].nanoseconds[3] =
                static_cast<std::uint64_t>((tenths * 0.1 - running) * 1e9);
            history.add(snapshot);
        };
        for (int i = 0; i <= 100; ++i) {
            at1(i);
        }
        QVERIFY(history.isQuiet(60));
        running = 0.2; // for a fifth of a second
        for (int i = 101; i <= 700; ++i) {
            at1(i);
            QVERIFY2(i < 104 || i > 690 || !history.isQuiet(60), qPrintable(QString::number(i)));
        }
        for (int i = 701; i <= 730; ++i) {
            at1(i);
        }
        QVERIFY(history.isQuiet(60));
    }

    void countsQueuesStealsAndMigrations()
    {
        SchedulerHistory history;
        for (int i = 0; i <= 20; ++i) {
            Snapshot snapshot = at(i * 0.1, 3, [](std::size_t) { return 0.5; });
            snapshot.schedulersOnline = i < 10 ? 3 : 2;
            snapshot.dirtyWorkersBusy = i == 10 ? 1 : 0;
            for (std::size_t s = 0; s < 3; ++s) {
                snapshot.schedulers[s].online = static_cast<int>(s) < snapshot.schedulersOnline;
                snapshot.schedulers[s].runQueue = i % 2 == 0 ? 7 : 0; // the most is kept
                snapshot.schedulers[s].steals = static_cast<std::uint64_t>(i) * 2;
                snapshot.schedulers[s].migrations = static_cast<std::uint64_t>(i) * 10;
            }
            history.add(snapshot);
        }
        const SchedulerHistory::Load& load = history.samples().back().loads[0];
        QVERIFY(close(load.queue, 7));
        QVERIFY(close(load.steals, 20));
        QVERIFY(close(load.migrations, 100));
        QVERIFY(history.samples().front().loads[2].online);
        QVERIFY(!history.samples().back().loads[2].online);
        QCOMPARE(history.marks().size(), std::size_t{1});
        QCOMPARE(history.marks().front().online, 2);
        QVERIFY(close(static_cast<float>(history.marks().front().seconds), 1.0));
        QCOMPARE(history.mostOnline(), std::size_t{3});
        QVERIFY(history.hasDirtyWork());
    }

    void aSteadyValueCanBeRead()
    {
        SteadyValue value;
        QCOMPARE(value.add(10), 10.0);
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(value.add(i % 2 == 0 ? 8 : 12), 10.0); // it does not flicker
        }
        double shown = 0;
        for (int i = 0; i < 200; ++i) {
            shown = value.add(40);
        }
        QVERIFY(shown > 30 && shown <= 40); // and follows
    }

    void averagesAGap()
    {
        SchedulerHistory history;
        const auto half = [](std::size_t) { return 0.5; };
        history.add(at(1, 2, half));
        history.add(at(31, 2, half));
        QCOMPARE(history.samples().size(), std::size_t{1});
        QVERIFY(close(history.latest()[1][0], 0.5));
    }

    void doesNotExceedTheWhole()
    {
        SchedulerHistory history;
        history.add(at(0, 1, [](std::size_t) { return 1.0; }));
        Snapshot snapshot = at(1, 1, [](std::size_t) { return 1.0; });
        snapshot.schedulers[0].nanoseconds[0] = 1'200'000'000; // read 0.2 s later
        history.add(snapshot);
        QVERIFY(close(history.latest()[0][0], 1.0));
    }

    void countsAnOfflineSchedulerAsIdle()
    {
        SchedulerHistory history;
        history.add(at(0, 2, [](std::size_t) { return 1.0; }));
        Snapshot snapshot = at(1, 2, [](std::size_t) { return 1.0; });
        snapshot.schedulers[1].nanoseconds = {};
        history.add(snapshot);
        QVERIFY(close(history.latest()[0][0], 1.0));
        QVERIFY(close(history.latest()[1][0], 0.0));
    }

    void copesWithSchedulersThatComeAndGo()
    {
        SchedulerHistory history;
        const auto full = [](std::size_t) { return 1.0; };
        history.add(at(0, 4, full));
        history.add(at(1, 8, full));
        history.add(at(2, 2, full));
        QCOMPARE(history.schedulerCount(), std::size_t{2});
        QVERIFY(close(history.latest()[1][0], 1.0));
        history.add(Snapshot{}); // nobody wanted them for a while
        QCOMPARE(history.schedulerCount(), std::size_t{2});
        history.add(at(0.5, 2, full)); // another node, younger than the one before
        QVERIFY(history.samples().empty());
    }
};

QTEST_MAIN(SchedulerHistoryTest)
#include "scheduler_history_test.moc"
