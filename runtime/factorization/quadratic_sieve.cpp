// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/quadratic_sieve.h"

#include <flint/ulong_extras.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

namespace factorama {

namespace {

constexpr std::uint32_t noSolution = 0xFFFFFFFFU;
constexpr std::uint32_t smallestSievedPrime = 23;
constexpr std::size_t spareRelations = 48;

/// Sizes found by trial on random products of two primes; between two rows it is interpolated.
struct Tuning {
    double bits;
    double basePrimes;
    double half;
};
constexpr std::array<Tuning, 13> tunings = {{{60, 70, 16384},
                                             {80, 100, 16384},
                                             {100, 150, 16384},
                                             {120, 250, 16384},
                                             {140, 450, 32768},
                                             {160, 850, 32768},
                                             {180, 1500, 32768},
                                             {200, 2600, 65536},
                                             {220, 4500, 65536},
                                             {240, 7500, 65536},
                                             {260, 12000, 98304},
                                             {280, 20000, 131072},
                                             {300, 32000, 131072}}};

Tuning tuningFor(double bits)
{
    std::size_t i = 1;
    while (i + 1 < tunings.size() && tunings[i].bits < bits) {
        ++i;
    }
    const Tuning& low = tunings[i - 1];
    const Tuning& high = tunings[i];
    const double part = std::clamp((bits - low.bits) / (high.bits - low.bits), 0.0, 1.0);
    return {bits, low.basePrimes * std::pow(high.basePrimes / low.basePrimes, part), high.half};
}

double log2Of(const Natural& number)
{
    long exponent = 0;
    const double mantissa = mpz_get_d_2exp(&exponent, number.get_mpz_t());
    return std::log2(mantissa) + static_cast<double>(exponent);
}

bool testBit(const std::vector<std::uint64_t>& words, std::size_t bit)
{
    return ((words[bit / 64] >> (bit % 64)) & 1U) != 0;
}

void flipBit(std::vector<std::uint64_t>& words, std::size_t bit)
{
    words[bit / 64] ^= std::uint64_t{1} << (bit % 64);
}

} // namespace

QuadraticSieve::QuadraticSieve(const Natural& number) : m_number(number)
{
    chooseMultiplier();
    m_multiplied = m_number * m_multiplier;
    const double bits = log2Of(m_multiplied);
    const Tuning tuning = tuningFor(bits);
    m_baseSize = static_cast<std::size_t>(tuning.basePrimes);
    m_half = static_cast<std::int64_t>(tuning.half);
    m_targetA = sqrt(Natural(2 * m_multiplied)) / static_cast<unsigned long>(m_half);
    m_wanted = m_baseSize + 1 + spareRelations;
    m_base.reserve(m_baseSize);
}

/// Knuth and Schroeppel's: the small k that gives k n many small primes in the factor base.
void QuadraticSieve::chooseMultiplier()
{
    static constexpr std::array<std::uint32_t, 29> candidates = {1,  3,  5,  7,  11, 13, 15, 17, 19, 21,
                                                                 23, 29, 31, 33, 35, 37, 39, 41, 43, 47,
                                                                 51, 53, 55, 57, 59, 61, 65, 67, 73};
    static const std::vector<std::uint64_t> primes = PrimeSieve::first(150);
    std::array<double, candidates.size()> scores{};
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::uint64_t mod8 = mpz_fdiv_ui(m_number.get_mpz_t(), 8) * candidates[i] % 8;
        const double two = mod8 == 1 ? 2.0 : mod8 == 5 ? 1.0 : 0.5;
        scores[i] = two * std::log(2.0) - 0.5 * std::log(candidates[i]);
    }
    for (std::size_t j = 1; j < primes.size(); ++j) {
        const std::uint64_t p = primes[j];
        const std::uint64_t residue = mpz_fdiv_ui(m_number.get_mpz_t(), p);
        const double gain = std::log(static_cast<double>(p)) / static_cast<double>(p - 1);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const std::uint64_t multiplied = residue * candidates[i] % p;
            if (multiplied == 0) {
                scores[i] += gain;
            } else if (n_jacobi_unsigned(multiplied, p) == 1) {
                scores[i] += 2 * gain;
            }
        }
    }
    const auto best = std::max_element(scores.begin(), scores.end()) - scores.begin();
    m_multiplier = candidates[static_cast<std::size_t>(best)];
}

bool QuadraticSieve::advance(std::int64_t& operations)
{
    while (operations > 0 && m_phase != Phase::Done) {
        switch (m_phase) {
        case Phase::FactorBase:
            extendFactorBase(operations);
            break;
        case Phase::ChooseA:
            chooseA(operations);
            break;
        case Phase::SolvePolynomial:
            solvePolynomial(operations);
            break;
        case Phase::Sieve:
            sieve(operations);
            break;
        case Phase::BuildMatrix:
            buildMatrix(operations);
            break;
        case Phase::Eliminate:
            eliminate(operations);
            break;
        case Phase::SquareRoot:
            tryDependency(operations);
            break;
        case Phase::Done:
            break;
        }
        if (m_divisor > 1) {
            m_phase = Phase::Done;
        }
    }
    return m_phase == Phase::Done;
}

/// Tries the next prime for the factor base, and computes the sizes that depend on it when it is complete.
void QuadraticSieve::extendFactorBase(std::int64_t& operations)
{
    if (!m_primes.advance(operations)) {
        return;
    }
    operations -= 60;
    const std::uint64_t p = m_primes.prime();
    const std::uint64_t residue = mpz_fdiv_ui(m_multiplied.get_mpz_t(), p);
    std::uint64_t root = 0;
    if (p == 2) {
        root = 1;
    } else if (residue == 0) {
        if (m_multiplier % p != 0) {
            m_divisor = p;
            return;
        }
    } else {
        root = n_sqrtmod(residue, p);
        if (root == 0) {
            return; // no square: the polynomial is never divisible by p
        }
    }
    m_base.push_back(
        {static_cast<std::uint32_t>(p), static_cast<std::uint32_t>(root), noSolution, noSolution, 0});
    if (m_base.size() < m_baseSize) {
        return;
    }

    const double largest = m_base.back().prime;
    m_largePrimeBound = static_cast<std::uint64_t>(largest * (m_baseSize < 1000 ? 30 : 60));
    double slack = std::log2(static_cast<double>(m_largePrimeBound));
    for (const BasePrime& base : m_base) {
        if (base.prime >= smallestSievedPrime) {
            break;
        }
        ++m_firstSieved;
        slack += 0.7 * std::log2(base.prime) * 2 / base.prime;
    }
    const double size = log2Of(m_multiplied) / 2 - 0.5 + std::log2(static_cast<double>(m_half));
    const double threshold = std::max(10.0, size - slack);
    m_logScale = threshold > 110 ? 110 / threshold : 1.0;
    m_fill = static_cast<std::uint8_t>(128 - std::lround(threshold * m_logScale));
    for (BasePrime& base : m_base) {
        base.log = static_cast<std::uint8_t>(std::lround(std::log2(base.prime) * m_logScale));
    }
    const double perFactor = std::min(11.0, std::log2(largest) - 1.5);
    m_factorsOfA =
        std::max<std::size_t>(2, static_cast<std::size_t>(std::ceil(log2Of(m_targetA) / perFactor)));
    m_steps.assign(m_factorsOfA, std::vector<std::uint32_t>(m_base.size()));
    m_sieve.resize(static_cast<std::size_t>(2 * m_half));
    m_phase = Phase::ChooseA;
}

/// Takes for a the product of primes near its s-th root: all but one at random, the last to come near the
/// target.
void QuadraticSieve::chooseA(std::int64_t& operations)
{
    const double target = log2Of(m_targetA);
    const double typical = std::exp2(target / static_cast<double>(m_factorsOfA));
    const auto below = [](const BasePrime& base, double value) { return base.prime < value; };
    const auto indexOf = [&](double value) {
        return static_cast<std::size_t>(std::lower_bound(m_base.begin(), m_base.end(), value, below) -
                                        m_base.begin());
    };
    const std::size_t middle = indexOf(typical);
    std::size_t spread = std::max<std::size_t>(10, middle / 3);
    for (int tries = 0;; ++tries) {
        operations -= 200;
        if (tries % 20 == 19) {
            spread += 5;
        }
        const std::size_t low = std::max<std::size_t>(2, middle > spread ? middle - spread : 0);
        const std::size_t high = std::min(m_base.size() - 1, middle + spread);
        const auto usable = [this](std::size_t index) {
            return m_multiplier % m_base[index].prime != 0 &&
                   std::find(m_chosen.begin(), m_chosen.end(), index) == m_chosen.end();
        };
        m_chosen.clear();
        double rest = target;
        while (m_chosen.size() + 1 < m_factorsOfA) {
            const std::size_t index = low + m_random() % (high - low + 1);
            if (usable(index)) {
                m_chosen.push_back(static_cast<std::uint32_t>(index));
                rest -= std::log2(m_base[index].prime);
            }
        }
        std::size_t last =
            std::clamp<std::size_t>(indexOf(std::exp2(std::min(rest, 40.0))), 2, m_base.size() - 1);
        while (last > 2 && !usable(last)) {
            --last;
        }
        if (!usable(last)) {
            continue;
        }
        m_chosen.push_back(static_cast<std::uint32_t>(last));
        m_a = 1;
        for (const std::uint32_t index : m_chosen) {
            m_a *= m_base[index].prime;
        }
        if (m_usedA.insert(m_a).second) {
            break;
        }
    }

    m_bTerms.clear();
    m_b = 0;
    for (const std::uint32_t index : m_chosen) {
        const std::uint64_t q = m_base[index].prime;
        const Natural others = m_a / q;
        const std::uint64_t inverse = n_invmod(mpz_fdiv_ui(others.get_mpz_t(), q), q);
        std::uint64_t gamma = m_base[index].root * inverse % q;
        gamma = std::min(gamma, q - gamma);
        m_bTerms.push_back(others * gamma);
        m_b += m_bTerms.back();
    }
    m_c = (m_b * m_b - m_multiplied) / m_a; // exact
    m_polynomial = 1;
    m_solved = 0;
    m_phase = Phase::SolvePolynomial;
}

/// The roots of the first polynomial of this a, and what the change to a later one will move them by.
void QuadraticSieve::solvePolynomial(std::int64_t& operations)
{
    for (; m_solved < m_base.size() && operations > 0; ++m_solved) {
        BasePrime& base = m_base[m_solved];
        const std::uint64_t p = base.prime;
        operations -= 40 + 4 * static_cast<std::int64_t>(m_factorsOfA);
        const std::uint64_t a = mpz_fdiv_ui(m_a.get_mpz_t(), p);
        if (a == 0 || p == 2) {
            base.solution1 = base.solution2 = noSolution;
            continue;
        }
        const std::uint64_t inverse = n_invmod(a, p);
        for (std::size_t term = 0; term < m_bTerms.size(); ++term) {
            const std::uint64_t residue = mpz_fdiv_ui(m_bTerms[term].get_mpz_t(), p);
            m_steps[term][m_solved] = static_cast<std::uint32_t>(2 * residue * inverse % p);
        }
        const std::uint64_t b = mpz_fdiv_ui(m_b.get_mpz_t(), p);
        const std::uint64_t shift = static_cast<std::uint64_t>(m_half) % p;
        base.solution1 = static_cast<std::uint32_t>((inverse * (base.root + p - b) + shift) % p);
        base.solution2 = static_cast<std::uint32_t>((inverse * (2 * p - base.root - b) + shift) % p);
    }
    if (m_solved == m_base.size()) {
        m_phase = Phase::Sieve;
    }
}

/// Goes on to the next b of this a in Gray code order, so that one term changes its sign; or to another a.
void QuadraticSieve::nextPolynomial(std::int64_t& operations)
{
    if (m_polynomial >= (1U << (m_factorsOfA - 1))) {
        m_phase = Phase::ChooseA;
        return;
    }
    const auto term = static_cast<std::size_t>(std::countr_zero(m_polynomial));
    const bool up = ((m_polynomial >> (term + 1)) & 1U) != 0;
    if (up) {
        m_b += 2 * m_bTerms[term];
    } else {
        m_b -= 2 * m_bTerms[term];
    }
    m_c = (m_b * m_b - m_multiplied) / m_a;
    const std::vector<std::uint32_t>& steps = m_steps[term];
    for (std::size_t i = 0; i < m_base.size(); ++i) {
        BasePrime& base = m_base[i];
        if (base.solution1 == noSolution) {
            continue;
        }
        const std::uint32_t move = up ? base.prime - steps[i] : steps[i];
        base.solution1 += move;
        base.solution1 -= base.solution1 >= base.prime ? base.prime : 0;
        base.solution2 += move;
        base.solution2 -= base.solution2 >= base.prime ? base.prime : 0;
    }
    ++m_polynomial;
    operations -= static_cast<std::int64_t>(m_base.size() / 2);
}

/// Sieves one polynomial and collects its relations.
void QuadraticSieve::sieve(std::int64_t& operations)
{
    const auto size = static_cast<std::uint32_t>(m_sieve.size());
    std::uint8_t* const cells = m_sieve.data();
    std::memset(cells, m_fill, size);
    for (std::size_t i = m_firstSieved; i < m_base.size(); ++i) {
        const BasePrime& base = m_base[i];
        if (base.solution1 == noSolution) {
            continue;
        }
        const std::uint32_t p = base.prime;
        const std::uint8_t log = base.log;
        std::uint32_t first = std::min(base.solution1, base.solution2);
        std::uint32_t second = std::max(base.solution1, base.solution2);
        if (first == second) {
            for (; first < size; first += p) {
                cells[first] = static_cast<std::uint8_t>(cells[first] + log);
            }
            continue;
        }
        for (; second < size; first += p, second += p) {
            cells[first] = static_cast<std::uint8_t>(cells[first] + log);
            cells[second] = static_cast<std::uint8_t>(cells[second] + log);
        }
        if (first < size) {
            cells[first] = static_cast<std::uint8_t>(cells[first] + log);
        }
    }
    operations -= static_cast<std::int64_t>(size / 3 + m_base.size());
    for (std::uint32_t block = 0; block < size; block += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, cells + block, sizeof word);
        if ((word & 0x8080808080808080U) == 0) {
            continue;
        }
        for (std::uint32_t position = block; position < block + 8; ++position) {
            if (cells[position] >= 128) {
                evaluate(static_cast<std::int64_t>(position) - m_half, position);
                operations -= static_cast<std::int64_t>(m_base.size());
            }
        }
    }
    nextPolynomial(operations);
    if (m_relations.size() >= m_wanted) {
        m_phase = Phase::BuildMatrix;
        m_row = 0;
    }
}

/// Divides the polynomial's value at `x` by the factor base, and keeps it if that succeeds.
void QuadraticSieve::evaluate(std::int64_t x, std::uint32_t position)
{
    Natural value = (m_a * x + 2 * m_b) * x + m_c;
    Relation relation;
    relation.y = m_a * x + m_b;
    if (value < 0) {
        relation.columns.push_back(0);
        value = -value;
    }
    if (value == 0) {
        return;
    }
    for (std::size_t i = 0; i < m_base.size(); ++i) {
        const BasePrime& base = m_base[i];
        if (base.solution1 != noSolution) {
            const std::uint32_t offset = position % base.prime;
            if (offset != base.solution1 && offset != base.solution2) {
                continue;
            }
        }
        while (mpz_divisible_ui_p(value.get_mpz_t(), base.prime) != 0) {
            mpz_divexact_ui(value.get_mpz_t(), value.get_mpz_t(), base.prime);
            relation.columns.push_back(static_cast<std::uint32_t>(i + 1));
        }
    }
    for (const std::uint32_t index : m_chosen) {
        relation.columns.push_back(index + 1);
    }
    if (value == 1) {
        m_relations.push_back(std::move(relation));
    } else if (value.fits_ulong_p() && value.get_ui() < m_largePrimeBound) {
        keepPartial(value.get_ui(), std::move(relation));
    }
}

/// Two relations with the same large prime make one without it.
void QuadraticSieve::keepPartial(std::uint64_t largePrime, Relation relation)
{
    const auto [found, isNew] = m_partials.try_emplace(largePrime);
    if (isNew) {
        found->second = std::move(relation);
        return;
    }
    const Relation& other = found->second;
    Natural inverse;
    const Natural prime(largePrime);
    if (mpz_invert(inverse.get_mpz_t(), prime.get_mpz_t(), m_number.get_mpz_t()) == 0) {
        m_divisor = gcd(prime, m_number);
        return;
    }
    if (other.y == relation.y) {
        return;
    }
    relation.y = relation.y * other.y % m_number * inverse % m_number;
    relation.columns.insert(relation.columns.end(), other.columns.begin(), other.columns.end());
    m_relations.push_back(std::move(relation));
}

void QuadraticSieve::buildMatrix(std::int64_t& operations)
{
    if (m_row == 0) {
        m_columnWords = (m_base.size() + 1 + 63) / 64;
        m_rows.assign(m_relations.size(), {});
        m_used.assign(m_relations.size(), false);
    }
    const std::size_t words = m_columnWords + (m_relations.size() + 63) / 64;
    for (; m_row < m_relations.size() && operations > 0; ++m_row) {
        std::vector<std::uint64_t>& row = m_rows[m_row];
        row.assign(words, 0);
        for (const std::uint32_t column : m_relations[m_row].columns) {
            flipBit(row, column);
        }
        flipBit(row, 64 * m_columnWords + m_row);
        operations -= static_cast<std::int64_t>(20 + words / 4);
    }
    if (m_row == m_relations.size()) {
        m_column = 0;
        m_row = 0;
        m_hasPivot = false;
        m_phase = Phase::Eliminate;
    }
}

/// Gaussian elimination, a column after the other; rows never used as a pivot end up as dependencies.
void QuadraticSieve::eliminate(std::int64_t& operations)
{
    while (operations > 0) {
        if (m_row == m_rows.size()) {
            m_row = 0;
            m_hasPivot = false;
            if (++m_column > m_base.size()) {
                m_phase = Phase::SquareRoot;
                return;
            }
        }
        std::vector<std::uint64_t>& row = m_rows[m_row];
        if (!m_used[m_row] && testBit(row, m_column)) {
            if (!m_hasPivot) {
                m_hasPivot = true;
                m_used[m_row] = true;
                m_pivot = m_row;
            } else {
                const std::uint64_t* const from = m_rows[m_pivot].data();
                std::uint64_t* const to = row.data();
                for (std::size_t i = m_column / 64; i < row.size(); ++i) {
                    to[i] ^= from[i];
                }
                operations -= static_cast<std::int64_t>(row.size() / 8);
            }
        }
        --operations;
        ++m_row;
    }
}

void QuadraticSieve::tryDependency(std::int64_t& operations)
{
    while (m_row < m_rows.size() && m_used[m_row]) {
        ++m_row;
    }
    if (m_row == m_rows.size()) { // all were trivial, which is as likely as 48 coins on one side
        m_rows.clear();
        m_wanted = m_relations.size() + spareRelations;
        m_phase = Phase::Sieve;
        return;
    }
    std::vector<std::uint32_t> exponents(m_base.size() + 1);
    Natural y = 1;
    for (std::size_t i = 0; i < m_relations.size(); ++i) {
        if (testBit(m_rows[m_row], 64 * m_columnWords + i)) {
            y = y * m_relations[i].y % m_number;
            for (const std::uint32_t column : m_relations[i].columns) {
                ++exponents[column];
            }
            operations -= 50;
        }
    }
    Natural x = 1;
    for (std::size_t i = 0; i < m_base.size(); ++i) {
        for (std::uint32_t e = 0; e < exponents[i + 1] / 2; ++e) {
            x *= m_base[i].prime;
            if (mpz_size(x.get_mpz_t()) > 2 * mpz_size(m_number.get_mpz_t())) {
                x %= m_number;
            }
        }
    }
    operations -= static_cast<std::int64_t>(10 * m_base.size());
    const Natural difference = x - y;
    Natural divisor = gcd(difference, m_number);
    if (divisor != 1 && divisor != m_number) {
        m_divisor = std::move(divisor);
    }
    ++m_row;
}

} // namespace factorama
