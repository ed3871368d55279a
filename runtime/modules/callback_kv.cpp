// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/callback_server.h"

#include <map>

namespace factorama::modules::callback_kv {

namespace {

const Atom put("put");
const Atom get("get");

} // namespace

/// KV as a callback module of the generic server process.
class CallbackKv : public server_process::Callback {
public:
    explicit CallbackKv(const std::vector<Term>&) {}

    Subroutine<> handleCast(Self, Term request) override
    {
        if (!matches(tuple(put, any, any), request)) {
            callback_server::failClause();
        }
        m_map.insert_or_assign(request[1], request[2]);
        co_return;
    }

    Subroutine<Term> handleCall(Self, Term request) override
    {
        if (!matches(tuple(get, any), request)) {
            callback_server::failClause();
        }
        const auto found = m_map.find(request[1]);
        co_return found == m_map.end() ? Term(atoms::nil) : found->second;
    }

private:
    std::map<Term, Term> m_map;
};

const Registration registration{{
    .name = "callback_kv",
    .summary = "Keeps values under keys, as a callback module of a generic server process.",
    .topic = Module::Topic::Servers,
    .parameters = {},
    .messages = {{"{cast, {put, a, 42}}", "nothing: it is put"},
                 {"{call, {get, a}, Self}", "{response, Value}, nil if there is none"}},
    .start = &callback_server::startModule<CallbackKv>,
    .documentation =
        "The generic part loops, receives and answers; the callback module knows what requests mean and "
        "keeps the state. A request without a clause for it crashes the server, with function_clause.\n"
        "In the original, {response, Response} does not tell what it is the response to: whoever calls two "
        "servers may take the one's for the other's. So a call may carry a reference, {call, Request, "
        "Caller, Reference}, which comes back in {response, Reference, Response}.",
}};

} // namespace factorama::modules::callback_kv
