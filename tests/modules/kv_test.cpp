// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#ifndef Q_MOC_RUN
#include "runtime/modules/kv_server.h"
#endif

using namespace factorama;
using namespace factorama::testing;
namespace kv_server = factorama::modules::kv_server;

namespace {

/// Uses the gen_server by its interface functions.
Process client(Self self, Pid shell)
{
    const Atom name("store");
    Subroutine<otp::Started> starting = kv_server::startLink(self, name);
    const otp::Started started = co_await starting;
    Subroutine<Term> gettingNothing = kv_server::get(self, started.pid, Atom("a"));
    const Term nothing = co_await gettingNothing;
    self.send(shell, nothing);
    kv_server::put(self, name, Atom("a"), 42);
    Subroutine<Term> getting = kv_server::get(self, name, Atom("a"));
    const Term value = co_await getting;
    self.send(shell, value);
    Subroutine<otp::Started> startingAnother = kv_server::startLink(self, name);
    self.setTrapExit(true);
    const otp::Started another = co_await startingAnother;
    self.send(shell, another.error);
}

} // namespace

/// The seed's KV, as it is, with bounds, and as a gen_server.
class KvTest : public QObject {
    Q_OBJECT

private slots:
    void putsAndGets_data()
    {
        QTest::addColumn<QString>("module");
        QTest::newRow("kv") << "kv";
        QTest::newRow("bounded_kv") << "bounded_kv";
        QTest::newRow("kv_server") << "kv_server";
    }
    /// The seed's two sessions: by pid, and by name.
    void putsAndGets()
    {
        QFETCH(QString, module);
        Shell shell;
        shell.spawn(module.toStdString(), "pid", {"kv"}, Shell::How::Link);
        shell.send("pid", "{:get, :a, self}");
        QCOMPARE(shell.flush(), "nil");
        shell.send("pid", "{:put, :a, 42, self}");
        shell.send("pid", "{:get, :a, self}");
        QCOMPARE(shell.flush(), "ok | 42");

        shell.send("kv", "{:put, :a, 43, self}");
        QCOMPARE(shell.flush(), "ok");
        shell.send("kv", "{:get, :a, self}");
        QCOMPARE(shell.flush(), "43");
        shell.send("kv", "{get, \"b\", Self}");
        shell.send("kv", "{put, {1, [b]}, #{c => 1.5}, Self}");
        shell.send("kv", "{get, {1, [b]}, Self}");
        QCOMPARE(shell.flush(), "nil | ok | #{c => 1.5}");
        shell.send("kv", "{get, a}");
        shell.send("kv", "{put, a, b, nobody}");
        QVERIFY(shell.isAlive("pid"));
        QCOMPARE(shell.flush(), "");
    }

    void nameIsTakenOnce_data() { putsAndGets_data(); }
    void nameIsTakenOnce()
    {
        QFETCH(QString, module);
        Shell shell;
        shell.spawn(module.toStdString(), "a", {"kv"});
        shell.spawn(module.toStdString(), "b", {"kv"}, Shell::How::Monitor);
        QVERIFY(shell.isAlive("a"));
        QVERIFY(!shell.isAlive("b"));
        QVERIFY(shell.flush().startsWith("{'DOWN',<reference>,process,<b>,"));
        shell.send("kv", "{get, a, Self}");
        QCOMPARE(shell.flush(), "nil");
    }

    void boundedRefusesKeysPastItsLimit()
    {
        Shell shell;
        shell.spawn("bounded_kv", "kv", {"kv", "2"});
        shell.send("kv", "{put, a, 1, Self}");
        shell.send("kv", "{put, b, 2, Self}");
        shell.send("kv", "{put, c, 3, Self}");
        shell.send("kv", "{put, a, 4, Self}");
        QCOMPARE(shell.flush(), "ok | ok | {error,full} | ok");
        shell.send("kv", "{delete, a, Self}");
        shell.send("kv", "{put, c, 3, Self}");
        shell.send("kv", "{get, a, Self}");
        QCOMPARE(shell.flush(), "ok | ok | nil");
    }

    void boundedEntriesBelongToWhoPutThem()
    {
        Shell shell;
        shell.spawn("bounded_kv", "kv");
        shell.spawn("ping_pong", "owner");
        shell.send("kv", "{put, a, 1, <owner>}");
        shell.send("kv", "{put, b, 2, <owner>}");
        shell.send("kv", "{put, c, 3, Self}");
        shell.send("kv", "{put, a, 4, Self}");
        shell.send("kv", "{delete, b, Self}");
        shell.send("kv", "{get, a, Self}");
        QCOMPARE(shell.flush(), "ok | {error,not_owner} | {error,not_owner} | 1");
        shell.exit("owner", "kill");
        shell.send("kv", "{get, a, Self}");
        shell.send("kv", "{get, b, Self}");
        shell.send("kv", "{get, c, Self}");
        shell.send("kv", "{put, a, 4, Self}");
        QCOMPARE(shell.flush(), "nil | nil | 3 | ok");
        shell.send("kv", "{put, d, 5, <owner>}"); // it is dead already
        shell.send("kv", "{get, d, Self}");
        shell.flush();
        shell.send("kv", "{get, d, Self}");
        QCOMPARE(shell.flush(), "nil");
    }

    void genServerInterface()
    {
        Shell shell;
        shell.runtime().spawn<&client>(shell.pid("shell"));
        const QStringList answers = shell.flush().split(" | ");
        QCOMPARE(answers.size(), 3);
        QCOMPARE(answers[0], "nil");
        QCOMPARE(answers[1], "42");
        QVERIFY2(answers[2].startsWith("{badarg,"), qPrintable(answers[2]));
    }

    void genServerCasts()
    {
        Shell shell;
        shell.spawn("kv_server", "kv", {}, Shell::How::Monitor);
        shell.send("kv", "{'$gen_cast', {put, a, 42}}");
        shell.send("kv", "{get, a, Self}");
        QCOMPARE(shell.flush(), "42");
        shell.send("kv", "{'$gen_cast', nonsense}");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<kv>,{bad_cast,nonsense}}");
    }

    void genServerTakesItsLinkAlong()
    {
        Shell shell;
        shell.spawn("kv_server", "kv", {}, Shell::How::Link);
        shell.exit("kv", "kill");
        QCOMPARE(shell.flush(), "{'EXIT',<kv>,killed}");
    }
};

QTEST_GUILESS_MAIN(KvTest)
#include "kv_test.moc"
