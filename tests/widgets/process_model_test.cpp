// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QItemSelectionModel>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "widgets/common/table.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/process_selection.h"
#include "widgets/text/process_text.h"

#include <algorithm>
#include <memory>
#include <set>

using namespace factorama;

namespace {

/// Processes that come, go and change at random, always in the order of their slots.
class Population {
public:
    explicit Population(quint32 seed) : m_random(seed)
    {
        for (const char* name : {"alpha", "beta", "gamma", "delta"}) {
            m_atoms.emplace_back(name);
        }
    }

    void spawn()
    {
        ProcessRow row;
        row.initialCall = {m_atoms[m_random.bounded(4U)], Atom("init"),
                           static_cast<std::uint8_t>(m_random.bounded(3))};
        row.name = m_random.bounded(4) == 0 ? m_atoms[m_random.bounded(4U)] : Atom();
        row.memory = m_random.bounded(100000U);
        row.messages = m_random.bounded(50U);
        row.reductions = m_random.bounded(1000000U);
        row.links = m_random.bounded(5U);
        row.monitors = m_random.bounded(5U);
        row.parent = Pid(m_random.bounded(20U), 0);
        row.label = m_random.bounded(3) == 0 ? m_atoms[m_random.bounded(4U)] : Atom();
        row.trapsExits = m_random.bounded(2) == 0;
        row.status = static_cast<ProcessStatus>(m_random.bounded(6));
        // A slot that became free is used again, with a new serial; otherwise one at the end.
        std::uint32_t slot = 0;
        while (slot < m_rows.size() && m_rows[slot].pid.index() == slot) {
            ++slot;
        }
        row.pid = Pid(slot, ++m_serial);
        m_rows.insert(m_rows.begin() + slot, row);
    }

    void kill()
    {
        if (!m_rows.empty()) {
            m_rows.erase(m_rows.begin() + m_random.bounded(static_cast<int>(m_rows.size())));
        }
    }

    void kill(Pid pid)
    {
        std::erase_if(m_rows, [pid](const ProcessRow& row) { return row.pid == pid; });
    }

    void churn(int count)
    {
        for (int i = 0; i < count; ++i) {
            if (m_random.bounded(2) == 0) {
                spawn();
            } else {
                kill();
            }
        }
        change();
    }

    void change()
    {
        for (ProcessRow& row : m_rows) {
            if (m_random.bounded(3) == 0) {
                row.reductions += m_random.bounded(10000U);
                row.messages = m_random.bounded(20U);
                row.status = static_cast<ProcessStatus>(m_random.bounded(6));
            }
        }
    }

    std::shared_ptr<const Snapshot> snapshot()
    {
        auto snapshot = std::make_shared<Snapshot>();
        snapshot->sequence = ++m_sequence;
        m_nanoseconds += m_period;
        snapshot->nanoseconds = m_nanoseconds;
        snapshot->processes = m_rows;
        snapshot->processCount = m_rows.size();
        return snapshot;
    }

    /// Seconds from one snapshot to the next.
    void setPeriod(double seconds) { m_period = static_cast<std::int64_t>(seconds * 1e9); }

    std::vector<ProcessRow>& rows() { return m_rows; }
    QRandomGenerator& random() { return m_random; }

private:
    QRandomGenerator m_random;
    std::vector<Atom> m_atoms;
    std::vector<ProcessRow> m_rows;
    std::uint32_t m_serial = 0;
    std::uint64_t m_sequence = 0;
    std::int64_t m_nanoseconds = 0;
    std::int64_t m_period = 100'000'000;
};

} // namespace

class ProcessModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsARow()
    {
        ProcessModel model;
        auto snapshot = std::make_shared<Snapshot>();
        ProcessRow row;
        row.pid = Pid(42, 7);
        row.initialCall = {Atom("key_value"), Atom("init"), 1};
        row.reductions = 1234567;
        row.status = ProcessStatus::Running;
        snapshot->processes = {row};
        model.setSnapshot(snapshot);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, ProcessModel::PidColumn).data().toString(), QStringLiteral("<0.42.7>"));
        QCOMPARE(model.index(0, ProcessModel::NameColumn).data().toString(),
                 QStringLiteral("key_value:init/1"));
        QCOMPARE(model.index(0, ProcessModel::StatusColumn).data().toString(), QStringLiteral("running"));
        QCOMPARE(model.index(0, ProcessModel::ReductionsColumn).data().toString(),
                 QStringLiteral("1,234,567"));
        QCOMPARE(model.index(0, ProcessModel::ReductionsColumn).data(ProcessModel::RawRole).toULongLong(),
                 1234567ULL);
        QVERIFY(model.index(0, ProcessModel::MemoryColumn).data(Qt::TextAlignmentRole).toInt() &
                Qt::AlignRight);
    }

    void sortsByEveryColumn_data()
    {
        QTest::addColumn<int>("column");
        for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
            QTest::addRow("column %d", column) << column;
        }
    }

    void sortsByEveryColumn()
    {
        QFETCH(int, column);
        Population population(3);
        for (int i = 0; i < 200; ++i) {
            population.spawn();
        }
        ProcessModel model;
        model.setRates(7);
        model.setSnapshot(population.snapshot());
        population.change();
        model.setSnapshot(population.snapshot());
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(column, order);
            QCOMPARE(model.rowCount(), 200);
            for (int i = 1; i < model.rowCount(); ++i) {
                const QModelIndex a = model.index(order == Qt::AscendingOrder ? i - 1 : i, column);
                const QModelIndex b = model.index(order == Qt::AscendingOrder ? i : i - 1, column);
                if (processColumn(column).numeric) {
                    QVERIFY(a.data(ProcessModel::RawRole).toDouble() <=
                            b.data(ProcessModel::RawRole).toDouble());
                } else if (column == ProcessModel::ParentColumn) {
                    QVERIFY(model.processAt(a.row())->parent.index() <=
                            model.processAt(b.row())->parent.index());
                } else if (column != ProcessModel::PidColumn && column != ProcessModel::StatusColumn) {
                    QVERIFY(a.data().toString().compare(b.data().toString(), Qt::CaseInsensitive) <= 0);
                } else if (column == ProcessModel::PidColumn) {
                    QVERIFY(model.pidAt(a.row()).index() < model.pidAt(b.row()).index());
                } else {
                    QVERIFY(a.data(ProcessModel::StatusRole).toInt() <=
                            b.data(ProcessModel::StatusRole).toInt());
                }
            }
        }
    }

    void filters()
    {
        auto snapshot = std::make_shared<Snapshot>();
        for (std::uint32_t i = 0; i < 30; ++i) {
            ProcessRow row;
            row.pid = Pid(i, 0);
            row.initialCall = {Atom(i % 3 == 0 ? "worker" : "Echo"), Atom("init"), 0};
            row.status = i % 2 == 0 ? ProcessStatus::Running : ProcessStatus::Waiting;
            snapshot->processes.push_back(row);
        }
        ProcessModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(snapshot);
        const auto count = [&](const char* text) {
            model.setFilter(ProcessFilter::parse(QString::fromLatin1(text)));
            return model.rowCount();
        };
        QCOMPARE(count("worker"), 10);
        QCOMPARE(count("ECHO"), 20);
        QCOMPARE(count("running"), 15);
        QCOMPARE(count("  worker   running "), 5);
        QCOMPARE(count("<0.7.0>"), 1);
        QCOMPARE(count("nothing like it"), 0);
        QCOMPARE(count(""), 30);
    }

    void refreshesWithoutNoise()
    {
        Population population(5);
        for (int i = 0; i < 100; ++i) {
            population.spawn();
        }
        ProcessModel model;
        model.setSnapshot(population.snapshot());
        const QPersistentModelIndex held = model.index(50, 0);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);

        for (ProcessRow& row : population.rows()) { // only numbers change: nobody has to hear of a layout
            row.reductions += 5;
        }
        model.setSnapshot(population.snapshot());
        QCOMPARE(changed.count(), 1);
        QCOMPARE(layout.count() + inserted.count() + removed.count(), 0);

        changed.clear();
        for (int i = 0; i < 20; ++i) {
            population.spawn();
        }
        model.setSnapshot(population.snapshot()); // all at the end
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(layout.count() + removed.count(), 0);

        inserted.clear();
        changed.clear();
        const Pid victim = model.pidAt(3);
        population.kill(victim);
        model.setSnapshot(population.snapshot()); // it stays for two seconds
        QCOMPARE(model.rowCount(), 120);
        QCOMPARE(model.deadCount(), std::size_t{1});
        QCOMPARE(model.rowOf(victim), 3);
        QVERIFY(model.isDeadAt(3));
        QCOMPARE(layout.count() + removed.count() + inserted.count(), 0);
        changed.clear();
        population.setPeriod(2.1);
        model.setSnapshot(population.snapshot()); // everything behind it moves up
        QCOMPARE(removed.count(), 1);
        QCOMPARE(layout.count(), 1);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(inserted.count(), 0);
        QCOMPARE(held.row(), 49);
        QCOMPARE(reset.count(), 0);
    }

    void survivesChurn()
    {
        Population population(20260801);
        for (int i = 0; i < 60; ++i) {
            population.spawn();
        }
        ProcessModel model;
        model.setRates(7);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTableView table;
        setUpTable(table);
        table.setModel(&model);
        model.setSnapshot(population.snapshot());

        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy layout(&model, &QAbstractItemModel::layoutChanged);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QRandomGenerator& random = population.random();

        Pid selected;
        for (int round = 0; round < 500; ++round) {
            if (!selected && model.rowCount() > 0) {
                const int row = random.bounded(model.rowCount());
                selected = model.pidAt(row);
                table.setCurrentIndex(model.index(row, 0));
            }
            layout.clear();
            changed.clear();
            inserted.clear();
            removed.clear();
            if (round % 41 == 3) {
                model.setTop(ProcessTop{ProcessRate::Reductions, 10, 2});
            } else if (round % 41 == 9) {
                model.setTop(std::nullopt);
            } else if (round % 17 == 3) {
                const Pid pid = model.pidAt(model.rowCount() / 2);
                model.setPinned(pid, !model.isPinned(pid));
            } else if (round % 5 == 0) {
                model.sort(random.bounded(static_cast<int>(ProcessModel::ColumnCount)),
                           random.bounded(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder);
            } else {
                const int most = round % 50 == 7 ? 60 : 6;
                population.churn(random.bounded(most));
                if (round % 61 == 0) {
                    population.rows().clear();
                }
                model.setSnapshot(population.snapshot());
            }
            QVERIFY(layout.count() <= 1);
            QVERIFY(changed.count() <= 1);
            QVERIFY(inserted.count() + removed.count() <= 1);

            if (!model.top()) {
                QCOMPARE(static_cast<std::size_t>(model.rowCount()) - model.deadCount(),
                         population.rows().size());
            }
            for (int row = 0; row < model.rowCount(); ++row) {
                QCOMPARE(model.rowOf(model.pidAt(row)), row);
            }
            if (model.rowOf(selected) >= 0) {
                QVERIFY(table.currentIndex().isValid());
                QCOMPARE(model.pidAt(table.currentIndex().row()), selected);
                QVERIFY(table.selectionModel()->isRowSelected(table.currentIndex().row()));
                QCOMPARE(table.selectionModel()->selectedRows().size(), 1);
            } else {
                table.selectionModel()->clear();
                selected = Pid();
            }
        }
        QCOMPARE(reset.count(), 0);
    }

    void copesWithManyRows()
    {
        Population population(1);
        auto& rows = population.rows();
        for (std::uint32_t i = 0; i < 100'000; ++i) {
            ProcessRow row;
            row.pid = Pid(i, 0);
            row.initialCall = {Atom("worker"), Atom("init"), 0};
            row.reductions = population.random().generate();
            rows.push_back(row);
        }
        ProcessModel model;
        model.setSnapshot(population.snapshot());
        model.sort(ProcessModel::ReductionsColumn, Qt::DescendingOrder);
        QSignalSpy refreshed(&model, &ProcessModel::refreshed);
        const auto isDone = [&] { return !model.isWorking(); };
        QVERIFY(QTest::qWaitFor(isDone, 20'000));
        QCOMPARE(model.rowCount(), 100'000);
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i) {
            model.setSnapshot(population.snapshot());
            QVERIFY(model.isWorking()); // elsewhere
            QVERIFY(QTest::qWaitFor(isDone, 20'000));
        }
        const double each = static_cast<double>(timer.nsecsElapsed()) * 1e-7;
        qInfo("a sorted refresh of 100,000 rows: %.1f ms", each);
        QVERIFY2(each < 500, "a sorted refresh of 100,000 rows takes very long");
        for (int i = 1; i < model.rowCount(); ++i) {
            QVERIFY(model.processAt(i - 1)->reductions >= model.processAt(i)->reductions);
        }
        // Of what is wanted while the worker is busy, only the newest is done; the first one was under way,
        // and may be abandoned.
        refreshed.clear();
        for (const char* text : {"<0.1.0>", "<0.2.0>", "<0.3.0>", "<0.99999.0>"}) {
            model.setFilter(ProcessFilter::parse(QString::fromLatin1(text)));
        }
        QVERIFY(QTest::qWaitFor(isDone, 20'000));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.pidAt(0), Pid(99'999, 0));
        QVERIFY(refreshed.count() >= 1 && refreshed.count() <= 2);
        // From many to few at once, and a model that is taken away while its worker is busy.
        rows.resize(10);
        model.setFilter(ProcessFilter());
        model.setSnapshot(population.snapshot());
        QVERIFY(QTest::qWaitFor([&] { return model.processCount() == 10; }, 20'000));
        auto gone = std::make_unique<ProcessModel>();
        rows.clear();
        for (std::uint32_t i = 0; i < 50'000; ++i) {
            rows.emplace_back().pid = Pid(i, 1);
        }
        gone->setSnapshot(population.snapshot());
        gone.reset();
    }

    void knowsWhatGrows()
    {
        Population population(9);
        for (int i = 0; i < 10; ++i) {
            population.spawn();
        }
        population.setPeriod(0.5);
        ProcessModel model;
        model.setRates(1U << static_cast<unsigned>(ProcessRate::Reductions) |
                       1U << static_cast<unsigned>(ProcessRate::Messages));
        model.setSnapshot(population.snapshot());
        QVERIFY(!model.index(0, ProcessModel::ReductionsRateColumn).data().isValid()); // nothing to compare
        population.rows()[4].reductions += 1000;
        population.rows()[5].messages += 7;
        population.rows()[6].messages = 0;
        const std::uint32_t lost = model.processAt(6)->messages;
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.index(4, ProcessModel::ReductionsRateColumn).data().toString(),
                 QStringLiteral("+2,000"));
        QCOMPARE(model.index(5, ProcessModel::MessagesRateColumn).data(ProcessModel::RawRole).toDouble(),
                 14.0);
        QCOMPARE(model.index(6, ProcessModel::MessagesRateColumn).data(ProcessModel::RawRole).toDouble(),
                 -2.0 * lost);
        QCOMPARE(model.index(0, ProcessModel::ReductionsRateColumn).data().toString(), QStringLiteral("0"));
        QVERIFY(!model.index(4, ProcessModel::MemoryRateColumn).data().isValid()); // not asked for
        model.setFilter(ProcessFilter::parse(QStringLiteral("reductions/s>1999")));
        QCOMPARE(model.rowCount(), 1);
        model.setFilter(ProcessFilter());
        model.sort(ProcessModel::MessagesRateColumn, Qt::AscendingOrder);
        QCOMPARE(model.pidAt(9), population.rows()[5].pid);
    }

    void coloursNewChangedAndDeadRows()
    {
        Population population(11);
        for (int i = 0; i < 10; ++i) {
            population.spawn();
        }
        population.setPeriod(0.5);
        ProcessModel model;
        const auto background = [&](Pid pid) {
            return model.index(model.rowOf(pid), 0).data(Qt::BackgroundRole).value<QColor>();
        };
        model.setSnapshot(population.snapshot());
        const Pid quiet = population.rows()[0].pid;
        const Pid busy = population.rows()[1].pid;
        const Pid dying = population.rows()[2].pid;
        QVERIFY(!background(quiet).isValid()); // at first nothing is new
        population.spawn();
        const Pid fresh = population.rows().back().pid;
        population.rows()[1].reductions += 5;
        population.kill(dying);
        model.setSnapshot(population.snapshot());
        QVERIFY(!background(quiet).isValid());
        QCOMPARE(background(fresh), ProcessModel::tint(ProcessChanges::Kind::New, 1));
        QCOMPARE(background(busy), ProcessModel::tint(ProcessChanges::Kind::Changed, 1));
        QCOMPARE(background(dying), ProcessModel::deadTint());
        QVERIFY(model.index(model.rowOf(dying), 0).data(ProcessModel::DeadRole).toBool());
        QCOMPARE(model.index(model.rowOf(dying), ProcessModel::StatusColumn).data().toString(),
                 QStringLiteral("dead"));
        model.setSnapshot(population.snapshot());
        QCOMPARE(background(fresh), ProcessModel::tint(ProcessChanges::Kind::New, 0.75)); // it fades
        for (int i = 0; i < 4; ++i) {
            model.setSnapshot(population.snapshot());
        }
        QVERIFY(!background(fresh).isValid());
        QVERIFY(!background(busy).isValid());
        QCOMPARE(model.rowOf(dying), -1);
        QCOMPARE(model.rowCount(), 10);

        // A slot that is used again: the old one ended, the new one is new.
        const Pid old = population.rows()[3].pid;
        population.rows()[3].pid = Pid(old.index(), old.serial() + 1000);
        model.setSnapshot(population.snapshot());
        QVERIFY(model.isDeadAt(model.rowOf(old)));
        QCOMPARE(background(population.rows()[3].pid), ProcessModel::tint(ProcessChanges::Kind::New, 1));

        // Nobody looked for a minute: nothing is called new or dead.
        population.setPeriod(60);
        population.kill(quiet);
        population.spawn();
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.deadCount(), std::size_t{0});
        for (int row = 0; row < model.rowCount(); ++row) {
            QVERIFY(!background(model.pidAt(row)).isValid());
        }
    }

    void limitsTheDead()
    {
        Population population(12);
        for (std::uint32_t i = 0; i < 5000; ++i) {
            population.rows().emplace_back().pid = Pid(i, 0);
        }
        ProcessModel model;
        model.setSnapshot(population.snapshot());
        population.rows().clear();
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.rowCount(), static_cast<int>(ProcessChanges::DeadLimit));
        QCOMPARE(model.processCount(), std::size_t{0});
    }

    void pinsFavourites()
    {
        Population population(13);
        for (int i = 0; i < 100; ++i) {
            population.spawn();
        }
        ProcessModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSnapshot(population.snapshot());
        const Pid a = population.rows()[40].pid;
        const Pid b = population.rows()[70].pid;
        model.setPinned(b, true);
        model.setPinned(a, true);
        QCOMPARE(model.rowOf(a), 0);
        QCOMPARE(model.rowOf(b), 1);
        QCOMPARE(model.pidAt(2), population.rows()[0].pid);
        model.sort(ProcessModel::PidColumn, Qt::DescendingOrder);
        QCOMPARE(model.rowOf(b), 0);
        QCOMPARE(model.rowOf(a), 1);
        QCOMPARE(model.pidAt(2), population.rows()[99].pid);
        for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
            model.sort(column, Qt::DescendingOrder);
            QVERIFY(model.rowOf(a) < 2 && model.rowOf(b) < 2);
        }
        model.setFilter(ProcessFilter::parse(QStringLiteral("nothing_like_it")));
        QCOMPARE(model.rowCount(), 2);
        model.setFilter(ProcessFilter());
        QCOMPARE(model.rowCount(), 100);
        QVERIFY(model.index(0, 0).data(ProcessModel::PinnedRole).toBool());
        population.kill(a);
        model.setSnapshot(population.snapshot());
        QVERIFY(model.rowOf(a) < 2); // dead, for two seconds
        population.setPeriod(3);
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.rowOf(a), -1);
        QCOMPARE(model.rowOf(b), 0);
        model.setPinned(b, false);
        model.sort(ProcessModel::PidColumn, Qt::AscendingOrder);
        QCOMPARE(model.pidAt(0), population.rows()[0].pid);
    }

    void ranksOverAWindow()
    {
        Population population(14);
        for (int i = 0; i < 50; ++i) {
            population.spawn();
        }
        population.setPeriod(0.5);
        ProcessModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setTop(ProcessTop{ProcessRate::Reductions, 3, 2});
        model.sort(-1);
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.rowCount(), 0); // nothing has been seen to grow yet
        const auto step = [&](std::vector<int> grown) {
            for (std::size_t i = 0; i < grown.size(); ++i) {
                population.rows()[i].reductions += static_cast<std::uint64_t>(grown[i]);
            }
            model.setSnapshot(population.snapshot());
        };
        const auto top = [&] {
            std::vector<std::uint32_t> indexes;
            for (int row = 0; row < model.rowCount(); ++row) {
                indexes.push_back(model.pidAt(row).index());
            }
            return indexes;
        };
        step({100, 50, 10, 5});
        QCOMPARE(top(), (std::vector<std::uint32_t>{0, 1, 2}));
        step({0, 20, 0, 80});
        QCOMPARE(top(), (std::vector<std::uint32_t>{0, 3, 1}));
        QCOMPARE(model.index(1, ProcessModel::TopColumn).data().toString(), QStringLiteral("+85"));
        step({});
        step({});
        QCOMPARE(top(), (std::vector<std::uint32_t>{0, 3, 1}));
        step({}); // the first step is two seconds old now
        QCOMPARE(top(), (std::vector<std::uint32_t>{3, 1}));
        step({});
        QCOMPARE(model.rowCount(), 0);
        step({1, 2, 3, 4});
        model.setFilter(ProcessFilter::parse(QStringLiteral("-pid:3"))); // the top of those that pass
        QCOMPARE(top(), (std::vector<std::uint32_t>{2, 1, 0}));
        model.setTop(std::nullopt);
        model.setFilter(ProcessFilter());
        QCOMPARE(model.rowCount(), 50);
    }

    void keepsASelectionOfMany()
    {
        Population population(15);
        for (int i = 0; i < 300; ++i) {
            population.spawn();
        }
        ProcessModel model;
        QTableView table;
        setUpTable(table);
        table.setSelectionMode(QAbstractItemView::ExtendedSelection);
        table.setModel(&model);
        ProcessSelection selection(&model);
        table.setSelectionModel(&selection);
        model.setSnapshot(population.snapshot());
        std::set<Pid> wanted;
        for (int row = 3; row < 300; row += 7) {
            selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            wanted.insert(model.pidAt(row));
        }
        for (int round = 0; round < 60; ++round) {
            population.churn(4);
            model.setSnapshot(population.snapshot());
            model.sort(round % ProcessModel::ColumnCount,
                       round % 2 == 0 ? Qt::DescendingOrder : Qt::AscendingOrder);
            std::erase_if(wanted, [&](Pid pid) { return model.rowOf(pid) < 0; });
            std::set<Pid> selected;
            for (const QModelIndex& index : selection.selectedRows()) {
                selected.insert(model.pidAt(index.row()));
            }
            QVERIFY(selected == wanted);
        }
        QVERIFY(wanted.size() > 10);
    }

    void limitsTheSelection()
    {
        Population population(16);
        for (std::uint32_t i = 0; i < 5000; ++i) {
            population.rows().emplace_back().pid = Pid(i, 0);
        }
        ProcessModel model;
        QTableView table;
        table.setSelectionMode(QAbstractItemView::ExtendedSelection);
        table.setSelectionBehavior(QAbstractItemView::SelectRows);
        table.setModel(&model);
        ProcessSelection selection(&model);
        table.setSelectionModel(&selection);
        QSignalSpy limited(&selection, &ProcessSelection::limited);
        model.setSnapshot(population.snapshot());
        table.selectAll();
        QCOMPARE(selection.selectedRows().size(), ProcessSelection::Limit);
        QCOMPARE(limited.count(), 1);
        selection.select(model.index(4000, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QCOMPARE(selection.selectedRows().size(), ProcessSelection::Limit);
        QCOMPARE(limited.count(), 2);
        selection.select(model.index(4000, 0),
                         QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        QCOMPARE(selection.selectedRows().size(), 1);
    }

    void findsByName()
    {
        Population population(17);
        for (int i = 0; i < 10; ++i) {
            population.spawn();
        }
        for (ProcessRow& row : population.rows()) {
            row.name = Atom();
        }
        population.rows()[6].name = Atom("the shop");
        ProcessModel model;
        model.setSnapshot(population.snapshot());
        QCOMPARE(model.registeredAs(QStringLiteral("the shop")), population.rows()[6].pid);
        QVERIFY(!model.registeredAs(QStringLiteral("an atom that is not there")));
        QVERIFY(!model.registeredAs(QStringLiteral("undefined")));
    }
};

QTEST_MAIN(ProcessModelTest)
#include "process_model_test.moc"
