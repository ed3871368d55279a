// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/word_factors.h"

#include "runtime/factorization/prime_sieve.h"

#include <gmpxx.h>

#include <QtTest>

#include <random>
#include <vector>

using namespace factorama;

namespace {

/// GMP's test, which is right for all numbers below 2^64.
bool isPrimeByGmp(std::uint64_t number)
{
    return mpz_probab_prime_p(mpz_class(number).get_mpz_t(), 25) != 0;
}

std::uint64_t nextPrime(std::uint64_t number)
{
    mpz_class result;
    mpz_nextprime(result.get_mpz_t(), mpz_class(number).get_mpz_t());
    return result.get_ui();
}

/// The product is the number, and the factors are ascending primes.
bool isFactorization(std::uint64_t number, const WordFactors& factors)
{
    std::uint64_t product = 1;
    for (std::size_t i = 0; i < factors.count; ++i) {
        if (!isPrimeByGmp(factors.primes[i]) || (i > 0 && factors.primes[i] < factors.primes[i - 1])) {
            return false;
        }
        product *= factors.primes[i];
    }
    return product == number;
}

} // namespace

class WordFactorsTest : public QObject {
    Q_OBJECT

private slots:
    void tellsPrimes()
    {
        const std::vector<std::uint64_t> primes = PrimeSieve::upTo(200'000);
        std::size_t next = 0;
        for (std::uint64_t number = 0; number < 199'000; ++number) {
            const bool expected = primes[next] == number;
            next += expected ? 1 : 0;
            QCOMPARE(isPrime(number), expected);
        }
        std::mt19937_64 random(3);
        for (int i = 0; i < 20'000; ++i) {
            const std::uint64_t number = random() >> (random() % 64);
            QCOMPARE(isPrime(number), isPrimeByGmp(number));
        }
        QVERIFY(isPrime(18'446'744'073'709'551'557U)); // the largest below 2^64
    }

    /// Strong pseudoprimes to the base 2, and to all the first primes to 31.
    void isNotTakenInByPseudoprimes()
    {
        for (const std::uint64_t number :
             {2'047ULL, 3'277ULL, 1'373'653ULL, 25'326'001ULL, 3'215'031'751ULL, 2'152'302'898'747ULL,
              3'474'749'660'383ULL, 341'550'071'728'321ULL, 3'825'123'056'546'413'051ULL}) {
            QVERIFY(!isPrime(number));
            QVERIFY(isFactorization(number, factorWord(number)));
        }
    }

    void limits()
    {
        QCOMPARE(factorWord(1).count, std::size_t{0});
        QCOMPARE(factorWord(std::uint64_t{1} << 63).count, std::size_t{63});
        for (std::uint64_t number = 1; number <= 20'000; ++number) {
            QVERIFY(isFactorization(number, factorWord(number)));
            QVERIFY(isFactorization(0 - number, factorWord(0 - number))); // 2^64 less the number
        }
    }

    /// Elliptic curves find small factors of about the same size all at once, and so none.
    void productsOfPrimesPastTrialDivision()
    {
        std::vector<std::uint64_t> primes;
        for (std::uint64_t prime = nextPrime(1000); prime < 1200; prime = nextPrime(prime)) {
            primes.push_back(prime);
        }
        for (const std::uint64_t p : primes) {
            for (const std::uint64_t q : primes) {
                for (const std::uint64_t number :
                     {p * q, p * p * q, p * p * q * q, p * p * p * q * q, p * p * p * p}) {
                    QVERIFY(isFactorization(number, factorWord(number)));
                }
            }
        }
    }

    void productsOfTwoPrimesOfEverySize()
    {
        std::mt19937_64 random(9);
        for (unsigned bits = 2; bits <= 32; ++bits) {
            for (int i = 0; i < 100; ++i) {
                const auto prime = [&] {
                    const std::uint64_t start = random() >> (64 - bits);
                    return std::min<std::uint64_t>(nextPrime(start), 4'294'967'291);
                };
                const std::uint64_t p = prime();
                const std::uint64_t q = prime();
                QVERIFY(isFactorization(p * q, factorWord(p * q)));
                QVERIFY(isFactorization(p * p, factorWord(p * p)));
            }
        }
    }

    void costsWhatItTakes()
    {
        const WordFactors easy = factorWord(std::uint64_t{1} << 40);
        const WordFactors hard = factorWord(std::uint64_t{4'294'967'291} * 4'294'967'279);
        QVERIFY(easy.operations > 0);
        QVERIFY(hard.operations > 10 * easy.operations);
    }
};

QTEST_GUILESS_MAIN(WordFactorsTest)
#include "word_factors_test.moc"
