// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
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
