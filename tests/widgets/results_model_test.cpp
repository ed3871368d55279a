// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QBrush>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include "widgets/factorization/results_model.h"
#include "widgets/theme/theme.h"

using namespace factorama;

class ResultsModelTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsFactors()
    {
        ResultsModel model;
        model.append({{"1000000000", {"2"}, "2^9 x 5^9", false, Pid(40, 1)}, {"1", {}, "", false, {}}});
        QCOMPARE(model.index(0, ResultsModel::NumberColumn).data().toString(), QStringLiteral("1000000000"));
        QCOMPARE(model.index(0, ResultsModel::FactorsColumn).data().toString(), QStringLiteral("2⁹ × 5⁹"));
        QCOMPARE(model.index(0, ResultsModel::WorkerColumn).data().toString(), QStringLiteral("<0.40.1>"));
        QCOMPARE(model.index(1, ResultsModel::FactorsColumn).data().toString(), QStringLiteral("1"));
        QCOMPARE(model.index(1, ResultsModel::WorkerColumn).data().toString(), QString());
        QCOMPARE(model.toText(), QStringLiteral("1000000000 = 2⁹ × 5⁹\n1 = 1\n"));
    }

    void marksWhatWasLost()
    {
        ResultsModel model;
        model.append({{"15", {}, "its process was killed", true, Pid(3, 0)}});
        const QModelIndex cell = model.index(0, ResultsModel::FactorsColumn);
        QCOMPARE(cell.data().toString(), QStringLiteral("lost: its process was killed"));
        QVERIFY(cell.data(ResultsModel::LostRole).toBool());
        QCOMPARE(cell.data(Qt::ForegroundRole).value<QBrush>().color(), theme().danger);
    }

    void shortensLongNumbers()
    {
        ResultsModel model;
        const std::string digits(10'000, '7');
        model.append({{digits, {digits}, digits, false, {}}});
        QVERIFY(model.index(0, 0).data().toString().size() <= ResultsModel::LongestText);
        QVERIFY(model.toText().contains(QString::fromStdString(digits)));
    }

    void growsInBatches()
    {
        ResultsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        for (int batch = 0; batch < 50; ++batch) {
            std::vector<FactorizationResult> results;
            for (int i = 0; i < 2000; ++i) {
                results.push_back({std::to_string(batch * 2000 + i), {"2"}, "2", false, {}});
            }
            model.append(std::move(results));
        }
        model.append({});
        QCOMPARE(model.rowCount(), 100'000);
        QCOMPARE(inserted.count(), 50);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(ResultsModelTest)
#include "results_model_test.moc"
