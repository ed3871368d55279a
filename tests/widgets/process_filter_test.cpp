// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "widgets/processes/process_filter.h"

#include <memory>

using namespace factorama;
using Kind = ProcessFilter::Kind;

namespace {

ProcessRow makeRow(std::uint32_t index, const char* module, ProcessStatus status = ProcessStatus::Waiting)
{
    ProcessRow row;
    row.pid = Pid(index, 3);
    row.parent = Pid(index / 10, 1);
    row.initialCall = {Atom(module), Atom("init"), 1};
    row.status = status;
    return row;
}

bool passes(const char* text, const ProcessRow& row, const std::array<float, 3>& rates = {})
{
    return ProcessMatcher(ProcessFilter::parse(QString::fromUtf8(text))).matches(row, rates);
}

} // namespace

class ProcessFilterTest : public QObject {
    Q_OBJECT

private slots:
    void readsItsParts()
    {
        const ProcessFilter filter = ProcessFilter::parse(
            QStringLiteral("status:waiting messages>100 -module:echo /^kv_[a b]/i  word \"two words\" "
                           "memory >= 1.5 MB pid:<0.12.0> parent:7 reductions/s>1k trap_exit:true"));
        const std::vector<Kind> kinds = {Kind::Status, Kind::Comparison, Kind::Module,     Kind::Expression,
                                         Kind::Text,   Kind::Text,       Kind::Comparison, Kind::Pid,
                                         Kind::Parent, Kind::Comparison, Kind::TrapExit};
        QCOMPARE(filter.problems().size(), std::size_t{0});
        QCOMPARE(filter.terms().size(), kinds.size());
        for (std::size_t i = 0; i < kinds.size(); ++i) {
            QCOMPARE(filter.terms()[i].kind, kinds[i]);
        }
        QVERIFY(filter.terms()[2].negated);
        QCOMPARE(filter.terms()[2].description(), QStringLiteral("not module: echo"));
        QCOMPARE(filter.terms()[3].text, QStringLiteral("^kv_[a b]"));
        QVERIFY(filter.terms()[3].flag);
        QCOMPARE(filter.terms()[5].text, QStringLiteral("two words"));
        QCOMPARE(filter.terms()[6].description(), QStringLiteral("memory >= 1.5MB"));
        QCOMPARE(filter.terms()[6].number, 1.5e6);
        QCOMPARE(filter.terms()[9].number, 1000.0);
        QCOMPARE(filter.rates(), 1U << static_cast<unsigned>(ProcessRate::Reductions));
        QVERIFY(!filter.isPlain());
        QVERIFY(ProcessFilter::parse(QStringLiteral(" a  b ")).isPlain());
        QVERIFY(ProcessFilter::parse(QString()).isEmpty());
    }

    void readsNumbers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::newRow("plain") << "100" << 100.0;
        QTest::newRow("separators") << "1,000,000" << 1e6;
        QTest::newRow("k") << "2k" << 2000.0;
        QTest::newRow("MB") << "1MB" << 1e6;
        QTest::newRow("MiB") << "1MiB" << 1048576.0;
        QTest::newRow("GiB") << "0.5GiB" << 536870912.0;
        QTest::newRow("negative") << "-3" << -3.0;
    }

    void readsNumbers()
    {
        QFETCH(QString, typed);
        QFETCH(double, value);
        const ProcessFilter filter = ProcessFilter::parse(QStringLiteral("memory=") + typed);
        QCOMPARE(filter.terms().size(), std::size_t{1});
        QCOMPARE(filter.terms().front().number, value);
    }

    void saysWhatMeansNothing_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("status") << "status:asleep"
                                << "asleep";
        QTest::newRow("no status") << "status:"
                                   << "waiting, runnable";
        QTest::newRow("column") << "weight>3"
                                << "weight";
        QTest::newRow("number") << "messages>many"
                                << "many";
        QTest::newRow("no number") << "messages >"
                                   << "needs a number";
        QTest::newRow("pid") << "pid:x"
                             << "<0.12.0>";
        QTest::newRow("pid too large") << "pid:99999999999"
                                       << "99999999999";
        QTest::newRow("open expression") << "/abc"
                                         << "close it";
        QTest::newRow("bad expression") << "/a(/"
                                        << "a(";
        QTest::newRow("empty expression") << "//"
                                          << "missing";
        QTest::newRow("escape at the end") << "/a\\"
                                           << "close it";
        QTest::newRow("trap_exit") << "trap_exit:maybe"
                                   << "maybe";
        QTest::newRow("name") << "name:"
                              << "name";
        QTest::newRow("field") << "foo:bar"
                               << "There are name:, label:, module:";
        QTest::newRow("field, negated") << "-foo:\"a b\""
                                        << "“foo:”";
        QTest::newRow("field without a value") << "foo:"
                                               << "“foo:”";
        QTest::newRow("field nearly") << "modul:echo"
                                      << "Is module: meant?";
        QTest::newRow("field of a number") << "messages:5"
                                           << "Is messages> meant?";
        QTest::newRow("column nearly") << "mesages>5"
                                       << "Is messages> meant?";
        QTest::newRow("column with a digit") << "x1>5"
                                             << "“x1”";
    }

    void saysWhatMeansNothing()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const ProcessFilter filter = ProcessFilter::parse(text);
        QCOMPARE(filter.terms().size(), std::size_t{0});
        QCOMPARE(filter.problems().size(), std::size_t{1});
        QVERIFY2(filter.problems().front().message.contains(says),
                 qPrintable(filter.problems().front().message));
        // The others still filter.
        QCOMPARE(ProcessFilter::parse(QStringLiteral("echo ") + text).terms().size(), std::size_t{1});
    }

    void takesWordsWithAColon()
    {
        for (const char* text :
             {"\"foo:bar\"", "-\"foo:bar\"", "kv:init/1", "kv:init/1 echo", "12:30", "::"}) {
            const ProcessFilter filter = ProcessFilter::parse(QString::fromUtf8(text));
            QVERIFY2(filter.problems().empty(), text);
            QCOMPARE(filter.terms().front().kind, Kind::Text);
        }
        QCOMPARE(ProcessFilter::parse(QStringLiteral("\"foo:bar\"")).terms().front().text,
                 QStringLiteral("foo:bar"));
    }

    void removesAPart()
    {
        const ProcessFilter filter =
            ProcessFilter::parse(QStringLiteral("echo  status:waiting   messages > 3"));
        QCOMPARE(filter.without(0), QStringLiteral("status:waiting messages > 3"));
        QCOMPARE(filter.without(1), QStringLiteral("echo messages > 3"));
        QCOMPARE(filter.without(2), QStringLiteral("echo status:waiting"));
        QVERIFY(filter.sameAs(ProcessFilter::parse(QStringLiteral(" echo status:waiting messages>3"))));
        QVERIFY(!filter.sameAs(ProcessFilter::parse(QStringLiteral("echo status:waiting messages>4"))));
    }

    void hasALimit()
    {
        QString text;
        for (int i = 0; i < 40; ++i) {
            text += QStringLiteral("w%1 ").arg(i);
        }
        const ProcessFilter filter = ProcessFilter::parse(text);
        QCOMPARE(filter.terms().size(), ProcessFilter::TermLimit);
        QCOMPARE(filter.problems().size(), std::size_t{8});
        ProcessMatcher matcher(filter);
        QVERIFY(!matcher.matches(makeRow(1, "echo"), {}));
    }

    void matches()
    {
        ProcessRow row = makeRow(120, "key_value", ProcessStatus::Running);
        row.messages = 101;
        row.memory = 1'000'000;
        row.label = Atom("Shop 7");
        QVERIFY(passes("KEY", row));
        QVERIFY(passes("shop running", row));
        QVERIFY(passes("key_value:init/1", row)); // a field's name is not before the colon
        QVERIFY(passes("name:shop", row));
        QVERIFY(!passes("name:key_value", row)); // its label is what it is called
        QVERIFY(passes("module:key label:\"shop 7\"", row));
        QVERIFY(!passes("-running", row));
        QVERIFY(passes("-waiting", row));
        QVERIFY(passes("status:run", row)); // running, runnable
        QVERIFY(!passes("status:runnable", row));
        QVERIFY(passes("pid:120", row) && passes("pid:0.120.3", row) && passes("pid:<0.120.3>", row));
        QVERIFY(!passes("pid:0.120.4", row) && !passes("pid:12", row));
        QVERIFY(passes("<0.12", row) && passes("120", row) && !passes("121", row));
        QVERIFY(passes("parent:12", row) && !passes("parent:13", row));
        QVERIFY(passes("messages>100 messages<=101 messages!=100 memory>=1MB", row));
        QVERIFY(!passes("memory>1MB", row));
        QVERIFY(passes("messages/s<0", row, {-2.F, 0, 0}));
        QVERIFY(passes("/^Shop [0-9]$/", row) && !passes("/^shop/", row) && passes("/^shop/i", row));
        QVERIFY(passes("trap_exit:false", row));
    }

    void readsPids()
    {
        QVERIFY(PidText::parse(u"<0.12.0>")->matches(Pid(12, 0)));
        QVERIFY(PidText::parse(u" 0.12.5 ")->matches(Pid(12, 5)));
        QVERIFY(PidText::parse(u"12")->matches(Pid(12, 99)));
        for (const char* text :
             {"", "<0.12>", "1.12.0", "<0.12.0", "0.12.0>", "twelve", "0.134217728.0", "0.1.4294967296"}) {
            QVERIFY2(!PidText::parse(QString::fromLatin1(text)), text);
        }
    }
};

QTEST_MAIN(ProcessFilterTest)
#include "process_filter_test.moc"
