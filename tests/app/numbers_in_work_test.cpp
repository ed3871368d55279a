// SPDX-License-Identifier: GPL-3.0-or-later
// Which process works on which number, in the real window over a real node.
#include "program.h"

#include "widgets/common/live_label.h"
#include "widgets/factorization/factorization_panel.h"
#include "widgets/factorization/results_model.h"
#include "widgets/factorization/work_model.h"
#include "widgets/factorization/work_table.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/kill_dialog.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QTableView>

using namespace factorama;
using namespace factorama::testing;

namespace {

/// Two large primes multiplied, twice: the seed's algorithm is busy with each for longer than anybody waits.
constexpr const char* First = "1000000016000000063";
constexpr const char* Second = "1000000028000000171";

} // namespace

class NumbersInWorkTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhoWorksOnWhat_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<int>("inWork"); // with two schedulers
        QTest::addColumn<QString>("summary");
        QTest::newRow("basic") << "basic" << 1 << "1 in work, 1 waiting";
        for (const char* strategy : {"parallel", "client-server", "callback", "genserver"}) {
            QTest::newRow(strategy) << strategy << 2 << "2 in work, 0 waiting";
        }
    }
    void showsWhoWorksOnWhat()
    {
        QFETCH(QString, strategy);
        QFETCH(int, inWork);
        QFETCH(QString, summary);
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        WorkTable& work = panel.work();
        QVERIFY(!work.isVisible());
        QVERIFY(
            panel.start({std::string("12 13 ") + First + " " + Second, strategy.toStdString(), "seed", 2}));
        QTRY_COMPARE_WITH_TIMEOUT(work.model().rowCount(), inWork, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(work.summary().text(), summary, Patience);
        QVERIFY(work.isVisible());
        const NumberInWork number = work.model().numbers().front();
        QVERIFY(number.number == First || number.number == Second);
        QVERIFY(program.node.snapshot()->processCount > 0);
        QTRY_VERIFY_WITH_TIMEOUT(program.model().rowOf(number.worker) >= 0, Patience);
        // It goes on, and says how far it is.
        QTRY_VERIFY_WITH_TIMEOUT(work.model().numbers().front().done > number.done, Patience);
        QVERIFY(work.model().numbers().front().total > 0);
        QVERIFY(work.model().index(0, WorkModel::ProgressColumn).data().toString().contains(u'%'));

        panel.cancelAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!work.isVisible(), Patience);
        QCOMPARE(work.model().rowCount(), 0);
    }

    void sharesTheSelection()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        WorkTable& work = panel.work();
        QVERIFY(panel.start({std::string(First) + " " + Second, "parallel", "seed", 0}));
        QTRY_COMPARE_WITH_TIMEOUT(work.model().rowCount(), 2, Patience);

        QTableView& table = work.table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(work.model().index(1, WorkModel::WorkerColumn)).center());
        const Pid second = work.model().workerAt(1);
        QVERIFY(second);
        QCOMPARE(program.window->clock().selected(), second);
        QTableView& processes = program.window->processes().table();
        QTRY_COMPARE_WITH_TIMEOUT(program.model().pidAt(processes.currentIndex().row()), second, Patience);

        const Pid first = work.model().workerAt(0);
        program.window->clock().select(first);
        QVERIFY(table.selectionModel()->isRowSelected(0));
        QVERIFY(!table.selectionModel()->isRowSelected(1));
        // Somebody who works on no number.
        program.window->clock().select(program.model().pidAt(0));
        QVERIFY(!table.selectionModel()->hasSelection());
        QCOMPARE(program.window->clock().selected(), program.model().pidAt(0));
    }

    void aKillThereLosesTheNumber()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        WorkTable& work = panel.work();
        QVERIFY(panel.start({std::string(First) + " " + Second, "client-server", "seed", 2}));
        QTRY_COMPARE_WITH_TIMEOUT(work.model().rowCount(), 2, Patience);
        const NumberInWork victim = work.model().numbers().front();
        const Pid other = work.model().workerAt(1);
        QTRY_VERIFY_WITH_TIMEOUT(program.model().rowOf(victim.worker) >= 0, Patience);

        QTableView& table = work.table();
        const QPoint at = table.visualRect(work.model().index(0, WorkModel::NumberColumn)).center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, table.viewport()->mapToGlobal(at));
        QApplication::sendEvent(table.viewport(), &event);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr);
        QAction* kill = program.action("killProcess");
        QVERIFY(menu->actions().contains(kill));
        menu->close();
        QCOMPARE(program.window->clock().selected(), victim.worker);
        kill->trigger();
        auto* dialog = openDialog<KillDialog>(program.window.get());
        QVERIFY(dialog != nullptr);
        dialog->accept();

        QTRY_COMPARE_WITH_TIMEOUT(work.model().rowCount(), 1, Patience);
        QCOMPARE(work.model().workerAt(0), other);
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 1, Patience);
        const FactorizationResult& lost = panel.results().results().front();
        QVERIFY(lost.lost);
        QCOMPARE(lost.number, victim.number);
        QCOMPARE(lost.worker, victim.worker);
        // The neighbour's row has moved up; it is not selected for that.
        QCOMPARE(program.window->clock().selected(), victim.worker);
    }
};

QTEST_MAIN(NumbersInWorkTest)
#include "numbers_in_work_test.moc"
