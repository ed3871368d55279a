// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

/// The seed's process that talks to itself.
class SelfMessagingTest : public QObject {
    Q_OBJECT

private slots:
    void sendsReceivesAndFlushes()
    {
        Shell shell;
        shell.spawn("self_messaging", "m");
        shell.send("m", "{send_squares, Self}");
        QCOMPARE(shell.flush(), "[1,4,9,16,25]");
        shell.send("m", "{receive_one, Self}");
        QCOMPARE(shell.flush(), "1");
        shell.send("m", "{flush, Self}");
        QCOMPARE(shell.flush(), "4 | 9 | 16 | 25 | ok");
        shell.send("m", "{flush, Self}");
        QCOMPARE(shell.flush(), "ok");
    }

    void receiveWaits()
    {
        Shell shell;
        shell.spawn("self_messaging", "m", {"2"});
        shell.send("m", "{receive_one, Self}");
        shell.send("m", "{send_squares, Self}");
        shell.wait(60'000);
        QCOMPARE(shell.flush(), "");
        shell.send("m", "\"square this\""); // no integer
        QCOMPARE(shell.flush(), "");
        shell.send("m", "36");
        QCOMPARE(shell.flush(), "36 | [1,4]");
    }
};

QTEST_GUILESS_MAIN(SelfMessagingTest)
#include "self_messaging_test.moc"
