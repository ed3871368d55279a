// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/natural.h"
#include "runtime/factorization/prime_sieve.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <unordered_map>
#include <vector>

namespace factorama {

/// Finds a divisor by the self-initializing quadratic sieve with one large prime (C. Pomerance 1982; S.
/// Contini, "Factoring integers with the self-initializing quadratic sieve", 1997). Works in memory and in
/// slices.
///
/// Why not FLINT 2.9's qsieve_factor(): it keeps its relations in a file in the current directory, whose name
/// comes from rand() just after srand(getpid()), so two threads of one process sieve into the same file; it
/// needs that directory writable; and it cannot be interrupted.
///
/// One thread at a time; it may move between threads from call to call.
class QuadraticSieve {
public:
    /// `number`: composite, odd, over 60 bits, no perfect power and without prime factors below 1000. Up to
    /// maximumBits: past it the matrix takes hundreds of MiB.
    explicit QuadraticSieve(const Natural& number);

    static constexpr std::size_t maximumBits = 285; ///< 85 digits

    /// Works on; spends `operations` (by less than a millisecond's worth below zero). True when it has a
    /// divisor.
    bool advance(std::int64_t& operations);

    /// The divisor that advance() has found, neither 1 nor the number itself.
    const Natural& divisor() const { return m_divisor; }

    /// How far it is: relations, of which it needs more than it has primes in its base.
    std::size_t relationsFound() const { return m_relations.size(); }
    std::size_t relationsNeeded() const { return m_wanted; }

private:
    enum class Phase {
        FactorBase,
        ChooseA,
        SolvePolynomial,
        Sieve,
        BuildMatrix,
        Eliminate,
        SquareRoot,
        Done
    };

    /// y^2 is congruent to the product of the columns' primes, modulo the number.
    struct Relation {
        Natural y;
        std::vector<std::uint32_t> columns; ///< with multiplicity; 0 is -1, i + 1 is the prime i of the base
    };

    struct BasePrime {
        std::uint32_t prime;
        std::uint32_t root; ///< of k n modulo the prime
        std::uint32_t
            solution1; ///< sieve positions of the polynomial's roots, below the prime; or noSolution
        std::uint32_t solution2;
        std::uint8_t log;
    };

    void chooseMultiplier();
    void extendFactorBase(std::int64_t& operations);
    void chooseA(std::int64_t& operations);
    void solvePolynomial(std::int64_t& operations);
    void nextPolynomial(std::int64_t& operations);
    void sieve(std::int64_t& operations);
    void evaluate(std::int64_t x, std::uint32_t position);
    void keepPartial(std::uint64_t largePrime, Relation relation);
    void buildMatrix(std::int64_t& operations);
    void eliminate(std::int64_t& operations);
    void tryDependency(std::int64_t& operations);

    Natural m_number;
    Natural m_multiplied; ///< k n
    Natural m_divisor;
    std::uint32_t m_multiplier = 1;
    Phase m_phase = Phase::FactorBase;

    // The factor base
    EratosthenesPrimeStream m_primes;
    std::vector<BasePrime> m_base;
    std::size_t m_baseSize = 0;
    std::size_t m_firstSieved = 0; ///< smaller primes are not worth sieving with
    std::uint64_t m_largePrimeBound = 0;
    std::int64_t m_half = 0; ///< the sieve stands for x in [-m_half, m_half)
    double m_logScale = 1;
    std::uint8_t m_fill = 0;

    // The polynomial (a x + b)^2 - k n = a (a x^2 + 2 b x + c)
    std::minstd_rand m_random{1};
    Natural m_targetA;
    std::size_t m_factorsOfA = 0;
    std::set<Natural> m_usedA;
    std::vector<std::uint32_t> m_chosen; ///< indices into the base of a's prime factors
    Natural m_a;
    Natural m_b;
    Natural m_c;
    std::vector<Natural> m_bTerms;
    std::vector<std::vector<std::uint32_t>>
        m_steps; ///< [term][prime]: what a change of that term moves a root by
    std::uint32_t m_polynomial = 0; ///< of this a, from 1
    std::size_t m_solved = 0;
    std::vector<std::uint8_t> m_sieve;

    // The relations
    std::vector<Relation> m_relations;
    std::unordered_map<std::uint64_t, Relation> m_partials;
    std::size_t m_wanted = 0;

    // The matrix over GF(2): a row a relation, the columns' bits and then the history of rows added up
    std::vector<std::vector<std::uint64_t>> m_rows;
    std::size_t m_columnWords = 0;
    std::vector<bool> m_used;
    std::size_t m_column = 0;
    std::size_t m_row = 0;
    bool m_hasPivot = false;
    std::size_t m_pivot = 0;
};

} // namespace factorama
