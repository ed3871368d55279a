// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include "app/floating_place.h"
#include "app/main_window.h"
#include "app/settings.h"
#include "gestures.h"
#include "program.h"
#include "runtime/observe/embedded_node.h"
#include "widgets/common/live_label.h"
#include "widgets/common/turning_splitter.h"
#include "widgets/factorization/factorization_panel.h"
#include "widgets/factorization/results_model.h"
#include "widgets/factorization/work_model.h"
#include "widgets/factorization/work_table.h"
#include "widgets/graph/graph_view.h"
#include "widgets/mailboxes/mailboxes_view.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/notices/findings_model.h"
#include "widgets/notices/notices_model.h"
#include "widgets/notices/notices_view.h"
#include "widgets/processes/kill_dialog.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"
#include "widgets/schedulers/schedulers_view.h"
#include "widgets/spawn/spawn_dialog.h"
#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <set>

using namespace factorama;
using namespace factorama::testing;

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void showsTheDemonstration()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTRY_VERIFY_WITH_TIMEOUT(program.window->schedulers().history().schedulerCount() == 2, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->schedulers().history().samples().empty(), Patience);
        program.action("goTo:graphDock")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->graph().canvas().graph().nodes().empty(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->graph().canvas().graph().edges().empty(), Patience);
    }

    void isReachableByKeyboardAndScreenReader_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("narrow") << QSize(1280, 720);
        QTest::newRow("wide") << QSize(2560, 1440);
    }

    void isReachableByKeyboardAndScreenReader()
    {
        QFETCH(QSize, size);
        const Program program(size);
        QVERIFY(program.isReady());
        QCOMPARE(namelessWidgets(program.window.get()).join(QStringLiteral("; ")), QString());

        program.window->showSpawnDialog();
        auto* spawn = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(spawn != nullptr);
        for (int row = 0; row < spawn->moduleList().count(); ++row) {
            spawn->moduleList().setCurrentRow(row);
            QCOMPARE(namelessWidgets(spawn).join(QStringLiteral("; ")), QString());
        }
        spawn->close();

        program.window->clock().select(program.model().pidAt(0));
        program.action("killProcess")->trigger();
        auto* kill = openDialog<KillDialog>(program.window.get());
        QVERIFY(kill != nullptr);
        QCOMPARE(namelessWidgets(kill).join(QStringLiteral("; ")), QString());
        kill->reject();
    }

    void hasAShortcutForEveryAction()
    {
        const Program program;
        std::set<QString> taken;
        std::vector<QMenu*> menus;
        for (QAction* action : program.window->menuBar()->actions()) {
            menus.push_back(action->menu());
        }
        for (std::size_t i = 0; i < menus.size(); ++i) {
            for (QAction* action : menus[i]->actions()) {
                if (action->menu() != nullptr) {
                    menus.push_back(action->menu());
                } else if (!action->isSeparator()) {
                    // What Factorama is can wait for the menu or the palette.
                    QVERIFY2(!action->shortcut().isEmpty() || action->objectName() == QLatin1String("about"),
                             qPrintable(action->text()));
                    QVERIFY2(!action->objectName().isEmpty(), qPrintable(action->text()));
                    for (const QKeySequence& key : action->shortcuts()) {
                        QVERIFY2(taken.insert(key.toString()).second, qPrintable(key.toString()));
                    }
                }
            }
        }
        QVERIFY(taken.size() > 20);
        QVERIFY(program.action("spawnProcess")->toolTip().contains(QStringLiteral("Ctrl+N")));
        QVERIFY(program.action("killProcess")->toolTip().contains(QStringLiteral("Del")));
    }

    void factorizesWhatIsTyped()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        auto* start = program.find<QPushButton>("startFactorizationButton");
        QVERIFY(start != nullptr);
        QVERIFY(!start->isEnabled());
        QTest::mouseClick(panel.numbersField().viewport(), Qt::LeftButton);
        QTest::keyClicks(&panel.numbersField(), QStringLiteral("12 13, 1000000000"));
        QCOMPARE(program.find<QLabel>("numbersCheck")->text(), QStringLiteral("3 numbers"));
        QVERIFY(start->isEnabled());
        QTest::mouseClick(start, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 3, Patience);
        QStringList lines = panel.results().toText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        lines.sort();
        QCOMPARE(lines, QStringList({QStringLiteral("1000000000 = 2⁹ × 5⁹"), QStringLiteral("12 = 2² × 3"),
                                     QStringLiteral("13 = 13")}));
        QTRY_VERIFY_WITH_TIMEOUT(start->isEnabled(), Patience); // the run ended
        QVERIFY(program.find<LiveLabel>("factorizationStatus")
                    ->text()
                    .startsWith(QStringLiteral("3 of 3 numbers")));

        program.find<QAbstractButton>("copyResults")->click();
        QCOMPARE(QApplication::clipboard()->text(), panel.results().toText());
    }

    void factorizesTheClassicNumbersByKeyboard()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        QTest::keyClick(program.window.get(), Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(panel.numbersField().toPlainText(), QStringLiteral("1000000000..1000000005"));
        QTest::keyClick(program.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 6, Patience);
        QStringList lines = panel.results().toText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        lines.sort();
        QCOMPARE(lines, QStringList({QStringLiteral("1000000000 = 2⁹ × 5⁹"),
                                     QStringLiteral("1000000001 = 7 × 11 × 13 × 19 × 52579"),
                                     QStringLiteral("1000000002 = 2 × 3 × 43 × 983 × 3943"),
                                     QStringLiteral("1000000003 = 23 × 307 × 141623"),
                                     QStringLiteral("1000000004 = 2² × 41² × 148721"),
                                     QStringLiteral("1000000005 = 3 × 5 × 66666667")}));
    }

    void saysWhatIsNoNumber()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        panel.numbersField().setPlainText(QStringLiteral("twelve"));
        auto* check = program.find<QLabel>("numbersCheck");
        QCOMPARE(check->text(), QStringLiteral("\"twelve\" is not a number"));
        QVERIFY(!panel.startAction()->isEnabled());
        panel.numbersField().setPlainText(QStringLiteral("12 twelve -3"));
        QVERIFY(check->text().contains(QStringLiteral("twelve")));
        QVERIFY(check->text().contains(QStringLiteral("1 more")));
        panel.startAction()->trigger(); // the number among them is factorized, the others are listed
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 1, Patience);
        auto* errors = program.find<QLabel>("factorizationErrors");
        QTRY_COMPARE(errors->text().count(QStringLiteral("twelve")), 1);
        QCOMPARE(check->text(), QStringLiteral("1 number")); // not once more there
        panel.numbersField().setPlainText(QStringLiteral("12 thirteen"));
        QVERIFY(check->text().contains(QStringLiteral("thirteen")));
        panel.numbersField().setPlainText(QStringLiteral("12.."));
        QVERIFY2(check->text().startsWith(QStringLiteral("“12..”: ")), qPrintable(check->text()));
    }

    /// What is typed does not move the panels.
    void longNumbersKeepTheWidth()
    {
        const Program program({1280, 720});
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        const int width = panel.width();
        const int least = panel.minimumSizeHint().width();
        const std::string digits = "1000000000000000005490000000000000001989"; // two large primes multiplied
        const std::string letters(60, 'W');
        panel.numbersField().setPlainText(QString::fromStdString("12 " + letters));
        QTRY_VERIFY(program.find<QLabel>("numbersCheck")->text().contains(QLatin1String("WWW")));
        QCoreApplication::processEvents(); // the layout's, too
        QCOMPARE(panel.minimumSizeHint().width(), least);
        QVERIFY(panel.start({"12 -" + digits + " " + letters + " " + digits, "parallel", "seed", 0}));
        auto* errors = program.find<QLabel>("factorizationErrors");
        QTRY_VERIFY_WITH_TIMEOUT(errors->isVisible(), Patience);
        // A number that its worker does not get done: lost.
        QTRY_COMPARE_WITH_TIMEOUT(panel.work().model().rowCount(), 1, Patience);
        QVERIFY(program.window->clock().node().exit(panel.work().model().workerAt(0), "kill").ok());
        QTRY_VERIFY_WITH_TIMEOUT(program.find<QLabel>("factorizationLost")->isVisible(), Patience);
        QCoreApplication::processEvents(); // the layout's, too
        QCOMPARE(panel.minimumSizeHint().width(), least);
        QCOMPARE(panel.width(), width);
        // All of it is to be read: in more than one line.
        QVERIFY(errors->height() >= 2 * errors->fontMetrics().height());
    }

    void aChosenResultIsReadWhole()
    {
        const Program program({1000, 720});
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        // The product of the primes below 42, a prime of 19 digits, and 12.
        QVERIFY(panel.start({"304250263527210 1000000000000000003 12", "basic", "fast", 0}));
        auto* table = program.find<QTableView>("results");
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, Patience);
        const int line = table->rowHeight(0);
        const int width = panel.width();
        table->setFocus();
        const auto choose = [&](const QString& number) {
            for (int row = 0; row < 3; ++row) {
                const QModelIndex index = table->model()->index(row, ResultsModel::NumberColumn);
                if (index.data().toString() == number) {
                    QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                                      table->visualRect(index).center());
                    return row;
                }
            }
            return -1;
        };
        const int many = choose(QStringLiteral("304250263527210"));
        QVERIFY(many >= 0);
        QVERIFY(table->rowHeight(many) >= line + table->fontMetrics().height());
        QVERIFY(table->visualRect(table->model()->index(many, 0)).bottom() <= table->viewport()->height());
        const int few = choose(QStringLiteral("12"));
        QVERIFY(few >= 0);
        QCOMPARE(table->rowHeight(few), line);
        QCOMPARE(table->rowHeight(many), line);
        QCOMPARE(panel.width(), width);
        QCOMPARE(table->textElideMode(), Qt::ElideMiddle);
    }

    void killsByKeyboard()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTableView& table = program.window->processes().table();
        table.setFocus();
        table.setCurrentIndex(program.model().index(0, 0));
        QTest::keyClick(&table, Qt::Key_End, Qt::ControlModifier);
        const Pid pid = program.window->clock().selected();
        QVERIFY(pid);
        QTest::keyClick(&table, Qt::Key_Delete);
        KillDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = openDialog<KillDialog>(program.window.get())) != nullptr);
        QTest::keyClick(dialog->findChild<QComboBox*>(QStringLiteral("killReason"))->lineEdit(),
                        Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(program.model().rowOf(pid) < 0, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(openDialog<KillDialog>(program.window.get()) == nullptr, Patience);
    }

    void saysWhatAKillLost()
    {
        const Program program;
        QVERIFY(program.isReady());
        FactorizationPanel& panel = program.window->factorization();
        // Two large primes multiplied: the seed's algorithm is busy with each for longer than anybody waits.
        QVERIFY(panel.start({"12 1000000016000000063 1000000028000000171 13", "parallel", "seed", 0}));
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 2, Patience);
        QLineEdit& filter = program.window->processes().filterField();
        filter.setText(QStringLiteral("handler"));
        QTRY_COMPARE_WITH_TIMEOUT(program.model().rowCount(), 2, Patience);

        QTableView& table = program.window->processes().table();
        table.setFocus();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(program.model().index(1, 1)).center());
        const Pid victim = program.window->clock().selected();
        QCOMPARE(victim, program.model().pidAt(1));
        program.action("killProcess")->trigger();
        auto* dialog = openDialog<KillDialog>(program.window.get());
        QVERIFY(dialog != nullptr);
        dialog->accept();
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 3, Patience);
        const FactorizationResult& lost = panel.results().results().back();
        QVERIFY(lost.lost);
        QCOMPARE(lost.worker, victim);
        QVERIFY(lost.number == "1000000016000000063" || lost.number == "1000000028000000171");
        QTRY_VERIFY(
            program.find<LiveLabel>("factorizationStatus")->text().contains(QStringLiteral("1 lost")));

        panel.cancelAction()->trigger(); // and the program goes on
        QTRY_VERIFY_WITH_TIMEOUT(
            program.find<LiveLabel>("factorizationStatus")->text().startsWith(QStringLiteral("Cancelled")),
            Patience);
        filter.clear();
        QVERIFY(panel.start({"15", "basic", "fast", 0}));
        QTRY_COMPARE_WITH_TIMEOUT(panel.results().rowCount(), 1, Patience);
        QVERIFY(!panel.results().results().front().lost);
    }

    void saysWhyAKillWasRefused()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTableView& table = program.window->processes().table();
        table.setFocus();
        table.setCurrentIndex(table.model()->index(0, 0));
        const Pid pid = program.window->clock().selected();
        program.action("killProcess")->trigger();
        auto* dialog = openDialog<KillDialog>(program.window.get());
        QVERIFY(dialog != nullptr);
        auto* reason = dialog->findChild<QComboBox*>(QStringLiteral("killReason"));
        auto* error = dialog->findChild<QLabel*>(QStringLiteral("killError"));
        reason->setEditText(QStringLiteral("{not, closed"));
        QTest::keyClick(reason->lineEdit(), Qt::Key_Return);
        QVERIFY(dialog->isVisible());
        QVERIFY(error->isVisible());
        QVERIFY(!error->text().isEmpty());
        reason->setEditText(QStringLiteral("other"));
        QVERIFY(!error->isVisible());
        dialog->reject();
        QVERIFY(program.model().rowOf(pid) >= 0);
    }

    void copesWithAProcessThatIsGone()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.window->clock().select(Pid(4'000'000, 77));
        QVERIFY(!program.action("killProcess")->isEnabled());
        QVERIFY(!program.action("restartProcess")->isEnabled());
        program.action("pause")->trigger(); // now the window cannot know any more
        program.window->clock().select(Pid(4'000'001, 77));
        program.action("killProcess")->trigger();
        auto* dialog = openDialog<KillDialog>(program.window.get());
        QVERIFY(dialog != nullptr);
        dialog->accept();
        QVERIFY(dialog->isVisible());
        QVERIFY(!dialog->findChild<QLabel*>(QStringLiteral("killError"))->text().isEmpty());
        dialog->reject();
        program.action("restartProcess")->trigger();
        QVERIFY(!program.find<QLabel>("message")->text().isEmpty());
        program.action("pause")->trigger();
        for (const char* dock : {"graphDock", "mailboxesDock", "schedulersDock", "noticesDock"}) {
            program.action(qPrintable(QStringLiteral("goTo:") + QLatin1String(dock)))->trigger();
            QTRY_VERIFY(!program.find<QDockWidget>(dock)->visibleRegion().isEmpty());
        }
    }

    void tabGoesThroughTheSpawnDialog()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.window->showSpawnDialog();
        auto* dialog = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(dialog != nullptr && QTest::qWaitForWindowExposed(dialog));
        std::size_t most = 0;
        for (int row = 0; row < dialog->moduleList().count(); ++row) {
            if (!dialog->moduleList().item(row)->flags().testFlag(Qt::ItemIsSelectable)) {
                continue;
            }
            dialog->moduleList().setCurrentRow(row);
            most = std::max(most, dialog->fields().size());
            QTRY_VERIFY(dialog->fields().empty() || dialog->fields().back()->isVisible());
            dialog->moduleList().setFocus();
            for (const QLineEdit* field : dialog->fields()) {
                QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
                const QWidget* focused = dialog->focusWidget();
                QVERIFY2(focused == field || focused == field->parentWidget(),
                         qPrintable(focused->accessibleName()));
            }
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(dialog->focusWidget(), &dialog->countField());
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(dialog->focusWidget(), &dialog->nameField());
            QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
            QCOMPARE(dialog->focusWidget()->objectName(), QStringLiteral("spawnButton"));
        }
        QVERIFY(most > 1);
    }

    void anotherModuleIsSpawnedOnce()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.window->showSpawnDialog();
        auto* dialog = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(dialog != nullptr && QTest::qWaitForWindowExposed(dialog));
        dialog->countField().setFocus();
        dialog->countField().selectAll();
        QTest::keyClicks(&dialog->countField(), QStringLiteral("1000000"));
        QCOMPARE(dialog->countField().value(), 1'000'000);
        dialog->moduleList().setFocus();
        const QString before = dialog->moduleList().currentItem()->text();
        QTest::keyClick(&dialog->moduleList(), Qt::Key_Down);
        QVERIFY(dialog->moduleList().currentItem()->text() != before);
        QCOMPARE(dialog->countField().value(), 1);
        QVERIFY(dialog->nameField().isEnabled());
    }

    void anotherLanguageKeepsWhatIsTyped()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.window->showSpawnDialog();
        auto* dialog = openDialog<SpawnDialog>(program.window.get());
        for (int row = 0; dialog->fields().empty() && row < dialog->moduleList().count(); ++row) {
            dialog->moduleList().setCurrentRow(row);
        }
        QVERIFY(!dialog->fields().empty());
        dialog->fields().front()->setText(QStringLiteral("something else"));
        dialog->countField().setValue(12);
        dialog->nameField().setText(QStringLiteral("somebody"));
        const QString module = dialog->moduleList().currentItem()->text();
        program.window->setLanguage(Language::German);
        dialog = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->moduleList().currentItem()->text(), module);
        QCOMPARE(dialog->fields().front()->text(), QStringLiteral("something else"));
        QCOMPARE(dialog->countField().value(), 12);
        QCOMPARE(dialog->nameField().text(), QStringLiteral("somebody"));
        program.window->setLanguage(Language::English);
    }

    void aNewLayoutChoosesNothing()
    {
        const Program program;
        QVERIFY(program.isReady());
        QVERIFY(!program.window->clock().selected());
        program.action("goTo:supervisionDock")->trigger();
        program.action("resetLayout")->trigger();
        QCoreApplication::processEvents();
        QVERIFY(!program.window->clock().selected());
        const Pid pid = program.model().pidAt(2);
        program.window->clock().select(pid);
        program.action("goTo:noticesDock")->trigger();
        program.action("resetLayout")->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(program.window->clock().selected(), pid);
    }

    void anotherLanguageKeepsTheWayBack()
    {
        const Program program;
        QVERIFY(program.isReady());
        const std::vector<Pid> pids = {Pid(1, 1), Pid(2, 1), Pid(3, 1)};
        for (const Pid pid : pids) {
            program.window->clock().select(pid);
        }
        program.action("inspectorBack")->trigger();
        QCOMPARE(program.window->clock().selected(), pids[1]);
        program.window->setLanguage(Language::German);
        QCOMPARE(program.window->clock().selected(), pids[1]);
        program.action("inspectorForward")->trigger();
        QCOMPARE(program.window->clock().selected(), pids[2]);
        program.action("inspectorBack")->trigger();
        program.action("inspectorBack")->trigger();
        QCOMPARE(program.window->clock().selected(), pids[0]);
        program.window->setLanguage(Language::English);
    }

    void anotherLanguageKeepsWhatLooksWrong_data()
    {
        QTest::addColumn<bool>("seen");
        QTest::newRow("seen") << true;
        QTest::newRow("watched while hidden") << false;
    }

    void anotherLanguageKeepsWhatLooksWrong()
    {
        QFETCH(bool, seen);
        const Program program;
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        window.notices().setWatchesWhileHidden(true);
        program.action(seen ? "goTo:noticesDock" : "goTo:schedulersDock")->trigger();
        window.notices().add(Notice::Kind::Warning, Pid(), QStringLiteral("of the window's own"));
        // Busy for longer than anybody waits.
        QVERIFY(window.factorization().start({"1000000016000000063", "parallel", "seed", 0}));
        QTRY_COMPARE_WITH_TIMEOUT(window.notices().findings().rowCount(), 1, Patience);
        const double before = window.notices().findings().at(0).seconds;
        const int notices = window.notices().model().rowCount();

        window.setLanguage(Language::German);
        QCOMPARE(window.notices().findings().rowCount(), 1);
        QCOMPARE(window.notices().model().rowCount(), notices);
        QVERIFY(program.find<QDockWidget>("noticesDock")->windowTitle().contains(QLatin1String("(1)")));
        // And it goes on from there.
        QSignalSpy changed(&window.notices(), &NoticesView::findingsChanged);
        QTRY_VERIFY_WITH_TIMEOUT(window.notices().findings().rowCount() == 1 &&
                                     window.notices().findings().at(0).seconds > before,
                                 Patience);
        QCOMPARE(changed.count(), 0);
        window.setLanguage(Language::English);
        QCOMPARE(window.notices().findings().rowCount(), 1);
        window.factorization().cancelAction()->trigger();
    }

    void spawnsFromTheCatalogue()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTest::keyClick(program.window.get(), Qt::Key_N, Qt::ControlModifier);
        SpawnDialog* dialog = nullptr;
        QTRY_VERIFY((dialog = openDialog<SpawnDialog>(program.window.get())) != nullptr);
        QVERIFY(dialog->moduleList().count() > 0);
        auto* button = dialog->findChild<QPushButton*>(QStringLiteral("spawnButton"));
        auto* message = dialog->findChild<QLabel*>(QStringLiteral("spawnMessage"));

        bool refused = false;
        for (int row = 0; row < dialog->moduleList().count(); ++row) {
            if (!dialog->moduleList().item(row)->flags().testFlag(Qt::ItemIsSelectable)) {
                continue; // a topic
            }
            dialog->moduleList().setCurrentRow(row);
            QVERIFY2(button->isEnabled(), qPrintable(message->text())); // every default is accepted
            if (!dialog->fields().empty() && !refused) {
                QLineEdit* field = dialog->fields().front();
                const QString good = field->text();
                field->setText(QStringLiteral("{not, closed"));
                if (!button->isEnabled()) {
                    refused = true;
                    QVERIFY(!message->text().isEmpty());
                }
                field->setText(good);
                QVERIFY(button->isEnabled());
            }
        }
        QVERIFY2(refused, "no module looks at its arguments");

        QSignalSpy spawned(dialog, &SpawnDialog::spawned);
        for (int row = 0; row < dialog->moduleList().count(); ++row) {
            if (!dialog->moduleList().item(row)->flags().testFlag(Qt::ItemIsSelectable)) {
                continue;
            }
            dialog->moduleList().setCurrentRow(row);
            spawned.clear();
            QTest::mouseClick(button, Qt::LeftButton);
            QCOMPARE(spawned.count(), 1);
            const Pid pid = program.window->clock().selected();
            QVERIFY(pid);
            QVERIFY(message->text().contains(QString::fromStdString(pid.toString())));
            static_cast<void>(
                program.window->clock().node().exit(pid, "kill")); // it may have ended by itself
        }
        dialog->close();
    }

    void sharesOneSelection()
    {
        const Program program;
        QVERIFY(program.isReady());
        program.action("goTo:graphDock")->trigger();
        GraphCanvas& canvas = program.window->graph().canvas();
        QTRY_VERIFY_WITH_TIMEOUT(!canvas.graph().nodes().empty(), Patience);
        program.action("pause")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!canvas.isAnimating(), Patience); // a quiet graph comes to rest
        const Pid pid = canvas.graph().nodes().back().key.pid();
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.positionOf(pid).toPoint());
        QCOMPARE(program.window->clock().selected(), pid);
        QTableView& table = program.window->processes().table();
        QTRY_COMPARE(program.model().pidAt(table.currentIndex().row()), pid);
        QVERIFY(table.selectionModel()->isRowSelected(table.currentIndex().row()));

        table.sortByColumn(ProcessModel::ReductionsColumn, Qt::DescendingOrder);
        QCOMPARE(program.model().pidAt(table.currentIndex().row()), pid);
    }

    void filtersTheTable()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTest::keyClick(program.window.get(), Qt::Key_F, Qt::ControlModifier);
        QLineEdit& field = program.window->processes().filterField();
        QTest::keyClicks(&field, QStringLiteral("no such process anywhere"));
        QTRY_COMPARE(program.model().rowCount(), 0);
        field.clear();
        QTRY_VERIFY(program.model().rowCount() > 0);
        // What is no key is told, and nothing is hidden for it.
        QTest::keyClicks(&field, QStringLiteral("foo:bar"));
        const QLabel* problem = program.find<QLabel>("filterProblem");
        QTRY_VERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains(QStringLiteral("“foo:”")), qPrintable(problem->text()));
        QVERIFY(program.model().rowCount() > 0);
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("\"foo:bar\""));
        QTRY_VERIFY(!problem->isVisible());
        QTRY_COMPARE(program.model().rowCount(), 0);
    }

    void pauses()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTest::keyClick(program.window.get(), Qt::Key_F8);
        ViewClock& clock = program.window->clock();
        QVERIFY(clock.isPaused());
        const std::shared_ptr<const Snapshot> frozen = clock.snapshot();
        QSignalSpy changed(&clock, &ViewClock::snapshotChanged);
        QSignalSpy ticked(&clock, &ViewClock::ticked);
        QTRY_VERIFY_WITH_TIMEOUT(ticked.count() >= 5, Patience);
        QCOMPARE(changed.count(), 0);
        QCOMPARE(clock.snapshot(), frozen);
        QTest::keyClick(program.window.get(), Qt::Key_F8);
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() > 0, Patience);
    }

    void asksOnlyForWhatIsSeen()
    {
        const Program program;
        QVERIFY(program.isReady());
        ViewClock& clock = program.window->clock();
        QTRY_VERIFY(clock.interest().processes && clock.interest().schedulers);
        QTRY_VERIFY(!clock.interest().relations); // the graph is behind another tab
        program.action("goTo:graphDock")->trigger();
        QTRY_VERIFY(clock.interest().relations);
        QTRY_VERIFY(!clock.interest().schedulers);
        program.window->hide();
        QTRY_VERIFY(!clock.interest().processes && !clock.interest().relations &&
                    !clock.interest().schedulers);
    }

    void changesItsTheme()
    {
        const Program program;
        QVERIFY(program.isReady());
        // Nothing stays dark, or light: not the charts, not the labels.
        const auto brightness = [&program] {
            const QImage image = program.window->grab().toImage();
            double sum = 0;
            int count = 0;
            for (int y = 0; y < image.height(); y += 7) {
                for (int x = 0; x < image.width(); x += 7) {
                    sum += QColor(image.pixel(x, y)).lightness();
                    ++count;
                }
            }
            return sum / count;
        };
        program.action("theme:dark")->trigger();
        QVERIFY(theme().dark);
        QTRY_VERIFY(program.window->palette().color(QPalette::Window).lightness() < 100);
        QTRY_VERIFY(brightness() < 70);
        program.action("theme:light")->trigger();
        QVERIFY(!theme().dark);
        QTRY_VERIFY(program.window->palette().color(QPalette::Window).lightness() > 200);
        QTRY_VERIFY(brightness() > 215);
        program.action("theme:system")->trigger();
        QCOMPARE(program.window->themeMode(), ThemeMode::System);
    }

    void resetsItsLayout()
    {
        const Program program;
        QVERIFY(program.isReady());
        const auto docks = program.window->findChildren<QDockWidget*>();
        QVERIFY(docks.size() >= 6);
        for (QDockWidget* dock : docks) {
            dock->hide();
        }
        docks.front()->setFloating(true);
        docks.front()->show();
        program.action("resetLayout")->trigger();
        for (QDockWidget* dock : docks) {
            QVERIFY(!dock->isFloating());
            QVERIFY(!dock->isHidden());
        }
        QVERIFY(program.window->factorization().isVisible());
        QVERIFY(program.window->schedulers().isVisible());
    }

    void floatsWhereThereIsRoom()
    {
        const QRect screen(0, 0, 1920, 1080);
        const QSize panel(500, 400);
        const QSize least(420, 300);
        // Beside the window: to its right, to its left, below.
        QCOMPARE(floatingPlace({0, 0, 1200, 900}, panel, least, screen, {}).left(), 1200 + 7);
        QVERIFY(
            !floatingPlace({700, 0, 1200, 900}, panel, least, screen, {}).intersects({700, 0, 1200, 900}));
        QVERIFY(!floatingPlace({0, 0, 1900, 600}, panel, least, screen, {}).intersects({0, 0, 1900, 600}));
        // Over it, and not over each other's title.
        QList<QRect> floating;
        for (int i = 0; i < 8; ++i) {
            const QRect place = floatingPlace(screen, {1000, 700}, least, screen, floating);
            QVERIFY(screen.contains(place));
            QVERIFY(place.width() <= 960 && place.height() <= 540);
            QVERIFY(!floating.contains(place));
            floating << place;
        }
        QVERIFY(screen.contains(floatingPlace({-300, 500, 4000, 3000}, {5000, 4000}, least, screen, {})));
    }

    void floatsByItsTitle()
    {
        const Program program({760, 560});
        QVERIFY(program.isReady());
        auto* dock = program.find<QDockWidget>("noticesDock");
        program.action("goTo:noticesDock")->trigger();
        QTest::mouseDClick(dock->titleBarWidget(), Qt::LeftButton, {}, {5, 5});
        QVERIFY(dock->isFloating());
        const QRect screen = program.window->screen()->availableGeometry();
        QVERIFY(screen.contains(dock->geometry()));
        QRect moved = dock->geometry();
        moved.moveCenter(screen.center()); // within it, else it would be moved there
        QVERIFY(moved != dock->geometry());
        dock->setGeometry(moved);
        auto* button = program.find<QAbstractButton>("noticesDock:float");
        button->click();
        QVERIFY(!dock->isFloating());
        button->click();
        QVERIFY(dock->isFloating());
        QCOMPARE(dock->geometry(), moved); // where somebody has put it
        button->click();
    }

    /// Docks grow and shrink with the window, instead of taking all from the process table.
    void docksKeepTheirPortion()
    {
        const Program program({1900, 1100});
        QVERIFY(program.isReady());
        MainWindow& window = *program.window;
        QCOMPARE(window.size(), QSize(1900, 1100));
        const auto portion = [&window](const char* dock) {
            const auto* widget = window.findChild<QDockWidget*>(QLatin1String(dock));
            return QSize(widget->width() * 100 / window.width(), widget->height() * 100 / window.height());
        };
        const int table = window.processes().height() * 100 / window.height();
        const QSize left = portion("factorizationDock");
        const QSize bottom = portion("schedulersDock");
        for (const QSize size : {QSize(1800, 900), QSize(2400, 1400), QSize(1800, 900), QSize(1900, 1100)}) {
            window.resize(size);
            QTRY_VERIFY_WITH_TIMEOUT(qAbs(portion("factorizationDock").width() - left.width()) <= 4, 5000);
            QTRY_VERIFY_WITH_TIMEOUT(qAbs(portion("schedulersDock").height() - bottom.height()) <= 4, 5000);
            QTRY_VERIFY_WITH_TIMEOUT(qAbs(window.processes().height() * 100 / size.height() - table) <= 8,
                                     5000);
        }
    }

    void fitsAnotherScreen()
    {
        {
            const Program program({2560, 1440}, MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            QCOMPARE(program.window->dockWidgetArea(program.find<QDockWidget>("graphDock")),
                     Qt::RightDockWidgetArea);
            program.window->close();
        }
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("factorama"),
                  QStringLiteral("factorama"))
            .setValue(QStringLiteral("layout/screen"), QByteArray("2560x1440"));
        {
            const Program program({1280, 720}, MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            // Under Xvfb as large as that, wide docks still fit.
            const bool fits = program.window->screen()->availableSize().width() >= 1850;
            QCOMPARE(program.window->dockWidgetArea(program.find<QDockWidget>("graphDock")),
                     fits ? Qt::RightDockWidgetArea : Qt::BottomDockWidgetArea);
            program.window->resetLayout();
            program.window->close();
        }
    }

    void remembersItsLayout()
    {
        {
            const Program program({1300, 800}, MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            program.find<QDockWidget>("noticesDock")->hide();
            program.action("theme:dark")->trigger();
            program.window->close();
        }
        {
            const Program program({1300, 800}, MainWindow::Memory::Remember);
            QVERIFY(program.find<QDockWidget>("noticesDock")->isHidden());
            QCOMPARE(program.window->themeMode(), ThemeMode::Dark);
            program.window->close();
        }
        QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("factorama"),
                  QStringLiteral("factorama"))
            .setValue(QStringLiteral("layout/version"), Settings::LayoutVersion + 1);
        {
            const Program program({1300, 800}, MainWindow::Memory::Remember);
            QVERIFY(!program.find<QDockWidget>("noticesDock")->isHidden()); // another version's: dropped
            QCOMPARE(program.window->themeMode(), ThemeMode::Dark); // this has the same meaning in all
            program.action("theme:light")->trigger();
        }
    }

    /// Views that divide their room keep how, beside each other and one above the other, until a reset.
    void remembersHowViewsAreDivided()
    {
        const auto shown = [](const Program& program) {
            program.action("goTo:mailboxesDock")->trigger();
            return program.find<TurningSplitter>("mailboxSplitter");
        };
        const auto portion = [](const QSplitter* splitter) {
            return 1.0 * splitter->sizes()[0] / (splitter->sizes()[0] + splitter->sizes()[1]);
        };
        double chosen = 0;
        {
            const Program program({1400, 900}, MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            TurningSplitter* splitter = shown(program);
            QTRY_VERIFY(!splitter->visibleRegion().isEmpty());
            QCOMPARE(splitter->orientation(), Qt::Horizontal);
            QVERIFY(std::abs(portion(splitter) - 0.6) < 0.01);
            QWidget* handle = splitter->handle(1);
            drag(handle, handle->rect().center(), {-splitter->width() / 20, 0}); // it moves below the hand
            chosen = portion(splitter);
            QVERIFY2(chosen < 0.55, qPrintable(QString::number(chosen)));
            program.window->setLanguage(Language::German);
            splitter = shown(program);
            QTRY_VERIFY(std::abs(portion(splitter) - chosen) < 0.01);
            program.window->setLanguage(Language::English);
            program.window->close();
        }
        const Program program({1400, 900}, MainWindow::Memory::Remember);
        QVERIFY(program.isReady());
        TurningSplitter* splitter = shown(program);
        QTRY_VERIFY(std::abs(portion(splitter) - chosen) < 0.01);
        program.window->resize(1700, 900);
        QTRY_VERIFY(std::abs(portion(splitter) - chosen) < 0.01);
        splitter->turn(Qt::Vertical); // which nobody has divided yet
        QVERIFY(std::abs(portion(splitter) - 0.6) < 0.05);
        splitter->turn(Qt::Horizontal);
        splitter->restorePortions("nonsense");
        splitter->restorePortions("0 20000");
        QVERIFY(std::abs(portion(splitter) - chosen) < 0.01);
        program.action("resetLayout")->trigger();
        QTRY_VERIFY(std::abs(portion(shown(program)) - 0.6) < 0.01);
        program.window->close();
    }

    void remembersFavouritesByName()
    {
        const auto echo = [](const Program& program) {
            return program.model().registeredAs(QStringLiteral("echo"));
        };
        {
            const Program program({1300, 800}, MainWindow::Memory::Remember);
            QVERIFY(program.isReady());
            program.window->clock().select(echo(program));
            program.action("pinProcess")->trigger();
            QVERIFY(program.model().isPinned(echo(program)));
            program.window->close();
        }
        const Program program({1300, 800}, MainWindow::Memory::Remember);
        QVERIFY(program.isReady());
        QTRY_VERIFY(program.model().isPinned(echo(program)));
        program.window->clock().select(echo(program));
        program.action("pinProcess")->trigger();
        QVERIFY(!program.model().hasPinned());
        program.window->close();
        QVERIFY(Settings().favourites().isEmpty());
    }

    void changesTheSchedulersOnline()
    {
        const Program program;
        QVERIFY(program.isReady());
        QSpinBox& field = program.window->schedulers().onlineField();
        QTRY_VERIFY_WITH_TIMEOUT(field.isEnabled() && field.value() == 2, Patience);
        field.setFocus();
        QTest::keyClick(&field, Qt::Key_Down);
        QCOMPARE(field.value(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(program.window->clock().snapshot()->schedulersOnline, 1, Patience);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
