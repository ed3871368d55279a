// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#ifndef Q_MOC_RUN
#include "runtime/factorization/server_process.h"
#endif

using namespace factorama;
using namespace factorama::testing;

/// The seed's generic server process, with a KV for its callback module.
class CallbackKvTest : public QObject {
    Q_OBJECT

private slots:
    void castsAndCalls()
    {
        Shell shell;
        shell.spawn("callback_kv", "kv");
        shell.send("kv", "{call, {get, a}, Self}");
        QCOMPARE(shell.flush(), "{response,nil}");
        shell.send("kv", "{:cast, {:put, :a, 42}}");
        QCOMPARE(shell.flush(), "");
        shell.send("kv", "{:call, {:get, :a}, self()}");
        QCOMPARE(shell.flush(), "{response,42}");
        shell.send("kv", "{call, {get, a}}"); // matches nothing and stays
        QVERIFY(shell.isAlive("kv"));
    }

    /// By their references one tells the responses of two servers apart.
    void responsesTellTheirCalls()
    {
        Shell shell;
        shell.spawn("callback_kv", "first");
        shell.spawn("callback_kv", "second");
        shell.send("first", "{cast, {put, a, 1}}");
        shell.send("second", "{cast, {put, a, 2}}");
        Reference first;
        Reference second;
        shell.perform([&](Self self) {
            const Term get = tuple(Atom("get"), Atom("a"));
            first = server_process::sendCall(self, shell.pid("first"), get);
            second = server_process::sendCall(self, shell.pid("second"), get);
        });
        QVERIFY(!(first == second));
        QStringList responses = shell.flush().split(" | ");
        responses.sort();
        QCOMPARE(responses, QStringList({"{response,<reference>,1}", "{response,<reference>,2}"}));
    }

    void unknownRequestCrashesIt_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("cast") << "{cast, {get, a}}";
        QTest::newRow("call") << "{call, {put, a, 1}, Self}";
        QTest::newRow("no tuple") << "{call, \"get\", Self}";
    }
    void unknownRequestCrashesIt()
    {
        QFETCH(QString, message);
        Shell shell;
        shell.spawn("callback_kv", "kv", {}, Shell::How::Monitor);
        shell.send("kv", message);
        const QString down = shell.flush();
        QVERIFY2(down.startsWith("{'DOWN',<reference>,process,<kv>,{function_clause,"), qPrintable(down));
    }
};

QTEST_GUILESS_MAIN(CallbackKvTest)
#include "callback_kv_test.moc"
