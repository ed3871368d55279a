// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/module.h"

#include <map>
#include <set>

namespace factorama::modules::bounded_kv {

namespace {

const Atom put("put");
const Atom get("get");
const Atom deleteAtom("delete");
const Atom full("full");
const Atom notOwner("not_owner");

struct Entry {
    Term value;
    Pid owner;
};

} // namespace

/// Keeps a bounded number of values, each for as long as the process lives that put it.
Process loop(Self self, std::vector<Term> arguments)
{
    self.registerName(arguments[0].atom());
    const auto limit = static_cast<std::size_t>(arguments[1].integer());
    std::map<Term, Entry> entries;
    std::set<Pid> owners; // that are monitored
    const auto toPut = tuple(put, any, any, anyPid);
    const auto toGet = tuple(get, any, anyPid);
    const auto toDelete = tuple(deleteAtom, any, anyPid);
    const auto ended = tuple(atoms::down, anyReference, atoms::process, anyPid, any);
    for (;;) {
        const Message message = co_await self.receive(ended, toPut, toGet, toDelete);
        if (message.clause() == 0) {
            const Pid owner = message[3].pid();
            std::erase_if(entries, [owner](const auto& entry) { return entry.second.owner == owner; });
            owners.erase(owner);
            continue;
        }
        const Pid sender = message[message.clause() == 1 ? 3 : 2].pid();
        const auto found = entries.find(message[1]);
        if (message.clause() == 2) {
            self.send(sender, found == entries.end() ? Term(atoms::nil) : found->second.value);
        } else if (found != entries.end() && found->second.owner != sender) {
            self.send(sender, tuple(atoms::error, notOwner));
        } else if (message.clause() == 3) {
            entries.erase(message[1]);
            self.send(sender, atoms::ok);
        } else if (found == entries.end() && entries.size() >= limit) {
            self.send(sender, tuple(atoms::error, full));
        } else {
            entries.insert_or_assign(message[1], Entry{message[2], sender});
            if (owners.insert(sender).second) {
                self.monitor(sender);
            }
            self.send(sender, atoms::ok);
        }
    }
}

const Registration registration{{
    .name = "bounded_kv",
    .summary = "Keeps a bounded number of values under keys, each until the process that put it ends.",
    .topic = Module::Topic::Limits,
    .parameters = {Parameter::processName("name", "to register under", "bounded_kv"),
                   Parameter::integer("limit", "of keys", "100", 1, 10'000)},
    .messages = {{"{put, a, 42, Self}", "ok, {error, full}, or {error, not_owner}"},
                 {"{get, a, Self}", "the value, or nil"},
                 {"{delete, a, Self}", "ok, or {error, not_owner}"}},
    .start = &startModule<&loop>,
    .documentation = "The original's KV grows for as long as anybody puts, and keeps what nobody needs any "
                     "more. This one refuses keys past its limit, and monitors who puts: an entry may be "
                     "changed and deleted by its owner alone, and goes when that process ends.",
}};

} // namespace factorama::modules::bounded_kv
