// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"

namespace factorama::client_server {

/// Answers each {Caller, Number} with {Number, Factors}, for ever.
Process server(Self self, AlgorithmChoice choice)
{
    const auto request = tuple(anyPid, anyInteger);
    for (;;) {
        const Message message = co_await self.receive(request);
        const Term number = message[1];
        const Term factors = co_await factorize(self, choice.algorithm, number, choice.board);
        self.send(message[0].pid(), tuple(number, factors));
    }
}

namespace {

Subroutine<Pid> startServer(Self self, AlgorithmChoice choice)
{
    co_return self.spawnLink<&server>(choice);
}

Term request(Self self, Pid worker, const Term& number)
{
    self.send(worker, tuple(self.pid(), number));
    return number;
}

std::optional<Answer> answer(const Term& message)
{
    return message.isTuple(2) ? std::optional(Answer{message[0], message[1]}) : std::nullopt;
}

} // namespace

/// A server a scheduler, the numbers dealt out round robin.
Process client(Self self, StrategyTask task)
{
    const WorkerKind kind{&startServer, &request, &answer};
    const auto workers = static_cast<std::size_t>(self.schedulersOnline());
    co_await distribute(self, task, kind, workers);
    self.exit(atoms::shutdown); // takes the servers along, which are linked
}

Strategy strategy()
{
    return {"client-server", "Client/Server",
            "A long-running server for each scheduler, numbers dealt out in turn.",
            [](Self parent, StrategyTask task) { return parent.spawnLink<&client>(std::move(task)); }};
}

} // namespace factorama::client_server
