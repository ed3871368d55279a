// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QStringList>
#include <QTest>

#include "widgets/notices/notices_model.h"

using namespace factorama;

namespace {

std::vector<Notice> notices(std::uint64_t from, std::uint64_t to)
{
    std::vector<Notice> result;
    for (std::uint64_t sequence = from; sequence <= to; ++sequence) {
        Notice notice;
        notice.sequence = sequence;
        notice.milliseconds = static_cast<std::int64_t>(sequence) * 10;
        notice.kind = sequence % 2 == 0 ? Notice::Kind::Crash : Notice::Kind::Information;
        notice.pid = Pid(static_cast<std::uint32_t>(sequence), 0);
        notice.text = "notice " + std::to_string(sequence);
        result.push_back(notice);
    }
    return result;
}

} // namespace

class NoticesModelTest : public QObject {
    Q_OBJECT

private slots:
    void appends()
    {
        NoticesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(notices(1, 3));
        model.append(notices(2, 5)); // an overlap is not shown twice
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.newest(), std::uint64_t{5});
        QCOMPARE(model.dropped(), std::uint64_t{0});
        QCOMPARE(model.index(1, NoticesModel::TimeColumn).data().toString(), QStringLiteral("0:00:00.020"));
        QCOMPARE(model.index(1, NoticesModel::KindColumn).data().toString(), QStringLiteral("crash"));
        QCOMPARE(model.index(1, NoticesModel::TextColumn).data().toString(), QStringLiteral("notice 2"));
    }

    void insertsByTime()
    {
        NoticesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append(notices(1, 2));
        const std::uint64_t second = model.rowId(1);
        Notice own;
        own.milliseconds = 35;
        own.text = "own";
        model.appendOwn(own);
        const std::uint64_t ownId = model.rowId(2);
        model.append(notices(3, 5)); // of 30, 40 and 50 ms: read later
        const auto texts = [&model] {
            QStringList result;
            for (int row = 0; row < model.rowCount(); ++row) {
                result << model.index(row, NoticesModel::TextColumn).data().toString();
            }
            return result.join(QLatin1String(", "));
        };
        QCOMPARE(texts(), QStringLiteral("notice 1, notice 2, notice 3, own, notice 4, notice 5"));
        QCOMPARE(model.rowOf(ownId), 3);
        QCOMPARE(model.rowOf(second), 1);
        model.setFilter({true, true, true}, QStringLiteral("notice"));
        QCOMPARE(model.rowOf(ownId), -1);
        own.milliseconds = 25;
        model.appendOwn(own); // does not pass
        own.text = "own notice";
        model.appendOwn(own);
        QCOMPARE(texts(), QStringLiteral("notice 1, notice 2, own notice, notice 3, notice 4, notice 5"));
        model.setFilter({true, true, true}, QString());
        QCOMPARE(texts(),
                 QStringLiteral("notice 1, notice 2, own, own notice, notice 3, own, notice 4, notice 5"));
    }

    void countsGaps()
    {
        NoticesModel model;
        model.append(notices(1, 3));
        model.append(notices(10, 11));
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.dropped(), std::uint64_t{6});
    }

    void forgetsTheOldest()
    {
        NoticesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (std::uint64_t i = 0; i < 12; ++i) {
            model.append(notices(i * 1000 + 1, (i + 1) * 1000));
        }
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), NoticesModel::Limit);
        QCOMPARE(model.at(0).sequence, std::uint64_t{2001});
        model.append(notices(12'001, 40'000));
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), NoticesModel::Limit);
        QCOMPARE(model.at(model.rowCount() - 1).sequence, std::uint64_t{40'000});
    }
};

QTEST_MAIN(NoticesModelTest)
#include "notices_model_test.moc"
