// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/natural.h"

#include <cstdint>

namespace factorama {

/// What a multiplication modulo `number` and its share of the bookkeeping costs, in operations.
std::int64_t multiplicationCost(const Natural& number);

/// Looks for a small divisor by Pollard's rho with Brent's cycle finding (R. P. Brent, "An improved Monte
/// Carlo factorization algorithm", 1980): a prime factor p takes about sqrt(p) iterations.
///
/// One thread at a time; it may move between threads from call to call.
class PollardRho {
public:
    /// `number`: composite and odd. Gives up after `iterations`.
    PollardRho(const Natural& number, std::int64_t iterations);

    /// Works on; spends `operations` (by one iteration and a gcd below zero at most). True when it is over.
    bool advance(std::int64_t& operations);

    /// Once it is over: a divisor that is neither 1 nor the number; or 1, having found none.
    const Natural& divisor() const { return m_divisor; }

private:
    /// Where the walk stands: enough to go back to when a batch has lost the divisor.
    struct Walk {
        Natural tortoise = 2;
        Natural hare = 2;
        std::int64_t power = 1;
        std::int64_t steps = 0;
    };

    void step(Walk& walk) const;

    static constexpr std::int64_t batch = 128; ///< iterations to a gcd

    Natural m_number;
    Natural m_divisor = 1;
    Natural m_product = 1;
    Walk m_walk;
    Walk m_batchStart;
    std::int64_t m_cost;
    std::int64_t m_left;
    std::int64_t m_inBatch = 0;
    bool m_retracing =
        false; ///< a batch met several factors at once: one gcd an iteration until it is told apart
};

} // namespace factorama
