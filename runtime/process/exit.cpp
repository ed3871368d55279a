// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/exit.h"

#include "runtime/node/runtime.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <vector>

namespace factorama {

namespace {

void releaseOwned(ControlBlock& process)
{
    if (process.wait == ControlBlock::Wait::TimedReceive) {
        if (Timer* timer = process.timedReceive().timer) {
            TimerWheel::discard(timer, &ControlBlock::worker().timers);
        }
    }
    process.destroyFrames();
    signals::destroyChain(process.mailbox.takeAll());
}

void send(Pid to, Signal* signal)
{
    ControlBlock::runtime().deliver(to, signal, t_running.worker);
}

void tellRelation(ControlBlock& process, const Relations::Relation& relation, const Term& reason)
{
    switch (relation.kind) {
    case Relations::Kind::Link:
        if (!relation.isUnlinking()) {
            send(relation.peer, signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, reason));
        }
        break;
    case Relations::Kind::MonitoredBy:
        send(relation.peer,
             signals::makeControl(Signal::Kind::Down, process.pid, relation.reference.bits(), reason));
        break;
    case Relations::Kind::Monitoring:
        send(relation.peer,
             signals::makeControl(Signal::Kind::Demonitor, process.pid, relation.reference.bits()));
        break;
    case Relations::Kind::Alias:
        break;
    }
}

void tellRelations(ControlBlock& process, const Term& reason)
{
    std::vector<Relations::Relation> relations;
    process.relations().forEach([&](const Relations::Relation& relation) { relations.push_back(relation); });
    // The table's order depends on the numbers of references, which go on from one runtime to the next in a
    // program; simulated runs are to be the same.
    std::sort(relations.begin(), relations.end(), [](const auto& a, const auto& b) {
        return std::tie(a.reference, a.peer) < std::tie(b.reference, b.peer);
    });
    for (const Relations::Relation& relation : relations) {
        tellRelation(process, relation, reason);
    }
}

void forgetAliases(ControlBlock& process)
{
    process.relations().forEach([&](const Relations::Relation& relation) {
        if (relation.alias != Relations::AliasMode::None &&
            relation.identifier != ControlBlock::UnpublishedAlias) {
            ControlBlock::runtime().aliases().remove(relation.reference);
        }
    });
}

/// Whom the process has suspended goes on.
void resumeSuspended(ControlBlock& process)
{
    const RareExtras* rare = process.findRare();
    if (rare == nullptr) {
        return;
    }
    for (const auto& [pid, count] : rare->suspended) {
        for (std::uint32_t i = 0; i < count; ++i) {
            send(pid, signals::makeControl(Signal::Kind::Resume, process.pid));
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
            const auto relation = process.relations().findLink(control->from);
            if (!relation || relation->isUnlinking()) {
                send(control->from,
                     signals::makeControl(Signal::Kind::LinkExit, process.pid, 0, atoms::noproc));
            }
            break;
        }
        case Signal::Kind::Unlink:
            send(control->from,
                 signals::makeControl(Signal::Kind::UnlinkAcknowledge, process.pid, control->identifier));
            break;
        case Signal::Kind::Monitor:
        case Signal::Kind::MonitoredMessage:
            send(control->from,
                 signals::makeControl(Signal::Kind::Down, process.pid, control->identifier, atoms::noproc));
            break;
        case Signal::Kind::InfoRequest:
        case Signal::Kind::Suspend:
            // As of a dead process: the asker knows what to make of it.
            send(control->from,
                 signals::makeControl(Signal::Kind::Reply, process.pid, control->identifier, Atom()));
            break;
        case Signal::Kind::Command:
            static_cast<CommandSignal*>(signal)->action(nullptr);
            break;
        case Signal::Kind::PressureRequest:
            send(control->from, signals::makeControl(Signal::Kind::PressureRelease, process.pid));
            break;
        default:
            break;
        }
        signals::destroy(signal);
        signal = next;
    }
}

/// What OTP's crash report says of the process, after a line that says it all in short.
void reportCrash(const ControlBlock& process, const Term& reason)
{
    static const Atom ancestorsKey("$ancestors");
    static const Atom initialCallKey("$initial_call");
    constexpr std::size_t Limit = 2000;
    const Atom name = process.name();
    const std::string initialCall = process.initialCall().toString();
    std::vector<Term> links;
    process.relations().forEach([&](const Relations::Relation& relation) {
        if (relation.kind == Relations::Kind::Link && !relation.isUnlinking()) {
            links.emplace_back(relation.peer);
        }
    });
    // As OTP finds them: recorded by the behaviours, else only the parent is known.
    Term ancestors = process.parent ? list(process.parent) : Term();
    std::vector<Term> entries; // of the dictionary
    if (const ProcessExtras::Dictionary* const dictionary = process.findDictionary()) {
        for (const auto& [key, value] : *dictionary) {
            if (key.isAtom(ancestorsKey)) {
                ancestors = value;
            } else if (!key.isAtom(initialCallKey)) {
                entries.push_back(tuple(key, value));
            }
        }
    }
    ControlBlock::runtime().log(
        Notice::Kind::Crash, process.pid,
        fmt::format("Process {0} ({1}) crashed: {2}\n"
                    "  initial call: {3}\n  pid: {0}\n  registered_name: {4}\n  ancestors: {5}\n"
                    "  message_queue_len: {6}\n  links: {7}\n  dictionary: {8}\n  trap_exit: {9}",
                    process.pid.toString(), name.isUndefined() ? initialCall : name.toString(),
                    reason.toString(Limit), initialCall, name.isUndefined() ? "[]" : name.toString(),
                    ancestors.toString(Limit), process.messages(), Term::list(links).toString(Limit),
                    Term::list(entries).toString(Limit), process.has(ControlBlock::TrapsExits)));
}

} // namespace

void endProcess(ControlBlock& process, Signal* unhandled)
{
    WorkerContext& worker = ControlBlock::worker();
    const Term reason = std::exchange(worker.turn.exitReason, Term());
    process.set(ControlBlock::Exiting);
    process.status.store(ProcessStatus::Exiting, std::memory_order_seq_cst);
    worker.trace(Event::Kind::Exit, process.pid, {}, tagOf(reason.rawWord()));
    if (std::exchange(worker.turn.crashed, false)) {
        reportCrash(process, reason);
    }
    if (RareExtras* rare = process.findRare(); rare != nullptr && rare->ended) {
        std::exchange(rare->ended, nullptr)(reason);
    }

    Runtime& runtime = ControlBlock::runtime();
    // From close() on others learn that it is dead, and may count on its name being free.
    runtime.registry().release(process);
    Signal* late = process.inbox.close();
    runtime.processes().withdraw(process, &worker.freeSlots);
    releaseOwned(process);

    forgetAliases(process);
    mailbox_limits::releaseAll(process);
    resumeSuspended(process);

    tellRelations(process, reason);
    answerLate(process, unhandled);
    answerLate(process, late);

    runtime.processes().give(process.pid, &worker.freeSlots);
    worker.retired.retire(runtime.epochs(), &process, [](void* block) noexcept {
        ControlBlock::destroy(static_cast<ControlBlock*>(block));
    });
}

void discardProcess(ControlBlock& process, WorkerContext& worker)
{
    const RunningScope scope(&worker, &process);
    process.set(ControlBlock::Exiting);
    Signal* const late = process.inbox.close();
    releaseOwned(process); // looks at the receive's timer, which may be among the signals
    signals::destroyChain(late);
    ControlBlock::destroy(&process);
}

} // namespace factorama
