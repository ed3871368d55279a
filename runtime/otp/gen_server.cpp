// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/gen_server.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/gen_server_function.h"

#include <fmt/format.h>

#include <optional>

namespace factorama::otp {

namespace {

const Atom ack("ack");
const Atom genServer("gen_server");
const Atom badCall("bad_call");
const Atom badCast("bad_cast");
const Atom badContinue("bad_continue");
const Atom badReturnValue("bad_return_value");
const Atom callbackFailed("callback_failed");
const Atom systemAtom("system");
const Atom suspendAtom("suspend");
const Atom resumeAtom("resume");
const Atom getStateAtom("get_state");
const Atom replaceStateAtom("replace_state");
const Atom getStatusAtom("get_status");
const Atom terminateAtom("terminate");
const Atom unknownSystemMessage("unknown_system_msg");
const Atom stateAtom("state");
const Atom messageAtom("message");
const Atom reasonAtom("reason");
const Atom logAtom("log");
const Atom initAtom("init");
const Atom ancestorsKey("$ancestors");
const Atom initialCallKey("$initial_call");

Atom registeredName(Self self)
{
    return self.process().name();
}

/// Its registered name, or else its pid.
Term nameOf(Self self)
{
    const Atom name = registeredName(self);
    return name.isUndefined() ? Term(self.pid()) : Term(name);
}

// -- what a server is doing --

/// What a callback is called for.
struct Event {
    enum class Kind : std::uint8_t { Call, Cast, Info, Continue };

    Kind kind = Kind::Info;
    Term content;
    From from; ///< of a call
};

/// Why a server ends, and what there is to say of it.
struct Ending {
    Term reason;
    Term reported; ///< the reason, with the place where it was raised
    Term lastMessage;
    std::optional<Term> answer; ///< of a last call, after terminate
    From from;
};

struct CallbackName {
    Atom function;
    std::uint8_t arity;
};

/// As in a stack: [{Module, Function, Arity, []}]
Term placeOf(Self self, const CallbackName& callback)
{
    return list(
        tuple(self.process().initialCall().module, callback.function, std::int64_t{callback.arity}, Term()));
}

CallbackName callbackOf(const Event& event)
{
    static const Atom handleCall("handle_call");
    static const Atom handleCast("handle_cast");
    static const Atom handleInfo("handle_info");
    static const Atom handleContinue("handle_continue");
    switch (event.kind) {
    case Event::Kind::Call:
        return {handleCall, 3};
    case Event::Kind::Cast:
        return {handleCast, 2};
    case Event::Kind::Continue:
        return {handleContinue, 2};
    case Event::Kind::Info:
        break;
    }
    return {handleInfo, 2};
}

Term messageOf(const Event& event)
{
    return event.kind == Event::Kind::Cast ? Term(tuple(atoms::genCast, event.content)) : event.content;
}

/// The reason to end with after a callback has thrown this, and the one to report.
Ending endingAfter(const Raised& raised, const Term& place)
{
    Ending ending;
    switch (raised.raisedClass()) {
    case Raised::Class::Error:
        ending.reason = ending.reported = tuple(raised.reason(), place);
        break;
    case Raised::Class::Exit:
        ending.reason = raised.reason();
        ending.reported = tuple(raised.reason(), place);
        break;
    case Raised::Class::Throw: // OTP takes what is thrown for the return value
        ending.reason = ending.reported = tuple(badReturnValue, raised.reason());
        break;
    }
    return ending;
}

/// As the return value of a callback: {reply, Value} and so on.
Term valueOf(const detail::Verdict& verdict)
{
    return verdict.kind == detail::Verdict::Kind::Reply
               ? Term(tuple(atoms::reply, verdict.value))
               : Term(tuple(atoms::stop, verdict.reason, verdict.value));
}

Decision dispatch(Self self, GenServer& server, const Event& event)
{
    switch (event.kind) {
    case Event::Kind::Call:
        return server.handleCall(self, event.content, event.from);
    case Event::Kind::Cast:
        return server.handleCast(self, event.content);
    case Event::Kind::Continue:
        return server.handleContinue(self, event.content);
    case Event::Kind::Info:
        break;
    }
    return server.handleInfo(self, event.content);
}

// -- system messages --

Term classAndReason(const Raised& raised)
{
    static const Atom classes[] = {atoms::error, Atom("exit"), Atom("throw")};
    return tuple(classes[static_cast<std::size_t>(raised.raisedClass())], raised.reason());
}

Term failed(const Raised& raised, Atom callback)
{
    return tuple(atoms::error, tuple(callbackFailed, tuple(genServer, callback), classAndReason(raised)));
}

Term answerGetState(const GenServer& server)
{
    static const Atom systemGetState("system_get_state");
    try {
        return tuple(atoms::ok, server.state());
    } catch (...) {
        return failed(raisedFrom(std::current_exception()), systemGetState);
    }
}

Term answerReplaceState(GenServer& server, const Term& request)
{
    static const Atom systemReplaceState("system_replace_state");
    try {
        const Function function = functionOf(request[1]);
        if (function == nullptr) {
            throw Raised::error(atoms::badarg);
        }
        const Term state = function(server.state(), request[2]);
        server.setState(state);
        return tuple(atoms::ok, state);
    } catch (...) {
        return failed(raisedFrom(std::current_exception()), systemReplaceState);
    }
}

/// The status as the server wants it seen, or as it is if that fails.
Term formatted(const GenServer& server, std::vector<std::pair<Term, Term>> status)
{
    Term plain = Term::map(std::move(status));
    try {
        plain = plain.with(stateAtom, server.state());
        return server.formatStatus(plain);
    } catch (...) {
        return plain;
    }
}

Term part(const Term& map, Atom key)
{
    return map.isMap() ? map.find(key).value_or(Term()) : Term();
}

Term answerGetStatus(Self self, const GenServer& server, Pid parent, bool suspended)
{
    static const Atom status("status");
    static const Atom module("module");
    static const Atom header("header");
    static const Atom data("data");
    static const Atom running("running");
    static const Atom suspendedAtom("suspended");
    const Term state = suspended ? suspendedAtom : running;
    const Term shown = formatted(server, {{logAtom, Term()}});
    const Term title = Term::string("Status for generic server " + nameOf(self).toString());
    const Term common = list(tuple(Term::string("Status"), state), tuple(Term::string("Parent"), parent),
                             tuple(Term::string("Logged events"), part(shown, logAtom)));
    const Term special = list(tuple(Term::string("State"), part(shown, stateAtom)));
    const Term dictionary = list(tuple(ancestorsKey, self.getValue(ancestorsKey)),
                                 tuple(initialCallKey, self.getValue(initialCallKey)));
    const Term misc = list(tuple(header, title), tuple(data, common), tuple(data, special));
    return tuple(status, self.pid(), tuple(module, genServer), list(dictionary, state, parent, Term(), misc));
}

/// The answer to a system message other than `terminate`.
Term answerSystem(Self self, GenServer& server, const Term& request, Pid parent, bool& suspended)
{
    if (request.isAtom(suspendAtom) || request.isAtom(resumeAtom)) {
        suspended = request.isAtom(suspendAtom);
        return atoms::ok;
    }
    if (request.isAtom(getStateAtom)) {
        return answerGetState(server);
    }
    if (request.isAtom(getStatusAtom)) {
        return answerGetStatus(self, server, parent, suspended);
    }
    if (request.isTuple(3) && request[0].isAtom(replaceStateAtom)) {
        return answerReplaceState(server, request);
    }
    return tuple(atoms::error, tuple(unknownSystemMessage, request));
}

// -- reports --

/// OTP's report of a server that ends by an error; the crash report follows when it has ended.
void report(Self self, const GenServer& server, const Ending& ending)
{
    constexpr std::size_t Limit = 2000;
    const Term shown = formatted(
        server, {{messageAtom, ending.lastMessage}, {reasonAtom, ending.reported}, {logAtom, Term()}});
    self.runtime().log(
        Notice::Kind::Warning, self.pid(),
        fmt::format("Generic server {} terminating\n  last message in was {}\n  when server state was {}\n"
                    "  reason for termination: {}",
                    nameOf(self).toString(), part(shown, messageAtom).toString(Limit),
                    part(shown, stateAtom).toString(Limit), part(shown, reasonAtom).toString(Limit)));
}

} // namespace

// -- callbacks --

Init GenServer::init(Self)
{
    return Init::ok();
}

Decision GenServer::handleCall(Self, Term request, From)
{
    return Decision::stop(tuple(badCall, request));
}

Decision GenServer::handleCast(Self, Term request)
{
    return Decision::stop(tuple(badCast, request));
}

Decision GenServer::handleInfo(Self self, Term message)
{
    self.runtime().log(Notice::Kind::Warning, self.pid(),
                       fmt::format("Server {} got an unexpected message: {}", nameOf(self).toString(),
                                   message.toString(500)));
    return Decision::noReply();
}

Decision GenServer::handleContinue(Self, Term continuation)
{
    return Decision::stop(tuple(badContinue, continuation));
}

void GenServer::terminate(Self, Term) {}

Subroutine<> GenServer::terminateAndWait(Self self, Term reason)
{
    terminate(self, reason);
    co_return;
}

Term GenServer::state() const
{
    return Atom();
}

void GenServer::setState(Term)
{
    throw Raised::error(atoms::undef);
}

Term GenServer::formatStatus(Term status) const
{
    return status;
}

// -- the server --

namespace {

/// Who started the server, and how.
struct Launch {
    Pid starter;
    Reference tag; ///< of the message that tells the starter what init came to: {ack, Tag, Outcome}
    bool linked; ///< then the starter is the server's parent, whose exit ends it
    Atom name; ///< to register
};

bool takeName(Self self, Atom name)
{
    try {
        if (!name.isUndefined()) {
            self.registerName(name);
        }
        return true;
    } catch (const Raised&) {
        return false;
    }
}

/// Before the starter is told that init has failed, so that it may use the name again at once.
void giveUp(Self self, const Launch& launch, const Term& outcome)
{
    if (!launch.name.isUndefined()) {
        self.unregisterName(launch.name);
    }
    self.send(launch.starter, tuple(ack, launch.tag, outcome));
}

/// Clauses of a server's receive, in the order of its patterns.
constexpr int CallClause = 0;
constexpr int CastClause = 1;
constexpr int SystemClause = 2;
constexpr int ParentExitClause = 3;

/// Of a message that is a tuple, as the pattern has shown.
inline Word elementOf(const Message& message, std::size_t index)
{
    return word::toNode(message.term().rawWord())->words()[index];
}

/// Of a call or a system message, {Label, {Pid, Tag}, Request}.
inline From callerOf(const Message& message)
{
    const Node* const caller = word::toNode(elementOf(message, 1));
    return {word::toPid(caller->words()[0]), word::toReference(caller->words()[1])};
}

[[gnu::always_inline]] inline Event eventOf(const Message& message)
{
    switch (message.clause()) {
    case CallClause:
        return {Event::Kind::Call, Term::from(elementOf(message, 2)), callerOf(message)};
    case CastClause:
        return {Event::Kind::Cast, Term::from(elementOf(message, 1)), {}};
    case Message::Timeout:
        return {Event::Kind::Info, atoms::timeout, {}};
    default:
        return {Event::Kind::Info, message.term(), {}};
    }
}

/// What a callback came to that is still to be acted on.
struct Unfinished {
    Event event;
    std::optional<Decision> decision; ///< or else:
    std::optional<Raised> raised;
};

/// All that a callback decided, if that is done at once: most often it answers and waits for the next
/// message.
bool finish(Self self, const Event& event, const Decision& decision)
{
    const detail::Verdict* const verdict = decision.ready();
    if (verdict == nullptr || verdict->next.kind != detail::Next::Kind::Wait || self.isExiting()) {
        return false;
    }
    if (verdict->kind == detail::Verdict::Kind::Reply && event.kind == Event::Kind::Call) {
        reply(self, event.from, verdict->value);
        return true;
    }
    return verdict->kind == detail::Verdict::Kind::NoReply;
}

/// Calls the callback. True if all that it decided is done.
///
/// No coroutine: what lies in one's frame costs more. With all that it calls within.
[[gnu::flatten]] bool handleAtOnce(Self self, GenServer& server, Event event,
                                   std::optional<Unfinished>& unfinished)
{
    try {
        Decision decision = dispatch(self, server, event);
        if (finish(self, event, decision)) {
            return true;
        }
        unfinished.emplace(std::move(event), std::move(decision), std::nullopt);
    } catch (...) {
        unfinished.emplace(std::move(event), std::nullopt, raisedFrom(std::current_exception()));
    }
    return false;
}

Process serve(Self self, std::unique_ptr<GenServer> server, Launch launch, Term ancestors)
{
    detail::enterProcLib(self, ancestors);
    if (!takeName(self, launch.name)) {
        const Term taken = tuple(atoms::alreadyStarted, self.whereis(launch.name));
        self.send(launch.starter, tuple(ack, launch.tag, tuple(atoms::error, taken)));
        co_return;
    }

    detail::InitVerdict begun;
    std::optional<Raised> raised;
    try {
        Init decided = server->init(self);
        if (decided.isReady()) {
            begun = decided.take();
        } else {
            Subroutine<detail::InitVerdict> later = decided.takeLater();
            begun = co_await later;
        }
    } catch (...) {
        raised = raisedFrom(std::current_exception());
    }
    if (self.isExiting()) {
        co_return; // it has ended itself by a signal, and nothing of it runs any more
    }
    if (raised) {
        const Ending failure = endingAfter(*raised, placeOf(self, {initAtom, 1}));
        giveUp(self, launch, tuple(atoms::error, failure.reason));
        self.exit(failure.reason);
    }
    if (begun.kind == detail::InitVerdict::Kind::Ignore) {
        giveUp(self, launch, atoms::ignore);
        co_return;
    }
    if (begun.kind == detail::InitVerdict::Kind::Stop) {
        giveUp(self, launch, tuple(atoms::error, begun.reason));
        self.exit(begun.reason);
    }
    self.send(launch.starter, tuple(ack, launch.tag, atoms::ok));

    const Pid parent = launch.linked ? launch.starter : self.pid();
    const auto callPattern = tuple(atoms::genCall, tuple(anyPid, anyReference), any);
    const auto castPattern = tuple(atoms::genCast, any);
    const auto systemPattern = tuple(systemAtom, tuple(anyPid, anyReference), any);
    const auto parentExit = tuple(atoms::exit, parent, any);
    detail::Next next = std::move(begun.next);
    bool suspended = false;
    Ending ending;
    std::optional<Unfinished> unfinished;
    for (;;) {
        bool done = false;
        if (next.kind == detail::Next::Kind::Continue) {
            done = handleAtOnce(self, *server, {Event::Kind::Continue, next.continuation, {}}, unfinished);
        } else {
            if (next.kind == detail::Next::Kind::Hibernate) {
                co_await self.hibernate();
            }
            Message message;
            if (suspended) {
                message = co_await self.receive(systemPattern, parentExit);
                message = Message(message.term(), message.clause() + SystemClause);
            } else if (next.kind == detail::Next::Kind::Timeout) {
                message = co_await self.receive(callPattern, castPattern, systemPattern, parentExit, any)
                              .after(next.milliseconds);
            } else {
                message = co_await self.receive(callPattern, castPattern, systemPattern, parentExit, any);
            }
            if (message.clause() == SystemClause) {
                const From from = callerOf(message);
                const Term request = message[2];
                if (!request.isTuple(2) || !request[0].isAtom(terminateAtom)) {
                    reply(self, from, answerSystem(self, *server, request, parent, suspended));
                    continue; // what comes next stays, and a time-out begins anew
                }
                reply(self, from, atoms::ok);
                ending = {request[1], request[1], Term(), {}, {}};
                break;
            }
            if (message.clause() == ParentExitClause) {
                ending = {message[2], message[2], message.term(), {}, {}};
                break;
            }
            done = handleAtOnce(self, *server, eventOf(message), unfinished);
        }
        if (done) {
            next = {};
            continue;
        }
        detail::Verdict verdict;
        if (unfinished->decision) {
            try {
                if (unfinished->decision->isReady()) {
                    verdict = unfinished->decision->take();
                } else {
                    Subroutine<detail::Verdict> later = unfinished->decision->takeLater();
                    verdict = co_await later;
                }
            } catch (...) {
                unfinished->raised = raisedFrom(std::current_exception());
            }
        }
        if (self.isExiting()) {
            co_return;
        }
        if (unfinished->raised) {
            ending = endingAfter(*unfinished->raised, placeOf(self, callbackOf(unfinished->event)));
            ending.lastMessage = messageOf(unfinished->event);
            break;
        }
        const bool answers = verdict.kind == detail::Verdict::Kind::Reply ||
                             verdict.kind == detail::Verdict::Kind::StopWithReply;
        if (answers && unfinished->event.kind != Event::Kind::Call) {
            const Term wrong = tuple(badReturnValue, valueOf(verdict));
            ending = {wrong, wrong, messageOf(unfinished->event), {}, {}};
            break;
        }
        if (verdict.kind == detail::Verdict::Kind::Reply) {
            reply(self, unfinished->event.from, verdict.value);
        } else if (verdict.kind != detail::Verdict::Kind::NoReply) {
            ending = {
                verdict.reason, verdict.reason, messageOf(unfinished->event), {}, unfinished->event.from};
            if (answers) {
                ending.answer = verdict.value;
            }
            break;
        }
        next = std::move(verdict.next);
        unfinished.reset();
    }

    raised.reset();
    try {
        const Term reason = ending.reason;
        Subroutine<> terminating = server->terminateAndWait(self, reason);
        co_await terminating;
    } catch (...) {
        raised = raisedFrom(std::current_exception());
    }
    if (self.isExiting()) {
        co_return;
    }
    if (raised &&
        raised->raisedClass() != Raised::Class::Throw) { // what it returns or throws does not matter
        const Ending failure = endingAfter(*raised, placeOf(self, {terminateAtom, 2}));
        ending.reason = failure.reason;
        ending.reported = failure.reported;
        report(self, *server, ending);
    } else if (!isPlannedExit(ending.reason)) {
        report(self, *server, ending);
    }
    if (ending.answer) {
        reply(self, ending.from, *ending.answer);
    }
    self.exit(ending.reason);
}

/// What the starter is told, with the process gone.
Started failure(const Term& outcome)
{
    return {Pid(), outcome.isTuple(2) ? outcome[1] : outcome, {}};
}

/// Ends a server whose init takes too long.
Subroutine<> abandon(Self self, Pid server, Reference monitor, bool linked)
{
    const auto down = tuple(atoms::down, monitor, atoms::process, any, any);
    const auto exited = tuple(atoms::exit, server, any);
    if (linked) {
        self.unlink(server);
    }
    self.exit(server, atoms::kill);
    const Message end = co_await self.receive(down);
    const Message exit = co_await self.receive(exited).after(0);
}

} // namespace

namespace detail {

Term ancestorsOfChild(Self self)
{
    const Term own = self.getValue(ancestorsKey);
    return Term::cons(nameOf(self), own.isList() ? own : Term());
}

void enterProcLib(Self self, const Term& ancestors)
{
    const InitialCall call = self.process().initialCall();
    self.putValue(initialCallKey, tuple(call.module, call.function, std::int64_t{call.arity}));
    self.putValue(ancestorsKey, ancestors);
}

Subroutine<Started> startServer(Self self, std::unique_ptr<GenServer> server, InternedCall initialCall,
                                ServerOptions options, StartKind kind)
{
    if (!options.name.isUndefined()) {
        if (const Pid owner = self.whereis(options.name)) {
            co_return Started{Pid(), tuple(atoms::alreadyStarted, owner), {}};
        }
    }
    const bool linked = kind == StartKind::Link;
    SpawnOptions spawnOptions;
    spawnOptions.link = linked;
    spawnOptions.monitor = true;
    spawnOptions.initialCall = initialCall;
    const Term ancestors = ancestorsOfChild(self);
    const Reference tag = self.makeReference();
    const Launch launch{self.pid(), tag, linked, options.name};
    const Spawned spawned =
        self.spawnWith<&serve>(std::move(spawnOptions), std::move(server), launch, ancestors);

    const auto acknowledged = tuple(ack, tag, any);
    const auto down = tuple(atoms::down, spawned.monitor, atoms::process, any, any);
    const auto exited = tuple(atoms::exit, spawned.pid, any);
    Message message;
    if (options.timeout == Infinity) {
        message = co_await self.receive(acknowledged, down);
    } else {
        message = co_await self.receive(acknowledged, down).after(options.timeout);
    }
    if (message.timedOut()) {
        Subroutine<> abandoning = abandon(self, spawned.pid, spawned.monitor, linked);
        co_await abandoning;
        co_return Started{Pid(), atoms::timeout, {}};
    }
    if (message.clause() == 1) { // it was killed
        if (linked) { // and this process traps exits, or dies by this one
            const Message exit = co_await self.receive(exited);
        }
        co_return Started{Pid(), message[4], {}};
    }
    const Term outcome = message[2];
    if (outcome.isAtom(atoms::ok)) {
        if (kind == StartKind::Monitor) {
            co_return Started{spawned.pid, Term(), spawned.monitor};
        }
        self.demonitor(spawned.monitor, Demonitor::Flush);
        co_return Started{spawned.pid, Term(), {}};
    }
    if (kind == StartKind::Monitor) {
        const Message end = co_await self.receive(down); // then what it held is free
    } else {
        self.demonitor(spawned.monitor, Demonitor::Flush);
    }
    co_return failure(outcome);
}

Pid spawnServer(Runtime& runtime, std::unique_ptr<GenServer> server, SpawnOptions options)
{
    // The world outside is <0.0.0>: what is sent there is dropped, and its exit signals are a parent's.
    const Launch launch{Pid(), Reference(), true, Atom()};
    return runtime.spawnWith<&serve>(std::move(options), std::move(server), launch, Term());
}

} // namespace detail

} // namespace factorama::otp
