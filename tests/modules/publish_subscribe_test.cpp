// SPDX-License-Identifier: GPL-3.0-or-later
#include "listener.h"

using namespace factorama::testing;

class PublishSubscribeTest : public QObject {
    Q_OBJECT

private slots:
    void toSubscribersOnce()
    {
        for (std::uint64_t seed = 1; seed <= 10; ++seed) {
            Shell shell(seed);
            shell.spawn("publish_subscribe", "broker");
            spawnListener(shell, "ann");
            spawnListener(shell, "bob");
            shell.send("broker", "{subscribe, news, <ann>}");
            shell.send("broker", "{subscribe, news, <bob>}");
            shell.send("broker", "{subscribe, news, <ann>}");
            shell.send("broker", "{subscribe, <<\"sport\">>, <ann>}");
            QCOMPARE(heard(shell), "{ann,ok} | {ann,ok} | {ann,ok} | {bob,ok}");
            shell.send("broker", "{topics, Self}");
            QCOMPARE(shell.flush(), "{topics,[{news,2},{<<\"sport\">>,1}]}");
            shell.send("broker", "{publish, news, {rain, 5}}");
            QCOMPARE(heard(shell), "{ann,{published,news,{rain,5}}} | {bob,{published,news,{rain,5}}}");
            shell.send("broker", "{publish, <<\"sport\">>, goal}");
            QCOMPARE(heard(shell), "{ann,{published,<<\"sport\">>,goal}}");
            shell.send("broker", "{publish, sport, goal}"); // the atom is another topic
            shell.send("broker", "{publish, weather, sun}");
            QCOMPARE(shell.flush(), "");
        }
    }

    void inOrder()
    {
        Shell shell(3);
        shell.spawn("publish_subscribe", "broker");
        shell.send("broker", "{subscribe, n, Self}");
        shell.flush();
        QStringList expected;
        for (int i = 0; i < 100; ++i) {
            shell.send("broker", QString("{publish, n, %1}").arg(i));
            expected.append(QString("{published,n,%1}").arg(i));
        }
        QCOMPARE(shell.flush(), expected.join(" | "));
    }

    void unsubscribe()
    {
        Shell shell;
        shell.spawn("publish_subscribe", "broker");
        shell.send("broker", "{unsubscribe, news, Self}");
        QCOMPARE(shell.flush(), "{error,not_subscribed}");
        shell.send("broker", "{subscribe, news, Self}");
        shell.send("broker", "{unsubscribe, sport, Self}");
        QCOMPARE(shell.flush(), "ok | {error,not_subscribed}");
        shell.send("broker", "{subscribe, sport, Self}");
        shell.send("broker", "{unsubscribe, news, Self}");
        QCOMPARE(shell.flush(), "ok | ok");
        QCOMPARE(monitorsOf(shell, "broker"), "{monitors,[{process,<shell>}]}"); // one for both topics
        shell.send("broker", "{publish, news, 1}");
        shell.send("broker", "{publish, sport, 2}");
        QCOMPARE(shell.flush(), "{published,sport,2}");
        shell.send("broker", "{unsubscribe, sport, Self}");
        shell.send("broker", "{unsubscribe, sport, Self}");
        shell.send("broker", "{topics, Self}");
        QCOMPARE(shell.flush(), "ok | {error,not_subscribed} | {topics,[]}");
        QCOMPARE(monitorsOf(shell, "broker"), "{monitors,[]}");
        shell.send("broker", "{subscribe, news, Self}"); // and it can come back
        shell.send("broker", "{publish, news, 3}");
        QCOMPARE(shell.flush(), "ok | {published,news,3}");
    }

    void theDeadAreForgotten()
    {
        Shell shell;
        shell.spawn("publish_subscribe", "broker");
        spawnListener(shell, "ann");
        shell.send("broker", "{subscribe, news, <ann>}");
        shell.send("broker", "{subscribe, sport, <ann>}");
        shell.send("broker", "{subscribe, news, Self}");
        heard(shell);
        shell.exit("ann", "kill");
        shell.send("broker", "{topics, Self}");
        QCOMPARE(shell.flush(), "{topics,[{news,1}]}");
        shell.send("broker", "{subscribe, news, <ann>}"); // dead already: 'DOWN' comes at once
        shell.send("broker", "{topics, Self}");
        QCOMPARE(shell.flush(), "{topics,[{news,1}]}");
        shell.send("broker", "{publish, news, 1}");
        QCOMPARE(shell.flush(), "{published,news,1}");
    }

    void badInput()
    {
        Shell shell;
        shell.spawn("publish_subscribe", "broker");
        for (const char* topic : {"[]", "1", "{a}", "[1]"}) {
            shell.send("broker", QString("{subscribe, %1, Self}").arg(topic));
            QCOMPARE(shell.flush(), "{error,bad_topic}");
        }
        shell.send("broker", "{subscribe, news, nobody}");
        shell.send("broker", "{publish, news}");
        shell.send("broker", "{'DOWN', none, process, none, none}");
        shell.send("broker", "{topics, Self}");
        QCOMPARE(shell.flush(), "{topics,[]}");
    }
};

QTEST_GUILESS_MAIN(PublishSubscribeTest)
#include "publish_subscribe_test.moc"
