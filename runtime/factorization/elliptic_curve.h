// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/natural.h"
#include "runtime/factorization/prime_sieve.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace factorama {

/// One curve of the elliptic curve method in Montgomery's form with Suyama's parametrization and a second
/// stage of baby and giant steps (P. L. Montgomery, "Speeding the Pollard and elliptic curve methods of
/// factorization", 1987). Finds a prime factor when the curve's order modulo it is smooth.
///
/// One thread at a time; it may move between threads from call to call.
class EllipticCurve {
public:
    /// `number`: composite and prime to 6. `sigma`, from 6 up, picks the curve. `bound` is B1; B2 is 60 times
    /// that.
    EllipticCurve(const Natural& number, std::uint64_t sigma, std::uint64_t bound);

    /// Works on; spends `operations` (by a few point additions below zero at most). True when the curve is
    /// done.
    bool advance(std::int64_t& operations);

    /// Once it is done: a divisor that is neither 1 nor the number; or 1, having found none.
    const Natural& divisor() const { return m_divisor; }

private:
    struct Point {
        Natural x;
        Natural z;
    };
    enum class Phase { Begin, FirstStage, BabySteps, GiantSteps, Done };

    static constexpr std::uint64_t wheel = 210; ///< a giant step
    static constexpr std::size_t oddSteps = wheel / 4 + 1;

    void begin();
    void firstStage(std::int64_t& operations);
    void babySteps(std::int64_t& operations);
    void giantSteps(std::int64_t& operations);
    void startLadder(Natural multiplier);
    bool advanceLadder(std::int64_t& operations);
    bool checkDivisor(const Natural& candidate);
    void add(Point& sum, const Point& a, const Point& b, const Point& difference);
    void twice(Point& result, const Point& point);

    Natural m_number;
    Natural m_divisor = 1;
    std::uint64_t m_sigma;
    std::uint64_t m_bound;
    std::int64_t m_cost;
    Phase m_phase = Phase::Begin;
    EratosthenesPrimeStream m_primes;

    Natural m_a24; ///< (A + 2) / 4
    Point m_point;

    // The Montgomery ladder under way
    Natural m_multiplier;
    std::size_t m_bit = 0; ///< bits still to go; 0: none under way
    Point m_low;
    Point m_high;
    bool m_primesDone = false;

    // The second stage
    std::vector<Point> m_odd; ///< [i]: 2 i + 1 times the point
    Point m_double;
    Point m_step; ///< wheel times the point
    Point m_giant; ///< m_center times the point
    Point m_previousGiant; ///< one step before
    std::uint64_t m_center = 0;
    Natural m_product = 1;
    std::array<Natural, 4> m_scratch;
};

} // namespace factorama
