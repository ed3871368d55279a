// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/prime_sieve.h"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace factorama {

namespace {

constexpr std::size_t smallestSegment = 512;
constexpr std::size_t largestSegment = 32768; // bytes: the first-level cache of about any core
constexpr std::int64_t touchesPerOperation = 4; // crossing off or reading one byte against one remainder
constexpr std::uint64_t streamEnd = std::uint64_t{1} << 63U;

} // namespace

bool SeedPrimeStream::advance(std::int64_t& operations)
{
    if (operations <= 0) {
        return false;
    }
    if (m_primes.empty()) {
        m_primes.push_back(2);
        m_candidate = 3;
        m_untested = 1;
        --operations;
        return true;
    }
    while (operations > 0) {
        const auto tries = std::min(m_untested, static_cast<std::size_t>(operations));
        const std::uint32_t candidate = m_candidate;
        const std::uint32_t* const first = m_primes.data() + m_untested;
        const std::uint32_t* const last = first - tries;
        const std::uint32_t* prime = first;
        bool divisible = false;
        while (prime != last && !divisible) {
            --prime;
            divisible = candidate % *prime == 0;
        }
        operations -= first - prime;
        m_untested -= static_cast<std::size_t>(first - prime);
        if (!divisible && m_untested > 0) {
            return false;
        }
        if (m_candidate == std::numeric_limits<std::uint32_t>::max()) {
            throw std::length_error("the seed's prime stream ends at 2^32");
        }
        ++m_candidate;
        if (!divisible) {
            m_primes.push_back(candidate);
            m_untested = m_primes.size();
            return true;
        }
        m_untested = m_primes.size();
    }
    return false;
}

EratosthenesPrimeStream::EratosthenesPrimeStream() = default;
EratosthenesPrimeStream::~EratosthenesPrimeStream() = default;
EratosthenesPrimeStream::EratosthenesPrimeStream(EratosthenesPrimeStream&&) noexcept = default;
EratosthenesPrimeStream& EratosthenesPrimeStream::operator=(EratosthenesPrimeStream&&) noexcept = default;

void EratosthenesPrimeStream::addBasePrime(std::uint64_t prime)
{
    // Every smaller multiple has a smaller prime factor, so its square is the first to cross off. It never
    // lies before the segment: a prime is added as soon as the segment's end passes its square.
    m_base.push_back({static_cast<std::uint32_t>(prime), (prime * prime - m_low) / 2});
}

bool EratosthenesPrimeStream::advance(std::int64_t& operations)
{
    while (operations > 0) {
        switch (m_phase) {
        case Phase::Start:
            --operations;
            m_prime = 2;
            m_segment.assign(smallestSegment, 0);
            m_segment[0] = 1; // the number 1
            // The first segment ends at 1 + 2 * 512: its base primes are written down, and later ones come
            // from a stream of the same kind, which is a root behind and so never nests more than a few deep.
            for (const std::uint64_t prime : {3U, 5U, 7U, 11U, 13U, 17U, 19U, 23U, 29U, 31U}) {
                addBasePrime(prime);
            }
            m_phase = Phase::CrossOff;
            return true;
        case Phase::NextSegment: {
            const std::uint64_t passed = m_segment.size();
            m_low = segmentEnd();
            for (BasePrime& base : m_base) {
                base.position -= passed;
            }
            m_segment.assign(std::min(m_segment.size() * 2, largestSegment), 0);
            if (segmentEnd() >= streamEnd) {
                throw std::length_error("the stream of primes ends at 2^63");
            }
            const auto touched = static_cast<std::int64_t>(m_base.size() + m_segment.size() / 16);
            operations = std::max<std::int64_t>(0, operations - 1 - touched / touchesPerOperation);
            m_phase = Phase::FindBasePrimes;
            break;
        }
        case Phase::FindBasePrimes:
            if (!m_basePrimes) {
                m_basePrimes = std::make_unique<EratosthenesPrimeStream>();
            }
            if (!m_basePending && !m_basePrimes->advance(operations)) {
                return false;
            }
            m_basePending = true;
            if (m_basePrimes->prime() * m_basePrimes->prime() >= segmentEnd()) {
                m_baseIndex = 0;
                m_phase = Phase::CrossOff;
            } else {
                m_basePending = false;
                if (m_basePrimes->prime() > 31) { // the others were there from the start
                    addBasePrime(m_basePrimes->prime());
                }
            }
            break;
        case Phase::CrossOff: {
            if (m_baseIndex == m_base.size()) {
                m_scanned = 0;
                m_phase = Phase::Scan;
                break;
            }
            BasePrime& base = m_base[m_baseIndex];
            const std::uint64_t size = m_segment.size();
            std::uint64_t position = base.position;
            const std::int64_t allowed =
                operations > std::numeric_limits<std::int64_t>::max() / touchesPerOperation
                    ? std::numeric_limits<std::int64_t>::max()
                    : operations * touchesPerOperation;
            std::int64_t touched = 0;
            for (; position < size && touched < allowed; ++touched) {
                m_segment[position] = 1;
                position += base.prime;
            }
            base.position = position;
            operations -= std::min(operations, 1 + touched / touchesPerOperation);
            if (position >= size) {
                ++m_baseIndex;
            }
            break;
        }
        case Phase::Scan: {
            const std::size_t start = m_scanned;
            while (m_scanned < m_segment.size() && m_segment[m_scanned] != 0) {
                ++m_scanned;
            }
            operations -=
                std::min(operations, 1 + static_cast<std::int64_t>(m_scanned - start) / touchesPerOperation);
            if (m_scanned < m_segment.size()) {
                m_prime = m_low + 2 * m_scanned;
                ++m_scanned;
                return true;
            }
            m_phase = Phase::NextSegment;
            break;
        }
        }
    }
    return false;
}

std::vector<std::uint64_t> PrimeSieve::first(std::size_t count)
{
    std::vector<std::uint64_t> primes;
    primes.reserve(std::min<std::size_t>(count, 1U << 20U));
    EratosthenesPrimeStream primeStream;
    while (primes.size() < count) {
        std::int64_t operations = std::numeric_limits<std::int64_t>::max();
        primeStream.advance(operations);
        primes.push_back(primeStream.prime());
    }
    return primes;
}

std::vector<std::uint64_t> PrimeSieve::upTo(std::uint64_t limit)
{
    std::vector<std::uint64_t> primes;
    EratosthenesPrimeStream primeStream;
    for (;;) {
        std::int64_t operations = std::numeric_limits<std::int64_t>::max();
        primeStream.advance(operations);
        if (primeStream.prime() > limit) {
            return primes;
        }
        primes.push_back(primeStream.prime());
    }
}

} // namespace factorama
