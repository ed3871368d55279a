// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/prime_sieve.h"

#include <limits>
#include <stdexcept>

namespace factorama {

namespace {

/// PrimeFactors.factorize/1 of the seed, clause by clause, with one difference: the seed takes the square
/// root in floating point, which rounds past 2^53 and fails with an ArithmeticError past 2^1024. Here it is
/// an integer one.
class SeedFactorization final : public Factorization {
public:
    explicit SeedFactorization(const Natural& number) : m_rest(number)
    {
        const Natural root = sqrt(number);
        m_root = root.fits_ulong_p() ? root.get_ui() : std::numeric_limits<std::uint64_t>::max();
        m_small = m_rest.fits_ulong_p() ? m_rest.get_ui() : 0;
    }

    Step advance(std::int64_t reductions) override
    {
        const std::int64_t allowed = reductions * operationsPerReduction;
        std::int64_t operations = allowed;
        const Step step = work(operations);
        m_operations += allowed - operations;
        return step;
    }

    WorkProgress progress() const override
    {
        const std::vector<std::uint32_t>& primes = m_stream.found();
        if (m_sieved) {
            return {"dividing by the primes", m_index, primes.size()};
        }
        return {"finding primes", primes.empty() ? 0 : primes.back(), m_root};
    }

private:
    Step work(std::int64_t& operations)
    {
        if (m_finished) {
            return Step::Finished;
        }
        while (!m_sieved) { // PrimeSieve.up_to(sqrt(n)): takes while <= root, so it looks one prime further
            if (!m_stream.advance(operations)) {
                return Step::More;
            }
            m_sieved = m_stream.prime() > m_root;
        }
        const std::vector<std::uint32_t>& primes = m_stream.found();
        const std::size_t count = primes.size() - 1;
        while (m_index <
               count) { // next(n, [h | t], acc); for n = 1 it walks the rest of the list, harmlessly
            if (operations <= 0) {
                return Step::More;
            }
            if (!divide(primes[m_index], operations)) {
                ++m_index;
            }
        }
        if (m_small != 1) { // next(n, [], acc); and next(1, [], acc) adds nothing
            m_factors.push_back(m_small != 0 ? Natural(m_small) : m_rest);
        }
        m_finished = true;
        return Step::Finished;
    }

    /// Divides the rest once by `prime` if that leaves no remainder, and says so.
    bool divide(std::uint32_t prime, std::int64_t& operations)
    {
        if (m_small != 0) {
            --operations;
            if (m_small % prime != 0) {
                return false;
            }
            m_small /= prime;
        } else {
            operations -= static_cast<std::int64_t>(2 + mpz_size(m_rest.get_mpz_t()));
            if (mpz_divisible_ui_p(m_rest.get_mpz_t(), prime) == 0) {
                return false;
            }
            mpz_divexact_ui(m_rest.get_mpz_t(), m_rest.get_mpz_t(), prime);
            m_small = m_rest.fits_ulong_p() ? m_rest.get_ui() : 0;
        }
        m_factors.emplace_back(prime);
        return true;
    }

    SeedPrimeStream m_stream;
    std::uint64_t m_root = 0;
    Natural m_rest; ///< while m_small is 0
    std::uint64_t m_small = 0; ///< the rest, once it fits a machine word: 1 and up
    std::size_t m_index = 0; ///< of the prime to divide by next
    bool m_sieved = false;
    bool m_finished = false;
};

} // namespace

std::unique_ptr<Factorization> beginSeed(const Natural& number)
{
    if (number < 1) {
        throw std::invalid_argument("only numbers from 1 up have a prime factorization");
    }
    return std::make_unique<SeedFactorization>(number);
}

} // namespace factorama
