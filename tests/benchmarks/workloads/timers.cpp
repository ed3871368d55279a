// SPDX-License-Identifier: GPL-3.0-or-later
// Timers that are set and cancelled.
#include "tests/benchmarks/workloads/workload.h"

namespace factorama::benchmarks {

namespace {

const Atom done("done");

Subroutine<> timers(Self self, std::int64_t timers)
{
    const Term message = done;
    for (std::int64_t i = 0; i < timers; ++i) {
        const Reference reference = self.startTimer(10'000 + i % 1000, self.pid(), message);
        self.cancelTimer(reference);
        co_await self.tick();
    }
}

const Registration timersRegistration("timers", &timers);

} // namespace

} // namespace factorama::benchmarks
