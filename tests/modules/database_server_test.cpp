// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#ifndef Q_MOC_RUN
#include "runtime/modules/database_server.h"
#endif

using namespace factorama;
using namespace factorama::testing;
namespace database_server = factorama::modules::database_server;

namespace {

/// The seed's session, with the interface functions.
Process client(Self self, Pid shell)
{
    const Pid server = database_server::start(self);
    for (const char* text : {"query 1", "query 2"}) {
        const Reference query = database_server::runAsync(self, server, text);
        Subroutine<Term> getting = database_server::getResult(self, query);
        const Term result = co_await getting;
        self.send(shell, result);
    }
}

/// Gives up the first query, and asks another one whose result comes after the late one.
Process impatientClient(Self self, Pid shell)
{
    const Pid server = database_server::start(self, 6000);
    const Reference first = database_server::runAsync(self, server, "query 1");
    Subroutine<Term> gettingFirst = database_server::getResult(self, first);
    const Term none = co_await gettingFirst;
    self.send(shell, none);
    const Reference second = database_server::runAsync(self, server, "query 2");
    co_await self.sleep(6000);
    Subroutine<Term> gettingSecond = database_server::getResult(self, second);
    const Term result = co_await gettingSecond;
    self.send(shell, result);
    const Message rest = co_await self.receive(any).after(60'000);
    self.send(shell, rest.timedOut() ? Term("nothing else") : rest.term());
}

} // namespace

/// The seed's database server, alone, with a state, and as a pool.
class DatabaseServerTest : public QObject {
    Q_OBJECT

    static void sendFiveQueries(Shell& shell, const std::string& to)
    {
        for (int i = 1; i <= 5; ++i) {
            shell.send(to, QString(R"({:run_query, self(), "query %1"})").arg(i));
        }
    }

private slots:
    void interfaceFunctions()
    {
        Shell shell;
        shell.runtime().spawn<&client>(shell.pid("shell"));
        shell.wait(2000);
        QCOMPARE(shell.flush(), R"(<<"query 1 result">>)");
        shell.wait(2000);
        QCOMPARE(shell.flush(), R"(<<"query 2 result">>)");
    }

    void lateResultIsNotTakenForTheNext()
    {
        Shell shell;
        shell.runtime().spawn<&impatientClient>(shell.pid("shell"));
        shell.wait(4999);
        QCOMPARE(shell.flush(), "");
        shell.wait(1);
        QCOMPARE(shell.flush(), "{error,timeout}");
        shell.wait(7000); // at 12 s
        QCOMPARE(shell.flush(), R"(<<"query 2 result">>)");
        shell.wait(60'000);
        QCOMPARE(shell.flush(), R"(<<"nothing else">>)");
    }

    void isSequential()
    {
        Shell shell;
        shell.spawn("database_server", "d");
        sendFiveQueries(shell, "d");
        for (int i = 1; i <= 5; ++i) {
            shell.wait(2000);
            QCOMPARE(shell.flush(), QString(R"({query_result,<<"query %1 result">>})").arg(i));
        }
    }

    void badQueryCrashesIt()
    {
        Shell shell;
        shell.spawn("database_server", "d");
        shell.send("d", "{run_query, nobody, 1}"); // matches nothing and stays
        shell.wait(2000);
        QVERIFY(shell.isAlive("d"));
        shell.send("d", "{run_query, Self, 1}");
        shell.wait(2000);
        QVERIFY(!shell.isAlive("d"));
        QCOMPARE(shell.flush(), "");
    }

    void keepsAState()
    {
        Shell shell;
        shell.spawn("stateful_database_server", "d", {"7"});
        shell.send("d", "{statistics, Self}");
        QCOMPARE(shell.flush(), "{statistics,7,0,nil}");
        shell.send("d", R"({:run_query, self(), "query 1"})");
        shell.send("d", R"({:run_query, self(), "query 2"})");
        shell.send("d", "{statistics, Self}");
        shell.wait(4000);
        QCOMPARE(shell.flush(), R"({query_result,<<"Connection 7: query 1 result">>} | )"
                                R"({query_result,<<"Connection 7: query 2 result">>} | )"
                                R"({statistics,7,2,<<"Connection 7: query 2 result">>})");
    }

    void poolAnswersFiveAtATime()
    {
        Shell shell;
        shell.spawn("database_pool", "p", {"db", "5"});
        sendFiveQueries(shell, "db");
        sendFiveQueries(shell, "db");
        shell.wait(1999);
        QCOMPARE(shell.flush(), "");
        for (int round = 0; round < 2; ++round) {
            shell.wait(round == 0 ? 1 : 2000);
            QStringList results = shell.flush().split(" | ");
            results.sort();
            QCOMPARE(results.size(), 5);
            QCOMPARE(results[4], R"({query_result,<<"query 5 result">>})");
        }
    }

    void poolReplacesServersAndTakesThemAlong()
    {
        Shell shell;
        const std::size_t before = shell.runtime().processes().count();
        shell.spawn("database_pool", "p", {"db", "2"});
        QCOMPARE(shell.runtime().processes().count(), before + 3);
        shell.send("db", "{run_query, Self, 1}"); // crashes the first
        shell.send("db", R"({:run_query, self(), "query 2"})");
        shell.wait(2000);
        QCOMPARE(shell.flush(), R"({query_result,<<"query 2 result">>})");
        QVERIFY(shell.isAlive("p"));
        QCOMPARE(shell.runtime().processes().count(), before + 3);
        shell.send("db", R"({:run_query, self(), "query 3"})"); // to the new one
        shell.wait(2000);
        QCOMPARE(shell.flush(), R"({query_result,<<"query 3 result">>})");

        shell.spawn("database_pool", "q", {"db"}); // the name is taken
        QVERIFY(!shell.isAlive("q"));
        shell.exit("p", "kill");
        QCOMPARE(shell.runtime().processes().count(), before);
    }

    void poolEndsWithItsParent()
    {
        Shell shell;
        shell.spawn("database_pool", "p", {"db", "2"}, Shell::How::Link);
        shell.exit("shell", "kill");
        QCOMPARE(shell.runtime().processes().count(), std::size_t(0));
    }
};

QTEST_GUILESS_MAIN(DatabaseServerTest)
#include "database_server_test.moc"
