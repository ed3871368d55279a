// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include "app/main_window.h"
#include "gestures.h"
#include "program.h"
#include "runtime/observe/embedded_node.h"
#include "widgets/graph/graph_legend.h"
#include "widgets/graph/graph_search.h"
#include "widgets/graph/graph_view.h"
#include "widgets/graph/mini_map.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/processes_view.h"
#include "widgets/text/process_text.h"

#include <cmath>

using namespace factorama;
using namespace factorama::testing;

namespace {

/// The program with its graph in front, and `echoes` processes more.
struct GraphProgram : Program {
    explicit GraphProgram(std::size_t echoes = 0)
    {
        if (echoes > 0) {
            ok = node.spawn("echo", {}, echoes, {}).ok();
        }
        action("goTo:graphDock")->trigger();
    }

    bool isReady() const
    {
        return ok && Program::isReady() &&
               QTest::qWaitFor([this] { return find("demonstration") && canvas().hasFocus(); }, Patience);
    }
    /// From here on nothing moves by itself.
    bool rests() const
    {
        window->clock().setPaused(true);
        return QTest::qWaitFor([this] { return !canvas().isAnimating(); }, Patience);
    }

    GraphView& view() const { return window->graph(); }
    GraphCanvas& canvas() const { return view().canvas(); }
    ViewClock& clock() const { return window->clock(); }
    Pid find(const char* name) const
    {
        const Pid pid = findProcessByText(*canvas().graph().snapshot, QString::fromLatin1(name));
        return canvas().graph().find(pid) ? pid : Pid();
    }
    template<typename Condition>
    bool comesToBe(Condition condition) const
    {
        return QTest::qWaitFor(condition, Patience);
    }

    bool ok = true;
};

const GraphKey& echoCluster()
{
    static const GraphKey key = GraphKey::ofModule(Atom("echo"));
    return key;
}

} // namespace

class GraphViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QVERIFY(testing::prepareWindowTests(m_folder)); }

    void findsProcesses()
    {
        const GraphProgram program;
        QVERIFY(program.isReady());
        QTest::keyClick(&program.canvas(), Qt::Key_F);
        QLineEdit& field = program.view().search().field();
        QVERIFY(field.hasFocus());
        QTest::keyClicks(&field, QStringLiteral("module:ticker"));
        const auto& search = program.view().search();
        QVERIFY(program.comesToBe([&] { return search.countText() == QStringLiteral("1 match"); }));
        QVERIFY(program.canvas().scene().isSearched());
        QTest::keyClick(&field, Qt::Key_Return);
        const Pid ticker = program.canvas().graph().matches.front();
        QCOMPARE(program.clock().selected(), ticker);
        QVERIFY(program.comesToBe([&] { return search.countText() == QStringLiteral("1 of 1"); }));
        QVERIFY(program.rests());
        const QPointF off = program.canvas().positionOf(ticker) - QRectF(program.canvas().rect()).center();
        QVERIFY2(std::hypot(off.x(), off.y()) < 2, "the match is not in the middle");

        field.setText(QStringLiteral("no such process"));
        QTest::keyClick(&field, Qt::Key_Return); // at once, and not after a rest
        QVERIFY(program.comesToBe([&] { return search.countText() == QStringLiteral("No match"); }));
        QCOMPARE(program.clock().selected(), ticker);
        field.setText(QStringLiteral("messages>many"));
        const auto* problem = program.canvas().findChild<QLabel*>(QStringLiteral("graphSearchProblem"));
        QVERIFY(program.comesToBe([&] { return problem->isVisible(); })); // over the graph, as a whole
        QVERIFY(problem->text().contains(QStringLiteral("number")));
        QVERIFY(problem->height() >= problem->heightForWidth(problem->width()));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(field.text().isEmpty());
        QVERIFY(!problem->isVisible());
        QVERIFY(program.comesToBe([&] { return !program.canvas().scene().isSearched(); }));
        QTest::keyClick(&field, Qt::Key_Escape);
        QVERIFY(program.canvas().hasFocus());
    }

    void goesFromMatchToMatch()
    {
        const GraphProgram program(3);
        QVERIFY(program.isReady());
        QVERIFY(program.comesToBe([&] { return program.canvas().graph().nodes().size() == 9; }));
        QLineEdit& field = program.view().search().field();
        field.setText(QStringLiteral("module:echo"));
        QTest::keyClick(&field, Qt::Key_Return); // goes there as soon as it is found
        QVERIFY(program.comesToBe([&] { return static_cast<bool>(program.view().search().match()); }));
        const std::vector<Pid> matches = program.canvas().graph().matches;
        QCOMPARE(matches.size(), std::size_t{4}); // with the demonstration's
        QCOMPARE(program.clock().selected(), matches[0]);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(program.clock().selected(), matches[1]);
        QTest::keyClick(&field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(&field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(program.clock().selected(), matches[3]);
        QCOMPARE(program.view().search().countText(), QStringLiteral("4 of 4"));
    }

    void showsHopsAroundTheSelected()
    {
        const GraphProgram program(5);
        QVERIFY(program.isReady());
        const auto nodes = [&] { return program.canvas().graph().nodes().size(); };
        QVERIFY(program.comesToBe([&] { return nodes() == 6 + 5; }));
        program.clock().select(program.find("reader"));
        QTest::keyClick(&program.canvas(), Qt::Key_1);
        QCOMPARE(program.view().hopsBox().currentData().toInt(), 1);
        QVERIFY(program.comesToBe([&] { return nodes() == 2; })); // with its supervisor
        QVERIFY(program.view().caption().contains(QStringLiteral("9 processes farther than 1 hop")));
        QTest::keyClick(&program.canvas(), Qt::Key_2);
        QVERIFY(program.comesToBe([&] { return nodes() == 6; }));
        program.clock().select(Pid(), {}); // the focus follows the selection
        QVERIFY(program.comesToBe([&] { return nodes() == 11; }));
        program.clock().select(program.find("echo"));
        QTest::keyClick(&program.canvas(), Qt::Key_1);
        QVERIFY(program.comesToBe([&] { return nodes() == 3; })); // and who watches it
        QTest::keyClick(&program.canvas(), Qt::Key_E);
        QVERIFY(program.comesToBe([&] { return nodes() == 11; }));
        QTest::keyClick(&program.canvas(), Qt::Key_Escape);
        QVERIFY(!program.clock().selected());
        QVERIFY(program.canvas().current().isNull());
    }

    void opensAndClosesClusters()
    {
        const GraphProgram program(30);
        QVERIFY(program.isReady());
        GraphCanvas& canvas = program.canvas();
        QTest::keyClick(&canvas, Qt::Key_G); // none
        QTest::keyClick(&canvas, Qt::Key_G); // by module
        QCOMPARE(program.view().groupingBox().currentText(), QStringLiteral("Clusters by module"));
        const auto memberCount = [&] {
            const auto node = canvas.graph().find(echoCluster());
            return node ? canvas.graph().nodes()[*node].count : 0;
        };
        QVERIFY(program.comesToBe([&] { return memberCount() == 31; }));
        QVERIFY(program.rests());

        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.positionOf(echoCluster()).toPoint());
        QCOMPARE(canvas.current(), echoCluster());
        QVERIFY(program.view().caption().startsWith(QStringLiteral("echo: 31 processes, ")));
        QTest::mouseDClick(&canvas, Qt::LeftButton, {}, canvas.positionOf(echoCluster()).toPoint());
        QVERIFY(canvas.isOpened(echoCluster()));
        QVERIFY(program.comesToBe([&] { return memberCount() == 0; }));
        QVERIFY(program.rests());
        const Pid echo = program.find("echo");
        QCOMPARE(canvas.graph().nodes()[*canvas.graph().find(echo)].home, echoCluster());

        program.clock().select(echo);
        QTest::keyClick(&canvas, Qt::Key_Return); // closes it, but for the one that is selected
        QVERIFY(!canvas.isOpened(echoCluster()));
        QVERIFY(program.comesToBe([&] { return memberCount() == 30; }));
        QTest::keyClick(&canvas, Qt::Key_Escape);
        QVERIFY(program.comesToBe([&] { return memberCount() == 31; }));
        canvas.setOpened(echoCluster(), true);
        QVERIFY(program.comesToBe([&] { return memberCount() == 0; }));
        QTest::keyClick(&canvas, Qt::Key_C);
        QVERIFY(program.comesToBe([&] { return memberCount() == 31; }));

        program.clock().setPaused(false); // who supervises whom has to be collected
        QTest::keyClick(&canvas, Qt::Key_G); // by supervisor
        QVERIFY(program.comesToBe([&] {
            const auto node = canvas.graph().find(GraphKey::ofSupervisor(
                findProcessByText(*canvas.graph().snapshot, QStringLiteral("demonstration"))));
            return node && canvas.graph().nodes()[*node].count == 6;
        }));
    }

    void offersWhatCanBeDoneWithACluster()
    {
        const GraphProgram program(8);
        QVERIFY(program.isReady());
        GraphCanvas& canvas = program.canvas();
        canvas.setGrouping(GraphGrouping::Module);
        QVERIFY(program.comesToBe([&] { return canvas.graph().find(echoCluster()).has_value(); }));
        QVERIFY(program.rests());
        const QPoint at = canvas.positionOf(echoCluster()).toPoint();
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, canvas.mapToGlobal(at));
        QApplication::sendEvent(&canvas, &event);
        auto* menu = program.view().findChild<QMenu*>(QStringLiteral("graphMenu"));
        QVERIFY(menu != nullptr);
        const auto choose = [menu](const QString& text) {
            for (QAction* action : menu->actions()) {
                if (action->text() == text) {
                    action->trigger();
                    return true;
                }
            }
            return false;
        };
        QVERIFY(choose(QStringLiteral("Show in the Process &Table")));
        QCOMPARE(program.window->processes().filterField().text(), QStringLiteral("module:echo"));
        QVERIFY(choose(QStringLiteral("&Open")));
        QVERIFY(canvas.isOpened(echoCluster()));
        menu->close();
    }

    void movesByTheMap()
    {
        const GraphProgram program(40);
        QVERIFY(program.isReady());
        GraphCanvas& canvas = program.canvas();
        auto* dock = program.window->findChild<QDockWidget*>(QStringLiteral("graphDock"));
        dock->setFloating(true);
        dock->resize(900, 700);
        QApplication::setActiveWindow(dock); // there may be no window manager
        canvas.setFocus();
        QVERIFY(program.comesToBe([&] { return canvas.graph().nodes().size() == 46; }));
        QVERIFY(program.rests());
        canvas.fit();
        MiniMap& map = canvas.miniMap();
        QVERIFY(!map.isVisible()); // all is in sight
        for (int i = 0; i < 8; ++i) {
            QTest::keyClick(&canvas, Qt::Key_Plus);
        }
        QVERIFY(map.isVisible());
        const QPointF corner = canvas.graph().places.front();
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.toMap(corner).toPoint());
        const QPointF middle = canvas.scene().sight().center();
        const double pixel = std::hypot((map.toPlane({1, 0}) - map.toPlane({0, 0})).x(), 0.0);
        QVERIFY(std::hypot(middle.x() - corner.x(), middle.y() - corner.y()) < 2 * pixel);
        QTest::keyClick(&canvas, Qt::Key_M);
        QVERIFY(!map.isVisible());
        QVERIFY(!program.view().mapButton().isChecked());
    }

    void pinsWhatIsDragged()
    {
        const GraphProgram program;
        QVERIFY(program.isReady());
        QVERIFY(program.rests());
        GraphCanvas& canvas = program.canvas();
        const Pid reader = program.find("reader");
        const QPoint from = canvas.positionOf(reader).toPoint();
        const QPoint to(30, 40);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
        QTest::mouseMove(&canvas, (from + to) / 2);
        QTest::mouseMove(&canvas, to);
        QCOMPARE(canvas.positionOf(reader).toPoint(), to); // at once, whatever the layout is about
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, to);
        const GraphKey key = GraphKey::ofProcess(reader);
        QVERIFY(canvas.isPinned(key));
        const QPointF place = canvas.scene().toPlane(to);
        QVERIFY(program.rests());
        QCOMPARE(canvas.graph().places[*canvas.graph().find(reader)], place);
        QTest::mouseDClick(&canvas, Qt::LeftButton, {}, canvas.positionOf(reader).toPoint());
        QVERIFY(!canvas.isPinned(key));
        QVERIFY(program.rests());
        QVERIFY(canvas.graph().places[*canvas.graph().find(reader)] != place);
    }

    void showsWhatBecomesOfThoseInClusters()
    {
        const GraphProgram program(30);
        QVERIFY(program.isReady());
        GraphCanvas& canvas = program.canvas();
        canvas.setGrouping(GraphGrouping::Module);
        QVERIFY(program.comesToBe([&] { return canvas.graph().find(echoCluster()).has_value(); }));
        QVERIFY(program.comesToBe([&] { return program.clock().interest().events; }));
        const Pid echo = canvas.graph().snapshot->processes.back().pid;
        QCOMPARE(canvas.graph().find(echo), canvas.graph().find(echoCluster()));
        std::vector<Event> events(2);
        events[0].kind = Event::Kind::ExitSignal;
        events[0].process = echo;
        events[0].peer = canvas.graph().snapshot->processes.front().pid;
        events[1].kind = Event::Kind::Exit;
        events[1].process = echo;
        const std::size_t before = canvas.pulses().count();
        canvas.showEvents(events);
        QCOMPARE(canvas.pulses().count(), before + 2);
        QVERIFY(canvas.isAnimating());
        QVERIFY(program.comesToBe([&] { return canvas.pulses().isEmpty(); }));
    }

    void doesNothingWhileHidden()
    {
        const GraphProgram program;
        QVERIFY(program.isReady());
        QVERIFY(program.rests());
        program.window->findChild<QDockWidget*>(QStringLiteral("graphDock"))->hide();
        QVERIFY(program.comesToBe([&] { return !program.canvas().isVisible(); }));
        program.clock().setPaused(false);
        QSignalSpy pictures(&program.canvas(), &GraphCanvas::pictureChanged);
        QSignalSpy ticks(&program.clock(), &ViewClock::ticked);
        program.canvas().setGrouping(GraphGrouping::Module); // is done when it is to be seen again
        QVERIFY(program.comesToBe([&] { return ticks.count() > 5; }));
        QVERIFY(program.canvas().maker().isIdle());
        QCOMPARE(pictures.count(), 0);
        program.action("goTo:graphDock")->trigger();
        QVERIFY(program.comesToBe(
            [&] { return program.canvas().graph().contents->grouping == GraphGrouping::Module; }));
    }

    /// Whatever the size, the legend is to be read in full, or closed with a word that says that it is there.
    void legendIsNotCut()
    {
        QWidget canvas;
        GraphLegend legend(&canvas);
        const int line = legend.fontMetrics().height();
        struct Case {
            QSize size;
            int lines;
        };
        for (const Case& each : {Case{{1200, 500}, 1}, {{420, 500}, 2}, {{260, 600}, 3}, {{420, 60}, 1}}) {
            canvas.resize(each.size);
            legend.place();
            QVERIFY(canvas.rect().contains(legend.geometry()));
            QCOMPARE(legend.size(), legend.sizeHint());
            QVERIFY(legend.height() >= each.lines * line);
        }
        // Where there is no room it is closed, until somebody wants it; that is no choice to be remembered.
        QVERIFY(legend.isClosed() && !legend.isCollapsed());
        QTest::mouseClick(&legend, Qt::LeftButton);
        QVERIFY(!legend.isClosed() && legend.height() >= 2 * line);
        QTest::mouseClick(&legend, Qt::LeftButton);
        QVERIFY(legend.isClosed());
    }

    /// Where the lists would press the search, they go below it.
    void thereIsRoomToSearch()
    {
        const GraphProgram program;
        QVERIFY(program.isReady());
        QDockWidget* dock = program.window->findChild<QDockWidget*>(QStringLiteral("graphDock"));
        dock->setFloating(true);
        for (const int width : {1000, 760, 690, 600, 480}) {
            dock->resize(width, 500);
            QTRY_COMPARE(dock->width(), width);
            const QLineEdit* field = program.view().findChild<QLineEdit*>(QStringLiteral("graphSearch"));
            const int letter = field->fontMetrics().averageCharWidth();
            QTRY_VERIFY2(field->width() >= 18 * letter, qPrintable(QString::number(field->width())));
        }
    }

    /// What the person moves below the legend is to be seen there, and within reach.
    void legendHidesNothing()
    {
        const GraphProgram program;
        QVERIFY(program.isReady());
        QVERIFY(program.rests());
        GraphCanvas& canvas = program.canvas();
        const GraphLegend& legend = canvas.legend();
        QVERIFY(!legend.isClosed());
        const QPointF below = QRectF(legend.openGeometry()).center();
        const Pid pid = program.find("demonstration");
        const QPoint nowhere(2, 2);
        drag(&canvas, nowhere, (below - canvas.positionOf(pid)).toPoint());
        QVERIFY(legend.isClosed() && !legend.isCollapsed()); // which is no choice to be remembered
        QTest::mouseClick(program.window->childAt(canvas.mapTo(program.window.get(), below.toPoint())),
                          Qt::LeftButton, {}, below.toPoint());
        QCOMPARE(program.clock().selected(), pid);
        // Whoever wants it has it all the same.
        QTest::keyClick(&canvas, Qt::Key_L);
        QVERIFY(!legend.isClosed());
        QTest::keyClick(&canvas, Qt::Key_L);
        QVERIFY(legend.isClosed());
        QTest::keyClick(&canvas, Qt::Key_L);
        drag(&canvas, nowhere, {0, -10'000});
        QVERIFY(!legend.isClosed());
        drag(&canvas, nowhere, {0, 10'000});
        QVERIFY(legend.isClosed());
        QTest::keyClick(&canvas, Qt::Key_0);
        QVERIFY(!legend.isClosed());
        QVERIFY(program.rests());
        QVERIFY(!legend.isClosed());
    }

    void remembersWhatWasChosen()
    {
        const GraphProgram first;
        QVERIFY(first.isReady());
        QTest::keyClick(&first.canvas(), Qt::Key_3);
        QTest::keyClick(&first.canvas(), Qt::Key_G);
        QTest::keyClick(&first.canvas(), Qt::Key_M);
        QTest::keyClick(&first.canvas(), Qt::Key_L);
        const QByteArray saved = first.view().saveSettings();
        const GraphProgram second;
        QVERIFY(second.view().saveSettings() != saved);
        second.view().restoreSettings(saved);
        QCOMPARE(second.view().saveSettings(), saved);
        QCOMPARE(second.canvas().hops(), 3);
        QCOMPARE(second.canvas().grouping(), GraphGrouping::None);
        QVERIFY(second.canvas().legend().isCollapsed());
        for (const char* strange : {"", "9 module map legend", "x", "1 2 3"}) {
            second.view().restoreSettings(strange);
        }
        QCOMPARE(second.canvas().hops(), 3);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_MAIN(GraphViewTest)
#include "graph_view_test.moc"
