// SPDX-License-Identifier: GPL-3.0-or-later
#include "pids_told_by.h"

#include <random>

using namespace factorama::testing;

class BankTest : public QObject {
    Q_OBJECT

private slots:
    void transfers()
    {
        Shell shell;
        shell.spawn("bank", "bank", {"3", "100", "1000"});
        shell.send("bank", "{transfer, 1, 2, 70, Self}");
        QCOMPARE(shell.flush(), "");
        shell.send("bank", "{balances, Self}"); // set aside, and still of account 1
        QCOMPARE(shell.flush(), "{balances,[{1,100},{2,100},{3,100}]}");
        shell.send("bank", "{transfer, 1, 3, 31, Self}");
        QCOMPARE(shell.flush(), "{error,insufficient_funds}");
        shell.wait(1000);
        QCOMPARE(shell.flush(), "ok");
        shell.send("bank", "{balances, Self}");
        QCOMPARE(shell.flush(), "{balances,[{1,30},{2,170},{3,100}]}");
        shell.send("bank", "{total, Self}");
        QCOMPARE(shell.flush(), "{total,300}");
        shell.send("bank", "{transfers, Self}");
        QCOMPARE(shell.flush(), "{transfers,[]}");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<QString>("answer");
        QTest::newRow("from nowhere") << "0, 2, 5"
                                      << "{error,no_account}";
        QTest::newRow("to nowhere") << "1, 4, 5"
                                    << "{error,no_account}";
        QTest::newRow("no number") << "ann, 2, 5"
                                   << "{error,no_account}";
        QTest::newRow("large number") << "100000000000000000000, 2, 5"
                                      << "{error,no_account}";
        QTest::newRow("to itself") << "2, 2, 5"
                                   << "{error,same_account}";
        QTest::newRow("negative") << "1, 2, -5"
                                  << "{error,bad_amount}";
        QTest::newRow("nothing") << "1, 2, 0"
                                 << "{error,bad_amount}";
        QTest::newRow("no amount") << "1, 2, much"
                                   << "{error,bad_amount}";
        QTest::newRow("huge") << "1, 2, 100000000000000000000"
                              << "{error,bad_amount}";
        QTest::newRow("too much") << "1, 2, 101"
                                  << "{error,insufficient_funds}";
    }
    void refuses()
    {
        QFETCH(QString, order);
        QFETCH(QString, answer);
        Shell shell;
        shell.spawn("bank", "bank", {"3", "100"});
        shell.send("bank", "{transfer, " + order + ", Self}");
        QCOMPARE(shell.flush(), answer);
        shell.send("bank", "{balances, Self}");
        QCOMPARE(shell.flush(), "{balances,[{1,100},{2,100},{3,100}]}");
    }

    void refundsWhenATransferIsKilled()
    {
        Shell shell;
        shell.spawn("bank", "bank", {"2", "100", "1000"});
        shell.send("bank", "{transfer, 1, 2, 100, Self}");
        shell.wait(500);
        killTransfers(shell, [] { return true; });
        QCOMPARE(shell.flush(), "{error,{aborted,killed}}");
        shell.wait(1000);
        shell.send("bank", "{balances, Self}");
        QCOMPARE(shell.flush(), "{balances,[{1,100},{2,100}]}");
        shell.send("bank", "{transfer, 1, 2, 100, Self}"); // it is free again
        shell.wait(1000);
        QCOMPARE(shell.flush(), "ok");
        QVERIFY(shell.isAlive("bank"));
    }

    void conservesMoney_data()
    {
        QTest::addColumn<int>("clearing");
        QTest::newRow("at once") << 0;
        QTest::newRow("slowly") << 20;
    }
    /// Thousands of transfers at random, many of them killed, and the sum taken all the while.
    void conservesMoney()
    {
        QFETCH(int, clearing);
        for (std::uint64_t seed = 1; seed <= 5; ++seed) {
            std::mt19937_64 random(seed);
            Shell shell(seed);
            shell.spawn("bank", "bank", {"7", "1000", std::to_string(clearing)});
            const int batches = 60;
            const int batchSize = 50;
            for (int batch = 0; batch < batches; ++batch) {
                shell.perform([&, bank = shell.pid("bank")](factorama::Self self) {
                    for (int i = 0; i < batchSize; ++i) {
                        const auto from = 1 + random() % 7;
                        const auto to = 1 + (from + random() % 6) % 7;
                        self.send(bank, factorama::tuple(transfer, from, to, 1 + random() % 400, self.pid()));
                        if (random() % 10 == 0) {
                            self.send(bank, factorama::tuple(total, self.pid()));
                        }
                    }
                });
                shell.wait(static_cast<std::int64_t>(random() % 10));
                killTransfers(shell, [&] { return random() % 4 == 0; });
            }
            shell.wait(1000);
            const QStringList answers = shell.flush().split(" | ", Qt::SkipEmptyParts);
            const auto count = [&](const char* beginning) {
                return std::count_if(answers.begin(), answers.end(),
                                     [&](const QString& answer) { return answer.startsWith(beginning); });
            };
            QCOMPARE(count("{total,"), answers.count("{total,7000}"));
            QVERIFY(count("{total,") > 100);
            QVERIFY(count("ok") > 100);
            if (clearing > 0) {
                QVERIFY(count("{error,{aborted,killed}}") > 50);
            }
            // Every transfer was answered once.
            QCOMPARE(count("ok") + count("{error,"), batches * batchSize);
            shell.send("bank", "{total, Self}");
            QCOMPARE(shell.flush(), "{total,7000}");
        }
    }

    void closesWithAnAccount()
    {
        Shell shell;
        const auto before = shell.runtime().processes().count();
        shell.spawn("bank", "bank", {"4"});
        QCOMPARE(shell.runtime().processes().count(), before + 1 + 4);
        shell.send("bank", "{transfer, 1, 2, 50, Self}");
        QCOMPARE(shell.runtime().processes().count(), before + 1 + 4 + 1);
        shell.exit("bank", "shutdown"); // it traps exits, and obeys
        QCOMPARE(shell.runtime().processes().count(), before);

        shell.spawn("bank", "bank", {"4"});
        shell.send("bank", "{transfer, 1, 2, 50, Self}");
        shell.exit("bank", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

private:
    const factorama::Atom transfer{"transfer"};
    const factorama::Atom total{"total"};

    /// Kills some of the transfers that are under way.
    template<typename Chosen>
    static void killTransfers(Shell& shell, Chosen chosen)
    {
        for (const factorama::Pid pid : pidsToldBy(shell, "bank", "transfers")) {
            if (chosen()) {
                shell.runtime().exit(pid, factorama::atoms::kill);
            }
        }
        shell.wait(0);
    }
};

QTEST_GUILESS_MAIN(BankTest)
#include "bank_test.moc"
