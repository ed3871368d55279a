// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc cannot read <concepts>
#include "runtime/term/integer.h"
#include "runtime/term/parse.h"
#include "runtime/term/term.h"
#endif

#include <QtTest>

#include <random>
#include <string>

using namespace factorama;

namespace {

const Pid me(7, 1);

Term parsed(std::string_view text)
{
    const ParsedTerm result = parseTerm(text, 1000, me);
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

} // namespace

class ParseTest : public QObject {
    Q_OBJECT

private slots:
    void parsesWhatErlangReads()
    {
        QCOMPARE(printed(parsed(" { 1 , [ a | b ] , #{ x => 1 } } . ")),
                 QStringLiteral("{1,[a|b],#{x => 1}}"));
        QVERIFY(parsed("<0.12.3>") == Term(Pid(12, 3)));
        QVERIFY(parsed("+5") == Term(5));
        QVERIFY(parsed("36#zZ") == Term(35 * 36 + 35));
        QVERIFY(parsed("16#FF_ff") == Term(0xffff));
        QVERIFY(parsed("1.5E3") == Term(1500.0));
        QVERIFY(parsed("<<\"\xc3\xa9\"/utf8>>") == Term("\xc3\xa9"));
        QVERIFY(parsed("<<\"\xc3\xa9\">>") == Term("\xe9")); // a character is a byte
        QVERIFY(!parseTerm("<<\"\xd1\x8b\">>").term); // this one is not
        const Term escapes = Term::list({97, 0x41, 0x42, 0x41, 1, 127});
        QCOMPARE(printed(parsed(R"("a\x41\x{42}\101\^A\d")")), printed(escapes));
    }

    void parseErrorsHavePositions_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        const std::pair<const char*, int> rows[] = {{"", 0},
                                                    {"  ", 2},
                                                    {"{1,2", 4},
                                                    {"[1,2", 4},
                                                    {"{1 2}", 3},
                                                    {"[1,]", 3},
                                                    {"{,}", 1},
                                                    {"1 2", 2},
                                                    {"Variable", 0},
                                                    {"{_}", 1},
                                                    {"#{ok}", 4},
                                                    {"#{ok => }", 8},
                                                    {"<<256>>", 2},
                                                    {"<<-1>>", 2},
                                                    {"<<1", 3},
                                                    {"\"open", 0},
                                                    {"{'open", 1},
                                                    {"\"open\\", 0},
                                                    {"no_such_atom_anywhere", 0},
                                                    {"{ok,no_such_atom_anywhere}", 4},
                                                    {"{ok,'no such atom anywhere'}", 4},
                                                    {"16#", 3},
                                                    {"1#1", 1},
                                                    {"37#1", 2},
                                                    {"12ab", 2},
                                                    {"1.0e", 0},
                                                    {"1.0e999", 0},
                                                    {"<1.2.3>", 1},
                                                    {"<0.2>", 4},
                                                    {"<0.999999999999.1>", 3},
                                                    {"-", 0},
                                                    {"#Ref<0.1.2.3>", 0},
                                                    {"1..", 2}};
        for (const auto& [text, position] : rows) {
            QTest::newRow(text) << QString::fromUtf8(text) << position;
        }
    }

    void parseErrorsHavePositions()
    {
        QFETCH(QString, text);
        QFETCH(int, position);
        const std::size_t atoms = Atom::count();
        const ParsedTerm term = parseTerm(text.toStdString());
        QVERIFY(!term.term);
        QVERIFY(!term.error.empty());
        QCOMPARE(Atom::count(), atoms);
        QCOMPARE(static_cast<int>(term.position), position);
    }

    void parseMakesNoMoreAtomsThanAllowed()
    {
        const std::size_t before = Atom::count();
        QVERIFY(!parseTerm("brand_new_atom_1").term);
        QVERIFY(!parseTerm("{brand_new_atom_1,brand_new_atom_2}", 1).term);
        QVERIFY(parseTerm("{brand_new_atom_1,brand_new_atom_1}", 1).term);
        QVERIFY(parseTerm("{brand_new_atom_2,brand_new_atom_3}", 2).term);
        QCOMPARE(Atom::count(), before + 3);
        QVERIFY(!parseTerm("'" + std::string(256, 'x') + "'", 5).term);
    }

    void parseBoundsItsNesting()
    {
        QVERIFY(parseTerm(std::string(150, '[') + std::string(150, ']')).term);
        QVERIFY(!parseTerm(std::string(1'000'000, '[')).term);
        QVERIFY(!parseTerm(std::string(1'000'000, '{')).term);
    }

    /// Arbitrary text neither crashes the parser nor makes atoms.
    void parseSurvivesNoise()
    {
        std::mt19937_64 random(11);
        const std::string alphabet = "{}[]<>#=,.|:%'\"\\_-+aZ019e \n/$@\xc3\xa9\x01";
        for (int round = 0; round < 20'000; ++round) {
            std::string text(random() % 24, ' ');
            for (char& c : text) {
                c = alphabet[random() % alphabet.size()];
            }
            const std::size_t atoms = Atom::count();
            const ParsedTerm term = parseTerm(text);
            QVERIFY(term.position <= text.size());
            QCOMPARE(Atom::count(), atoms);
            if (term.term) {
                const ParsedTerm again = parseTerm(term.term->toString());
                QVERIFY2(again.term && *again.term == *term.term, text.c_str());
            }
        }
    }

    void readsElixirToo_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("erlang");
        const std::vector<std::pair<const char*, const char*>> rows = {
            {":ok", "ok"},
            {":\"an atom\"", "'an atom'"},
            {"{:compute, 4, self()}", "{compute,4,<0.7.1>}"},
            {"{:compute, 4, self}", "{compute,4,<0.7.1>}"},
            {"{:text, \"bytes\"}", "{text,<<\"bytes\">>}"},
            {"{:list, 'abc'}", "{list,\"abc\"}"},
            {"%{:a => 1, \"b\" => 2}", "#{a => 1,<<\"b\">> => 2}"},
            {"%{a: 1, b: :c}", "#{a => 1,b => c}"},
            {"#PID<0.12.3>", "<0.12.3>"},
            {"[nil, true, :false]", "[nil,true,false]"},
            {"{:self, :x}", "{self,x}"},
            {"{compute, 4, Self}", "{compute,4,<0.7.1>}"}, // and in Erlang's notation
            {"{self(), self}", "{<0.7.1>,self}"},
            {"{\":no marks of Elixir, %{ in a text\", '%{'}", "{\":no marks of Elixir, %{ in a text\",'%{'}"},
        };
        for (const auto& [text, erlang] : rows) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(erlang);
        }
    }
    void readsElixirToo()
    {
        QFETCH(QString, text);
        QFETCH(QString, erlang);
        QCOMPARE(printed(parsed(text.toStdString())), erlang);
    }

    void onlyAProcessHasASelf()
    {
        QVERIFY(!parseTerm("Self").term);
        QVERIFY(!parseTerm("self()").term);
        QCOMPARE(printed(*parseTerm("self", 1).term), QStringLiteral("self")); // an atom as others
    }
};

QTEST_APPLESS_MAIN(ParseTest)
#include "parse_test.moc"
