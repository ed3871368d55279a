// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <deque>

namespace factorama::modules::sleeping_barber {

namespace {

const Atom customerTag("customer");
const Atom cut("cut");
const Atom ready("ready");
const Atom done("done");
const Atom full("full");
const Atom state("state");
const Atom asleep("asleep");
const Atom cutting("cutting");

} // namespace

/// Sleeps in his receive until somebody is sent to him.
Process barber(Self self, Pid shop, std::int64_t time)
{
    const auto toCut = tuple(cut, anyPid);
    for (;;) {
        const Message message = co_await self.receive(toCut);
        co_await self.sleep(time);
        self.send(message[1].pid(), done);
        self.send(shop, ready);
    }
}

/// Comes whenever its hair has grown, or was not cut last time.
Process customer(Self self, Pid shop, std::int64_t growing)
{
    for (;;) {
        co_await self.sleep(growing);
        self.send(shop, tuple(customerTag, self.pid()));
        co_await self.receive(done, full);
    }
}

/// The waiting room.
Process shop(Self self, std::vector<Term> arguments)
{
    const auto chairs = static_cast<std::size_t>(arguments[0].integer());
    const Pid theBarber = self.spawnLink<&barber>(self.pid(), arguments[1].integer());
    for (std::int64_t i = 0; i < arguments[2].integer(); ++i) {
        self.spawnLink<&customer>(self.pid(), arguments[3].integer());
    }

    std::deque<Term> waiting;
    bool isAsleep = true;
    std::int64_t served = 0;
    std::int64_t turnedAway = 0;
    const auto comes = tuple(customerTag, anyPid);
    const auto asked = tuple(state, anyPid);
    for (;;) {
        const Message message = co_await self.receive(comes, ready, asked, any);
        switch (message.clause()) {
        case 0:
            if (isAsleep) {
                isAsleep = false;
                self.send(theBarber, tuple(cut, message[1]));
            } else if (waiting.size() < chairs) {
                waiting.push_back(message[1]);
            } else {
                ++turnedAway;
                self.send(message[1].pid(), full);
            }
            break;
        case 1:
            ++served;
            isAsleep = waiting.empty();
            if (!isAsleep) {
                self.send(theBarber, tuple(cut, waiting.front()));
                waiting.pop_front();
            }
            break;
        case 2:
            self.send(message[1].pid(),
                      tuple(state, isAsleep ? asleep : cutting, waiting.size(), served, turnedAway));
            break;
        }
    }
}

const Registration registration{{
    .name = "sleeping_barber",
    .summary = "A barber sleeps until a customer comes; who finds no free chair goes away.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::integer("chairs", "to wait on", "3", 0, 1'000'000),
                   Parameter::integer("cutting", "milliseconds for one customer", "200", 0, 86'400'000),
                   Parameter::integer("customers", "processes that come again and again", "0", 0, 10'000),
                   Parameter::integer("growing", "milliseconds until a customer comes again", "1000", 1,
                                      86'400'000)},
    .messages = {{"{customer, Self}", "done, when the hair is cut, or full"},
                 {"{state, Self}", "{state, asleep | cutting, Waiting, Served, TurnedAway}"}},
    .start = &startModule<&shop>,
    .documentation =
        "The trouble with Dijkstra's barber is the moment between looking and acting: the customer sees that "
        "he is busy and goes to a chair, he sees no one waiting and falls asleep, and both wait for ever. "
        "Here one process, the shop, decides who waits and whether the barber sleeps, one message after the "
        "other, so there is no such moment, and no lock.\n"
        "To be seen: the barber waits in his receive (asleep) or for a time-out (cutting). His mailbox is "
        "never longer than one; those who wait are in the shop's state, so the shop's mailbox is empty even "
        "when all chairs are taken, and a customer without a chair is told at once.",
}};

} // namespace factorama::modules::sleeping_barber
