// SPDX-License-Identifier: GPL-3.0-or-later
#include "pids_told_by.h"

using namespace factorama::testing;

class TokenRingTest : public QObject {
    Q_OBJECT

private slots:
    void goesRound_data()
    {
        QTest::addColumn<int>("members");
        QTest::addColumn<int>("rounds");
        QTest::newRow("alone") << 1 << 7;
        QTest::newRow("two") << 2 << 1;
        QTest::newRow("many") << 503 << 10;
    }
    void goesRound()
    {
        QFETCH(int, members);
        QFETCH(int, rounds);
        Shell shell;
        shell.spawn("token_ring", "ring", {std::to_string(members), std::to_string(rounds)});
        shell.send("ring", "{run, Self}");
        QCOMPARE(shell.flush(), QString("{done,%1}").arg(members * rounds));
        shell.send("ring", "{run, Self}");
        QCOMPARE(shell.flush(), QString("{done,%1}").arg(members * rounds));
        QCOMPARE(pidsToldBy(shell, "ring", "members").size(), std::size_t(members));
    }

    void oneRunAfterTheOther()
    {
        Shell shell;
        shell.spawn("token_ring", "ring", {"10", "3", "10"});
        shell.send("ring", "{run, Self}");
        shell.send("ring", "{run, Self}");
        shell.wait(299);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), "{done,30}");
        shell.wait(299);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), "{done,30}");
    }

    void fragile()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("token_ring", "ring", {"10", "3", "10", "fragile"}, Shell::How::Monitor);
        shell.send("ring", "{run, Self}");
        shell.wait(50);
        shell.name("member", pidsToldBy(shell, "ring", "members")[7]);
        shell.exit("member", "boom");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<ring>,boom}");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

    void repaired_data()
    {
        QTest::addColumn<int>("killedAt");
        QTest::newRow("in the first round") << 55;
        QTest::newRow("when the old token could still come back") << 255;
    }
    /// Wherever the token was, the rounds begin anew without the dead, and are counted once.
    void repaired()
    {
        QFETCH(int, killedAt);
        for (std::uint64_t victim = 0; victim < 10; ++victim) {
            Shell shell(1 + victim);
            shell.spawn("token_ring", "ring", {"10", "3", "10", "repaired"});
            shell.send("ring", "{run, Self}");
            shell.wait(killedAt); // the sixth has it
            shell.name("member", pidsToldBy(shell, "ring", "members")[victim]);
            shell.exit("member", "kill");
            shell.wait(269);
            QCOMPARE(shell.flush(), "");
            shell.wait(11);
            QCOMPARE(shell.flush(), "{done,27}");
            shell.wait(10'000);
            QCOMPARE(shell.flush(), "");
            shell.send("ring", "{run, Self}");
            shell.wait(270);
            QCOMPARE(shell.flush(), "{done,27}");
        }
    }

    /// A member keeps no token that is older than what it has seen: not even for its pause.
    void oldTokensAreDropped()
    {
        Shell shell;
        shell.spawn("token_ring", "ring", {"10", "3", "10"});
        shell.send("ring", "{run, Self}");
        shell.wait(300);
        QCOMPARE(shell.flush(), "{done,30}");
        shell.name("member", pidsToldBy(shell, "ring", "members")[9]);
        shell.send("ring", "{run, Self}");
        for (int i = 0; i < 100; ++i) {
            shell.send("member", "{token, 0, 0, 5}");
        }
        shell.wait(300);
        QCOMPARE(shell.flush(), "{done,30}");
    }

    void diesOut()
    {
        Shell shell;
        shell.spawn("token_ring", "ring", {"3", "1000", "10", "repaired"});
        shell.send("ring", "{run, Self}");
        for (const factorama::Pid member : pidsToldBy(shell, "ring", "members")) {
            shell.wait(100);
            QCOMPARE(shell.flush(), "");
            shell.runtime().exit(member, factorama::atoms::kill);
        }
        QCOMPARE(shell.flush(), "{error,no_members}");
        shell.send("ring", "{run, Self}");
        QCOMPARE(shell.flush(), "{error,no_members}");
        QVERIFY(shell.isAlive("ring"));
    }

    void endsAsOne()
    {
        for (const char* failure : {"fragile", "repaired"}) {
            Shell shell;
            const auto before = shell.runtime().processes().count();
            for (const char* reason : {"kill", "shutdown"}) {
                shell.spawn("token_ring", "ring", {"10", "3", "10", failure});
                shell.send("ring", "{run, Self}");
                QCOMPARE(shell.runtime().processes().count(), before + 11);
                shell.exit("ring", reason);
                QCOMPARE(shell.runtime().processes().count(), before);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TokenRingTest)
#include "token_ring_test.moc"
