// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

class PingPongTest : public QObject {
    Q_OBJECT

private slots:
    void answersPings()
    {
        Shell shell;
        shell.spawn("ping_pong", "p", {}, Shell::How::Link);
        shell.send("p", "{:ping, self}");
        QCOMPARE(shell.flush(), "{pong,<p>}");
        shell.send("p", "{ping, Self}");
        QCOMPARE(shell.flush(), "{pong,<p>}");
    }

    void leavesTheRestInItsMailbox()
    {
        Shell shell;
        shell.spawn("ping_pong", "p");
        shell.send("p", "ping");
        shell.send("p", "{ping, nobody}");
        shell.send("p", "{ping, Self}");
        QCOMPARE(shell.flush(), "{pong,<p>}");
        QVERIFY(shell.isAlive("p"));
        QVERIFY(shell.log().isEmpty());
    }
};

QTEST_GUILESS_MAIN(PingPongTest)
#include "ping_pong_test.moc"
