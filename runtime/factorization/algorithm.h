// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/natural.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace factorama {

/// What a slice of work ended with.
enum class Step {
    More, ///< the reductions are spent; advance() again
    Finished, ///< factors() is complete; advance() does nothing any more
    Uninterruptible ///< the next part is one long library call: see Factorization::advanceUninterruptible()
};

/// How far a factorization is, in the step that it takes now.
struct WorkProgress {
    const char* step = ""; ///< for a person: "finding primes"; lives for ever
    std::uint64_t done = 0;
    std::uint64_t total = 0; ///< 0 if nobody can know
};

/// One factorization under way. It works in slices, so that a process can tick, and be killed, between two of
/// them; destroying it at any such point frees everything.
///
/// One thread at a time; it may move between threads from call to call: nothing of it is thread-local.
class Factorization {
public:
    virtual ~Factorization();
    Factorization(const Factorization&) = delete;
    Factorization& operator=(const Factorization&) = delete;

    /// Works for about `reductions` reductions (operationsPerReduction operations each), at least a little if
    /// that is positive. 4000 reductions take well below a millisecond for numbers of ordinary size; the
    /// overrun is at most one step of the algorithm, which is below a millisecond for numbers to 100 digits.
    virtual Step advance(std::int64_t reductions) = 0;

    /// After advance() returned Step::Uninterruptible: does that part, which may take seconds. For a dirty
    /// worker. Then go on with advance(). Returns early, without having done it, if `cancelled` is true when
    /// it is looked at (before each library call).
    virtual void advanceUninterruptible(const std::atomic<bool>& cancelled);

    /// The prime factors, ascending, with multiplicity; complete after Step::Finished. 1 has none.
    const std::vector<Natural>& factors() const { return m_factors; }

    /// The work done so far, in operations: deterministic, so that tests and progress need no clock.
    std::int64_t operations() const { return m_operations; }

    /// Cheap: for each slice.
    virtual WorkProgress progress() const = 0;

protected:
    Factorization() = default;

    std::vector<Natural> m_factors;
    std::int64_t m_operations = 0;
};

/// An algorithm of the catalogue.
struct Algorithm {
    std::string_view name; ///< as on the command line: lower case, no blanks
    std::string_view title; ///< as in the window
    std::string_view description; ///< one sentence for a person who chooses
    /// Starts on `number`, from 1 up (else throws std::invalid_argument). Does next to no work itself.
    std::unique_ptr<Factorization> (*begin)(const Natural& number);
};

/// All algorithms, in the order in which they are offered. The first is the default. Any thread.
const std::vector<Algorithm>& algorithms();

/// The one of that name, or nullptr. Any thread.
const Algorithm* findAlgorithm(std::string_view name);

// What the catalogue is made of, a file each. All take a number from 1 up and throw std::invalid_argument
// else.

/// The seed's: all primes up to the square root by SeedPrimeStream, then trial division by them.
std::unique_ptr<Factorization> beginSeed(const Natural& number);
/// Trial division by the primes of EratosthenesPrimeStream as they come, as far as the rest's square root.
std::unique_ptr<Factorization> beginEratosthenes(const Natural& number);
/// For numbers of any size: trial division, Pollard's rho, elliptic curves, quadratic sieve. Past 85 digits
/// left after the small factors it is elliptic curves only, which may go on for ever.
std::unique_ptr<Factorization> beginFast(const Natural& number);

} // namespace factorama
