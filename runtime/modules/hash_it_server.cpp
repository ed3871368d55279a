// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/hash_it_server.h"

#include "runtime/modules/gen_server_module.h"
#include "runtime/modules/hash_it.h"

#include <map>

namespace factorama::modules::hash_it_server {

namespace {

const Atom computeTag("compute");
const Atom statistics("statistics");

class HashItServer : public otp::GenServer {
public:
    explicit HashItServer(const std::vector<Term>& arguments)
        : m_name(arguments[0].atom()),
          m_kind(arguments[1].atom())
    {
    }

    otp::Init init(Self self) override
    {
        const Pid named = self.whereis(m_name);
        if (named && named != self.pid()) {
            return otp::Init::stop(tuple(atoms::alreadyStarted, named));
        }
        if (!named) {
            self.registerName(m_name);
        }
        return otp::Init::ok();
    }

    otp::Decision handleCall(Self, Term request, otp::From) override
    {
        if (matches(statistics, request)) {
            return otp::Decision::reply(tuple(statistics, m_requests, m_known.size()));
        }
        if (!matches(tuple(computeTag, anyBinary), request)) {
            return otp::Decision::reply(tuple(atoms::error, atoms::badarg));
        }
        return otp::Decision::reply(tuple(atoms::ok, hashOf(request[1])));
    }

    /// As hash_it answers, for those who only send.
    otp::Decision handleInfo(Self self, Term message) override
    {
        if (matches(tuple(atoms::shutdown), message)) {
            return otp::Decision::stop(atoms::normal);
        }
        if (matches(tuple(computeTag, any, anyPid, any), message)) {
            self.send(message[2].pid(), tuple(atoms::ok, message[3], hashOf(message[1])));
        } else if (matches(tuple(statistics, anyPid), message)) {
            self.send(message[1].pid(), tuple(statistics, m_requests, m_known.size()));
        }
        return otp::Decision::noReply();
    }

private:
    Term hashOf(const Term& value)
    {
        ++m_requests;
        const auto found = m_known.find(value);
        return found != m_known.end() ? found->second
                                      : m_known.emplace(value, hash_it::hash(m_kind, value)).first->second;
    }

    const Atom m_name;
    const Atom m_kind;
    std::map<Term, Term> m_known;
    std::int64_t m_requests = 0;
};

} // namespace

Subroutine<Term> compute(Self self, otp::ServerRef server, Term value, std::int64_t timeout)
{
    return otp::call(self, server, tuple(computeTag, value), timeout);
}

const Registration registration{{
    .name = "hash_it_server",
    .summary = "hash_it as a gen_server.",
    .topic = Module::Topic::Hashing,
    .parameters = {Parameter::processName("name", "the name to register", "hashItMD5"),
                   hash_it::kindParameter()},
    .messages = {{"{compute, <<\"bipin\">>, Self, 1}", "{ok, 1, <<\"A83383D30B2DA2F863CB12739254BB02\">>}"},
                 {"{compute, not_text, Self, 2}", "it crashes: {badarg, ...}"},
                 {"{statistics, Self}", "{statistics, Requests, Computed}"},
                 {"{shutdown}", "it ends normally"}},
    .start = &startServerModule<HashItServer>,
    .documentation =
        "Understands hash_it's messages, but for {link, ...}. References, time-outs and what becomes of late "
        "answers, which hash_it has to see to itself, come with the gen_server's call; only a process can "
        "make one, by compute(). A call with something other than a binary is answered {error, badarg}.",
}};

} // namespace factorama::modules::hash_it_server
