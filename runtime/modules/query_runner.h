// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/self.h"

namespace factorama::modules::query_runner {

/// Simulates a query to a database: takes its time, and gives "<query> result". error:badarg if the query is
/// no binary.
Subroutine<Term> runQuery(Self self, Term query, Term milliseconds);

} // namespace factorama::modules::query_runner
