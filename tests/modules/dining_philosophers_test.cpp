// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

using namespace factorama::testing;

namespace {

/// What each has eaten so far; empty if there is no such answer.
QList<int> mealsAt(Shell& shell)
{
    shell.send("table", "{meals, Self}");
    const QString answer = shell.flush();
    static const QRegularExpression pair("\\{(\\d+),(\\d+)\\}");
    QList<int> meals;
    for (auto found = pair.globalMatch(answer); found.hasNext();) {
        const auto next = found.next();
        meals.append(next.captured(1).toInt() == meals.size() + 1 ? next.captured(2).toInt() : -1);
    }
    return meals;
}

} // namespace

class DiningPhilosophersTest : public QObject {
    Q_OBJECT

private slots:
    void deadlock()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("dining_philosophers", "table");
            const QList<int> nobody(5, 0);
            QCOMPARE(mealsAt(shell), nobody);
            shell.wait(150); // thinking and hesitating
            QCOMPARE(mealsAt(shell), nobody);
            QVERIFY(!shell.runtime().simulation()->step()); // nobody can run and no timer is left
            shell.wait(86'400'000);
            QCOMPARE(mealsAt(shell), nobody);
            QVERIFY(shell.isAlive("table"));
        }
    }

    void goesOn_data()
    {
        QTest::addColumn<QString>("strategy");
        QTest::addColumn<int>("philosophers");
        for (const char* strategy : {"ordered", "waiter"}) {
            for (const int philosophers : {2, 3, 5, 100}) {
                QTest::addRow("%s %d", strategy, philosophers) << QString(strategy) << philosophers;
            }
        }
    }
    /// Everybody eats, again and again.
    void goesOn()
    {
        QFETCH(QString, strategy);
        QFETCH(int, philosophers);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            Shell shell(seed);
            shell.spawn("dining_philosophers", "table",
                        {strategy.toStdString(), std::to_string(philosophers)});
            QList<int> before(philosophers, 0);
            for (int minute = 1; minute <= 3; ++minute) {
                shell.wait(60'000);
                const QList<int> meals = mealsAt(shell);
                QCOMPARE(meals.size(), philosophers);
                for (int i = 0; i < philosophers; ++i) {
                    QVERIFY2(meals[i] > before[i], qPrintable(QString("seed %1").arg(seed)));
                }
                before = meals;
            }
        }
    }

    /// A fork is in one hand at a time: two of two cannot eat in the time of one.
    void forksAreNotShared()
    {
        Shell shell;
        shell.spawn("dining_philosophers", "table", {"ordered", "2", "0", "1", "99"});
        shell.wait(1000); // a meal takes 100 ms, and both need both forks
        const QList<int> meals = mealsAt(shell);
        QCOMPARE(meals.size(), 2);
        QCOMPARE(meals[0] + meals[1], 10);
    }

    void endsAsOne()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("dining_philosophers", "table", {"waiter", "7"});
        QCOMPARE(shell.runtime().processes().count(), before + 1 + 7 + 7 + 1);
        shell.wait(1000);
        shell.exit("table", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

    void badInput()
    {
        Shell shell;
        shell.spawn("dining_philosophers", "table");
        shell.send("table", "{meals, nobody}");
        shell.send("table", "what");
        QCOMPARE(mealsAt(shell), QList<int>(5, 0));
        shell.send("table", "{ate, 99}");
        QVERIFY(!shell.isAlive("table"));
    }
};

QTEST_GUILESS_MAIN(DiningPhilosophersTest)
#include "dining_philosophers_test.moc"
