// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor_server.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/child_handover.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace factorama::otp::detail {

namespace {

const Atom changeStrategyAtom(ChangeStrategy);
const Atom functionClause("function_clause");
const Atom localAtom("local");
const Atom startChild("start_child");
const Atom supervisorAtom("supervisor");
const Atom tryAgainRestart("try_again_restart");

/// {Error, Stack}, or the reason of an exit.
Term reasonOf(const Raised& raised, const Term& stack)
{
    switch (raised.raisedClass()) {
    case Raised::Class::Exit:
        break;
    case Raised::Class::Error:
        return tuple(raised.reason(), stack);
    case Raised::Class::Throw:
        return tuple(tuple(atoms::nocatch, raised.reason()), stack);
    }
    return raised.reason();
}

} // namespace

SupervisorServer::~SupervisorServer()
{
    if (m_publication != nullptr) {
        m_publication->closeDown();
    }
}

void SupervisorServer::changed() const noexcept
{
    if (m_publication != nullptr) {
        m_publication->changed();
    }
}

Init SupervisorServer::init(Self self)
{
    auto publication = std::make_unique<SupervisorPublication>(*this);
    m_publication = publication.get();
    self.process().makeRare().publish(std::move(publication));
    const Atom registered = self.process().name();
    const Atom module = self.process().initialCall().function;
    m_name = registered.isUndefined() ? Term(tuple(self.pid(), module)) : Term(tuple(localAtom, registered));
    self.setTrapExit(true);
    Subroutine<Term> beginning = begin(self);
    const Term begun = co_await beginning;
    if (begun.isAtom(atoms::ignore)) {
        co_return Init::ignore();
    }
    if (begun.isTuple(2)) {
        co_return Init::stop(begun[1]);
    }
    changed();
    co_return Init::ok();
}

Decision SupervisorServer::handleCall(Self self, Term request, From)
{
    Subroutine<std::optional<Term>> answering = answer(self, request);
    std::optional<Term> reply = co_await answering;
    if (!reply) {
        throw Raised::error(functionClause);
    }
    changed();
    co_return Decision::reply(std::move(*reply));
}

Decision SupervisorServer::handleCast(Self self, Term request)
{
    if (request.isTuple(2) && request[0].isAtom(changeStrategyAtom)) {
        const auto strategy = static_cast<RestartStrategy>(request[1].toInteger().value());
        if (!changeStrategy(strategy)) {
            self.runtime().log(Notice::Kind::Warning, self.pid(),
                               fmt::format("Supervisor {} keeps its strategy: {} is not possible here",
                                           m_name.toString(), nameOf(strategy)));
        }
        changed();
        co_return Decision::noReply();
    }
    if (!request.isTuple(2) || !request[0].isAtom(tryAgainRestart)) {
        throw Raised::error(functionClause);
    }
    const Term which = request[1];
    Subroutine<bool> trying = tryAgain(self, which);
    const bool goesOn = co_await trying;
    changed();
    if (!goesOn) {
        co_return Decision::stop(atoms::shutdown);
    }
    co_return Decision::noReply();
}

Decision SupervisorServer::handleInfo(Self self, Term message)
{
    if (!message.isTuple(3) || !message[0].isAtom(atoms::exit) || !message[1].isPid()) {
        self.runtime().log(Notice::Kind::Warning, self.pid(),
                           fmt::format("Supervisor received unexpected message: {}", message.toString(500)));
        co_return Decision::noReply();
    }
    const Pid pid = message[1].pid();
    const Term reason = message[2];
    changed(); // what stops and starts because of it may take its time
    Subroutine<bool> restarting = childEnded(self, pid, reason);
    const bool goesOn = co_await restarting;
    changed();
    if (!goesOn) {
        co_return Decision::stop(atoms::shutdown);
    }
    co_return Decision::noReply();
}

Subroutine<> SupervisorServer::terminateAndWait(Self self, Term)
{
    return stopChildren(self);
}

void SupervisorServer::tryAgainLater(Self self, const Term& which)
{
    cast(self, self.pid(), tuple(tryAgainRestart, which));
}

Subroutine<Started> startSupervisorServer(Self self, std::unique_ptr<SupervisorServer> server, Atom module,
                                          Atom registered)
{
    ServerOptions options;
    options.name = registered;
    const InternedCall call({supervisorAtom, module, 1});
    return startServer(self, std::move(server), call, options, StartKind::Link);
}

Pid spawnSupervisorServer(Runtime& runtime, std::unique_ptr<SupervisorServer> server, Atom module,
                          SpawnOptions options)
{
    options.initialCall = InternedCall({supervisorAtom, module, 1});
    return spawnServer(runtime, std::move(server), std::move(options));
}

Subroutine<Term> callStartChild(Self self, ServerRef supervisor, ChildSpecification child)
{
    // The name is resolved here, since what is handed over is for one process.
    const Pid pid = supervisor.resolve(self);
    StartHandover handover(self, pid, std::move(child));
    const ServerRef receiver = pid ? ServerRef(pid) : supervisor;
    const Term request = tuple(startChild, handover.message());
    Subroutine<Term> calling = call(self, receiver, request, Infinity);
    try {
        Term reply = co_await calling;
        handover.finish();
        co_return reply;
    } catch (...) {
        handover.finish();
        throw;
    }
}

Subroutine<StartedChild> startCaught(Self self, const StartFunction* start, std::vector<Term> extra,
                                     Caught caught)
{
    const Term called = start->toTerm();
    Term reason;
    try {
        Subroutine<StartedChild> starting = start->start(self, extra);
        StartedChild started = co_await starting;
        co_return started;
    } catch (...) {
        const Raised raised = raisedFrom(std::current_exception());
        if (caught == Caught::AsExit && raised.raisedClass() == Raised::Class::Throw) {
            co_return StartedChild::from(raised.reason()); // `catch` makes it what the function returned
        }
        const auto arity = static_cast<std::int64_t>(called[2].size() + extra.size());
        const Term place = tuple(called[0], called[1], arity, Term());
        reason = reasonOf(raised, list(place));
    }
    co_return StartedChild::failed(caught == Caught::AsExit ? Term(tuple(atoms::exit, reason)) : reason);
}

Subroutine<StoppedChild> stopChild(Self self, Pid pid, std::int64_t shutdown, Restart restart)
{
    const Reference monitor = self.monitor(pid);
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    Message message;
    bool timedOut = false;
    if (shutdown == ChildSpecification::BrutalKill) {
        self.exit(pid, atoms::kill);
        message = co_await self.receive(down);
    } else if (shutdown == ChildSpecification::Infinity) {
        self.exit(pid, atoms::shutdown);
        message = co_await self.receive(down);
    } else {
        self.exit(pid, atoms::shutdown);
        message = co_await self.receive(down).after(shutdown);
        timedOut = message.timedOut();
    }
    if (timedOut) {
        self.exit(pid, atoms::kill);
        message = co_await self.receive(down);
    }
    Subroutine<Term> flushing = unlinkFlush(self, pid, message[4]);
    const Term reason = co_await flushing;
    co_return StoppedChild{reason, endedAsAsked(reason, shutdown, restart)};
}

Subroutine<Term> unlinkFlush(Self self, Pid pid, Term otherwise)
{
    self.unlink(pid);
    const auto exited = tuple(atoms::exit, pid, any);
    const Message message = co_await self.receive(exited).after(0);
    co_return message.timedOut() ? otherwise : message[2];
}

bool endedAsAsked(const Term& reason, std::int64_t shutdown, Restart restart)
{
    if (shutdown == ChildSpecification::BrutalKill) {
        return reason.isAtom(atoms::killed) || (restart != Restart::Permanent && isPlannedExit(reason));
    }
    return reason.isAtom(atoms::shutdown) || (restart != Restart::Permanent && isPlannedExit(reason));
}

void report(Self self, const SupervisorServer& supervisor, std::string_view context, const Term& reason,
            const Term& child, const Term& id)
{
    const std::string who =
        child.isInteger() ? fmt::format("{} children", child.toString()) : child.toString();
    // A child that is started again is news; that one cannot be, or does not stop, is a reason to look.
    const bool childEnded = context == "child_terminated";
    const auto kind = childEnded ? Notice::Kind::Information : Notice::Kind::Warning;
    self.runtime().log(kind, self.pid(),
                       fmt::format("{} {} {}: {}. Supervisor: {}.", id.toString(300), who, context,
                                   reason.toString(300), supervisor.reportName().toString()),
                       childEnded ? Notice::About::EndOfChild : Notice::About::Other);
}

void StoppedReport::add(Self self, const Term& id, Pid pid, const Term& reason)
{
    constexpr std::size_t Together = 50;
    if (m_count == Together || (m_count > 0 && m_reason != reason)) {
        tell(self);
    }
    m_children += fmt::format("{}{} {}", m_count == 0 ? "" : ", ", id.toString(100), pid.toString());
    m_reason = reason;
    ++m_count;
}

void StoppedReport::tell(Self self)
{
    if (m_count > 0) {
        self.runtime().log(Notice::Kind::Information, self.pid(),
                           fmt::format("{} stopped: {}. Supervisor: {}.", m_children, m_reason.toString(300),
                                       m_supervisor.reportName().toString()),
                           Notice::About::StoppedChildren);
    }
    m_children.clear();
    m_count = 0;
}

bool RestartIntensity::add(Self self, std::int64_t intensity, std::int64_t period)
{
    constexpr std::int64_t Second = 1'000'000'000;
    const std::int64_t now = self.monotonicTime() / Second;
    while (!m_restarts.empty() && m_restarts.front() < now - period) {
        m_restarts.pop_front();
    }
    m_restarts.push_back(now);
    return m_restarts.size() <= static_cast<std::size_t>(intensity);
}

Term RestartIntensity::toTerm() const
{
    return Term::list(std::vector<Term>(m_restarts.rbegin(), m_restarts.rend()));
}

} // namespace factorama::otp::detail
