// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include <QSet>

using namespace factorama::testing;

namespace {

const QString FiveQueries = QStringLiteral(R"(["query 1", "query 2", "query 3", "query 4", "query 5"])");
const QString FiveResults = QStringLiteral(
    R"([<<"query 1 result">>,<<"query 2 result">>,<<"query 3 result">>,<<"query 4 result">>,<<"query 5 result">>])");

} // namespace

/// The seed's queries: one after the other, each in a process of its own, and the parallel map.
class QueryRunnerTest : public QObject {
    Q_OBJECT

private slots:
    void oneQueryTakesTwoSeconds()
    {
        Shell shell;
        shell.spawn("query_runner", "q");
        shell.send("q", R"({:run_query, "query 1", self()})");
        shell.wait(1999);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), R"(<<"query 1 result">>)");
    }

    void fiveInSequenceTakeTenSeconds()
    {
        Shell shell;
        shell.spawn("query_runner", "q");
        shell.send("q", "{:sequence, " + FiveQueries + ", self()}");
        shell.wait(9999);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), FiveResults);
    }

    void fiveAtOnceTakeTwoSecondsAndComeInAnyOrder()
    {
        QSet<QString> orders;
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("query_runner", "q");
            shell.send("q", "{:at_once, " + FiveQueries + ", self()}");
            shell.wait(1999);
            QCOMPARE(shell.flush(), "");
            shell.wait(1);
            QStringList results = shell.flush().split(" | ");
            orders.insert(results.join(""));
            results.sort();
            QCOMPARE(results.size(), 5);
            for (int i = 0; i < 5; ++i) {
                QCOMPARE(results[i], QString(R"({query_result,<<"query %1 result">>})").arg(i + 1));
            }
        }
        QVERIFY(orders.size() > 1);
    }

    void parallelMapKeepsTheOrder()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("query_runner", "q");
            shell.send("q", "{:parallel_map, " + FiveQueries + ", self()}");
            shell.wait(2000);
            QCOMPARE(shell.flush(), FiveResults);
        }
    }

    void badQueriesCrashWhoRunsThem()
    {
        Shell shell;
        shell.spawn("query_runner", "q", {"100"});
        shell.send("q", R"({:at_once, [1, "query 2"], self()})");
        shell.wait(100);
        QCOMPARE(shell.flush(), R"({query_result,<<"query 2 result">>})");
        QVERIFY(shell.isAlive("q"));
        QCOMPARE(shell.log().size(), 1);
        shell.send("q", "unknown");
        QVERIFY(shell.isAlive("q"));

        shell.send("q", "{parallel_map, [1], Self}");
        shell.wait(100);
        QVERIFY(!shell.isAlive("q"));
        shell.spawn("query_runner", "p", {}, Shell::How::Monitor);
        shell.send("p", "{sequence, 5, Self}");
        QVERIFY2(shell.flush().contains("<p>,{badarg,"), "a number is no list");
    }
};

QTEST_GUILESS_MAIN(QueryRunnerTest)
#include "query_runner_test.moc"
