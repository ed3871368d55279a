// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"
#include "runtime/factorization/server_process.h"

#include <fmt/format.h>

#include <map>

namespace factorama::callback {

namespace {

const Atom getResult("get_result");
const Atom err("err");

/// Factorizes on {factorize, Number}, and hands out on {get_result, Number}: {ok, Factors} or {err, Text}.
class FactorizerCallback : public server_process::Callback {
public:
    explicit FactorizerCallback(AlgorithmChoice choice) : m_choice(choice) {}

    Subroutine<> handleCast(Self self, Term request) override
    {
        const Term number = request[1];
        const Term factors = co_await factorize(self, m_choice.algorithm, number, m_choice.board);
        m_results.insert_or_assign(number, factors);
    }

    Subroutine<Term> handleCall(Self, Term request) override
    {
        const auto found = m_results.find(request[1]);
        if (found == m_results.end()) {
            co_return tuple(err, fmt::format("no result for {}", request[1].toString()));
        }
        const Term answer = tuple(atoms::ok, found->second);
        m_results.erase(found); // handed out once, so that a long run does not keep everything
        co_return answer;
    }

private:
    AlgorithmChoice m_choice;
    std::map<Term, Term> m_results;
};

Subroutine<Pid> startServer(Self self, AlgorithmChoice choice)
{
    std::shared_ptr<server_process::Callback> state = std::make_shared<FactorizerCallback>(choice);
    co_return self.spawnLink<&server_process::loop>(std::move(state));
}

/// Casts the number and at once asks for its result: the server gets to the question when it has done the
/// number.
Term request(Self self, Pid server, const Term& number)
{
    server_process::cast(self, server, tuple(factorization_atoms::factorize, number));
    return server_process::sendCall(self, server, tuple(getResult, number));
}

std::optional<Answer> answer(const Term& message)
{
    const auto response = server_process::responseOf(message);
    if (!response || !response->second[0].isAtom(atoms::ok)) {
        return std::nullopt;
    }
    return Answer{response->first, response->second[1]};
}

} // namespace

/// A generic server with the factorizer's callbacks for each scheduler.
Process client(Self self, StrategyTask task)
{
    const WorkerKind kind{&startServer, &request, &answer};
    const auto workers = static_cast<std::size_t>(self.schedulersOnline());
    co_await distribute(self, task, kind, workers);
    self.exit(atoms::shutdown);
}

Strategy strategy()
{
    return {"callback", "Callback", "A generic server process with cast and call for each scheduler.",
            [](Self parent, StrategyTask task) { return parent.spawnLink<&client>(std::move(task)); }};
}

} // namespace factorama::callback
