// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/played_node.h"

#include <QDir>
#include <QPixmap>
#include <QSpinBox>
#include <QTest>
#include <qcustomplot.h>

#include "widgets/node_clock/view_clock.h"
#include "widgets/schedulers/schedulers_view.h"
#include "widgets/theme/theme.h"

#include <cmath>

using namespace factorama;
using factorama::testing::PlayedNode;

namespace {

constexpr int Steps = 240;

/// What `count` schedulers have done after `seconds`: waves of load that pass along them.
Snapshot at(double seconds, int count)
{
    Snapshot snapshot;
    snapshot.nanoseconds = static_cast<std::int64_t>(seconds * 1e9);
    snapshot.schedulersOnline = seconds < 40 || count == 1 ? count : count / 2;
    snapshot.schedulersMaximum = 256;
    snapshot.dirtyWorkersBusy = seconds > 20 && seconds < 30 ? 2 : 0;
    for (int i = 0; i < count; ++i) {
        SchedulerRow row;
        row.online = i < snapshot.schedulersOnline;
        const double phase = 6.0 * i / count;
        const double running = seconds * 0.5 - 2 * (std::cos(seconds / 4 + phase) - std::cos(phase));
        row.nanoseconds[0] = static_cast<std::uint64_t>(std::max(0.0, running) * 0.9e9);
        row.nanoseconds[1] = static_cast<std::uint64_t>(seconds * 0.05e9);
        row.nanoseconds[2] = static_cast<std::uint64_t>(seconds * 0.02e9);
        row.nanoseconds[3] = static_cast<std::uint64_t>(std::max(0.0, seconds - running) * 0.9e9);
        row.runQueue = static_cast<std::uint32_t>(std::max(0.0, 20 * std::sin(seconds / 4 + phase)));
        row.steals = static_cast<std::uint64_t>(seconds * (i + 1));
        row.migrations = row.steals * 5;
        snapshot.schedulers.push_back(row);
    }
    return snapshot;
}

} // namespace

class SchedulersViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsAnyNumber_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {1, 2, 64, 200}) {
            QTest::addRow("%d", count) << count;
        }
    }

    /// With a folder in FACTORAMA_PICTURES, pictures are left there to be looked at.
    void showsAnyNumber()
    {
        QFETCH(int, count);
        PlayedNode node;
        ViewClock clock(node);
        SchedulersView view(clock);
        view.resize(860, 240);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(node.interest().schedulers);
        for (int i = 0; i <= Steps; ++i) {
            view.remember(at(i * 0.25, count));
        }
        node.play(at(Steps * 0.25 + 0.3, count));
        QTRY_VERIFY(view.history().samples().size() > std::size_t{Steps});
        QCOMPARE(view.history().schedulerCount(), static_cast<std::size_t>(count));
        QCOMPARE(view.onlineField().maximum(), 256);

        // Values by pointing, for each scheduler and back in time.
        const QString first = view.reading(0, 5);
        QVERIFY2(first.startsWith(QStringLiteral("Scheduler 1, 5.00 s ago: running")), qPrintable(first));
        const QString last = view.reading(static_cast<std::size_t>(count) - 1, 5);
        QVERIFY2(count == 1 || last.contains(QStringLiteral("offline")), qPrintable(last));
        QVERIFY(view.reading(static_cast<std::size_t>(count) - 1, 30).contains(QStringLiteral("steals")));
        QVERIFY(view.reading(static_cast<std::size_t>(count), 5).isEmpty());
        QCOMPARE(view.history().marks().size(), std::size_t{count == 1 ? 0U : 1U});

        // And by keyboard.
        auto* plot = view.findChild<QCustomPlot*>(QStringLiteral("schedulerChart"));
        plot->setFocus();
        for (const Qt::Key key : {Qt::Key_Left, Qt::Key_Left, Qt::Key_Down, Qt::Key_Escape}) {
            QTest::keyClick(plot, key);
        }

        using Measure = SchedulersView::Measure;
        const QString folder = qEnvironmentVariable("FACTORAMA_PICTURES");
        for (const Measure measure : {Measure::States, Measure::RunQueue, Measure::Migrations}) {
            view.setMeasure(measure);
            plot->replot(QCustomPlot::rpImmediateRefresh);
            const QPixmap picture = view.grab();
            QVERIFY(!picture.isNull());
            if (!folder.isEmpty()) {
                picture.save(QDir(folder).filePath(
                    QStringLiteral("schedulers-%1-%2.png").arg(count).arg(static_cast<int>(measure))));
            }
        }
    }

    void drawsFewAgainAfterMany()
    {
        PlayedNode node;
        ViewClock clock(node);
        SchedulersView view(clock);
        view.resize(860, 240);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(node.interest().schedulers);
        auto* plot = view.findChild<QCustomPlot*>(QStringLiteral("schedulerChart"));
        const auto online = [](double seconds, int count) {
            Snapshot snapshot = at(seconds, 99); // once started they stay, offline
            snapshot.schedulersOnline = count;
            for (int i = 0; i < 99; ++i) {
                snapshot.schedulers[static_cast<std::size_t>(i)].online = i < count;
            }
            return snapshot;
        };
        node.play(online(1, 99));
        QTRY_COMPARE(plot->plottableCount(), 1); // one map of heat
        node.play(online(2, 2));
        QTRY_COMPARE(plot->axisRectCount(), 2);
        node.play(online(3, 9));
        QTRY_COMPARE(plot->axisRectCount(), 1);
        node.play(online(4, 8));
        QTRY_COMPARE(plot->axisRectCount(), 8);
    }
};

QTEST_MAIN(SchedulersViewTest)
#include "schedulers_view_test.moc"
