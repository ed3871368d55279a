// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/algorithm.h"

#include <algorithm>

namespace factorama {

Factorization::~Factorization() = default;

void Factorization::advanceUninterruptible(const std::atomic<bool>& /*cancelled*/) {}

const std::vector<Algorithm>& algorithms()
{
    static const std::vector<Algorithm> catalogue = {
        {"seed", "Seed (lazy sieve, trial division)",
         "Finds all primes up to the square root, each by trying every smaller prime, then divides by them: "
         "simple, slow, and good work for many cores.",
         beginSeed},
        {"eratosthenes", "Eratosthenes (segmented sieve, trial division)",
         "Divides by the primes of a sieve of Eratosthenes and stops at the square root of what is left.",
         beginEratosthenes},
        {"fast", "Fast (rho, elliptic curves, quadratic sieve)",
         "For numbers of any size: microseconds up to 20 digits, seconds for two primes of 30 digits.",
         beginFast},
    };
    return catalogue;
}

const Algorithm* findAlgorithm(std::string_view name)
{
    const auto& all = algorithms();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const Algorithm& a) { return a.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace factorama
