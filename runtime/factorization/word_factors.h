// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace factorama {

/// Is it prime? Proven, not only probable. Any thread.
bool isPrime(std::uint64_t number);

/// The prime factors of a number that fits a machine word.
struct WordFactors {
    std::array<std::uint64_t, 64> primes; ///< the first `count`, ascending, with multiplicity
    std::size_t count = 0; ///< 0 for the number 1
    std::int64_t operations = 0; ///< what it cost: see operationsPerReduction
};

/// Factorizes a number from 1 up; in microseconds, tens of them for products of two primes of 32 bits. Any
/// thread.
///
/// Trial division by small primes, Miller and Rabin's test with bases that make it a proof, elliptic curves,
/// and Pollard's rho for the few numbers that the curves do not split.
WordFactors factorWord(std::uint64_t number);

} // namespace factorama
