// SPDX-License-Identifier: GPL-3.0-or-later
#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/agent.h"
#include "runtime/otp/gen_server_system.h"
#endif

using namespace factorama;
using namespace factorama::testing;
namespace agent = otp::agent;

namespace {

const Atom counterName("counter");
const Atom nope("nope");
const Atom getAtom("get");
const Atom functionAtom("function");

Term itself(Term state, Term)
{
    return state;
}

Term add(Term state, Term number)
{
    return state.integer() + number.integer();
}

/// {Old, New}
Term multiply(Term state, Term number)
{
    return tuple(state, state.integer() * number.integer());
}

Term argumentOf(Term, Term argument)
{
    return argument;
}

Term exits(Term, Term reason)
{
    throw Raised::exit(reason);
}

Term fails(Term, Term reason)
{
    throw Raised::error(reason);
}

/// What a failing request exits with, but for the agent and the function.
Term withoutPlace(const Raised& raised)
{
    const Term place = raised.reason()[1];
    return tuple(raised.reason()[0], place[0], place[1]);
}

Process operations(Self self, Record record)
{
    const otp::Started started = co_await agent::startLink(self, Term(1));
    const Pid pid = started.pid;
    Term value = co_await agent::get(self, pid, &itself);
    record->add(value);
    const Term number = 1;
    co_await agent::update(self, pid, &add, number);
    const Term factor = 10;
    value = co_await agent::getAndUpdate(self, pid, &multiply, factor);
    record->add(value);
    value = co_await agent::get(self, pid, &itself);
    record->add(value);
    agent::cast(self, pid, &add, number);
    value = co_await agent::get(self, pid, &add, factor);
    record->add(value);
    value = co_await otp::sys::getState(self, pid);
    record->add(value);
    self.send(pid, "what is that"); // is dropped
    co_await agent::stop(self, pid);
    const bool alive = co_await self.isAlive(pid);
    record->add(alive ? "alive" : "gone");
}

Process named(Self self, Record record)
{
    self.setTrapExit(true);
    const otp::ServerOptions options = otp::local(counterName);
    const Term first = "first";
    const otp::Started started = co_await agent::startLink(self, &argumentOf, first, options);
    const Term value = co_await agent::get(self, counterName, &itself);
    record->add(value);
    const otp::Started again = co_await agent::startLink(self, &argumentOf, first, options);
    record->add(again.error == Term(tuple(atoms::alreadyStarted, started.pid)) ? "already started" : "?");
    co_await agent::stop(self, counterName);
    const auto exit = tuple(atoms::exit, started.pid, any);
    const Message message = co_await self.receive(exit);
    record->add(message[2]);
    try {
        co_await agent::stop(self, counterName);
    } catch (const Raised& raised) {
        record->add(raised.reason());
    }
    const Term reason = nope;
    const otp::Started none = co_await agent::start(self, &exits, reason);
    record->add(none ? "started" : none.error.toString());
}

Process failures(Self self, Record record)
{
    const Term reason = nope;
    otp::Started started = co_await agent::start(self, Term(1));
    try {
        co_await agent::update(self, started.pid, &fails, reason);
    } catch (const Raised& raised) {
        record->add(withoutPlace(raised));
    }
    try {
        const Term value = co_await agent::get(self, started.pid, &itself);
    } catch (const Raised& raised) {
        record->add(withoutPlace(raised));
    }
    started = co_await agent::start(self, Term(21));
    try {
        const Term value = co_await agent::getAndUpdate(self, started.pid, &itself);
    } catch (const Raised& raised) {
        record->add(withoutPlace(raised));
    }
    // A message that looks like a request, but whose function nobody has sent, ends the agent and no more.
    started = co_await agent::start(self, Term(21));
    const Term forged = tuple(getAtom, tuple(tuple(functionAtom, 1'000'000), Term()));
    try {
        const Term value = co_await otp::call(self, started.pid, forged);
    } catch (const Raised& raised) {
        record->add(raised.reason()[0][0]);
    }
}

} // namespace

class AgentTest : public QObject {
    Q_OBJECT

private slots:
    void getUpdateAndCast() { COMPARE_LINES(&operations, "1 | 2 | 20 | 31 | 21 | gone"); }
    void names()
    {
        COMPARE_LINES(&named, "<<\"first\">> | already started | normal | "
                              "{noproc,{'Elixir.GenServer',stop,[counter,normal,infinity]}} | nope");
    }
    void aFailureEndsTheAgentAndItsCaller()
    {
        COMPARE_LINES(&failures, "{{nope,[{'AgentServer',handle_call,3,[]}]},'Elixir.GenServer',call} | "
                                 "{noproc,'Elixir.GenServer',call} | "
                                 "{{bad_return_value,21},'Elixir.GenServer',call} | badarg");
    }
};

QTEST_APPLESS_MAIN(AgentTest)
#include "agent_test.moc"
