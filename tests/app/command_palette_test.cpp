// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/main_window.h"
#include "app/window_tools.h"
#include "program.h"
#include "widgets/command_palette/command_palette.h"
#include "widgets/command_palette/command_palette_model.h"
#include "widgets/command_palette/commands.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"

#include <set>

using namespace factorama;
using testing::Patience;

namespace {

struct Program : testing::Program {
    Pid named(const char* name) const
    {
        const auto snapshot = node.snapshot();
        for (const ProcessRow& row : snapshot->processes) {
            if (row.name == Atom(name)) {
                return row.pid;
            }
        }
        return {};
    }
    CommandPalette& openPalette() const
    {
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        return window->tools().palette();
    }
};

QString first(const CommandPalette& palette)
{
    return palette.list().model()->index(0, 0).data().toString();
}

} // namespace

class CommandPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void ranksWhatIsTyped()
    {
        QVERIFY(!fuzzyScore(QStringLiteral("xyz"), QStringLiteral("Pause the Views")));
        QVERIFY(fuzzyScore(QStringLiteral("pv"), QStringLiteral("Pause the Views")));
        QVERIFY(*fuzzyScore(QStringLiteral("dark"), QStringLiteral("Dark")) >
                *fuzzyScore(QStringLiteral("dark"), QStringLiteral("Deepest at the rank")));
        QVERIFY(*fuzzyScore(QStringLiteral("views"), QStringLiteral("Pause the Views")) >
                *fuzzyScore(QStringLiteral("views"), QStringLiteral("Reviews")));
        QVERIFY(fuzzyScore(QStringLiteral(""), QStringLiteral("anything")));
    }

    void namesEveryCommandOnce()
    {
        Program program;
        std::set<QString> names;
        for (const CommandEntry& command : commandsOf(*program.window)) {
            QVERIFY2(!command.title.isEmpty() && !command.title.contains(QLatin1Char('&')),
                     qPrintable(command.name));
            QVERIFY2(names.insert(command.name).second, qPrintable(command.name));
        }
        for (const char* name :
             {"quit", "export", "commandPalette", "demonstration:links", "theme:dark", "help", "saveLayout",
              "presentation", "startFactorization", "goTo:graphDock"}) {
            QVERIFY2(names.count(QString::fromLatin1(name)) == 1, name);
        }
    }

    void runsACommandByTyping()
    {
        Program program;
        QVERIFY(program.isReady());
        CommandPalette& palette = program.openPalette();
        QVERIFY(palette.isVisible());
        QCOMPARE(QApplication::focusWidget(), &palette.field());
        // No line of the list is cut.
        QCOMPARE(palette.list().height() % palette.list().sizeHintForRow(0), 0);
        QAbstractItemModelTester tester(palette.list().model());
        QTest::keyClicks(&palette.field(), QStringLiteral("pause"));
        QCOMPARE(first(palette), QStringLiteral("Pause the Views"));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QVERIFY(program.window->clock().isPaused());
        QCOMPARE(palette.recentCommands().front(), QStringLiteral("pause"));

        program.openPalette(); // what was used last comes first
        QCOMPARE(first(palette), QStringLiteral("Pause the Views"));
        // A whole title is before a longer one, even if that was used lately.
        palette.setRecentCommands({QStringLiteral("demonstration:tree")});
        palette.field().setText(QStringLiteral("supervision"));
        QCOMPARE(first(palette), QStringLiteral("Supervision"));
        palette.field().setText({});
        QTest::keyClick(&palette.field(), Qt::Key_Down);
        QCOMPARE(palette.list().currentIndex().row(), 1);
        QTest::keyClick(&palette.field(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QVERIFY(program.window->clock().isPaused());
    }

    void saysWhyACommandIsDisabled()
    {
        Program program;
        QVERIFY(program.isReady());
        CommandPalette& palette = program.openPalette();
        QTest::keyClicks(&palette.field(), QStringLiteral("cancel"));
        QCOMPARE(first(palette), QStringLiteral("Cancel"));
        QVERIFY(palette.findChild<QLabel*>(QStringLiteral("commandHint"))
                    ->text()
                    .contains(QStringLiteral("No factorization is running")));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QVERIFY(palette.isVisible());
        palette.field().setText(QStringLiteral("qqqqzzzz"));
        QCOMPARE(palette.list().model()->rowCount(), 0);
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QTest::keyClick(&palette.field(), Qt::Key_Escape);
    }

    void findsProcessesByTyping()
    {
        Program program;
        QVERIFY(program.isReady());
        CommandPalette& palette = program.openPalette();
        QTRY_VERIFY_WITH_TIMEOUT(program.named("echo"), Patience);
        const Pid echo = program.named("echo");
        QTRY_VERIFY_WITH_TIMEOUT(program.window->processes().model().rowOf(echo) >= 0, Patience);
        QTest::keyClicks(&palette.field(), QStringLiteral("echo"));
        QCOMPARE(first(palette), QStringLiteral("echo"));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QCOMPARE(program.window->clock().selected(), echo);
        const Pid other = program.window->processes().model().pidAt(0);
        program.openPalette();
        QTest::keyClicks(&palette.field(), QString::fromStdString(other.toString()));
        QTest::keyClick(&palette.field(), Qt::Key_Return);
        QCOMPARE(program.window->clock().selected(), other);
    }

    void closesThePaletteWhenSomethingElseIsClicked()
    {
        Program program;
        QVERIFY(program.isReady());
        CommandPalette& palette = program.openPalette();
        program.window->processes().table().setFocus();
        QVERIFY(!palette.isVisible());
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(CommandPaletteTest)
#include "command_palette_test.moc"
