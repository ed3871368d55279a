// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/node/process_table.h"
#endif

#include <QtTest>

#include <atomic>
#include <memory>
#include <set>
#include <thread>
#include <vector>

using namespace factorama;

namespace {

/// Starts and ends a process as far as the table is concerned.
Pid start(ProcessTable& table, ProcessTable::Cache* cache, std::vector<std::unique_ptr<ControlBlock>>& alive)
{
    const Pid pid = table.take(cache);
    if (pid) {
        alive.push_back(std::make_unique<ControlBlock>(pid));
        table.publish(*alive.back());
    }
    return pid;
}

void endLast(ProcessTable& table, ProcessTable::Cache* cache,
             std::vector<std::unique_ptr<ControlBlock>>& alive)
{
    table.withdraw(*alive.back(), cache);
    table.give(alive.back()->pid, cache);
    alive.pop_back();
}

} // namespace

class ProcessTableTest : public QObject {
    Q_OBJECT

private slots:
    /// Whatever lies with workers that sleep: exactly as many can be alive as the limit says.
    void theLimitIsExact_data()
    {
        QTest::addColumn<quint32>("limit");
        for (const quint32 limit : {1U, 5U, 63U, 64U, 65U, 1000U}) {
            QTest::newRow(qPrintable(QString::number(limit))) << limit;
        }
    }
    void theLimitIsExact()
    {
        QFETCH(quint32, limit);
        ProcessTable table(limit);
        ProcessTable::Cache sleeps;
        ProcessTable::Cache works;
        std::vector<std::unique_ptr<ControlBlock>> alive;
        std::vector<std::unique_ptr<ControlBlock>> ofSleeping;
        QVERIFY(start(table, &sleeps, ofSleeping)); // has taken a batch now, if there are so many
        for (int round = 0; round < 3; ++round) {
            while (start(table, round == 1 ? nullptr : &works, alive)) {
            }
            QCOMPARE(alive.size() + 1, std::size_t{limit});
            QCOMPARE(table.count(), std::size_t{limit});
            while (!alive.empty()) {
                endLast(table, &works, alive);
            }
            QCOMPARE(table.count(), std::size_t{1});
        }
        endLast(table, &sleeps, ofSleeping);
        QCOMPARE(table.count(), std::size_t{0});
    }

    void noPidComesTwice()
    {
        ProcessTable table(100'000);
        ProcessTable::Cache caches[2];
        std::vector<std::unique_ptr<ControlBlock>> alive;
        std::set<std::uint64_t> seen;
        for (int i = 0; i < 20'000; ++i) {
            const Pid pid = start(table, i % 3 == 2 ? nullptr : &caches[i % 3], alive);
            QVERIFY(pid);
            QVERIFY(seen.insert(pid.bits()).second);
            QCOMPARE(table.find(pid), alive.back().get());
            if (i % 5 != 0) {
                endLast(table, &caches[i % 2], alive);
                QVERIFY(table.find(pid) == nullptr);
            }
        }
        QCOMPARE(table.count(), alive.size());
        std::size_t found = 0;
        table.forEach([&](const ControlBlock&) { ++found; });
        QCOMPARE(found, alive.size());
    }

    /// A slot is not used again at once.
    void slotsRest()
    {
        ProcessTable table(100'000);
        ProcessTable::Cache cache;
        std::vector<std::unique_ptr<ControlBlock>> alive;
        const Pid first = start(table, &cache, alive);
        endLast(table, &cache, alive);
        for (int i = 0; i < 1000; ++i) {
            const Pid pid = start(table, &cache, alive);
            QVERIFY(pid.index() != first.index());
            endLast(table, &cache, alive);
        }
    }

    void manyThreadsStayBelowTheLimit()
    {
        constexpr std::size_t Limit = 500;
        ProcessTable table(Limit);
        std::atomic<bool> tooMany = false;
        std::vector<std::thread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                ProcessTable::Cache cache;
                std::vector<std::unique_ptr<ControlBlock>> alive;
                for (int round = 0; round < 200; ++round) {
                    for (int i = 0; i < 300; ++i) {
                        if (!start(table, &cache, alive)) {
                            break;
                        }
                    }
                    // What races with the moment when slots become scarce may be one a thread too many.
                    if (table.count() > Limit + 4) {
                        tooMany = true;
                    }
                    while (!alive.empty()) {
                        endLast(table, &cache, alive);
                    }
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        QVERIFY(!tooMany);
        QCOMPARE(table.count(), std::size_t{0});
    }
};

QTEST_APPLESS_MAIN(ProcessTableTest)
#include "process_table_test.moc"
