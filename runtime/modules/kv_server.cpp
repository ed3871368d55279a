// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/kv_server.h"

#include "runtime/modules/gen_server_module.h"

#include <map>

namespace factorama::modules::kv_server {

namespace {

const Atom putAtom("put");
const Atom getAtom("get");

} // namespace

class KvServer : public otp::GenServer {
public:
    explicit KvServer(std::vector<Term> arguments) : m_name(arguments[0].atom()) {}

    otp::Init init(Self self) override
    {
        self.registerName(m_name);
        return otp::Init::ok();
    }

    otp::Decision handleCall(Self self, Term request, otp::From from) override
    {
        if (!matches(tuple(getAtom, any), request)) {
            return GenServer::handleCall(self, request, from);
        }
        return otp::Decision::reply(valueOf(request[1]));
    }

    otp::Decision handleCast(Self self, Term request) override
    {
        if (!matches(tuple(putAtom, any, any), request)) {
            return GenServer::handleCast(self, request);
        }
        m_map.insert_or_assign(request[1], request[2]);
        return otp::Decision::noReply();
    }

    /// The messages of kv, from those who do not call.
    otp::Decision handleInfo(Self self, Term message) override
    {
        if (matches(tuple(putAtom, any, any, anyPid), message)) {
            m_map.insert_or_assign(message[1], message[2]);
            self.send(message[3].pid(), atoms::ok);
        } else if (matches(tuple(getAtom, any, anyPid), message)) {
            self.send(message[2].pid(), valueOf(message[1]));
        } else {
            return GenServer::handleInfo(self, message);
        }
        return otp::Decision::noReply();
    }

    Term state() const override { return Term::map({m_map.begin(), m_map.end()}); }

private:
    Term valueOf(const Term& key) const
    {
        const auto found = m_map.find(key);
        return found == m_map.end() ? Term(atoms::nil) : found->second;
    }

    Atom m_name;
    std::map<Term, Term> m_map;
};

Subroutine<otp::Started> startLink(Self self, Atom name)
{
    return otp::startLink<KvServer>(self, std::vector<Term>{name});
}

void put(Self self, otp::ServerRef server, const Term& key, const Term& value)
{
    otp::cast(self, server, tuple(putAtom, key, value));
}

Subroutine<Term> get(Self self, otp::ServerRef server, Term key)
{
    return otp::call(self, server, tuple(getAtom, key));
}

const Registration registration{{
    .name = "kv_server",
    .summary = "Keeps values under keys, as a gen_server.",
    .topic = Module::Topic::Servers,
    .parameters = {Parameter::processName("name", "to register under", "kv_server")},
    .messages = {{"{get, a, Self}", "the value, or nil"},
                 {"{put, a, 42, Self}", "ok"},
                 {"{'$gen_cast', {put, a, 42}}", "nothing: it is put"}},
    .start = &startServerModule<KvServer>,
    .documentation =
        "The same as kv, but loop, protocol and time-outs are gen_server's: get is a call, which ends its "
        "caller if the server is not there or ends before it has answered; put is a cast. A message that is "
        "neither is handle_info's, which takes the plain messages of kv and logs all others, where kv leaves "
        "them in its mailbox. A call or cast that it does not know ends it.",
}};

} // namespace factorama::modules::kv_server
