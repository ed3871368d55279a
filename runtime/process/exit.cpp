// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/exit.h"

#include "runtime/node/runtime.h"
#include "runtime/process/process.h"

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
                send(process, relation.peer, signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, reason));
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
        }
    });
}

/// Answers what reached the process too late to be handled.
void answerLate(ControlBlock& process, Signal* signal)
{
    while (signal != nullptr) {
        Signal* next = signal->next;
        const auto* control = static_cast<const ControlSignal*>(signal);
        switch (signal->kind) {
        case Signal::Kind::Link:
            // Else the relation was known, and its exit signal is on the way already.
            if (!process.relations.findLink(control->from)) {
                send(process, control->from,
                     signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, atoms::noproc));
            }
            break;
        case Signal::Kind::Unlink:
            send(process, control->from,
                 signals::makeControl(Signal::Kind::UnlinkAcknowledge, process.pid, control->identifier));
            break;
        case Signal::Kind::Monitor:
            send(process, control->from,
                 signals::makeControl(Signal::Kind::Down, process.pid, control->identifier, atoms::noproc));
            break;
        case Signal::Kind::AliveRequest:
            send(process, control->from,
                 signals::makeControl(Signal::Kind::AliveReply, process.pid, control->identifier, atoms::false_));
            break;
        default: break;
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

    const Term reason = *process.exitReason;
    tellRelations(process, reason);
    answerLate(process, unhandled);
    answerLate(process, late);

    process.exitReason.reset();
    runtime.processes().give(process.pid);
    process.worker->retired.retire(runtime.epochs(), &process, [](void* block) noexcept {
        delete static_cast<ControlBlock*>(block);
    });
}

void discardProcess(ControlBlock& process)
{
    process.exiting = true;
    destroyChain(process.inbox.close());
    releaseOwned(process);
    delete &process;
}

} // namespace factorama
