// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/call.h"

#include <vector>

namespace factorama::otp {

namespace {

const Atom callingSelf("calling_self");
const Atom functionClause("function_clause");

} // namespace

Raised Call::failure(const Term& reason) const
{
    using Arguments = detail::CallSite::Arguments;
    std::vector<Term> arguments{m_server.toTerm()};
    if (m_site->arguments == Arguments::ServerAndRequest) {
        arguments.push_back(m_request);
    } else if (m_site->arguments == Arguments::ServerAndPayload) {
        arguments.push_back(m_request[1]);
    }
    if (m_site->withTimeout) {
        arguments.push_back(m_wanted == Infinity ? Term(atoms::infinity) : Term(m_wanted));
    }
    return Raised::exit(tuple(reason, tuple(m_site->module, m_site->function, Term::list(arguments))));
}

namespace {

Subroutine<Term> awaitCall(Self self, const detail::CallSite* site, ServerRef server, Term request,
                           std::int64_t timeout)
{
    Call calling(self, *site, server, std::move(request), timeout);
    Term answer = co_await calling;
    co_return answer;
}

} // namespace

Call::operator Subroutine<Term>() &&
{
    return awaitCall(m_self, m_site, m_server, std::move(m_request), m_wanted);
}

void Call::refuse(Pid pid) const
{
    if (!pid) {
        throw failure(atoms::noproc);
    }
    throw failure(pid == m_self.pid() ? Term(callingSelf) : Term(tuple(functionClause, Term())));
}

Term Call::resumeLate()
{
    if (timeout == BadTimeout) {
        throw Raised::error(atoms::timeoutValue);
    }
    // From here on an answer is dropped; one may have come just before.
    m_self.demonitor(m_tag, Demonitor::Flush);
    const auto answered = [this](const Signal& message) {
        return expression::matches(tuple(m_tag, any), message.payload);
    };
    if (Signal* const late = m_self.process().takeMessage(answered, m_tag)) {
        return signals::takePayload(late)[1];
    }
    throw failure(atoms::timeout);
}

} // namespace factorama::otp
