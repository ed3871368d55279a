// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

namespace factorama::modules::self_messaging {

namespace {

const Atom sendSquares("send_squares");
const Atom receiveOne("receive_one");
const Atom flush("flush");

} // namespace

/// Sends itself squares. What it is asked for it receives selectively, past the squares in its mailbox.
Process loop(Self self, std::vector<Term> arguments)
{
    const auto toSend = tuple(sendSquares, anyPid);
    const auto toReceive = tuple(receiveOne, anyPid);
    const auto toFlush = tuple(flush, anyPid);
    for (;;) {
        const Message request = co_await self.receive(toSend, toReceive, toFlush);
        const Pid caller = request[1].pid();
        if (request.clause() == 0) {
            std::vector<Term> squares;
            for (std::int64_t i = 1; i <= arguments[0].integer(); ++i) {
                self.send(self.pid(), squares.emplace_back(i * i));
                co_await self.tick();
            }
            self.send(caller, Term::list(squares));
        } else if (request.clause() == 1) {
            const Message square = co_await self.receive(anyInteger);
            self.send(caller, square.term());
        } else {
            Message square = co_await self.receive(anyInteger).after(0);
            while (!square.timedOut()) {
                self.send(caller, square.term());
                square = co_await self.receive(anyInteger).after(0);
                co_await self.tick();
            }
            self.send(caller, atoms::ok);
        }
    }
}

const Registration registration{{
    .name = "self_messaging",
    .summary = "Sends itself squares, receives one, and flushes the others.",
    .topic = Module::Topic::Messages,
    .parameters = {Parameter::integer("count", "of squares", "5", 0, 10'000)},
    .messages = {{"{send_squares, Self}", "[1, 4, 9, 16, 25], which it has sent to itself"},
                 {"{receive_one, Self}", "1, the first in its mailbox"},
                 {"{flush, Self}", "4, 9, 16, 25, and ok"}},
    .start = &startModule<&loop>,
    .documentation = "Messages are queued until the process looks at them. A receive takes the first one "
                     "that matches, and waits if there is none: so receive_one with no squares there waits "
                     "for any integer, and everything else it is asked for waits in the mailbox too.\n"
                     "A flush does not wait.",
}};

} // namespace factorama::modules::self_messaging
