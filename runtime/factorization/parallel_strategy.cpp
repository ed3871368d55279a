// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/distribution.h"

namespace factorama::parallel {

/// Waits for one {Caller, Number}, answers {Number, Factors}, and is done.
Process handler(Self self, AlgorithmChoice choice)
{
    const auto request = tuple(anyPid, anyInteger);
    const Message message = co_await self.receive(request);
    const Term number = message[1];
    const Term factors = co_await factorize(self, choice.algorithm, number, choice.board);
    self.send(message[0].pid(), tuple(number, factors));
}

namespace {

Subroutine<Pid> startHandler(Self self, AlgorithmChoice choice)
{
    co_return self.spawnLink<&handler>(choice);
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

/// A process a number.
Process factorizer(Self self, StrategyTask task)
{
    const WorkerKind kind{&startHandler, &request, &answer};
    const std::size_t workers = task.numbers.size();
    co_await distribute(self, task, kind, workers);
}

Strategy strategy()
{
    return {"parallel", "Parallel", "A process for each number, all at once.",
            [](Self parent, StrategyTask task) { return parent.spawnLink<&factorizer>(std::move(task)); }};
}

} // namespace factorama::parallel
