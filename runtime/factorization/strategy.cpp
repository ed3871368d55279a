// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/strategy.h"

#include "runtime/factorization/prime_sieve.h"
#include "runtime/factorization/work_board.h"
#include "runtime/term/integer.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace factorama {

namespace factorization_atoms {
const Atom result("result");
const Atom lost("lost");
const Atom factorize("factorize");
} // namespace factorization_atoms

const std::vector<Strategy>& strategies()
{
    static const std::vector<Strategy> all{
        basic::strategy(),    parallel::strategy(),  client_server::strategy(),
        callback::strategy(), genserver::strategy(),
    };
    return all;
}

const Strategy* findStrategy(std::string_view name)
{
    const auto& all = strategies();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const Strategy& s) { return s.name == name; });
    return found == all.end() ? nullptr : &*found;
}

Subroutine<Term> factorize(Self self, const Algorithm* algorithm, Term number, WorkBoard* board)
{
    // Shared with a dirty worker, which may outlive this process.
    const std::shared_ptr<Factorization> work = algorithm->begin(toBigInteger(number));
    std::optional<WorkEntry> entry; // from the end of the first turn on
    for (;;) {
        const std::int64_t before = work->operations();
        const Step step = work->advance(self.reductionsLeft());
        if (step != Step::Finished && board != nullptr) {
            if (entry) {
                entry->update(work->progress());
            } else {
                entry.emplace(*board, self.pid(), toBigInteger(number), work->progress());
            }
        }
        if (step == Step::Uninterruptible) {
            auto job = [work](const std::atomic<bool>& cancelled) {
                work->advanceUninterruptible(cancelled);
            };
            co_await self.runDirty(job);
            continue;
        }
        // Also what the last slice took: of small numbers one turn would else hold a thousand.
        const std::int64_t spent = (work->operations() - before) / operationsPerReduction + 1;
        co_await self.tick(static_cast<std::int32_t>(spent));
        if (step == Step::Finished) {
            break;
        }
    }
    std::vector<Term> factors;
    for (const Natural& factor : work->factors()) {
        factors.push_back(toTerm(factor));
    }
    co_return Term::list(factors);
}

} // namespace factorama
