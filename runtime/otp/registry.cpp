// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/registry.h"

#include <algorithm>
#include <map>

namespace factorama::otp::registry {

namespace {

const Atom registerAtom("register");
const Atom unregisterAtom("unregister");
const Atom lookupAtom("lookup");
const Atom keysAtom("keys");
const Atom countAtom("count");
const Atom alreadyRegistered("already_registered");

class RegistryServer : public GenServer {
public:
    RegistryServer(Keys keys, Pid parent) : m_unique(keys == Keys::Unique), m_parent(parent) {}

    Init init(Self self) override
    {
        self.setTrapExit(true);
        return Init::ok();
    }

    Decision handleCall(Self self, Term request, From from) override
    {
        if (matches(tuple(registerAtom, any, any), request)) {
            const Term key = request[1];
            const auto found = m_entries.find(key);
            if (m_unique && found != m_entries.end()) {
                const Pid owner = found->second.pid;
                const bool alive = co_await self.isAlive(owner);
                if (alive) {
                    co_return Decision::reply(tuple(atoms::error, tuple(alreadyRegistered, owner)));
                }
                forget(owner);
            }
            const Term value = request[2];
            m_entries.emplace(key, Entry{from.pid, value});
            m_keys.emplace(from.pid, key);
            self.link(from.pid); // of one that is gone already, the exit comes at once
            co_return Decision::reply(tuple(atoms::ok, self.pid()));
        }
        if (matches(tuple(unregisterAtom, any), request)) {
            const Term key = request[1];
            erase(from.pid, key);
            if (!m_keys.contains(from.pid) && from.pid != m_parent) {
                self.unlink(from.pid);
            }
            co_return Decision::reply(atoms::ok);
        }
        if (matches(tuple(lookupAtom, any), request)) {
            const Term key = request[1];
            const auto found = m_entries.find(key);
            if (m_unique && found != m_entries.end()) {
                const Pid owner = found->second.pid;
                const bool alive = co_await self.isAlive(owner);
                if (!alive) {
                    forget(owner);
                }
            }
            co_return Decision::reply(entriesOf(key));
        }
        if (matches(tuple(keysAtom, anyPid), request)) {
            co_return Decision::reply(keysOf(request[1].pid()));
        }
        if (request.isAtom(countAtom)) {
            co_return Decision::reply(Term(m_entries.size()));
        }
        co_return GenServer::handleCall(self, request, from);
    }

    Decision handleInfo(Self, Term message) override
    {
        if (matches(tuple(atoms::exit, anyPid, any), message)) {
            forget(message[1].pid());
        }
        return Decision::noReply();
    }

private:
    Term entriesOf(const Term& key) const
    {
        std::vector<Term> entries;
        const auto [first, last] = m_entries.equal_range(key);
        for (auto entry = first; entry != last; ++entry) {
            entries.push_back(tuple(entry->second.pid, entry->second.value));
        }
        return Term::list(entries);
    }

    Term keysOf(Pid pid) const
    {
        std::vector<Term> owned;
        const auto [first, last] = m_keys.equal_range(pid);
        for (auto key = first; key != last; ++key) {
            owned.push_back(key->second);
        }
        std::sort(owned.begin(), owned.end());
        return Term::list(owned);
    }

    void erase(Pid pid, const Term& key)
    {
        const auto [first, last] = m_entries.equal_range(key);
        for (auto entry = first; entry != last;) {
            entry = entry->second.pid == pid ? m_entries.erase(entry) : std::next(entry);
        }
        const auto [firstKey, lastKey] = m_keys.equal_range(pid);
        for (auto owned = firstKey; owned != lastKey;) {
            owned = owned->second == key ? m_keys.erase(owned) : std::next(owned);
        }
    }

    void forget(Pid pid)
    {
        for (auto owned = m_keys.find(pid); owned != m_keys.end(); owned = m_keys.find(pid)) {
            const Term key = owned->second;
            erase(pid, key);
        }
    }

    bool m_unique;
    Pid m_parent;
    std::multimap<Term, Entry> m_entries; ///< by key; those of one key in the order of their registration
    std::multimap<Pid, Term> m_keys; ///< of each process
};

} // namespace

Subroutine<Started> startLink(Self self, Keys keys, Atom name)
{
    return otp::startLink<RegistryServer>(self, local(name), keys, self.pid());
}

Subroutine<Started> startLink(Self self, Keys keys)
{
    return otp::startLink<RegistryServer>(self, keys, self.pid());
}

Subroutine<Term> registerKey(Self self, ServerRef registry, Term key, Term value)
{
    return call(self, registry, tuple(registerAtom, key, value));
}

Subroutine<> unregisterKey(Self self, ServerRef registry, Term key)
{
    Subroutine<Term> calling = call(self, registry, tuple(unregisterAtom, key));
    const Term answer = co_await calling;
}

Subroutine<std::vector<Entry>> lookup(Self self, ServerRef registry, Term key)
{
    Subroutine<Term> calling = call(self, registry, tuple(lookupAtom, key));
    const Term answer = co_await calling;
    std::vector<Entry> entries;
    for (const Term& entry : answer.elements()) {
        entries.push_back({entry[0].pid(), entry[1]});
    }
    co_return entries;
}

Subroutine<std::vector<Term>> keys(Self self, ServerRef registry, Pid pid)
{
    Subroutine<Term> calling = call(self, registry, tuple(keysAtom, pid));
    const Term answer = co_await calling;
    co_return answer.elements();
}

Subroutine<std::size_t> count(Self self, ServerRef registry)
{
    Subroutine<Term> calling = call(self, registry, countAtom);
    const Term answer = co_await calling;
    co_return static_cast<std::size_t>(answer.integer());
}

Subroutine<> dispatch(Self self, ServerRef registry, Term key, DispatchFunction function, Term argument)
{
    Subroutine<std::vector<Entry>> looking = lookup(self, registry, key);
    const std::vector<Entry> entries = co_await looking;
    if (!entries.empty()) {
        function(self, entries, argument);
    }
}

} // namespace factorama::otp::registry
