// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <fmt/format.h>

namespace factorama::modules::unread_mailbox {

namespace {

const Atom status("status");
const Atom mailbox("mailbox");
const Atom letter("letter");
const Atom never("never");
const Atom queueLength("message_queue_len");
const Atom backPressure("back_pressure");

} // namespace

/// Its mailbox fills up with what it does not wait for.
Process reader(Self self)
{
    const Message message = co_await self.receive(never);
}

/// Writes to it, a hundred letters at a time.
Process writer(Self self, Pid to, std::int64_t interval)
{
    for (std::int64_t number = 1;; ++number) {
        self.send(to, tuple(letter, number));
        if (number % 100 == 0) {
            co_await self.sleep(interval);
        }
        co_await self.tick();
    }
}

/// Watches the two, and tells how full the mailbox is.
Process watch(Self self, std::vector<Term> arguments)
{
    const auto limit = static_cast<std::uint32_t>(arguments[0].integer());
    SpawnOptions options;
    options.link = true;
    options.mailboxLimit = MailboxLimit();
    options.mailboxLimit->messages = limit;
    options.mailboxLimit->action =
        arguments[1].isAtom(backPressure) ? MailboxLimit::Action::BackPressure : MailboxLimit::Action::Kill;
    self.setTrapExit(true);
    const Pid unread = self.spawnWith<&reader>(std::move(options)).pid;
    const Pid writing = self.spawnLink<&writer>(unread, arguments[2].integer());
    const auto asked = tuple(status, anyPid);
    const auto ended = tuple(atoms::exit, any, any);
    for (;;) {
        const Message message = co_await self.receive(asked, ended);
        if (message.clause() == 0) {
            const Term length = co_await self.processInfo(unread, queueLength);
            self.send(message[1].pid(), tuple(mailbox, length[1]));
        } else if (message[1] == Term(unread)) {
            self.runtime().log(
                Notice::Kind::Information, unread,
                fmt::format("The mailbox of {} reached its limit of {} messages: it was killed",
                            unread.toString(), limit));
            self.exit(writing, atoms::kill);
            co_return;
        } else {
            self.exit(message[2]); // its parent's end, or the writer's
        }
    }
}

const Registration registration{{
    .name = "unread_mailbox",
    .summary = "A mailbox that nobody reads grows until its limit, not the memory, ends that.",
    .topic = Module::Topic::Limits,
    .parameters = {Parameter::integer("limit", "messages that the mailbox may hold", "10000", 1, 10'000'000),
                   Parameter::choice("action",
                                     "what happens at the limit: the reader is killed, or the writer waits",
                                     "kill", {"kill", "back_pressure"}),
                   Parameter::integer("interval", "milliseconds between two hundred letters", "10", 1,
                                      86'400'000)},
    .messages = {{"{status, Self}", "{mailbox, N}: how many messages it holds"}},
    .start = &startModule<&watch>,
    .documentation =
        "In Erlang a mailbox is limited by the memory of the whole system, so one process that does not keep "
        "up ends all of them. Here a process can be given a limit. Look at the mailboxes while it runs.",
}};

} // namespace factorama::modules::unread_mailbox
