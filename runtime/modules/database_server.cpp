// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/database_server.h"

#include "runtime/modules/module.h"
#include "runtime/modules/query_runner.h"

namespace factorama::modules::database_server {

namespace {

const Atom runQuery("run_query");
const Atom queryResult("query_result");

} // namespace

Process loop(Self self, std::vector<Term> arguments)
{
    const auto fromProcess = tuple(runQuery, anyPid, any);
    const auto fromAlias = tuple(runQuery, anyReference, any);
    for (;;) {
        const Message message = co_await self.receive(fromProcess, fromAlias);
        Subroutine<Term> running = query_runner::runQuery(self, message[2], arguments[0]);
        const Term result = co_await running;
        if (message.clause() == 0) {
            self.send(message[1].pid(), tuple(queryResult, result));
        } else {
            self.send(message[1].reference(), tuple(queryResult, message[1], result));
        }
    }
}

Pid start(Self self, std::int64_t milliseconds)
{
    return self.spawn<&loop>(std::vector<Term>{milliseconds});
}

Pid startLink(Self self, std::int64_t milliseconds)
{
    return self.spawnLink<&loop>(std::vector<Term>{milliseconds});
}

Reference runAsync(Self self, Pid server, const Term& query)
{
    const Reference reference = self.alias(Self::AliasMode::Reply);
    self.send(server, tuple(runQuery, reference, query));
    return reference;
}

Subroutine<Term> getResult(Self self, Reference query)
{
    const auto answered = tuple(queryResult, query, any);
    const Message message = co_await self.receive(answered).after(5000);
    if (message.timedOut()) {
        self.unalias(query);
        co_return tuple(atoms::error, atoms::timeout);
    }
    co_return message[2];
}

const Registration registration{{
    .name = "database_server",
    .summary = "Runs queries for whoever asks, one after the other.",
    .topic = Module::Topic::Servers,
    .parameters = {Parameter::integer("milliseconds", "that a query takes", "2000", 0, 3'600'000)},
    .messages = {{"{:run_query, self(), \"query 1\"}", "{query_result, \"query 1 result\"}, after 2 s"}},
    .start = &startModule<&loop>,
    .documentation =
        "A server process is sequential: of five queries sent at once the last is answered after 10 s. Its "
        "clients need not wait, for that there are interface functions: run_async, and get_result, which "
        "gives up after 5 s. The original's get_result takes any result. After a time-out that is the late "
        "one of the query before, and from then on each result is taken for another query's. Here a query "
        "has a reference, an alias of the client, which comes with its result (unless it was sent by a mere "
        "pid) and is deactivated at the time-out; so late results are dropped. A query that is no text "
        "crashes the server.",
}};

} // namespace factorama::modules::database_server
