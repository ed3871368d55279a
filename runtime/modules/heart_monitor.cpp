// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <fmt/format.h>

#include <algorithm>

namespace factorama::modules::heart_monitor {

namespace {

const Atom pong("pong");
const Atom monitor("monitor");
const Atom demonitor("demonitor");
const Atom listMonitors("list_monitors");
const Atom listAlive("list_alive");
const Atom listDead("list_dead");
const Atom ping("ping");
const Atom beat("beat");

constexpr int UnansweredByDead = 3;

enum class State : std::uint8_t { Unknown, Alive, Dead };

struct Heart {
    Pid pid;
    int unanswered = 0; ///< pings since the last pong
    State state = State::Unknown; ///< until its first pong
};

using Hearts = std::vector<Heart>; // monitored last comes first

Term pidsOf(const Hearts& hearts, std::initializer_list<State> states)
{
    std::vector<Term> pids;
    for (const Heart& heart : hearts) {
        if (std::find(states.begin(), states.end(), heart.state) != states.end()) {
            pids.emplace_back(heart.pid);
        }
    }
    return Term::list(pids);
}

void sendPings(Self self, Hearts& hearts)
{
    for (Heart& heart : hearts) {
        self.send(heart.pid, tuple(ping, self.pid()));
        if (++heart.unanswered == UnansweredByDead) {
            heart.state = State::Dead;
        }
    }
}

void handlePong(Self self, Heart& heart)
{
    if (heart.state == State::Dead) {
        self.runtime().log(Notice::Kind::Information, self.pid(),
                           fmt::format("Process {} was dead but is now alive", heart.pid.toString()));
    }
    heart.unanswered = 0;
    heart.state = State::Alive;
}

} // namespace

/// Pings what it monitors, and takes for dead what does not answer.
Process loop(Self self, std::vector<Term> arguments)
{
    const std::int64_t interval = arguments[0].integer();
    const auto aboutOne = tuple(anyAtom, any);
    Hearts hearts;
    self.sendAfter(interval, self.pid(), beat);
    for (;;) {
        const Message message = co_await self.receive(beat, aboutOne);
        if (message.clause() == 0) {
            self.sendAfter(interval, self.pid(), beat);
            sendPings(self, hearts);
            continue;
        }
        const Atom request = message[0].atom();
        const Pid pid = message[1].pid();
        const auto known = std::find_if(hearts.begin(), hearts.end(),
                                        [pid](const Heart& heart) { return heart.pid == pid; });
        if (request == listMonitors) {
            self.send(pid, tuple(atoms::reply, pidsOf(hearts, {State::Unknown, State::Alive, State::Dead})));
        } else if (request == listAlive) {
            self.send(pid, tuple(atoms::reply, pidsOf(hearts, {State::Alive})));
        } else if (request == listDead) {
            self.send(pid, tuple(atoms::reply, pidsOf(hearts, {State::Dead})));
        } else if (request == monitor && known == hearts.end()) {
            hearts.insert(hearts.begin(), Heart{pid});
        } else if (request == demonitor && known != hearts.end()) {
            hearts.erase(known);
        } else if (request == pong && known != hearts.end()) {
            handlePong(self, *known);
        }
    }
}

const Registration registration{{
    .name = "heart_monitor",
    .summary = "Pings the processes that it monitors, and takes for dead those that do not answer.",
    .topic = Module::Topic::Failures,
    .parameters = {Parameter::integer("interval", "milliseconds between two pings", "3000", 1, 3'600'000)},
    .messages = {{"{monitor, Self}", "{ping, Pid} at every interval"},
                 {"{pong, Self}", "a notice, if it was taken for dead"},
                 {"{demonitor, Self}", "no more pings"},
                 {"{list_monitors, Self}", "{reply, [Pid, ...]}"},
                 {"{list_alive, Self}", "{reply, [Pid, ...]}"},
                 {"{list_dead, Self}", "{reply, [Pid, ...]}"}},
    .start = &startModule<&loop>,
    .documentation =
        "A process is alive from its first pong, dead when the third ping in a row goes out unanswered, and "
        "alive again with its next pong. One that computes answers late, so it may be taken for dead: see "
        "new_worker, and down_monitor, which is not deceived.\n"
        "Wrong in the original: the pings are sent by the `after` clause of the receive, so they cease when "
        "messages come all the time; here a timer sends them. With several monitors, the merge of the "
        "pending counts adds each of them up once a monitor, so with two a process is dead by its second "
        "ping, with the first unanswered; here each process has its own count. `alive` is bound anew within "
        "`unless`, which has no effect outside it in today's Elixir, so nobody ever comes alive; nor does a "
        "dead process leave the list of the living. One that is no longer monitored stays in all lists but "
        "the monitors', one that is monitored twice gets two pings, and a pong from one that is not "
        "monitored at all makes it alive. send_ping's first listing appends to a `dead` that is not bound.",
}};

} // namespace factorama::modules::heart_monitor
