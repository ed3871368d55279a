// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"
#include "runtime/modules/query_runner.h"

#include <fmt/format.h>

namespace factorama::modules::stateful_database_server {

namespace {

const Atom runQuery("run_query");
const Atom queryResult("query_result");
const Atom statistics("statistics");

} // namespace

/// Its state: the connection, which stays, and how many queries it has run with what last result.
Process loop(Self self, std::vector<Term> arguments)
{
    const std::string connection = fmt::format("Connection {}: ", arguments[0].integer());
    std::int64_t count = 0;
    Term last = atoms::nil;
    const auto toRun = tuple(runQuery, anyPid, any);
    const auto toTell = tuple(statistics, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toRun, toTell);
        const Pid caller = message[1].pid();
        if (message.clause() == 0) {
            Subroutine<Term> running = query_runner::runQuery(self, message[2], arguments[1]);
            const Term result = co_await running;
            last = connection + std::string(result.binary());
            ++count;
            self.send(caller, tuple(queryResult, last));
        } else {
            self.send(caller, tuple(statistics, arguments[0], count, last));
        }
    }
}

const Registration registration{{
    .name = "stateful_database_server",
    .summary = "Runs queries over a connection that it keeps, and counts them.",
    .topic = Module::Topic::Servers,
    .parameters = {Parameter::integer("connection", "number of the connection", "1", 1, 1'000'000),
                   Parameter::integer("milliseconds", "that a query takes", "2000", 0, 3'600'000)},
    .messages = {{"{:run_query, self(), \"query 1\"}",
                  "{query_result, \"Connection 1: query 1 result\"}, after 2 s"},
                 {"{statistics, Self}", "{statistics, Connection, Queries, LastResult}"}},
    .start = &startModule<&loop>,
    .documentation = "What a process keeps between two messages is its state: here the connection, which "
                     "never changes, and the count of queries and the last result, which each query changes. "
                     "If it crashes, the state is gone. The original has the headings \"Keeping a process "
                     "state\" and \"Process mutable state\", with nothing under them yet.",
}};

} // namespace factorama::modules::stateful_database_server
