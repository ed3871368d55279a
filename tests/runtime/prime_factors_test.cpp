// SPDX-License-Identifier: GPL-3.0-or-later
#include "other_programs.h"

#include "runtime/factorization/prime_factors.h"
#include "runtime/factorization/prime_sieve.h"

#include <QProcess>
#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

using namespace factorama;

namespace {

QString factored(const Natural& number, std::string_view algorithm)
{
    return QString::fromStdString(formatFactors(primeFactors(number, *findAlgorithm(algorithm))));
}

Natural power(unsigned long base, unsigned long exponent)
{
    Natural result;
    mpz_ui_pow_ui(result.get_mpz_t(), base, exponent);
    return result;
}

Natural nextPrime(const Natural& number)
{
    Natural result;
    mpz_nextprime(result.get_mpz_t(), number.get_mpz_t());
    return result;
}

/// The product is the number, and the factors are ascending probable primes.
bool isFactorization(const Natural& number, const std::vector<Natural>& factors)
{
    Natural product = 1;
    for (const Natural& factor : factors) {
        if (mpz_probab_prime_p(factor.get_mpz_t(), 25) == 0) {
            return false;
        }
        product *= factor;
    }
    return product == number && std::is_sorted(factors.begin(), factors.end());
}

/// Drives a factorization in slices of so many reductions; counts them.
std::vector<Natural> inSlices(const Natural& number, const Algorithm& algorithm, std::int64_t reductions,
                              std::int64_t& slices, std::int64_t& longest)
{
    const auto factorization = algorithm.begin(number);
    const std::atomic<bool> cancelled = false;
    slices = 0;
    longest = 0;
    for (;;) {
        const std::int64_t before = factorization->operations();
        const Step step = factorization->advance(reductions);
        longest = std::max(longest, factorization->operations() - before);
        ++slices;
        if (step == Step::Finished) {
            return factorization->factors();
        }
        if (step == Step::Uninterruptible) {
            factorization->advanceUninterruptible(cancelled);
        }
    }
}

} // namespace

class PrimeFactorsTest : public QObject {
    Q_OBJECT

private slots:
    void catalogue()
    {
        QStringList names;
        for (const Algorithm& algorithm : algorithms()) {
            names << QString::fromUtf8(algorithm.name.data(), static_cast<qsizetype>(algorithm.name.size()));
            QVERIFY(!algorithm.title.empty());
            QVERIFY(!algorithm.description.empty());
            QCOMPARE(findAlgorithm(algorithm.name), &algorithm);
        }
        QCOMPARE(names, QStringList({"seed", "eratosthenes", "fast"}));
        QVERIFY(findAlgorithm("bogus") == nullptr);
        QVERIFY(findAlgorithm("") == nullptr);
    }

    void seedsTable_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("factors");
        const std::vector<std::pair<const char*, const char*>> rows = {
            {"1", "1"},
            {"2", "2"},
            {"3", "3"},
            {"4", "2^2"},
            {"12", "2^2 x 3"},
            {"13", "13"},
            {"24", "2^3 x 3"},
            {"25", "5^2"},
            {"30", "2 x 3 x 5"},
            {"140", "2^2 x 5 x 7"},
            {"580", "2^2 x 5 x 29"},
            {"1050", "2 x 3 x 5^2 x 7"},
            {"1000000000", "2^9 x 5^9"},
            {"1000000001", "7 x 11 x 13 x 19 x 52579"},
            {"1000000002", "2 x 3 x 43 x 983 x 3943"},
            {"1000000003", "23 x 307 x 141623"},
            {"1000000004", "2^2 x 41^2 x 148721"},
            {"1000000005", "3 x 5 x 66666667"},
            {"1000000007", "1000000007"},
            {"999950884", "2^2 x 97^2 x 163^2"},
        };
        for (const auto& [number, factors] : rows) {
            QTest::newRow(number) << number << factors;
        }
    }

    void seedsTable()
    {
        QFETCH(QString, number);
        QFETCH(QString, factors);
        for (const Algorithm& algorithm : algorithms()) {
            QCOMPARE(factored(Natural(number.toStdString()), algorithm.name), factors);
        }
    }

    void everyNumberToTwoThousand()
    {
        for (unsigned long number = 1; number <= 2000; ++number) {
            std::vector<Natural> expected;
            unsigned long rest = number;
            for (unsigned long d = 2; rest > 1; ++d) {
                for (; rest % d == 0; rest /= d) {
                    expected.emplace_back(d);
                }
            }
            for (const Algorithm& algorithm : algorithms()) {
                QVERIFY(primeFactors(number, algorithm) == expected);
            }
        }
    }

    void algorithmsAgree()
    {
        std::mt19937_64 random(20240117);
        for (int i = 0; i < 600; ++i) {
            const std::uint64_t number = 1 + (random() >> (24 + random() % 40)); // all sizes to 2^40
            QCOMPARE(factored(number, "eratosthenes"), factored(number, "fast"));
            if (number < (std::uint64_t{1} << 26U)) {
                QCOMPARE(factored(number, "seed"), factored(number, "fast"));
            }
        }
        const std::uint64_t large = (std::uint64_t{1} << 34U) - 41; // one large run of the seed's is enough
        QCOMPARE(factored(large, "seed"), factored(large, "fast"));
    }

    void agreesWithCoreutils()
    {
        const QString program = testing::findProgram(QStringLiteral("factor"));
        if (program.isEmpty()) {
            QSKIP("coreutils' factor is not here, or cannot be started");
        }
        std::mt19937_64 random(64);
        std::vector<std::uint64_t> numbers;
        QByteArray input;
        for (int i = 0; i < 10000; ++i) {
            const std::uint64_t number =
                std::max<std::uint64_t>(1, i % 2 == 0 ? random() : random() >> (random() % 64));
            numbers.push_back(number);
            input += QByteArray::number(static_cast<qulonglong>(number)) + '\n';
        }
        QProcess process;
        process.start(program, {});
        QVERIFY(process.waitForStarted());
        process.write(input);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(300'000));
        const QList<QByteArray> lines = process.readAllStandardOutput().trimmed().split('\n');
        QCOMPARE(lines.size(), 10000);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            QByteArray line = QByteArray::number(static_cast<qulonglong>(numbers[i])) + ':';
            for (const Natural& factor : primeFactors(numbers[i], *findAlgorithm("fast"))) {
                line += ' ' + QByteArray::fromStdString(factor.get_str());
            }
            QCOMPARE(line, lines[static_cast<qsizetype>(i)]);
        }
    }

    void anySize_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("factors");
        const auto row = [](const char* name, const Natural& number, const QString& factors) {
            QTest::newRow(name) << QString::fromStdString(number.get_str()) << factors;
        };
        row("2^64 - 1", power(2, 64) - 1, "3 x 5 x 17 x 257 x 641 x 65537 x 6700417");
        row("2^64 + 1", power(2, 64) + 1, "274177 x 67280421310721");
        row("largest prime below 2^64", power(2, 64) - 59, "18446744073709551557");
        row("square of a prime below 2^32", Natural("18446744030759878681"), "4294967291^2");
        row("square of a prime over 2^32", power(2, 64) + 30 * power(2, 32) + 225, "4294967311^2");
        row("2^128 + 1", power(2, 128) + 1, "59649589127497217 x 5704689200685129054721");
        row("2^101 - 1", power(2, 101) - 1, "7432339208719 x 341117531003194129");
        row("2^3000", power(2, 3000), "2^3000");
        row("10^4095", power(10, 4095), "2^4095 x 5^4095");
        row("prime 10^60 + 7", power(10, 60) + 7,
            "1000000000000000000000000000000000000000000000000000000000007");
        row("prime 2^1279 - 1", power(2, 1279) - 1,
            QString::fromStdString(Natural(power(2, 1279) - 1).get_str()));
        row("two of 20 digits", (power(10, 19) + 51) * (power(10, 20) - 11),
            "10000000000000000051 x 99999999999999999989");
        row("seventh power",
            Natural("10000000133000000758100002400650004561235005199807903293211670893871739"),
            "10000000019^7");
        row("square of 31 digits", (power(10, 30) + 57) * (power(10, 30) + 57),
            "1000000000000000000000000000057^2");
        row("square times prime", (power(10, 12) + 39) * (power(10, 12) + 39) * (power(10, 15) + 37),
            "1000000000039^2 x 1000000000000037");
        row("3^9 times square of a Mersenne prime of 521 bits, halves over 512 bits",
            power(3, 9) * (power(2, 521) - 1) * (power(2, 521) - 1),
            "3^9 x " + QString::fromStdString(Natural(power(2, 521) - 1).get_str()) + "^2");
        row("30 digits, prime", power(10, 29) + 319, "100000000000000000000000000319");
    }

    void anySize()
    {
        QFETCH(QString, number);
        QFETCH(QString, factors);
        QCOMPARE(factored(Natural(number.toStdString()), "fast"), factors);
    }

    void factorials()
    {
        Natural number;
        mpz_fac_ui(number.get_mpz_t(), 100);
        QVERIFY(factored(number, "fast").startsWith("2^97 x 3^48 x 5^24 x 7^16"));
    }

    void randomProductsOfEverySize()
    {
        gmp_randclass random(gmp_randinit_default);
        random.seed(11);
        for (int bits = 8; bits <= 72; bits += 2) { // products of up to 144 bits: rho, curves and sieve
            const Natural first = nextPrime(random.get_z_bits(bits) + power(2, bits));
            const Natural second = nextPrime(random.get_z_bits(bits) + power(2, bits));
            const std::vector<Natural> expected = {std::min(first, second), std::max(first, second)};
            QVERIFY2(primeFactors(first * second, *findAlgorithm("fast")) == expected,
                     Natural(first * second).get_str().c_str());
        }
        for (int i = 0; i < 60; ++i) {
            const Natural number = random.get_z_bits(100) + 1;
            QVERIFY2(isFactorization(number, primeFactors(number, *findAlgorithm("fast"))),
                     number.get_str().c_str());
        }
    }

    void largeNumbersWithSmallFactors()
    {
        const Natural number = power(2, 100) * power(3, 40) * 65537;
        QCOMPARE(factored(number, "eratosthenes"), QString("2^100 x 3^40 x 65537"));
    }

    void slicesOfAnySizeGiveTheSame()
    {
        const std::vector<std::pair<std::string_view, Natural>> cases = {
            {"seed", Natural(1000003)},
            {"eratosthenes", Natural("1000036000099")},
            {"fast", power(2, 64) + 1},
            {"fast", power(2, 101) - 1},
            {"fast", (power(10, 17) + 3) * (power(10, 18) + 3)},
        };
        for (const auto& [name, number] : cases) {
            const Algorithm& algorithm = *findAlgorithm(name);
            const std::vector<Natural> expected = primeFactors(number, algorithm);
            QVERIFY(isFactorization(number, expected));
            std::int64_t fewer = 0;
            std::int64_t longest = 0;
            for (const std::int64_t reductions : {100'000, 4000, 100, 1}) {
                std::int64_t slices = 0;
                QVERIFY(inSlices(number, algorithm, reductions, slices, longest) == expected);
                QVERIFY(slices >= fewer);
                fewer = slices;
            }
        }
    }

    void slicesAreBounded()
    {
        constexpr std::int64_t reductions = 4000;
        constexpr std::int64_t allowed = reductions * operationsPerReduction;
        std::int64_t slices = 0;
        std::int64_t longest = 0;
        inSlices(1000000007, *findAlgorithm("seed"), reductions, slices, longest);
        QVERIFY(longest <= allowed);
        QVERIFY(slices > 100);
        inSlices(Natural("100000000000031"), *findAlgorithm("eratosthenes"), reductions, slices, longest);
        QVERIFY(longest <= allowed + 1); // the prime that used up the slice is still divided by
        QVERIFY(slices > 10);
        // The steps that are not cut: a polynomial of the sieve, a test for primality.
        inSlices((power(10, 20) + 39) * (power(10, 21) + 117), *findAlgorithm("fast"), reductions, slices,
                 longest);
        QVERIFY(longest <= 3 * allowed);
        QVERIFY(slices > 10);
    }

    void longNumbersAskForADirtyWorker()
    {
        const auto factorization = beginFast(power(2, 1279) - 1);
        Step step = Step::More;
        while (step == Step::More) {
            step = factorization->advance(4000);
        }
        QVERIFY(step == Step::Uninterruptible);
        std::atomic<bool> cancelled = true;
        factorization->advanceUninterruptible(cancelled);
        QVERIFY(factorization->advance(4000) == Step::Uninterruptible); // nothing was done
        cancelled = false;
        factorization->advanceUninterruptible(cancelled);
        while ((step = factorization->advance(4000)) == Step::More) {
        }
        QVERIFY(step == Step::Finished);
        QCOMPARE(factorization->factors().size(), 1U);
    }

    void finishedStaysFinished()
    {
        for (const Algorithm& algorithm : algorithms()) {
            const auto factorization = algorithm.begin(1050);
            while (factorization->advance(4000) == Step::More) {
            }
            QVERIFY(factorization->advance(4000) == Step::Finished);
            QVERIFY(factorization->advance(0) == Step::Finished);
            QCOMPARE(factorization->factors().size(), 5U);
        }
    }

    void abandonedHalfWay()
    {
        for (const Algorithm& algorithm : algorithms()) {
            const auto factorization = algorithm.begin((power(10, 30) + 57) * (power(10, 31) + 33));
            for (int i = 0; i < 50; ++i) {
                QVERIFY(factorization->advance(1000) == Step::More);
            }
        } // destroyed here: the sanitizers look for what is left
    }

    void refusesWhatHasNoFactorization()
    {
        for (const Algorithm& algorithm : algorithms()) {
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument, algorithm.begin(0));
            QVERIFY_THROWS_EXCEPTION(std::invalid_argument, algorithm.begin(-12));
        }
    }

    void formats()
    {
        QCOMPARE(formatFactors({}), std::string("1"));
        QCOMPARE(formatFactors({13}), std::string("13"));
        QCOMPARE(formatFactors({2, 2, 3}), std::string("2^2 x 3"));
        QCOMPARE(formatFactorization(12, {2, 2, 3}), std::string("12 = 2^2 x 3"));
        QCOMPARE(formatFactorization(1, {}), std::string("1 = 1"));
    }
};

QTEST_APPLESS_MAIN(PrimeFactorsTest)
#include "prime_factors_test.moc"
