// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/signal_handling.h"

#include "runtime/node/runtime.h"

namespace factorama {

namespace {

void enqueue(ControlBlock& process, Signal* message)
{
    process.changeMessages(1);
    process.addMemory(message->bytes);
    process.mailbox.append(message);
}

void sendFrom(ControlBlock& process, Pid to, Signal* signal)
{
    process.runtime->deliver(to, signal, process.worker);
}

Term payloadOf(const Signal& signal)
{
    return Term::from(signal.payload);
}

/// An exit signal that is not `kill` itself: ends the process, becomes a message, or is dropped.
void applyExit(ControlBlock& process, const ControlSignal& signal, bool normalEndsIt)
{
    const Term reason = payloadOf(signal);
    if (process.trapsExits.load(std::memory_order_relaxed)) {
        enqueue(process, signals::makeMessage(tuple(atoms::exit, signal.from, reason)));
    } else if (!reason.isAtom(atoms::normal) || normalEndsIt) {
        process.exitReason = reason;
    }
}

void handleExit(ControlBlock& process, const ControlSignal& signal)
{
    if (payloadOf(signal).isAtom(atoms::kill)) {
        process.exitReason = Term(atoms::killed);
        return;
    }
    applyExit(process, signal, signal.from == process.pid);
}

void handleLinkExit(ControlBlock& process, const ControlSignal& signal)
{
    const auto relation = process.relations.findLink(signal.from);
    if (!relation) {
        return; // no longer linked
    }
    process.relations.eraseLink(signal.from);
    if (!relation->isUnlinking()) {
        applyExit(process, signal, false);
    }
}

void handleLink(ControlBlock& process, const ControlSignal& signal)
{
    // Linked already: links made from both ends at once are one. Or this side's unlink is under way, which the peer
    // has not seen yet: it takes the peer's link along.
    if (!process.relations.findLink(signal.from)) {
        process.relations.put({Relations::Kind::Link, signal.from, {}, {}, 0}, process.runtime->epochs(),
                              process.worker->retired);
    }
}

void handleUnlink(ControlBlock& process, const ControlSignal& signal)
{
    process.relations.eraseLink(signal.from);
    sendFrom(process, signal.from,
             signals::makeControl(Signal::Kind::UnlinkAcknowledge, process.pid, signal.identifier));
}

void handleUnlinkAcknowledge(ControlBlock& process, const ControlSignal& signal)
{
    const auto relation = process.relations.findLink(signal.from);
    if (relation && relation->identifier == signal.identifier) {
        process.relations.eraseLink(signal.from);
    }
}

void handleDown(ControlBlock& process, const ControlSignal& signal)
{
    const Reference reference = Reference::fromBits(signal.identifier);
    const auto relation = process.relations.findMonitor(reference);
    if (!relation || !process.relations.eraseMonitor(reference)) {
        return; // demonitored
    }
    const Term reason = payloadOf(signal);
    const Term object =
        relation->name.isUndefined() ? Term(relation->peer) : Term(tuple(relation->name, atoms::nonode));
    enqueue(process, signals::makeMessage(tuple(atoms::down, reference, atoms::process, object, reason)));
}

void handleControl(ControlBlock& process, ControlSignal& signal)
{
    switch (signal.kind) {
    case Signal::Kind::Exit: handleExit(process, signal); break;
    case Signal::Kind::LinkExit: handleLinkExit(process, signal); break;
    case Signal::Kind::Link: handleLink(process, signal); break;
    case Signal::Kind::Unlink: handleUnlink(process, signal); break;
    case Signal::Kind::UnlinkAcknowledge: handleUnlinkAcknowledge(process, signal); break;
    case Signal::Kind::Monitor:
        process.relations.put(
            {Relations::Kind::MonitoredBy, signal.from, Reference::fromBits(signal.identifier), {}, 0},
            process.runtime->epochs(), process.worker->retired);
        break;
    case Signal::Kind::Demonitor:
        process.relations.eraseMonitor(Reference::fromBits(signal.identifier));
        break;
    case Signal::Kind::Down: handleDown(process, signal); break;
    case Signal::Kind::AliveRequest:
        sendFrom(process, signal.from,
                 signals::makeControl(Signal::Kind::AliveReply, process.pid, signal.identifier, atoms::true_));
        break;
    case Signal::Kind::AliveReply:
        if (process.wait == ControlBlock::Wait::Reply && process.replyIdentifier == signal.identifier) {
            process.reply = signal.payload == word::from(atoms::true_);
            process.wait = ControlBlock::Wait::Continue;
        }
        break;
    case Signal::Kind::Timeout:
        if (&signal == process.receiveTimer) {
            process.receiveTimer = nullptr;
            process.timedOut = true;
        }
        break;
    case Signal::Kind::DirtyDone:
        if (process.wait == ControlBlock::Wait::Dirty) {
            process.wait = ControlBlock::Wait::Continue;
        }
        break;
    case Signal::Kind::Message: break;
    }
}

} // namespace

Signal* handleSignals(ControlBlock& process, Signal* signals)
{
    while (signals != nullptr) {
        Signal* signal = signals;
        signals = signal->next;
        if (signal->kind == Signal::Kind::Message) {
            enqueue(process, signal);
            continue;
        }
        handleControl(process, static_cast<ControlSignal&>(*signal));
        signals::destroy(signal);
        if (process.exitReason) {
            return signals;
        }
    }
    return nullptr;
}

} // namespace factorama
