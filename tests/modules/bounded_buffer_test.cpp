// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

class BoundedBufferTest : public QObject {
    Q_OBJECT

private slots:
    void firstInFirstOut()
    {
        Shell shell;
        shell.spawn("bounded_buffer", "b", {"3"});
        shell.send("b", "{put, x, Self}");
        shell.send("b", "{put, {y, 2}, Self}");
        shell.send("b", "{put, x, Self}");
        QCOMPARE(shell.flush(), "ok | ok | ok");
        shell.send("b", "{get, Self}");
        shell.send("b", "{get, Self}");
        shell.send("b", "{get, Self}");
        QCOMPARE(shell.flush(), "{item,x} | {item,{y,2}} | {item,x}");
        shell.send("b", "{size, Self}");
        QCOMPARE(shell.flush(), "{size,0}");
    }

    void fullPutWaits()
    {
        Shell shell;
        shell.spawn("bounded_buffer", "b", {"2"});
        for (const char* item : {"1", "2", "3", "4"}) {
            shell.send("b", QString("{put, %1, Self}").arg(item));
        }
        QCOMPARE(shell.flush(), "ok | ok");
        shell.send("b", "{size, Self}"); // answered, full or not
        QCOMPARE(shell.flush(), "{size,2}");
        shell.wait(3'600'000);
        QCOMPARE(shell.flush(), "");
        shell.send("b", "{get, Self}");
        QCOMPARE(shell.flush(), "{item,1} | ok");
        shell.send("b", "{get, Self}");
        QCOMPARE(shell.flush(), "{item,2} | ok");
        shell.send("b", "{get, Self}");
        shell.send("b", "{get, Self}");
        QCOMPARE(shell.flush(), "{item,3} | {item,4}");
    }

    void emptyGetWaits()
    {
        Shell shell;
        shell.spawn("bounded_buffer", "b");
        shell.send("b", "{get, Self}");
        QCOMPARE(shell.flush(), "");
        shell.send("b", "{size, Self}");
        QCOMPARE(shell.flush(), "{size,0}");
        shell.send("b", "{put, late, Self}");
        QCOMPARE(shell.flush(), "ok | {item,late}");
    }

    /// Ten items a second come, one a second goes: the producer gets ahead by the capacity and no further.
    void producersAreHeldBack()
    {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Shell shell(seed);
            shell.spawn("bounded_buffer", "b", {"5", "2", "1", "100", "1000"});
            shell.wait(100);
            shell.send("b", "{size, Self}");
            const QString size = shell.flush();
            QVERIFY2(size == "{size,1}", qPrintable(size)); // one of two is consumed already
            for (int i = 0; i < 10; ++i) {
                shell.wait(1000);
                shell.send("b", "{size, Self}");
                QCOMPARE(shell.flush(), "{size,5}");
            }
        }
    }

    /// Nothing is lost or taken twice, and what one producer puts stays in order.
    void producersItemsStayInOrder()
    {
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Shell shell(seed);
            shell.spawn("bounded_buffer", "b", {"4", "3", "0", "10"});
            shell.wait(1000);
            for (int i = 0; i < 300; ++i) {
                shell.send("b", "{get, Self}");
                shell.wait(7);
            }
            int next[] = {0, 1, 1, 1};
            const QStringList items = shell.flush().split(" | ");
            QCOMPARE(items.size(), 300);
            for (const QString& item : items) {
                bool known = false;
                for (int producer = 1; producer <= 3 && !known; ++producer) {
                    known = item == QString("{item,{%1,%2}}").arg(producer).arg(next[producer]);
                    next[producer] += known ? 1 : 0;
                }
                QVERIFY2(known, qPrintable(item));
            }
        }
    }

    void consumersTakeAll()
    {
        Shell shell;
        shell.spawn("bounded_buffer", "b", {"2", "1", "3", "50", "1"});
        shell.wait(10'000);
        shell.send("b", "{size, Self}");
        QCOMPARE(shell.flush(), "{size,0}");
    }

    void endsAsOne()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("bounded_buffer", "b", {"2", "3", "4"});
        QCOMPARE(shell.runtime().processes().count(), before + 8);
        shell.wait(1000);
        shell.exit("b", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }
};

QTEST_GUILESS_MAIN(BoundedBufferTest)
#include "bounded_buffer_test.moc"
