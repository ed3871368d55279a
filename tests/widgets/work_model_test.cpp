// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/work_model.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTest>

using namespace factorama;

namespace {

NumberInWork entry(std::uint64_t worker, const char* number, std::uint64_t done = 0, std::uint64_t total = 0)
{
    return {Pid::fromBits(worker), number, 1.5, "finding primes", done, total};
}

} // namespace

class WorkModelTest : public QObject {
    Q_OBJECT

private slots:
    void rowsThatStayKeepTheirIndex()
    {
        WorkModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setNumbers({entry(1, "12"), entry(2, "13"), entry(3, "14"), entry(4, "15")});
        QCOMPARE(model.rowCount(), 4);
        const QPersistentModelIndex second = model.index(1, 0);
        const QPersistentModelIndex third = model.index(2, 0);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        model.setNumbers({entry(2, "13"), entry(4, "15"), entry(5, "16"), entry(2, "17")});
        QCOMPARE(removed.count(), 2);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(second.row(), 0);
        QVERIFY(!third.isValid());
        QCOMPARE(model.rowCount(), 4);
        QCOMPARE(model.index(3, WorkModel::NumberColumn).data().toString(), QString("17"));
        QCOMPARE(model.rowOf(Pid::fromBits(4)), 1);
        QCOMPARE(model.rowOf(Pid::fromBits(1)), -1);
        model.setNumbers({});
        QCOMPARE(model.rowCount(), 0);
    }

    void saysHowFarItIs()
    {
        WorkModel model;
        model.setNumbers({entry(1, "12", 25, 100), entry(2, "13", 7, 0)});
        const QModelIndex known = model.index(0, WorkModel::ProgressColumn);
        QCOMPARE(known.data(WorkModel::ShareRole).toDouble(), 0.25);
        QVERIFY(known.data().toString().startsWith(QLatin1String("25")));
        QVERIFY(known.data(Qt::ToolTipRole).toString().contains(QLatin1String("25 of 100")));
        const QModelIndex unknown = model.index(1, WorkModel::ProgressColumn);
        QVERIFY(!unknown.data(WorkModel::ShareRole).isValid());
        QCOMPARE(unknown.data().toString(), QString("finding primes"));
    }

    void onlyWhatChangesIsSaidToChange()
    {
        WorkModel model;
        model.setNumbers({entry(1, "12", 25, 100)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        model.setNumbers({entry(1, "12", 26, 100)});
        QCOMPARE(changed.count(), 1);
        QCOMPARE(removed.count(), 0);
        QCOMPARE(changed.front().front().toModelIndex().column(), int(WorkModel::TimeColumn));
    }
};

QTEST_GUILESS_MAIN(WorkModelTest)
#include "work_model_test.moc"
