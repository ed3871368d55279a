// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/exit.h"

#include "runtime/node/runtime.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

namespace factorama {

namespace {

void destroyFrames(ControlBlock& process)
{
    while (process.openCall != nullptr) {
        process.openCall = process.openCall->abandon();
    }
    if (process.root) {
        std::exchange(process.root, nullptr).destroy();
    }
}

void destroyChain(Signal* signal)
{
    while (signal != nullptr) {
        Signal* next = signal->next;
        signals::destroy(signal);
        signal = next;
    }
}

void releaseOwned(ControlBlock& process)
{
    destroyFrames(process);
    if (Timer* timer = std::exchange(process.receiveTimer, nullptr)) {
        if (timer->wheel->cancel(*timer)) {
            Timer::destroy(timer);
        }
    }
    destroyChain(process.mailbox.takeAll());
    if (process.received != nullptr) {
        signals::destroy(std::exchange(process.received, nullptr));
    }
}

void send(ControlBlock& process, Pid to, Signal* signal)
{
    process.runtime->deliver(to, signal, process.worker);
}

void tellRelations(ControlBlock& process, const Term& reason)
{
    process.relations.forEach([&](const Relations::Relation& relation) {
        switch (relation.kind) {
        case Relations::Kind::Link:
            if (!relation.isUnlinking()) {
                send(process, relation.peer,
                     signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, reason));
            }
            break;
        case Relations::Kind::MonitoredBy:
            send(process, relation.peer,
                 signals::makeControl(Signal::Kind::Down, process.pid, relation.reference.bits(), reason));
            break;
        case Relations::Kind::Monitoring:
            send(process, relation.peer,
                 signals::makeControl(Signal::Kind::Demonitor, process.pid, relation.reference.bits()));
            break;
        case Relations::Kind::Alias:
            break;
        }
    });
}

void forgetAliases(ControlBlock& process)
{
    process.relations.forEach([&](const Relations::Relation& relation) {
        if (relation.alias != Relations::AliasMode::None) {
            process.runtime->aliases().remove(relation.reference);
        }
    });
}

/// Whom the process has suspended goes on.
void resumeSuspended(ControlBlock& process)
{
    if (!process.extras) {
        return;
    }
    for (const auto& [pid, count] : process.extras->suspended) {
        for (std::uint32_t i = 0; i < count; ++i) {
            send(process, pid, signals::makeControl(Signal::Kind::Resume, process.pid));
        }
    }
}

/// Answers what reached the process too late to be handled.
void answerLate(ControlBlock& process, Signal* signal)
{
    while (signal != nullptr) {
        Signal* next = signal->next;
        const auto* control = static_cast<const ControlSignal*>(signal);
        switch (signal->kind) {
        case Signal::Kind::Link: {
            // Of an active link the exit signal is on the way already. Of one that this process has unlinked
            // none is: the peer may have seen that, and linked anew. If it has not, it will have by the time
            // it gets this one.
            const auto relation = process.relations.findLink(control->from);
            if (!relation || relation->isUnlinking()) {
                send(process, control->from,
                     signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, atoms::noproc));
            }
            break;
        }
        case Signal::Kind::Unlink:
            send(process, control->from,
                 signals::makeControl(Signal::Kind::UnlinkAcknowledge, process.pid, control->identifier));
            break;
        case Signal::Kind::Monitor:
            send(process, control->from,
                 signals::makeControl(Signal::Kind::Down, process.pid, control->identifier, atoms::noproc));
            break;
        case Signal::Kind::InfoRequest:
        case Signal::Kind::Suspend:
            // As of a dead process: the asker knows what to make of it.
            send(process, control->from,
                 signals::makeControl(Signal::Kind::Reply, process.pid, control->identifier, Atom()));
            break;
        case Signal::Kind::PressureRequest:
            send(process, control->from, signals::makeControl(Signal::Kind::PressureRelease, process.pid));
            break;
        default:
            break;
        }
        signals::destroy(signal);
        signal = next;
    }
}

void reportCrash(const ControlBlock& process)
{
    const Atom name = Atom::fromIndex(process.name.load(std::memory_order_relaxed));
    const std::string title = name.isUndefined() ? process.initialCall.toString() : name.toString();
    process.runtime->log(Notice::Kind::Crash, process.pid,
                         fmt::format("Process {} ({}) crashed: {}", process.pid.toString(), title,
                                     process.exitReason->toString(2000)));
}

} // namespace

void endProcess(ControlBlock& process, Signal* unhandled)
{
    process.exiting = true;
    process.status.store(ProcessStatus::Exiting, std::memory_order_seq_cst);
    Signal* late = process.inbox.close();
    if (process.crashed) {
        reportCrash(process);
    }
    releaseOwned(process);

    Runtime& runtime = *process.runtime;
    runtime.registry().release(process);
    runtime.processes().withdraw(process);

    forgetAliases(process);
    mailbox_limits::releaseAll(process);
    resumeSuspended(process);

    const Term reason = *process.exitReason;
    tellRelations(process, reason);
    answerLate(process, unhandled);
    answerLate(process, late);

    process.exitReason.reset();
    runtime.processes().give(process.pid);
    process.worker->retired.retire(runtime.epochs(), &process,
                                   [](void* block) noexcept { delete static_cast<ControlBlock*>(block); });
}

void discardProcess(ControlBlock& process)
{
    process.exiting = true;
    destroyChain(process.inbox.close());
    releaseOwned(process);
    delete &process;
}

} // namespace factorama
