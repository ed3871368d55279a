// SPDX-License-Identifier: GPL-3.0-or-later
#include <QLocale>
#include <QTest>

#include "widgets/text/format.h"

using namespace factorama;

class FormatTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    void counts()
    {
        QCOMPARE(countText(1234567), QStringLiteral("1,234,567"));
        QCOMPARE(countText(1, QStringLiteral("link"), QStringLiteral("links")), QStringLiteral("1 link"));
        QCOMPARE(countText(0, QStringLiteral("link"), QStringLiteral("links")), QStringLiteral("0 links"));
    }

    void durations()
    {
        QCOMPARE(durationText(0.000035), QStringLiteral("35 µs"));
        QCOMPARE(durationText(0.0042), QStringLiteral("4.2 ms"));
        QCOMPARE(durationText(0.25), QStringLiteral("250 ms"));
        QCOMPARE(durationText(1.5), QStringLiteral("1.50 s"));
        QCOMPARE(durationText(12.34), QStringLiteral("12.3 s"));
        QCOMPARE(durationText(125), QStringLiteral("2:05 min"));
        QCOMPARE(durationText(-1), QStringLiteral("0 µs"));
        QCOMPARE(clockText(3'723'004), QStringLiteral("1:02:03.004"));
    }

    void factors()
    {
        QCOMPARE(factorsText("2^9 x 5^9"), QStringLiteral("2⁹ × 5⁹"));
        QCOMPARE(factorsText("7 x 11 x 13 x 19 x 52579"), QStringLiteral("7 × 11 × 13 × 19 × 52579"));
        QCOMPARE(factorsText("2^120"), QStringLiteral("2¹²⁰"));
        QCOMPARE(factorsText(""), QString());
    }

    void shortens()
    {
        QCOMPARE(shortened(QStringLiteral("abcdefghij"), 10), QStringLiteral("abcdefghij"));
        QCOMPARE(shortened(QStringLiteral("abcdefghijk"), 10), QStringLiteral("abcde…hijk"));
    }
};

QTEST_MAIN(FormatTest)
#include "format_test.moc"
