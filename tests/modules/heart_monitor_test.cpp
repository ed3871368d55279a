// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama;
using namespace factorama::testing;

namespace {

/// As if the process computed for so long: computing itself takes no virtual time.
Process occupy(Self self, Pid process, std::int64_t milliseconds)
{
    co_await self.suspend(process);
    co_await self.sleep(milliseconds);
    self.resume(process);
}

void occupyFor(Shell& shell, const std::string& name, std::int64_t milliseconds)
{
    shell.perform(
        [pid = shell.pid(name), milliseconds](Self self) { self.spawn<&occupy>(pid, milliseconds); });
}

QString ask(Shell& shell, const std::string& monitor, const QString& list)
{
    shell.flush();
    shell.send(monitor, "{:" + list + ", self()}");
    return shell.flush();
}

} // namespace

/// The seed's heart monitor with the shell and with its new worker, step by step; what its mistakes spoilt;
/// and the same with monitors.
class HeartMonitorTest : public QObject {
    Q_OBJECT

private slots:
    void theShellIsMonitored()
    {
        Shell shell;
        shell.spawn("heart_monitor", "heart", {}, Shell::How::Link);
        QVERIFY(shell.isAlive("heart"));
        shell.send("heart", "{:monitor, self()}");
        shell.wait(24'500);
        QCOMPARE(shell.flush(), QStringList(8, "{ping,<heart>}").join(" | "));
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[<shell>]}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[]}");
        QCOMPARE(ask(shell, "heart", "list_monitors"), "{reply,[<shell>]}");

        shell.send("heart", "{:pong, self()}");
        QCOMPARE(shell.log(), QStringList("Process <shell> was dead but is now alive"));
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<shell>]}");
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[]}");
        shell.wait(9'000);
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[<shell>]}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[]}");

        shell.send("heart", "{:demonitor, self()}");
        shell.flush();
        shell.wait(9'000);
        QCOMPARE(shell.flush(), "");
        for (const char* list : {"list_monitors", "list_alive", "list_dead"}) {
            QCOMPARE(ask(shell, "heart", list), "{reply,[]}");
        }
    }

    void aWorkerIsMonitored()
    {
        Shell shell;
        shell.spawn("heart_monitor", "heart", {}, Shell::How::Link);
        shell.spawn("new_worker", "w1");
        shell.send("heart", "{:monitor, <w1>}");
        shell.wait(3'500);
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<w1>]}");
        shell.send("w1", "{:compute, 5, self()}");
        shell.send("w1", "{:compute, 20, self()}");
        QCOMPARE(shell.flush(), "{result,5} | {result,6765}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<w1>]}");

        occupyFor(shell, "w1", 12'000);
        shell.send("w1", "{:compute, 25, self()}");
        QCOMPARE(shell.flush(), "");
        shell.wait(11'000);
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[<w1>]}");
        QCOMPARE(shell.log(), QStringList());
        shell.wait(2'000);
        QCOMPARE(shell.flush(), "{result,75025}");
        QCOMPARE(shell.log(), QStringList("Process <w1> was dead but is now alive"));
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<w1>]}");
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[]}");
    }

    /// The seed added up the counts of all monitors.
    void eachHasItsOwnCount()
    {
        Shell shell;
        shell.spawn("heart_monitor", "heart", {"1000"});
        for (const char* name : {"w1", "w2", "w3"}) {
            shell.spawn("new_worker", name);
            shell.send("heart", QStringLiteral("{monitor, <%1>}").arg(name));
        }
        shell.send("heart", "{monitor, Self}");
        shell.send("heart", "{monitor, Self}"); // still one ping at a time
        shell.wait(2'500);
        QCOMPARE(shell.flush(), "{ping,<heart>} | {ping,<heart>}");
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[]}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<w3>,<w2>,<w1>]}");
        shell.wait(1'000);
        QCOMPARE(ask(shell, "heart", "list_dead"), "{reply,[<shell>]}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[<w3>,<w2>,<w1>]}");
        QCOMPARE(ask(shell, "heart", "list_monitors"), "{reply,[<shell>,<w3>,<w2>,<w1>]}");
    }

    /// The seed's pings waited for a pause of three seconds.
    void messagesDoNotHoldUpPings()
    {
        Shell shell;
        shell.spawn("heart_monitor", "heart");
        shell.send("heart", "{monitor, Self}");
        for (int i = 0; i < 7; ++i) {
            shell.wait(1'000);
            shell.send("heart", "{pong, <heart>}"); // from nobody that it knows
        }
        QCOMPARE(shell.flush(), "{ping,<heart>} | {ping,<heart>}");
        QCOMPARE(ask(shell, "heart", "list_alive"), "{reply,[]}");
    }

    void pingsAgainstMonitors()
    {
        Shell shell;
        shell.spawn("heart_monitor", "pings");
        shell.spawn("down_monitor", "downs");
        shell.spawn("new_worker", "busy");
        shell.spawn("new_worker", "crashed");
        for (const char* monitor : {"pings", "downs"}) {
            shell.send(monitor, "{monitor, <crashed>}");
            shell.send(monitor, "{monitor, <busy>}");
        }
        shell.wait(3'500);
        QCOMPARE(ask(shell, "pings", "list_alive"), "{reply,[<busy>,<crashed>]}");
        QCOMPARE(ask(shell, "downs", "list_alive"), "{reply,[<busy>,<crashed>]}");

        shell.send("crashed", "{compute, -1, Self}");
        QVERIFY(!shell.isAlive("crashed"));
        QCOMPARE(ask(shell, "downs", "list_dead"), "{reply,[<crashed>]}");
        QCOMPARE(ask(shell, "downs", "list_alive"), "{reply,[<busy>]}");
        occupyFor(shell, "busy", 12'000);
        shell.wait(8'000); // two intervals are over
        QCOMPARE(ask(shell, "pings", "list_dead"), "{reply,[]}");
        shell.wait(1'000);
        QCOMPARE(ask(shell, "pings", "list_dead"), "{reply,[<busy>,<crashed>]}"); // the one by mistake
        QCOMPARE(ask(shell, "downs", "list_dead"), "{reply,[<crashed>]}");
        shell.wait(5'000);
        QCOMPARE(ask(shell, "pings", "list_dead"), "{reply,[<crashed>]}");
        QCOMPARE(ask(shell, "pings", "list_alive"), "{reply,[<busy>]}");
    }

    void downMonitorForgets()
    {
        Shell shell;
        shell.spawn("down_monitor", "downs");
        shell.spawn("new_worker", "w1");
        shell.send("downs", "{monitor, <w1>}");
        shell.send("downs", "{monitor, <w1>}");
        shell.send("downs", "{demonitor, <w1>}");
        QCOMPARE(ask(shell, "downs", "list_monitors"), "{reply,[]}");
        shell.exit("w1", "kill");
        QCOMPARE(ask(shell, "downs", "list_dead"), "{reply,[]}");
        shell.send("downs", "{monitor, <w1>}"); // it is dead already
        QCOMPARE(ask(shell, "downs", "list_dead"), "{reply,[<w1>]}");
        QCOMPARE(ask(shell, "downs", "list_monitors"), "{reply,[<w1>]}");
        shell.send("downs", "{demonitor, <w1>}");
        QCOMPARE(ask(shell, "downs", "list_dead"), "{reply,[]}");
    }

    void badInputCrashesOne_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("message");
        QTest::newRow("pings") << "heart_monitor"
                               << "{monitor, nobody}";
        QTest::newRow("downs") << "down_monitor"
                               << "{monitor, nobody}";
        QTest::newRow("no number") << "new_worker"
                                   << "{compute, text, Self}";
        QTest::newRow("negative") << "new_worker"
                                  << "{compute, -1, Self}";
        QTest::newRow("too large") << "new_worker"
                                   << "{compute, 100000000000000000000, Self}";
        QTest::newRow("no pid") << "new_worker"
                                << "{compute, 1, nobody}";
    }
    void badInputCrashesOne()
    {
        QFETCH(QString, module);
        QFETCH(QString, message);
        Shell shell;
        shell.spawn(module.toStdString(), "it");
        shell.spawn("new_worker", "other");
        shell.send("it", message);
        QVERIFY(!shell.isAlive("it"));
        QCOMPARE(shell.log().size(), 1);
        QVERIFY2(shell.log()[0].contains("crashed"), qPrintable(shell.log()[0]));
        shell.send("other", "{ping, Self}");
        QCOMPARE(shell.flush(), "{pong,<other>}");
    }
};

QTEST_GUILESS_MAIN(HeartMonitorTest)
#include "heart_monitor_test.moc"
