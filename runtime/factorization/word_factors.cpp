// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/word_factors.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>
#include <vector>

namespace factorama {

namespace {

__extension__ using Wide = unsigned __int128;

/// The inverse of an odd number modulo 2^64, by Newton's iteration: it is right to 5 bits at first, then to
/// 10, ...
constexpr std::uint64_t inverse(std::uint64_t number)
{
    std::uint64_t result = (3 * number) ^ 2;
    for (int i = 0; i < 4; ++i) {
        result *= 2 - number * result;
    }
    return result;
}

/// Arithmetic modulo an odd number from 3 up (P. L. Montgomery, "Modular multiplication without trial
/// division", 1985): residues are kept times 2^64, reduced.
class Modulus {
public:
    explicit Modulus(std::uint64_t number)
        : m_number(number),
          m_inverse(inverse(number)),
          m_one((0 - number) % number),
          m_square(static_cast<std::uint64_t>(Wide(m_one) * m_one % number))
    {
    }

    std::uint64_t number() const { return m_number; }
    std::uint64_t one() const { return m_one; }
    std::uint64_t minusOne() const { return m_number - m_one; }
    /// The residue of any word.
    std::uint64_t residue(std::uint64_t value) const { return multiply(value, m_square); }
    /// The least number that the residue stands for.
    std::uint64_t value(std::uint64_t residue) const { return multiply(residue, 1); }

    std::uint64_t add(std::uint64_t a, std::uint64_t b) const
    {
        const std::uint64_t sum = a + b;
        const std::uint64_t less = a - (m_number - b);
        return a < m_number - b ? sum : less;
    }
    std::uint64_t subtract(std::uint64_t a, std::uint64_t b) const
    {
        const std::uint64_t difference = a - b;
        return a < b ? difference + m_number : difference;
    }
    /// One of the two may be any word.
    std::uint64_t multiply(std::uint64_t a, std::uint64_t b) const
    {
        const Wide product = Wide(a) * b;
        const std::uint64_t quotient = static_cast<std::uint64_t>(product) * m_inverse;
        const auto high = static_cast<std::uint64_t>(product >> 64);
        const auto correction = static_cast<std::uint64_t>((Wide(quotient) * m_number) >> 64);
        return subtract(high, correction);
    }
    std::uint64_t square(std::uint64_t a) const { return multiply(a, a); }

private:
    std::uint64_t m_number;
    std::uint64_t m_inverse;
    std::uint64_t m_one;
    std::uint64_t m_square; ///< of 2^64
};

// -- trial division --

/// All primes below it are divided by.
constexpr std::uint32_t TrialLimit = 1024;

/// number * inverse is at most `largest` exactly for multiples of the prime: it is the quotient then.
struct TrialPrime {
    std::uint64_t inverse;
    std::uint64_t largest;
};

constexpr bool isTrialPrime(std::uint32_t number)
{
    for (std::uint32_t divisor = 3; divisor * divisor <= number; divisor += 2) {
        if (number % divisor == 0) {
            return false;
        }
    }
    return true;
}

constexpr std::size_t countTrialPrimes()
{
    std::size_t count = 0;
    for (std::uint32_t number = 3; number < TrialLimit; number += 2) {
        count += isTrialPrime(number) ? 1 : 0;
    }
    return count;
}

constexpr auto makeTrialPrimes()
{
    std::array<TrialPrime, countTrialPrimes()> primes{};
    std::size_t count = 0;
    for (std::uint32_t number = 3; number < TrialLimit; number += 2) {
        if (isTrialPrime(number)) {
            primes[count++] = {inverse(number), ~std::uint64_t{0} / number};
        }
    }
    return primes;
}

/// The odd ones, ascending.
constexpr auto trialPrimes = makeTrialPrimes();

// -- primality --

/// Is the number, which is odd, a strong probable prime to all these bases? They are tested side by side,
/// since each alone is a chain of multiplications that leaves most of the processor idle.
template<std::size_t Count>
bool isStrongProbablePrime(const Modulus& modulus, const std::array<std::uint64_t, Count>& bases)
{
    const std::uint64_t exponent = modulus.number() - 1;
    const int twos = std::countr_zero(exponent);
    const std::uint64_t odd = exponent >> twos;
    std::array<std::uint64_t, Count> base;
    std::array<std::uint64_t, Count> power;
    for (std::size_t i = 0; i < Count; ++i) {
        base[i] = modulus.residue(bases[i]);
        power[i] = base[i];
    }
    for (int bit = std::bit_width(odd) - 2; bit >= 0; --bit) {
        for (std::size_t i = 0; i < Count; ++i) {
            power[i] = modulus.square(power[i]);
        }
        if (((odd >> bit) & 1U) != 0) {
            for (std::size_t i = 0; i < Count; ++i) {
                power[i] = modulus.multiply(power[i], base[i]);
            }
        }
    }
    for (std::size_t i = 0; i < Count; ++i) {
        // A base that the number divides says nothing.
        bool passed = base[i] == 0 || power[i] == modulus.one() || power[i] == modulus.minusOne();
        for (int k = 1; k < twos && !passed; ++k) {
            power[i] = modulus.square(power[i]);
            passed = power[i] == modulus.minusOne();
        }
        if (!passed) {
            return false;
        }
    }
    return true;
}

/// The same for the base 2 alone, which tells nearly all composites.
bool isStrongProbablePrimeToTwo(const Modulus& modulus)
{
    const std::uint64_t exponent = modulus.number() - 1;
    const int twos = std::countr_zero(exponent);
    const std::uint64_t odd = exponent >> twos;
    std::uint64_t power = modulus.add(modulus.one(), modulus.one());
    for (int bit = std::bit_width(odd) - 2; bit >= 0; --bit) {
        power = modulus.square(power);
        if (((odd >> bit) & 1U) != 0) {
            power = modulus.add(power, power);
        }
    }
    if (power == modulus.one() || power == modulus.minusOne()) {
        return true;
    }
    for (int k = 1; k < twos; ++k) {
        power = modulus.square(power);
        if (power == modulus.minusOne()) {
            return true;
        }
    }
    return false;
}

/// Of an odd number from 3 up.
bool isOddPrime(const Modulus& modulus)
{
    if (!isStrongProbablePrimeToTwo(modulus)) {
        return false;
    }
    // No composite below these limits passes with the base 2 too: G. Jaeschke, "On strong pseudoprimes to
    // several bases", 1993; the last, by J. Sinclair, 2011, was checked with all 2-pseudoprimes below 2^64.
    if (modulus.number() < 4'759'123'141) {
        return isStrongProbablePrime<2>(modulus, {7, 61});
    }
    if (modulus.number() < 1'122'004'669'633) {
        return isStrongProbablePrime<3>(modulus, {13, 23, 1'662'803});
    }
    return isStrongProbablePrime<3>(modulus, {325, 9'375, 28'178}) &&
           isStrongProbablePrime<3>(modulus, {450'775, 9'780'504, 1'795'265'022});
}

// -- elliptic curves --

/// A multiple of a point on a Montgomery curve, without its y.
struct Point {
    std::uint64_t x;
    std::uint64_t z;
};

/// One step of a Lucas chain (P. L. Montgomery, "Evaluating recurrences of form X(m+n) = f(X(m), X(n),
/// X(m-n)) via Lucas chains", 1983): it works on three points a, b and c, where c is a - b.
enum class ChainStep : std::uint8_t {
    Start, ///< of one prime: b and c become a, a is doubled
    End, ///< a becomes a + b, the multiple by the prime
    Double, ///< a is doubled: the prime 2
    Swap, ///< a and b
    Third, ///< a, b = 2a + b, 2b + a
    HalfToB, ///< b = a + b; a is doubled
    Add, ///< b, c = a + b, b
    HalfToC, ///< c = a + c; a is doubled
};

/// The steps to the multiple of a point by `prime`, beginning with this guess for the last but one of the
/// chain; empty if it leads nowhere.
std::vector<ChainStep> chainFrom(std::uint64_t prime, std::uint64_t guess)
{
    std::vector<ChainStep> steps = {ChainStep::Start};
    std::uint64_t d = prime - guess;
    std::uint64_t e = 2 * guess - prime;
    while (d != e) {
        if (d < e) {
            std::swap(d, e);
            steps.push_back(ChainStep::Swap);
        }
        if (e == 0) {
            return {};
        }
        if (4 * d <= 5 * e && (d + e) % 3 == 0) {
            const std::uint64_t third = (2 * d - e) / 3;
            e = (2 * e - d) / 3;
            d = third;
            steps.push_back(ChainStep::Third);
        } else if (4 * d <= 5 * e && (d - e) % 6 == 0) {
            d = (d - e) / 2;
            steps.push_back(ChainStep::HalfToB);
        } else if (d <= 4 * e) {
            d -= e;
            steps.push_back(ChainStep::Add);
        } else if ((d + e) % 2 == 0) {
            d = (d - e) / 2;
            steps.push_back(ChainStep::HalfToB);
        } else if (d % 2 == 0) {
            d /= 2;
            steps.push_back(ChainStep::HalfToC);
        } else {
            return {};
        }
    }
    if (d != 1) {
        return {};
    }
    steps.push_back(ChainStep::End);
    return steps;
}

/// In multiplications.
int costOf(const std::vector<ChainStep>& steps)
{
    int cost = 0;
    for (const ChainStep step : steps) {
        switch (step) {
        case ChainStep::Start:
        case ChainStep::Double:
            cost += 5;
            break;
        case ChainStep::End:
        case ChainStep::Add:
            cost += 6;
            break;
        case ChainStep::Swap:
            break;
        case ChainStep::Third:
            cost += 18;
            break;
        case ChainStep::HalfToB:
        case ChainStep::HalfToC:
            cost += 11;
            break;
        }
    }
    return cost;
}

/// The cheapest of all chains to the multiple by a prime.
std::vector<ChainStep> chainTo(std::uint64_t prime)
{
    if (prime == 2) {
        return {ChainStep::Double};
    }
    std::vector<ChainStep> best;
    for (std::uint64_t guess = prime / 2 + 1; guess < prime; ++guess) {
        std::vector<ChainStep> steps = chainFrom(prime, guess);
        if (!steps.empty() && (best.empty() || costOf(steps) < costOf(best))) {
            best = std::move(steps);
        }
    }
    return best;
}

/// How curves are tried: stage one multiplies by all prime powers up to a bound, stage two finds the factor
/// if one more prime, up to the second bound, is missing.
struct CurvePlan {
    std::vector<ChainStep> steps;
    std::uint64_t giants; ///< how many multiples of `Wheel` stage two goes over
    int cost = 0; ///< in multiplications, both stages

    CurvePlan(std::uint64_t bound, std::uint64_t giantSteps) : giants(giantSteps)
    {
        for (std::uint64_t number = 2; number <= bound; ++number) {
            if (number > 2 && (number % 2 == 0 || !isTrialPrime(static_cast<std::uint32_t>(number)))) {
                continue;
            }
            const std::vector<ChainStep> chain = chainTo(number);
            for (std::uint64_t power = number; power <= bound; power *= number) {
                steps.insert(steps.end(), chain.begin(), chain.end());
            }
        }
        cost = costOf(steps) + 200 + static_cast<int>(giants) * 23;
    }
};

/// One curve modulo a composite number, and a point on it.
class Curve {
public:
    /// By Suyama's parameter, which makes the group's order a multiple of 12.
    Curve(const Modulus& modulus, std::uint64_t sigma) : m_modulus(modulus)
    {
        const Modulus& n = m_modulus;
        const std::uint64_t s = n.residue(sigma);
        const std::uint64_t u = n.subtract(n.square(s), n.residue(5));
        const std::uint64_t v = n.multiply(s, n.residue(4));
        const std::uint64_t cube = n.multiply(n.square(u), u);
        m_point = {cube, n.multiply(n.square(v), v)};
        // (a + 2) / 4 = (v - u)^3 (3u + v) / (16 u^3 v)
        const std::uint64_t difference = n.subtract(v, u);
        const std::uint64_t numerator =
            n.multiply(n.multiply(n.square(difference), difference), n.add(n.add(n.add(u, u), u), v));
        const std::uint64_t denominator = n.multiply(n.multiply(cube, v), n.residue(16));
        m_coefficient = n.multiply(numerator, invert(denominator));
    }

    /// A divisor of the modulus: neither 1 nor the modulus itself if one has been found.
    std::uint64_t divisor(const CurvePlan& plan)
    {
        if (m_divisor == 1) {
            multiplyPoint(plan.steps);
            m_divisor = std::gcd(m_modulus.number(), m_point.z);
        }
        if (m_divisor == 1) {
            m_divisor = std::gcd(m_modulus.number(), searchPrimes(plan.giants));
        }
        return m_divisor;
    }

private:
    static constexpr std::uint64_t Wheel = 60;

    Point doubled(const Point& p) const
    {
        const Modulus& n = m_modulus;
        const std::uint64_t sum = n.square(n.add(p.x, p.z));
        const std::uint64_t difference = n.square(n.subtract(p.x, p.z));
        const std::uint64_t product = n.subtract(sum, difference);
        return {n.multiply(sum, difference),
                n.multiply(product, n.add(difference, n.multiply(product, m_coefficient)))};
    }

    /// p + q, where `difference` is p - q or q - p.
    Point sum(const Point& p, const Point& q, const Point& difference) const
    {
        const Modulus& n = m_modulus;
        const std::uint64_t a = n.multiply(n.subtract(p.x, p.z), n.add(q.x, q.z));
        const std::uint64_t b = n.multiply(n.add(p.x, p.z), n.subtract(q.x, q.z));
        return {n.multiply(n.square(n.add(a, b)), difference.z),
                n.multiply(n.square(n.subtract(a, b)), difference.x)};
    }

    void multiplyPoint(const std::vector<ChainStep>& steps)
    {
        Point a = m_point;
        Point b{};
        Point c{};
        for (const ChainStep step : steps) {
            switch (step) {
            case ChainStep::Start:
                b = a;
                c = a;
                a = doubled(a);
                break;
            case ChainStep::End:
                a = sum(a, b, c);
                break;
            case ChainStep::Double:
                a = doubled(a);
                break;
            case ChainStep::Swap:
                std::swap(a, b);
                break;
            case ChainStep::Third: {
                const Point t = sum(a, b, c);
                const Point twice = sum(t, a, b);
                b = sum(t, b, a);
                a = twice;
                break;
            }
            case ChainStep::HalfToB:
                b = sum(a, b, c);
                a = doubled(a);
                break;
            case ChainStep::Add: {
                const Point t = sum(a, b, c);
                c = b;
                b = t;
                break;
            }
            case ChainStep::HalfToC:
                c = sum(a, c, b);
                a = doubled(a);
                break;
            }
        }
        m_point = a;
    }

    /// Baby and giant steps: every prime is a multiple of the wheel more or less one of the babies, so the
    /// product over all differences of x has the factor if one of these primes was what the multiple of the
    /// point lacked.
    std::uint64_t searchPrimes(std::uint64_t giants) const
    {
        const Modulus& n = m_modulus;
        const Point& one = m_point;
        const Point two = doubled(one);
        const Point three = sum(two, one, one);
        const Point five = sum(three, two, one);
        const Point six = doubled(three);
        // 6k + 1 and 6k - 1, to 31
        const Point seven = sum(six, one, five);
        const Point eleven = sum(six, five, one);
        const Point thirteen = sum(seven, six, one);
        const Point seventeen = sum(eleven, six, five);
        const Point nineteen = sum(thirteen, six, seven);
        const Point twentyThree = sum(seventeen, six, eleven);
        const Point twentyFive = sum(nineteen, six, thirteen);
        const Point twentyNine = sum(twentyThree, six, seventeen);
        const Point thirtyOne = sum(twentyFive, six, nineteen);
        const std::array<Point, 8> babies = {one,       seven,    eleven,      thirteen,
                                             seventeen, nineteen, twentyThree, twentyNine};
        std::array<std::uint64_t, babies.size()> products;
        for (std::size_t i = 0; i < babies.size(); ++i) {
            products[i] = n.multiply(babies[i].x, babies[i].z);
        }
        const Point wheel = sum(thirtyOne, twentyNine, two);
        Point previous = wheel;
        Point giant = doubled(wheel);
        // Two products at a time: each waits for its last multiplication.
        std::array<std::uint64_t, 2> results = {n.one(), n.one()};
        for (std::uint64_t i = 0; i < giants; ++i) {
            const std::uint64_t product = n.multiply(giant.x, giant.z);
            for (std::size_t j = 0; j < babies.size(); ++j) {
                // X z - x Z, by one multiplication
                const std::uint64_t mixed =
                    n.multiply(n.subtract(giant.x, babies[j].x), n.add(giant.z, babies[j].z));
                results[j % 2] = n.multiply(results[j % 2], n.add(n.subtract(mixed, product), products[j]));
            }
            previous = std::exchange(giant, sum(giant, wheel, previous));
        }
        return n.multiply(results[0], results[1]);
    }

    /// The inverse of a residue. If there is none, m_divisor is why.
    std::uint64_t invert(std::uint64_t residue)
    {
        const std::uint64_t number = m_modulus.number();
        std::uint64_t a = number;
        std::uint64_t b = m_modulus.value(residue);
        std::uint64_t x = 0; // residue * x = -a or a, residue * y = b or -b: the signs alternate
        std::uint64_t y = 1;
        bool negative = false; // y stands for -y
        while (b != 0) {
            const std::uint64_t quotient = a / b;
            a = std::exchange(b, a - quotient * b);
            x = std::exchange(y, x + quotient * y);
            negative = !negative;
        }
        m_divisor = a;
        return m_modulus.residue(negative ? x : number - x);
    }

    const Modulus& m_modulus;
    Point m_point{};
    std::uint64_t m_coefficient = 0; ///< (a + 2) / 4
    std::uint64_t m_divisor = 1;
};

// -- Pollard's rho --

/// Brent's variant, for what the curves did not split. Of a composite odd number; a divisor that is neither 1
/// nor it.
std::uint64_t divisorByRho(const Modulus& n, std::int64_t& multiplications)
{
    constexpr std::uint64_t Batch = 64;
    for (std::uint64_t constant = n.one();; constant = n.add(constant, n.one())) {
        std::uint64_t hare = n.add(n.one(), n.one());
        for (std::uint64_t length = 1;; length *= 2) {
            const std::uint64_t tortoise = hare;
            std::uint64_t divisor = 1;
            for (std::uint64_t done = 0; done < length && divisor == 1; done += Batch) {
                const std::uint64_t start = hare;
                const std::uint64_t steps = std::min(Batch, length - done);
                std::uint64_t product = n.one();
                for (std::uint64_t i = 0; i < steps; ++i) {
                    hare = n.add(n.square(hare), constant);
                    product = n.multiply(product, n.subtract(tortoise, hare));
                }
                multiplications += static_cast<std::int64_t>(2 * steps + 40);
                divisor = std::gcd(n.number(), product);
                if (divisor == n.number()) { // several factors at once: step by step
                    hare = start;
                    do {
                        hare = n.add(n.square(hare), constant);
                        divisor = std::gcd(n.number(), n.subtract(tortoise, hare));
                        multiplications += 40;
                    } while (divisor == 1);
                }
            }
            if (divisor == n.number()) {
                break; // another constant
            }
            if (divisor != 1) {
                return divisor;
            }
        }
    }
}

// -- the choice --

/// Below it Pollard's rho takes less than a few curves do.
constexpr std::uint64_t LargestForRho = std::uint64_t{1} << 34;

/// A divisor of a composite odd number without prime factors below TrialLimit, neither 1 nor the number
/// itself.
std::uint64_t divisorOf(const Modulus& modulus, std::int64_t& multiplications)
{
    // The fastest for random numbers and for products of two primes alike; the optimum is flat.
    static const std::array<CurvePlan, 3> plans = {CurvePlan(35, 20), CurvePlan(120, 45),
                                                   CurvePlan(300, 140)};
    constexpr std::array<int, plans.size()> curves = {2, 6, 30};
    std::uint64_t sigma = 6;
    for (std::size_t level = 0; level < plans.size(); ++level) {
        for (int i = 0; i < curves[level]; ++i) {
            Curve curve(modulus, sigma++);
            const std::uint64_t divisor = curve.divisor(plans[level]);
            multiplications += plans[level].cost;
            if (divisor != 1 && divisor != modulus.number()) {
                return divisor;
            }
            if (divisor != 1 && modulus.number() < LargestForRho) {
                return divisorByRho(modulus,
                                    multiplications); // the curves would find all factors at once again
            }
        }
    }
    return divisorByRho(modulus, multiplications);
}

/// Adds the prime factors of an odd number without prime factors below TrialLimit.
void addFactors(std::uint64_t number, WordFactors& factors, std::int64_t& multiplications)
{
    if (number < std::uint64_t{TrialLimit} * TrialLimit) {
        if (number != 1) {
            factors.primes[factors.count++] = number;
        }
        return;
    }
    const Modulus modulus(number);
    multiplications += std::bit_width(number) + 40;
    if (isOddPrime(modulus)) {
        factors.primes[factors.count++] = number;
        return;
    }
    const std::uint64_t divisor = divisorOf(modulus, multiplications);
    addFactors(divisor, factors, multiplications);
    addFactors(number / divisor, factors, multiplications);
}

} // namespace

bool isPrime(std::uint64_t number)
{
    if (number < 3 || number % 2 == 0) {
        return number == 2;
    }
    return isOddPrime(Modulus(number));
}

WordFactors factorWord(std::uint64_t number)
{
    WordFactors factors;
    const auto add = [&](std::uint64_t prime) { factors.primes[factors.count++] = prime; };
    for (; number % 2 == 0; number /= 2) {
        add(2);
    }
    for (const TrialPrime& prime : trialPrimes) {
        for (std::uint64_t quotient = number * prime.inverse; quotient <= prime.largest;
             quotient *= prime.inverse) {
            add(inverse(prime.inverse));
            number = quotient;
        }
    }
    std::int64_t multiplications = trialPrimes.size() / 4;
    addFactors(number, factors, multiplications);
    std::sort(factors.primes.begin(), factors.primes.begin() + static_cast<std::ptrdiff_t>(factors.count));
    factors.operations = multiplications / 2;
    return factors;
}

} // namespace factorama
