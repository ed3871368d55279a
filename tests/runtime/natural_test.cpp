// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/natural.h"

#include <QtTest>

#include <string>
#include <variant>

using namespace factorama;

namespace {

QString messageOf(const std::string& text)
{
    const ParsedNatural parsed = parseNatural(text);
    const auto* const error = std::get_if<NaturalError>(&parsed);
    return error != nullptr ? QString::fromStdString(error->message) : QStringLiteral("(no error)");
}

} // namespace

class NaturalTest : public QObject {
    Q_OBJECT

private slots:
    void readsNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("number");
        QTest::newRow("one") << "1"
                             << "1";
        QTest::newRow("plain") << "1050"
                               << "1050";
        QTest::newRow("underscores") << "1_000_000_000"
                                     << "1000000000";
        QTest::newRow("blanks around") << " \t12\r\n"
                                       << "12";
        QTest::newRow("leading zeros") << "0012"
                                       << "12";
        QTest::newRow("past 2^64") << "340282366920938463463374607431768211457"
                                   << "340282366920938463463374607431768211457";
        QTest::newRow("longest") << QString(4096, '9') << QString(4096, '9');
        QTest::newRow("longest with zeros before")
            << QString(5000, '0') + QString(4096, '9') << QString(4096, '9');
    }

    void readsNumbers()
    {
        QFETCH(QString, text);
        QFETCH(QString, number);
        const ParsedNatural parsed = parseNatural(text.toStdString());
        QVERIFY2(std::holds_alternative<Natural>(parsed), qPrintable(messageOf(text.toStdString())));
        QCOMPARE(QString::fromStdString(std::get<Natural>(parsed).get_str()), number);
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const QString zero = "0 has no prime factorization: give a number from 1 up";
        QTest::newRow("empty") << ""
                               << "nothing given: type a number from 1 up";
        QTest::newRow("blank") << "  \n"
                               << "nothing given: type a number from 1 up";
        QTest::newRow("zero") << "0" << zero;
        QTest::newRow("zeros") << "0_00" << zero;
        QTest::newRow("ten thousand zeros") << QString(10000, '0') << zero;
        QTest::newRow("negative") << "-5"
                                  << "-5 is negative: give a number from 1 up";
        QTest::newRow("plus") << "+5"
                              << "+5: leave the plus sign out";
        QTest::newRow("decimal") << "1.5"
                                 << "1.5 is not a whole number";
        QTest::newRow("exponent") << "1e9"
                                  << "1e9 is not a whole number";
        QTest::newRow("text") << "twelve"
                              << "\"twelve\" is not a number";
        QTest::newRow("hexadecimal") << "0x10"
                                     << "\"0x10\" is not a number";
        QTest::newRow("dash") << "-"
                              << "\"-\" is not a number";
        QTest::newRow("only underscores") << "__"
                                          << "\"__\" is not a number";
        QTest::newRow("underscore first") << "_1"
                                          << "_1: one _ may only stand between two digits";
        QTest::newRow("underscore last") << "1_"
                                         << "1_: one _ may only stand between two digits";
        QTest::newRow("two underscores") << "1__0"
                                         << "1__0: one _ may only stand between two digits";
        QTest::newRow("too long") << QString(10000, '7')
                                  << QString(40, '7') + "... has 10000 digits; the limit is 4096";
        QTest::newRow("one too long")
            << QString(4097, '7') << QString(40, '7') + "... has 4097 digits; the limit is 4096";
        QTest::newRow("long junk") << QString(10000, 'x')
                                   << "\"" + QString(40, 'x') + "...\" is not a number";
        QTest::newRow("control characters") << "1\x01\x1b[2J"
                                            << "\"1??[2J\" is not a number";
        QTest::newRow("other digits")
            << QString::fromUtf8("١٢") << QString::fromUtf8("\"١٢\" is not a number");
    }

    void saysWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, message);
        QCOMPARE(messageOf(text.toStdString()), message);
    }

    void shortensBetweenCharacters()
    {
        QCOMPARE(shortened("abcdef", 6), std::string("abcdef"));
        QCOMPARE(shortened("abcdef", 5), std::string("abcde..."));
        QCOMPARE(shortened("aé", 2), std::string("a..."));
        QCOMPARE(shortened("ééé", 4), std::string("éé..."));
        QCOMPARE(shortened("", 4), std::string());
    }
};

QTEST_APPLESS_MAIN(NaturalTest)
#include "natural_test.moc"
