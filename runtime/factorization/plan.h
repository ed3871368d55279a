// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/natural.h"
#include "runtime/factorization/report.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace factorama {

/// The most numbers in one plan.
inline constexpr std::size_t maximumNumbers = 1'000'000;

/// Numbers read from text, and what could not be read.
struct ParsedNumbers {
    std::vector<Natural> numbers; ///< in the order of the input, duplicates kept; at most maximumNumbers
    std::vector<InputError> errors; ///< in the order of the input; after 1000 only the count of further ones
};

/// A factorization to be done, as the window's fields or the command line gave it.
struct FactorizationPlan {
    std::vector<Natural> numbers; ///< in the order of the input, duplicates kept
    std::string strategy; ///< a name of the catalogue of strategies
    std::string algorithm; ///< a name of algorithms(), see algorithm.h
    int schedulers = 0; ///< 0: as many as the runtime has
    std::vector<InputError> errors;
};

/// Reads numbers and inclusive ranges `a..b` from free text: a field of the window, or standard input.
/// Blanks, line ends, commas and semicolons separate; blanks may stand around the `..` of a range. A bad part
/// gives an error and the rest is still read. Nothing is allocated for a range before its size is known to be
/// allowed. Any thread.
ParsedNumbers parseNumbersText(std::string_view text);

/// The same from words, such as the arguments of a command line; each may hold several numbers.
ParsedNumbers parseNumbers(const std::vector<std::string>& words);

} // namespace factorama
