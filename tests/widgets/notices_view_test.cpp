// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/played_node.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonDocument>
#include <QJsonValue>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

#include <utility>

#include "widgets/export/table_export.h"
#include "widgets/mailboxes/mailboxes_view.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/findings_model.h"
#include "widgets/notices/notices_view.h"
#include "widgets/observing/observing_model.h"
#include "widgets/observing/observing_view.h"
#include "widgets/schedulers/schedulers_view.h"

using namespace factorama;
using factorama::testing::PlayedNode;

namespace {

constexpr const char* Crash =
    "Process <0.7.1> (worker) crashed: badarg\n  pid: <0.7.1>\n  ancestors: [<0.3.1>]\n"
    "  links: [<0.3.1>,<0.9.2>]";

/// Process 1 has a mailbox that grows, process 2 rests.
Snapshot at(double seconds)
{
    Snapshot snapshot;
    snapshot.nanoseconds = static_cast<std::int64_t>(seconds * 1e9);
    snapshot.costNanoseconds = 1'500'000;
    snapshot.samplerNanoseconds = static_cast<std::int64_t>(seconds * 2e7);
    snapshot.processes.resize(2);
    snapshot.processes[0].pid = Pid(1, 1);
    snapshot.processes[0].messages = static_cast<std::uint32_t>(200 + 100 * seconds);
    snapshot.processes[1].pid = Pid(2, 1);
    snapshot.processCount = 2;
    snapshot.schedulers.resize(2);
    snapshot.relationsOmitted = 12;
    return snapshot;
}

QString textOf(const ObservingModel& model, const QString& what)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, 0).data().toString() == what) {
            return model.index(row, 1).data().toString();
        }
    }
    return {};
}

} // namespace

class NoticesViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void findsProcessesInTexts()
    {
        const std::vector<Pid> pids = processesNamedIn(QString::fromLatin1(Crash));
        QCOMPARE(pids, (std::vector<Pid>{Pid(7, 1), Pid(3, 1), Pid(9, 2)}));
        QVERIFY(processesNamedIn(QStringLiteral("<0.0.0> <0.99999999999.1> <1.2.3> <0.5>")).empty());
    }

    void readsFiltersLeadsAndCopies()
    {
        PlayedNode node;
        node.play(at(0));
        ViewClock clock(node);
        NoticesView view(clock);
        view.resize(900, 300);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        node.play(Notice::Kind::Information, Pid(3, 1), "the watcher sees echo end");
        node.play(Notice::Kind::Crash, Pid(7, 1), Crash);
        node.play(Notice::Kind::Warning, Pid(4, 1), "a late answer was dropped");
        QTRY_COMPARE(view.model().rowCount(), 3);
        view.add(Notice::Kind::Warning, Pid(5, 1), QStringLiteral("1,000 messages wait"));
        QCOMPARE(view.model().rowCount(), 4);
        QCOMPARE(view.model().dropped(), std::uint64_t{0});

        const auto button = [&](const char* name) {
            return view.findChild<QToolButton*>(QLatin1String(name));
        };
        QCOMPARE(button("showWarnings")->text(), QStringLiteral("Warnings 2"));
        QTest::mouseClick(button("showWarnings"), Qt::LeftButton);
        QCOMPARE(view.model().rowCount(), 2);
        button("showWarnings")->setFocus();
        QTest::keyClick(button("showWarnings"), Qt::Key_Space);
        QCOMPARE(view.model().rowCount(), 4);
        auto* search = view.findChild<QLineEdit*>(QStringLiteral("noticeSearch"));
        QTest::keyClicks(search, QStringLiteral("BADARG"));
        QTRY_COMPARE(view.model().rowCount(), 1);

        // The whole report, and each of its processes.
        QTableView& table = view.table();
        table.setFocus();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(view.model().index(0, 3)).center());
        auto* details = view.findChild<QTextBrowser*>(QStringLiteral("noticeDetails"));
        QTRY_VERIFY(details->toPlainText().contains(QStringLiteral("links: [<0.3.1>,<0.9.2>]")));
        QCOMPARE(clock.selected(), Pid(7, 1));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(clock.selected(), Pid(3, 1));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(clock.selected(), Pid(9, 2));
        QTest::keyClick(&table, Qt::Key_Return);
        QCOMPARE(clock.selected(), Pid(7, 1));
        emit details->anchorClicked(QUrl(QStringLiteral("pid:9.2")));
        QCOMPARE(clock.selected(), Pid(9, 2));

        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QApplication::clipboard()->text().contains(QString::fromLatin1(Crash)));
        search->clear();
        QTRY_COMPARE(view.model().rowCount(), 4);
        QCOMPARE(view.model().at(table.currentIndex().row()).kind, Notice::Kind::Crash); // still chosen
    }

    void followsTheNewest()
    {
        PlayedNode node;
        ViewClock clock(node);
        NoticesView view(clock);
        view.resize(900, 300);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTableView& table = view.table();
        int said = 0;
        const auto storm = [&](int count) {
            const int upTo = said + count;
            while (said < upTo) {
                node.play(Notice::Kind::Warning, Pid(4, 1), std::to_string(++said));
            }
            QTRY_COMPARE(view.model().newest(), static_cast<std::uint64_t>(said));
        };
        const auto textAt = [&](int y) {
            return table.model()->index(table.rowAt(y), NoticesModel::TextColumn).data().toString();
        };
        const auto newestIsSeen = [&] {
            const QModelIndex last = table.model()->index(table.model()->rowCount() - 1, 0);
            return last.isValid() && table.viewport()->rect().contains(table.visualRect(last).center());
        };
        constexpr int Full = static_cast<int>(NoticesModel::Limit);
        storm(300);
        QTRY_VERIFY(newestIsSeen());
        // Chosen, and no longer there when as many as are kept came after it.
        table.setFocus();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.viewport()->rect().center());
        QVERIFY(table.currentIndex().isValid());
        for (int i = 0; i < Full; i += 500) {
            storm(500);
            QTRY_VERIFY(newestIsSeen());
        }
        QCOMPARE(view.model().rowCount(), Full);
        QVERIFY(!table.currentIndex().isValid());
        view.resize(900, 200);
        QTRY_VERIFY(newestIsSeen());
        // Who scrolls up stays where he is, while the oldest go.
        table.verticalScrollBar()->setValue(table.verticalScrollBar()->maximum() / 2);
        const QString there = textAt(0);
        storm(1500);
        QCOMPARE(textAt(0), there);
        QCoreApplication::processEvents();
        QCOMPARE(textAt(0), there);
        table.scrollToBottom();
        storm(100);
        QTRY_VERIFY(newestIsSeen());
    }

    void showsWhatLooksWrong()
    {
        PlayedNode node;
        node.play(at(0));
        ViewClock clock(node);
        NoticesView view(clock);
        QSignalSpy changed(&view, &NoticesView::findingsChanged);
        view.resize(900, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QTRY_VERIFY(node.interest().processes && node.interest().schedulers);
        for (int i = 1; i <= 12; ++i) {
            node.play(at(i)); // a second at each tick of the window
            const auto shown = node.snapshot();
            QTRY_COMPARE(clock.snapshot(), shown);
            QTRY_VERIFY(!view.isLooking());
        }
        QTRY_COMPARE(view.findings().rowCount(), 1);
        QCOMPARE(changed.count(), 1);
        QVERIFY(view.findingsTable().isVisible());
        const QString text = view.findings().index(0, FindingsModel::TextColumn).data().toString();
        QVERIFY2(text.contains(QStringLiteral("<0.1.1>")) && text.contains(QStringLiteral("100 more")),
                 qPrintable(text));

        // For other programs a number is a number.
        const QTemporaryDir folder;
        TableExport job(view.findingsTable(), folder.filePath(QStringLiteral("f.json")), TableFormat::Json);
        QSignalSpy finished(&job, &TableExport::finished);
        job.start();
        QTRY_COMPARE(finished.count(), 1);
        QFile file(folder.filePath(QStringLiteral("f.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonValue count = QJsonDocument::fromJson(file.readAll())[0][QStringLiteral("Processes")];
        QVERIFY(count.isDouble());
        QCOMPARE(count.toInt(), 1);

        view.findingsTable().setFocus();
        QTest::keyClick(&view.findingsTable(), Qt::Key_Down);
        QTest::keyClick(&view.findingsTable(), Qt::Key_Return);
        QCOMPARE(clock.selected(), Pid(1, 1));

        // What is over keeps its place for a while: the log below is not to move each time.
        const auto playCalm = [&](double seconds) {
            Snapshot snapshot = at(seconds);
            snapshot.processes.clear();
            snapshot.processCount = 0;
            node.play(std::move(snapshot));
            const auto shown = node.snapshot();
            return QTest::qWaitFor([&] { return clock.snapshot() == shown; });
        };
        const int height = view.findingsTable().height();
        QVERIFY(playCalm(14));
        QTRY_COMPARE(view.findings().rowCount(), 0);
        QVERIFY(view.findingsTable().isVisible());
        QCOMPARE(view.findingsTable().height(), height);
        QVERIFY(playCalm(50));
        QTRY_VERIFY(!view.findingsTable().isVisible());

        // Hidden, it looks only if it was told to.
        view.hide();
        QTRY_VERIFY(!node.interest().processes);
    }

    /// The window is to fit 1280 pixels, with the factorization beside these.
    void fitsASmallWindow()
    {
        PlayedNode node;
        ViewClock clock(node);
        NoticesView notices(clock);
        ObservingView observing(clock, {});
        MailboxesView mailboxes(clock);
        SchedulersView schedulers(clock);
        for (QWidget* view : std::initializer_list<QWidget*>{&notices, &observing, &mailboxes, &schedulers}) {
            const int width = view->minimumSizeHint().width();
            qInfo("%s: %d", qPrintable(view->objectName()), width);
            QVERIFY2(width <= 520, qPrintable(QStringLiteral("%1: %2").arg(view->objectName()).arg(width)));
        }
    }

    void tellsWhatObservingCosts()
    {
        PlayedNode node;
        node.play(at(0));
        ViewClock clock(node);
        NoticesView notices(clock);
        ObservingView view(clock, [&] { return notices.model().dropped(); });
        view.resize(900, 300);
        view.show();
        notices.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view) && QTest::qWaitForWindowExposed(&notices));
        node.play(Notice::Kind::Warning, Pid(), "first");
        QTRY_COMPARE(notices.model().rowCount(), 1);
        node.loseNotices(41);
        node.play(Notice::Kind::Warning, Pid(), "last");
        int played = 0;
        const auto playNext = [&] {
            node.play(at(++played * 0.1));
            const auto shown = node.snapshot();
            return QTest::qWaitFor([&] { return clock.snapshot() == shown; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(
            (playNext() &&
             textOf(view.measures(), QStringLiteral("Notices missed")) == QStringLiteral("41") &&
             textOf(view.measures(), QStringLiteral("Snapshots")).contains(QStringLiteral("a second"))),
            20'000);
        QCOMPARE(textOf(view.measures(), QStringLiteral("Time for a snapshot")),
                 QStringLiteral("1.5 ms for 2 processes"));
        QCOMPARE(textOf(view.measures(), QStringLiteral("Links and monitors left out")),
                 QStringLiteral("12"));
        QCOMPARE(textOf(view.measures(), QStringLiteral("Collected now")),
                 QStringLiteral("processes, schedulers"));
        QVERIFY(textOf(view.measures(), QStringLiteral("Window’s thread, all it does"))
                    .endsWith(QStringLiteral("of a core")));
        const QString sampler = textOf(view.measures(), QStringLiteral("Thread that takes snapshots"));
        QVERIFY2(sampler.endsWith(QStringLiteral("of a core")), qPrintable(sampler));
        QCOMPARE(view.views().rowCount(), 2);
        QCOMPARE(view.views().index(0, 0).data().toString(), QStringLiteral("Notices"));
        QCOMPARE(view.views().index(0, 5).data().toString(), QStringLiteral("processes, schedulers"));

        // What a view paints is charged to it, with all that is in it: here a list and a scroll bar.
        const auto share = [&] {
            const QString text = view.views().index(0, 4).data().toString();
            return QLocale().toDouble(text.section(QLatin1Char(' '), 0, 0));
        };
        QTRY_VERIFY_WITH_TIMEOUT((notices.table().viewport()->repaint(), share() > 0), 10'000);
        QVERIFY(clock.paintWatch().isOn());
        view.hide();
        QTRY_VERIFY(!clock.paintWatch().isOn());
        view.show();
        QTRY_VERIFY(clock.paintWatch().isOn());

        notices.hide();
        QTRY_COMPARE_WITH_TIMEOUT(view.views().index(0, 5).data().toString(),
                                  QStringLiteral("nothing while hidden"), 10'000);
        QTRY_COMPARE_WITH_TIMEOUT(textOf(view.measures(), QStringLiteral("Snapshots")),
                                  QStringLiteral("none are taken: no view needs any"), 10'000);
    }
};

QTEST_MAIN(NoticesViewTest)
#include "notices_view_test.moc"
