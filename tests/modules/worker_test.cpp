// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

/// The seed's worker, step by step: computing, crashing, and what spawn, spawn_link and spawn_monitor make of
/// its end.
class WorkerTest : public QObject {
    Q_OBJECT

private slots:
    void computesSquares()
    {
        Shell shell;
        shell.spawn("worker", "w");
        QVERIFY(shell.isAlive("w"));
        shell.send("w", "{:compute, 4, self()}");
        QCOMPARE(shell.flush(), "{result,16}");
        QVERIFY(shell.isAlive("w"));
        shell.send("w", "{compute, 16, Self}");
        QCOMPARE(shell.flush(), "{result,256}");
        shell.send("w", "{compute, 123456789012345678901234567890, Self}");
        QCOMPARE(shell.flush(), "{result,15241578753238836750495351562536198787501905199875019052100}");
    }

    void textCrashesIt()
    {
        Shell shell;
        shell.spawn("worker", "w");
        shell.send("w", "{:compute, \"square this\", self()}");
        QCOMPARE(shell.flush(), "");
        QVERIFY(!shell.isAlive("w"));
        QCOMPARE(shell.log().size(), 1);
        QVERIFY2(shell.log()[0].contains("crashed: {badarith,"), qPrintable(shell.log()[0]));
    }

    void linked_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("message");
        QTest::newRow("normal") << "normal"
                                << "{'EXIT',<w>,normal}";
        QTest::newRow("kill") << "kill"
                              << "{'EXIT',<w>,kill}"; // exit(kill) of one's own is a reason as others
        QTest::newRow("other") << "boom"
                               << "{'EXIT',<w>,boom}";
    }
    /// The shell traps exits, so it is told.
    void linked()
    {
        QFETCH(QString, reason);
        QFETCH(QString, message);
        Shell shell;
        shell.spawn("worker", "w", {}, Shell::How::Link);
        shell.send("w", "{exit, " + reason + "}");
        QCOMPARE(shell.flush(), message);
        QVERIFY(!shell.isAlive("w"));
    }

    void monitored_data()
    {
        QTest::addColumn<QString>("reason");
        QTest::newRow("normal") << "normal";
        QTest::newRow("kill") << "kill";
        QTest::newRow("other") << "boom";
    }
    void monitored()
    {
        QFETCH(QString, reason);
        Shell shell;
        shell.spawn("worker", "w", {}, Shell::How::Monitor);
        shell.send("w", "{exit, " + reason + "}");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<w>," + reason + "}");
    }

    void killedFromOutside()
    {
        Shell shell;
        shell.spawn("worker", "w", {}, Shell::How::Monitor);
        shell.exit("w", "normal"); // exit/2 with normal is dropped
        QCOMPARE(shell.flush(), "");
        shell.exit("w", "kill");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<w>,killed}");
    }
};

QTEST_GUILESS_MAIN(WorkerTest)
#include "worker_test.moc"
