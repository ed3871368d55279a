// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

namespace factorama::modules::dining_philosophers {

namespace {

const Atom take("take");
const Atom taken("taken");
const Atom putDown("put_down");
const Atom sit("sit");
const Atom seated("seated");
const Atom leave("leave");
const Atom ate("ate");
const Atom meals("meals");
const Atom ordered("ordered");
const Atom waiterAtom("waiter");

struct Times { ///< milliseconds
    std::int64_t thinking;
    std::int64_t hesitating; ///< with one fork in the hand
    std::int64_t eating;
};

} // namespace

/// Lies on the table until somebody takes it; who wants it meanwhile waits in its mailbox.
Process fork(Self self)
{
    const auto toTake = tuple(take, anyPid);
    for (;;) {
        const Message wanted = co_await self.receive(toTake);
        self.send(wanted[1].pid(), tuple(taken, self.pid()));
        const auto back = tuple(putDown, wanted[1].pid());
        co_await self.receive(back);
    }
}

/// Lets so many sit at the table; the others wait in its mailbox.
Process waiter(Self self, std::int64_t seats)
{
    const auto toLeave = tuple(leave, anyPid);
    const auto toSit = tuple(sit, anyPid);
    for (;;) {
        Message guest;
        if (seats == 0) {
            guest = co_await self.receive(toLeave);
        } else {
            guest = co_await self.receive(toLeave, toSit);
        }
        if (guest.clause() == 0) {
            ++seats;
        } else {
            --seats;
            self.send(guest[1].pid(), seated);
        }
    }
}

Subroutine<> takeFork(Self self, Pid fork)
{
    self.send(fork, tuple(take, self.pid()));
    const auto inHand = tuple(taken, fork);
    co_await self.receive(inHand);
}

/// Thinks, gets hungry, eats. Without a waiter (`<0.0.0>`) it sits down unasked.
Process philosopher(Self self, Pid table, std::size_t number, Pid first, Pid second, Pid waiter, Times times)
{
    for (;;) {
        co_await self.sleep(times.thinking);
        if (waiter) {
            self.send(waiter, tuple(sit, self.pid()));
            co_await self.receive(seated);
        }
        Subroutine<> takeFirst = takeFork(self, first);
        co_await takeFirst;
        co_await self.sleep(times.hesitating);
        Subroutine<> takeSecond = takeFork(self, second);
        co_await takeSecond;
        co_await self.sleep(times.eating);
        self.send(table, tuple(ate, number));
        self.send(first, tuple(putDown, self.pid()));
        self.send(second, tuple(putDown, self.pid()));
        if (waiter) {
            self.send(waiter, tuple(leave, self.pid()));
        }
    }
}

/// Lays the table and counts the meals.
Process table(Self self, std::vector<Term> arguments)
{
    const Atom strategy = arguments[0].atom();
    const auto philosophers = static_cast<std::size_t>(arguments[1].integer());
    const Times times{arguments[2].integer(), arguments[3].integer(), arguments[4].integer()};

    std::vector<Pid> forks;
    for (std::size_t i = 0; i < philosophers; ++i) {
        forks.push_back(self.spawnLink<&fork>());
    }
    Pid theWaiter;
    if (strategy == waiterAtom) {
        theWaiter = self.spawnLink<&waiter>(static_cast<std::int64_t>(philosophers) - 1);
    }
    for (std::size_t i = 0; i < philosophers; ++i) {
        Pid first = forks[i];
        Pid second = forks[(i + 1) % philosophers];
        if (strategy == ordered && i + 1 == philosophers) {
            std::swap(first, second); // the fork with the smaller number first
        }
        self.spawnLink<&philosopher>(self.pid(), i, first, second, theWaiter, times);
    }

    std::vector<std::int64_t> eaten(philosophers);
    const auto hasEaten = tuple(ate, anyInteger);
    const auto howMany = tuple(meals, anyPid);
    for (;;) {
        const Message message = co_await self.receive(hasEaten, howMany, any);
        if (message.clause() == 0) {
            ++eaten.at(static_cast<std::size_t>(message[1].integer()));
        } else if (message.clause() == 1) {
            std::vector<Term> counts;
            for (const std::int64_t count : eaten) {
                counts.push_back(tuple(counts.size() + 1, count));
            }
            self.send(message[1].pid(), tuple(meals, Term::list(counts)));
        }
    }
}

const Registration registration{{
    .name = "dining_philosophers",
    .summary = "Dijkstra's philosophers share forks: into a deadlock, or past it in two ways.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::choice("strategy", "what is done against the deadlock", "deadlock",
                                     {"deadlock", "ordered", "waiter"}),
                   Parameter::integer("philosophers", "and as many forks", "5", 2, 100),
                   Parameter::integer("thinking", "milliseconds", "100", 0, 86'400'000),
                   Parameter::integer("hesitating", "milliseconds between the first fork and the second",
                                      "50", 1, 86'400'000),
                   Parameter::integer("eating", "milliseconds", "100", 0, 86'400'000)},
    .messages = {{"{meals, Self}", "{meals, [{Philosopher, Meals}, ...]}"}},
    .start = &startModule<&table>,
    .documentation = "Every fork is a process. It is given to one philosopher at a time; the message of who "
                     "else wants it stays in its mailbox. With `deadlock`, all take the fork to their left, "
                     "hesitate, and then wait for the one to their right: every fork has one message in its "
                     "mailbox, every philosopher waits in a receive, and none of them will ever run again. "
                     "Nothing has crashed and nothing is busy; a deadlock shows only in who waits for whom.\n"
                     "With `ordered`, forks are taken in the order of their numbers, so the last philosopher "
                     "begins with the one to the right, and no circle of waiting can close. With `waiter`, "
                     "one process lets all but one sit down; who has to wait stands in its mailbox.\n"
                     "All are linked to the starting process: kill one, and the table is empty.",
}};

} // namespace factorama::modules::dining_philosophers
