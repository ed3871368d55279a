// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_programs.h"

#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/term/expression.h"
#include "runtime/term/integer.h"
#include "runtime/term/parse.h"
#include "runtime/term/raised.h"
#include "runtime/term/term.h"
#endif

#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <thread>
#include <vector>

using namespace factorama;

namespace {

Term parsed(std::string_view text)
{
    const ParsedTerm result = parseTerm(text, 1000);
    if (!result.term) {
        qWarning("%s: %s", std::string(text).c_str(), result.error.c_str());
        return {};
    }
    return *result.term;
}

QString printed(const Term& term)
{
    return QString::fromStdString(term.toString());
}

/// What Erlang prints for each expression, one a line; nothing if there is no Erlang.
QStringList askErlang(const QStringList& expressions)
{
    const QString erl = testing::findProgram(QStringLiteral("erl"));
    if (erl.isEmpty()) {
        return {};
    }
    QString program =
        QStringLiteral("io:setopts([{encoding,unicode}]),"
                       "F = fun(T) -> io:format(\"~ts~n\", [io_lib:format(\"~1000000tp\", [T])]) end,");
    for (const QString& expression : expressions) {
        program += QStringLiteral("F(%1),").arg(expression);
    }
    program += QStringLiteral("halt().");
    QProcess process;
    process.start(erl, {QStringLiteral("-noshell"), QStringLiteral("+pc"), QStringLiteral("unicode"),
                        QStringLiteral("+fnu"), QStringLiteral("-eval"), program});
    if (!process.waitForFinished(60'000)) {
        return {};
    }
    return QString::fromUtf8(process.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

/// Bytes that both terms' nodes lie in.
void collectNodes(Word w, std::vector<const Node*>& nodes)
{
    if (!word::isBoxed(w)) {
        return;
    }
    nodes.push_back(word::toNode(w));
    if (word::toNode(w)->holdsWords()) {
        for (std::size_t i = 0; i < word::toNode(w)->payloadWords(); ++i) {
            collectNodes(word::toNode(w)->words()[i], nodes);
        }
    }
}

/// A random term; the same generator state gives the same term.
Term randomTerm(std::mt19937_64& random, int depth)
{
    switch (random() % (depth > 0 ? 13 : 8)) {
    case 0:
        return static_cast<std::int64_t>(random() % 20) - 10;
    case 1:
        return static_cast<std::int64_t>(random()) >> (random() % 62);
    case 2:
        return static_cast<double>(static_cast<std::int64_t>(random() % 40) - 20) / 4.0;
    case 3:
        return parsed(std::vector<const char*>{"a", "b", "ok", "'A b'", "'é'", "true"}[random() % 6]);
    case 4:
        return std::string(random() % 100, static_cast<char>('a' + random() % 26));
    case 5:
        return toTerm(mpz_class(static_cast<unsigned long>(random())) *
                      mpz_class(static_cast<long>(random())));
    case 6:
        return Pid(static_cast<std::uint32_t>(random() % 1000), static_cast<std::uint32_t>(random() % 9));
    case 7:
        return {};
    case 8:
    case 9: {
        std::vector<Term> elements(random() % 4);
        std::generate(elements.begin(), elements.end(), [&] { return randomTerm(random, depth - 1); });
        return Term::tuple(elements);
    }
    case 10: {
        std::vector<std::pair<Term, Term>> pairs(random() % 4);
        for (auto& [key, value] : pairs) {
            key = randomTerm(random, depth - 1);
            value = randomTerm(random, depth - 1);
        }
        return Term::map(pairs);
    }
    case 11:
        return Term::cons(randomTerm(random, depth - 1), randomTerm(random, depth - 1));
    default: {
        std::vector<Term> elements(random() % 4);
        std::generate(elements.begin(), elements.end(), [&] { return randomTerm(random, depth - 1); });
        return Term::list(elements);
    }
    }
}

} // namespace

class TermTest : public QObject {
    Q_OBJECT

private slots:
    void buildsWhatItSays()
    {
        QCOMPARE(printed(Term()), QStringLiteral("[]"));
        QCOMPARE(printed(Term(Atom("hello"))), QStringLiteral("hello"));
        QCOMPARE(printed(Term(true)), QStringLiteral("true"));
        QCOMPARE(printed(Term(-5)), QStringLiteral("-5"));
        QCOMPARE(printed(Term("text")), QStringLiteral("<<\"text\">>"));
        QCOMPARE(printed(Term::string("text")), QStringLiteral("\"text\""));
        QCOMPARE(printed(Term::tuple({1, Atom("a"), Term::list({1, 2})})), QStringLiteral("{1,a,[1,2]}"));
        QCOMPARE(printed(Term::list({1, 2}, 3)), QStringLiteral("[1,2|3]"));
        QCOMPARE(printed(Term::map({{Atom("b"), 2}, {Atom("a"), 1}, {Atom("b"), 3}})),
                 QStringLiteral("#{a => 1,b => 3}"));
        QCOMPARE(printed(Pid(12, 3)), QStringLiteral("<0.12.3>"));
        QCOMPARE(printed(tuple(Atom("put"), "key", 42, true, tuple(1.5))),
                 QStringLiteral("{put,<<\"key\">>,42,true,{1.5}}"));
        QCOMPARE(printed(list(1, Atom("a"), "b")), QStringLiteral("[1,a,<<\"b\">>]"));
        QVERIFY(Reference::make() != Reference::make());
    }

    void keepsIntegersOfEachType()
    {
        const std::vector<std::int64_t> edges = {0,
                                                 1,
                                                 -1,
                                                 (std::int64_t{1} << 60) - 1,
                                                 std::int64_t{1} << 60,
                                                 -(std::int64_t{1} << 60),
                                                 -(std::int64_t{1} << 60) - 1,
                                                 std::numeric_limits<std::int64_t>::max(),
                                                 std::numeric_limits<std::int64_t>::min()};
        for (const std::int64_t value : edges) {
            QCOMPARE(Term(value).integer(), value);
            QCOMPARE(Term(value).isolated().integer(), value);
            QCOMPARE(Term(tuple(value))[0].integer(), value);
            QVERIFY(matches(value, Term(value)));
            QVERIFY(matches(tuple(value, any), tuple(value, 1)));
            QVERIFY(matches(anyInteger, Term(value)));
            QCOMPARE(printed(Term(value)), QString::number(value));
            QVERIFY(toBigInteger(Term(value)) == mpz_class(static_cast<long>(value)));
            QVERIFY(toTerm(mpz_class(static_cast<long>(value))) == Term(value));
        }
        const auto largest = std::numeric_limits<std::uint64_t>::max();
        const auto largestLong = std::numeric_limits<unsigned long long>::max();
        QCOMPARE(printed(Term(largest)), QString::number(largest));
        QCOMPARE(printed(Term(largestLong)), QString::number(largestLong));
        QCOMPARE(printed(tuple(largest)), QStringLiteral("{%1}").arg(largest));
        QCOMPARE(printed(tuple(largestLong)), QStringLiteral("{%1}").arg(largestLong));
        QVERIFY(!matches(-1, Term(largestLong)));
        QVERIFY(matches(largestLong, Term(largest)));
        QVERIFY(!Term(largest).toInteger());
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(largest).integer()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(std::numeric_limits<double>::infinity())));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(std::nan(""))));
        const mpz_class huge("-123456789012345678901234567890123456789012345678901234567890");
        QVERIFY(toBigInteger(toTerm(huge)) == huge);
        QVERIFY(toBigInteger(toTerm(huge).isolated()) == huge);
        QCOMPARE(printed(toTerm(huge)), QString::fromStdString(huge.get_str()));
    }

    void refusesValuesThatAreNotFloats()
    {
        // Erlang has neither infinity nor NaN, whichever way a term is built.
        QVERIFY_THROWS_EXCEPTION(Raised,
                                 static_cast<void>(Term(tuple(std::numeric_limits<double>::infinity()))));
    }

    void accessorsRaiseBadarg()
    {
        const Term number(1);
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.atom()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.pid()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.reference()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.binary()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.size()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number[0]));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.head()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.tail()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.elements()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(number.find(number)));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(Atom("a")).integer()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(Atom("a")).floating()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term(tuple(1, 2))[2]));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term::list({1}, 2).size()));
        QVERIFY_THROWS_EXCEPTION(Raised, static_cast<void>(Term::list({1}, 2).elements()));
        try {
            static_cast<void>(number.atom());
        } catch (const Raised& raised) {
            QCOMPARE(raised.what(), "error:badarg");
        }
    }

    void mapsFindPutAndRemove()
    {
        Term map = Term::map({});
        for (int i = 0; i < 200; ++i) {
            map = map.with((i * 37) % 200, i);
        }
        QCOMPARE(map.size(), std::size_t{200});
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(map.find((i * 37) % 200)->integer(), std::int64_t{i});
        }
        QVERIFY(!map.find(200));
        QVERIFY(!map.find(1.0)); // keys are compared exactly
        QCOMPARE(map.with(1.0, 5).size(), std::size_t{201});
        QCOMPARE(map.without(7).size(), std::size_t{199});
        QVERIFY(map.without(7).with(7, *map.find(7)) == map);
    }

    /// Each term is below the next.
    void ordersAsErlang()
    {
        const std::vector<Term> ascending = {parsed("-100000000000000000000000000000"),
                                             -5,
                                             -4.5,
                                             0,
                                             0.5,
                                             1,
                                             2,
                                             parsed("1152921504606846976"),
                                             parsed("1152921504606846977"),
                                             1.0e30,
                                             parsed("10000000000000000000000000000000000"),
                                             Atom("a"),
                                             Atom("aa"),
                                             Atom("b"),
                                             Reference::make(),
                                             Pid(1, 0),
                                             Pid(2, 0),
                                             Pid(1, 1),
                                             Term::tuple({}),
                                             parsed("{z}"),
                                             parsed("{1,2}"),
                                             parsed("{1,3}"),
                                             parsed("{a,a}"),
                                             parsed("#{}"),
                                             parsed("#{2 => z}"),
                                             parsed("#{1.0 => a}"),
                                             parsed("#{a => 1}"),
                                             parsed("#{a => 2}"),
                                             parsed("#{b => 0}"),
                                             parsed("#{a => 1,b => 1}"),
                                             Term(),
                                             parsed("[1|a]"),
                                             parsed("[1]"),
                                             parsed("[1,1]"),
                                             parsed("[a]"),
                                             parsed("[[]]"),
                                             "",
                                             "a",
                                             "aa",
                                             "b",
                                             parsed("<<255>>")};
        for (std::size_t i = 0; i < ascending.size(); ++i) {
            for (std::size_t j = 0; j < ascending.size(); ++j) {
                const QByteArray what =
                    (printed(ascending[i]) + QStringLiteral(" < ") + printed(ascending[j])).toUtf8();
                QVERIFY2((ascending[i] < ascending[j]) == (i < j), what.constData());
                QVERIFY2((ascending[i] == ascending[j]) == (i == j), what.constData());
                const int arithmetic = word::compare(ascending[i].rawWord(), ascending[j].rawWord(), false);
                QVERIFY2((arithmetic < 0) == (i < j), what.constData());
                QVERIFY2((arithmetic == 0) == (i == j), what.constData());
            }
        }
    }

    void comparesIntegersWithFloats()
    {
        const auto arithmetic = [](const Term& a, const Term& b) {
            return word::compare(a.rawWord(), b.rawWord(), false);
        };
        QCOMPARE(arithmetic(1, 1.0), 0);
        QVERIFY(Term(1) != Term(1.0));
        QVERIFY(Term(1) < Term(1.0));
        QVERIFY(!(Term(1.0) < Term(1)));
        QCOMPARE(arithmetic(parsed("{1,[2.0]}"), parsed("{1.0,[2]}")), 0);
        QVERIFY(parsed("{1,[2.0]}") != parsed("{1.0,[2]}"));
        QCOMPARE(arithmetic(parsed("9007199254740993"), 9007199254740992.0), 1);
        QCOMPARE(arithmetic(-2, -1.5), -1);
        QCOMPARE(arithmetic(-1, -1.5), 1);
        QVERIFY(Term(0.0) == Term(-0.0)); // until OTP 27
        // The order of terms breaks ties only: 1 == 1.0, so the second elements decide.
        QVERIFY(parsed("{1.0,a}") < parsed("{1,b}"));
        QVERIFY(!(parsed("{1,b}") < parsed("{1.0,a}")));
        // Map keys are ordered with integers before floats; the values arithmetically.
        QCOMPARE(printed(parsed("#{1.0 => a,2 => b}")), QStringLiteral("#{2 => b,1.0 => a}"));
        QCOMPARE(arithmetic(parsed("#{a => 1}"), parsed("#{a => 1.0}")), 0);
        QVERIFY(arithmetic(parsed("#{1 => a}"), parsed("#{1.0 => a}")) < 0);
    }

    void orderIsTotal()
    {
        std::mt19937_64 random(1);
        for (int round = 0; round < 300; ++round) {
            std::vector<Term> terms;
            for (int i = 0; i < 12; ++i) {
                terms.push_back(randomTerm(random, 3));
            }
            for (const Term& a : terms) {
                QVERIFY(!(a < a));
                QVERIFY(a == a.isolated());
                for (const Term& b : terms) {
                    QCOMPARE((a < b) + (b < a) + (a == b), 1);
                    QCOMPARE(word::compare(a.rawWord(), b.rawWord(), false),
                             -word::compare(b.rawWord(), a.rawWord(), false));
                    for (const Term& c : terms) {
                        QVERIFY(!(a < b && b < c) || a < c);
                    }
                }
            }
        }
    }

    void sortsAsErlang()
    {
        std::mt19937_64 random(7);
        QStringList questions;
        QStringList answers;
        for (int round = 0; round < 60; ++round) {
            std::vector<Term> terms;
            for (int i = 0; i < 8; ++i) {
                Term term = randomTerm(random, 3);
                while (
                    printed(term).contains(QLatin1Char('<'))) { // pids cannot be written in Erlang's source
                    term = randomTerm(random, 3);
                }
                terms.push_back(term);
            }
            questions << QStringLiteral("lists:sort(fun(A,B) -> A < B orelse (A == B andalso A =:= B) orelse "
                                        "(A == B andalso erts_internal:cmp_term(A, B) =< 0) end, %1)")
                             .arg(printed(Term::list(terms)));
            std::stable_sort(terms.begin(), terms.end());
            answers << printed(Term::list(terms));
        }
        const QStringList erlang = askErlang(questions);
        if (erlang.isEmpty()) {
            QSKIP("no erl");
        }
        QCOMPARE(answers, erlang);
    }

    void isolatedCopiesShareNothing()
    {
        std::mt19937_64 random(3);
        for (int round = 0; round < 500; ++round) {
            const Term original = randomTerm(random, 4);
            const Term copy = original.isolated();
            QVERIFY(copy == original);
            std::vector<const Node*> nodes;
            std::vector<const Node*> copied;
            collectNodes(original.rawWord(), nodes);
            collectNodes(copy.rawWord(), copied);
            std::sort(nodes.begin(), nodes.end());
            for (const Node* node : copied) {
                QVERIFY(!std::binary_search(nodes.begin(), nodes.end(), node));
                QCOMPARE(word::blockOf(word::fromNode(node)),
                         word::blockOf(copy.rawWord())); // all in one block
            }
        }
    }

    void sharesLargeBinaries()
    {
        const std::string bytes(65, 'x');
        const Term original(bytes);
        const Term copy = tuple(original, 1);
        const Term isolated = copy.isolated();
        QVERIFY(isolated[0].binary().data() == original.binary().data());
        QVERIFY(Term(std::string(64, 'x')).isolated().binary() == std::string(64, 'x'));
        QCOMPARE(isolated[0].binary().size(), std::size_t{65});
    }

    void longListsBuiltCellByCell()
    {
        Term list;
        for (int i = 0; i < 1'000'000; ++i) {
            list = Term::cons(i, list);
        }
        QCOMPARE(list.size(), std::size_t{1'000'000});
        const Term copy = list.isolated();
        QVERIFY(copy == list);
        QVERIFY(!(copy < list));
        list = {};
        QCOMPARE(copy.head().integer(), std::int64_t{999'999});
        QVERIFY(copy.toString(100).size() <= 100);
    }

    void deepNesting()
    {
        Term deep = Atom("core");
        Term deepList;
        Term deepMap;
        for (int i = 0; i < 1'000'000; ++i) {
            deep = tuple(deep);
            deepList = Term::list({deepList});
            deepMap = Term::map({{Atom("a"), deepMap}});
        }
        for (const Term& term : {deep, deepList, deepMap}) {
            const Term copy = term.isolated();
            QVERIFY(copy == term);
            QVERIFY(copy.toString().size() < 10'000);
        }
        Term inner = deep;
        for (int i = 0; i < 1'000'000; ++i) {
            inner = inner[0];
        }
        QVERIFY(inner.isAtom(Atom("core")));
        // Map keys too.
        Term key;
        for (int i = 0; i < 1000; ++i) {
            key = Term::map({{key, 1}});
        }
        QVERIFY(key == key.isolated());
    }

    void printsAndParsesAsErlang()
    {
        // In Erlang's source; must be read by parseTerm() and by Erlang alike.
        const QStringList texts = {"0",
                                   "-17",
                                   "1152921504606846976",
                                   "-99999999999999999999999",
                                   "16#ff",
                                   "1_000_000",
                                   "2#1010",
                                   "0.0",
                                   "1.0",
                                   "-1.5",
                                   "0.1",
                                   "100.0",
                                   "1000.0",
                                   "1.0e5",
                                   "99999.0",
                                   "123456.0",
                                   "1.0e10",
                                   "12345678.9",
                                   "1.0e15",
                                   "1.0e16",
                                   "1.0e21",
                                   "1.0e22",
                                   "1.0e23",
                                   "1.5e300",
                                   "5.0e-324",
                                   "2.2250738585072014e-308",
                                   "0.001",
                                   "0.0001",
                                   "1.0e-5",
                                   "1.0e-4",
                                   "0.00012345",
                                   "0.000012345",
                                   "123456789012345678.0",
                                   "9007199254740992.0",
                                   "9007199254740994.0",
                                   "4503599627370496.5",
                                   "1234567890123456.0",
                                   "0.3333333333333333",
                                   "1.0e100",
                                   "-0.0",
                                   "3.141592653589793",
                                   "120000.0",
                                   "1200000.0",
                                   "12300000.0",
                                   "1.2e-3",
                                   "1.2e-4",
                                   "-1.0e22",
                                   "a",
                                   "abc@d_E1",
                                   "'A'",
                                   "'hello world'",
                                   "''",
                                   "'it\\'s'",
                                   "'back\\\\slash'",
                                   "'new\\nline'",
                                   "'tab\\t'",
                                   "'and'",
                                   "'end'",
                                   "'when'",
                                   "'fun'",
                                   "'maybe'",
                                   "'else'",
                                   "'_'",
                                   "'1a'",
                                   "'a-b'",
                                   "'é'",
                                   "'aé'",
                                   "'É'",
                                   "'ÿ'",
                                   "'÷'",
                                   "'a×'",
                                   "'ы'",
                                   "'日本'",
                                   "'a\\eb'",
                                   "'\\001'",
                                   "'a\\0b'",
                                   "'\\d'",
                                   "'$gen_call'",
                                   "'a.b'",
                                   "'@a'",
                                   R"('a\x{80}b')",
                                   R"('a\x{a0}b')",
                                   R"('\x{9f}')",
                                   "'ñandú'",
                                   "'aÀÿ9'",
                                   "'Àa'",
                                   "'a\\\"b'",
                                   "'\\b\\v\\f\\r'",
                                   "nonode@nohost",
                                   "'a b'",
                                   "{}",
                                   "{a}",
                                   "{1,{2,[]}}",
                                   "[]",
                                   "[1]",
                                   "[a|b]",
                                   "[1,2,3|4]",
                                   "\"abc\"",
                                   "\"\"",
                                   "\"a\\\"b\\\\c\\n\\t\\r\\e\\b\\f\\v\"",
                                   "[7]",
                                   "[8]",
                                   "[27]",
                                   "[0]",
                                   "[127]",
                                   "[128]",
                                   "[160]",
                                   "[173]",
                                   "[255]",
                                   "[256]",
                                   "[1099,1100]",
                                   "[65533]",
                                   "[65534]",
                                   "[65535]",
                                   "[65536]",
                                   "[55296]",
                                   "[55295]",
                                   "[57344]",
                                   "[1114111]",
                                   "[1114112]",
                                   "[97,-1]",
                                   "[97|98]",
                                   "\"é\"",
                                   "\"日本\"",
                                   "[\"ab\",\"cd\"]",
                                   "[97,[98]]",
                                   "<<>>",
                                   "<<\"abc\">>",
                                   "<<1,2,3>>",
                                   "<<0>>",
                                   "<<255>>",
                                   "<<\"a\\\"b\\n\">>",
                                   "<<\"é\"/utf8>>",
                                   "<<\"日本\"/utf8>>",
                                   "<<195,169>>",
                                   "<<233>>",
                                   "<<97,233>>",
                                   "<<237,160,128>>",
                                   "<<240,159,152,128>>",
                                   "<<244,144,128,128>>",
                                   "<<192,128>>",
                                   "<<194,128>>",
                                   "<<194,160>>",
                                   "<<224,128,128>>",
                                   "<<239,191,191>>",
                                   "<<7>>",
                                   "<<27,97>>",
                                   "<<127>>",
                                   "#{}",
                                   "#{a => 1}",
                                   "#{b => 2,a => 1,1 => x,1.0 => y,\"s\" => z,{t} => u,<<\"b\">> => v}",
                                   "#{a => #{b => #{}}}",
                                   "[#{},{},[],<<>>]",
                                   "{ok,[{a,1},{b,\"two\"}]}",
                                   "[[97],98]",
                                   "[true,false,undefined]",
                                   "{'EXIT',{badarg,[{erlang,atom_to_list,[1],[]}]}}",
                                   "[10]",
                                   "[13,10]",
                                   "[9,65]",
                                   "[97,31]"};
        const QStringList erlang = askErlang(texts);
        if (erlang.isEmpty()) {
            QSKIP("no erl");
        }
        QCOMPARE(erlang.size(), texts.size());
        QStringList failures;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const ParsedTerm term = parseTerm(texts[i].toStdString(), 5);
            const QString text = term.term ? printed(*term.term) : QString::fromStdString(term.error);
            const ParsedTerm again = parseTerm(erlang[i].toStdString());
            if (text != erlang[i]) {
                failures << QStringLiteral("%1 prints as %2, not %3").arg(texts[i], text, erlang[i]);
            } else if (!again.term || *again.term != *term.term) {
                failures << QStringLiteral("%1 does not survive printing").arg(texts[i]);
            }
        }
        for (const QString& failure : failures) {
            qWarning("%s", qPrintable(failure));
        }
        QCOMPARE(failures.size(), 0);
    }

    void survivesPrintingAndParsing()
    {
        std::mt19937_64 random(5);
        for (int round = 0; round < 2000; ++round) {
            const Term term = randomTerm(random, 4);
            const ParsedTerm again = parseTerm(term.toString());
            QVERIFY2(again.term.has_value(), (again.error + ": " + term.toString()).c_str());
            QVERIFY2(*again.term == term, term.toString().c_str());
        }
    }

    void cutsLongTexts()
    {
        const Term term = Term::string("äöüäöüäöüäöü");
        for (std::size_t limit = 3; limit < 30; ++limit) {
            const std::string text = term.toString(limit);
            QVERIFY(text.size() <= limit);
            QCOMPARE(QString::fromStdString(text).toUtf8().toStdString(), text); // valid UTF-8
        }
        QCOMPARE(Term(tuple(1, 2)).toString(5), std::string("{1,2}"));
        QCOMPARE(Term(tuple(1, 23)).toString(5), std::string("{1..."));
    }

    void patterns()
    {
        const Term term = parsed("{put,<<\"k\">>,42,{1.5,[]},#{a => 1}}");
        QVERIFY(matches(tuple(Atom("put"), "k", 42, any, any), term));
        QVERIFY(matches(tuple(anyAtom, anyBinary, anyInteger, tuple(anyNumber, anyList), anyMap), term));
        QVERIFY(matches(tuple(any, any, any, tuple(1.5, Term()), any), term));
        QVERIFY(!matches(tuple(any, any, 42.0, any, any), term));
        QVERIFY(!matches(tuple(any, any, any, any), term));
        QVERIFY(!matches(tuple(any, any, any, any, any, any), term));
        QVERIFY(!matches(tuple(any, "kk", any, any, any), term));
        QVERIFY(matches(anyTuple, term));
        QVERIFY(matches(any, term));
        QVERIFY(matches(term, term.isolated()));
        QVERIFY(matches(tuple(), Term::tuple({})));
        QVERIFY(matches(true, Term(true)));
        QVERIFY(matches(anyPid, Term(Pid(1, 1))));
        QVERIFY(!matches(anyPid, Term(Reference::make())));
        QVERIFY(matches(anyInteger, parsed("99999999999999999999")));
        QVERIFY(!matches(anyInteger, Term(1.0)));
        QVERIFY(!matches(anyList, Term::tuple({})));
    }

    void atomsAreInterned()
    {
        QVERIFY(Atom("one") == Atom("one"));
        QVERIFY(Atom("one") != Atom("two"));
        QCOMPARE(Atom().text(), std::string_view("undefined"));
        QCOMPARE(Atom("").text(), std::string_view());
        QVERIFY(!Atom::existing("never mentioned"));
        QVERIFY(Atom::existing("ok") == atoms::ok);
        const std::pair<Atom, const char*> fixed[] = {{atoms::undefined, "undefined"},
                                                      {atoms::exit, "EXIT"},
                                                      {atoms::down, "DOWN"},
                                                      {atoms::killed, "killed"},
                                                      {atoms::timeoutValue, "timeout_value"},
                                                      {atoms::systemLimit, "system_limit"},
                                                      {atoms::nonode, "nonode@nohost"},
                                                      {atoms::genCall, "$gen_call"},
                                                      {atoms::undef, "undef"},
                                                      {atoms::cppException, "cpp_exception"},
                                                      {atoms::alreadyStarted, "already_started"},
                                                      {atoms::nil, "nil"}};
        for (const auto& [atom, text] : fixed) {
            QCOMPARE(atom.text(), std::string_view(text));
        }
        QCOMPARE(Atom(std::string(255, 'x')).text().size(), std::size_t{255});
        QVERIFY_THROWS_EXCEPTION(AtomError, static_cast<void>(Atom(std::string(256, 'x'))));
        std::string wide;
        for (int i = 0; i < 255; ++i) {
            wide += "\xc3\xa9";
        }
        QCOMPARE(Atom(wide).text().size(), std::size_t{510});
        QVERIFY_THROWS_EXCEPTION(AtomError, static_cast<void>(Atom(wide + "\xc3\xa9")));
    }

    void atomsFromManyThreads()
    {
        std::vector<std::vector<std::uint32_t>> indexes(4);
        std::vector<std::thread> threads;
        for (auto& own : indexes) {
            threads.emplace_back([&own] {
                for (int i = 0; i < 5000; ++i) {
                    const Atom atom("shared_" + std::to_string(i));
                    own.push_back(atom.text() == "shared_" + std::to_string(i) ? atom.index() : 0);
                }
            });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const auto& own : indexes) {
            QVERIFY(own == indexes.front());
            QVERIFY(std::find(own.begin(), own.end(), 0U) == own.end());
        }
    }

    /// Last, since atoms are never given back.
    void atomTableIsBounded()
    {
        bool refused = false;
        for (std::size_t i = 0; i <= Atom::TableLimit && !refused; ++i) {
            try {
                static_cast<void>(Atom("filler_" + std::to_string(i)));
            } catch (const AtomError&) {
                refused = true;
            }
        }
        QVERIFY(refused);
        QCOMPARE(Atom::count(), Atom::TableLimit);
        QVERIFY(Atom("filler_0").text() == "filler_0"); // those there are go on working
        QVERIFY(!parseTerm("one_too_many", 1).term);
    }
};

QTEST_GUILESS_MAIN(TermTest)
#include "term_test.moc"
