// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/demonstrations_menu.h"
#include "app/main_window.h"
#include "app/window_tools.h"
#include "program.h"
#include "runtime/observe/embedded_node.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/notices_view.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"

#include <cstddef>

using namespace factorama;
using testing::Patience;

namespace {

struct Program : testing::Program {
    /// As the newest snapshot says.
    std::size_t processCount() const { return node.snapshot()->processCount; }
};

} // namespace

class DemonstrationsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void startsAndEndsEveryDemonstration()
    {
        Program program;
        QVERIFY(program.isReady());
        const auto choices = program.node.demonstrations();
        QCOMPARE(choices.size(), std::size_t{9});
        for (const Choice& choice : choices) {
            QAction* action =
                program.window->tools().demonstrations().actionFor(QString::fromStdString(choice.name));
            QVERIFY(action != nullptr);
            if (choice.name == "overview") {
                QVERIFY(action->isChecked()); // the program started it
                action->trigger();
                QTRY_VERIFY_WITH_TIMEOUT(!program.node.runningDemonstration(choice.name), Patience);
            }
            QTRY_COMPARE_WITH_TIMEOUT(program.processCount(), std::size_t{0}, Patience);
            action->trigger();
            QVERIFY2(action->isChecked(), choice.name.c_str());
            const Pid top = program.node.runningDemonstration(choice.name);
            QVERIFY2(top, choice.name.c_str());
            QCOMPARE(program.window->clock().selected(), top);
            QVERIFY(!program.node.startDemonstration(choice.name).ok()); // one of each
            const std::size_t expected = choice.name == "crowd" ? 100'002 : 4;
            QTRY_VERIFY_WITH_TIMEOUT(program.processCount() >= expected, Patience);
            action->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(program.processCount(), std::size_t{0}, Patience);
            QTRY_VERIFY_WITH_TIMEOUT(!action->isChecked(), Patience);
        }
        QVERIFY(!program.node.startDemonstration("no such").ok());
        QVERIFY(!program.node.endDemonstration("links").ok());
    }

    void restartsTheRingOfLinks()
    {
        Program program;
        QVERIFY(program.isReady());
        const Outcome outcome = program.node.startDemonstration("links");
        QVERIFY(outcome.ok());
        QTRY_VERIFY_WITH_TIMEOUT(program.processCount() >= 18, Patience);
        Pid member;
        const auto findMember = [&] {
            const auto snapshot = program.node.snapshot();
            for (const ProcessRow& row : snapshot->processes) {
                if (row.parent == outcome.pid) {
                    member = row.pid;
                }
            }
            return static_cast<bool>(member);
        };
        QTRY_VERIFY_WITH_TIMEOUT(findMember(), Patience);
        const Pid before = member;
        QVERIFY(program.node.exit(before, "kill").ok());
        member = {};
        QTRY_VERIFY_WITH_TIMEOUT(findMember() && member != before, Patience);
        QTRY_COMPARE_WITH_TIMEOUT(program.processCount(), std::size_t{19}, Patience);
    }

    void endsTheCrashStorm()
    {
        EmbeddedNode node(2);
        node.setInterest({.processes = true});
        QVERIFY(node.startDemonstration("crashes").ok());
        QTRY_VERIFY_WITH_TIMEOUT(!node.runningDemonstration("crashes"), 60'000);
        QTRY_COMPARE_WITH_TIMEOUT(node.snapshot()->processCount, std::size_t{0}, Patience);
    }

    void offersADemonstrationWhereNothingIs()
    {
        EmbeddedNode node(2);
        MainWindow window(node, MainWindow::Memory::Forget);
        window.resize(1280, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        auto* button = window.processes().findChild<QPushButton*>(QStringLiteral("emptyHintButton"));
        QVERIFY(button != nullptr);
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.processes().model().rowCount() >= 6, Patience);
        QTRY_VERIFY(!button->isVisible());
        // Where a filter hides everything, that is offered to be cleared, and nothing is ended.
        window.processes().filterField().setText(QStringLiteral("nobody_is_called_so"));
        QTRY_VERIFY_WITH_TIMEOUT(button->isVisible(), Patience);
        QCOMPARE(button->text(), QStringLiteral("Clear the filter"));
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window.processes().model().rowCount() >= 6, Patience);
        QTRY_VERIFY(!button->isVisible());
        QVERIFY(node.runningDemonstration("overview"));
        // In the notices it stands in the list, not where one of them is read.
        QVERIFY(window.notices().table().findChild<QPushButton*>(QStringLiteral("emptyHintButton")) !=
                nullptr);
    }

    void selectsNothingThatIsNotToBeSeen()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.window->clock().select(Pid());
        program.window->clock().setPaused(true);
        program.action("demonstration:links")->trigger();
        QVERIFY(program.node.runningDemonstration("links"));
        QVERIFY(!program.window->clock().selected());
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(DemonstrationsTest)
#include "demonstrations_test.moc"
