// SPDX-License-Identifier: GPL-3.0-or-later
// sieve: a pipeline with an actor for every prime.
#include "workloads.h"

#include <vector>

namespace workloads {

namespace {

/// Of the numbers that arrive it passes on those that its prime does not divide.
class Filter : public caf::event_based_actor {
public:
    Filter(caf::actor_config& config, std::int64_t prime, caf::actor owner)
        : caf::event_based_actor(config),
          m_prime(prime),
          m_owner(std::move(owner))
    {
    }

    caf::behavior make_behavior() override
    {
        return {[this](std::int64_t number) {
                    if (number % m_prime == 0) {
                        return;
                    }
                    if (m_next) {
                        tell(this, m_next, number);
                    } else {
                        m_next = spawn<Filter, caf::hidden>(number, m_owner);
                    }
                },
                [this](end_atom, std::int64_t primes) {
                    if (m_next) {
                        tell(this, m_next, end_atom_v, primes + 1);
                    } else {
                        tell(this, m_owner, primes + 1);
                    }
                    quit();
                }};
    }

private:
    std::int64_t m_prime;
    caf::actor m_owner;
    caf::actor m_next;
};

std::int64_t countPrimes(std::int64_t limit)
{
    std::vector<bool> isComposite(static_cast<std::size_t>(limit) + 1);
    std::int64_t primes = 0;
    for (std::size_t i = 2; i < isComposite.size(); ++i) {
        primes += isComposite[i] ? 0 : 1;
        for (std::size_t multiple = i * i; !isComposite[i] && multiple < isComposite.size(); multiple += i) {
            isComposite[multiple] = true;
        }
    }
    return primes;
}

class Sieve : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        const caf::actor first = spawn<Filter, caf::hidden>(std::int64_t{2}, me());
        for (std::int64_t number = 3; number <= size(); ++number) {
            tell(this, first, number);
        }
        tell(this, first, end_atom_v, std::int64_t{0});
        return {[this](std::int64_t primes) {
            require(primes == countPrimes(size()), "a wrong number of primes");
            finish();
        }};
    }
};

} // namespace

void sieve(caf::actor_system& system, Run& run)
{
    system.spawn<Sieve>(&run);
}

} // namespace workloads
