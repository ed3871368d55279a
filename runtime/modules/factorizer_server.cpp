// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/factorizer_server.h"

#include "runtime/modules/factorizer_module.h"

namespace factorama::modules::factorizer_server {

/// Answers each {Caller, Number} with {Number, Factors}.
Process loop(Self self, std::vector<Term> arguments)
{
    const Algorithm* algorithm = factorizer_module::algorithmOf(arguments[0]);
    const auto request = tuple(anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(request);
        Subroutine<Term> factorizing = factorama::factorize(self, algorithm, message[1]);
        const Term factors = co_await factorizing;
        self.send(message[0].pid(), tuple(message[1], factors));
    }
}

Pid start(Self self, Atom algorithm)
{
    return self.spawn<&loop>(std::vector<Term>{algorithm});
}

void factorize(Self self, Pid server, const Term& number)
{
    self.send(server, tuple(self.pid(), number));
}

const Registration registration{{
    .name = "factorizer_server",
    .summary = "Factorizes numbers for whoever asks.",
    .topic = Module::Topic::Servers,
    .parameters = {factorizer_module::algorithmParameter()},
    .messages = {{"{Self, 1000000000}",
                  "{1000000000, [2, 2, 2, 2, 2, 2, 2, 2, 2, 5, 5, 5, 5, 5, 5, 5, 5, 5]}"}},
    .start = &startModule<&loop>,
    .documentation =
        "A long-running server in place of a process for each number: a client starts one for each scheduler "
        "and deals the numbers out in turn. The answer tells by its number what it is the answer to. What is "
        "no natural number crashes it; the original answers 0 with [0]. A list such as [13] is shown as "
        "\"\\r\", as in Erlang, which cannot tell it from text. Algorithms other than the original's, which "
        "tries all primes up to the square root, may be chosen.",
}};

} // namespace factorama::modules::factorizer_server
