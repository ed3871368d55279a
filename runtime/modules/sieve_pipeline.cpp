// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <algorithm>

namespace factorama::modules::sieve_pipeline {

namespace {

const Atom candidate("candidate");
const Atom primeTag("prime");
const Atom composite("composite");
const Atom primesTag("primes");
const Atom badCount("bad_count");

constexpr std::int64_t MostPrimes = 5000; // each is a process

} // namespace

/// The first number that arrives is its prime. Of the others it passes on those that the prime does not
/// divide.
Process filter(Self self, Pid sieve)
{
    const auto arrived = tuple(candidate, anyInteger);
    const Message first = co_await self.receive(arrived);
    const std::int64_t prime = first[1].integer();
    self.send(sieve, tuple(primeTag, prime));
    Pid next;
    for (;;) {
        const Message message = co_await self.receive(arrived);
        if (message[1].integer() % prime == 0) {
            self.send(sieve, composite);
            continue;
        }
        if (!next) {
            next = self.spawnLink<&filter>(sieve);
        }
        self.send(next, message.term());
    }
}

/// Feeds the pipeline, so many numbers at a time, and collects the primes.
Process sieve(Self self, std::vector<Term> arguments)
{
    const std::int64_t window = arguments[0].integer();
    const Pid firstFilter = self.spawnLink<&filter>(self.pid());
    std::int64_t number = 2;
    std::vector<Term> primes;
    const auto asked = tuple(primesTag, any, anyPid);
    const auto isPrime = tuple(primeTag, anyInteger);
    for (;;) {
        const Message request = co_await self.receive(asked);
        const auto count = request[1].toInteger();
        if (!count || *count < 0 || *count > MostPrimes) {
            self.send(request[2].pid(), tuple(atoms::error, badCount));
            continue;
        }
        const auto wanted = static_cast<std::size_t>(*count);
        while (primes.size() < wanted) {
            for (std::int64_t i = 0; i < window; ++i) {
                self.send(firstFilter, tuple(candidate, number++));
            }
            const auto known = static_cast<std::ptrdiff_t>(primes.size());
            for (std::int64_t i = 0; i < window; ++i) {
                const Message verdict = co_await self.receive(isPrime, composite);
                if (verdict.clause() == 0) {
                    primes.push_back(verdict[1]);
                }
            }
            std::sort(primes.begin() + known, primes.end()); // of different senders no order is promised
        }
        const std::vector<Term> found(primes.begin(), primes.begin() + *count);
        self.send(request[2].pid(), tuple(primesTag, Term::list(found)));
    }
}

const Registration registration{{
    .name = "sieve_pipeline",
    .summary = "The sieve of Eratosthenes as a pipeline, with a process for every prime.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::integer("window", "numbers in the pipeline at a time", "50", 1, 100'000)},
    .messages = {{"{primes, 10, Self}", "{primes, [2, 3, 5, ...]}, or {error, bad_count}"}},
    .start = &startModule<&sieve>,
    .documentation =
        "The first number that reaches a filter is prime, since no smaller prime has divided it; the filter "
        "keeps it, and begets the next filter with the first number that it passes on. So the pipeline is a "
        "chain of links, as long as there are primes: kill one filter, and all end.\n"
        "To be seen: the filters at the front (2, 3, 5) do nearly all the work and have the longest "
        "mailboxes; those at the end sleep most of the time. The sieve sends no more numbers than its "
        "window, and then waits until each has turned out prime or composite; with a window of 1 nothing is "
        "done at the same time, with a large one the mailboxes grow.\n"
        "Primes that were found stay, so asking again for as many costs nothing. The most is 5000.",
}};

} // namespace factorama::modules::sieve_pipeline
