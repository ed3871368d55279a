// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/self.h"

#include <cstdint>

/// A server that runs queries, one after the other. These are its interface functions, which run in its
/// clients.
namespace factorama::modules::database_server {

/// How long a query takes.
inline constexpr std::int64_t QueryMilliseconds = 2000;

Pid start(Self self, std::int64_t milliseconds = QueryMilliseconds);
Pid startLink(Self self, std::int64_t milliseconds = QueryMilliseconds);
/// Asks without waiting. The answer comes as {query_result, Query, Result}, Query being the reference
/// returned.
Reference runAsync(Self self, Pid server, const Term& query);
/// Waits for the result: 5 s, then it is {error, timeout}, and the answer, should it still come, is dropped.
Subroutine<Term> getResult(Self self, Reference query);

} // namespace factorama::modules::database_server
