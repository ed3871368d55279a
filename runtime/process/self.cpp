// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/self.h"

#include "runtime/node/runtime.h"
#include "runtime/process/info.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"

#include <utility>

namespace factorama {

namespace {

/// The body of a process that was started by module, function and arguments.
Process undefined(Self self)
{
    throw Raised::error(atoms::undef); // what was called is in the stack
    co_await self.yield();
}

} // namespace

// -- messages --

namespace {

// Each of these ends with what it calls, if anything. So nothing is kept across a call, and most messages are
// sent without saving a register.

void sendAtOnce(Pid to, Signal* message)
{
    WorkerContext& worker = ControlBlock::worker();
    ControlBlock& sender = *t_running.process;
    bool pressed = false;
    worker.runtime.deliver(to, message, &worker, &pressed);
    if (pressed && to != sender.pid) {
        sender.makeRare().pressedBy = to;
        sender.set(ControlBlock::Pressed);
        t_running.budget = 0; // waits at its next tick or receive
    }
}

inline void sendTo(ControlBlock& process, Signal* message, WorkerContext& worker, bool again)
{
    if (again && !process.inbox.isIdle() && !worker.resting.rests(process)) {
        // The first one goes at once, and who waits is woken. (One by one: GCC would put the whole together
        // on the stack and read it from there in other pieces, for which the processor waits.)
        worker.outbox.receiver = &process;
        worker.outbox.newest = message;
        worker.outbox.oldest = message;
        worker.outbox.count = 1;
    } else {
        worker.runtime.push(process, message, message, &worker);
    }
}

/// Nobody, or somebody whose messages are counted.
[[gnu::noinline]] void sendToOther(Pid to, Signal* message, bool again)
{
    WorkerContext& worker = ControlBlock::worker();
    ControlBlock* const process = worker.runtime.processes().find(to);
    if (process == nullptr || mailbox_limits::tellsSenders(*process)) {
        sendAtOnce(to, message);
    } else {
        sendTo(*process, message, worker, again);
    }
}

inline void sendFirst(Pid to, Signal* message, WorkerContext& worker, bool again)
{
    worker.outbox.pid = to;
    ControlBlock* const process = worker.runtime.processes().find(to);
    if (process == nullptr || process->has(ControlBlock::Counted)) {
        sendToOther(to, message, again);
    } else {
        sendTo(*process, message, worker, again);
    }
}

[[gnu::noinline]] void sendAfterOthers(Pid to, Signal* message)
{
    WorkerContext& worker = ControlBlock::worker();
    worker.flushMessages();
    sendFirst(to, message, worker, false);
}

inline void sendUntraced(Pid to, Signal* message, WorkerContext& worker)
{
    ++worker.sent;
    Outbox& outbox = worker.outbox;
    const bool again = outbox.pid == to;
    if (outbox.count == 0) {
        sendFirst(to, message, worker, again);
        return;
    }
    if (!again) {
        sendAfterOthers(to, message);
        return;
    }
    message->next = outbox.newest;
    outbox.newest = message;
    if (++outbox.count == Outbox::Capacity) {
        if (outbox.receiver->messages() >= Outbox::LongMailbox) {
            constexpr auto Cost = Outbox::LongMailboxCost * static_cast<std::int32_t>(Outbox::Capacity);
            t_running.budget -= Cost;
            worker.penalties += Cost;
        }
        worker.flushMessages();
    }
}

[[gnu::noinline]] void sendTraced(Pid to, Signal* message)
{
    WorkerContext& worker = ControlBlock::worker();
    worker.tracingMessages()->add(Event::Kind::Send, t_running.process->pid, to, tagOf(message->payload));
    sendUntraced(to, message, worker);
}

} // namespace

void Self::sendSignal(Pid to, Signal* message)
{
    t_running.budget -= 1 + static_cast<std::int32_t>(message->bytes / 1024);
    WorkerContext& worker = ControlBlock::worker();
    if (worker.tracingMessages() != nullptr) [[unlikely]] {
        sendTraced(to, message);
    } else {
        sendUntraced(to, message, worker);
    }
}

Pid Self::requireRegistered(Atom name) const
{
    const Pid pid = runtime().whereis(name);
    if (!pid) {
        throw Raised::error(atoms::badarg);
    }
    return pid;
}

// -- processes --

Spawned Self::spawn(Atom module, Atom function, const std::vector<Term>& arguments, SpawnOptions&& options)
{
    if (isExiting()) {
        return {};
    }
    const auto arity = static_cast<std::uint8_t>(arguments.size());
    const Runtime::ProcessFunction body = runtime().findFunction(module, function, arity);
    return detail::commitSpawn(runtime(),
                               body != nullptr ? body(Self(), detail::isolate<std::vector<Term>>(arguments))
                                               : undefined(Self()),
                               &process(), InternedCall({module, function, arity}), std::move(options));
}

Pid Self::spawn(Atom module, Atom function, const std::vector<Term>& arguments)
{
    return spawn(module, function, arguments, SpawnOptions()).pid;
}

void Self::exit(Pid to, const Term& reason)
{
    if (isExiting()) {
        return;
    }
    ControlBlock::spend(1);
    const bool kills = reason.isAtom(atoms::kill);
    if (to == pid() && (kills || !process().has(ControlBlock::TrapsExits))) {
        // To oneself it takes effect before it returns. The exception only leaves the body: who catches it
        // can do nothing any more, and ends at the next await.
        const Term actual = kills ? Term(atoms::killed) : reason;
        process().end(actual);
        process().set(ControlBlock::Exiting);
        t_running.budget = 0;
        throw Raised::exit(actual);
    }
    runtime().deliver(to, signals::makeControl(Signal::Kind::Exit, pid(), 0, reason), t_running.worker);
}

bool Self::setTrapExit(bool trap)
{
    const bool before = process().has(ControlBlock::TrapsExits);
    process().set(ControlBlock::TrapsExits, trap);
    return before;
}

bool ReplyAwaitable::await_ready()
{
    const ControlBlock& process = *t_running.process;
    reply = Atom();
    if (process.has(ControlBlock::Exiting)) {
        return true;
    }
    ControlBlock::spend(1);
    if (m_to == process.pid) {
        reply = processInfo(process, m_item);
        return true;
    }
    identifier = Reference::make().bits();
    Signal* request = signals::makeControl(m_kind, process.pid, identifier, m_item);
    return !ControlBlock::runtime().deliver(m_to, request,
                                            t_running.worker); // of a dead process: `undefined`
}

Self::InfoReply Self::processInfo(Pid pid, Atom item)
{
    if (!isInfoItem(item)) {
        throw Raised::error(atoms::badarg);
    }
    return {pid, Signal::Kind::InfoRequest, item};
}

Self::SuspendReply Self::suspend(Pid pid)
{
    if (pid == this->pid()) {
        throw Raised::error(atoms::badarg);
    }
    return {pid, Signal::Kind::Suspend, atoms::true_};
}

void Self::SuspendReply::await_resume() const
{
    if (!reply.isAtom(atoms::true_)) {
        throw Raised::error(atoms::badarg);
    }
    ++t_running.process->makeRare().suspended[m_to];
}

void Self::resume(Pid pid)
{
    if (isExiting()) {
        return;
    }
    auto& suspended = process().makeRare().suspended;
    const auto found = suspended.find(pid);
    if (found == suspended.end()) {
        throw Raised::error(atoms::badarg); // only what this process has suspended
    }
    if (--found->second == 0) {
        suspended.erase(found);
    }
    if (!runtime().deliver(pid, signals::makeControl(Signal::Kind::Resume, this->pid()), t_running.worker)) {
        throw Raised::error(atoms::badarg);
    }
}

Priority Self::setPriority(Priority priority)
{
    const Priority before = process().priority();
    process().setPriority(priority);
    return before;
}

void Self::setGroupLeader(Pid leader)
{
    process().makeExtras().groupLeader = leader;
}

void Self::setMailboxLimit(const MailboxLimit& limit)
{
    mailbox_limits::set(process(), limit);
}

Term Self::putValue(const Term& key, const Term& value)
{
    const Term before = getValue(key);
    auto& dictionary = process().makeExtras().dictionary;
    if (!dictionary) {
        dictionary = std::make_unique<ProcessExtras::Dictionary>();
    }
    dictionary->insert_or_assign(key, value);
    return before;
}

Term Self::getValue(const Term& key) const
{
    if (const ProcessExtras::Dictionary* const dictionary = process().findDictionary()) {
        const auto found = dictionary->find(key);
        if (found != dictionary->end()) {
            return found->second;
        }
    }
    return Atom();
}

Term Self::eraseValue(const Term& key)
{
    const Term before = getValue(key);
    if (ProcessExtras::Dictionary* const dictionary = process().findDictionary()) {
        dictionary->erase(key);
    }
    return before;
}

void Self::putRelation(const Relations::Relation& relation)
{
    process().makeRelations().put(relation, runtime().epochs(), ControlBlock::worker().retired);
}

void Self::link(Pid peer)
{
    if (isExiting() || peer == pid()) {
        return;
    }
    ControlBlock::spend(1);
    const auto relation = process().relations().findLink(peer);
    if (relation && !relation->isUnlinking()) {
        return;
    }
    putRelation({Relations::Kind::Link, peer, {}, {}, 0});
    ControlBlock::worker().trace(Event::Kind::Link, pid(), peer);
    if (runtime().deliver(peer, signals::makeControl(Signal::Kind::Link, pid()), t_running.worker)) {
        return;
    }
    if (process().has(ControlBlock::TrapsExits)) {
        // Comes through the own queue, so that it keeps its place among the signals.
        runtime().deliver(pid(), signals::makeControl(Signal::Kind::LinkExit, peer, 0, atoms::noproc),
                          t_running.worker);
    } else {
        process().makeRelations().eraseLink(peer);
        throw Raised::error(atoms::noproc);
    }
}

void Self::unlink(Pid peer)
{
    if (isExiting()) {
        return;
    }
    ControlBlock::spend(1);
    const auto relation = process().relations().findLink(peer);
    if (!relation || relation->isUnlinking()) {
        return;
    }
    const std::uint32_t identifier = process().makeRelations().nextUnlink();
    ControlBlock::worker().trace(Event::Kind::Unlink, pid(), peer);
    // The link is inactive from here on, and forgotten when the peer has acknowledged: until then an exit
    // signal that was under way already is recognised as void.
    putRelation({Relations::Kind::Link, peer, {}, {}, identifier});
    if (!runtime().deliver(peer, signals::makeControl(Signal::Kind::Unlink, pid(), identifier),
                           t_running.worker)) {
        process().makeRelations().eraseLink(peer);
    }
}

Reference Self::monitor(Pid peer, AliasMode mode)
{
    return monitorPeer(peer, {}, mode);
}

Reference Self::monitor(Atom name, AliasMode mode)
{
    return monitorPeer(runtime().whereis(name), name, mode);
}

Reference Self::monitorPeer(Pid peer, Atom name, AliasMode mode, bool published)
{
    const Reference reference = makeReference();
    if (isExiting()) {
        return reference;
    }
    ControlBlock::spend(1);
    if (peer == pid()) {
        return reference; // monitoring oneself never fires, and makes no alias
    }
    if (mode != AliasMode::None && published) {
        runtime().aliases().add(reference, pid());
    }
    const std::uint32_t identifier = published ? 0 : ControlBlock::UnpublishedAlias;
    putRelation({Relations::Kind::Monitoring, peer, reference, name, identifier, mode});
    ControlBlock::worker().trace(Event::Kind::Monitor, pid(), peer);
    if (!runtime().deliver(peer, signals::makeControl(Signal::Kind::Monitor, pid(), reference.bits()),
                           t_running.worker)) {
        tellNoproc(peer, reference);
    }
    return reference;
}

void Self::request(Pid to, Reference reference, ControlSignal* signal)
{
    // As sending: ends with what it calls.
    ControlBlock::spend(2);
    WorkerContext& worker = ControlBlock::worker();
    if (worker.tracingMessages() != nullptr ||
        !process().tryPutRequest(ControlBlock::requestTo(to, reference))) [[unlikely]] {
        requestOtherwise(to, reference, signal);
        return;
    }
    if (worker.outbox.count == 0) {
        ControlBlock* const asked = worker.runtime.processes().find(to);
        if (asked != nullptr && worker.runtime.pushAtRest(*asked, signal, signal, worker)) {
            return;
        }
    }
    deliverRequest(to, reference, signal);
}

void Self::requestOtherwise(Pid to, Reference reference, ControlSignal* signal)
{
    if (EventRing* const ring = ControlBlock::worker().tracingMessages()) {
        ring->add(Event::Kind::Monitor, pid(), to, {});
        ring->add(Event::Kind::Send, pid(), to, tagOf(signal->payload));
    }
    process().makeRelations().putRequest(ControlBlock::requestTo(to, reference), runtime().epochs(),
                                         ControlBlock::worker().retired);
    deliverRequest(to, reference, signal);
}

void Self::deliverRequest(Pid to, Reference reference, ControlSignal* signal)
{
    if (!runtime().deliver(to, signal, t_running.worker)) {
        tellNoproc(to, reference);
    }
}

void Self::tellNoproc(Pid peer, Reference reference)
{
    // Comes through the own queue, so that it keeps its place among the signals.
    runtime().deliver(pid(), signals::makeControl(Signal::Kind::Down, peer, reference.bits(), atoms::noproc),
                      t_running.worker);
}

bool Self::dropMonitorElsewhere(Pid peer, Reference reference)
{
    const Relations::Found found = process().relations().lookUp(reference);
    if (!found || found.kind() != Relations::Kind::MonitoredBy || found.peer() != peer ||
        found.identifier() != ControlBlock::UnpublishedAlias) {
        return false;
    }
    process().makeRelations().erase(found);
    return true;
}

bool Self::demonitor(Reference reference, Demonitor option)
{
    if (isExiting()) {
        return false;
    }
    ControlBlock::spend(1);
    const auto relation = process().relations().findMonitor(reference);
    const bool found = relation && relation->kind == Relations::Kind::Monitoring;
    if (found) {
        ControlBlock::worker().trace(Event::Kind::Demonitor, pid(), relation->peer);
        if (relation->alias == AliasMode::ExplicitUnalias) {
            putRelation({Relations::Kind::Alias, pid(), reference, {}, 0, relation->alias});
        } else {
            process().makeRelations().eraseMonitor(reference);
            if (relation->alias != AliasMode::None &&
                relation->identifier != ControlBlock::UnpublishedAlias) {
                runtime().aliases().remove(reference);
            }
        }
        runtime().deliver(relation->peer,
                          signals::makeControl(Signal::Kind::Demonitor, pid(), reference.bits()),
                          t_running.worker);
    } else if (option == Demonitor::Flush) {
        const auto isDown = [pattern = tuple(atoms::down, reference, any, any, any)](const Signal& message) {
            return expression::matches(pattern, message.payload);
        };
        if (Signal* message = process().takeMessage(isDown, reference)) {
            signals::destroy(message);
        }
    }
    return found;
}

// -- aliases --

Reference Self::alias(AliasMode mode)
{
    const Reference reference = makeReference();
    if (!isExiting()) {
        runtime().aliases().add(reference, pid());
        putRelation({Relations::Kind::Alias, pid(), reference, {}, 0, mode});
    }
    return reference;
}

bool Self::unalias(Reference alias)
{
    const auto relation = process().relations().findMonitor(alias);
    if (isExiting() || !relation || relation->alias == AliasMode::None) {
        return false;
    }
    runtime().aliases().remove(alias);
    if (relation->kind == Relations::Kind::Alias) {
        process().makeRelations().eraseMonitor(alias);
    } else {
        putRelation({relation->kind, relation->peer, alias, relation->name, 0, AliasMode::None});
    }
    return true;
}

void Self::send(Reference alias, const Term& message)
{
    sendThroughAlias(runtime().aliases().find(alias), alias, message);
}

// -- names --

void Self::registerName(Atom name, Pid owner)
{
    if (isExiting()) {
        return;
    }
    ControlBlock::spend(1);
    ControlBlock::worker().flushOutbox();
    if (runtime().registry().add(name, owner, runtime().processes()) != Registry::Registered::Yes) {
        throw Raised::error(atoms::badarg);
    }
    ControlBlock::worker().trace(Event::Kind::Register, owner, pid(), name);
}

void Self::unregisterName(Atom name)
{
    ControlBlock::worker().flushOutbox();
    if (!isExiting() && !runtime().registry().remove(name, runtime().processes())) {
        throw Raised::error(atoms::badarg);
    }
}

Pid Self::whereis(Atom name) const
{
    return runtime().whereis(name);
}

void Self::setLabel(Atom label)
{
    process().makeExtras().label.store(label.index(), std::memory_order_relaxed);
}

// -- timers --

Reference Self::armTimer(std::int64_t milliseconds, Pid to, Atom name, Reference reference, Signal* message)
{
    if (isExiting()) {
        signals::destroy(message);
        return reference;
    }
    if (milliseconds < 0) {
        signals::destroy(message);
        throw Raised::error(atoms::badarg);
    }
    ControlBlock::spend(1);
    Timer* timer = Timer::make();
    timer->purpose = Timer::Purpose::Message;
    timer->target = to;
    timer->targetName = name;
    timer->message = message;
    timer->reference = reference.bits();
    // In the book before it is armed: it may fire at once.
    TimerWheel& wheel = ControlBlock::worker().timers;
    timer->wheel = &wheel;
    runtime().messageTimers().add(*timer, reference);
    if (milliseconds >= TimerWheel::ShortestDeferred) {
        wheel.defer(*timer, milliseconds);
    } else {
        wheel.arm(*timer, runtime().scheduler().tickAfter(milliseconds));
    }
    return reference;
}

Reference Self::sendAfter(std::int64_t milliseconds, Pid to, const Term& message)
{
    return armTimer(milliseconds, to, {}, makeReference(), signals::makeMessage(message));
}

Reference Self::sendAfter(std::int64_t milliseconds, Atom name, const Term& message)
{
    return armTimer(milliseconds, {}, name, makeReference(), signals::makeMessage(message));
}

Reference Self::startTimer(std::int64_t milliseconds, Pid to, const Term& message)
{
    const Reference reference = makeReference();
    return armTimer(milliseconds, to, {}, reference,
                    signals::makeMessage(tuple(atoms::timeout, reference, message)));
}

Reference Self::startTimer(std::int64_t milliseconds, Atom name, const Term& message)
{
    const Reference reference = makeReference();
    return armTimer(milliseconds, {}, name, reference,
                    signals::makeMessage(tuple(atoms::timeout, reference, message)));
}

std::optional<std::int64_t> Self::cancelTimer(Reference reference)
{
    if (isExiting()) {
        return std::nullopt;
    }
    return runtime().messageTimers().cancel(reference, runtime(), ControlBlock::worker().timers);
}

std::optional<std::int64_t> Self::readTimer(Reference reference)
{
    return runtime().messageTimers().read(reference, runtime());
}

// -- the rest --

int Self::schedulersOnline() const
{
    return runtime().scheduler().online();
}

std::int64_t Self::monotonicTime() const
{
    return runtime().scheduler().now();
}

Self::Dirty Self::runDirty(std::function<void(const std::atomic<bool>&)> job)
{
    return Dirty(std::move(job));
}

Self::Dirty::~Dirty()
{
    m_outcome->cancelled.store(true, std::memory_order_relaxed);
}

void Self::Dirty::await_suspend(std::coroutine_handle<>)
{
    ControlBlock& process = *t_running.process;
    process.wait = ControlBlock::Wait::Dirty;
    Runtime& runtime = ControlBlock::runtime();
    const std::shared_ptr<Outcome> outcome = m_outcome;
    auto guarded = [outcome, job = std::move(m_job)](const std::atomic<bool>& cancelled) {
        try {
            job(cancelled);
        } catch (...) {
            outcome->exception = std::current_exception(); // for the process that waits, not for this thread
        }
    };
    runtime.scheduler().runDirty(
        std::move(guarded), {outcome, &outcome->cancelled}, [&runtime, waiting = process.pid] {
            const EpochPin pin(runtime.epochs());
            runtime.deliver(waiting, signals::makeControl(Signal::Kind::DirtyDone, waiting), nullptr);
        });
}

void Self::Dirty::await_resume() const
{
    if (m_outcome->exception) {
        // Taken out: the dirty worker may be the last to let go of the outcome, and must not then free terms
        // that this process has caught.
        std::rethrow_exception(std::exchange(m_outcome->exception, nullptr));
    }
}

} // namespace factorama
