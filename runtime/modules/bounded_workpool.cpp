// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"
#include "runtime/modules/workpool.h"

namespace factorama::modules::bounded_workpool {

/// A work pool that holds up those who ask for more than it can do.
Process loop(Self self, std::vector<Term> arguments)
{
    MailboxLimit limit;
    limit.messages = static_cast<std::uint32_t>(arguments[1].integer());
    limit.action = MailboxLimit::Action::BackPressure;
    self.setMailboxLimit(limit);
    Subroutine<> serving = workpool::serve(self, static_cast<std::size_t>(arguments[0].integer()));
    co_await serving;
}

const Registration registration{{
    .name = "bounded_workpool",
    .summary = "A work pool with a limited number of workers, which holds up those who ask for more.",
    .topic = Module::Topic::Pools,
    .parameters = {Parameter::integer("workers", "pieces of work at a time", "4", 1, 100'000),
                   Parameter::integer("queue", "messages that may wait before senders have to", "8", 1,
                                      1'000'000)},
    .messages = {{"{queue, sleep, 1000, Self}", "1000, when its turn has come and a second has gone by"},
                 {"{queue, square, 7, Self}", "49"},
                 {"{queue, fib, 20, Self}", "6765"},
                 {"{queue, oops, [], Self}", "{failure, <<\"pool worker died: {oops, ...}\">>}"}},
    .start = &startModule<&loop>,
    .documentation =
        "The back-pressure that the original announces and never comes to. It has the name `scheduler`, as "
        "workpool has. While all workers are busy, its receive takes no more work, so that waits in the "
        "mailbox, in order; and the mailbox has a limit. A process that sends to it then is held up by the "
        "runtime, at its next tick or receive, until half of the limit is free. So nothing is lost, nobody "
        "has to try again, and nobody needs to know: better than an answer {busy, ...}, which each sender "
        "would have to handle. What is sent from outside, by a person in the window, is not held up.",
}};

} // namespace factorama::modules::bounded_workpool
