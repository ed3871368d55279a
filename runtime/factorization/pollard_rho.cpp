// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/pollard_rho.h"

#include <utility>

namespace factorama {

std::int64_t multiplicationCost(const Natural& number)
{
    const auto limbs = static_cast<std::int64_t>(mpz_size(number.get_mpz_t()));
    return 12 + 3 * limbs + limbs * limbs / 4;
}

PollardRho::PollardRho(const Natural& number, std::int64_t iterations)
    : m_number(number),
      m_cost(multiplicationCost(number)),
      m_left(iterations)
{
}

void PollardRho::step(Walk& walk) const
{
    if (walk.steps == walk.power) {
        walk.tortoise = walk.hare;
        walk.power *= 2;
        walk.steps = 0;
    }
    walk.hare *= walk.hare;
    walk.hare += 1;
    walk.hare %= m_number;
    ++walk.steps;
}

bool PollardRho::advance(std::int64_t& operations)
{
    Natural difference;
    while (operations > 0 && m_left > 0) {
        if (m_inBatch == 0 && !m_retracing) {
            m_batchStart = m_walk;
        }
        step(m_walk);
        operations -= 2 * m_cost;
        difference = m_walk.tortoise - m_walk.hare;
        if (m_retracing) {
            m_product = difference;
        } else {
            m_product *= difference;
            m_product %= m_number;
            ++m_inBatch;
            if (m_inBatch < batch && --m_left > 0) {
                continue;
            }
        }
        m_inBatch = 0;
        operations -= 20 * m_cost;
        Natural divisor = gcd(m_product, m_number);
        if (divisor == 1) {
            continue;
        }
        if (divisor != m_number) {
            m_divisor = std::move(divisor);
            m_left = 0;
        } else if (m_retracing) {
            m_left = 0; // all factors in one iteration: this walk cannot tell them apart
        } else {
            m_retracing = true;
            m_left = batch + 1;
            m_walk = m_batchStart;
        }
    }
    return m_left <= 0;
}

} // namespace factorama
