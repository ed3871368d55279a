// SPDX-License-Identifier: GPL-3.0-or-later
#include "listener.h"

using namespace factorama::testing;

class ChatRoomTest : public QObject {
    Q_OBJECT

private slots:
    void talk()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("chat_room", "room");
            for (const char* name : {"ann", "bob", "cy"}) {
                spawnListener(shell, name);
            }
            shell.send("room", "{join, ann, <ann>}");
            QCOMPARE(heard(shell), "{ann,{welcome,[]}}");
            shell.send("room", "{join, bob, <bob>}");
            QCOMPARE(heard(shell), "{ann,{joined,bob}} | {bob,{welcome,[ann]}}");
            shell.send("room", "{join, cy, <cy>}");
            QCOMPARE(heard(shell), "{ann,{joined,cy}} | {bob,{joined,cy}} | {cy,{welcome,[ann,bob]}}");
            shell.send("room", "{say, \"Hello\", <bob>}");
            QCOMPARE(heard(shell), "{ann,{said,bob,\"Hello\"}} | {cy,{said,bob,\"Hello\"}}");
            shell.send("room", "{leave, <bob>}");
            QCOMPARE(heard(shell), "{ann,{left,bob}} | {bob,ok} | {cy,{left,bob}}");
            shell.send("room", "{say, again, <bob>}");
            QCOMPARE(heard(shell), "{bob,{error,not_joined}}");
            shell.send("room", "{say, bye, <cy>}");
            QCOMPARE(heard(shell), "{ann,{said,cy,bye}}");
        }
    }

    void whoDiesHasLeft()
    {
        Shell shell;
        shell.spawn("chat_room", "room");
        for (const char* name : {"ann", "bob", "cy"}) {
            spawnListener(shell, name);
            shell.send("room", QString("{join, %1, <%1>}").arg(name));
        }
        heard(shell);
        shell.exit("bob", "kill");
        QCOMPARE(heard(shell), "{ann,{left,bob}} | {cy,{left,bob}}");
        QVERIFY(shell.isAlive("room"));
        shell.send("room", "{join, bob, Self}"); // the nick is free
        QCOMPARE(heard(shell), "{ann,{joined,bob}} | {cy,{joined,bob}} | {welcome,[ann,cy]}");
        shell.exit("room", "kill");
        QVERIFY(shell.isAlive("ann"));
    }

    /// Who has left of his own accord does not leave again by dying.
    void leavesOnce()
    {
        Shell shell;
        shell.spawn("chat_room", "room");
        for (const char* name : {"ann", "bob"}) {
            spawnListener(shell, name);
            shell.send("room", QString("{join, %1, <%1>}").arg(name));
        }
        heard(shell);
        QCOMPARE(monitorsOf(shell, "room"), "{monitors,[{process,<ann>},{process,<bob>}]}");
        shell.send("room", "{leave, <bob>}");
        heard(shell);
        QCOMPARE(monitorsOf(shell, "room"), "{monitors,[{process,<ann>}]}");
        shell.exit("bob", "kill");
        QCOMPARE(shell.flush(), "");
    }

    void refuses()
    {
        Shell shell;
        shell.spawn("chat_room", "room");
        spawnListener(shell, "ann");
        shell.send("room", "{join, ann, <ann>}");
        shell.flush();
        shell.send("room", "{join, ann, Self}");
        QCOMPARE(shell.flush(), "{error,nick_taken}");
        shell.send("room", "{join, [], Self}");
        QCOMPARE(shell.flush(), "{error,bad_nick}");
        shell.send("room", "{say, hello, Self}");
        QCOMPARE(shell.flush(), "{error,not_joined}");
        shell.send("room", "{leave, Self}");
        QCOMPARE(shell.flush(), "{error,not_joined}");
        shell.send("room", "{join, anna, <ann>}");
        QCOMPARE(shell.flush(), "{ann,{error,already_joined}}");
        shell.send("room", "{join, ann, nobody}");
        shell.send("room", "what");
        QCOMPARE(shell.flush(), "");
        shell.send("room", "{join, <<\"Ann\">>, Self}");
        QCOMPARE(heard(shell), "{ann,{joined,<<\"Ann\">>}} | {welcome,[ann]}");
    }
};

QTEST_GUILESS_MAIN(ChatRoomTest)
#include "chat_room_test.moc"
