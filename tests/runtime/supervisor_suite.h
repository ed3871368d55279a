// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support.h"

#ifndef Q_MOC_RUN
#include "runtime/otp/supervisor.h"
#include "runtime/term/parse.h"
#endif

#include <atomic>
#include <map>
#include <source_location>
#include <string>
#include <string_view>
#include <vector>

/// What the cases of OTP's supervisor_SUITE share. Specifications and results are in Erlang's notation, as
/// there; supervisor_1 and the other modules of children do what those of the suite do.
namespace factorama::testing::suite {

inline const Atom supTest("sup_test");
inline const Atom supervisor1("supervisor_1");
inline const Atom die("die");
inline const Atom died("died");
inline const Atom abnormal("abnormal");
inline const Atom supervisorHow("supervisor");

inline Term erl(std::string_view text)
{
    const ParsedTerm parsed = parseTerm(text, 1000);
    if (!parsed.term) {
        throw std::runtime_error(std::string(text) + ": " + parsed.error);
    }
    return *parsed.term;
}

// -- the modules of children --

/// Stops as it is told by message or exit signal; traps exits.
class Supervisor1 : public otp::GenServer {
public:
    explicit Supervisor1(Term start) : m_start(std::move(start)) {}

    otp::Init init(Self self) override
    {
        if (m_start.isAtom(atoms::error)) {
            return otp::Init::stop(atoms::error);
        }
        self.setTrapExit(true);
        return otp::Init::ok();
    }
    otp::Decision handleInfo(Self self, Term message) override
    {
        static const Atom sleep("sleep");
        if (message.isTuple(2) && message[0].isAtom(sleep)) {
            const std::int64_t milliseconds = message[1].integer();
            co_await self.sleep(milliseconds);
        }
        if (message.isAtom(die)) {
            co_return otp::Decision::stop(died);
        }
        if (message.isAtom(atoms::stop)) {
            co_return otp::Decision::stop(atoms::normal);
        }
        if (message.isTuple(3) && message[0].isAtom(atoms::exit)) {
            co_return otp::Decision::stop(message[2]);
        }
        co_return otp::Decision::noReply();
    }

private:
    Term m_start;
    Counted m_counted;
};

/// start_child(ignore) and start_child(error) behave differently the second time that a supervisor calls
/// them; other arguments are returned as extra information.
inline Subroutine<otp::StartedChild> supervisor1StartChild(Self supervisor, std::vector<Term> arguments)
{
    const Term how = arguments.empty() ? Term(atoms::normal) : arguments[0];
    const bool special = how.isAtom(atoms::ignore) || how.isAtom(atoms::error);
    const bool first = special && supervisor.putValue(how, atoms::true_).isAtom(atoms::undefined);
    if (first && how.isAtom(atoms::ignore)) {
        co_return otp::StartedChild::ignore();
    }
    Term start = how.isAtom(atoms::error) && !first ? Term(atoms::error) : Term(atoms::normal);
    const otp::Started started = co_await otp::startLink<Supervisor1>(supervisor, start);
    if (started.pid && !special && !arguments.empty()) {
        co_return otp::StartedChild::ok(started.pid, how);
    }
    co_return otp::StartedChild::from(started);
}

/// Takes some time to stop.
class Supervisor2 : public otp::GenServer {
public:
    explicit Supervisor2(std::int64_t milliseconds) : m_milliseconds(milliseconds) {}

    otp::Init init(Self self) override
    {
        self.setTrapExit(true);
        return otp::Init::ok();
    }
    Subroutine<> terminateAndWait(Self self, Term) override { co_await self.sleep(m_milliseconds); }

private:
    std::int64_t m_milliseconds;
};

inline Subroutine<otp::StartedChild> supervisor2StartChild(Self supervisor, std::vector<Term> arguments)
{
    const std::int64_t milliseconds = arguments[0].integer();
    const otp::Started started = co_await otp::startLink<Supervisor2>(supervisor, milliseconds);
    co_return otp::StartedChild::from(started);
}

/// Asks whether it is to start: tells {Name, Pid}, and waits for {{ok, _}, Caller} or {{stop, Reason},
/// Caller}.
class Supervisor3 : public otp::GenServer {
public:
    Supervisor3(Term name, Pid caller) : m_name(std::move(name)), m_caller(caller) {}

    otp::Init init(Self self) override
    {
        self.send(m_caller, tuple(m_name, self.pid()));
        const auto decided = tuple(tuple(anyAtom, any), m_caller);
        const Message message = co_await self.receive(decided);
        const Term decision = message[0];
        if (decision[0].isAtom(atoms::stop)) {
            co_return otp::Init::stop(decision[1]);
        }
        co_return otp::Init::ok();
    }

private:
    Term m_name;
    Pid m_caller;
};

inline Subroutine<otp::StartedChild> supervisor3StartChild(Self supervisor, std::vector<Term> arguments)
{
    const Term name = arguments[0];
    const Pid caller = arguments[1].pid();
    const otp::Started started = co_await otp::startLink<Supervisor3>(supervisor, name, caller);
    co_return otp::StartedChild::from(started);
}

/// Fails to start, slowly, while `failStart` says so: a supervisor that allows 8 restarts in 10 seconds does
/// not give up.
class SupervisorDeadlock : public otp::GenServer {
public:
    inline static std::atomic<bool> failStart = false;

    otp::Init init(Self self) override
    {
        if (failStart) {
            co_await self.sleep(2000);
            co_return otp::Init::stop(atoms::error);
        }
        co_return otp::Init::ok();
    }
    otp::Decision handleCast(Self, Term) override { return otp::Decision::stop(atoms::error); }
};

inline Subroutine<otp::StartedChild> supervisorDeadlockStartChild(Self supervisor, std::vector<Term>)
{
    const otp::ServerOptions options = otp::local(Atom("supervisor_deadlock"));
    const otp::Started started = co_await otp::startLink<SupervisorDeadlock>(supervisor, options);
    co_return otp::StartedChild::from(started);
}

/// Unlinks itself from its supervisor.
inline Process naughtyChild(Self self, Pid supervisor)
{
    self.setTrapExit(true);
    self.unlink(supervisor);
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

inline Subroutine<otp::StartedChild> naughtyChildStartLink(Self supervisor, std::vector<Term> arguments)
{
    const Pid pid = supervisor.spawnLink<&naughtyChild>(arguments[0].pid());
    co_return otp::StartedChild::ok(pid);
}

/// {supervisor, start_link, [supervisor_SUITE, InitResult]}
inline otp::SupervisorInit initOf(Term result)
{
    if (result.isAtom(Atom("fail"))) {
        throw Raised::error(tuple(atoms::badmatch, 2));
    }
    return result;
}

inline Subroutine<otp::StartedChild> supervisorStartLink(Self supervisor, std::vector<Term> arguments)
{
    const Term result = arguments[1];
    const otp::Started started = co_await otp::startSupervisorLink<&initOf>(supervisor, Atom(), result);
    co_return otp::StartedChild::from(started);
}

inline void defineModules()
{
    const Atom startChild("start_child");
    const Atom startLink("start_link");
    otp::defineStartFunction(supervisor1, startChild, &supervisor1StartChild);
    otp::defineStartFunction(Atom("supervisor_2"), startChild, &supervisor2StartChild);
    otp::defineStartFunction(Atom("supervisor_3"), startChild, &supervisor3StartChild);
    otp::defineStartFunction(Atom("supervisor_deadlock"), startChild, &supervisorDeadlockStartChild);
    otp::defineStartFunction(Atom("naughty_child"), startLink, &naughtyChildStartLink);
    otp::defineStartFunction(Atom("supervisor"), startLink, &supervisorStartLink);
}

// -- what a case does --

/// What supervisor:start_link({local, sup_test}, supervisor_SUITE, InitResult) returns.
inline Subroutine<Term> startLink(Self self, const char* initResult)
{
    Term result = erl(initResult);
    const otp::Started started = co_await otp::startSupervisorLink<&initOf>(self, supTest, result);
    if (started.pid) {
        co_return tuple(atoms::ok, started.pid);
    }
    co_return started.error.isAtom(atoms::ignore) ? started.error : Term(tuple(atoms::error, started.error));
}

/// The pid of a supervisor that does start.
inline Subroutine<Pid> started(Self self, const char* initResult)
{
    const Term result = co_await startLink(self, initResult);
    co_return result[1].pid();
}

inline Subroutine<Term> startChild(Self self, otp::ServerRef supervisor, const char* specification)
{
    const Term child = erl(specification);
    return otp::startChild(self, supervisor, child);
}
inline Subroutine<Pid> childPid(Self self, otp::ServerRef supervisor, const char* specification)
{
    const Term result = co_await startChild(self, supervisor, specification);
    co_return result[1].pid();
}

/// [Specs, Active, Supervisors, Workers]
inline Subroutine<Term> counts(Self self, otp::ServerRef supervisor)
{
    const Term all = co_await otp::countChildren(self, supervisor);
    std::vector<Term> numbers;
    for (const Term& count : all.elements()) {
        numbers.push_back(count[1]);
    }
    co_return Term::list(numbers);
}

/// Ends a child in one of the suite's ways, and waits for that; `supervisor` is terminate_child. The reason.
inline Subroutine<Term> terminate(Self self, Pid supervisor, Pid child, Term id, Term how)
{
    if (how.isAtom(supervisorHow)) {
        const Term result = co_await otp::terminateChild(self, supervisor, id);
        co_return result;
    }
    const Reference monitor = self.monitor(child);
    if (how.isAtom(atoms::normal)) {
        self.send(child, atoms::stop);
    } else if (how.isAtom(abnormal)) {
        self.send(child, die);
    } else {
        self.exit(child, how);
    }
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const Message message = co_await self.receive(down);
    co_return message[4];
}
inline Subroutine<Term> terminate(Self self, Pid child, Term how)
{
    return terminate(self, Pid(), child, Term(), how);
}

/// The reason of a linked process' end.
inline Subroutine<Term> exitOf(Self self, Pid pid)
{
    const auto exited = tuple(atoms::exit, pid, any);
    const Message message = co_await self.receive(exited);
    co_return message[2];
}

/// A case at work: compares in Erlang's notation, with names for pids. At its end it records what was wrong
/// first, or "ok".
class Case {
public:
    Case(Self self, Record record) : m_self(self), m_record(std::move(record)) { self.setTrapExit(true); }
    ~Case()
    {
        if (!m_done && m_fault.empty()) {
            m_fault = "it did not come to its end";
        }
        m_record->add(m_fault.empty() ? "ok" : m_fault);
    }
    Case(const Case&) = delete;
    Case& operator=(const Case&) = delete;

    void done() { m_done = true; }
    void name(Pid pid, const std::string& pidName) { m_names[pid] = pidName; }
    void check(const Term& actual, std::string_view expected,
               std::source_location where = std::source_location::current())
    {
        std::string text = actual.toString();
        for (const auto& [pid, pidName] : m_names) {
            const std::string shown = pid.toString();
            for (std::size_t at = text.find(shown); at != std::string::npos; at = text.find(shown)) {
                text.replace(at, shown.size(), pidName);
            }
        }
        if (text != expected) {
            fail("got " + text + " instead of " + std::string(expected), where);
        }
    }
    void verify(bool condition, std::source_location where = std::source_location::current())
    {
        if (!condition) {
            fail("it does not hold", where);
        }
    }

private:
    void fail(const std::string& what, const std::source_location& where)
    {
        if (m_fault.empty()) {
            m_fault = "line " + std::to_string(where.line()) + ": " + what;
        }
    }

    Self m_self;
    Record m_record;
    std::map<Pid, std::string> m_names;
    std::string m_fault;
    bool m_done = false;
};

/// Runs a case with many seeds; "ok", or what went wrong with which seed.
template<auto body>
QString simulatedCase(std::uint64_t seeds = 25)
{
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        if (const QString lines = joined(linesSimulated<body>(seed)); lines != QStringLiteral("ok")) {
            return QStringLiteral("%1 (seed %2)").arg(lines).arg(seed);
        }
    }
    return QStringLiteral("ok");
}

/// The same, and on threads: for cases that do not wait for time to pass.
template<auto body>
QString timelessCase(std::uint64_t seeds = 25)
{
    if (const QString result = simulatedCase<body>(seeds); result != QStringLiteral("ok")) {
        return result;
    }
    for (const int schedulers : {1, 2}) {
        if (const QString lines = joined(linesThreaded<body>(schedulers)); lines != QStringLiteral("ok")) {
            return QStringLiteral("%1 (%2 schedulers)").arg(lines).arg(schedulers);
        }
    }
    return QStringLiteral("ok");
}

} // namespace factorama::testing::suite

/// The slot of a case: the body of the same name in `cases`.
#define TIMELESS_CASE(name)                                                                                  \
    void name()                                                                                              \
    {                                                                                                        \
        QCOMPARE(timelessCase<&cases::name>(), QStringLiteral("ok"));                                        \
    }
#define SIMULATED_CASE(name)                                                                                 \
    void name()                                                                                              \
    {                                                                                                        \
        QCOMPARE(simulatedCase<&cases::name>(), QStringLiteral("ok"));                                       \
    }
