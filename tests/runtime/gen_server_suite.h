// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/gen_server.h"
#include "runtime/otp/gen_server_system.h"
#endif

/// What the ported cases of OTP's gen_server_SUITE share: the suite's callback module, and how its answers
/// are written down.
namespace factorama::testing::gen_server_suite {

inline const Atom startedP("started_p");
inline const Atom delayedAnswer("delayed_answer");
inline const Atom delayedCast("delayed_cast");
inline const Atom delayedInfo("delayed_info");
inline const Atom delayed("delayed");
inline const Atom callWithin("call_within");
inline const Atom nextCall("next_call");
inline const Atom badReturn("badreturn");
inline const Atom hibernateAtom("hibernate");
inline const Atom hibernateNow("hibernate_now");
inline const Atom hibernateLater("hibernate_later");
inline const Atom hibernateNoReply("hibernate_noreply");
inline const Atom stopped("stopped");
inline const Atom stoppedInfo("stopped_info");
inline const Atom crashAtom("crash");
inline const Atom crashed("crashed");
inline const Atom exitShutdown("exit_shutdown");
inline const Atom stopShutdown("stop_shutdown");
inline const Atom shutdownReason("shutdown_reason");
inline const Atom stopShutdownReason("stop_shutdown_reason");
inline const Atom reasonAtom("reason");
inline const Atom sleepAtom("sleep");
inline const Atom stateAtom("state");
inline const Atom formattedAtom("formatted");
inline const Atom crashTerminate("crash_terminate");
inline const Atom terminateAtom("terminate");
inline const Atom handleCastAtom("handle_cast");
inline const Atom handledCast("handled_cast");
inline const Atom handleInfoAtom("handle_info");
inline const Atom handledInfo("handled_info");
inline const Atom continueAtom("continue");
inline const Atom myTestName("my_test_name");
inline const Atom toStop("to_stop");
inline const Atom otherReason("other_reason");
inline const Atom ultimateAnswer("ultimate_answer");
inline const Atom go("go");

/// What the suite's callback module does.
class Server : public otp::GenServer {
public:
    Server() = default;
    explicit Server(Term option) : m_option(std::move(option)) {}

    otp::Init init(Self self) override
    {
        if (m_option.isAtom(sleepAtom)) {
            co_await self.sleep(1000);
        }
        if (m_option.isAtom(atoms::ignore)) {
            co_return otp::Init::ignore();
        }
        if (m_option.isAtom(atoms::stop)) {
            co_return otp::Init::stop(stopped);
        }
        if (m_option.isAtom(hibernateAtom)) {
            co_return otp::Init::ok().hibernate();
        }
        if (m_option.isTuple(2)) { // {state, State}
            m_state = m_option[1];
        }
        co_return otp::Init::ok();
    }

    otp::Decision handleCall(Self self, Term request, otp::From from) override
    {
        using otp::Decision;
        if (request.isAtom(startedP)) {
            return Decision::reply(atoms::ok);
        }
        if (matches(tuple(delayedAnswer, anyInteger), request)) {
            m_replyTo = from;
            return Decision::noReply().timeout(request[1].integer());
        }
        if (matches(tuple(callWithin, anyInteger), request)) {
            m_state = callWithin;
            return Decision::reply(atoms::ok).timeout(request[1].integer());
        }
        if (request.isAtom(nextCall)) {
            const bool within = m_state.isAtom(callWithin);
            m_state = Term();
            return Decision::reply(within ? Term(atoms::ok) : Term(false));
        }
        if (request.isAtom(badReturn)) {
            throw Raised::thrown(badReturn); // nothing else than a Decision can be returned here
        }
        if (request.isAtom(hibernateAtom)) {
            return Decision::reply(true).hibernate();
        }
        if (matches(tuple(hibernateNoReply, anyPid), request)) {
            self.send(request[1].pid(), go);
            m_replyTo = from;
            return Decision::noReply().hibernate();
        }
        if (request.isAtom(atoms::stop)) {
            return Decision::stop(stopped, atoms::ok);
        }
        if (request.isAtom(crashAtom)) {
            self.exit(crashed);
        }
        if (request.isAtom(exitShutdown)) {
            self.exit(atoms::shutdown);
        }
        if (request.isAtom(stopShutdown)) {
            return Decision::stop(atoms::shutdown);
        }
        if (request.isAtom(shutdownReason)) {
            self.exit(tuple(atoms::shutdown, reasonAtom));
        }
        if (request.isAtom(stopShutdownReason)) {
            return Decision::stop(tuple(atoms::shutdown, reasonAtom));
        }
        return GenServer::handleCall(self, request, from);
    }

    otp::Decision handleCast(Self self, Term request) override
    {
        using otp::Decision;
        if (matches(tuple(anyPid, handleCastAtom), request)) {
            self.send(request[0].pid(), tuple(self.pid(), handledCast));
            return Decision::noReply();
        }
        if (matches(tuple(anyPid, delayedCast, anyInteger), request)) {
            m_waiting = request;
            return Decision::noReply().timeout(request[2].integer());
        }
        if (request.isAtom(hibernateNow)) {
            return Decision::noReply().hibernate();
        }
        if (request.isAtom(hibernateLater)) {
            self.sendAfter(1000, self.pid(), hibernateNow);
            return Decision::noReply();
        }
        if (matches(tuple(anyPid, atoms::stop), request)) {
            return Decision::stop(tuple(request[0], stopped));
        }
        return GenServer::handleCast(self, request);
    }

    otp::Decision handleInfo(Self self, Term message) override
    {
        using otp::Decision;
        if (message.isAtom(atoms::timeout)) {
            return timedOut(self);
        }
        if (message.isAtom(hibernateNow)) {
            return Decision::noReply().hibernate();
        }
        if (message.isAtom(hibernateLater)) {
            m_waiting = hibernateAtom;
            return Decision::noReply().timeout(1000);
        }
        if (matches(tuple(anyPid, handleInfoAtom), message)) {
            self.send(message[0].pid(), tuple(self.pid(), handledInfo));
        } else if (matches(tuple(anyPid, delayedInfo, anyInteger), message)) {
            m_waiting = message;
            return Decision::noReply().timeout(message[2].integer());
        } else if (message.isAtom(continueAtom)) {
            otp::reply(self, m_replyTo, Term(true));
        } else if (matches(tuple(anyPid, atoms::stop), message)) {
            return Decision::stop(tuple(message[0], stoppedInfo));
        }
        return Decision::noReply();
    }

    void terminate(Self self, Term reason) override
    {
        if (m_state.isAtom(crashTerminate)) {
            self.exit(tuple(crashAtom, terminateAtom));
        }
        if (matches(tuple(anyPid, anyAtom), reason)) {
            self.send(reason[0].pid(), tuple(self.pid(), reason[1]));
        }
    }

    Term state() const override { return m_state; }
    void setState(Term state) override { m_state = state; }
    Term formatStatus(Term status) const override
    {
        return status.with(stateAtom, tuple(formattedAtom, status.find(stateAtom).value_or(Term())));
    }

private:
    otp::Decision timedOut(Self self)
    {
        if (m_replyTo.pid) {
            otp::reply(self, std::exchange(m_replyTo, {}), delayed);
        } else if (m_state.isAtom(callWithin)) {
            m_state = Term();
        } else if (m_waiting.isAtom(hibernateAtom)) {
            return otp::Decision::noReply().hibernate();
        } else if (m_waiting.isTuple(3)) {
            self.send(m_waiting[0].pid(),
                      tuple(self.pid(), m_waiting[1].isAtom(delayedCast) ? delayed : delayedInfo));
        }
        return otp::Decision::noReply();
    }

    Term m_option;
    Term m_state;
    Term m_waiting; ///< for a time-out
    otp::From m_replyTo;
    Counted m_counted;
};

// -- what the cases share --

/// The pid is always another one.
inline std::string masked(const Term& term, Pid pid)
{
    std::string text = term.toString();
    const std::string shown = pid.toString();
    for (std::size_t at = text.find(shown); at != std::string::npos; at = text.find(shown)) {
        text.replace(at, shown.size(), "PID");
    }
    return text;
}

inline Term outcomeOf(const otp::Started& started)
{
    return started ? Term(atoms::ok) : Term(tuple(atoms::error, started.error));
}

/// As `catch gen_server:call(...)`
inline Subroutine<Term> called(Self self, otp::ServerRef server, Term request, std::int64_t timeout)
{
    try {
        Subroutine<Term> calling = otp::call(self, server, request, timeout);
        Term answer = co_await calling;
        co_return answer;
    } catch (const Raised& raised) {
        co_return tuple(atoms::exit, raised.reason());
    }
}

inline Subroutine<> call(Self self, Record record, otp::ServerRef server, Term request)
{
    Subroutine<Term> calling = called(self, server, request, 5000);
    const Term answer = co_await calling;
    record->add(matches(tuple(atoms::exit, tuple(any, any)), answer) ? Term(tuple(atoms::exit, answer[1][0]))
                                                                     : answer);
}

/// As `catch gen_server:stop(...)`
inline Subroutine<> stop(Self self, Record record, otp::ServerRef server, Term reason)
{
    try {
        Subroutine<> stopping = otp::stop(self, server, reason);
        co_await stopping;
        record->add("ok");
    } catch (const Raised& raised) {
        record->add(raised.what());
    }
}

inline Subroutine<> aliveness(Self self, Record record, Pid pid)
{
    const bool alive = co_await self.isAlive(pid);
    record->add(alive ? "alive" : "dead");
}

/// The next message; pids in it are masked.
inline Subroutine<> receiveOne(Self self, Record record, Pid pid)
{
    const Message message = co_await self.receive(any).after(60'000);
    record->add(message.timedOut() ? "nothing" : masked(message.term(), pid));
}

inline Subroutine<> noMore(Self self, Record record)
{
    const Message message = co_await self.receive(any).after(0);
    record->add(message.timedOut() ? "no more" : message.term().toString());
}

/// The reports of the log, shortened to what says which.
inline void addReports(Self self, const Record& record, Pid pid)
{
    for (const Notice& notice : self.runtime().logBook().after(0)) {
        if (notice.pid == pid) {
            record->add(notice.kind == Notice::Kind::Crash ? "crash report" : "server report");
        }
    }
}

inline bool reported(Self self, const std::string& text)
{
    for (const Notice& notice : self.runtime().logBook().after(0)) {
        if (notice.text.find(text) != std::string::npos) {
            return true;
        }
    }
    return false;
}

} // namespace factorama::testing::gen_server_suite
