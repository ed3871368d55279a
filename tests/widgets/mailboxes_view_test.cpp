// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/played_node.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QWidget>

#include "widgets/common/live_label.h"
#include "widgets/mailboxes/deepest_mailboxes_model.h"
#include "widgets/mailboxes/mailboxes_view.h"
#include "widgets/node_clock/view_clock.h"

#include <algorithm>
#include <map>

using namespace factorama;
using factorama::testing::PlayedNode;

namespace {

/// Process i holds `depths[i]` messages.
Snapshot at(double seconds, const std::map<std::uint32_t, std::uint32_t>& depths)
{
    Snapshot snapshot;
    snapshot.nanoseconds = static_cast<std::int64_t>(seconds * 1e9);
    for (const auto& [index, messages] : depths) {
        ProcessRow row;
        row.pid = Pid(index, 1);
        row.messages = messages;
        snapshot.processes.push_back(row);
    }
    snapshot.processCount = snapshot.processes.size();
    return snapshot;
}

} // namespace

class MailboxesViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void ranksMailboxes()
    {
        MailboxRanker ranker;
        DeepestMailboxesModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::map<std::uint32_t, std::uint32_t> depths;
        for (std::uint32_t i = 1; i < 100; ++i) {
            depths[i] = i % 2 == 0 ? 0 : i;
        }
        MailboxRanking ranking = ranker.rank(at(1, depths), {}, MailboxRanker::Order::Depth);
        model.setRanking(ranking);
        QCOMPARE(static_cast<std::size_t>(model.rowCount()), MailboxRanker::Limit);
        QCOMPARE(ranking.total, std::uint64_t{2500});
        QCOMPARE(model.pidAt(0), Pid(99, 1));
        QCOMPARE(model.pidAt(19), Pid(61, 1));
        QCOMPARE(model.rowOf(Pid(61, 1)), 19);
        QCOMPARE(model.rowOf(Pid(3, 1)), -1);
        QCOMPARE(model.index(0, 1).data(DeepestMailboxesModel::ShareRole).toDouble(), 1.0);
        model.setRanking(ranker.rank(at(2, {{4, 7}}), {}, MailboxRanker::Order::Depth));
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.pidAt(0), Pid(4, 1));
        model.setRanking({});
        QCOMPARE(model.rowCount(), 0);
    }

    void measuresGrowth()
    {
        MailboxRanker ranker;
        MailboxRanking ranking;
        for (int i = 0; i <= 40; ++i) {
            // One grows by 100 a second, one is emptied by 50, one stands still; slots are used again.
            const auto tenths = static_cast<std::uint32_t>(i);
            ranking = ranker.rank(at(i * 0.1, {{1, 1000 + tenths * 10}, {2, 5000 - tenths * 5}, {3, 70}}), {},
                                  MailboxRanker::Order::Growth);
        }
        QCOMPARE(ranking.ranked.size(), std::size_t{3});
        QCOMPARE(ranking.ranked[0].row.pid, Pid(1, 1));
        QVERIFY(std::abs(ranking.ranked[0].growth - 100) < 1);
        QCOMPARE(ranking.ranked[1].row.pid, Pid(3, 1));
        QVERIFY(std::abs(ranking.ranked[1].growth) < 0.01);
        QVERIFY(std::abs(ranking.ranked[2].growth + 50) < 1);

        Snapshot other = at(4.1, {{1, 30}});
        other.processes[0].pid = Pid(1, 2); // another process in the same slot: it grew from nothing
        ranking = ranker.rank(other, {}, MailboxRanker::Order::Growth);
        QVERIFY(ranking.ranked[0].growth > 0);
    }

    void tellsOfAThresholdOnce()
    {
        MailboxRanker ranker;
        const MailboxThresholds thresholds{100, 1000};
        const auto crossings = [&](double seconds, std::uint32_t depth) {
            return ranker.rank(at(seconds, {{1, 5}, {7, depth}}), thresholds, MailboxRanker::Order::Depth)
                .crossings;
        };
        QVERIFY(crossings(1, 99).empty());
        QCOMPARE(crossings(2, 100).size(), std::size_t{1});
        QVERIFY(crossings(3, 500).empty());
        const auto alarm = crossings(4, 1500);
        QCOMPARE(alarm.size(), std::size_t{1});
        QCOMPARE(alarm[0].level, MailboxLevel::Alarm);
        QCOMPARE(alarm[0].pid, Pid(7, 1));
        QVERIFY(crossings(5, 900).empty()); // on its way down
        QVERIFY(crossings(6, 20).empty());
        QCOMPARE(crossings(7, 100).size(), std::size_t{1}); // it was below again

        std::map<std::uint32_t, std::uint32_t> many;
        for (std::uint32_t i = 1; i <= 1000; ++i) {
            many[i] = i == 900 ? 5000 : 200;
        }
        MailboxRanker other;
        const MailboxRanking ranking = other.rank(at(1, many), thresholds, MailboxRanker::Order::Depth);
        QCOMPARE(ranking.crossings.size(), MailboxRanker::CrossingLimit);
        QCOMPARE(ranking.crossingsInAll, std::size_t{1000});
        QCOMPARE(ranking.crossings[0].pid, Pid(900, 1)); // alarms first
        QCOMPARE(ranking.alarms, std::size_t{1});
        QCOMPARE(ranking.warnings, std::size_t{999});
    }

    void keepsTwoMinutesOfHistory()
    {
        MailboxRanker ranker;
        DepthHistory history;
        for (int i = 0; i < 3000; ++i) {
            const std::vector<Pid> followed = history.pids();
            std::map<std::uint32_t, std::uint32_t> depths{{1, 50 + static_cast<std::uint32_t>(i % 7)}};
            if (i < 1000) {
                depths[2] = 9; // dead after 100 seconds
            }
            history.add(ranker.rank(at(i * 0.1, depths), {}, MailboxRanker::Order::Depth, followed),
                        followed);
            if (i == 1100) {
                QVERIFY(history.find(Pid(2, 1)) != nullptr && history.find(Pid(2, 1))->gone);
            }
        }
        QCOMPARE(history.lines().size(), std::size_t{1});
        const auto& samples = history.lines()[0].samples;
        QVERIFY(samples.size() <= DepthHistory::SampleLimit);
        QVERIFY(samples.back().seconds - samples.front().seconds > 119);
        QCOMPARE(history.lines()[0].deepest, 56U);
    }

    void followsAProcessThatFallsOutOfTheRanking()
    {
        MailboxRanker ranker;
        DepthHistory history;
        for (int i = 0; i < 100; ++i) {
            std::map<std::uint32_t, std::uint32_t> depths;
            for (std::uint32_t p = 1; p <= 30; ++p) {
                depths[p] = 1000 + p;
            }
            depths[50] = i < 50 ? 5000 : 3; // first the deepest, then far from it
            const std::vector<Pid> followed = history.pids();
            history.add(ranker.rank(at(i * 0.1, depths), {}, MailboxRanker::Order::Depth, followed),
                        followed);
        }
        const DepthHistory::Line* const line = history.find(Pid(50, 1));
        QVERIFY(line != nullptr);
        QCOMPARE(line->samples.size(), std::size_t{100});
        QCOMPARE(line->samples.back().messages, 3.0);
        QVERIFY(history.lines().size() <= DepthHistory::LineLimit);
    }

    void ranksAMillion()
    {
        Snapshot snapshot;
        for (std::uint32_t i = 1; i <= 1'000'000; ++i) {
            ProcessRow row;
            row.pid = Pid(i, 0);
            row.messages = i % 3 == 0 ? i % 1000 : 0;
            snapshot.processes.push_back(row);
        }
        MailboxRanker ranker;
        QElapsedTimer elapsed;
        qint64 slowest = 0;
        for (int i = 0; i < 4; ++i) {
            snapshot.nanoseconds = i * 700'000'000LL;
            elapsed.start();
            const MailboxRanking ranking = ranker.rank(snapshot, {}, MailboxRanker::Order::Depth);
            slowest = std::max(slowest, elapsed.elapsed());
            QCOMPARE(ranking.ranked.size(), MailboxRanker::Limit);
        }
        qInfo("a look at 1,000,000 mailboxes, a third of them not empty: %lld ms at most", slowest);
        QVERIFY(slowest < 2000); // off the window's thread; generous for a busy machine without optimization
    }

    void showsTellsAndSelects()
    {
        PlayedNode node;
        ViewClock clock(node);
        MailboxesView view(clock);
        view.resize(900, 260);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(node.interest().processes);
        QSignalSpy crossed(&view, &MailboxesView::thresholdCrossed);
        auto* table = view.findChild<QTableView*>(QStringLiteral("mailboxTable"));

        for (std::uint32_t i = 0; i < 12; ++i) {
            node.play(at(1 + i * 0.2, {{1, 100 + i * 150}, {2, 40}, {3, 0}}));
            QTRY_COMPARE(view.history().total().size(), std::size_t{i + 1});
        }
        QCOMPARE(view.model().rowCount(), 2);
        QCOMPARE(crossed.count(), 1);
        QCOMPARE(crossed[0][1].value<Pid>(), Pid(1, 1));
        QVERIFY(crossed[0][0].toString().contains(QStringLiteral("<0.1.1>")));
        QVERIFY(!crossed[0][2].toBool());
        QCOMPARE(view.model().index(0, DeepestMailboxesModel::DepthColumn).data().toString(),
                 QStringLiteral("1,750"));
        QVERIFY(view.model().index(0, DeepestMailboxesModel::GrowthColumn).data().toString().startsWith('+'));
        QCOMPARE(view.model().index(0, 1).data(DeepestMailboxesModel::LevelRole).toInt(),
                 static_cast<int>(MailboxLevel::Warning));

        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(view.model().index(1, 0)).center());
        QCOMPARE(clock.selected(), Pid(2, 1));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Up);
        QCOMPARE(clock.selected(), Pid(1, 1));

        // By keyboard: a lower alarm, which the mailbox is past.
        auto* alarm = view.findChild<QSpinBox*>(QStringLiteral("mailboxAlarm"));
        alarm->setFocus();
        alarm->selectAll();
        QTest::keyClicks(alarm, QStringLiteral("500"));
        QTest::keyClick(alarm, Qt::Key_Return);
        QCOMPARE(view.thresholds(), (MailboxThresholds{500, 500})); // the warning is never above the alarm
        QTRY_COMPARE(crossed.count(), 2);
        QVERIFY(crossed[1][2].toBool());

        const QByteArray saved = view.saveThresholds();
        view.restoreThresholds("nonsense");
        QCOMPARE(view.thresholds(), (MailboxThresholds{500, 500}));
        view.restoreThresholds("20 30");
        QCOMPARE(view.thresholds(), (MailboxThresholds{20, 30}));
        view.restoreThresholds(saved);
        QCOMPARE(view.thresholds(), (MailboxThresholds{500, 500}));

        // How many there are is not cut off.
        const auto* caption = view.findChild<LiveLabel*>(QStringLiteral("mailboxCaption"));
        const QString total = caption->text().section(QStringLiteral(" – "), 0, 0);
        QVERIFY2(caption->width() >= caption->fontMetrics().horizontalAdvance(total), qPrintable(total));

        auto* watch = view.findChild<QToolButton*>(QStringLiteral("watchThresholds"));
        QVERIFY(watch->isChecked()); // since a threshold was set
        watch->click();
        view.hide();
        QTRY_VERIFY(!node.interest().processes);
        const std::size_t looks = view.history().total().size();
        // Another view is to be seen, and shows the next snapshot.
        QWidget other;
        int shown = 0;
        clock.addView(&other, {.processes = true}, [&] { ++shown; });
        other.show();
        QTRY_VERIFY(node.interest().processes);
        shown = 0;
        node.play(at(60, {{1, 1}}));
        QTRY_VERIFY(shown > 0);
        QCOMPARE(view.history().total().size(), looks); // a hidden view costs nothing
    }

    void watchesAThresholdThatWasSet()
    {
        PlayedNode node;
        ViewClock clock(node);
        MailboxesView view(clock);
        QSignalSpy crossed(&view, &MailboxesView::thresholdCrossed);
        view.resize(900, 260);
        QVERIFY(!view.watchesThresholds()); // nobody has set any
        auto* alarm = view.findChild<QSpinBox*>(QStringLiteral("mailboxAlarm"));
        alarm->setValue(500);
        QVERIFY(view.watchesThresholds());

        // Hidden, and nothing else is to be seen: now and then mailboxes are collected, and only then.
        for (int i = 0; i < 2; ++i) {
            QTRY_VERIFY(node.interest().processes);
            node.play(at(1 + i, {{7, i == 0 ? 30U : 600U}}));
            QTRY_VERIFY(!node.interest().processes);
        }
        QTRY_COMPARE(crossed.count(), 1);
        QCOMPARE(crossed[0][1].value<Pid>(), Pid(7, 1));
        QTRY_VERIFY(node.interest().processes);
        clock.setPaused(true);
        QVERIFY(!node.interest().processes);
        clock.setPaused(false);
        QTRY_VERIFY(node.interest().processes);

        // What others collect ten times a second is not looked at as often.
        QWidget other;
        clock.addView(&other, {.processes = true}, [] {});
        other.show();
        QVERIFY(QTest::qWaitForWindowExposed(&other));
        const std::size_t looks = view.history().total().size();
        for (int i = 0; i <= 20; ++i) {
            QSignalSpy shown(&clock, &ViewClock::snapshotChanged);
            node.play(at(10 + i * 0.1, {{7, 20}}));
            QTRY_VERIFY(!shown.isEmpty());
        }
        QTRY_COMPARE(view.history().total().size(), looks + 3);
        other.hide();

        const QByteArray saved = view.saveThresholds();
        view.setWatchesThresholds(false);
        QTRY_VERIFY(!node.interest().processes);
        MailboxesView next(clock);
        next.restoreThresholds(saved);
        QVERIFY(next.watchesThresholds());
        next.restoreThresholds("1000 10000");
        QVERIFY(!next.watchesThresholds());
    }
};

QTEST_MAIN(MailboxesViewTest)
#include "mailboxes_view_test.moc"
