// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/agent.h"

#include <optional>

namespace factorama::otp::agent {

namespace {

const Atom getAtom("get");
const Atom updateAtom("update");
const Atom getAndUpdateAtom("get_and_update");
const Atom castAtom("cast");
const Atom callAtom("call");
const Atom elixirGenServer("Elixir.GenServer");
const Atom badReturnValue("bad_return_value");

/// Requests are {Operation, {Function, Argument}}.
Term apply(const Term& request, const Term& state)
{
    const Function function = functionOf(request[0]);
    if (function == nullptr) {
        throw Raised::error(atoms::badarg);
    }
    return function(state, request[1]);
}

class AgentServer : public GenServer {
public:
    AgentServer(Term state, Term function) : m_state(std::move(state)), m_function(std::move(function)) {}

    Init init(Self) override
    {
        if (!m_function.isNil()) {
            m_state = apply(tuple(m_function, m_state), Term());
        }
        return Init::ok();
    }

    Decision handleCall(Self self, Term request, From from) override
    {
        if (matches(tuple(getAtom, any), request)) {
            return Decision::reply(apply(request[1], m_state));
        }
        if (matches(tuple(updateAtom, any), request)) {
            m_state = apply(request[1], m_state);
            return Decision::reply(atoms::ok);
        }
        if (matches(tuple(getAndUpdateAtom, any), request)) {
            const Term both = apply(request[1], m_state);
            if (!both.isTuple(2)) {
                return Decision::stop(tuple(badReturnValue, both));
            }
            m_state = both[1];
            return Decision::reply(both[0]);
        }
        return GenServer::handleCall(self, request, from);
    }

    Decision handleCast(Self self, Term request) override
    {
        if (matches(tuple(castAtom, any), request)) {
            m_state = apply(request[1], m_state);
            return Decision::noReply();
        }
        return GenServer::handleCast(self, request);
    }

    Decision handleInfo(Self, Term) override { return Decision::noReply(); }
    Term state() const override { return m_state; }
    void setState(Term state) override { m_state = std::move(state); }

private:
    Term m_state; ///< before init(), the argument of the function
    Term m_function; ///< that makes the first state, `[]` if there is none
};

Term request(Atom operation, Function function, const Term& argument)
{
    return tuple(operation, tuple(functionTerm(function), argument));
}

Subroutine<Term> ask(Self self, ServerRef agent, const Term& request, std::int64_t timeout)
{
    static const otp::detail::CallSite site{atoms::genCall, elixirGenServer, callAtom,
                                            otp::detail::CallSite::Arguments::ServerAndRequest, true};
    return Call(self, site, agent, request, timeout);
}

} // namespace

Subroutine<Started> start(Self self, Term state, ServerOptions options)
{
    return otp::start<AgentServer>(self, options, std::move(state), Term());
}

Subroutine<Started> startLink(Self self, Term state, ServerOptions options)
{
    return otp::startLink<AgentServer>(self, options, std::move(state), Term());
}

Subroutine<Started> start(Self self, Function function, Term argument, ServerOptions options)
{
    return otp::start<AgentServer>(self, options, std::move(argument), functionTerm(function));
}

Subroutine<Started> startLink(Self self, Function function, Term argument, ServerOptions options)
{
    return otp::startLink<AgentServer>(self, options, std::move(argument), functionTerm(function));
}

Subroutine<Term> get(Self self, ServerRef agent, Function function, Term argument, std::int64_t timeout)
{
    return ask(self, agent, request(getAtom, function, argument), timeout);
}

Subroutine<> update(Self self, ServerRef agent, Function function, Term argument, std::int64_t timeout)
{
    Subroutine<Term> asking = ask(self, agent, request(updateAtom, function, argument), timeout);
    const Term answer = co_await asking;
}

Subroutine<Term> getAndUpdate(Self self, ServerRef agent, Function function, Term argument,
                              std::int64_t timeout)
{
    return ask(self, agent, request(getAndUpdateAtom, function, argument), timeout);
}

void cast(Self self, ServerRef agent, Function function, const Term& argument)
{
    otp::cast(self, agent, request(castAtom, function, argument));
}

Subroutine<> stop(Self self, ServerRef agent, Term reason, std::int64_t timeout)
{
    std::optional<Term> failure;
    try {
        Subroutine<> stopping = otp::stop(self, agent, reason, timeout);
        co_await stopping;
    } catch (const Raised& raised) {
        if (raised.raisedClass() != Raised::Class::Exit) {
            throw;
        }
        failure = raised.reason();
    }
    if (failure) {
        const Term time = timeout == Infinity ? Term(atoms::infinity) : Term(timeout);
        throw Raised::exit(
            tuple(*failure, tuple(elixirGenServer, atoms::stop, list(agent.toTerm(), reason, time))));
    }
}

} // namespace factorama::otp::agent
