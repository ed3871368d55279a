// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/call.h"

#include <vector>

namespace factorama::otp {

namespace {

const Atom callingSelf("calling_self");
const Atom functionClause("function_clause");

auto answerTo(Reference tag)
{
    return tuple(tag, any);
}

auto downOf(Reference tag)
{
    return tuple(atoms::down, tag, atoms::process, any, any);
}

} // namespace

Call::Call(Self self, const detail::CallSite& site, ServerRef server, Term request, std::int64_t wanted)
    : m_self(self),
      m_site(site),
      m_server(server),
      m_request(std::move(request)),
      m_wanted(wanted)
{
    matcher = &matchOne;
    timeout = wanted > LongestTimeout ? BadTimeout : wanted;
}

Raised Call::failure(const Term& reason) const
{
    using Arguments = detail::CallSite::Arguments;
    std::vector<Term> arguments{m_server.toTerm()};
    if (m_site.arguments == Arguments::ServerAndRequest) {
        arguments.push_back(m_request);
    } else if (m_site.arguments == Arguments::ServerAndPayload) {
        arguments.push_back(m_request[1]);
    }
    if (m_site.withTimeout) {
        arguments.push_back(m_wanted == Infinity ? Term(atoms::infinity) : Term(m_wanted));
    }
    return Raised::exit(tuple(reason, tuple(m_site.module, m_site.function, Term::list(arguments))));
}

namespace {

Subroutine<Term> awaitCall(Self self, detail::CallSite site, ServerRef server, Term request,
                           std::int64_t timeout)
{
    Call calling(self, site, server, std::move(request), timeout);
    Term answer = co_await calling;
    co_return answer;
}

} // namespace

Call::operator Subroutine<Term>() &&
{
    return awaitCall(m_self, m_site, m_server, std::move(m_request), m_wanted);
}

bool Call::await_ready()
{
    const Pid pid = m_server.resolve(m_self);
    if (!pid) {
        throw failure(atoms::noproc);
    }
    if (pid == m_self.pid()) {
        throw failure(callingSelf);
    }
    if (m_wanted < 0) {
        throw failure(tuple(functionClause, Term()));
    }
    m_tag = m_self.sendRequest(
        pid, [this](Reference tag) { return tuple(m_site.label, tuple(m_self.pid(), tag), m_request); });
    ControlBlock& process = m_self.process();
    process.receive = this;
    process.mailbox.skipAll(); // nothing that has come before can hold the tag
    process.spend(1);
    return false;
}

void Call::await_suspend(std::coroutine_handle<>) noexcept
{
    m_self.process().wait =
        m_wanted == Infinity ? ControlBlock::Wait::Receive : ControlBlock::Wait::TimedReceive;
}

int Call::matchOne(const ReceiveState& state, Word message)
{
    const Reference tag = static_cast<const Call&>(static_cast<const TimedReceiveState&>(state)).m_tag;
    if (expression::matches(answerTo(tag), message)) {
        return Answer;
    }
    return expression::matches(downOf(tag), message) ? Down : -1;
}

Term Call::await_resume()
{
    ControlBlock& process = m_self.process();
    Turn& turn = process.worker->turn;
    if (Signal* const received = std::exchange(turn.received, nullptr)) {
        const Term message = signals::takePayload(received);
        if (turn.clause == Down) {
            throw failure(message[4]);
        }
        // The answer has taken monitor and alias along, unless it was sent past the alias.
        if (!process.mailbox.isEmpty() || process.relations.lookUp(m_tag)) {
            m_self.demonitor(m_tag, Demonitor::Flush);
        }
        return message[1];
    }
    if (timeout == BadTimeout) {
        throw Raised::error(atoms::timeoutValue);
    }
    // From here on an answer is dropped; one may have come just before.
    m_self.demonitor(m_tag, Demonitor::Flush);
    const auto answered = [this](const Signal& message) {
        return expression::matches(answerTo(m_tag), message.payload);
    };
    if (Signal* const late = process.takeMessage(answered, m_tag)) {
        return signals::takePayload(late)[1];
    }
    throw failure(atoms::timeout);
}

} // namespace factorama::otp
