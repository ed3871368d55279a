// SPDX-License-Identifier: GPL-3.0-or-later
// Factorization on this runtime: factorization ALGORITHM_STRATEGY SCHEDULERS SIZE, such as seed_client_server
// 1 10. Prints how many nanoseconds it took, from the numbers to the last answer in the collecting process'
// hands; the answers are checked thereafter. The algorithm seed gets the numbers from 1,000,000,000 up, as
// many as SIZE says; the others get random odd numbers of 64 bits.
//
// For peers that are programs of their own: `factorization numbers SIZE` prints those random numbers, and
// `factorization check SIZE` checks what coreutils' factor prints of them, in any order of lines.
#include "runtime/factorization/strategy.h"
#include "runtime/node/runtime.h"
#include "runtime/term/integer.h"
#include "tests/benchmarks/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <future>
#include <iostream>
#include <set>
#include <sstream>
#include <string>

using namespace factorama;

namespace factorization_benchmark {

struct Work {
    const Strategy* strategy;
    StrategyTask task;
};

struct Answers {
    std::int64_t nanoseconds = 0;
    std::vector<std::pair<Natural, std::vector<Natural>>> factors; ///< by number
};

/// Collects what a strategy reports. Converting it for the main thread is not measured.
Process collector(Self self, Work work, std::shared_ptr<std::promise<Answers>> done)
{
    self.setTrapExit(true); // a strategy may end by an exit
    const std::size_t count = work.task.numbers.size();
    work.task.collector = self.pid();
    std::vector<Message> messages;
    messages.reserve(count);
    const auto result = tuple(factorization_atoms::result, anyInteger, anyList, anyPid);
    const auto start = std::chrono::steady_clock::now();
    work.strategy->start(self, std::move(work.task));
    while (messages.size() < count) {
        Message message = co_await self.receive(result);
        messages.push_back(std::move(message));
    }
    Answers answers;
    answers.nanoseconds = (std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1);
    for (const Message& message : messages) {
        auto& [number, factors] =
            answers.factors.emplace_back(toBigInteger(message[1]), std::vector<Natural>());
        for (const Term& factor : message[2].elements()) {
            factors.push_back(toBigInteger(factor));
        }
    }
    done->set_value(std::move(answers));
}

bool isFactorization(const Natural& number, const std::vector<Natural>& factors)
{
    Natural product = 1;
    for (const Natural& factor : factors) {
        product *= factor;
        if (mpz_probab_prime_p(factor.get_mpz_t(), 25) == 0) {
            return false;
        }
    }
    return product == number;
}

/// Fails unless each of the numbers has been factorized, once and rightly.
void check(const std::vector<Natural>& numbers,
           const std::vector<std::pair<Natural, std::vector<Natural>>>& answers)
{
    std::multiset<Natural> open(numbers.begin(), numbers.end());
    for (const auto& [number, factors] : answers) {
        const auto place = open.find(number);
        if (place == open.end() || !isFactorization(number, factors)) {
            fmt::print(stderr, "factorization: a wrong answer for {}\n", number.get_str());
            std::exit(1);
        }
        open.erase(place);
    }
    if (!open.empty()) {
        fmt::print(stderr, "factorization: {} answers are missing\n", open.size());
        std::exit(1);
    }
}

std::vector<Natural> wordsAsNaturals(std::size_t count)
{
    const std::vector<std::uint64_t> words = randomWords(count);
    return {words.begin(), words.end()};
}

void checkInput(std::size_t count)
{
    std::vector<std::pair<Natural, std::vector<Natural>>> answers;
    for (std::string line; std::getline(std::cin, line);) {
        std::replace(line.begin(), line.end(), ':', ' ');
        std::istringstream words(line);
        Natural number;
        words >> number;
        auto& factors = answers.emplace_back(number, std::vector<Natural>()).second;
        for (Natural factor; words >> factor;) {
            factors.push_back(factor);
        }
    }
    check(wordsAsNaturals(count), answers);
}

int usage()
{
    fmt::print(stderr,
               "usage: factorization ALGORITHM_STRATEGY SCHEDULERS SIZE | numbers SIZE | check SIZE\n");
    return 2;
}

int run(const std::string& name, int schedulers, std::size_t size)
{
    const std::size_t underscore = name.find('_');
    if (underscore == std::string::npos) {
        return usage();
    }
    std::string strategyName = name.substr(underscore + 1);
    std::replace(strategyName.begin(), strategyName.end(), '_', '-');
    const Strategy* strategy = findStrategy(strategyName);
    StrategyTask task{{}, findAlgorithm(name.substr(0, underscore)), {}};
    if (strategy == nullptr || task.algorithm == nullptr) {
        return usage();
    }
    if (task.algorithm->name == "seed") {
        for (std::size_t i = 0; i < size; ++i) {
            task.numbers.emplace_back(1'000'000'000 + i);
        }
    } else {
        task.numbers = wordsAsNaturals(size);
    }
    const std::vector<Natural> numbers = task.numbers;
    Runtime::Options options;
    options.schedulers = schedulers;
    Runtime runtime(options);
    auto done = std::make_shared<std::promise<Answers>>();
    runtime.spawn<&collector>(Work{strategy, std::move(task)}, done);
    const Answers answers = done->get_future().get();
    check(numbers, answers.factors);
    fmt::print("{}\n", answers.nanoseconds);
    return 0;
}

} // namespace factorization_benchmark

int main(int count, char** words)
{
    using namespace factorization_benchmark;

    if (count == 3 && std::string(words[1]) == "numbers") {
        for (const std::uint64_t word : randomWords(std::strtoull(words[2], nullptr, 10))) {
            fmt::print("{}\n", word);
        }
        return 0;
    }
    if (count == 3 && std::string(words[1]) == "check") {
        checkInput(std::strtoull(words[2], nullptr, 10));
        return 0;
    }
    return count == 4 ? run(words[1], std::atoi(words[2]), std::strtoull(words[3], nullptr, 10)) : usage();
}
