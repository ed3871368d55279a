// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include "runtime/modules/hash_it.h"
#include "runtime/modules/hash_it_server.h"

using namespace factorama;
using namespace factorama::testing;
namespace hash_it = factorama::modules::hash_it;
namespace hash_it_server = factorama::modules::hash_it_server;

namespace {

constexpr const char* Md5 = "A83383D30B2DA2F863CB12739254BB02"; // md5sum's, of bipin
constexpr const char* Sha256 = "2886050D0B6A79896458F580C26F578D1E5A3A564C7E16003F851B9D8732FCC9";

Process asks(Self self, Atom name, Term value, Pid shell)
{
    Subroutine<Term> computing = hash_it::compute(self, name, value, 1'000);
    const Term answer = co_await computing;
    self.send(shell, answer);
}

Process asksServer(Self self, Atom name, Term value, Pid shell)
{
    Subroutine<Term> computing = hash_it_server::compute(self, name, value, 1'000);
    const Term answer = co_await computing;
    self.send(shell, answer);
}

Process isDeaf(Self self, Atom name)
{
    self.registerName(name);
    const auto nothing = tuple();
    co_await self.receive(nothing);
}

/// Has a process call compute(), and the shell get what that returns.
template<auto caller = &asks>
void compute(Shell& shell, const char* name, const Term& value)
{
    shell.perform([name, value](Self self) { self.spawn<caller>(Atom(name), value, self.pid()); });
}

QString answer(int reference, const char* hash)
{
    return QStringLiteral("{ok,%1,<<\"%2\">>}").arg(reference).arg(hash);
}

} // namespace

/// The seed's HashIt, its links, its supervisor by hand, and what OTP makes of both.
class HashItTest : public QObject {
    Q_OBJECT

private slots:
    void computes_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("hash");
        QTest::newRow("md5") << "md5" << Md5;
        QTest::newRow("sha1") << "sha1"
                              << "286E84972650A7515BA6DC68C7A561962B0A81E4";
        QTest::newRow("sha256") << "sha256" << Sha256;
        QTest::newRow("sha512") << "sha512"
                                << "E7CB868C2E85D7B8DE804D98942B6FC818AF92107461194AD8450594EBE1F2C7"
                                   "4D54D819237BF3BBC0FBF4DCF0C2A93EA5DF140AEDF6B8EF5E40C9D5E30F7B52";
    }
    void computes()
    {
        QFETCH(QString, kind);
        QFETCH(QString, hash);
        Shell shell;
        shell.spawn("hash_it", "it", {"hashIt", kind.toStdString()});
        shell.send("it", "{:compute, \"bipin\", self(), 1}");
        QCOMPARE(shell.flush(), answer(1, qPrintable(hash)));
        shell.send("hashIt", "{compute, \"bipin\", Self, 2}"); // a list of bytes, in Erlang's notation
        QCOMPARE(shell.flush(), answer(2, qPrintable(hash)));
    }

    void ofNothing()
    {
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.send("it", "{compute, <<>>, Self, 1}");
        QCOMPARE(shell.flush(), answer(1, "D41D8CD98F00B204E9800998ECF8427E"));
    }

    void computesOnce()
    {
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.send("it", "{compute, <<\"bipin\">>, Self, 1}");
        shell.send("it", "{compute, <<\"bipin\">>, Self, 2}");
        shell.send("it", "{compute, <<\"other\">>, Self, 3}");
        shell.flush();
        shell.send("it", "{statistics, Self}");
        QCOMPARE(shell.flush(), "{statistics,3,2}");
    }

    void itsExitIsTrapped()
    {
        Shell shell;
        shell.spawn("hash_it", "it", {}, Shell::How::Link);
        shell.send("it", "{:compute, \"bipin\", self(), 1}");
        shell.send("it", "{:shutdown}");
        QCOMPARE(shell.flush(), answer(1, Md5) + " | {'EXIT',<it>,normal}");
    }

    void byItsInterface()
    {
        Shell shell;
        shell.spawn("hash_it", "md5", {"hashItMD5", "md5"});
        compute(shell, "hashItMD5", "bipin");
        QCOMPARE(shell.flush(), QStringLiteral("<<\"%1\">>").arg(Md5));
        compute(shell, "nobody", "bipin");
        QCOMPARE(shell.flush(), "");
        QVERIFY2(shell.log().last().contains("crashed: {badarg,"), qPrintable(shell.log().last()));
    }

    void callersDoNotWaitForEver()
    {
        Shell shell;
        shell.perform([](Self self) { self.spawn<&isDeaf>(Atom("deaf")); });
        compute(shell, "deaf", "bipin");
        shell.wait(999);
        QCOMPARE(shell.flush(), "");
        shell.wait(2);
        QCOMPARE(shell.flush(), "nil");
    }

    void aNameIsTakenOnce()
    {
        Shell shell;
        shell.spawn("hash_it", "first");
        shell.spawn("hash_it", "second", {}, Shell::How::Monitor);
        QVERIFY(shell.flush().startsWith("{'DOWN',<reference>,process,<second>,{badarg,"));
        QVERIFY(shell.isAlive("first"));
    }

    void linked_data()
    {
        QTest::addColumn<QString>("reason"); // of an exit signal, or none for {shutdown}
        QTest::addColumn<bool>("ends");
        QTest::addColumn<bool>("takesAlong");
        QTest::newRow("forced_kill") << "forced_kill" << true << true;
        QTest::newRow("kill") << "kill" << true << true;
        QTest::newRow("exit signal normal") << "normal" << false << false; // the seed says it ends
        QTest::newRow("shutdown") << "" << true << false;
    }
    void linked()
    {
        QFETCH(QString, reason);
        QFETCH(bool, ends);
        QFETCH(bool, takesAlong);
        Shell shell;
        shell.spawn("hash_it", "md5", {"hashItMD5", "md5"});
        shell.spawn("hash_it", "sha256", {"hashItSHA256", "sha256"});
        shell.send("hashItMD5", "{link, hashItSHA256}");
        if (reason.isEmpty()) {
            shell.send("hashItMD5", "{:shutdown}");
        } else {
            shell.exit("md5", reason.toStdString());
        }
        QCOMPARE(shell.isAlive("md5"), !ends);
        QCOMPARE(shell.isAlive("sha256"), !takesAlong);
        QCOMPARE(bool(shell.runtime().whereis(Atom("hashItMD5"))), !ends);
        if (!takesAlong) {
            shell.send("hashItSHA256", "{:compute, \"bipin\", self(), 1}");
            QCOMPARE(shell.flush(), answer(1, Sha256));
        }
    }

    void badInputCrashesOne_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("atom") << "{compute, text, Self, 1}";
        QTest::newRow("no bytes") << "{compute, [1000], Self, 1}";
        QTest::newRow("no list") << "{compute, [1|2], Self, 1}";
        QTest::newRow("nobody to link") << "{link, nobody}";
    }
    void badInputCrashesOne()
    {
        QFETCH(QString, message);
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.spawn("hash_it", "other", {"other", "md5"});
        shell.send("it", message);
        QVERIFY(!shell.isAlive("it"));
        QVERIFY(shell.isAlive("other"));
        QCOMPARE(shell.flush(), "");
    }

    void aSupervisorByHand()
    {
        Shell shell;
        shell.spawn("hash_it_supervisor", "supervisor");
        const Pid first = shell.pid("hashItMD5");
        QVERIFY(first);
        shell.name("first", first);
        shell.exit("first", "forced_kill");
        QCOMPARE(shell.log(), QStringList("Hash It failed with reason forced_kill...restarting"));
        const Pid second = shell.pid("hashItMD5");
        QVERIFY(second && second != first);
        shell.name("second", second);
        shell.send("hashItMD5", "{compute, text, Self, 1}"); // it crashes
        QCOMPARE(shell.log().size(), 3);
        QVERIFY2(shell.log().last().startsWith("Hash It failed with reason {badarg,"),
                 qPrintable(shell.log().last()));
        shell.send("hashItMD5", "{:compute, \"bipin\", self(), 1}");
        QCOMPARE(shell.flush(), answer(1, Md5));

        shell.send("hashItMD5", "{shutdown}");
        QCOMPARE(shell.log().last(), "Hash It exited normally");
        QVERIFY(!shell.isAlive("supervisor"));
        QVERIFY(!shell.pid("hashItMD5"));
    }

    void aSupervisorByHandIsStopped()
    {
        Shell shell;
        shell.spawn("hash_it_supervisor", "supervisor", {}, Shell::How::Monitor);
        QVERIFY(shell.pid("hashItMD5"));
        shell.exit("supervisor", "shutdown");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<supervisor>,shutdown}");
        QVERIFY(!shell.isAlive("supervisor"));
        QVERIFY(!shell.pid("hashItMD5"));
    }

    void aSupervisorByHandNeedsItsName()
    {
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.spawn("hash_it_supervisor", "supervisor", {}, Shell::How::Monitor);
        QVERIFY(shell.flush().startsWith("{'DOWN',<reference>,process,<supervisor>,{badarg,"));
        QVERIFY(shell.isAlive("it"));
    }

    void aSupervisor()
    {
        Shell shell;
        shell.spawn("supervised_hash_it", "tree", {"hashItMD5", "md5", "1"}, Shell::How::Monitor);
        const Pid first = shell.pid("hashItMD5");
        QVERIFY(first);
        shell.name("first", first);
        shell.exit("first", "forced_kill");
        const Pid second = shell.pid("hashItMD5");
        QVERIFY(second && second != first);
        QCOMPARE(shell.flush(), "");
        shell.wait(6'000); // the first restart does not count any more
        shell.name("second", second);
        shell.exit("second", "forced_kill");
        shell.name("third", shell.pid("hashItMD5"));
        QVERIFY(shell.isAlive("third"));
        shell.exit("third", "forced_kill");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<tree>,shutdown}");
        QVERIFY(!shell.pid("hashItMD5"));
    }

    void aSupervisorLeavesANormalEnd()
    {
        Shell shell;
        shell.spawn("supervised_hash_it", "tree");
        shell.send("hashItMD5", "{shutdown}");
        QVERIFY(!shell.pid("hashItMD5"));
        QVERIFY(shell.isAlive("tree"));
        shell.exit("tree", "kill");
        QVERIFY(!shell.isAlive("tree"));
    }

    void aSupervisorNeedsItsName()
    {
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.spawn("supervised_hash_it", "tree", {}, Shell::How::Monitor);
        QVERIFY2(shell.flush().isEmpty() == false, "it tells");
        QVERIFY(!shell.isAlive("tree"));
        QVERIFY(shell.isAlive("it"));
    }

    void aGenServer()
    {
        Shell shell;
        shell.spawn("hash_it_server", "server", {"hashItMD5", "md5"}, Shell::How::Monitor);
        shell.send("hashItMD5", "{:compute, \"bipin\", self(), 1}");
        QCOMPARE(shell.flush(), answer(1, Md5));
        compute<&asksServer>(shell, "hashItMD5", "bipin");
        QCOMPARE(shell.flush(), QStringLiteral("{ok,<<\"%1\">>}").arg(Md5));
        compute<&asksServer>(shell, "hashItMD5", Atom("text"));
        QCOMPARE(shell.flush(), "{error,badarg}");
        shell.send("hashItMD5", "{statistics, Self}");
        QCOMPARE(shell.flush(), "{statistics,2,1}");
        shell.send("hashItMD5", "{shutdown}");
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<server>,normal}");
        QVERIFY(!shell.pid("hashItMD5"));
    }

    void aGenServerNeedsItsName()
    {
        Shell shell;
        shell.spawn("hash_it", "it");
        shell.spawn("hash_it_server", "server", {}, Shell::How::Monitor);
        QCOMPARE(shell.flush(), "{'DOWN',<reference>,process,<server>,{already_started,<it>}}");
        QVERIFY(shell.isAlive("it"));
    }

    void aGenServerCrashesAlone()
    {
        Shell shell;
        shell.spawn("hash_it", "other", {"other", "md5"});
        shell.spawn("hash_it_server", "server");
        shell.send("server", "{compute, text, Self, 1}");
        QVERIFY(!shell.pid("hashItMD5"));
        QVERIFY(!shell.isAlive("server"));
        QVERIFY(shell.isAlive("other"));
        QCOMPARE(shell.flush(), "");
    }
};

QTEST_GUILESS_MAIN(HashItTest)
#include "hash_it_test.moc"
