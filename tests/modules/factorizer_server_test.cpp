// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#ifndef Q_MOC_RUN
#include "runtime/modules/factorizer_callback.h"
#include "runtime/modules/factorizer_gen_server.h"
#include "runtime/modules/factorizer_server.h"
#endif

using namespace factorama;
using namespace factorama::testing;
namespace factorizer_server = factorama::modules::factorizer_server;
namespace factorizer_callback = factorama::modules::factorizer_callback;
namespace factorizer_gen_server = factorama::modules::factorizer_gen_server;

namespace {

/// The client of the seed's FactorizerServer: numbers dealt out round robin, results gathered in a map.
Process client(Self self, Pid shell)
{
    std::vector<Pid> servers;
    for (int i = 0; i < 4; ++i) {
        servers.push_back(factorizer_server::start(self, Atom("fast")));
    }
    for (std::size_t i = 0; i < 6; ++i) {
        factorizer_server::factorize(self, servers[i % 4], 1'000'000'000 + i);
    }
    Term results = Term::map({});
    for (int i = 0; i < 6; ++i) {
        const auto result = tuple(any, any);
        const Message message = co_await self.receive(result);
        results = results.with(message[0], message[1]);
    }
    self.send(shell, results);
}

Process callbackClient(Self self, Pid shell)
{
    const Pid server = factorizer_callback::start(self);
    factorizer_callback::factorize(self, server, 1050);
    for (const int number : {1050, 13}) {
        Subroutine<Term> getting = factorizer_callback::getResult(self, server, number);
        const Term result = co_await getting;
        self.send(shell, result);
    }
}

Process genServerClient(Self self, Pid shell)
{
    Subroutine<otp::Started> starting = factorizer_gen_server::startLink(self);
    const otp::Started started = co_await starting;
    factorizer_gen_server::factorize(self, started.pid, 1050);
    for (const int number : {1050, 13}) {
        Subroutine<Term> getting = factorizer_gen_server::getResult(self, started.pid, number);
        const Term result = co_await getting;
        self.send(shell, result);
    }
}

} // namespace

/// The seed's servers that factorize.
class FactorizerServerTest : public QObject {
    Q_OBJECT

private slots:
    void answersWithFactors_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("factors");
        QTest::newRow("12") << "12"
                            << "[2,2,3]"; // the seed's table
        QTest::newRow("13") << "13"
                            << R"("\r")"; // the same as [13], of which the shell thinks that it is text
        QTest::newRow("24") << "24"
                            << "[2,2,2,3]";
        QTest::newRow("30") << "30"
                            << "[2,3,5]";
        QTest::newRow("140") << "140"
                             << "[2,2,5,7]";
        QTest::newRow("580") << "580"
                             << "[2,2,5,29]";
        QTest::newRow("1050") << "1050"
                              << "[2,3,5,5,7]";
        QTest::newRow("1") << "1"
                           << "[]";
    }
    void answersWithFactors()
    {
        QFETCH(QString, number);
        QFETCH(QString, factors);
        Shell shell;
        shell.spawn("factorizer_server", "f");
        shell.send("f", "{Self, " + number + "}");
        QCOMPARE(shell.flush(), "{" + number + "," + factors + "}");

        shell.spawn("factorizer_callback", "c");
        shell.send("c", "{cast, {factorize, " + number + "}}");
        shell.send("c", "{call, {get_result, " + number + "}, Self}");
        QCOMPARE(shell.flush(), "{response,{ok," + factors + "}}");

        shell.spawn("factorizer_gen_server", "g");
        shell.send("g", "{'$gen_cast', {factorize, " + number + "}}");
        shell.send("g", "{get_result, " + number + ", Self}");
        QCOMPARE(shell.flush(), "{ok," + factors + "}");
    }

    void clientGathersAMap()
    {
        Shell shell;
        shell.runtime().spawn<&client>(shell.pid("shell"));
        QCOMPARE(shell.flush(), "#{1000000000 => [2,2,2,2,2,2,2,2,2,5,5,5,5,5,5,5,5,5],"
                                "1000000001 => [7,11,13,19,52579],"
                                "1000000002 => [2,3,43,983,3943],"
                                "1000000003 => [23,307,141623],"
                                "1000000004 => [2,2,41,41,148721],"
                                "1000000005 => [3,5,66666667]}");
    }

    void interfaceFunctions()
    {
        const QString results = R"({ok,[2,3,5,5,7]} | {err,<<"no result for 13">>})";
        Shell shell;
        shell.runtime().spawn<&callbackClient>(shell.pid("shell"));
        QCOMPARE(shell.flush(), results);
        shell.runtime().spawn<&genServerClient>(shell.pid("shell"));
        QCOMPARE(shell.flush(), results);
    }

    void resultsAreKept()
    {
        Shell shell;
        shell.spawn("factorizer_callback", "c");
        shell.send("c", "{call, {get_result, 12}, Self}");
        shell.send("c", "{cast, {factorize, 12}}");
        shell.send("c", "{call, {get_result, 12}, Self}");
        shell.send("c", "{call, {get_result, 12}, Self}");
        QCOMPARE(shell.flush(), R"({response,{err,<<"no result for 12">>}} | )"
                                "{response,{ok,[2,2,3]}} | {response,{ok,[2,2,3]}}");
    }

    void unknownRequestEndsIt_data()
    {
        QTest::addColumn<QString>("module");
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("reason");
        QTest::newRow("callback cast") << "factorizer_callback"
                                       << "{cast, {get_result, 12}}"
                                       << "{function_clause,";
        QTest::newRow("callback call") << "factorizer_callback"
                                       << "{call, 12, Self}"
                                       << "{function_clause,";
        QTest::newRow("gen_server cast") << "factorizer_gen_server"
                                         << "{'$gen_cast', {get_result, 12}}"
                                         << "{bad_cast,{get_result,12}}";
    }
    void unknownRequestEndsIt()
    {
        QFETCH(QString, module);
        QFETCH(QString, message);
        QFETCH(QString, reason);
        Shell shell;
        shell.spawn(module.toStdString(), "f", {}, Shell::How::Monitor);
        shell.send("f", message);
        const QString down = shell.flush();
        QVERIFY2(down.startsWith("{'DOWN',<reference>,process,<f>," + reason), qPrintable(down));
    }

    void badNumberCrashesIt_data()
    {
        QTest::addColumn<QString>("number");
        QTest::newRow("text") << "\"12\"";
        QTest::newRow("zero") << "0";
        QTest::newRow("negative") << "-12";
        QTest::newRow("float") << "12.0";
    }
    void badNumberCrashesIt()
    {
        QFETCH(QString, number);
        Shell shell;
        shell.spawn("factorizer_server", "f", {"fast"});
        shell.send("f", "{Self, " + number + "}");
        shell.spawn("factorizer_callback", "c");
        shell.send("c", "{cast, {factorize, " + number + "}}");
        shell.spawn("factorizer_gen_server", "g");
        shell.send("g", "{'$gen_cast', {factorize, " + number + "}}");
        QCOMPARE(shell.flush(), "");
        for (const char* name : {"f", "c", "g"}) {
            QVERIFY2(!shell.isAlive(name), name);
        }
    }
};

QTEST_GUILESS_MAIN(FactorizerServerTest)
#include "factorizer_server_test.moc"
