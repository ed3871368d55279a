// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/new_worker.h"

#include "runtime/modules/module.h"

namespace factorama::modules::new_worker {

namespace {

const Atom pingTag("ping");
const Atom pong("pong");
const Atom compute("compute");
const Atom result("result");
const Atom functionClause("function_clause");

} // namespace

Subroutine<Term> slowFibonacci(Self self, Term number)
{
    constexpr std::int32_t AdditionsPerTick = 100;
    const std::int64_t first = number.toInteger().value_or(-1);
    if (first < 0 || first > LargestNumber) {
        throw Raised::error(functionClause);
    }
    std::vector<std::int64_t> open{first}; // arguments of the calls that are still to be made
    std::int64_t sum = 0;
    for (std::int64_t additions = 1; !open.empty();) {
        const std::int64_t n = open.back();
        open.pop_back();
        if (n < 2) {
            sum += n;
            continue;
        }
        open.insert(open.end(), {n - 1, n - 2});
        if (additions++ % AdditionsPerTick == 0) {
            co_await self.tick(AdditionsPerTick);
        }
    }
    co_return sum;
}

/// Answers pings and computes, one after the other.
Process loop(Self self, std::vector<Term>)
{
    const auto ping = tuple(pingTag, any);
    const auto toCompute = tuple(compute, any, any);
    for (;;) {
        const Message message = co_await self.receive(ping, toCompute);
        if (message.clause() == 0) {
            self.send(message[1].pid(), tuple(pong, self.pid()));
            continue;
        }
        Subroutine<Term> computing = slowFibonacci(self, message[1]);
        const Term value = co_await computing;
        self.send(message[2].pid(), tuple(result, value));
    }
}

const Registration registration{{
    .name = "new_worker",
    .summary = "Answers pings, and computes Fibonacci numbers so slowly that it seems dead meanwhile.",
    .topic = Module::Topic::Failures,
    .parameters = {},
    .messages = {{"{compute, 20, Self}", "{result, 6765}"},
                 {"{compute, 40, Self}", "{result, 102334155}, after some time without pongs"},
                 {"{compute, -1, Self}", "it crashes: {function_clause, ...}"},
                 {"{ping, Self}", "{pong, Pid}"}},
    .start = &startModule<&loop>,
    .documentation =
        "Spawn a heart_monitor, have it monitor this one, and compute the 40th number: others run as before, "
        "for the runtime takes turns away from who computes, but pings wait in the mailbox until the number "
        "is found.\n"
        "The original's code answers {result, N}, as this does; the session printed beside it shows {reply, "
        "N}. Its recursion never ends for negative numbers; here they crash the process.",
}};

} // namespace factorama::modules::new_worker
