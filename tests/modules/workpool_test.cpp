// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include "runtime/modules/workpool.h"

#include <algorithm>

using namespace factorama;
using namespace factorama::testing;
namespace workpool = factorama::modules::workpool;

namespace {

const Atom square("square");
const Atom doubleSquare("double_square");
const Atom sleepAtom("sleep");
const Atom schedulerName("scheduler");
const Atom allSent("all_sent");

/// Calls a function of the interface in the shell, which gets what it returns as a message.
template<typename Function>
void call(Shell& shell, Function function)
{
    shell.perform([function](Self self) { self.send(self.pid(), function(self)); });
}

Process sendMany(Self self, int count, Pid shell)
{
    for (int i = 0; i < count; ++i) {
        workpool::queue(self, sleepAtom, 1'000, shell);
        co_await self.tick();
    }
    self.send(shell, allSent);
}

QStringList sorted(const QString& flushed)
{
    QStringList messages = flushed.split(" | ");
    std::sort(messages.begin(), messages.end(),
              [](const QString& a, const QString& b) { return a.toLongLong() < b.toLongLong(); });
    return messages;
}

QString starting(const QString& text)
{
    return text.section(QLatin1Char(','), 0, 1).left(36);
}

} // namespace

/// The seed's work pool: its scheduler alone, under a name, and computing Fibonacci numbers; and the limits
/// that it only announces.
class WorkpoolTest : public QObject {
    Q_OBJECT

private slots:
    void theScheduler()
    {
        Shell shell;
        shell.spawn("workpool_scheduler", "pool", {}, Shell::How::Link);
        shell.send("pool", "{:queue, :double_square, 4, self()}");
        QCOMPARE(shell.flush(), "32");
        shell.send("pool", "{:queue, :oops, [], self()}");
        QCOMPARE(starting(shell.flush()), "{failure,<<\"pool worker died: {oops");
        QCOMPARE(shell.log().size(), 1);
        QVERIFY2(shell.log()[0].contains("(workpool_scheduler:work/3) crashed: {oops,"),
                 qPrintable(shell.log()[0]));
        QVERIFY(shell.isAlive("pool"));
    }

    void failures_data()
    {
        QTest::addColumn<QString>("work");
        QTest::addColumn<QString>("answer");
        QTest::newRow("no number") << "square, text"
                                   << "{failure,<<\"pool worker died: {badari";
        QTest::newRow("no function") << "cube, 4"
                                     << "{failure,<<\"pool worker died: {undef";
        QTest::newRow("negative") << "fib, -4"
                                  << "{failure,<<\"pool worker died: {functi";
    }
    void failures()
    {
        QFETCH(QString, work);
        QFETCH(QString, answer);
        Shell shell;
        shell.spawn("workpool_scheduler", "pool");
        shell.send("pool", "{queue, " + work + ", Self}");
        QCOMPARE(starting(shell.flush()), answer.left(36));
        QVERIFY(shell.isAlive("pool"));
        shell.send("pool", "{queue, square, 4, nobody}"); // would end the seed's
        shell.send("pool", "{queue, square, 4, Self}");
        QCOMPARE(shell.flush(), "16");
    }

    void underAName()
    {
        Shell shell;
        shell.spawn("workpool", "pool");
        shell.send("scheduler", "{:queue, :square, 7, self()}");
        QCOMPARE(shell.flush(), "49");
    }

    void byItsInterface()
    {
        Shell shell;
        call(shell, [](Self self) { return workpool::queue(self, square, 4, self.pid()); });
        QCOMPARE(shell.flush(), "{error,not_started}");
        shell.send("scheduler", "{queue, square, 7, Self}");
        QCOMPARE(shell.flush(), "{'EXIT',badarg}");

        call(shell, [](Self self) { return workpool::start(self); });
        QCOMPARE(shell.flush(), "ok");
        const Pid pool = shell.pid("scheduler");
        shell.name("pool", pool);
        call(shell, [](Self self) { return workpool::queue(self, doubleSquare, 4, self.pid()); });
        QCOMPARE(sorted(shell.flush()).join(" "), "ok 32");

        call(shell, [](Self self) { return workpool::start(self); });
        QCOMPARE(shell.flush(), "{error,{already_started,<pool>}}");
        QCOMPARE(shell.runtime().whereis(schedulerName), pool);
    }

    void startedTwice_data()
    {
        QTest::addColumn<QString>("second");
        QTest::newRow("workpool") << "workpool";
        QTest::newRow("bounded_workpool") << "bounded_workpool";
    }
    void startedTwice()
    {
        QFETCH(QString, second);
        Shell shell;
        shell.spawn("workpool", "pool");
        shell.spawn(second.toStdString(), "second", {}, Shell::How::Monitor);
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<second>,{already_started,<pool>}}");
        QCOMPARE(shell.log(), QStringList("The work pool is started already: <pool>"));
        shell.send("scheduler", "{queue, square, 7, Self}");
        QCOMPARE(shell.flush(), "49");
        shell.exit("pool", "kill");
        shell.spawn(second.toStdString(), "third");
        QCOMPARE(shell.runtime().whereis(schedulerName), shell.pid("third"));
    }

    void fibonacciNumbers()
    {
        Shell shell;
        shell.spawn("workpool", "pool");
        shell.spawn("fibonacci_work_pool", "fibonacci");
        shell.send("fibonacci", "{fib, 5, 35, Self}");
        QStringList messages = sorted(shell.flush());
        QCOMPARE(messages.takeFirst(), "[" + QStringList(31, "ok").join(",") + "]");
        QCOMPARE(
            messages.join(" "),
            "5 8 13 21 34 55 89 144 233 377 610 987 1597 2584 4181 6765 10946 17711 "
            "28657 46368 75025 121393 196418 317811 514229 832040 1346269 2178309 3524578 5702887 9227465");
    }

    void fibonacciNumbersOutOfOrder()
    {
        Shell shell;
        shell.spawn("workpool", "pool");
        shell.send("scheduler", "{queue, fib, 24, Self}");
        shell.send("scheduler", "{queue, sleep, 20, Self}");
        shell.send("scheduler", "{queue, sleep, 10, Self}");
        shell.wait(20);
        QCOMPARE(shell.flush(), "46368 | 10 | 20");
    }

    void fibonacciWithoutAPool()
    {
        Shell shell;
        shell.spawn("fibonacci_work_pool", "fibonacci");
        shell.send("fibonacci", "{fib, 5, 6, Self}");
        QCOMPARE(shell.flush(), "[{error,not_started},{error,not_started}]");
        shell.send("fibonacci", "{fib, 5, 1000000000000, Self}");
        QVERIFY(!shell.isAlive("fibonacci"));
    }

    void withoutLimits()
    {
        Shell shell;
        shell.spawn("workpool", "pool");
        shell.perform([](Self self) { self.spawn<&sendMany>(100, self.pid()); });
        QCOMPARE(shell.flush(), "all_sent");
        shell.wait(1'010);
        QCOMPARE(shell.flush(), QStringList(100, "1000").join(" | "));
    }

    void withLimits_data()
    {
        QTest::addColumn<quint64>("seed");
        for (quint64 seed = 1; seed <= 50; ++seed) {
            QTest::addRow("seed %d", int(seed)) << seed;
        }
    }
    void withLimits()
    {
        QFETCH(quint64, seed);
        Shell shell(seed);
        shell.spawn("bounded_workpool", "pool", {"2", "4"});
        shell.perform([](Self self) { self.spawn<&sendMany>(20, self.pid()); });
        for (int second = 1; second <= 10; ++second) {
            shell.wait(second == 1 ? 1'100 : 1'002);
            const QString messages = shell.flush();
            QCOMPARE(messages.count("1000"), 2); // two workers
            // Of 20 two are worked at and few more than four in the mailbox, whenever the sender goes on.
            if (second < 5) {
                QVERIFY2(!messages.contains("all_sent"), qPrintable(QString::number(second)));
            }
        }
        QCOMPARE(shell.log(), QStringList());
        shell.send("scheduler", "{queue, square, 7, Self}");
        QVERIFY(shell.flush().endsWith("49"));
    }

    void aFailureFreesItsWorker()
    {
        Shell shell;
        shell.spawn("bounded_workpool", "pool", {"1", "10"});
        shell.send("scheduler", "{queue, oops, [], Self}");
        shell.send("scheduler", "{queue, square, 7, Self}");
        const QString messages = shell.flush();
        QVERIFY2(messages.startsWith("{failure,") && messages.endsWith("| 49"), qPrintable(messages));
    }
};

QTEST_GUILESS_MAIN(WorkpoolTest)
#include "workpool_test.moc"
