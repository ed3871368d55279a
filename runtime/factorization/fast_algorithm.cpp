// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/elliptic_curve.h"
#include "runtime/factorization/pollard_rho.h"
#include "runtime/factorization/prime_sieve.h"
#include "runtime/factorization/quadratic_sieve.h"
#include "runtime/factorization/word_factors.h"

#include <algorithm>
#include <array>
#include <optional>
#include <stdexcept>
#include <utility>

namespace factorama {

namespace {

constexpr std::uint64_t trialLimit = 65536;
constexpr std::size_t longBits = 512; ///< past it one test for primality may take longer than a slice
constexpr std::int64_t rhoIterations = 1 << 17;

const std::vector<std::uint64_t>& trialPrimes()
{
    static const std::vector<std::uint64_t> primes = PrimeSieve::upTo(trialLimit);
    return primes;
}

/// Elliptic curves are tried level by level, each meant for factors of about that many digits (the bounds and
/// counts are those of GMP-ECM's README).
struct CurveLevel {
    std::uint64_t bound;
    int curves;
    std::size_t
        sieveBits; ///< a number of up to so many bits is quicker by the quadratic sieve than at this level
};
constexpr std::array<CurveLevel, 8> curveLevels = {
    {{2'000, 20, 165},
     {11'000, 50, 205},
     {50'000, 150, 250},
     {250'000, 430, QuadraticSieve::maximumBits},
     {1'000'000, 910, QuadraticSieve::maximumBits},
     {3'000'000, 2350, QuadraticSieve::maximumBits},
     {11'000'000, 4480, QuadraticSieve::maximumBits},
     {43'000'000, 1'000'000'000, QuadraticSieve::maximumBits}}};

/// Takes factors off until none is left: a stack of parts, each of which is told to be prime or is split in
/// two. Past 2^64 "prime" is GMP's test (Baillie-PSW and one more round), for which no counterexample is
/// known.
class FastFactorization final : public Factorization {
public:
    explicit FastFactorization(const Natural& number) : m_part{number, 1} {}

    Step advance(std::int64_t reductions) override
    {
        const std::int64_t allowed = reductions * operationsPerReduction;
        std::int64_t operations = allowed;
        const Step step = work(operations);
        m_operations += allowed - operations;
        return step;
    }

    void advanceUninterruptible(const std::atomic<bool>& cancelled) override
    {
        if (m_phase == Phase::ClassifyLong && !cancelled) {
            classify();
        }
    }

    WorkProgress progress() const override
    {
        const auto operations = static_cast<std::uint64_t>(m_operations);
        switch (m_phase) {
        case Phase::Trial:
            return {"dividing by small primes", m_trialIndex, trialPrimes().size()};
        case Phase::Rho:
            return {"Pollard’s rho", operations, 0};
        case Phase::Curves: {
            // The last level goes on until a factor is found.
            const auto level = static_cast<std::uint64_t>(curveLevels[m_level].curves);
            return {"elliptic curves", static_cast<std::uint64_t>(m_curvesDone),
                    m_level + 1 < curveLevels.size() ? level : 0};
        }
        case Phase::Sieve:
            return {"quadratic sieve: relations", m_sieve->relationsFound(), m_sieve->relationsNeeded()};
        default:
            return {"testing for primes", operations, 0};
        }
    }

private:
    enum class Phase { Trial, Classify, ClassifyLong, Rho, Curves, Sieve, NextPart, Finished };

    struct Part {
        Natural number;
        unsigned long multiplicity;
    };

    Step work(std::int64_t& operations)
    {
        while (m_phase != Phase::Finished) {
            if (m_phase == Phase::ClassifyLong) {
                return Step::Uninterruptible;
            }
            if (operations <= 0) {
                return Step::More;
            }
            switch (m_phase) {
            case Phase::Trial:
                divideByTrialPrimes(operations);
                break;
            case Phase::Classify:
                if (m_part.number.fits_ulong_p()) {
                    finishWord(operations);
                } else if (mpz_sizeinbase(m_part.number.get_mpz_t(), 2) > longBits) {
                    m_phase = Phase::ClassifyLong;
                } else {
                    const auto bits = static_cast<std::int64_t>(mpz_sizeinbase(m_part.number.get_mpz_t(), 2));
                    operations -= (64 + bits) * multiplicationCost(m_part.number);
                    classify();
                }
                break;
            case Phase::Rho:
                if (m_rho->advance(operations)) {
                    const Natural divisor = m_rho->divisor();
                    m_rho.reset();
                    m_level = 0;
                    m_curvesDone = 0;
                    m_phase = Phase::Curves;
                    split(divisor);
                }
                break;
            case Phase::Curves:
                advanceCurves(operations);
                break;
            case Phase::Sieve:
                if (m_sieve->advance(operations)) {
                    const Natural divisor = m_sieve->divisor();
                    m_sieve.reset();
                    split(divisor);
                }
                break;
            case Phase::NextPart:
                if (m_parts.empty()) {
                    std::sort(m_factors.begin(), m_factors.end());
                    m_phase = Phase::Finished;
                } else {
                    m_part = std::move(m_parts.back());
                    m_parts.pop_back();
                    m_phase = Phase::Classify;
                }
                break;
            case Phase::ClassifyLong:
            case Phase::Finished:
                break;
            }
        }
        return Step::Finished;
    }

    void addFactor(const Natural& prime, unsigned long multiplicity)
    {
        m_factors.insert(m_factors.end(), multiplicity, prime);
    }

    /// A part that fits a machine word.
    void finishWord(std::int64_t& operations)
    {
        const WordFactors factors = factorWord(m_part.number.get_ui());
        for (std::size_t i = 0; i < factors.count; ++i) {
            addFactor(Natural(factors.primes[i]), m_part.multiplicity);
        }
        operations -= factors.operations;
        m_phase = Phase::NextPart;
    }

    void divideByTrialPrimes(std::int64_t& operations)
    {
        const auto& primes = trialPrimes();
        mpz_ptr const number = m_part.number.get_mpz_t();
        while (operations > 0) {
            if (m_part.number.fits_ulong_p()) {
                finishWord(operations);
                return;
            }
            if (m_trialIndex == primes.size()) {
                m_phase = Phase::Classify;
                return;
            }
            const std::uint64_t prime = primes[m_trialIndex++];
            operations -= static_cast<std::int64_t>(2 + mpz_size(number));
            if (mpz_divisible_ui_p(number, prime) != 0) {
                const unsigned long times = mpz_remove(number, number, Natural(prime).get_mpz_t());
                addFactor(Natural(prime), times);
                operations -= static_cast<std::int64_t>(times) + 20 * multiplicationCost(m_part.number);
            }
        }
    }

    /// Tells what the current part, which is longer than a word, is, and so what is to be done with it.
    void classify()
    {
        const Natural& number = m_part.number;
        if (mpz_probab_prime_p(number.get_mpz_t(), 25) != 0) {
            addFactor(number, m_part.multiplicity);
            m_phase = Phase::NextPart;
            return;
        }
        if (mpz_perfect_power_p(number.get_mpz_t()) != 0) {
            Natural root;
            for (const std::uint64_t exponent : trialPrimes()) {
                if (mpz_root(root.get_mpz_t(), number.get_mpz_t(), exponent) != 0) {
                    m_part = {root, m_part.multiplicity * exponent};
                    m_phase = Phase::Classify;
                    return;
                }
            }
        }
        m_rho.emplace(number, rhoIterations);
        m_phase = Phase::Rho;
    }

    void advanceCurves(std::int64_t& operations)
    {
        if (!m_curve) {
            const CurveLevel& level = curveLevels[m_level];
            if (mpz_sizeinbase(m_part.number.get_mpz_t(), 2) <= level.sieveBits) {
                m_sieve.emplace(m_part.number);
                operations -= 20'000; // choosing its multiplier
                m_phase = Phase::Sieve;
                return;
            }
            m_curve.emplace(m_part.number, 6 + m_sigma++, level.bound);
        }
        if (!m_curve->advance(operations)) {
            return;
        }
        const Natural divisor = m_curve->divisor();
        m_curve.reset();
        if (++m_curvesDone >= curveLevels[m_level].curves && m_level + 1 < curveLevels.size()) {
            ++m_level;
            m_curvesDone = 0;
        }
        split(divisor);
    }

    /// Splits the current part by a divisor, unless that is 1. Both halves are new parts.
    void split(const Natural& divisor)
    {
        if (divisor == 1) {
            return;
        }
        m_parts.push_back({m_part.number / divisor, m_part.multiplicity});
        m_parts.push_back({divisor, m_part.multiplicity});
        m_phase = Phase::NextPart;
    }

    Phase m_phase = Phase::Trial;
    Part m_part; ///< the one being worked on
    std::vector<Part> m_parts;
    std::size_t m_trialIndex = 0;
    std::optional<PollardRho> m_rho;
    std::optional<EllipticCurve> m_curve;
    std::optional<QuadraticSieve> m_sieve;
    std::size_t m_level = 0;
    int m_curvesDone = 0;
    std::uint64_t m_sigma = 0;
};

} // namespace

std::unique_ptr<Factorization> beginFast(const Natural& number)
{
    if (number < 1) {
        throw std::invalid_argument("only numbers from 1 up have a prime factorization");
    }
    return std::make_unique<FastFactorization>(number);
}

} // namespace factorama
