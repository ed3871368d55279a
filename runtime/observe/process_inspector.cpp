// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/process_inspector.h"

#include "runtime/node/runtime.h"
#include "runtime/observe/sampler.h"
#include "runtime/otp/gen_server_system.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <unordered_map>
#include <utility>

namespace factorama {

namespace {

constexpr std::size_t ReasonLimit = 2000;
constexpr std::size_t AncestorLimit = 20;
constexpr std::int64_t StateTimeout = 3000; // milliseconds

const Atom supervisorAtom("supervisor");

/// A message's place in the mailbox' list tells it from others, as long as it is there.
using SeenMessages = std::unordered_map<const void*, std::int64_t>;

std::string waitText(const ControlBlock& process)
{
    switch (process.wait) {
    case ControlBlock::Wait::Continue:
    case ControlBlock::Wait::Yield:
        return "nothing: it runs";
    case ControlBlock::Wait::Receive:
        return "a message";
    case ControlBlock::Wait::TimedReceive: {
        const std::int64_t timeout = process.timedReceive().timeout;
        return timeout > 0 ? fmt::format("a message, at most {} ms", timeout) : "a message, or not at all";
    }
    case ControlBlock::Wait::Reply:
        return "what another process tells of itself";
    case ControlBlock::Wait::Hibernate:
        return "any message (it hibernates)";
    case ControlBlock::Wait::Dirty:
        return "its job on a dirty worker";
    case ControlBlock::Wait::Finished:
    case ControlBlock::Wait::Refused:
        break;
    }
    return "its end";
}

std::string limitText(const MailboxLimit& limit)
{
    std::string text;
    if (limit.messages != std::numeric_limits<std::uint32_t>::max()) {
        text = fmt::format("{} messages", limit.messages);
    }
    if (limit.bytes != std::numeric_limits<std::uint64_t>::max()) {
        text += fmt::format("{}{} bytes", text.empty() ? "" : " or ", limit.bytes);
    }
    if (!text.empty()) {
        text += limit.action == MailboxLimit::Action::Kill ? ", past which it is ended"
                                                           : ", past which senders wait";
    }
    return text;
}

void addPeer(PeerList& list, const PeerDetail& peer)
{
    ++list.count;
    if (list.peers.size() < PeerList::Limit) {
        list.peers.push_back(peer);
    }
}

PeerDetail peerOf(const ControlBlock& process)
{
    return {process.pid, process.name(), process.label(), process.initialCall()};
}

void copyRelations(const ControlBlock& process, ProcessDetails& details)
{
    process.relations().forEach([&](const Relations::Relation& relation) {
        switch (relation.kind) {
        case Relations::Kind::Link:
            if (!relation.isUnlinking()) {
                addPeer(details.links, {.pid = relation.peer});
            }
            break;
        case Relations::Kind::Monitoring:
            addPeer(details.monitors, {.pid = relation.peer, .name = relation.name});
            break;
        case Relations::Kind::MonitoredBy:
            addPeer(details.monitoredBy, {.pid = relation.peer});
            break;
        case Relations::Kind::Alias:
            break;
        }
    });
}

void copyMessages(const ControlBlock& process, std::int64_t now, SeenMessages& seen, ProcessDetails& details)
{
    SeenMessages still;
    for (const Signal* message = process.mailbox.first();
         message != nullptr && details.messages.size() < ProcessDetails::MessageLimit;
         message = process.mailbox.after(*message)) {
        const auto known = seen.find(message);
        const std::int64_t since = known == seen.end() ? now : known->second;
        still.emplace(message, since);
        details.messages.push_back(
            {Term::from(message->payload).toString(MessagePreview::TextLimit), message->bytes, since});
    }
    seen = std::move(still);
}

void copyExtras(const ControlBlock& process, ProcessDetails& details)
{
    const ProcessExtras* extras = process.findExtras();
    if (extras == nullptr) {
        return;
    }
    details.suspendCount = extras->suspendCount;
    if (const RareExtras* rare = extras->findRare()) {
        details.mailboxLimit = limitText(rare->mailboxLimit);
        const std::uint32_t limit = rare->mailboxLimit.messages;
        details.limitMessages = limit == std::numeric_limits<std::uint32_t>::max() ? 0 : limit;
        details.limitPresses = rare->mailboxLimit.action == MailboxLimit::Action::BackPressure;
        details.arrived = rare->arrived;
        details.taken = rare->taken;
        if (rare->startSpecification) {
            details.module = rare->startSpecification->module;
            details.arguments = rare->startSpecification->arguments;
        }
    }
    if (const ProcessExtras::Dictionary* const dictionary = process.findDictionary()) {
        details.dictionarySize = dictionary->size();
        for (const auto& [key, value] : *dictionary) {
            if (details.dictionary.size() == ProcessDetails::DictionaryLimit) {
                break;
            }
            details.dictionary.emplace_back(key.toString(MessagePreview::TextLimit),
                                            value.toString(MessagePreview::TextLimit));
        }
    }
}

} // namespace

/// What the worker that runs the process leaves for the sampler.
struct ProcessInspector::Answer {
    std::mutex mutex;
    bool asked = false; ///< a command is under way
    bool fresh = false;
    bool dead = false;
    std::string exitReason;
    ProcessDetails details;
    SeenMessages seen;
    std::int64_t countedFrom = 0;

    /// By the process' worker.
    void fill(const ControlBlock& process, std::int64_t now)
    {
        static constexpr std::array Priorities{"low", "normal", "high", "max"};
        ProcessDetails told;
        told.nanoseconds = now;
        told.row = processRow(process);
        told.waitsFor = waitText(process);
        told.priority = Priorities[static_cast<std::size_t>(process.priority())];
        told.groupLeader = process.groupLeader();
        told.isSystemProcess = process.isOfProcLib();
        told.countedFrom = countedFrom;
        copyExtras(process, told);
        copyRelations(process, told);
        const std::lock_guard lock(mutex);
        copyMessages(process, now, seen, told);
        told.messageCount = told.row.messages;
        details = std::move(told);
        fresh = true;
        asked = false;
    }
};

struct ProcessInspector::StateAnswer {
    std::mutex mutex;
    Pid pid;
    bool asked = true;
    std::string state;
    std::string error;
    std::int64_t nanoseconds = 0;

    void set(std::string text, std::string problem, std::int64_t now)
    {
        const std::lock_guard lock(mutex);
        state = std::move(text);
        error = std::move(problem);
        nanoseconds = now;
        asked = false;
    }

    static Process ask(Self self, Pid pid, std::shared_ptr<StateAnswer> answer);
};

Process ProcessInspector::StateAnswer::ask(Self self, Pid pid, std::shared_ptr<StateAnswer> answer)
{
    constexpr std::size_t StateLimit = 20'000;
    std::string problem;
    try {
        const otp::ServerRef server(pid);
        const Term state = co_await otp::sys::getState(self, server, StateTimeout);
        answer->set(state.toString(StateLimit), {}, self.monotonicTime());
    } catch (const Raised& raised) {
        problem = raised.reason().toString(ReasonLimit);
    }
    if (!problem.empty()) {
        answer->set({}, fmt::format("it did not tell its state: {}", problem), self.monotonicTime());
    }
}

void ProcessInspector::setTarget(Pid pid)
{
    if (pid == m_target) {
        return;
    }
    if (m_target) {
        m_runtime.command(m_target, [answer = m_answer](ControlBlock* process) {
            if (process == nullptr) {
                return;
            }
            mailbox_limits::stopCounting(*process);
            if (RareExtras* rare = process->findRare()) {
                rare->ended = nullptr;
            }
        });
    }
    m_target = pid;
    m_answer = pid ? std::make_shared<Answer>() : nullptr;
    m_known = ProcessDetails();
    m_known.row.pid = pid;
    m_children = {};
    if (pid) {
        const std::lock_guard lock(m_stateMutex);
        if (m_state && m_state->pid != pid) {
            m_state.reset();
        }
    }
}

void ProcessInspector::visit(const ControlBlock& process)
{
    if (process.parent == m_target) {
        addPeer(m_children, peerOf(process));
    } else if (process.pid == m_target) {
        m_row = processRow(process); // where it is handling the command just now, it would say "running"
    }
}

void ProcessInspector::ask()
{
    {
        const std::lock_guard lock(m_answer->mutex);
        if (m_answer->asked) {
            return;
        }
        m_answer->asked = true;
    }
    Runtime& runtime = m_runtime;
    const bool reached = runtime.command(m_target, [answer = m_answer, &runtime](ControlBlock* process) {
        if (process == nullptr) {
            const std::lock_guard lock(answer->mutex);
            answer->dead = true;
            answer->asked = false;
            return;
        }
        const std::int64_t now = runtime.scheduler().now();
        if (answer->countedFrom == 0) {
            RareExtras& rare = process->makeRare();
            rare.arrived = rare.taken = 0;
            mailbox_limits::startCounting(*process);
            answer->countedFrom = now;
            rare.ended = [answer](const Term& reason) {
                const std::lock_guard lock(answer->mutex);
                answer->dead = true;
                answer->exitReason = reason.toString(ReasonLimit);
            };
        }
        answer->fill(*process, now);
    });
    if (!reached) {
        const std::lock_guard lock(m_answer->mutex);
        m_answer->dead = true;
    }
}

void ProcessInspector::addSurroundings()
{
    m_known.ancestors.clear();
    m_known.supervisor = {};
    const EpochPin pin(m_runtime.epochs());
    const ProcessTable& processes = m_runtime.processes();
    for (PeerList* list : {&m_known.links, &m_known.monitors, &m_known.monitoredBy}) {
        for (PeerDetail& peer : list->peers) {
            if (const ControlBlock* process = processes.find(peer.pid)) {
                const Atom monitored = peer.name;
                peer = peerOf(*process);
                peer.name = monitored.isUndefined() ? peer.name : monitored;
            }
        }
        std::sort(list->peers.begin(), list->peers.end(),
                  [](const PeerDetail& a, const PeerDetail& b) { return a.pid < b.pid; });
    }
    for (Pid pid = m_known.row.parent; pid && m_known.ancestors.size() < AncestorLimit;) {
        const ControlBlock* process = processes.find(pid);
        if (process == nullptr) {
            break;
        }
        m_known.ancestors.push_back(peerOf(*process));
        const InitialCall call = process->initialCall();
        if (!m_known.supervisor && (call.module == supervisorAtom || call.function == supervisorAtom)) {
            m_known.supervisor = pid;
        }
        pid = process->parent;
    }
}

std::shared_ptr<const ProcessDetails> ProcessInspector::take()
{
    if (!m_target) {
        return nullptr;
    }
    ask();
    bool died = false;
    {
        const std::lock_guard lock(m_answer->mutex);
        if (m_answer->fresh) {
            m_answer->fresh = false;
            const bool alive = m_known.alive;
            m_known = m_answer->details;
            m_known.alive = alive;
        }
        died = m_known.alive && m_answer->dead;
        if (died) {
            m_known.exitReason = m_answer->exitReason;
        }
    }
    if (m_known.alive) {
        if (m_row.pid == m_target) {
            m_known.row = m_row;
        }
        m_known.children = std::exchange(m_children, {});
        addSurroundings(); // also of one that has just died: what it was is to stay readable
    }
    if (died) {
        m_known.alive = false;
        m_known.row.status = ProcessStatus::Exiting;
    }
    const std::lock_guard lock(m_stateMutex);
    if (m_state && m_state->pid == m_target) {
        const std::lock_guard inner(m_state->mutex);
        m_known.state = m_state->state;
        m_known.stateError = m_state->error;
        m_known.stateNanoseconds = m_state->nanoseconds;
        m_known.stateAsked = m_state->asked;
    }
    return std::make_shared<const ProcessDetails>(m_known);
}

void ProcessInspector::askForState(Pid pid)
{
    auto answer = std::make_shared<StateAnswer>();
    answer->pid = pid;
    {
        const std::lock_guard lock(m_stateMutex);
        m_state = answer;
    }
    m_runtime.spawn<&StateAnswer::ask>(pid, answer);
}

} // namespace factorama
