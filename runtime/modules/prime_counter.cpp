// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/prime_sieve.h"
#include "runtime/modules/module.h"

namespace factorama::modules::prime_counter {

/// Counts primes: works for one part of its time, in slices of one turn, and rests for the other.
Process loop(Self self, std::vector<Term> arguments)
{
    const std::int64_t percent = arguments[0].integer();
    EratosthenesPrimeStream primes;
    for (;;) {
        const std::int64_t start = self.monotonicTime();
        std::int64_t operations = self.reductionsLeft() * operationsPerReduction;
        while (operations > 0) {
            if (primes.advance(operations) && primes.prime() > 1'000'000'000) {
                primes = EratosthenesPrimeStream(); // again from 2, so that it works for as long as it lives
            }
        }
        co_await self.tick(ControlBlock::ReductionsPerTurn);
        if (percent < 100) {
            const std::int64_t worked = (self.monotonicTime() - start) / 1'000;
            co_await self.sleep(1 + worked * (100 - percent) / percent / 1'000);
        }
    }
}

const Registration registration{{
    .name = "prime_counter",
    .summary = "Computes: counts prime numbers, using a part of one scheduler.",
    .topic = Module::Topic::Demonstration,
    .parameters = {Parameter::integer("load", "percent of one scheduler", "100", 1, 100)},
    .messages = {},
    .start = &startModule<&loop>,
    .documentation = {},
}};

} // namespace factorama::modules::prime_counter
