// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/strategy.h"

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
        const std::int32_t slice = self.reductionsLeft();
        const Step step = work->advance(slice);
        if (step == Step::Finished) {
            break;
        }
        if (board != nullptr) {
            if (!entry) {
                entry.emplace(*board, self.pid(), toBigInteger(number));
            }
            entry->update(work->progress());
        }
        if (step == Step::Uninterruptible) {
            auto job = [work](const std::atomic<bool>& cancelled) {
                work->advanceUninterruptible(cancelled);
            };
            co_await self.runDirty(job);
        } else {
            co_await self.tick(slice);
        }
    }
    std::vector<Term> factors;
    for (const Natural& factor : work->factors()) {
        factors.push_back(toTerm(factor));
    }
    co_return Term::list(factors);
}

} // namespace factorama
