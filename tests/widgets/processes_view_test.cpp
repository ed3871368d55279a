// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QToolButton>

#include "runtime/observe/embedded_node.h"
#include "widgets/common/toned_label.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/filter_bar.h"
#include "widgets/processes/filter_chips.h"
#include "widgets/processes/jump_dialog.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/process_pid_delegate.h"
#include "widgets/processes/processes_view.h"

#include <memory>
#include <vector>

using namespace factorama;

namespace {

constexpr int Patience = 20'000; ///< milliseconds; all schedulers of a small machine may be busy

/// The view as a window of its own, over a node with the demonstration and as many more processes.
struct Shown {
    EmbeddedNode node;
    std::vector<Pid> waiting;
    QWidget actionsParent;
    std::unique_ptr<ViewClock> clock;
    std::unique_ptr<ProcessActions> actions;
    std::unique_ptr<ProcessesView> view;

    explicit Shown(int more = 0) : node(2)
    {
        node.startDemonstration();
        for (int i = 0; i < more; ++i) {
            waiting.push_back(node.spawn("echo", {}).pid);
        }
        clock = std::make_unique<ViewClock>(node);
        actions = std::make_unique<ProcessActions>(*clock, &actionsParent);
        view = std::make_unique<ProcessesView>(*clock, *actions);
        view->resize(900, 400);
        view->show();
        view->activateWindow();
        QApplication::setActiveWindow(view.get());
        view->setFocus();
    }

    ProcessModel& model() const { return view->model(); }
    QTableView& table() const { return view->table(); }
    bool isReady(int rows) const
    {
        return QTest::qWaitForWindowExposed(view.get()) &&
               QTest::qWaitFor([&] { return model().rowCount() >= rows; }, Patience);
    }
    QRect cell(Pid pid, int column) const
    {
        return table().visualRect(model().index(model().rowOf(pid), column));
    }
};

} // namespace

class ProcessesViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void showsByWhatIsTop()
    {
        const Shown shown(20);
        QVERIFY(shown.isReady(26));
        const QTableView& table = shown.table();
        const QHeaderView& header = *table.horizontalHeader();
        const auto isInSight = [&] {
            const int from = header.sectionViewportPosition(ProcessModel::TopColumn);
            return !header.isSectionHidden(ProcessModel::TopColumn) && from >= 0 &&
                   from + header.sectionSize(ProcessModel::TopColumn) <= table.viewport()->width();
        };
        const ProcessTop top{ProcessRate::Reductions, 10, 2};
        shown.view->resize(600, 400);
        shown.view->setTop(top);
        QTRY_VERIFY(isInSight());
        QCOMPARE(table.horizontalScrollBar()->value(), 0);
        // Wherever it was put.
        shown.view->setTop(std::nullopt);
        table.horizontalHeader()->moveSection(header.visualIndex(ProcessModel::TopColumn),
                                              ProcessModel::ColumnCount - 1);
        shown.view->setTop(top);
        QTRY_VERIFY(isInSight());
        shown.view->resetColumns();
        table.horizontalScrollBar()->setValue(0);
        QTRY_VERIFY(isInSight());
        shown.view->setTop(std::nullopt);
    }

    void whatIsWrongMovesNoRow()
    {
        const Shown shown(20);
        QVERIFY(shown.isReady(26));
        FilterBar& bar = shown.view->filterBar();
        const QTableView& table = shown.view->table();
        const auto placeOfTable = [&] { return table.geometry(); };
        const QRect before = placeOfTable();
        for (const char* filter : {"weight>3", "/(/", "pid:x", "status:none", "foo:bar"}) {
            bar.field().setText(QLatin1String(filter));
            bar.takeNow();
            QVERIFY2(bar.problem().isVisible(), filter);
            QCoreApplication::processEvents();
            QCOMPARE(placeOfTable(), before);
            // Below the line, and all of it is to be seen.
            const QRect place = bar.problem().geometry();
            QVERIFY(shown.view->rect().contains(place));
            QVERIFY(place.top() >= bar.geometry().bottom());
            QVERIFY(place.height() >= bar.problem().heightForWidth(place.width()));
        }
        bar.field().clear();
        bar.takeNow();
        QVERIFY(!bar.problem().isVisible());
    }

    void filtersAsOneTypes()
    {
        const Shown shown(20);
        QVERIFY(shown.isReady(26));
        FilterBar& bar = shown.view->filterBar();
        QSignalSpy changed(&bar, &FilterBar::filterChanged);
        QTest::keyClicks(&bar.field(), QStringLiteral("\"echo:\""));
        QTRY_COMPARE(shown.model().rowCount(), 21); // and that of the demonstration
        QVERIFY2(changed.count() < 5, "a filter a key");
        QVERIFY(!bar.chips().isVisible()); // words alone need none

        QTest::keyClicks(&bar.field(), QStringLiteral(" status:waiting weight>3"));
        QTest::keyClick(&bar.field(), Qt::Key_Return);
        QCOMPARE(bar.chips().chips().size(), std::size_t{2});
        QVERIFY(bar.chips().isVisible());
        QVERIFY(bar.problem().text().contains(QStringLiteral("weight")));
        QCOMPARE(shown.model().rowCount(), 21);
        QTest::mouseClick(bar.chips().chips()[1], Qt::LeftButton);
        QCOMPARE(bar.field().text(), QStringLiteral("\"echo:\" weight>3"));
        QCOMPARE(bar.chips().chips().size(), std::size_t{1});
        bar.field().setFocus();
        QTest::keyClick(&bar.field(), Qt::Key_Escape);
        QVERIFY(bar.problem().text().isEmpty());
        QVERIFY(shown.model().rowCount() >= 26);

        QAction* byMessages = nullptr;
        for (QMenu* menu : bar.addMenu().findChildren<QMenu*>()) {
            for (QAction* action : menu->actions()) {
                byMessages =
                    action->text().startsWith(QStringLiteral("Messages greater")) ? action : byMessages;
            }
        }
        QVERIFY(byMessages != nullptr);
        byMessages->trigger();
        QCOMPARE(bar.field().text(), QStringLiteral("messages>0"));
        QCOMPARE(bar.field().selectedText(), QStringLiteral("0"));
        QTest::keyClicks(&bar.field(), QStringLiteral("9999999"));
        QTRY_COMPARE(shown.model().rowCount(), 0);
    }

    void pinsByKeyAndByStar()
    {
        const Shown shown(30);
        QVERIFY(shown.isReady(36));
        const Pid a = shown.waiting[10];
        const Pid b = shown.waiting[20];
        shown.table().setCurrentIndex(shown.model().index(shown.model().rowOf(a), 0));
        QTest::keyClick(&shown.table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(shown.model().rowOf(a), 0);
        QCOMPARE(shown.clock->selected(), a);
        shown.table().scrollTo(shown.model().index(shown.model().rowOf(b), 0));
        const QRect star = ProcessPidDelegate::starRect(shown.cell(b, ProcessModel::PidColumn));
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, {}, star.center());
        QCOMPARE(shown.model().rowOf(b), 1);
        QTest::keyClick(&shown.table(), Qt::Key_D, Qt::ControlModifier); // b is selected by the click
        QVERIFY(!shown.model().isPinned(b));
    }

    void pinsAgainWhoHasTheNameOfAFavourite()
    {
        Shown shown;
        const Pid first = shown.node.spawn("echo", {}, 1, "kept").pid;
        const Pid nameless = shown.node.spawn("echo", {}).pid;
        QVERIFY(shown.isReady(8));
        const auto press = [&](Pid pid) {
            QTRY_VERIFY(shown.model().rowOf(pid) >= 0);
            shown.table().setCurrentIndex(shown.model().index(shown.model().rowOf(pid), 0));
            QTest::keyClick(&shown.table(), Qt::Key_D, Qt::ControlModifier);
        };
        press(first);
        press(nameless);
        QVERIFY(shown.model().isPinned(first) && shown.model().isPinned(nameless));
        QCOMPARE(shown.view->favourites(), QStringList{QStringLiteral("kept")}); // a pid means nothing later

        const auto spawnAgain = [&](Pid old) {
            Pid pid;
            shown.node.exit(old, "kill");
            (void)QTest::qWaitFor(
                [&] {
                    pid = shown.node.spawn("echo", {}, 1, "kept").pid; // once the name is free
                    return static_cast<bool>(pid);
                },
                Patience);
            return pid;
        };
        const Pid second = spawnAgain(first);
        QTRY_VERIFY_WITH_TIMEOUT(shown.model().isPinned(second), Patience);
        press(second);
        QVERIFY(!shown.model().isPinned(second));
        QVERIFY(shown.view->favourites().isEmpty());
        const Pid third = spawnAgain(second);
        QTRY_VERIFY_WITH_TIMEOUT(shown.model().rowOf(third) >= 0, Patience);
        QVERIFY(!shown.model().isPinned(third));
        shown.view->setFavourites({QStringLiteral("kept"), QStringLiteral("nobody_has_this_name")});
        QVERIFY(shown.model().isPinned(third));
    }

    void selectsSeveral()
    {
        const Shown shown(30);
        QVERIFY(shown.isReady(36));
        QSignalSpy changed(shown.view.get(), &ProcessesView::selectedPidsChanged);
        const auto click = [&](Pid pid, Qt::KeyboardModifiers keys) {
            shown.table().scrollTo(shown.model().index(shown.model().rowOf(pid), 1));
            QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, keys, shown.cell(pid, 1).center());
        };
        click(shown.waiting[3], {});
        click(shown.waiting[7], Qt::ControlModifier);
        click(shown.waiting[9], Qt::ControlModifier);
        QCOMPARE(shown.clock->selected(), shown.waiting[9]);
        const std::vector<Pid> three = {shown.waiting[3], shown.waiting[7], shown.waiting[9]};
        QVERIFY(shown.view->selectedPids() == three);
        QVERIFY(shown.clock->selection() == three);
        shown.table().sortByColumn(ProcessModel::ReductionsColumn, Qt::DescendingOrder);
        QSignalSpy refreshed(&shown.model(), &ProcessModel::refreshed);
        QTRY_VERIFY_WITH_TIMEOUT(refreshed.count() >= 3, Patience);
        std::vector<Pid> now = shown.view->selectedPids();
        std::sort(now.begin(), now.end());
        QVERIFY(now == three);
        shown.table().sortByColumn(ProcessModel::PidColumn, Qt::AscendingOrder);

        // The current one of them ends: the others stay selected.
        QVERIFY(shown.clock->node().exit(shown.waiting[9], "kill").ok());
        QTRY_COMPARE_WITH_TIMEOUT(shown.view->selectedPids().size(), std::size_t{2}, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(shown.model().rowOf(shown.waiting[9]), -1, Patience);
        QCOMPARE(shown.view->selectedPids().size(), std::size_t{2});
        QCOMPARE(shown.clock->selected(), shown.waiting[9]);
        QVERIFY(changed.count() >= 4);
        QCOMPARE(shown.clock->selection().size(), std::size_t{2});
        // Another view selects one.
        shown.clock->select(shown.waiting[3]);
        QVERIFY(shown.view->selectedPids() == std::vector<Pid>{shown.waiting[3]});
        QCOMPARE(shown.clock->selection().size(), std::size_t{1});
    }

    void showsNoOtherRowForAProcessThatIsGone()
    {
        const Shown shown(5);
        QVERIFY(shown.isReady(11));
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, {},
                          shown.cell(shown.waiting[2], 1).center());
        QVERIFY(shown.table().selectionModel()->hasSelection());
        const Pid gone(4'000'000, 7);
        shown.clock->select(gone); // as a crash report does
        QVERIFY(!shown.table().selectionModel()->hasSelection());
        QCOMPARE(shown.clock->selected(), gone);
        shown.clock->select(shown.waiting[3]);
        QVERIFY(shown.table().selectionModel()->isRowSelected(shown.model().rowOf(shown.waiting[3]), {}));
    }

    void deselectsAllWhereThereIsNoRow()
    {
        const Shown shown(5);
        QVERIFY(shown.isReady(11));
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, {},
                          shown.cell(shown.waiting[2], 1).center());
        QCOMPARE(shown.clock->selected(), shown.waiting[2]);
        const QPoint below(50, shown.table().viewport()->height() - 3);
        QVERIFY(!shown.table().indexAt(below).isValid());
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, {}, below);
        QVERIFY(!shown.clock->selected());
        QVERIFY(shown.clock->selection().empty());
        QVERIFY(!shown.table().selectionModel()->hasSelection());
    }

    void deselectsTheCurrentRow()
    {
        const Shown shown(5);
        QVERIFY(shown.isReady(11));
        const QPoint at = shown.cell(shown.waiting[2], 1).center();
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, {}, at);
        QTest::mouseClick(shown.table().viewport(), Qt::LeftButton, Qt::ControlModifier, at);
        QSignalSpy refreshed(&shown.model(), &ProcessModel::refreshed);
        QTRY_VERIFY_WITH_TIMEOUT(refreshed.count() >= 2, Patience);
        QVERIFY(shown.view->selectedPids().empty()); // a refresh does not take it back
    }

    void showsThatNothingIsSelected()
    {
        const Shown shown(5);
        QVERIFY(shown.isReady(11));
        const auto isSelected = [&](Pid pid) {
            return shown.table().selectionModel()->isRowSelected(shown.model().rowOf(pid), {});
        };
        shown.clock->select(shown.waiting[2]);
        QVERIFY(isSelected(shown.waiting[2]));
        shown.clock->select(Pid(), {}); // as Escape does in the graph
        QVERIFY(!isSelected(shown.waiting[2]));
        QVERIFY(shown.view->selectedPids().empty());
        shown.clock->select(shown.waiting[2]);
        QVERIFY(isSelected(shown.waiting[2]));
    }

    void jumps()
    {
        const Shown shown(500);
        QVERIFY(shown.isReady(506));
        const Pid far = shown.waiting[450];
        QTest::keyClick(&shown.table(), Qt::Key_G, Qt::ControlModifier);
        JumpDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = shown.view->findChild<JumpDialog*>()) != nullptr && dialog->isVisible());
        for (const char* wrong : {"no such name", "99999999", "<0.1.77>", "0.x.1"}) {
            dialog->field().setText(QString::fromLatin1(wrong));
            QTest::keyClick(&dialog->field(), Qt::Key_Return);
            QVERIFY(dialog->isVisible());
            QVERIFY2(dialog->error().text().contains(QString::fromLatin1(wrong)), wrong);
        }
        dialog->field().setText(QString::number(far.index()));
        QTest::keyClick(&dialog->field(), Qt::Key_Return);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(shown.clock->selected(), far);
        QVERIFY(shown.table().viewport()->rect().contains(shown.cell(far, 0)));

        QCOMPARE(shown.view->jumpTo(QStringLiteral("echo")), QString());
        QCOMPARE(shown.model().registeredAs(QStringLiteral("echo")), shown.clock->selected());
        QCOMPARE(shown.view->jumpTo(QString::fromStdString(far.toString())), QString());
        shown.view->filterField().setText(QStringLiteral("name:demonstration"));
        QTRY_VERIFY(shown.model().rowOf(far) < 0);
        QVERIFY(shown.view->jumpTo(QString::number(far.index())).contains(QStringLiteral("filter")));
    }

    void keepsItsPlace()
    {
        const Shown shown(300);
        QVERIFY(shown.isReady(306));
        QTRY_VERIFY(shown.table().verticalScrollBar()->maximum() > 2500);
        shown.table().verticalScrollBar()->setValue(2500);
        const int row = shown.table().rowAt(50);
        const Pid seen = shown.model().pidAt(row);
        const int y = shown.table().rowViewportPosition(row);
        for (int i = 0; i < 20; ++i) {
            QVERIFY(shown.clock->node().exit(shown.waiting[static_cast<std::size_t>(i)], "kill").ok());
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown.model().rowOf(shown.waiting[5]), -1, Patience); // after two seconds
        QVERIFY(row > 0);
        QCOMPARE(shown.model().rowOf(seen), row - 20);
        QCOMPARE(shown.table().rowViewportPosition(shown.model().rowOf(seen)), y);
    }

    void keepsTheSelectedRowInItsPlace()
    {
        const Shown shown(300);
        QVERIFY(shown.isReady(306));
        QTRY_VERIFY(shown.table().verticalScrollBar()->maximum() > 2500);
        shown.table().verticalScrollBar()->setValue(2500);
        const int row = shown.table().rowAt(shown.table().viewport()->height() - 1) - 1;
        const Pid selected = shown.model().pidAt(row);
        shown.clock->select(selected);
        const int y = shown.table().rowViewportPosition(row);
        QVERIFY(shown.table().viewport()->rect().contains(shown.cell(selected, 0)));
        for (int above = 2; above <= 5; ++above) { // all of them in sight
            QVERIFY(shown.clock->node().exit(shown.model().pidAt(row - above), "kill").ok());
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown.model().rowOf(selected), row - 4, Patience);
        QCOMPARE(shown.table().rowViewportPosition(row - 4), y);
    }

    /// At the end of the table too, which has to grow for that.
    void keepsTheSelectedRowAtTheEnd()
    {
        const Shown shown(300);
        QVERIFY(shown.isReady(306));
        shown.table().sortByColumn(0, Qt::DescendingOrder); // so that new processes do not come last
        QScrollBar& bar = *shown.table().verticalScrollBar();
        const auto indexAt = [&shown](int row) { return shown.model().pidAt(row).index(); };
        QTRY_VERIFY(bar.maximum() > 2500 && indexAt(0) > indexAt(shown.model().rowCount() - 1));
        bar.setValue(bar.maximum());
        const int row = shown.model().rowCount() - 1;
        const Pid selected = shown.model().pidAt(row);
        shown.clock->select(selected);
        const int y = shown.table().rowViewportPosition(row);
        QVERIFY(shown.table().viewport()->rect().contains(shown.cell(selected, 0)));
        for (int i = 0; i < 4; ++i) {
            shown.clock->node().spawn("echo", {});
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown.model().rowOf(selected), row + 4, Patience);
        QCOMPARE(shown.table().rowViewportPosition(row + 4), y);
    }

    void copiesRows()
    {
        const Shown shown(5);
        QVERIFY(shown.isReady(11));
        shown.table().setColumnHidden(ProcessModel::ReductionsColumn, true);
        shown.table().setFocus();
        const int first = shown.model().rowOf(shown.waiting[0]);
        shown.table().setCurrentIndex(shown.model().index(first, 0));
        QTest::keyClick(&shown.table(), Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&shown.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0].split(QLatin1Char('\t'))[0], QString::fromStdString(shown.waiting[0].toString()));
        QCOMPARE(lines[1].split(QLatin1Char('\t'))[0], QString::fromStdString(shown.waiting[1].toString()));
        QCOMPARE(lines[0].split(QLatin1Char('\t')).size(), 7);
    }

    void choosesColumns()
    {
        const Shown shown;
        QVERIFY(shown.isReady(6));
        QAction* rate = nullptr;
        for (QAction* action : shown.view->columnMenu().actions()) {
            QVERIFY(action->data().toInt() != ProcessModel::TopColumn);
            rate = action->isCheckable() && action->data().toInt() == ProcessModel::ReductionsRateColumn
                       ? action
                       : rate;
        }
        QVERIFY(rate != nullptr && !rate->isChecked());
        rate->trigger();
        QVERIFY(!shown.table().isColumnHidden(ProcessModel::ReductionsRateColumn));
        QTRY_VERIFY_WITH_TIMEOUT(shown.model().index(0, ProcessModel::ReductionsRateColumn).data().isValid(),
                                 Patience);
        shown.table().sortByColumn(ProcessModel::MemoryColumn, Qt::DescendingOrder);
        shown.table().horizontalHeader()->moveSection(2, 4);
        const QByteArray saved = shown.view->saveColumns();

        const Shown other;
        QVERIFY(other.isReady(6));
        other.view->restoreColumns(saved);
        QVERIFY(!other.table().isColumnHidden(ProcessModel::ReductionsRateColumn));
        QCOMPARE(other.table().horizontalHeader()->visualIndex(2), 4);
        QCOMPARE(other.model().sortColumn(), int(ProcessModel::MemoryColumn));
        other.view->restoreColumns(QByteArray("of another program"));
        QVERIFY(other.table().isColumnHidden(ProcessModel::ReductionsRateColumn));
        QCOMPARE(other.table().horizontalHeader()->visualIndex(2), 2);
        QCOMPARE(other.model().sortColumn(), int(ProcessModel::PidColumn));
    }

    void showsATopList()
    {
        const Shown shown(20);
        QVERIFY(shown.isReady(26));
        shown.table().sortByColumn(ProcessModel::NameColumn, Qt::AscendingOrder);
        QAction* byReductions = nullptr;
        for (QAction* action : shown.view->topMenu().actions()) {
            byReductions = action->objectName() == QLatin1String("top:reductions") ? action : byReductions;
        }
        QVERIFY(byReductions != nullptr);
        byReductions->trigger();
        QVERIFY(!shown.table().isColumnHidden(ProcessModel::TopColumn));
        // Those of the demonstration do something; those that only wait do not.
        QTRY_VERIFY_WITH_TIMEOUT(shown.model().rowCount() >= 2, Patience);
        QVERIFY(shown.model().rowCount() <= 6);
        for (int row = 1; row < shown.model().rowCount(); ++row) {
            QVERIFY(shown.model()
                        .index(row - 1, ProcessModel::TopColumn)
                        .data(ProcessModel::RawRole)
                        .toDouble() >=
                    shown.model().index(row, ProcessModel::TopColumn).data(ProcessModel::RawRole).toDouble());
        }
        shown.table().sortByColumn(ProcessModel::PidColumn, Qt::DescendingOrder); // within the list
        QVERIFY(shown.model().rowCount() <= 6);
        shown.view->setTop(std::nullopt);
        QVERIFY(shown.model().rowCount() >= 26);
        QVERIFY(shown.table().isColumnHidden(ProcessModel::TopColumn));
    }

    void staysCalmWithMany()
    {
        const Shown shown(30'000); // by the worker
        QVERIFY(shown.isReady(30'006));
        QVERIFY(shown.model().processCount() > ProcessModel::FewProcesses);
        const Pid pid = shown.waiting[20'000];
        QCOMPARE(shown.view->jumpTo(QString::fromStdString(pid.toString())), QString());
        for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
            shown.table().sortByColumn(column, Qt::DescendingOrder);
            QTRY_VERIFY_WITH_TIMEOUT(shown.model().isCurrent(), Patience);
            QCOMPARE(shown.model().pidAt(shown.table().currentIndex().row()), pid);
            QCOMPARE(shown.view->selectedPids().size(), std::size_t{1});
        }
        shown.view->filterField().setText(QStringLiteral("\"echo:\""));
        QTRY_COMPARE_WITH_TIMEOUT(shown.model().rowCount(), 30'001, Patience);
    }
};

QTEST_MAIN(ProcessesViewTest)
#include "processes_view_test.moc"
