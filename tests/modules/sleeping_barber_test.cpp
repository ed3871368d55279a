// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

class SleepingBarberTest : public QObject {
    Q_OBJECT

private slots:
    void oneAfterTheOther()
    {
        Shell shell;
        shell.spawn("sleeping_barber", "shop", {"2", "200"});
        shell.send("shop", "{state, Self}");
        QCOMPARE(shell.flush(), "{state,asleep,0,0,0}");
        for (int i = 0; i < 4; ++i) {
            shell.send("shop", "{customer, Self}");
        }
        QCOMPARE(shell.flush(), "full"); // one is served, two wait
        shell.send("shop", "{state, Self}");
        QCOMPARE(shell.flush(), "{state,cutting,2,0,1}");
        shell.wait(199);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), "done");
        shell.send("shop", "{customer, Self}"); // a chair is free again
        shell.send("shop", "{customer, Self}");
        QCOMPARE(shell.flush(), "full");
        shell.wait(600);
        QCOMPARE(shell.flush(), "done | done | done");
        shell.send("shop", "{state, Self}");
        QCOMPARE(shell.flush(), "{state,asleep,0,4,2}");
        shell.wait(86'400'000);
        shell.send("shop", "{customer, Self}"); // wakes him
        shell.wait(200);
        QCOMPARE(shell.flush(), "done");
    }

    void noChairs()
    {
        Shell shell;
        shell.spawn("sleeping_barber", "shop", {"0", "200"});
        shell.send("shop", "{customer, Self}");
        shell.send("shop", "{customer, Self}");
        QCOMPARE(shell.flush(), "full");
        shell.wait(200);
        QCOMPARE(shell.flush(), "done");
    }

    /// Six come at the same time, every time: one is served, three find chairs, two go away.
    void customers()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("sleeping_barber", "shop", {"3", "100", "6", "1000"});
            shell.wait(1050);
            shell.send("shop", "{state, Self}");
            QCOMPARE(shell.flush(), "{state,cutting,3,0,2}");
            shell.wait(400);
            shell.send("shop", "{state, Self}");
            QCOMPARE(shell.flush(), "{state,asleep,0,4,2}");
            shell.wait(60'000); // nobody waits for ever
            shell.send("shop", "{state, Self}");
            const QString state = shell.flush();
            QVERIFY2(state.section(',', 3, 3).toInt() > 200, qPrintable(state));
        }
    }

    void endsAsOne()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("sleeping_barber", "shop", {"3", "100", "6", "1000"});
        QCOMPARE(shell.runtime().processes().count(), before + 1 + 1 + 6);
        shell.wait(1050);
        shell.exit("shop", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

    void badInput()
    {
        Shell shell;
        shell.spawn("sleeping_barber", "shop");
        shell.send("shop", "{customer, nobody}");
        shell.send("shop", "what");
        shell.send("shop", "{state, Self}");
        QCOMPARE(shell.flush(), "{state,asleep,0,0,0}");
    }
};

QTEST_GUILESS_MAIN(SleepingBarberTest)
#include "sleeping_barber_test.moc"
