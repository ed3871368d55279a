// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace factorama {

/// What one reduction of a process buys, in *operations*, the unit in which sieves and factorizations count
/// their work. An operation is about one remainder of machine words, 2 to 6 ns; a reduction is then 30 to
/// 100 ns, and the 4000 reductions of a time slice are well below a millisecond.
inline constexpr std::int64_t operationsPerReduction = 16;

/// The primes as the seed finds them: every candidate is divided by any of the primes found so far, the
/// latest first, until one divides it. There is deliberately no stop at the square root: this is the seed's
/// algorithm, and its cost (about one operation a remainder) is what the strategies are compared by.
///
/// One thread at a time; it may move between threads from call to call.
class SeedPrimeStream {
public:
    /// Works toward the next prime, and subtracts what was spent from `operations`; never below zero.
    /// True: prime() is a new one. False: the operations ran out; call again with more to go on from there.
    /// Throws std::length_error past 2^32, after some 10^16 operations.
    bool advance(std::int64_t& operations);

    /// The prime that the latest advance() to return true has found.
    std::uint64_t prime() const { return m_primes.back(); }

    /// All primes found so far, ascending.
    const std::vector<std::uint32_t>& found() const { return m_primes; }

private:
    std::vector<std::uint32_t> m_primes; ///< the seed's accumulator, read from its end
    std::uint32_t m_candidate = 2;
    std::size_t m_untested = 0; ///< m_primes[0 .. m_untested) are still to be tried on the candidate
};

/// The primes by a segmented sieve of Eratosthenes over odd numbers. Lazy, unbounded for practical purposes
/// (to 2^63), with memory for one segment (up to 32 KiB) and the primes up to the square root of where it
/// stands. Segments start small, so that a short-lived stream costs little.
///
/// One thread at a time; it may move between threads from call to call.
class EratosthenesPrimeStream {
public:
    EratosthenesPrimeStream();
    ~EratosthenesPrimeStream();
    EratosthenesPrimeStream(EratosthenesPrimeStream&&) noexcept;
    EratosthenesPrimeStream& operator=(EratosthenesPrimeStream&&) noexcept;

    /// As SeedPrimeStream::advance(), but throws std::length_error only at 2^63.
    bool advance(std::int64_t& operations);

    /// The prime that the latest advance() to return true has found.
    std::uint64_t prime() const { return m_prime; }

private:
    enum class Phase { Start, NextSegment, FindBasePrimes, CrossOff, Scan };

    struct BasePrime {
        std::uint32_t prime;
        std::uint64_t position; ///< index into the segment of its next odd multiple
    };

    std::uint64_t segmentEnd() const { return m_low + 2 * m_segment.size(); }
    void addBasePrime(std::uint64_t prime);

    Phase m_phase = Phase::Start;
    std::uint64_t m_prime = 0;
    std::uint64_t m_low = 1; ///< segment[i] stands for the odd number m_low + 2 i
    std::vector<std::uint8_t> m_segment; ///< 1: crossed off
    std::vector<BasePrime> m_base; ///< odd primes with squares below segmentEnd()
    std::size_t m_baseIndex = 0; ///< the one being crossed off
    std::size_t m_scanned = 0; ///< segment[0 .. m_scanned) has been reported
    std::unique_ptr<EratosthenesPrimeStream> m_basePrimes; ///< where further base primes come from
    bool m_basePending = false; ///< m_basePrimes->prime() waits until the segments reach its square
};

/// The seed's PrimeSieve module.
class PrimeSieve {
public:
    /// The first `count` primes, ascending. Runs to its end: for large counts use a stream. Any thread.
    static std::vector<std::uint64_t> first(std::size_t count);

    /// The primes up to and including `limit`, ascending. Runs to its end. Any thread.
    static std::vector<std::uint64_t> upTo(std::uint64_t limit);

    /// All primes, lazily.
    static EratosthenesPrimeStream stream() { return {}; }
};

} // namespace factorama
