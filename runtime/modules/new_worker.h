// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>

namespace factorama::modules::new_worker {

/// Computing more would take centuries.
inline constexpr std::int64_t LargestNumber = 90;

/// The seed's fib/1: more steps than the result is large, so it takes its time. Raises error:function_clause
/// for negative and for too large numbers.
Subroutine<Term> slowFibonacci(Self self, Term number);

} // namespace factorama::modules::new_worker
