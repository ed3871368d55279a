// SPDX-License-Identifier: GPL-3.0-or-later
// The behaviours: a server that is called, and a child that is started again.
#include "runtime/otp/gen_server.h"
#include "runtime/otp/supervisor.h"
#include "tests/benchmarks/workloads/workload.h"

namespace factorama::benchmarks {

namespace {

const Atom increment("increment");
const Atom stop("stop");

// -- gen_server: calls, one after the other --

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

// -- supervised_restarts: a child is killed, and its supervisor starts it again --

Process child(Self self, Pid owner)
{
    self.send(owner, self.pid());
    const Message message = co_await self.receive(stop);
}

Subroutine<> supervisedRestarts(Self self, std::int64_t restarts)
{
    otp::SupervisorSpecification tree;
    tree.intensity = 1'000'000'000;
    tree.period = 1;
    tree.children.push_back(otp::childProcess<&child>(Term(Atom("child")), self.pid()));
    Subroutine<otp::Started> starting = otp::startSupervisorLink(self, std::move(tree));
    const otp::Started started = co_await starting;
    requireOutcome(self, 1, started ? 1 : 0);
    const Message first = co_await self.receive(anyPid);
    Pid pid = first.term().pid();
    for (std::int64_t i = 0; i < restarts; ++i) {
        self.exit(pid, atoms::kill);
        const Message next = co_await self.receive(anyPid);
        requireOutcome(self, 1, next.term().pid() != pid ? 1 : 0);
        pid = next.term().pid();
    }
}

const Registration supervisedRestartsRegistration("supervised_restarts", &supervisedRestarts);

} // namespace

} // namespace factorama::benchmarks
