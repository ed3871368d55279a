// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/prime_sieve.h"

#include <limits>
#include <stdexcept>

namespace factorama {

namespace {

class EratosthenesFactorization final : public Factorization {
public:
    explicit EratosthenesFactorization(const Natural& number) : m_rest(number)
    {
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
        const Natural root = sqrt(m_small != 0 ? Natural(m_small) : m_rest);
        const std::uint64_t total =
            root.fits_ulong_p() ? root.get_ui() : std::numeric_limits<std::uint64_t>::max();
        return {"dividing by primes", std::min(m_stream.prime(), total), total};
    }

private:
    Step work(std::int64_t& operations)
    {
        while (m_small != 1) {
            if (operations <= 0) {
                return Step::More;
            }
            if (!m_dividing) {
                if (!m_stream.advance(operations)) {
                    return Step::More;
                }
                m_dividing = true;
            }
            const std::uint64_t prime = m_stream.prime();
            if (isPrimeRest(prime)) {
                m_factors.push_back(m_small != 0 ? Natural(m_small) : m_rest);
                m_small = 1;
            } else if (!divide(prime, operations)) {
                m_dividing = false;
            }
        }
        return Step::Finished;
    }

    /// Whether the rest has no factor below its square root, all primes below `prime` having been tried.
    bool isPrimeRest(std::uint64_t prime) const
    {
        if (m_small != 0) {
            return prime > std::numeric_limits<std::uint32_t>::max() || prime * prime > m_small;
        }
        if (prime <= std::numeric_limits<std::uint32_t>::max()) {
            return false;
        }
        return Natural(prime) * prime > m_rest;
    }

    /// Divides the rest once by `prime` if that leaves no remainder, and says so.
    bool divide(std::uint64_t prime, std::int64_t& operations)
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

    EratosthenesPrimeStream m_stream;
    Natural m_rest; ///< while m_small is 0
    std::uint64_t m_small = 0; ///< the rest, once it fits a machine word: 1 and up
    bool m_dividing = false; ///< the stream's prime may divide the rest (again)
};

} // namespace

std::unique_ptr<Factorization> beginEratosthenes(const Natural& number)
{
    if (number < 1) {
        throw std::invalid_argument("only numbers from 1 up have a prime factorization");
    }
    return std::make_unique<EratosthenesFactorization>(number);
}

} // namespace factorama
