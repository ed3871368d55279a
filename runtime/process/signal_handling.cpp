// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/signal_handling.h"

#include "runtime/node/runtime.h"
#include "runtime/process/info.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"

namespace factorama {

namespace {

void send(Pid to, Signal* signal)
{
    ControlBlock::runtime().deliver(to, signal, t_running.worker);
}

Term payloadOf(const Signal& signal)
{
    return Term::from(signal.payload);
}

/// An exit signal that is not `kill` itself: ends the process, becomes a message, or is dropped.
void applyExit(ControlBlock& process, const ControlSignal& signal, bool normalEndsIt)
{
    const Term reason = payloadOf(signal);
    if (process.has(ControlBlock::TrapsExits)) {
        ControlBlock::worker().trace(Event::Kind::TrappedExit, process.pid, signal.from,
                                     tagOf(signal.payload));
        process.enqueue(signals::makeMessage(tuple(atoms::exit, signal.from, reason)));
    } else if (!reason.isAtom(atoms::normal) || normalEndsIt) {
        ControlBlock::worker().trace(Event::Kind::ExitSignal, process.pid, signal.from,
                                     tagOf(signal.payload));
        process.end(reason);
    }
}

void handleExit(ControlBlock& process, const ControlSignal& signal)
{
    if (payloadOf(signal).isAtom(atoms::kill)) {
        ControlBlock::worker().trace(Event::Kind::ExitSignal, process.pid, signal.from, atoms::kill);
        process.end(atoms::killed);
        return;
    }
    applyExit(process, signal, signal.from == process.pid);
}

void handleLinkExit(ControlBlock& process, const ControlSignal& signal)
{
    const auto relation = process.relations().findLink(signal.from);
    if (!relation) {
        return; // no longer linked
    }
    process.makeRelations().eraseLink(signal.from);
    if (!relation->isUnlinking()) {
        applyExit(process, signal, false);
    }
}

void handleLink(ControlBlock& process, const ControlSignal& signal)
{
    // Linked already: links made from both ends at once are one. Or this side's unlink is under way, which
    // the peer has not seen yet: it takes the peer's link along.
    if (!process.relations().findLink(signal.from)) {
        process.makeRelations().put({Relations::Kind::Link, signal.from, {}, {}, 0},
                                    ControlBlock::runtime().epochs(), ControlBlock::worker().retired);
    }
}

void handleUnlink(ControlBlock& process, const ControlSignal& signal)
{
    process.makeRelations().eraseLink(signal.from);
    send(signal.from, signals::makeControl(Signal::Kind::UnlinkAcknowledge, process.pid, signal.identifier));
}

void handleUnlinkAcknowledge(ControlBlock& process, const ControlSignal& signal)
{
    const auto relation = process.relations().findLink(signal.from);
    if (relation && relation->identifier == signal.identifier) {
        process.makeRelations().eraseLink(signal.from);
    }
}

/// The alias of a monitor that fired or was removed: the relation goes on as an alias, or not at all.
void monitorGone(ControlBlock& process, const Relations::Relation& relation)
{
    if (relation.alias == Relations::AliasMode::ExplicitUnalias) {
        process.makeRelations().put(
            {Relations::Kind::Alias, process.pid, relation.reference, {}, 0, relation.alias},
            ControlBlock::runtime().epochs(), ControlBlock::worker().retired);
        return;
    }
    process.makeRelations().eraseMonitor(relation.reference);
    if (relation.alias != Relations::AliasMode::None) {
        ControlBlock::runtime().aliases().remove(relation.reference);
    }
}

void handleDown(ControlBlock& process, const ControlSignal& signal)
{
    const Reference reference = Reference::fromBits(signal.identifier);
    const auto relation = process.relations().findMonitor(reference);
    if (!relation || relation->kind != Relations::Kind::Monitoring) {
        return; // demonitored
    }
    monitorGone(process, *relation);
    ControlBlock::worker().trace(Event::Kind::Down, process.pid, relation->peer, tagOf(signal.payload));
    const Term reason = payloadOf(signal);
    const Term object =
        relation->name.isUndefined() ? Term(relation->peer) : Term(tuple(relation->name, atoms::nonode));
    process.enqueue(signals::makeMessage(tuple(atoms::down, reference, atoms::process, object, reason)));
}

/// What an alias says of a message through it; true if the message is to be received.
[[gnu::noinline]] bool passesAlias(ControlBlock& process, const ControlSignal& signal)
{
    using AliasMode = Relations::AliasMode;
    const Reference alias = Reference::fromBits(signal.identifier);
    const bool dropped = signal.kind == Signal::Kind::AliasReply; // the monitor, by who sent this
    const Relations::Found found = process.relations().lookUp(alias);
    if (!found) {
        return false;
    }
    const bool monitors = found.kind() == Relations::Kind::Monitoring;
    if (found.alias() == AliasMode::None) { // no longer an alias
        if (monitors && dropped) { // but a monitor still
            send(found.peer(), signals::makeControl(Signal::Kind::Monitor, process.pid, signal.identifier));
        }
        return false;
    }
    if (found.alias() == AliasMode::Reply || found.alias() == AliasMode::ReplyDemonitor) {
        process.makeRelations().erase(found);
        if (found.identifier() != ControlBlock::UnpublishedAlias) {
            ControlBlock::runtime().aliases().remove(alias);
        }
        if (monitors && !dropped) {
            send(found.peer(), signals::makeControl(Signal::Kind::Demonitor, process.pid, signal.identifier));
        }
    }
    return true;
}

void answer(ControlBlock& process, const ControlSignal& request, const Term& reply)
{
    send(request.from, signals::makeControl(Signal::Kind::Reply, process.pid, request.identifier, reply));
}

void handleReply(ControlBlock& process, const ControlSignal& signal)
{
    if (process.wait == ControlBlock::Wait::Reply && process.question().identifier == signal.identifier) {
        process.question().reply = payloadOf(signal).isolated();
        process.wait = ControlBlock::Wait::Continue;
    }
}

void beMonitored(ControlBlock& process, const ControlSignal& signal)
{
    process.makeRelations().putNew(
        {Relations::Kind::MonitoredBy, signal.from, Reference::fromBits(signal.identifier), {}, 0},
        ControlBlock::runtime().epochs(), ControlBlock::worker().retired);
}

void handleControl(ControlBlock& process, ControlSignal& signal)
{
    switch (signal.kind) {
    case Signal::Kind::Exit:
        handleExit(process, signal);
        break;
    case Signal::Kind::LinkExit:
        handleLinkExit(process, signal);
        break;
    case Signal::Kind::Link:
        handleLink(process, signal);
        break;
    case Signal::Kind::Unlink:
        handleUnlink(process, signal);
        break;
    case Signal::Kind::UnlinkAcknowledge:
        handleUnlinkAcknowledge(process, signal);
        break;
    case Signal::Kind::Monitor:
        beMonitored(process, signal);
        break;
    case Signal::Kind::Demonitor:
        process.makeRelations().eraseMonitor(Reference::fromBits(signal.identifier));
        break;
    case Signal::Kind::Down:
        handleDown(process, signal);
        break;
    case Signal::Kind::InfoRequest:
        answer(process, signal, processInfo(process, payloadOf(signal).atom()));
        break;
    case Signal::Kind::Suspend:
        ++process.makeExtras().suspendCount;
        process.set(ControlBlock::Held);
        answer(process, signal, atoms::true_);
        break;
    case Signal::Kind::Resume: {
        ProcessExtras& extras = process.makeExtras();
        extras.suspendCount -= extras.suspendCount > 0 ? 1 : 0;
        process.set(ControlBlock::Held, extras.isHeld());
        break;
    }
    case Signal::Kind::PressureRequest:
        mailbox_limits::wait(process, signal.from);
        break;
    case Signal::Kind::PressureRelease:
        if (ProcessExtras* extras = process.findExtras()) {
            extras->underPressure = false;
            process.set(ControlBlock::Held, extras->isHeld());
        }
        break;
    case Signal::Kind::Publish:
        if (const RareExtras* rare = process.findRare()) {
            if (Publication* publication = rare->publication.load(std::memory_order_relaxed)) {
                publication->renew();
            }
        }
        break;
    case Signal::Kind::Reply:
        handleReply(process, signal);
        break;
    case Signal::Kind::Timeout:
        if (process.wait == ControlBlock::Wait::TimedReceive && &signal == process.timedReceive().timer) {
            process.timedReceive().timer = nullptr;
            process.timedReceive().timeout = 0; // over
        }
        break;
    case Signal::Kind::DirtyDone:
        if (process.wait == ControlBlock::Wait::Dirty) {
            process.wait = ControlBlock::Wait::Continue;
        }
        break;
    case Signal::Kind::Message:
    case Signal::Kind::MonitoredMessage:
    case Signal::Kind::AliasMessage:
    case Signal::Kind::AliasReply:
    case Signal::Kind::Command:
        break; // see handle()
    }
}

/// A message goes to the mailbox, the others act at once, and are gone then. Whether the process traps exits,
/// and whether a link is still active, are judged here, at handling, as Erlang does.
inline void handle(ControlBlock& process, Signal* signal)
{
    auto& control = static_cast<ControlSignal&>(*signal);
    switch (signal->kind) {
    case Signal::Kind::Message:
        if (process.has(ControlBlock::Counted)) {
            mailbox_limits::countArrived(process);
        }
        process.enqueue(signal);
        return;
    case Signal::Kind::MonitoredMessage:
        process.makeRelations().putRequest(monitorOfRequest(control), ControlBlock::runtime().epochs(),
                                           ControlBlock::worker().retired);
        process.enqueue(signal);
        return;
    case Signal::Kind::AliasReply:
        if (answersRequest(process, control)) {
            process.enqueue(signal);
            return;
        }
        [[fallthrough]];
    case Signal::Kind::AliasMessage:
        if (passesAlias(process, control)) {
            process.enqueue(signal);
            return;
        }
        break;
    case Signal::Kind::Command:
        static_cast<CommandSignal*>(signal)->action(&process);
        break;
    default:
        handleControl(process, control);
    }
    signals::destroy(signal);
}

} // namespace

Signal* handleSignals(ControlBlock& process, Signal* signals)
{
    while (signals != nullptr) {
        Signal* signal = signals;
        signals = signal->next;
        handle(process, signal);
        if (process.has(ControlBlock::Ending)) {
            return signals;
        }
    }
    return nullptr;
}

} // namespace factorama
