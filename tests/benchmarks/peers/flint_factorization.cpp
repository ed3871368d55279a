// SPDX-License-Identifier: GPL-3.0-or-later
// Factorizes random odd numbers of 64 bits by FLINT: flint_factorization THREADS SIZE. Prints how many
// nanoseconds it took; the products are checked thereafter.
#include "tests/benchmarks/numbers.h"

#include <flint/flint.h>
#include <flint/ulong_extras.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>

int main(int count, char** words)
{
    if (count != 3 || std::atoi(words[1]) < 1) {
        std::fprintf(stderr, "usage: flint_factorization THREADS SIZE\n");
        return 2;
    }
    const auto threads = static_cast<std::size_t>(std::atoi(words[1]));
    const std::vector<std::uint64_t> numbers = randomWords(std::strtoull(words[2], nullptr, 10));
    std::vector<n_factor_t> factors(numbers.size());
    const auto start = std::chrono::steady_clock::now();
    const auto work = [&](std::size_t first) {
        for (std::size_t i = first; i < numbers.size(); i += threads) {
            n_factor_init(&factors[i]);
            n_factor(&factors[i], numbers[i], 1);
        }
        flint_cleanup();
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) {
        others.emplace_back(work, i);
    }
    work(0);
    for (std::thread& other : others) {
        other.join();
    }
    const auto nanoseconds = (std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        std::uint64_t product = 1;
        for (int j = 0; j < factors[i].num; ++j) {
            for (int power = 0; power < factors[i].exp[j]; ++power) {
                product *= factors[i].p[j];
            }
        }
        if (product != numbers[i]) {
            std::fprintf(stderr, "flint_factorization: a wrong answer for %llu\n",
                         static_cast<unsigned long long>(numbers[i]));
            return 1;
        }
    }
    std::printf("%lld\n", static_cast<long long>(nanoseconds));
    return 0;
}
