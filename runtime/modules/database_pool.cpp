// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/database_server.h"
#include "runtime/modules/module.h"

#include <algorithm>

namespace factorama::modules::database_pool {

namespace {

const Atom runQuery("run_query");

} // namespace

/// Hands queries on to servers in turn, which answer themselves. One that crashes is replaced.
Process dispatch(Self self, std::vector<Term> arguments)
{
    const auto size = static_cast<std::size_t>(arguments[1].integer());
    const std::int64_t milliseconds = arguments[2].integer();
    self.registerName(arguments[0].atom());
    self.setTrapExit(true);
    std::vector<Pid> servers;
    while (servers.size() < size) {
        servers.push_back(database_server::startLink(self, milliseconds));
        co_await self.tick();
    }
    const auto toRun = tuple(runQuery, any, any);
    const auto exited = tuple(atoms::exit, anyPid, any);
    for (std::size_t next = 0;;) {
        const Message message = co_await self.receive(toRun, exited);
        if (message.clause() == 0) {
            self.send(servers[next], message.term());
            next = (next + 1) % size;
            continue;
        }
        const auto crashed = std::find(servers.begin(), servers.end(), message[1].pid());
        if (crashed == servers.end()) {
            self.exit(message[2]); // somebody else it is linked to
        }
        *crashed = database_server::startLink(self, milliseconds);
    }
}

const Registration registration{{
    .name = "database_pool",
    .summary = "Spreads queries over several database servers behind one name.",
    .topic = Module::Topic::Pools,
    .parameters = {Parameter::processName("name", "to register under", "database_pool"),
                   Parameter::integer("size", "number of servers", "5", 1, 100'000),
                   Parameter::integer("milliseconds", "that a query takes", "2000", 0, 3'600'000)},
    .messages = {{"{:run_query, self(), \"query 1\"}", "{query_result, \"query 1 result\"}, after 2 s"}},
    .start = &startModule<&dispatch>,
    .documentation = "As each server is sequential, several of them do several queries at a time: of five "
                     "sent at once all are answered after 2 s. The pool deals them out in turn, and does not "
                     "wait for what it has dealt out.\n"
                     "A query that is no text crashes the server that gets it, and with it the queries in "
                     "its mailbox are lost. The pool is linked to its servers and traps exits, so it starts "
                     "another one in its place; if the pool ends, so do they.",
}};

} // namespace factorama::modules::database_pool
