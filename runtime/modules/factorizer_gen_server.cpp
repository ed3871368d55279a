// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/factorizer_gen_server.h"

#include "runtime/modules/factorizer_module.h"
#include "runtime/modules/gen_server_module.h"

namespace factorama::modules::factorizer_gen_server {

namespace {

const Atom getResultAtom("get_result");

} // namespace

class FactorizerGenServer : public otp::GenServer {
public:
    explicit FactorizerGenServer(const std::vector<Term>& arguments)
        : m_algorithm(factorizer_module::algorithmOf(arguments[0]))
    {
    }

    otp::Decision handleCast(Self self, Term request) override
    {
        if (!matches(tuple(factorization_atoms::factorize, any), request)) {
            co_return GenServer::handleCast(self, request);
        }
        Subroutine<Term> factorizing = factorama::factorize(self, m_algorithm, request[1]);
        const Term factors = co_await factorizing;
        m_results.insert_or_assign(request[1], factors);
        co_return otp::Decision::noReply();
    }

    otp::Decision handleCall(Self self, Term request, otp::From from) override
    {
        if (!matches(tuple(getResultAtom, any), request)) {
            return GenServer::handleCall(self, request, from);
        }
        return otp::Decision::reply(factorizer_module::resultFor(m_results, request[1]));
    }

    /// {get_result, Number, Caller}, from those who do not call.
    otp::Decision handleInfo(Self self, Term message) override
    {
        if (!matches(tuple(getResultAtom, any, anyPid), message)) {
            return GenServer::handleInfo(self, message);
        }
        self.send(message[2].pid(), factorizer_module::resultFor(m_results, message[1]));
        return otp::Decision::noReply();
    }

private:
    const Algorithm* m_algorithm;
    std::map<Term, Term> m_results;
};

Subroutine<otp::Started> startLink(Self self, Atom algorithm)
{
    return otp::startLink<FactorizerGenServer>(self, std::vector<Term>{algorithm});
}

void factorize(Self self, otp::ServerRef server, const Term& number)
{
    otp::cast(self, server, tuple(factorization_atoms::factorize, number));
}

Subroutine<Term> getResult(Self self, otp::ServerRef server, Term number)
{
    return otp::call(self, server, tuple(getResultAtom, number), otp::Infinity);
}

const Registration registration{{
    .name = "factorizer_gen_server",
    .summary = "Factorizes numbers, and hands out the results on request, as a gen_server.",
    .topic = Module::Topic::Servers,
    .parameters = {factorizer_module::algorithmParameter()},
    .messages = {{"{'$gen_cast', {factorize, 12}}", "nothing: it is factorized"},
                 {"{get_result, 12, Self}", "{ok, [2, 2, 3]} or {err, Text}"}},
    .start = &startServerModule<FactorizerGenServer>,
    .documentation =
        "What the original leaves to be done: the callback module with gen_server in place of the hand-made "
        "generic part. Its answers have references, its callers learn of its end, and it can be supervised. "
        "Calls wait without limit, since numbers cast before may take longer than a gen_server's 5 s.",
}};

} // namespace factorama::modules::factorizer_gen_server
