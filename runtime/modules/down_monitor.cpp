// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <map>

namespace factorama::modules::down_monitor {

namespace {

const Atom monitor("monitor");
const Atom demonitor("demonitor");
const Atom listMonitors("list_monitors");
const Atom listAlive("list_alive");
const Atom listDead("list_dead");

/// The monitors' references; `undefined` of the dead.
using Monitors = std::map<Pid, Reference>;

Term pidsOf(const Monitors& monitors, bool alive, bool dead)
{
    std::vector<Term> pids;
    for (const auto& [pid, reference] : monitors) {
        if (reference ? alive : dead) {
            pids.emplace_back(pid);
        }
    }
    return Term::list(pids);
}

} // namespace

/// Knows which of the processes that it monitors are dead, because the runtime tells it.
Process loop(Self self, std::vector<Term>)
{
    const auto itsDown = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    const auto aboutOne = tuple(anyAtom, any);
    Monitors monitors;
    for (;;) {
        const Message message = co_await self.receive(itsDown, aboutOne);
        if (message.clause() == 0) {
            for (auto& [pid, reference] : monitors) {
                reference = reference == message[1].reference() ? Reference() : reference;
            }
            continue;
        }
        const Atom request = message[0].atom();
        const Pid pid = message[1].pid();
        const auto known = monitors.find(pid);
        if (request == listMonitors || request == listAlive || request == listDead) {
            self.send(pid, tuple(atoms::reply, pidsOf(monitors, request != listDead, request != listAlive)));
        } else if (request == monitor && known == monitors.end()) {
            monitors[pid] = self.monitor(pid);
        } else if (request == demonitor && known != monitors.end()) {
            self.demonitor(known->second);
            monitors.erase(known);
        }
    }
}

const Registration registration{{
    .name = "down_monitor",
    .summary = "A heart_monitor without pings: the runtime tells it which of its processes have ended.",
    .topic = Module::Topic::Failures,
    .parameters = {},
    .messages = {{"{monitor, Self}", "nothing: there are no pings"},
                 {"{demonitor, Self}", "it is in no list any more"},
                 {"{list_monitors, Self}", "{reply, [Pid, ...]}"},
                 {"{list_alive, Self}", "{reply, [Pid, ...]}"},
                 {"{list_dead, Self}", "{reply, [Pid, ...]}"}},
    .start = &startModule<&loop>,
    .documentation =
        "Understands heart_monitor's messages. It knows of an end at once, where pings need three intervals, "
        "and it never takes a process for dead that computes. What it cannot see is one that hangs.",
}};

} // namespace factorama::modules::down_monitor
