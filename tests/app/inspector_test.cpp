// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN
// The precompiled header has Qt's macros already, which are names here.
#pragma push_macro("signals")
#pragma push_macro("slots")
#undef signals
#undef slots
#include "runtime/node/runtime.h"
#include "runtime/otp/supervisor.h"
#pragma pop_macro("signals")
#pragma pop_macro("slots")
#endif

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTreeView>

#include "program.h"
#include "widgets/common/live_label.h"
#include "widgets/graph/graph_view.h"
#include "widgets/inspector/detail_model.h"
#include "widgets/inspector/inspector_view.h"
#include "widgets/inspector/logged_end.h"
#include "widgets/inspector/message_model.h"
#include "widgets/inspector/peer_model.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/process_actions.h"
#include "widgets/spawn/spawn_dialog.h"
#include "widgets/text/process_text.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

using namespace factorama;
using namespace factorama::testing;

namespace {

/// The process with this registered name, once the window shows it.
Pid named(const Program& program, const char* name)
{
    Pid pid;
    (void)QTest::qWaitFor(
        [&] {
            pid = findProcessByText(*program.window->clock().snapshot(), QString::fromLatin1(name));
            return static_cast<bool>(pid);
        },
        Patience);
    return pid;
}

Process idle(Self self)
{
    static const Atom never("nobody_sends_this");
    const Message message = co_await self.receive(never);
}

/// Two children without names.
otp::SupervisorSpecification nameless()
{
    otp::SupervisorSpecification tree;
    tree.intensity = 10;
    tree.children.push_back(otp::childProcess<&idle>(Atom("first")));
    tree.children.push_back(otp::childProcess<&idle>(Atom("second")));
    return tree;
}

std::vector<Pid> childrenOf(const Snapshot& snapshot, Pid parent)
{
    std::vector<Pid> children;
    for (const ProcessRow& row : snapshot.processes) {
        if (row.parent == parent) {
            children.push_back(row.pid);
        }
    }
    return children;
}

/// The value beside a label of the inspector's overview; empty if there is none.
QString valueOf(const DetailModel& model, const QString& label)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, DetailModel::LabelColumn).data().toString() == label) {
            return model.index(row, DetailModel::ValueColumn).data().toString();
        }
    }
    return {};
}

int rowOf(const DetailModel& model, const QString& label)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, DetailModel::LabelColumn).data().toString() == label) {
            return row;
        }
    }
    return -1;
}

bool hasNotice(const Program& program, const std::string& part)
{
    const std::vector<Notice> notices = program.node.notices(0);
    return std::any_of(notices.begin(), notices.end(),
                       [&](const Notice& notice) { return notice.text.find(part) != std::string::npos; });
}

/// Opens the inspector on a process and waits until that has told of itself.
bool inspect(const Program& program, Pid pid)
{
    program.action("goTo:inspectorDock")->trigger();
    program.window->clock().select(pid);
    InspectorView& inspector = program.window->inspector();
    return QTest::qWaitFor(
        [&] {
            return inspector.details() && inspector.details()->row.pid == pid &&
                   inspector.details()->nanoseconds > 0;
        },
        Patience);
}

QDialog* dialog(const Program& program, const char* name)
{
    QDialog* found = nullptr;
    (void)QTest::qWaitFor(
        [&] {
            found = program.find<QDialog>(name);
            return found != nullptr && found->isVisible();
        },
        Patience);
    return found;
}

} // namespace

class InspectorTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    }

    void showsTheSelectedProcess()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid reader = named(program, "reader");
        QVERIFY(inspect(program, reader));
        InspectorView& inspector = program.window->inspector();
        const QAbstractItemModelTester details(&inspector.detailModel());
        const QAbstractItemModelTester messages(&inspector.messageModel());
        const QAbstractItemModelTester peers(&inspector.peerModel());
        QCOMPARE(valueOf(inspector.detailModel(), QStringLiteral("Registered name")),
                 QStringLiteral("reader"));
        QVERIFY(valueOf(inspector.detailModel(), QStringLiteral("Supervisor"))
                    .contains(QLatin1String("demonstration")));
        inspector.tabs().setCurrentIndex(1);
        QTRY_VERIFY_WITH_TIMEOUT(inspector.messageModel().rowCount() > 0, Patience);
        QVERIFY(!inspector.messageModel().index(0, MessageModel::TextColumn).data().toString().isEmpty());
    }

    void nothingIsInspectedWhileItIsHidden()
    {
        const Program program;
        QVERIFY(program.isReady());
        QVERIFY(inspect(program, named(program, "echo")));
        QVERIFY(static_cast<bool>(program.window->clock().interest().inspected));
        program.action("toggle:inspectorDock")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!program.window->clock().interest().inspected, Patience);
    }

    void processesInItLeadThereAndBack()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid echo = named(program, "echo");
        const Pid root = named(program, "demonstration");
        QVERIFY(inspect(program, echo));
        InspectorView& inspector = program.window->inspector();
        auto* table = program.find<QTableView>("inspectorTable");
        const int row = rowOf(inspector.detailModel(), QStringLiteral("Parent"));
        QVERIFY(row >= 0);
        const QModelIndex parent = inspector.detailModel().index(row, DetailModel::ValueColumn);
        table->scrollTo(parent);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(parent).center());
        QCOMPARE(program.window->clock().selected(), root);
        QTRY_COMPARE_WITH_TIMEOUT(inspector.details() ? inspector.details()->row.pid : Pid(), root, Patience);
        inspector.tabs().setCurrentIndex(2);
        QTRY_VERIFY_WITH_TIMEOUT(inspector.details()->children.count == 5, Patience);
        inspector.backAction()->trigger();
        QCOMPARE(program.window->clock().selected(), echo);
        QVERIFY(!inspector.backAction()->isEnabled() || program.window->clock().canGoBack());
        inspector.forwardAction()->trigger();
        QCOMPARE(program.window->clock().selected(), root);
    }

    void theDeadStayReadable()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid reader = named(program, "reader");
        QVERIFY(inspect(program, reader));
        QVERIFY(program.window->clock().node().exit(reader, "{my, reason}").ok());
        InspectorView& inspector = program.window->inspector();
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(inspector.detailModel(), QStringLiteral("Status")),
                                  QStringLiteral("dead"), Patience);
        QCOMPARE(valueOf(inspector.detailModel(), QStringLiteral("Exit reason")),
                 QStringLiteral("{my,reason}"));
        QCOMPARE(program.window->clock().selected(), reader);
    }

    void whoWasLookedAtStaysReadableWhenItEndsLater()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid reader = named(program, "reader");
        QVERIFY(inspect(program, reader));
        QVERIFY(inspect(program, named(program, "echo")));
        QVERIFY(program.window->clock().node().exit(reader, "{my, reason}").ok());
        QVERIFY(QTest::qWaitFor([&] { return hasNotice(program, reader.toString() + " child_terminated"); },
                                Patience));
        InspectorView& inspector = program.window->inspector();
        inspector.backAction()->trigger();
        QCOMPARE(program.window->clock().selected(), reader);
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(inspector.detailModel(), QStringLiteral("Status")),
                                  QStringLiteral("dead"), Patience);
        QCOMPARE(valueOf(inspector.detailModel(), QStringLiteral("Registered name")),
                 QStringLiteral("reader"));
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(inspector.detailModel(), QStringLiteral("Exit reason")),
                                  QStringLiteral("{my,reason}"), Patience);
    }

    void whoCrashedUnseenIsReadInTheLog()
    {
        const std::string report = "Process <0.9.0> (squarer) crashed: {badarith,[a: b]}\n"
                                   "  initial call: squarer:run/0\n  pid: <0.9.0>\n  links: [<0.3.0>]";
        const std::vector<Notice> notices = {
            {1, 0, Notice::Kind::Crash, Pid(8, 0), "Process <0.8.0> (other) crashed: other"},
            {2, 0, Notice::Kind::Crash, Pid(9, 0), report},
            {3, 0, Notice::Kind::Information, Pid(3, 0),
             "one <0.9.0> child_terminated: {badarith,[...]}. Supervisor: top.", Notice::About::EndOfChild}};
        const LoggedEnd end = endInLog(notices, Pid(9, 0));
        QCOMPARE(end.reason, QStringLiteral("{badarith,[a: b]}"));
        QCOMPARE(end.report.size(), std::size_t{2});
        QCOMPARE(end.report.back().second, QStringLiteral("[<0.3.0>]"));
        QCOMPARE(endInLog({notices.back()}, Pid(9, 0)).reason, QStringLiteral("{badarith,[...]}"));
        QVERIFY(endInLog(notices, Pid(7, 0)).reason.isEmpty());

        const std::vector<Notice> stopped = {
            {4, 0, Notice::Kind::Information, Pid(3, 0),
             "b <0.6.0>, a <0.9.0>, {c,1} <0.7.0> stopped: shutdown. Supervisor: {local,top}.",
             Notice::About::StoppedChildren},
            {5, 0, Notice::Kind::Warning, Pid(3, 0),
             "d <0.5.0> shutdown_error: killed. Supervisor: {local,top}."}};
        for (const std::uint32_t index : {6U, 9U, 7U, 5U}) {
            const LoggedEnd along = endInLog(stopped, Pid(index, 0));
            QCOMPARE(along.reason, index == 5 ? QStringLiteral("killed") : QStringLiteral("shutdown"));
            QCOMPARE(along.stoppedBy, Pid(3, 0));
        }
        QVERIFY(endInLog(stopped, Pid(3, 0)).reason.isEmpty());
        const Atom reason("oops");
        const std::vector<Event> events = {{Event::Kind::Exit, Pid(8, 0), Pid(), Atom("other")},
                                           {Event::Kind::Exit, Pid(9, 0), Pid(), reason},
                                           {Event::Kind::Down, Pid(3, 0), Pid(9, 0), Atom("other")}};
        QCOMPARE(reasonInEvents(events, Pid(9, 0)), reason);
        QVERIFY(reasonInEvents(events, Pid(3, 0)).isUndefined());

        ProcessDetails details;
        details.row.pid = Pid(9, 0);
        details.alive = false;
        DetailModel model;
        model.setDetails(details, end);
        QCOMPARE(valueOf(model, QStringLiteral("Exit reason")), end.reason);
        QCOMPARE(valueOf(model, QStringLiteral("Crash report: links")), QStringLiteral("[<0.3.0>]"));
    }

    void aCrashThatNobodySawHasItsReason()
    {
        const Program program;
        QVERIFY(program.isReady());
        NodeView& node = program.window->clock().node();
        const Outcome spawned = node.spawn("worker", {});
        QVERIFY2(spawned.ok(), spawned.error.c_str());
        QVERIFY(inspect(program, named(program, "echo")));
        QVERIFY(node.send(spawned.pid, "{compute, no_number, Self}").ok());
        QVERIFY(QTest::qWaitFor(
            [&] { return hasNotice(program, "Process " + spawned.pid.toString() + " (worker"); }, Patience));
        program.window->clock().select(spawned.pid);
        const DetailModel& model = program.window->inspector().detailModel();
        QTRY_VERIFY_WITH_TIMEOUT(
            valueOf(model, QStringLiteral("Exit reason")).contains(QStringLiteral("badarith")), Patience);
        QVERIFY(!valueOf(model, QStringLiteral("Crash report: initial call")).isEmpty());
        // What it was the log says; of all else nothing is claimed.
        QVERIFY(program.find<LiveLabel>("inspectorTitle")->text().contains(QStringLiteral("worker:")));
        const PeerModel& peers = program.window->inspector().peerModel();
        QCOMPARE(peers.index(0, 0).data().toString(), QStringLiteral("Links: not known"));
        program.window->clock().select(named(program, "echo"));
        QTRY_VERIFY_WITH_TIMEOUT(peers.index(0, 0).data().toString() == QStringLiteral("Links (1)"),
                                 Patience);
    }

    void whoWasTakenAlongHasItsReason()
    {
        Program program;
        QVERIFY(program.isReady());
        QVERIFY(inspect(program, named(program, "echo")));
        otp::SupervisorSpecification tree = nameless();
        tree.strategy = otp::RestartStrategy::OneForAll;
        const Pid supervisor = otp::startSupervisor(program.node.runtime(), std::move(tree));
        ViewClock& clock = program.window->clock();
        std::vector<Pid> children;
        QTRY_COMPARE_WITH_TIMEOUT((children = childrenOf(*clock.snapshot(), supervisor)).size(),
                                  std::size_t{2}, Patience);
        QVERIFY(clock.node().exit(children[0], "{my, reason}").ok());
        QVERIFY(QTest::qWaitFor([&] { return hasNotice(program, children[1].toString() + " stopped: "); },
                                Patience));
        clock.select(children[1]);
        const DetailModel& model = program.window->inspector().detailModel();
        QTRY_COMPARE_WITH_TIMEOUT(valueOf(model, QStringLiteral("Exit reason")), QStringLiteral("shutdown"),
                                  Patience);
        QCOMPARE(model.pidAt(rowOf(model, QStringLiteral("Stopped by"))), supervisor);
    }

    void whoEndedUnseenHasItsReasonFromTheGraph()
    {
        const Program program;
        QVERIFY(program.isReady());
        ViewClock& clock = program.window->clock();
        const DetailModel& model = program.window->inspector().detailModel();
        for (const bool graph : {false, true}) {
            program.action(graph ? "goTo:graphDock" : "goTo:schedulersDock")->trigger();
            QTRY_COMPARE_WITH_TIMEOUT(clock.interest().events, graph, Patience);
            const Outcome spawned = clock.node().spawn("echo", {});
            QVERIFY(spawned.ok());
            QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), spawned.pid) != nullptr, Patience);
            QVERIFY(clock.node().exit(spawned.pid, "shutdown").ok());
            QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), spawned.pid) == nullptr, Patience);
            program.action("goTo:inspectorDock")->trigger();
            clock.select(spawned.pid);
            QTRY_VERIFY_WITH_TIMEOUT(
                valueOf(model, QStringLiteral("Exit reason"))
                    .startsWith(graph ? QStringLiteral("shutdown") : QStringLiteral("not seen")),
                Patience);
        }
    }

    void aMessageIsTypedAndAnswered()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid echo = named(program, "echo");
        program.window->clock().select(echo);
        QTRY_VERIFY_WITH_TIMEOUT(program.window->processActions().send()->isEnabled(), Patience);
        program.window->processActions().send()->trigger();
        QDialog* send = dialog(program, "sendDialog");
        QVERIFY(send != nullptr);
        auto* field = send->findChild<QComboBox*>(QStringLiteral("sendMessageText"));
        QCOMPARE(field->currentText(), QStringLiteral("{ping, Self}")); // the module's first known message
        auto* button = send->findChild<QPushButton*>(QStringLiteral("sendDialogButton"));
        field->setEditText(QStringLiteral("{ping,"));
        QVERIFY(!button->isEnabled());
        field->setEditText(QStringLiteral("{ping, Self}"));
        QVERIFY(button->isEnabled());
        QTest::keyClick(send, Qt::Key_Return); // does what the dialog is for
        QTRY_VERIFY_WITH_TIMEOUT(hasNotice(program, "{pong," + echo.toString() + "}"), Patience);
        QTRY_VERIFY(program.find<QDialog>("sendDialog") == nullptr);
    }

    void whatIsRestartedStaysSelected()
    {
        const Program program;
        QVERIFY(program.isReady());
        ViewClock& clock = program.window->clock();
        for (const char* name : {"", "reader"}) { // by its supervisor
            Pid old = named(program, "reader");
            if (*name == '\0') {
                const Outcome spawned = clock.node().spawn("echo", {});
                QVERIFY(spawned.ok());
                old = spawned.pid;
            }
            QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), old) != nullptr, Patience);
            clock.select(old);
            QTRY_VERIFY_WITH_TIMEOUT(program.window->processActions().restart()->isEnabled(), Patience);
            program.window->processActions().restart()->trigger();
            QTRY_VERIFY_WITH_TIMEOUT(clock.selected() != old, Patience);
            QVERIFY(static_cast<bool>(clock.selected()));
            QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), clock.selected()) != nullptr, Patience);
            QCOMPARE(findProcess(*clock.snapshot(), clock.selected())->name.isUndefined(), *name == '\0');
        }
    }

    void whatASupervisorRestartsStaysSelectedByItsPlace()
    {
        Program program;
        QVERIFY(program.isReady());
        program.action("goTo:schedulersDock")->trigger(); // what supervises whom is not in sight
        ViewClock& clock = program.window->clock();
        QAction* const restart = program.window->processActions().restart();
        const Pid supervisor = otp::startSupervisor(program.node.runtime(), nameless());
        const auto children = [&] { return childrenOf(*clock.snapshot(), supervisor); };
        QTRY_COMPARE_WITH_TIMEOUT(children().size(), std::size_t{2}, Patience);
        const std::vector<Pid> before = children();
        clock.select(before[0]);
        QTRY_VERIFY_WITH_TIMEOUT(restart->isEnabled(), Patience);
        restart->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(clock.selected() != before[0], Patience);
        QTRY_VERIFY_WITH_TIMEOUT(children().size() == 2 && children() != before, Patience);
        QVERIFY(clock.selected() != before[1]); // but what has come in place of the first one
        QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), clock.selected()) != nullptr, Patience);
        QCOMPARE(findProcess(*clock.snapshot(), clock.selected())->parent, supervisor);
        QTRY_VERIFY_WITH_TIMEOUT(!clock.interest().supervision, Patience); // only as long as it is waited for

        // Who goes elsewhere meanwhile stays there.
        const Pid first = clock.selected();
        QTRY_VERIFY_WITH_TIMEOUT(restart->isEnabled(), Patience);
        restart->trigger();
        clock.select(supervisor);
        QTRY_VERIFY_WITH_TIMEOUT(findProcess(*clock.snapshot(), first) == nullptr && children().size() == 2,
                                 Patience);
        QTRY_VERIFY_WITH_TIMEOUT(!clock.interest().supervision, Patience);
        QCOMPARE(clock.selected(), supervisor);
    }

    void suspendAndResume()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid echo = named(program, "echo");
        program.window->clock().select(echo);
        ProcessActions& actions = program.window->processActions();
        QTRY_VERIFY_WITH_TIMEOUT(actions.suspend()->isEnabled(), Patience);
        actions.suspend()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(actions.resume()->isEnabled(), Patience);
        actions.resume()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!actions.resume()->isEnabled(), Patience);
    }

    void aLinkIsMadeByName()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid echo = named(program, "echo");
        QVERIFY(inspect(program, echo));
        InspectorView& inspector = program.window->inspector();
        QTRY_VERIFY_WITH_TIMEOUT(inspector.details()->links.count == 1, Patience);
        program.window->processActions().link()->trigger();
        QDialog* link = dialog(program, "linkDialog");
        QVERIFY(link != nullptr);
        auto* button = link->findChild<QPushButton*>(QStringLiteral("linkDialogButton"));
        auto* peer = link->findChild<QComboBox*>(QStringLiteral("linkDialogPeer"));
        QVERIFY(!button->isEnabled());
        peer->setEditText(QStringLiteral("nobody_here"));
        QVERIFY(!button->isEnabled());
        peer->setEditText(QStringLiteral("reader"));
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(inspector.details()->links.count == 2, Patience);
    }

    void aMailboxIsBounded()
    {
        const Program program;
        QVERIFY(program.isReady());
        QVERIFY(inspect(program, named(program, "reader")));
        program.window->processActions().mailboxLimit()->trigger();
        QDialog* limit = dialog(program, "mailboxLimitDialog");
        QVERIFY(limit != nullptr);
        limit->findChild<QSpinBox*>(QStringLiteral("mailboxLimitCount"))->setValue(20);
        QTest::mouseClick(limit->findChild<QPushButton*>(QStringLiteral("mailboxLimitDialogButton")),
                          Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(program.window->inspector().details()->limitMessages == 20, Patience);
        QVERIFY(program.window->inspector().details()->limitPresses);
    }

    void manyAreSpawnedAndThePanicButtonEndsThem()
    {
        const Program program;
        QVERIFY(program.isReady());
        QTRY_COMPARE_WITH_TIMEOUT(program.window->clock().snapshot()->processCount, std::size_t{6}, Patience);
        program.action("spawnProcess")->trigger();
        auto* spawn = openDialog<SpawnDialog>(program.window.get());
        QVERIFY(spawn != nullptr);
        spawn->countField().setValue(5000);
        QVERIFY(!spawn->nameField().isEnabled());
        QTest::mouseClick(spawn->findChild<QPushButton*>(QStringLiteral("spawnButton")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(program.window->clock().snapshot()->processCount >= 5006, Patience);
        spawn->close();
        program.window->processActions().endSpawned()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(program.window->clock().snapshot()->processCount, std::size_t{6}, Patience);
    }

    void exitsAreSeenToSpreadInTheGraph()
    {
        const Program program;
        QVERIFY(program.isReady());
        const Pid reader = named(program, "reader");
        program.action("goTo:graphDock")->trigger();
        GraphCanvas& canvas = program.window->graph().canvas();
        QTRY_VERIFY_WITH_TIMEOUT(canvas.graph().find(reader).has_value(), Patience);
        QTRY_VERIFY_WITH_TIMEOUT(program.window->clock().interest().events, Patience);
        // What was collected at first is history: it is taken with the next snapshot.
        const auto refreshes = [&] {
            for (const ViewCost& cost : program.window->clock().costs()) {
                if (cost.view == &program.window->graph()) {
                    return cost.refreshes;
                }
            }
            return std::uint64_t{0};
        };
        const std::uint64_t before = refreshes();
        QTRY_VERIFY_WITH_TIMEOUT(refreshes() > before + 1, Patience);
        QVERIFY(program.window->clock().node().exit(reader, "boom").ok());
        QTRY_VERIFY_WITH_TIMEOUT(canvas.pulses().count() > 0, Patience);
        QTRY_VERIFY_WITH_TIMEOUT(canvas.pulses().isEmpty(), Patience);
    }
};

QTEST_MAIN(InspectorTest)
#include "inspector_test.moc"
