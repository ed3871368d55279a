// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <algorithm>

namespace factorama::modules::token_ring {

namespace {

const Atom nextTag("next");
const Atom token("token");
const Atom returned("returned");
const Atom run("run");
const Atom done("done");
const Atom membersTag("members");
const Atom noMembers("no_members");
const Atom repaired("repaired");

} // namespace

/// Passes the token on: {token, Run, Hops, Left}. One of an older run is dropped.
Process member(Self self, Pid ring, std::int64_t pause)
{
    Pid next;
    std::int64_t newest = 0;
    const auto toNext = tuple(nextTag, anyPid);
    const auto passed = tuple(token, anyInteger, anyInteger, anyInteger);
    for (;;) {
        const Message message = co_await self.receive(toNext, passed);
        if (message.clause() == 0) {
            next = message[1].pid();
            continue;
        }
        const std::int64_t itsRun = message[1].integer();
        if (itsRun < newest) {
            continue;
        }
        newest = itsRun;
        if (pause > 0) {
            co_await self.sleep(pause);
        }
        const std::int64_t hops = message[2].integer() + 1;
        const std::int64_t left = message[3].integer() - 1;
        if (left > 0) {
            self.send(next, tuple(token, itsRun, hops, left));
        } else {
            self.send(ring, tuple(returned, itsRun, hops));
        }
    }
}

/// Each is told its next.
void close(Self self, const std::vector<Term>& members)
{
    for (std::size_t i = 0; i < members.size(); ++i) {
        self.send(members[i].pid(), tuple(nextTag, members[(i + 1) % members.size()]));
    }
}

Process ring(Self self, std::vector<Term> arguments)
{
    const std::int64_t rounds = arguments[1].integer();
    self.setTrapExit(arguments[3].isAtom(repaired));
    std::vector<Term> members;
    for (std::int64_t i = 0; i < arguments[0].integer(); ++i) {
        members.push_back(self.spawnLink<&member>(self.pid(), arguments[2].integer()));
    }
    close(self, members);

    Pid client; // of the run that is under way
    std::int64_t latest = 0;
    const auto toRun = tuple(run, anyPid);
    const auto asked = tuple(membersTag, anyPid);
    const auto ended = tuple(atoms::exit, anyPid, any);
    const auto cameBack = tuple(returned, anyInteger, anyInteger);
    for (;;) {
        Message message;
        if (client) {
            message = co_await self.receive(asked, ended, cameBack); // who wants the next run waits
        } else {
            message = co_await self.receive(asked, ended, cameBack, toRun);
        }
        bool start = false;
        switch (message.clause()) {
        case 0:
            self.send(message[1].pid(), tuple(membersTag, Term::list(members)));
            break;
        case 1:
            if (std::erase(members, message[1]) == 0) {
                self.exit(message[2]);
            }
            close(self, members);
            start = bool(client); // the token may have died with it
            break;
        case 2:
            if (message[1] == Term(latest) && client) {
                self.send(client, tuple(done, message[2]));
                client = {};
            }
            break;
        case 3:
            client = message[1].pid();
            start = true;
            break;
        }
        if (start && members.empty()) {
            self.send(client, tuple(atoms::error, noMembers));
            client = {};
        } else if (start) {
            const auto hops = rounds * static_cast<std::int64_t>(members.size());
            self.send(members.front().pid(), tuple(token, ++latest, 0, hops));
        }
    }
}

const Registration registration{{
    .name = "token_ring",
    .summary =
        "A token goes round a ring of processes; one member's death ends the ring, or the ring closes.",
    .topic = Module::Topic::Classics,
    .parameters = {Parameter::integer("members", "processes in the ring", "100", 1, 100'000),
                   Parameter::integer("rounds", "how often the token goes round", "10", 1, 1'000'000),
                   Parameter::integer("pause", "milliseconds that each keeps the token", "0", 0, 86'400'000),
                   Parameter::choice("failure", "what becomes of the ring when a member dies", "fragile",
                                     {"fragile", "repaired"})},
    .messages = {{"{run, Self}", "{done, Hops}, or {error, no_members}"},
                 {"{members, Self}", "{members, [Pid, ...]}"}},
    .start = &startModule<&ring>,
    .documentation =
        "However many members there are, only the one with the token has anything to do: a ring measures how "
        "long a message takes to wake a process, and more schedulers do not make it faster. With a pause the "
        "token can be watched.\n"
        "A `fragile` ring is held together by links: when one member dies, all do. In a `repaired` one the "
        "starting process traps exits, closes the ring around the dead, and begins its rounds anew, because "
        "nobody can know whether the token was lost with it. If it was not, there would be two: therefore "
        "tokens are numbered, and every member drops one that is older than it has seen.",
}};

} // namespace factorama::modules::token_ring
