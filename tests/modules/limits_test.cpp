// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama;
using namespace factorama::testing;

/// The limits that the seeds warn of.
class LimitsTest : public QObject {
    Q_OBJECT

private slots:
    void anUnreadMailboxEndsItsProcess()
    {
        Shell shell;
        shell.spawn("unread_mailbox", "m", {"1000", "kill", "10"}, Shell::How::Monitor);
        shell.wait(50);
        shell.send("m", "{status, Self}");
        QCOMPARE(shell.flush(), "{mailbox,600}");
        shell.wait(100);
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<m>,normal}");
        QVERIFY2(shell.log().join('|').contains("reached its limit of 1000 messages"),
                 qPrintable(shell.log().join('|')));
        QCOMPARE(shell.runtime().processes().count(), 1U); // the shell
    }

    void orItsWriterWaits()
    {
        Shell shell;
        shell.spawn("unread_mailbox", "m", {"1000", "back_pressure", "10"});
        shell.wait(10'000);
        shell.send("m", "{status, Self}");
        const QString full = shell.flush();
        shell.wait(10'000);
        shell.send("m", "{status, Self}");
        QCOMPARE(shell.flush(), full); // no more
        const int held = full.section(',', 1).section('}', 0, 0).toInt();
        QVERIFY2(held >= 1000 && held <= 1100, qPrintable(full));
        shell.exit("m", "kill");
        QCOMPARE(shell.runtime().processes().count(), 1U);
    }

    void namesFromOutsideAreRefused()
    {
        Shell shell;
        shell.spawn("name_flood", "n", {"3"});
        shell.send("n", "{name, <<\"ok\">>, Self}");
        QCOMPARE(shell.flush(), "{ok,ok}");
        const std::size_t before = Atom::count();
        shell.send("n", "{flood, 1000, Self}");
        QCOMPARE(shell.flush(), "{flood,3,997}");
        QCOMPARE(Atom::count(), before + 3);
        shell.send("n", "{name, <<\"a new one\">>, Self}");
        QCOMPARE(
            shell.flush(),
            "{error,<<\"there is no atom `a new one`; text is written in quotes: \\\"a new one\\\"\">>}");
        shell.send("n", "{name, <<\"ok\">>, Self}"); // one that exists costs nothing
        QCOMPARE(shell.flush(), "{ok,ok}");
        shell.send("n", "{atoms, Self}");
        QCOMPARE(shell.flush(), QStringLiteral("{atoms,%1,1048576}").arg(Atom::count()));
        QVERIFY(shell.isAlive("n"));
    }

    void manyProcessesAreAliveAtOnce()
    {
        Shell shell;
        shell.spawn("million_processes", "m", {"5000", "10"}, Shell::How::Monitor);
        QCOMPARE(shell.runtime().processes().count(), 5'002U);
        shell.send("m", "{measure, Self}");
        const QString result = shell.flush();
        QVERIFY2(result.startsWith("{{processes,5000,{nanoseconds,"), qPrintable(result));
        shell.exit("m", "kill");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<m>,killed}");
        QCOMPARE(shell.runtime().processes().count(), 1U);
    }

    void moreThanTheNodesLimitIsAClearError()
    {
        Shell shell(1, 500);
        shell.spawn("million_processes", "m", {"1000", "0"}, Shell::How::Monitor);
        QVERIFY2(shell.flush().contains("system_limit"), "it ended for another reason");
        QCOMPARE(shell.runtime().processes().count(), 1U);
    }
};

QTEST_GUILESS_MAIN(LimitsTest)
#include "limits_test.moc"
