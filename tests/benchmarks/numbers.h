// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

/// So many random odd numbers of 64 bits, the same ones every time: what fast algorithms are compared by.
inline std::vector<std::uint64_t> randomWords(std::size_t count)
{
    std::mt19937_64 random(1);
    std::vector<std::uint64_t> words;
    words.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        words.push_back(random() | 1U);
    }
    return words;
}
