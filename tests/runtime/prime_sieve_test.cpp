// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/prime_sieve.h"

#include <QtTest>

#include <cstdint>
#include <limits>
#include <vector>

using namespace factorama;

namespace {

bool isPrime(std::uint64_t number)
{
    for (std::uint64_t d = 2; d * d <= number; ++d) {
        if (number % d == 0) {
            return false;
        }
    }
    return number >= 2;
}

/// The first primes of a stream that is given `slice` operations at a time.
template<typename Stream>
std::vector<std::uint64_t> firstOf(std::size_t count, std::int64_t slice)
{
    std::vector<std::uint64_t> primes;
    Stream stream;
    while (primes.size() < count) {
        std::int64_t operations = slice;
        while (primes.size() < count && stream.advance(operations)) {
            primes.push_back(stream.prime());
        }
    }
    return primes;
}

} // namespace

class PrimeSieveTest : public QObject {
    Q_OBJECT

private slots:
    void firstPrimes()
    {
        const std::vector<std::uint64_t> ten = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29};
        QCOMPARE(PrimeSieve::first(10), ten);
        QVERIFY(PrimeSieve::first(0).empty());
        QCOMPARE(PrimeSieve::first(10000).back(), 104729U);
        QCOMPARE(PrimeSieve::first(1'000'000).back(), 15485863U);
    }

    void upToIsInclusive()
    {
        QVERIFY(PrimeSieve::upTo(0).empty());
        QVERIFY(PrimeSieve::upTo(1).empty());
        QCOMPARE(PrimeSieve::upTo(2).size(), 1U);
        QCOMPARE(PrimeSieve::upTo(29).size(), 10U);
        QCOMPARE(PrimeSieve::upTo(28).size(), 9U);
        QCOMPARE(PrimeSieve::upTo(31622).size(), 3401U); // what the seed needs for 10^9
        QCOMPARE(PrimeSieve::upTo(10'000'000).size(), 664579U);
    }

    void everyNumberAroundTheFirstSegments()
    {
        std::size_t next = 0;
        const std::vector<std::uint64_t> primes = PrimeSieve::upTo(200'000);
        for (std::uint64_t number = 0; number <= 200'000; ++number) {
            const bool listed = next < primes.size() && primes[next] == number;
            QCOMPARE(listed, isPrime(number));
            next += listed ? 1 : 0;
        }
    }

    void seedStreamFindsTheSamePrimes()
    {
        QCOMPARE(firstOf<SeedPrimeStream>(2000, std::numeric_limits<std::int64_t>::max()),
                 PrimeSieve::first(2000));
    }

    /// The seed's algorithm to the letter: one remainder for every prime tried, the latest first.
    void seedStreamDoesTheSeedsWork()
    {
        std::vector<std::uint64_t> accumulator = {2};
        std::int64_t remainders = 0;
        for (std::uint64_t n = 3; accumulator.size() < 500; ++n) {
            bool any = false;
            for (std::size_t i = accumulator.size(); i-- > 0 && !any;) {
                ++remainders;
                any = n % accumulator[i] == 0;
            }
            if (!any) {
                accumulator.push_back(n);
            }
        }
        SeedPrimeStream stream;
        std::int64_t operations = 1'000'000'000;
        for (int i = 0; i < 500; ++i) {
            QVERIFY(stream.advance(operations));
        }
        QCOMPARE(1'000'000'000 - operations, remainders + 1); // and one for the prime 2
    }

    void slicesOfAnySizeGiveTheSame()
    {
        const std::vector<std::uint64_t> expected = PrimeSieve::first(3000);
        for (const std::int64_t slice : {1, 2, 7, 100, 64000}) {
            QCOMPARE(firstOf<EratosthenesPrimeStream>(3000, slice), expected);
        }
        const std::vector<std::uint64_t> few = PrimeSieve::first(300);
        for (const std::int64_t slice : {1, 2, 7, 100, 64000}) {
            QCOMPARE(firstOf<SeedPrimeStream>(300, slice), few);
        }
    }

    void neverOverdrawsItsBudget()
    {
        SeedPrimeStream seed;
        EratosthenesPrimeStream eratosthenes;
        for (int i = 0; i < 20000; ++i) {
            std::int64_t operations = i % 50;
            const bool found = seed.advance(operations);
            QVERIFY(operations >= 0);
            QVERIFY(found || operations == 0);
            QVERIFY(!found || operations < i % 50);
            operations = i % 50;
            const bool sieved = eratosthenes.advance(operations);
            QVERIFY(operations >= 0);
            QVERIFY(sieved || operations == 0);
            QVERIFY(!sieved || operations < i % 50);
        }
    }

    void movesInMidStream()
    {
        EratosthenesPrimeStream stream = PrimeSieve::stream();
        std::int64_t operations = 100'000;
        for (int i = 0; i < 5000; ++i) {
            QVERIFY(stream.advance(operations));
        }
        EratosthenesPrimeStream moved = std::move(stream);
        QCOMPARE(moved.prime(), 48611U);
        QVERIFY(moved.advance(operations));
        QCOMPARE(moved.prime(), 48619U);
    }
};

QTEST_APPLESS_MAIN(PrimeSieveTest)
#include "prime_sieve_test.moc"
