// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/natural.h"

#include <string>
#include <vector>

namespace factorama {

/// The prime factors of `number` (from 1 up, else std::invalid_argument), ascending, with multiplicity; none
/// for
/// 1. Runs to its end on the calling thread: for tests and benchmarks. A process uses Factorization.
std::vector<Natural> primeFactors(const Natural& number, const Algorithm& algorithm);

/// Factors, ascending, as text with powers gathered: "2^9 x 5^9"; a single prime as itself; none as "1".
std::string formatFactors(const std::vector<Natural>& factors);

/// A whole result as one line: "1000000000 = 2^9 x 5^9".
std::string formatFactorization(const Natural& number, const std::vector<Natural>& factors);

} // namespace factorama
