// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"
#include "runtime/modules/new_worker.h"
#include "runtime/modules/workpool.h"

namespace factorama::modules::fibonacci_work_pool {

namespace {

const Atom fib("fib");

} // namespace

/// Has ranges of Fibonacci numbers computed by the work pool, for whoever asks.
Process loop(Self self, std::vector<Term>)
{
    const auto toCompute = tuple(fib, any, any, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toCompute);
        const std::int64_t first = message[1].integer();
        const std::int64_t last = message[2].integer();
        if (first < 0 || last > new_worker::LargestNumber) {
            throw Raised::error(atoms::badarg); // before it asks for work without end
        }
        std::vector<Term> queued;
        for (std::int64_t n = first; n <= last; ++n) {
            queued.push_back(workpool::queue(self, fib, n, message[3].pid()));
            co_await self.tick();
        }
        self.send(message[3].pid(), Term::list(queued));
    }
}

const Registration registration{{
    .name = "fibonacci_work_pool",
    .summary = "Has a range of Fibonacci numbers computed by the work pool, all at once.",
    .topic = Module::Topic::Pools,
    .parameters = {},
    .messages = {{"{fib, 5, 35, Self}", "[ok, ok, ...], and 5, 8, 13 and so on in any order"}},
    .start = &startModule<&loop>,
    .documentation = "Start a workpool or a bounded_workpool before, or it answers {error, not_started} for "
                     "each number: the original would raise. The numbers come from the pool, in the order in "
                     "which they are found, and the list of what became of queueing them comes among them; "
                     "in the original that is what the function returns.",
}};

} // namespace factorama::modules::fibonacci_work_pool
