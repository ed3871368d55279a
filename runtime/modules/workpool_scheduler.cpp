// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/workpool_scheduler.h"

#include "runtime/modules/module.h"
#include "runtime/modules/new_worker.h"
#include "runtime/term/integer.h"

#include <fmt/format.h>

#include <map>

namespace factorama::modules::workpool_scheduler {

namespace {

const Atom queue("queue");
const Atom failure("failure");
const Atom square("square");
const Atom doubleSquare("double_square");
const Atom fib("fib");
const Atom sleep("sleep");
const Atom oops("oops");

/// Functions cannot be sent, so these have names.
Subroutine<Term> apply(Self self, Term function, Term argument)
{
    if (function.isAtom(square) || function.isAtom(doubleSquare)) {
        const mpz_class x = operand(argument);
        const mpz_class squared = x * x;
        co_return toTerm(function.isAtom(square) ? squared : mpz_class(2 * squared));
    }
    if (function.isAtom(fib)) {
        Subroutine<Term> computing = new_worker::slowFibonacci(self, argument);
        const Term value = co_await computing;
        co_return value;
    }
    if (function.isAtom(sleep)) {
        co_await self.sleep(argument.integer());
        co_return argument;
    }
    throw Raised::error(function.isAtom(oops) ? Term(oops) : Term(atoms::undef));
}

} // namespace

/// A worker: one piece of work.
Process work(Self self, Term function, Term argument, Pid sender)
{
    Subroutine<Term> applying = apply(self, function, argument);
    const Term result = co_await applying;
    self.send(sender, result);
}

Subroutine<> schedule(Self self, std::size_t workers)
{
    const auto itsDown = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    const auto toQueue = tuple(queue, any, any, anyPid);
    std::map<Pid, Pid> processing; // the workers' senders
    for (;;) {
        Message message;
        if (processing.size() < workers) {
            message = co_await self.receive(itsDown, toQueue);
        } else {
            message = co_await self.receive(itsDown);
        }
        if (message.clause() == 1) {
            const Pid sender = message[3].pid();
            processing[self.spawnMonitor<&work>(message[1], message[2], sender).first] = sender;
            continue;
        }
        const auto ended = processing.extract(message[3].pid());
        if (ended && !message[4].isAtom(atoms::normal)) {
            const std::string text = fmt::format("pool worker died: {}", message[4].toString());
            self.send(ended.mapped(), tuple(failure, text));
        }
    }
}

Process loop(Self self, std::vector<Term>)
{
    Subroutine<> scheduling = schedule(self);
    co_await scheduling;
}

const Registration registration{{
    .name = "workpool_scheduler",
    .summary = "Has each piece of work done by a process of its own, and reports those that fail.",
    .topic = Module::Topic::Pools,
    .parameters = {},
    .messages = {{"{queue, square, 7, Self}", "49"},
                 {"{queue, double_square, 4, Self}", "32"},
                 {"{queue, fib, 20, Self}", "6765"},
                 {"{queue, sleep, 1000, Self}", "1000, after a second"},
                 {"{queue, oops, [], Self}", "{failure, <<\"pool worker died: {oops, ...}\">>}"}},
    .start = &startModule<&loop>,
    .documentation =
        "A result comes as it is. It is sent by the worker itself, so results come in any order. The pool "
        "has no limit: see bounded_workpool. Functions cannot be sent here, so the work is one of square, "
        "double_square, fib, sleep (which waits for so many milliseconds) and oops (which fails); any other "
        "fails with undef.\n"
        "Wrong in the original: the text of the failure has no closing quote, start_link has a parenthesis "
        "too many in its first version and `end` stands on the wrong side of another in its second, and a "
        "sender that is no process would end the scheduler, when it is told of the failure; here only pids "
        "match. Nobody is told twice, but one whose worker is killed between its result and its end. As "
        "there, workers outlive a scheduler that is killed.",
}};

} // namespace factorama::modules::workpool_scheduler
