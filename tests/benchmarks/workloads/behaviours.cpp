// SPDX-License-Identifier: GPL-3.0-or-later
// The behaviours: a server that is called.
#include "runtime/otp/gen_server.h"
#include "tests/benchmarks/workloads/workload.h"

namespace factorama::benchmarks {

namespace {

const Atom increment("increment");

// -- gen_server: calls, one after the other ----------------------------------------------------------------

class Incrementer : public otp::GenServer {
public:
    otp::Decision handleCall(Self, Term, otp::From) override { return otp::Decision::reply(Term(++m_count)); }

private:
    std::int64_t m_count = 0;
};

Subroutine<> genServerCall(Self self, std::int64_t calls)
{
    const otp::Started started = co_await otp::startLink<Incrementer>(self);
    const Term request = increment;
    for (std::int64_t i = 0; i < calls; ++i) {
        const Term answer = co_await otp::call(self, started.pid, request);
        if (i == calls - 1) {
            requireOutcome(self, calls, answer.integer());
        }
    }
}

const Registration genServerCallRegistration("gen_server", &genServerCall);

} // namespace

} // namespace factorama::benchmarks
