// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/factorizer_callback.h"

#include "runtime/modules/callback_server.h"
#include "runtime/modules/factorizer_module.h"

namespace factorama::modules::factorizer_callback {

namespace {

const Atom getResultAtom("get_result");

} // namespace

class FactorizerCallback : public server_process::Callback {
public:
    explicit FactorizerCallback(const std::vector<Term>& arguments)
        : m_algorithm(factorizer_module::algorithmOf(arguments[0]))
    {
    }

    Subroutine<> handleCast(Self self, Term request) override
    {
        if (!matches(tuple(factorization_atoms::factorize, any), request)) {
            callback_server::failClause();
        }
        Subroutine<Term> factorizing = factorama::factorize(self, m_algorithm, request[1]);
        const Term factors = co_await factorizing;
        m_results.insert_or_assign(request[1], factors);
    }

    Subroutine<Term> handleCall(Self, Term request) override
    {
        if (!matches(tuple(getResultAtom, any), request)) {
            callback_server::failClause();
        }
        co_return factorizer_module::resultFor(m_results, request[1]);
    }

private:
    const Algorithm* m_algorithm;
    std::map<Term, Term> m_results;
};

Pid start(Self self, Atom algorithm)
{
    return callback_server::startModule<FactorizerCallback>(self.runtime(), &self.process(), SpawnOptions(),
                                                            std::vector<Term>{algorithm})
        .pid;
}

void factorize(Self self, Pid server, const Term& number)
{
    server_process::cast(self, server, tuple(factorization_atoms::factorize, number));
}

Subroutine<Term> getResult(Self self, Pid server, Term number)
{
    return server_process::call(self, server, tuple(getResultAtom, number));
}

const Registration registration{{
    .name = "factorizer_callback",
    .summary = "Factorizes numbers, and hands out the results on request, as a callback module.",
    .topic = Module::Topic::Servers,
    .parameters = {factorizer_module::algorithmParameter()},
    .messages = {{"{cast, {factorize, 12}}", "nothing: it is factorized"},
                 {"{call, {get_result, 12}, Self}",
                  "{response, {ok, [2, 2, 3]}} or {response, {err, Text}}"}},
    .start = &callback_server::startModule<FactorizerCallback>,
    .documentation = "Two phases: numbers are cast, which does not wait; results are got by calls, which "
                     "wait for what was cast before them, as the server takes one message after the other.\n"
                     "The original's client for it is left to be done, its response does not tell what it is "
                     "the response to (see callback_kv), and its results are kept for ever.",
}};

} // namespace factorama::modules::factorizer_callback
