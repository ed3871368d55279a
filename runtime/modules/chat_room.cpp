// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <algorithm>
#include <map>

namespace factorama::modules::chat_room {

namespace {

const Atom join("join");
const Atom joined("joined");
const Atom leave("leave");
const Atom left("left");
const Atom say("say");
const Atom said("said");
const Atom welcome("welcome");
const Atom nickTaken("nick_taken");
const Atom badNick("bad_nick");
const Atom alreadyJoined("already_joined");
const Atom notJoined("not_joined");

struct Member {
    Term nick;
    Reference monitor;
};
using Members = std::map<Pid, Member>;

void tellAllBut(Self self, const Members& members, Pid speaker, const Term& message)
{
    for (const auto& [pid, member] : members) {
        if (pid != speaker) {
            self.send(pid, message);
        }
    }
}

/// What somebody who wants to join is told; [] if that is fine.
Term objection(const Members& members, const Term& nick, Pid pid)
{
    if (!nick.isAtom() && !nick.isBinary()) {
        return badNick;
    }
    if (members.contains(pid)) {
        return alreadyJoined;
    }
    const bool taken = std::any_of(members.begin(), members.end(),
                                   [&](const auto& member) { return member.second.nick == nick; });
    return taken ? Term(nickTaken) : Term();
}

} // namespace

Process room(Self self, std::vector<Term>)
{
    Members members;
    const auto toJoin = tuple(join, any, anyPid);
    const auto toLeave = tuple(leave, anyPid);
    const auto toSay = tuple(say, any, anyPid);
    const auto died = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(toJoin, toLeave, toSay, died, any);
        if (message.clause() == 0) {
            const Pid pid = message[2].pid();
            const Term nick = message[1];
            if (const Term why = objection(members, nick, pid); !why.isNil()) {
                self.send(pid, tuple(atoms::error, why));
                continue;
            }
            std::vector<Term> present;
            for (const auto& [other, member] : members) {
                present.push_back(member.nick);
            }
            self.send(pid, tuple(welcome, Term::list(present)));
            tellAllBut(self, members, pid, tuple(joined, nick));
            members[pid] = {nick, self.monitor(pid)};
        } else if (message.clause() < 4) {
            const Pid pid = message[message.clause() == 1 ? 1 : message.clause() == 2 ? 2 : 3].pid();
            const auto speaker = members.find(pid);
            if (speaker == members.end()) {
                self.send(pid, tuple(atoms::error, notJoined));
                continue;
            }
            const Member member = speaker->second;
            if (message.clause() == 2) {
                tellAllBut(self, members, pid, tuple(said, member.nick, message[1]));
                continue;
            }
            self.demonitor(member.monitor, Demonitor::Flush);
            members.erase(speaker);
            tellAllBut(self, members, pid, tuple(left, member.nick));
            self.send(pid, atoms::ok); // nobody reads it if it died
        }
    }
}

const Registration registration{{
    .name = "chat_room",
    .summary = "Passes on what one says to all others; who dies has left.",
    .topic = Module::Topic::Classics,
    .parameters = {},
    .messages = {{"{join, ann, Self}",
                  "{welcome, [Nick, ...]} and, to the others, {joined, ann}; or {error, nick_taken}, "
                  "{error, already_joined}, {error, bad_nick}"},
                 {"{say, hello, Self}", "to the others: {said, ann, hello}; or {error, not_joined}"},
                 {"{leave, Self}", "ok and, to the others, {left, ann}; or {error, not_joined}"}},
    .start = &startModule<&room>,
    .documentation =
        "A nick is an atom or a binary, a text any term. The room monitors who is in it; the members are not "
        "linked to it, so neither takes the other along. When a member dies, 'DOWN' comes to the room, its "
        "nick is free, and the rest are told that it left, just as if it had said so.\n"
        "To be seen: one message to the room becomes as many as there are others. A member that does not "
        "read lets its own mailbox grow and delays nobody.",
}};

} // namespace factorama::modules::chat_room
