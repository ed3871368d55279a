// SPDX-License-Identifier: GPL-3.0-or-later
// Savina's sieve of Eratosthenes: a pipeline with a process for every prime.
#include "tests/benchmarks/workloads/workload.h"

#include <vector>

namespace factorama::benchmarks {

namespace {

const Atom end("end");

/// The first number that arrives is its prime; of the others it passes on those that the prime does not
/// divide.
Process filter(Self self, Pid owner)
{
    const Message first = co_await self.receive(anyInteger);
    const std::int64_t prime = first.term().integer();
    Pid next;
    const auto ends = tuple(end, anyInteger);
    for (;;) {
        const Message message = co_await self.receive(anyInteger, ends);
        if (message.clause() == 1) {
            const std::int64_t primes = message[1].integer() + 1;
            if (next) {
                self.send(next, tuple(end, primes));
            } else {
                self.send(owner, primes);
            }
            co_return;
        }
        const std::int64_t number = message.term().integer();
        if (number % prime != 0) {
            if (!next) {
                next = self.spawnLink<&filter>(owner);
            }
            self.send(next, number);
        }
    }
}

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

Subroutine<> sieve(Self self, std::int64_t limit)
{
    const Pid first = self.spawnLink<&filter>(self.pid());
    for (std::int64_t number = 2; number <= limit; ++number) {
        self.send(first, number);
        co_await self.tick();
    }
    self.send(first, tuple(end, 0));
    const Message primes = co_await self.receive(anyInteger);
    requireOutcome(self, countPrimes(limit), primes.term().integer());
}

const Registration registration("sieve", &sieve);

} // namespace

} // namespace factorama::benchmarks
