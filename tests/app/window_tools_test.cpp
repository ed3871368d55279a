// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QLocale>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QSvgRenderer>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include "app/demonstrations_menu.h"
#include "app/layouts_menu.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "app/window_tools.h"
#include "gestures.h"
#include "program.h"
#include "runtime/observe/embedded_node.h"
#include "widgets/command_palette/command_palette.h"
#include "widgets/command_palette/command_palette_model.h"
#include "widgets/command_palette/commands.h"
#include "widgets/common/export_role.h"
#include "widgets/export/export_dialog.h"
#include "widgets/export/picture_export.h"
#include "widgets/export/table_export.h"
#include "widgets/help/help_window.h"
#include "widgets/help/shortcuts_window.h"
#include "widgets/help/tour.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/notices_view.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"
#include "widgets/theme/theme.h"

#include <cmath>
#include <csignal>
#include <memory>
#include <set>

#include <sys/resource.h>

using namespace factorama;
using testing::Patience;

namespace {

struct Program : testing::Program {
    explicit Program(MainWindow::Memory memory = MainWindow::Memory::Forget)
        : testing::Program({1280, 800}, memory)
    {
    }
    /// As the newest snapshot says.
    std::size_t processCount() const { return node.snapshot()->processCount; }
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
    QString message() const { return window->findChild<QLabel*>(QStringLiteral("message"))->text(); }
};

QString first(const CommandPalette& palette)
{
    return palette.list().model()->index(0, 0).data().toString();
}

/// L* of the CIE.
double lightness(const QColor& color)
{
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    const double y =
        0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    return y > 0.008856 ? 116 * std::cbrt(y) - 16 : 903.3 * y;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString exportAll(const QAbstractItemView& view, const QString& path, TableFormat format)
{
    TableExport job(view, path, format);
    QSignalSpy finished(&job, &TableExport::finished);
    job.start();
    if (finished.isEmpty() && !finished.wait(Patience)) {
        return QStringLiteral("it did not end");
    }
    return finished.front().front().toString();
}

} // namespace

class WindowToolsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QVERIFY(m_folder.isValid());
        QDir::setCurrent(m_folder.path());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.path());
    }

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

    void quotesAsRfc4180()
    {
        QCOMPARE(csvLine({QStringLiteral("a"), QStringLiteral("b c")}), QByteArray("a,b c\r\n"));
        QCOMPARE(csvLine({QStringLiteral("a,b"), QStringLiteral("say \"hi\""), QStringLiteral("x\ny")}),
                 QByteArray("\"a,b\",\"say \"\"hi\"\"\",\"x\ny\"\r\n"));
        QCOMPARE(csvLine({QString(), QString()}), QByteArray(",\r\n"));
        QCOMPARE(csvLine({QString()}), QByteArray("\"\"\r\n"));
        QCOMPARE(csvLine({QStringLiteral("ä€😀")}), QByteArray("ä€😀\r\n"));
    }

    void exportsTablesAndTrees()
    {
        QStandardItemModel model;
        model.setHorizontalHeaderLabels(
            {QStringLiteral("Name"), QStringLiteral("Number"), QStringLiteral("Name")});
        auto* parent = new QStandardItem(QStringLiteral("one, two"));
        auto* number = new QStandardItem;
        number->setData(7, Qt::DisplayRole);
        model.appendRow({parent, number, new QStandardItem(QStringLiteral("x"))});
        parent->appendRow(new QStandardItem(QStringLiteral("child")));
        model.appendRow(new QStandardItem(QStringLiteral("last")));

        QTableView table;
        table.setModel(&model);
        table.setColumnHidden(2, true);
        const QString csv = m_folder.filePath(QStringLiteral("t.csv"));
        QCOMPARE(exportAll(table, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Name,Number\r\n\"one, two\",7\r\nlast,\r\n"));

        QTreeView tree;
        tree.setModel(&model);
        QCOMPARE(exportAll(tree, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Level,Name,Number,Column 3\r\n0,\"one, two\",7,x\r\n"
                                           "1,child,,\r\n0,last,,\r\n"));
        QCOMPARE(TableExport::rowsOf(table), 2);
        QCOMPARE(TableExport::rowsOf(tree), 3);
        model.setHeaderData(0, Qt::Horizontal, QStringLiteral("Pid"), ExportBesideRole);
        parent->setData(QStringLiteral("<0.1.0>"), ExportBesideRole);
        QCOMPARE(exportAll(table, csv, TableFormat::Csv), QString());
        QCOMPARE(contents(csv), QByteArray("Name,Pid,Number\r\n\"one, two\",<0.1.0>,7\r\nlast,,\r\n"));
        model.setHeaderData(0, Qt::Horizontal, {}, ExportBesideRole);

        const QString json = m_folder.filePath(QStringLiteral("t.json"));
        QCOMPARE(exportAll(table, json, TableFormat::Json), QString());
        const QJsonArray rows = QJsonDocument::fromJson(contents(json)).array();
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows[0].toObject()[QStringLiteral("Number")].toInt(), 7);
        QCOMPARE(rows[0].toObject()[QStringLiteral("Name")].toString(), QStringLiteral("one, two"));

        QStandardItemModel empty;
        table.setModel(&empty);
        QCOMPARE(exportAll(table, json, TableFormat::Json), QString());
        QVERIFY(QJsonDocument::fromJson(contents(json)).isArray());
    }

    void keepsTheOldFileWhenItCannotWrite()
    {
        QStandardItemModel model(3, 2);
        QTableView table;
        table.setModel(&model);
        const QString error =
            exportAll(table, m_folder.filePath(QStringLiteral("no such folder/t.csv")), TableFormat::Csv);
        QVERIFY2(error.contains(QStringLiteral("cannot be written")), qPrintable(error));

        const QString path = m_folder.filePath(QStringLiteral("old.csv"));
        QFile old(path);
        QVERIFY(old.open(QIODevice::WriteOnly));
        old.write("old");
        old.close();
        QStandardItemModel large(50'000, 2);
        table.setModel(&large);
        TableExport cancelled(table, path, TableFormat::Csv);
        QSignalSpy finished(&cancelled, &TableExport::finished);
        cancelled.start();
        QTRY_VERIFY(cancelled.rowsWritten() > 0);
        cancelled.cancel();
        QCOMPARE(contents(path), QByteArray("old"));
        QCOMPARE(finished.count(), 0);
        TableExport changed(table, path, TableFormat::Csv);
        QSignalSpy changedFinished(&changed, &TableExport::finished);
        changed.start();
        QTRY_VERIFY(changed.rowsWritten() > 0);
        large.removeRow(0);
        QTRY_COMPARE(changedFinished.count(), 1);
        QVERIFY(changedFinished[0][0].toString().contains(QStringLiteral("changed")));
        QCOMPARE(contents(path), QByteArray("old"));

        // As on a full disk: no file may grow past a few bytes.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit usual{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &usual), 0);
        const rlimit small{4'096, usual.rlim_max};
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const QString full = exportAll(table, path, TableFormat::Csv);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &usual), 0);
        QVERIFY2(full.contains(QStringLiteral("disk full")), qPrintable(full));
        QCOMPARE(contents(path), QByteArray("old"));
        // A device is not to be replaced by a file.
        QVERIFY(!exportAll(table, QStringLiteral("/dev/null"), TableFormat::Csv).isEmpty());
        QVERIFY(!QFileInfo(QStringLiteral("/dev/null")).isFile());
    }

    void exportsTheProcessTableByKeyboard()
    {
        Program program;
        QVERIFY(program.isReady());
        program.window->processes().table().setFocus();
        QTest::keyClick(program.window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        ExportDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = program.window->findChild<ExportDialog*>()) != nullptr && dialog->isVisible());
        QCOMPARE(dialog->findChild<QComboBox*>(QStringLiteral("exportView"))->currentText(),
                 QStringLiteral("Processes"));
        QApplication::setActiveWindow(dialog);
        auto* progress = dialog->findChild<QProgressBar*>(QStringLiteral("exportProgress"));
        QVERIFY(!progress->isVisible());
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportButton")), Qt::LeftButton);
        QFileDialog* files = nullptr;
        QTRY_VERIFY((files = dialog->findChild<QFileDialog*>()) != nullptr && files->isVisible());
        const QString path = m_folder.filePath(QStringLiteral("processes.csv"));
        QSignalSpy exported(dialog, &ExportDialog::exported);
        auto* name = files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        QVERIFY(name != nullptr);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_COMPARE(exported.count(), 1);
        QVERIFY(!progress->isVisible());
        QVERIFY(!program.window->clock().isPaused()); // it goes on
        const QByteArray csv = contents(path);
        QVERIFY2(csv.startsWith("Process,"), csv.left(80).constData());
        QVERIFY(csv.contains("echo"));
        QVERIFY(csv.count("\r\n") >= 7);

        auto* kind = dialog->findChild<QComboBox*>(QStringLiteral("exportKind"));
        kind->setCurrentIndex(1);
        dialog->exportTo(m_folder.filePath(QStringLiteral("processes.json")));
        QTRY_COMPARE(exported.count(), 2);
        const QJsonArray rows =
            QJsonDocument::fromJson(contents(m_folder.filePath(QStringLiteral("processes.json")))).array();
        QVERIFY(rows.size() >= 6);
        QVERIFY(rows[0].toObject()[QStringLiteral("Reductions")].isDouble());
        dialog->exportTo(m_folder.filePath(QStringLiteral("nowhere/x.json")));
        QTRY_VERIFY(dialog->findChild<QLabel*>(QStringLiteral("exportMessage"))
                        ->text()
                        .contains(QStringLiteral("cannot be written")));
        QVERIFY(!program.window->clock().isPaused());
        dialog->close();
    }

    void exportsPicturesOfEveryView()
    {
        Program program;
        QVERIFY(program.isReady());
        program.action("export")->trigger();
        auto* dialog = program.window->findChild<ExportDialog*>();
        QVERIFY(dialog != nullptr);
        auto* view = dialog->findChild<QComboBox*>(QStringLiteral("exportView"));
        auto* kind = dialog->findChild<QComboBox*>(QStringLiteral("exportKind"));
        QSignalSpy exported(dialog, &ExportDialog::exported);
        for (int i = 0; i < view->count(); ++i) {
            view->setCurrentIndex(i);
            const int first = kind->findText(QStringLiteral("Picture as PNG"));
            QVERIFY(first >= 0);
            QCOMPARE(first == 0,
                     kind->count() == 2 || view->currentText() == QStringLiteral("The whole window"));
            kind->setCurrentIndex(first);
            const QString png = m_folder.filePath(QStringLiteral("%1.png").arg(i));
            dialog->exportTo(png);
            QVERIFY(!QImage(png).isNull());
            kind->setCurrentIndex(first + 1);
            const QString svg = m_folder.filePath(QStringLiteral("%1.svg").arg(i));
            dialog->exportTo(svg);
            QVERIFY(QSvgRenderer(svg).isValid());
        }
        QCOMPARE(exported.count(), 2 * view->count());
        dialog->close();
    }

    void hasDistinguishableColours()
    {
        for (const Theme& theme : {Theme::light().distinct(), Theme::darkTheme().distinct()}) {
            for (std::size_t i = 0; i < theme.status.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    QVERIFY(std::abs(lightness(theme.status[i]) - lightness(theme.status[j])) > 7);
                }
            }
            for (std::size_t i = 0; i < theme.scheduler.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    QVERIFY(std::abs(lightness(theme.scheduler[i]) - lightness(theme.scheduler[j])) > 10);
                }
            }
        }
    }

    void presentsAndIsRememberedAndBack()
    {
        const double usual = QApplication::font().pointSizeF();
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            const int row = program.window->processes().table().verticalHeader()->defaultSectionSize();
            QTest::keyClick(program.window.get(), Qt::Key_F11);
            QVERIFY(program.window->appearance().presentation);
            QTRY_VERIFY(program.window->isFullScreen());
            QTRY_VERIFY(program.window->font().pointSizeF() > usual * 1.3);
            QTRY_VERIFY(program.window->processes().table().verticalHeader()->defaultSectionSize() > row);
            program.action("distinctColours")->trigger();
            program.window->close();
        }
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            QVERIFY(program.window->appearance().presentation);
            QVERIFY(program.window->appearance().distinct);
            QTRY_VERIFY(program.window->isFullScreen());
            QCOMPARE(theme().status, Theme::light().distinct().status);
            QTest::keyClick(program.window.get(), Qt::Key_F11);
            QTRY_VERIFY(!program.window->isFullScreen());
            program.action("distinctColours")->trigger();
            QCOMPARE(QApplication::font().pointSizeF(), usual);
            program.window->close();
        }
    }

    void presentsAllOfItOnASmallScreen_data()
    {
        QTest::addColumn<bool>("german");
        QTest::newRow("English") << false;
        QTest::newRow("German") << true;
    }

    /// A projector has 1280 by 720 pixels, and is to show what the larger text says.
    void presentsAllOfItOnASmallScreen()
    {
        QFETCH(bool, german);
        Program program;
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        window.setLanguage(german ? Language::German : Language::English);
        const Appearance usual = window.appearance();
        Appearance large = usual;
        large.presentation = true;
        window.setAppearance(large);
        window.resize(1280, 720);
        window.resetLayout();
        const auto cutButtons = [&window] {
            QStringList cut;
            for (const QAbstractButton* button : window.findChildren<QAbstractButton*>()) {
                if (!button->visibleRegion().isEmpty() && !button->text().isEmpty() &&
                    (button->width() < button->minimumSizeHint().width() ||
                     !button->parentWidget()->rect().contains(button->geometry()))) {
                    cut << button->text();
                }
            }
            return cut.join(QStringLiteral(", "));
        };
        for (const char* view : {"factorization", "schedulers", "mailboxes", "graph", "notices", "inspector",
                                 "supervision", "observing"}) {
            program.action(qPrintable(QStringLiteral("goTo:%1Dock").arg(QLatin1String(view))))->trigger();
            QTRY_COMPARE(cutButtons(), QString());
            QCOMPARE(window.size(), QSize(1280, 720));
        }
        window.setAppearance(usual);
        window.setLanguage(Language::English);
    }

    void listsAllShortcuts()
    {
        Program program;
        QVERIFY(program.isReady());
        QTest::keyClick(program.window.get(), Qt::Key_F1, Qt::ControlModifier);
        auto* window = program.window->findChild<ShortcutsWindow*>();
        QVERIFY(window != nullptr && window->isVisible());
        QVERIFY(window->table().model()->rowCount() >= static_cast<int>(commandsOf(*program.window).size()));
        QTest::keyClicks(&window->field(), QStringLiteral("Ctrl+Shift+P"));
        QCOMPARE(window->table().model()->rowCount(), 1);
        QCOMPARE(window->table().model()->index(0, 0).data().toString(), QStringLiteral("Command Palette…"));
        QTest::keyClick(window, Qt::Key_Escape);
        QVERIFY(!window->isVisible());
    }

    void helpsWithTheViewInHand()
    {
        Program program;
        QVERIFY(program.isReady());
        for (QDockWidget* dock : program.window->findChildren<QDockWidget*>()) {
            QVERIFY2(HelpWindow::hasPage(dock->widget()->objectName()), qPrintable(dock->windowTitle()));
        }
        program.action("goTo:graphDock")->trigger();
        QTest::keyClick(program.window.get(), Qt::Key_F1);
        auto* help = program.window->findChild<HelpWindow*>();
        QVERIFY(help != nullptr && help->isVisible());
        QCOMPARE(help->page(), QStringLiteral("graph"));
        QVERIFY(help->browser().toPlainText().contains(QStringLiteral("monitors")));
        auto* pages = help->findChild<QListWidget*>();
        QVERIFY(pages->count() >= 9);
        for (int row = 0; row < pages->count(); ++row) {
            pages->setCurrentRow(row);
            QVERIFY(help->browser().toPlainText().size() > 100);
        }
        help->showPage(QStringLiteral("start"));
        emit help->browser().anchorClicked(QUrl(QStringLiteral("glossary")));
        QCOMPARE(help->page(), QStringLiteral("glossary"));
        help->close();
    }

    void linksBetweenHelpPagesLeadSomewhere()
    {
        static const QRegularExpression link(QStringLiteral(R"(\]\(([a-z_]+)\))"));
        for (const QString& file : QDir(QStringLiteral(":/help")).entryList()) {
            QRegularExpressionMatchIterator links =
                link.globalMatch(QString::fromUtf8(contents(QStringLiteral(":/help/") + file)));
            while (links.hasNext()) {
                const QString page = links.next().captured(1);
                QVERIFY2(HelpWindow::hasPage(page), qPrintable(file + QStringLiteral(": ") + page));
            }
        }
    }

    void showsItsTourOnceAndByKeyboard()
    {
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("factorama"),
                  QStringLiteral("factorama"))
            .remove(QStringLiteral("tourSeen"));
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            Tour& tour = program.window->tools().tour();
            QTRY_VERIFY(tour.isRunning() && tour.isVisible());
            QVERIFY(tour.stepCount() >= 6 && tour.stepCount() <= 8);
            for (int step = 1; step < tour.stepCount(); ++step) {
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
                QCOMPARE(tour.step(), step);
                QVERIFY(program.window->rect().contains(tour.geometry()));
                QCOMPARE(program.find<QPushButton>("tourSkip")->isVisible(), step + 1 < tour.stepCount());
            }
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
            QCOMPARE(tour.step(), tour.stepCount() - 2);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QVERIFY(!tour.isRunning() && !tour.isVisible());
            program.action("tourStart")->trigger();
            QVERIFY(tour.isVisible());
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
            QVERIFY(!tour.isVisible());
            program.window->close();
        }
        for (const auto memory : {MainWindow::Memory::Remember, MainWindow::Memory::Forget}) {
            Program program(memory);
            QVERIFY(program.isReady());
            bool later = false; // than the window would have offered it
            QTimer::singleShot(0, [&] { later = true; });
            QTRY_VERIFY(later);
            QVERIFY(!program.window->tools().tour().isRunning());
            program.window->close();
        }
    }

    void keepsLayoutsUnderNames()
    {
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            auto* notices = program.window->findChild<QDockWidget*>(QStringLiteral("noticesDock"));
            notices->hide();
            program.action("saveLayout")->trigger();
            auto* dialog = program.window->findChild<QInputDialog*>();
            QVERIFY(dialog != nullptr);
            QTRY_VERIFY(dialog->isVisible());
            dialog->setTextValue(QStringLiteral("no / notices & such"));
            dialog->accept();
            QVERIFY(
                program.window->tools().layouts().layouts().contains(QStringLiteral("no / notices & such")));
            program.action("resetLayout")->trigger();
            QVERIFY(!notices->isHidden());
            program.window->close();
        }
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            auto* notices = program.window->findChild<QDockWidget*>(QStringLiteral("noticesDock"));
            QVERIFY(!notices->isHidden());
            program.action("layout:no / notices & such")->trigger();
            QVERIFY(notices->isHidden());
            program.action("deleteLayout:no / notices & such")->trigger();
            QTRY_VERIFY(program.action("layout:no / notices & such") == nullptr);
            program.window->close();
        }
        {
            Program program(MainWindow::Memory::Remember);
            QVERIFY(program.window->tools().layouts().layouts().isEmpty());
        }
    }

    void restoresLayoutsWhateverIsTabbed()
    {
        // Qt goes through its tab bars while it shows them, and its layout changes them meanwhile.
        Program program;
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        LayoutsMenu& layouts = window.tools().layouts();
        const QList<QDockWidget*> docks = window.findChildren<QDockWidget*>();
        QMap<QString, QList<bool>> saved;
        QRandomGenerator random(3);
        const auto below = [&](int limit) { return static_cast<int>(random.bounded(limit)); };
        const auto someDock = [&] { return docks[below(static_cast<int>(docks.size()))]; };
        for (int step = 0; step < 200; ++step) {
            QDockWidget* dock = someDock();
            QDockWidget* other = someDock();
            if (const int how = below(testing::DockMoves + 2); how < testing::DockMoves) {
                testing::moveDock(window, dock, other, how, below);
            } else if (dock->isVisible()) {
                testing::drag(dock->titleBarWidget(), {5, 5}, {below(1400) - 700, below(800) - 400});
            }
            const QString name = QString::number(below(5));
            const auto hidden = [&] {
                QList<bool> result;
                for (const QDockWidget* each : docks) {
                    result.push_back(each->isHidden());
                }
                return result;
            };
            if (below(3) == 0) {
                layouts.saveAs(name);
                saved[name] = hidden();
            } else if (saved.contains(name)) {
                layouts.restore(name);
                QCOMPARE(hidden(), saved[name]);
            }
            QCoreApplication::processEvents();
        }
    }

    void hasNamesForScreenReaders()
    {
        Program program;
        QVERIFY(program.isReady());
        program.openPalette();
        program.action("tourStart")->trigger();
        program.action("help")->trigger();
        program.action("shortcuts")->trigger();
        program.action("export")->trigger();
        QCoreApplication::processEvents(); // tab bars get their names when they are there
        for (QWidget* widget : program.window->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->focusProxy() != nullptr ||
                widget->objectName().startsWith(QLatin1String("qt_"))) {
                continue;
            }
            if (const auto* bar = qobject_cast<QTabBar*>(widget); bar != nullptr && bar->count() == 0) {
                continue; // QMainWindow keeps such ones in stock, hidden
            }
            QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible != nullptr && !accessible->text(QAccessible::Name).trimmed().isEmpty(),
                     qPrintable(QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') +
                                widget->objectName()));
        }
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(WindowToolsTest)
#include "window_tools_test.moc"
