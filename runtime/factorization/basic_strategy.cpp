// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/strategy.h"

#include "runtime/term/integer.h"

namespace factorama::basic {

/// One number after the other, in one process.
Process factorizer(Self self, StrategyTask task)
{
    for (const Natural& natural : task.numbers) {
        const Term number = toTerm(natural);
        const Term factors = co_await factorize(self, task.algorithm, number, task.board);
        self.send(task.collector, tuple(factorization_atoms::result, number, factors, self.pid()));
    }
}

Strategy strategy()
{
    return {"basic", "Basic", "One process, one number after the other.",
            [](Self parent, StrategyTask task) { return parent.spawnLink<&factorizer>(std::move(task)); }};
}

} // namespace factorama::basic
