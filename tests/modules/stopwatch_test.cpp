// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

class StopwatchTest : public QObject {
    Q_OBJECT

private slots:
    void timesFromSpawnToEnd()
    {
        Shell shell;
        shell.spawn("stopwatch", "s", {"kv"});
        shell.send("s", "{timed, [{put, a, 1, Self}], Self}");
        QCOMPARE(shell.flush(), "ok");
        shell.wait(1500);
        QCOMPARE(shell.flush(), "");
        shell.exit("kv", "kill");
        QCOMPARE(shell.flush(), "{1.5,killed}");
        shell.send("s", "{timed, [], Self}"); // anew
        shell.wait(250);
        shell.exit("kv", "boom");
        QCOMPARE(shell.flush(), "{0.25,boom}");
    }

    void tellsHowItEnded()
    {
        Shell shell;
        shell.spawn("stopwatch", "s");
        shell.send("s", "{timed, [{compute, 4, Self}, {exit, normal}], Self}");
        QCOMPARE(shell.flush(), "{result,16} | {0.0,normal}");
        shell.send("s", "{timed, [{compute, \"square this\", Self}], Self}");
        const QString crashed = shell.flush();
        QVERIFY2(crashed.startsWith("{0.0,{badarith,"), qPrintable(crashed));
        QVERIFY(shell.isAlive("s"));
    }

    void takesWhatItRunsAlong()
    {
        Shell shell;
        shell.spawn("stopwatch", "s", {"kv"}, Shell::How::Link);
        shell.send("s", "{timed, [], Self}");
        QVERIFY(shell.isAlive("kv"));
        shell.exit("shell", "kill");
        QVERIFY(!shell.isAlive("s"));
        QVERIFY(!shell.runtime().whereis(factorama::Atom("kv")));
    }

    void unknownModule()
    {
        Shell shell;
        shell.spawn("stopwatch", "s", {"no_such_module"}, Shell::How::Monitor);
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<s>,{unknown_module,no_such_module}}");
        QCOMPARE(shell.log(), QStringList("Stopwatch: there is no module no_such_module"));
    }

    void noListCrashesIt()
    {
        Shell shell;
        shell.spawn("stopwatch", "s");
        shell.send("s", "{timed, 5, Self}");
        QVERIFY(!shell.isAlive("s"));
    }
};

QTEST_GUILESS_MAIN(StopwatchTest)
#include "stopwatch_test.moc"
