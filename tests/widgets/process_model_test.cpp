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
#include "widgets/text/process_text.h"

#include <algorithm>
#include <memory>

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
        snapshot->processes = m_rows;
        snapshot->processCount = m_rows.size();
        return snapshot;
    }

    std::vector<ProcessRow>& rows() { return m_rows; }
    QRandomGenerator& random() { return m_random; }

private:
    QRandomGenerator m_random;
    std::vector<Atom> m_atoms;
    std::vector<ProcessRow> m_rows;
    std::uint32_t m_serial = 0;
    std::uint64_t m_sequence = 0;
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
        model.setSnapshot(population.snapshot());
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            model.sort(column, order);
            QCOMPARE(model.rowCount(), 200);
            for (int i = 1; i < model.rowCount(); ++i) {
                const QModelIndex a = model.index(order == Qt::AscendingOrder ? i - 1 : i, column);
                const QModelIndex b = model.index(order == Qt::AscendingOrder ? i : i - 1, column);
                if (column >= ProcessModel::MessagesColumn) {
                    QVERIFY(a.data(ProcessModel::RawRole).toULongLong() <=
                            b.data(ProcessModel::RawRole).toULongLong());
                } else if (column == ProcessModel::NameColumn) {
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
            model.setFilter(QString::fromLatin1(text));
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
        population.kill(model.pidAt(3)); // everything behind it moves up
        model.setSnapshot(population.snapshot());
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
            if (round % 5 == 0) {
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

            QCOMPARE(static_cast<std::size_t>(model.rowCount()), population.rows().size());
            const bool alive = std::any_of(population.rows().begin(), population.rows().end(),
                                           [&](const ProcessRow& row) { return row.pid == selected; });
            if (alive) {
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
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i) {
            model.setSnapshot(population.snapshot());
        }
        const double each = static_cast<double>(timer.nsecsElapsed()) * 1e-7;
        qInfo("a sorted refresh of 100,000 rows: %.1f ms", each);
        QVERIFY2(each < 500, "a sorted refresh of 100,000 rows takes very long");
        model.setFilter(QStringLiteral("<0.99999.0>"));
        QCOMPARE(model.rowCount(), 1);
    }
};

QTEST_MAIN(ProcessModelTest)
#include "process_model_test.moc"
