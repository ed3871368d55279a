// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/prime_factors.h"

#include <fmt/format.h>

#include <atomic>
#include <cstddef>

namespace factorama {

std::vector<Natural> primeFactors(const Natural& number, const Algorithm& algorithm)
{
    constexpr std::int64_t reductionsPerSlice = 1'000'000;
    const std::unique_ptr<Factorization> factorization = algorithm.begin(number);
    const std::atomic<bool> cancelled = false;
    for (;;) {
        switch (factorization->advance(reductionsPerSlice)) {
        case Step::More:
            break;
        case Step::Uninterruptible:
            factorization->advanceUninterruptible(cancelled);
            break;
        case Step::Finished:
            return factorization->factors();
        }
    }
}

std::string formatFactors(const std::vector<Natural>& factors)
{
    if (factors.empty()) {
        return "1";
    }
    std::string text;
    for (std::size_t i = 0; i < factors.size();) {
        std::size_t end = i + 1;
        while (end < factors.size() && factors[end] == factors[i]) {
            ++end;
        }
        if (!text.empty()) {
            text += " x ";
        }
        text += factors[i].get_str();
        if (end - i > 1) {
            text += fmt::format("^{}", end - i);
        }
        i = end;
    }
    return text;
}

std::string formatFactorization(const Natural& number, const std::vector<Natural>& factors)
{
    return fmt::format("{} = {}", number.get_str(), formatFactors(factors));
}

} // namespace factorama
