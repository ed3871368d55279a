// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/elliptic_curve.h"

#include "runtime/factorization/pollard_rho.h"

#include <limits>
#include <utility>

namespace factorama {

namespace {

constexpr std::uint64_t secondStageFactor = 60;
constexpr std::size_t ladderBits = 2048; ///< how many bits of prime powers are multiplied up before a ladder

} // namespace

EllipticCurve::EllipticCurve(const Natural& number, std::uint64_t sigma, std::uint64_t bound)
    : m_number(number),
      m_sigma(sigma),
      m_bound(bound),
      m_cost(multiplicationCost(number))
{
}

bool EllipticCurve::advance(std::int64_t& operations)
{
    while (operations > 0 && m_phase != Phase::Done) {
        switch (m_phase) {
        case Phase::Begin:
            operations -= 60 * m_cost;
            begin();
            break;
        case Phase::FirstStage:
            firstStage(operations);
            break;
        case Phase::BabySteps:
            babySteps(operations);
            break;
        case Phase::GiantSteps:
            giantSteps(operations);
            break;
        case Phase::Done:
            break;
        }
    }
    return m_phase == Phase::Done;
}

/// Takes gcd(candidate, number) for the result if it is a proper divisor; and says so.
bool EllipticCurve::checkDivisor(const Natural& candidate)
{
    Natural divisor = gcd(candidate, m_number);
    if (divisor == 1 || divisor == m_number) {
        return false;
    }
    m_divisor = std::move(divisor);
    m_phase = Phase::Done;
    return true;
}

void EllipticCurve::begin()
{
    const Natural sigma(m_sigma);
    const Natural u = sigma * sigma - 5;
    const Natural v = 4 * sigma;
    const Natural u3 = u * u * u;
    m_point.x = u3 % m_number;
    m_point.z = v * v * v % m_number;
    const Natural difference = v - u;
    const Natural numerator = difference * difference * difference * (3 * u + v);
    const Natural denominator = 16 * u3 * v;
    Natural inverse;
    if (mpz_invert(inverse.get_mpz_t(), denominator.get_mpz_t(), m_number.get_mpz_t()) == 0) {
        if (!checkDivisor(denominator)) {
            m_phase = Phase::Done;
        }
        return;
    }
    m_a24 = numerator * inverse;
    mpz_mod(m_a24.get_mpz_t(), m_a24.get_mpz_t(), m_number.get_mpz_t());
    m_phase = Phase::FirstStage;
}

/// `sum` = a + b, given a - b. May be one of them.
void EllipticCurve::add(Point& sum, const Point& a, const Point& b, const Point& difference)
{
    auto& [s, t, u, v] = m_scratch;
    s = a.x - a.z;
    t = b.x + b.z;
    s *= t;
    t = a.x + a.z;
    u = b.x - b.z;
    t *= u;
    u = s + t;
    u %= m_number;
    v = s - t;
    v %= m_number;
    u *= u;
    u %= m_number;
    v *= v;
    v %= m_number;
    u *= difference.z;
    v *= difference.x;
    mpz_tdiv_r(sum.x.get_mpz_t(), u.get_mpz_t(), m_number.get_mpz_t());
    mpz_tdiv_r(sum.z.get_mpz_t(), v.get_mpz_t(), m_number.get_mpz_t());
}

void EllipticCurve::twice(Point& result, const Point& point)
{
    auto& [s, t, u, v] = m_scratch;
    s = point.x + point.z;
    s *= s;
    s %= m_number;
    t = point.x - point.z;
    t *= t;
    t %= m_number;
    u = s - t;
    v = m_a24 * u;
    v += t;
    v %= m_number;
    s *= t;
    v *= u;
    mpz_tdiv_r(result.x.get_mpz_t(), s.get_mpz_t(), m_number.get_mpz_t());
    mpz_tdiv_r(result.z.get_mpz_t(), v.get_mpz_t(), m_number.get_mpz_t());
}

/// Begins to multiply m_point by `multiplier`, from 1 up.
void EllipticCurve::startLadder(Natural multiplier)
{
    m_multiplier = std::move(multiplier);
    m_bit = mpz_sizeinbase(m_multiplier.get_mpz_t(), 2) - 1;
    if (m_bit > 0) {
        m_low = m_point;
        twice(m_high, m_point);
    }
}

/// Goes on with the ladder; true when m_point is the product.
bool EllipticCurve::advanceLadder(std::int64_t& operations)
{
    while (m_bit > 0) {
        if (operations <= 0) {
            return false;
        }
        operations -= 11 * m_cost;
        --m_bit;
        if (mpz_tstbit(m_multiplier.get_mpz_t(), m_bit) != 0) {
            add(m_low, m_high, m_low, m_point);
            twice(m_high, m_high);
        } else {
            add(m_high, m_high, m_low, m_point);
            twice(m_low, m_low);
        }
        if (m_bit == 0) {
            m_point = m_low;
        }
    }
    return true;
}

/// Multiplies the point by all prime powers up to the bound, some at a time.
void EllipticCurve::firstStage(std::int64_t& operations)
{
    if (!advanceLadder(operations)) {
        return;
    }
    if (m_primesDone) {
        if (!checkDivisor(m_point.z)) {
            m_odd.assign(1, m_point);
            twice(m_double, m_point);
            m_phase = Phase::BabySteps;
        }
        return;
    }
    Natural multiplier = 1;
    while (mpz_sizeinbase(multiplier.get_mpz_t(), 2) < ladderBits) {
        std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
        m_primes.advance(unlimited);
        operations -= 20;
        const std::uint64_t prime = m_primes.prime();
        if (prime > m_bound) {
            m_primesDone = true;
            break;
        }
        std::uint64_t power = prime;
        while (power * prime <= m_bound) {
            power *= prime;
        }
        multiplier *= power;
    }
    startLadder(std::move(multiplier));
}

/// The odd multiples of the point up to half a giant step, and then the giant step itself.
void EllipticCurve::babySteps(std::int64_t& operations)
{
    while (operations > 0) {
        if (m_odd.size() < oddSteps) {
            const std::size_t count = m_odd.size();
            Point next;
            add(next, m_odd.back(), m_double, m_odd[count == 1 ? 0 : count - 2]); // 1 - 2 is 1 up to its sign
            m_odd.push_back(std::move(next));
            operations -= 6 * m_cost;
            continue;
        }
        // 210 = 105 + 105, and 105 is the last of the odd multiples.
        static_assert(2 * (oddSteps - 1) + 1 == wheel / 2);
        twice(m_step, m_odd.back());
        m_previousGiant = m_step;
        twice(m_giant, m_step);
        m_center = 2 * wheel;
        operations -= 12 * m_cost;
        m_phase = Phase::GiantSteps;
        return;
    }
}

/// For each prime q = center +- j of the second stage, multiplies up what vanishes modulo a factor if q kills
/// the point there.
void EllipticCurve::giantSteps(std::int64_t& operations)
{
    auto& [s, t, u, v] = m_scratch;
    while (operations > 0) {
        const std::uint64_t prime = m_primes.prime();
        if (prime > secondStageFactor * m_bound) {
            if (!checkDivisor(m_product)) {
                m_phase = Phase::Done;
            }
            return;
        }
        if (prime > m_center + wheel / 2) {
            Point next;
            add(next, m_giant, m_step, m_previousGiant);
            m_previousGiant = std::move(m_giant);
            m_giant = std::move(next);
            m_center += wheel;
            operations -= 6 * m_cost;
            continue;
        }
        if (prime + wheel / 2 > m_center) {
            const std::uint64_t distance = prime > m_center ? prime - m_center : m_center - prime;
            const Point& baby = m_odd[distance / 2];
            s = m_giant.x * baby.z;
            t = m_giant.z * baby.x;
            s -= t;
            s %= m_number;
            m_product *= s;
            m_product %= m_number;
            operations -= 3 * m_cost;
        }
        std::int64_t unlimited = std::numeric_limits<std::int64_t>::max();
        m_primes.advance(unlimited);
        operations -= 4;
    }
}

} // namespace factorama
