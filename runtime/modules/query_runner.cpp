// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/query_runner.h"

#include "runtime/modules/module.h"
#include "runtime/otp/task.h"

namespace factorama::modules::query_runner {

namespace {

const Atom runQueryAtom("run_query");
const Atom sequence("sequence");
const Atom atOnce("at_once");
const Atom parallelMap("parallel_map");
const Atom queryResult("query_result");

} // namespace

Subroutine<Term> runQuery(Self self, Term query, Term milliseconds)
{
    co_await self.sleep(milliseconds.integer());
    co_return Term(std::string(query.binary()) + " result");
}

/// One query in a process of its own.
Process asyncQuery(Self self, Term query, Term milliseconds, Pid caller)
{
    Subroutine<Term> running = runQuery(self, query, milliseconds);
    const Term result = co_await running;
    self.send(caller, tuple(queryResult, result));
}

Subroutine<Term> inSequence(Self self, std::vector<Term> queries, Term milliseconds)
{
    std::vector<Term> results;
    for (const Term& query : queries) {
        Subroutine<Term> running = runQuery(self, query, milliseconds);
        const Term result = co_await running;
        results.push_back(result);
    }
    co_return Term::list(results);
}

/// All at the same time; the results in the order of the queries.
Subroutine<Term> mapInParallel(Self self, std::vector<Term> queries, Term milliseconds)
{
    std::vector<otp::Task> tasks;
    for (const Term& query : queries) {
        tasks.push_back(otp::task::async<&runQuery>(self, query, milliseconds));
        co_await self.tick();
    }
    std::vector<Term> results;
    for (const otp::Task& task : tasks) {
        Subroutine<Term> awaiting = otp::task::await(self, task, otp::Infinity);
        const Term result = co_await awaiting;
        results.push_back(result);
    }
    co_return Term::list(results);
}

Process loop(Self self, std::vector<Term> arguments)
{
    const auto toRun = tuple(runQueryAtom, any, anyPid);
    const auto toRunInSequence = tuple(sequence, any, anyPid);
    const auto toRunAtOnce = tuple(atOnce, any, anyPid);
    const auto toMap = tuple(parallelMap, any, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toRun, toRunInSequence, toRunAtOnce, toMap);
        const Pid caller = message[2].pid();
        if (message.clause() == 2) {
            for (const Term& query : message[1].elements()) {
                self.spawn<&asyncQuery>(query, arguments[0], caller);
                co_await self.tick();
            }
            continue;
        }
        const auto runAll = message.clause() == 1 ? &inSequence : &mapInParallel;
        Subroutine<Term> running = message.clause() == 0 ? runQuery(self, message[1], arguments[0])
                                                         : runAll(self, message[1].elements(), arguments[0]);
        const Term result = co_await running;
        self.send(caller, result);
    }
}

const Registration registration{{
    .name = "query_runner",
    .summary = "Runs slow queries: one, several in sequence, several at once, or as a parallel map.",
    .topic = Module::Topic::Messages,
    .parameters = {Parameter::integer("milliseconds", "that a query takes", "2000", 0, 3'600'000)},
    .messages =
        {{"{:run_query, \"query 1\", self()}", "\"query 1 result\", after 2 s"},
         {"{:sequence, [\"query 1\", \"query 2\", \"query 3\", \"query 4\", \"query 5\"], self()}",
          "the list of results, after 10 s"},
         {"{:at_once, [\"query 1\", \"query 2\", \"query 3\", \"query 4\", \"query 5\"], self()}",
          "{query_result, Result} five times, after 2 s"},
         {"{:parallel_map, [\"query 1\", \"query 2\", \"query 3\", \"query 4\", \"query 5\"], self()}",
          "the list of results, after 2 s"}},
    .start = &startModule<&loop>,
    .documentation =
        "Five queries in sequence take five times as long as one; each in a process of its own, they all "
        "take as long as one. Their results then come in any order. The original's parallel map puts them "
        "into its list as they come; a map's order is that of what it maps, so here each is awaited in its "
        "turn. Also, the original shows \"result of query 1\" where its function makes \"query 1 result\".\n"
        "A query is text. Another one crashes the process that runs it: at once, that is one of its own.",
}};

} // namespace factorama::modules::query_runner
