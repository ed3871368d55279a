// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/plan.h"

#include <QtTest>

#include <string>
#include <vector>

using namespace factorama;

namespace {

QString numbersOf(const ParsedNumbers& parsed)
{
    QStringList list;
    for (const Natural& number : parsed.numbers) {
        list << QString::fromStdString(number.get_str());
    }
    return list.join(' ');
}

QString errorsOf(const ParsedNumbers& parsed)
{
    QStringList list;
    for (const InputError& error : parsed.errors) {
        list << QString::fromStdString(error.input + " | " + error.message);
    }
    return list.join('\n');
}

} // namespace

class PlanTest : public QObject {
    Q_OBJECT

private slots:
    void readsText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("numbers");
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("only separators") << " ,;\n\t "
                                         << "";
        QTest::newRow("all separators") << "12 13,24;30\n140\t580,\r\n 1050"
                                        << "12 13 24 30 140 580 1050";
        QTest::newRow("duplicates, unsorted") << "30 10 30"
                                              << "30 10 30";
        QTest::newRow("range") << "10..15"
                               << "10 11 12 13 14 15";
        QTest::newRow("range of one") << "7..7"
                                      << "7";
        QTest::newRow("seed's range") << "1_000_000_000..1_000_000_002"
                                      << "1000000000 1000000001 1000000002";
        QTest::newRow("blanks around the dots") << "1 .. 3, 5.. 6 8 ..9 11"
                                                << "1 2 3 5 6 8 9 11";
        QTest::newRow("range past 2^64") << "18446744073709551615..18446744073709551617"
                                         << "18446744073709551615 18446744073709551616 18446744073709551617";
    }

    void readsText()
    {
        QFETCH(QString, text);
        QFETCH(QString, numbers);
        const ParsedNumbers parsed = parseNumbersText(text.toStdString());
        QCOMPARE(errorsOf(parsed), QString());
        QCOMPARE(numbersOf(parsed), numbers);
    }

    void readsWords()
    {
        QCOMPARE(numbersOf(parseNumbers({"10..12", "12", "13", "1,2"})), QString("10 11 12 12 13 1 2"));
        QCOMPARE(numbersOf(parseNumbers({"10", "..", "12"})), QString("10 11 12"));
        QCOMPARE(numbersOf(parseNumbers({})), QString());
    }

    void reportsErrorsAndGoesOn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("numbers");
        QTest::addColumn<QString>("errors");
        QTest::newRow("bad among good") << "12 abc 13"
                                        << "12 13"
                                        << "abc | \"abc\" is not a number";
        QTest::newRow("zero") << "0"
                              << ""
                              << "0 | 0 has no prime factorization: give a number from 1 up";
        QTest::newRow("decimal") << "1.5"
                                 << ""
                                 << "1.5 | 1.5 is not a whole number";
        QTest::newRow("downward") << "15..10 1"
                                  << "1"
                                  << "15..10 | the range runs downward: swap its ends, 10..15";
        QTest::newRow("open end") << "5.."
                                  << ""
                                  << "5.. | a range needs both ends, as in 10..15";
        QTest::newRow("open start") << "..5"
                                    << ""
                                    << "..5 | a range needs both ends, as in 10..15";
        QTest::newRow("line end closes") << "5..\n7"
                                         << "7"
                                         << "5.. | a range needs both ends, as in 10..15";
        QTest::newRow("dots alone") << ".."
                                    << ""
                                    << ".. | a range needs both ends, as in 10..15";
        QTest::newRow("three dots") << "5...7"
                                    << ""
                                    << "5...7 | 5...7 is not a range: write it as 10..15";
        QTest::newRow("three ends") << "1..2..3"
                                    << ""
                                    << "1..2..3 | 1..2..3 is not a range: write it as 10..15";
        QTest::newRow("from zero") << "0..3"
                                   << ""
                                   << "0..3 | 0 has no prime factorization: give a number from 1 up";
        QTest::newRow("negative start") << "-3..3"
                                        << ""
                                        << "-3..3 | -3 is negative: give a number from 1 up";
        QTest::newRow("huge range")
            << "1..1000000000000000000000000000000 5"
            << "5"
            << "1..1000000000000000000000000000000 | these are "
               "1000000000000000000000000000000 numbers: a plan takes at most 1000000";
    }

    void reportsErrorsAndGoesOn()
    {
        QFETCH(QString, text);
        QFETCH(QString, numbers);
        QFETCH(QString, errors);
        const ParsedNumbers parsed = parseNumbersText(text.toStdString());
        QCOMPARE(errorsOf(parsed), errors);
        QCOMPARE(numbersOf(parsed), numbers);
    }

    void takesAMillionAndNoMore()
    {
        const ParsedNumbers full = parseNumbersText("1..1000000");
        QVERIFY(full.errors.empty());
        QCOMPARE(full.numbers.size(), maximumNumbers);
        QCOMPARE(full.numbers.back(), Natural(1000000));

        const ParsedNumbers over = parseNumbersText("1..999999 5 6 7..9");
        QCOMPARE(over.numbers.size(), maximumNumbers);
        QCOMPARE(over.errors.size(), 2U);
        QVERIFY(over.errors[0].message.find("1000000 came before") != std::string::npos);
    }

    void longNumbersInLongRanges()
    {
        const std::string zeros(3994, '0'); // 900,001 numbers of 4,001 digits would take 1.5 GiB
        const ParsedNumbers parsed = parseNumbersText("1" + zeros + "000000..1" + zeros + "900000 12");
        QCOMPARE(numbersOf(parsed), QString("12"));
        QCOMPARE(parsed.errors.size(), 1U);
        QCOMPARE(parsed.errors[0].message,
                 std::string("too many long numbers: a plan takes at most 256 MiB"));
    }

    void manyErrorsAreCounted()
    {
        std::string text;
        for (int i = 0; i < 5000; ++i) {
            text += "x ";
        }
        const ParsedNumbers parsed = parseNumbersText(text);
        QCOMPARE(parsed.errors.size(), 1001U);
        QCOMPARE(parsed.errors.back().message, std::string("4000 more errors"));
    }
};

QTEST_APPLESS_MAIN(PlanTest)
#include "plan_test.moc"
