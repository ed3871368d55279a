// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN
// The precompiled header has Qt's macros already, which are names here.
#pragma push_macro("signals")
#pragma push_macro("slots")
#undef signals
#undef slots
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "runtime/otp/supervisor.h"
#pragma pop_macro("signals")
#pragma pop_macro("slots")
#endif

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>
#include <QTreeWidget>

#include "app/main_window.h"
#include "program.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/kill_dialog.h"
#include "widgets/processes/process_actions.h"
#include "widgets/supervision/supervision_model.h"
#include "widgets/supervision/supervision_view.h"
#include "widgets/theme/theme.h"

#include <memory>

using namespace factorama;
using testing::Patience;

namespace {

const Atom notSent("nobody_sends_this");
const Atom manyName("many");

Process idle(Self self)
{
    const Message message = co_await self.receive(notSent);
}

Process fill(Self self, Pid supervisor, int count)
{
    for (int i = 0; i < count; ++i) {
        const Term none;
        Subroutine<Term> starting = otp::startChild(self, supervisor, none);
        const Term started = co_await starting;
    }
}

otp::SupervisorSpecification treeOf(otp::RestartStrategy strategy, std::initializer_list<const char*> ids)
{
    otp::SupervisorSpecification tree;
    tree.strategy = strategy;
    tree.intensity = 4;
    tree.period = 600;
    for (const char* id : ids) {
        tree.children.push_back(otp::childProcess<&idle>(Atom(id)));
    }
    return tree;
}

/// top: one_for_one over front (rest_for_one: listener, pool, cache) and back (one_for_all: writer,
/// reader_2).
otp::SupervisorSpecification deepTree()
{
    using otp::RestartStrategy;
    otp::SupervisorSpecification top = treeOf(RestartStrategy::OneForOne, {"logger"});
    top.name = Atom("top");
    otp::SupervisorSpecification front = treeOf(RestartStrategy::RestForOne, {"listener", "pool", "cache"});
    front.children[2] = otp::childProcess<&idle>(Atom("cache")).transient();
    otp::SupervisorSpecification back = treeOf(RestartStrategy::OneForAll, {"writer", "reader_2"});
    back.intensity = 0;
    top.children.push_back(otp::childSupervisor(Atom("front"), std::move(front)));
    top.children.push_back(otp::childSupervisor(Atom("back"), std::move(back)));
    return top;
}

struct Program {
    EmbeddedNode node;
    std::unique_ptr<MainWindow> window;

    explicit Program(QSize size = {1280, 720}) : node(2)
    {
        node.startDemonstration();
        otp::startSupervisor(node.runtime(), deepTree());
        window = std::make_unique<MainWindow>(node, MainWindow::Memory::Forget);
        window->resize(size);
        window->show();
        window->activateWindow();
        QApplication::setActiveWindow(window.get());
    }

    SupervisionView& view() const { return window->supervision(); }
    SupervisionModel& model() const { return view().model(); }
    QAction* action(const char* name) const { return window->findChild<QAction*>(QString::fromLatin1(name)); }

    /// Brings the view up and waits until it shows the whole tree.
    bool isReady() const
    {
        if (!QTest::qWaitForWindowExposed(window.get())) {
            return false;
        }
        action("goTo:supervisionDock")->trigger();
        return QTest::qWaitFor([&] { return model().supervisorCount() == 4 && row("reader_2").isValid(); },
                               Patience);
    }

    /// The row with this name.
    QModelIndex row(const char* name, const QModelIndex& parent = {}) const
    {
        for (int i = 0; i < model().rowCount(parent); ++i) {
            const QModelIndex index = model().index(i, 0, parent);
            if (index.data().toString() == QLatin1String(name)) {
                return index;
            }
            if (const QModelIndex found = row(name, index); found.isValid()) {
                return found;
            }
        }
        return {};
    }
    QString cell(const char* name, int column) const
    {
        return row(name).siblingAtColumn(column).data().toString();
    }

    KillDialog* killDialog() const
    {
        for (KillDialog* dialog : window->findChildren<KillDialog*>()) {
            if (dialog->isVisible()) {
                QApplication::setActiveWindow(dialog);
                return dialog;
            }
        }
        return nullptr;
    }
};

} // namespace

class SupervisionViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void showsTheTree()
    {
        const Program program;
        QVERIFY(program.isReady());
        QVERIFY(program.row("echo").isValid());
        QCOMPARE(program.cell("front", SupervisionModel::KindColumn),
                 QStringLiteral("rest_for_one, permanent"));
        QCOMPARE(program.cell("cache", SupervisionModel::KindColumn), QStringLiteral("transient"));
        QCOMPARE(program.cell("top", SupervisionModel::RestartsColumn), QStringLiteral("4 of 4 left"));
        QVERIFY(program.view().tree().isExpanded(program.row("top")));
        QVERIFY(program.view().tree().isExpanded(program.row("front")));
    }

    void isCollectedOnlyWhileItIsSeen()
    {
        const Program program;
        QVERIFY(program.isReady());
        QVERIFY(program.window->clock().interest().supervision);
        program.action("goTo:schedulersDock")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->clock().interest().supervision, Patience);
    }

    void sharesTheSelection()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTreeView& tree = program.view().tree();
        tree.setCurrentIndex(program.row("writer"));
        QCOMPARE(program.window->clock().selected(), program.model().pidAt(program.row("writer")));
        tree.collapseAll();
        program.view().searchField().setFocus();
        program.window->clock().select(program.model().pidAt(program.row("cache")));
        QCOMPARE(tree.currentIndex(), program.row("cache"));
        QVERIFY(tree.isExpanded(program.row("front")));
    }

    void searchesByKeyboard()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.view().tree().collapseAll();
        QLineEdit& field = program.view().searchField();
        field.setFocus();
        QTest::keyClicks(&field, QStringLiteral("READER"));
        QTest::keyClick(&field, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(program.view().tree().currentIndex(), program.row("reader"), Patience);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(program.view().tree().currentIndex(), program.row("reader_2"));
        QTest::keyClick(&field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(program.view().tree().currentIndex(), program.row("reader"));
        QVERIFY(field.hasFocus());
    }

    void aRestartKeepsRowSelectionAndScroll()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTreeView& tree = program.view().tree();
        tree.expandAll();
        tree.verticalScrollBar()->setValue(tree.verticalScrollBar()->maximum());
        const int scrolled = tree.verticalScrollBar()->value();
        tree.setCurrentIndex(program.row("logger"));
        tree.verticalScrollBar()->setValue(scrolled);
        const QPersistentModelIndex listener = program.row("listener");
        const QSignalSpy resets(&program.model(), &QAbstractItemModel::modelReset);
        const Pid before = program.model().pidAt(listener);
        QVERIFY(program.window->clock().node().exit(before, "kill").ok());
        QTRY_VERIFY_WITH_TIMEOUT(listener.isValid() && program.model().pidAt(listener) &&
                                     program.model().pidAt(listener) != before,
                                 Patience);
        QTRY_COMPARE_WITH_TIMEOUT(program.cell("pool", SupervisionModel::RestartsColumn),
                                  QStringLiteral("1×"),
                                  Patience); // rest_for_one
        QVERIFY(listener.data(Qt::BackgroundRole).isValid()); // it stands out
        QCOMPARE(program.cell("front", SupervisionModel::RestartsColumn), QStringLiteral("3 of 4 left"));
        QCOMPARE(tree.currentIndex(), program.row("logger"));
        QCOMPARE(tree.verticalScrollBar()->value(), scrolled);
        QVERIFY(resets.isEmpty());
    }

    void changesTheStrategyWhileItRuns()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTreeView& tree = program.view().tree();
        auto* button = program.window->findChild<QPushButton*>(QStringLiteral("supervisionStrategy"));
        tree.setCurrentIndex(program.row("logger"));
        QVERIFY(!button->isEnabled());
        tree.setCurrentIndex(program.row("top"));
        QVERIFY(button->isEnabled());
        program.action("strategy:one_for_all")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(program.cell("top", SupervisionModel::KindColumn),
                                  QStringLiteral("one_for_all"), Patience);
        QVERIFY(program.action("strategy:one_for_all")->isChecked());
        const Pid logger = program.model().pidAt(program.row("logger"));
        QVERIFY(
            program.window->clock().node().exit(program.model().pidAt(program.row("front")), "kill").ok());
        QTRY_VERIFY_WITH_TIMEOUT(program.model().pidAt(program.row("logger")) != logger, Patience);
    }

    void previewsAKill()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTreeView& tree = program.view().tree();
        tree.setCurrentIndex(program.row("writer"));
        program.action("killProcess")->trigger();
        KillDialog* dialog = program.killDialog();
        QVERIFY(dialog != nullptr);
        // Its supervisor has no restart left and goes; its own starts it again, with its children.
        QTRY_COMPARE_WITH_TIMEOUT(dialog->preview().affected.size(), std::size_t{3}, Patience);
        QVERIFY(dialog->preview().complete);
        auto* table = dialog->findChild<QTreeWidget*>(QStringLiteral("killPreview"));
        QCOMPARE(table->topLevelItemCount(), 3);
        QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("killSummary"))
                    ->text()
                    .contains(QStringLiteral("gives up")));
        QCOMPARE(program.cell("back", SupervisionModel::StatusColumn), QStringLiteral("would restart"));
        QVERIFY(program.row("reader_2").data(Qt::BackgroundRole).isValid());
        QVERIFY(!program.row("logger").data(Qt::BackgroundRole).isValid());

        auto* reason = dialog->findChild<QComboBox*>(QStringLiteral("killReason"));
        reason->setEditText(QStringLiteral("normal"));
        QVERIFY(dialog->preview().affected.empty());
        QVERIFY(!program.row("reader_2").data(Qt::BackgroundRole).isValid());
        reason->setEditText(QStringLiteral("oops"));
        QCOMPARE(dialog->preview().affected.size(), std::size_t{3});
        dialog->reject();
        QCOMPARE(program.cell("back", SupervisionModel::StatusColumn), QStringLiteral("waiting"));
    }

    void manyChildrenDoNotStall()
    {
        Program program;
        QVERIFY(program.isReady());
        otp::SupervisorSpecification many;
        many.strategy = otp::RestartStrategy::SimpleOneForOne;
        many.intensity = 1000;
        many.children = {otp::childProcess<&idle>(Atom("idle"))};
        many.name = manyName;
        const Pid supervisor = otp::startSupervisor(program.node.runtime(), std::move(many));
        constexpr int Count = 100'000;
        program.node.runtime().spawn<&fill>(supervisor, Count);
        QTRY_COMPARE_WITH_TIMEOUT(program.cell("many", SupervisionModel::ChildrenColumn),
                                  QStringLiteral("100,000"), 120'000);
        const QModelIndex row = program.row("many");
        QTreeView& tree = program.view().tree();
        tree.expand(row);
        const int shown = program.model().rowCount(row);
        QCOMPARE(shown, SupervisionModel::FirstShown + 1);
        tree.setCurrentIndex(program.model().index(shown - 1, 0, row));
        tree.setFocus();
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(program.model().rowCount(row), shown + SupervisionModel::Step);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(SupervisionViewTest)
#include "supervision_view_test.moc"
