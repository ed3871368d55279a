// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSettings>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>

#include "app/layouts_menu.h"
#include "app/main_window.h"
#include "app/window_tools.h"
#include "gestures.h"
#include "program.h"
#include "widgets/command_palette/command_palette.h"
#include "widgets/command_palette/commands.h"
#include "widgets/help/help_window.h"
#include "widgets/help/shortcuts_window.h"
#include "widgets/help/tour.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"
#include "widgets/theme/theme.h"

#include <cmath>
#include <cstddef>

using namespace factorama;

namespace {

struct Program : testing::Program {
    explicit Program(MainWindow::Memory memory = MainWindow::Memory::Forget)
        : testing::Program({1280, 800}, memory)
    {
    }
    CommandPalette& openPalette() const
    {
        QTest::keyClick(window.get(), Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        return window->tools().palette();
    }
};

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

} // namespace

class WindowToolsTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

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
                link.globalMatch(QString::fromUtf8(testing::contents(QStringLiteral(":/help/") + file)));
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
