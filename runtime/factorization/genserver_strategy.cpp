// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"
#include "runtime/otp/gen_server.h"

namespace factorama::genserver {

/// A gen_server that answers the call {factorize, Number} with {ok, Factors}.
class FactorizerServer : public otp::GenServer {
public:
    explicit FactorizerServer(AlgorithmChoice choice) : m_choice(choice) {}

    otp::Decision handleCall(Self self, Term request, otp::From) override
    {
        const Term number = request[1];
        const Term factors = co_await factorize(self, m_choice.algorithm, number, m_choice.board);
        co_return otp::Decision::reply(tuple(atoms::ok, factors));
    }

private:
    AlgorithmChoice m_choice;
};

namespace {

Subroutine<Pid> startServer(Self self, AlgorithmChoice choice)
{
    const otp::Started started = co_await otp::startLink<FactorizerServer>(self, choice);
    co_return started.pid;
}

Term request(Self self, Pid server, const Term& number)
{
    return otp::sendRequest(self, server, tuple(factorization_atoms::factorize, number));
}

std::optional<Answer> answer(const Term& message)
{
    const auto reply = tuple(anyReference, tuple(atoms::ok, anyList));
    return matches(reply, message) ? std::optional(Answer{message[0], message[1][1]}) : std::nullopt;
}

} // namespace

/// A gen_server for each scheduler, asked without waiting.
Process client(Self self, StrategyTask task)
{
    const WorkerKind kind{&startServer, &request, &answer};
    const auto workers = static_cast<std::size_t>(self.schedulersOnline());
    co_await distribute(self, task, kind, workers);
    self.exit(atoms::shutdown);
}

Strategy strategy()
{
    return {"genserver", "GenServer", "An OTP gen_server for each scheduler.",
            [](Self parent, StrategyTask task) { return parent.spawnLink<&client>(std::move(task)); }};
}

} // namespace factorama::genserver
