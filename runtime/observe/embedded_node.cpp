// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/embedded_node.h"

#include "runtime/factorization/run.h"
#include "runtime/modules/catalogue.h"
#include "runtime/node/runtime.h"
#include "runtime/observe/demonstration.h"
#include "runtime/observe/process_control.h"
#include "runtime/observe/process_details.h"
#include "runtime/observe/sampler.h"
#include "runtime/otp/supervisor.h"
#include "runtime/otp/supervisor_publication.h"

#include <fmt/format.h>

#include <mutex>
#include <utility>

namespace factorama {

namespace {

/// Calls the listener; a call to replace it waits for a call that is under way.
class ListenerSlot {
public:
    void set(std::function<void()> listener)
    {
        const std::lock_guard lock(m_mutex);
        m_listener = std::move(listener);
    }
    void call()
    {
        const std::lock_guard lock(m_mutex);
        if (m_listener) {
            m_listener();
        }
    }

private:
    std::mutex m_mutex;
    std::function<void()> m_listener;
};

template<typename Entry>
std::vector<Choice> choicesOf(const std::vector<Entry>& entries)
{
    std::vector<Choice> choices;
    for (const Entry& entry : entries) {
        choices.push_back(
            {std::string(entry.name), std::string(entry.title), std::string(entry.description)});
    }
    return choices;
}

} // namespace

struct EmbeddedNode::Private {
    ListenerSlot listener;
    std::shared_ptr<ResultBoard> board = std::make_shared<ResultBoard>([this] { listener.call(); });
    Runtime runtime; // ends before the board, which its processes write to
    std::mutex mutex; // guards `run`
    Pid run;
    ProcessControl control{runtime};
    Sampler sampler;

    Private(int schedulers, int niceness)
        : runtime(optionsOf(schedulers, niceness)),
          sampler(
              runtime, [this] { listener.call(); }, niceness)
    {
        runtime.logBook().setListener([this](const Notice&) { listener.call(); });
    }

    static Runtime::Options optionsOf(int schedulers, int niceness)
    {
        Runtime::Options options;
        options.schedulers = schedulers;
        options.niceness = niceness;
        return options;
    }
};

EmbeddedNode::EmbeddedNode(int schedulers, int niceness) : m(std::make_unique<Private>(schedulers, niceness))
{
}

EmbeddedNode::~EmbeddedNode()
{
    setListener({});
    m->runtime.logBook().setListener({});
}

void EmbeddedNode::startDemonstration()
{
    m->control.spare(factorama::startDemonstration(m->runtime));
}

std::string EmbeddedNode::name() const
{
    return std::string(atoms::nonode.text());
}

Capabilities EmbeddedNode::capabilities() const
{
    Capabilities all;
    all.spawn = all.exit = all.restart = all.setSchedulersOnline = all.factorize = all.control = true;
    all.setStrategy = true;
    return all;
}

std::shared_ptr<const Snapshot> EmbeddedNode::snapshot() const
{
    return m->sampler.newest();
}

void EmbeddedNode::setInterest(const Interest& interest)
{
    m->sampler.setInterest(interest);
}

std::vector<Notice> EmbeddedNode::notices(std::uint64_t after) const
{
    return m->runtime.logBook().after(after);
}

EventBatch EmbeddedNode::events(std::uint64_t after) const
{
    return m->sampler.events(after);
}

void EmbeddedNode::setListener(std::function<void()> listener)
{
    m->listener.set(std::move(listener));
}

std::vector<ModuleInfo> EmbeddedNode::modules() const
{
    std::vector<ModuleInfo> infos;
    for (const Module& module : catalogue()) {
        ModuleInfo info;
        info.name = module.name;
        info.summary = module.summary;
        info.topic = topicName(module.topic);
        info.documentation = module.documentation;
        for (const Parameter& parameter : module.parameters) {
            info.parameters.push_back({std::string(parameter.name),
                                       std::string(parameter.description),
                                       std::string(parameter.defaultValue),
                                       {parameter.choices.begin(), parameter.choices.end()}});
        }
        for (const KnownMessage& message : module.messages) {
            info.messages.push_back({std::string(message.example), std::string(message.answer)});
        }
        infos.push_back(std::move(info));
    }
    return infos;
}

Outcome EmbeddedNode::checkSpawn(const std::string& module, const std::vector<std::string>& arguments) const
{
    return m->control.checkSpawn(module, arguments);
}

Outcome EmbeddedNode::spawn(const std::string& module, const std::vector<std::string>& arguments,
                            std::size_t count, const std::string& name)
{
    return m->control.spawn(module, arguments, count, name);
}

Outcome EmbeddedNode::exit(Pid pid, const std::string& reason)
{
    return m->control.exit(pid, reason);
}

Outcome EmbeddedNode::restart(Pid pid)
{
    return m->control.restart(pid);
}

Outcome EmbeddedNode::suspend(Pid pid)
{
    return m->control.suspend(pid);
}

Outcome EmbeddedNode::resume(Pid pid)
{
    return m->control.resume(pid);
}

Outcome EmbeddedNode::checkMessage(const std::string& message) const
{
    return m->control.checkMessage(message);
}

Outcome EmbeddedNode::send(Pid pid, const std::string& message)
{
    return m->control.send(pid, message);
}

Outcome EmbeddedNode::link(Pid from, Pid to)
{
    return m->control.link(from, to);
}

Outcome EmbeddedNode::unlink(Pid from, Pid to)
{
    return m->control.unlink(from, to);
}

Outcome EmbeddedNode::monitor(Pid from, Pid to)
{
    return m->control.monitor(from, to);
}

Outcome EmbeddedNode::registerName(Pid pid, const std::string& name)
{
    return m->control.registerName(pid, name);
}

Outcome EmbeddedNode::setPriority(Pid pid, const std::string& priority)
{
    return m->control.setPriority(pid, priority);
}

Outcome EmbeddedNode::setMailboxLimit(Pid pid, std::uint32_t messages, bool sendersWait)
{
    return m->control.setMailboxLimit(pid, messages, sendersWait);
}

Outcome EmbeddedNode::askForState(Pid pid)
{
    const std::shared_ptr<const ProcessDetails> details = snapshot()->details;
    if (!details || details->row.pid != pid || !details->isSystemProcess) {
        return Outcome::failed(
            "only a server that is looked at can be asked for its state: another process would find "
            "a message that it does not know");
    }
    try {
        m->sampler.askForState(pid);
    } catch (const Raised&) {
        return Outcome::failed(
            "the process that would ask cannot be started: the limit of processes is reached");
    }
    return {};
}

Outcome EmbeddedNode::endSpawned()
{
    return m->control.endSpawned();
}

Outcome EmbeddedNode::setSchedulersOnline(int count)
{
    const int maximum = m->runtime.scheduler().maximum();
    if (count < 1 || count > maximum) {
        return Outcome::failed(fmt::format("from 1 to {} schedulers can be online", maximum));
    }
    m->runtime.scheduler().setOnline(count);
    return {};
}

std::vector<Choice> EmbeddedNode::demonstrations() const
{
    return choicesOf(factorama::demonstrations());
}

Outcome EmbeddedNode::startDemonstration(const std::string& name)
{
    const Demonstration* demonstration = findDemonstration(name);
    if (demonstration == nullptr) {
        return Outcome::failed(fmt::format("there is no demonstration {}", name));
    }
    try {
        return {{}, demonstration->start(m->runtime, demonstration->registeredName)};
    } catch (const Raised& raised) {
        if (raised.reason().isAtom(atoms::systemLimit)) {
            return Outcome::failed(
                fmt::format("the limit of {} processes is reached: end some before you start more",
                            m->runtime.processes().limit()));
        }
        return Outcome::failed("this demonstration is running already: end it first");
    }
}

Pid EmbeddedNode::runningDemonstration(const std::string& name) const
{
    const Demonstration* demonstration = findDemonstration(name);
    return demonstration == nullptr ? Pid() : m->runtime.whereis(demonstration->registeredName);
}

Outcome EmbeddedNode::endDemonstration(const std::string& name)
{
    const Pid top = runningDemonstration(name);
    if (!top) {
        return Outcome::failed("this demonstration is not running");
    }
    m->runtime.exit(top, atoms::kill);
    return {};
}

Outcome EmbeddedNode::setStrategy(Pid supervisor, const std::string& strategy)
{
    using otp::RestartStrategy;
    std::optional<RestartStrategy> wanted;
    for (const RestartStrategy possible :
         {RestartStrategy::OneForOne, RestartStrategy::OneForAll, RestartStrategy::RestForOne}) {
        if (strategy == otp::nameOf(possible)) {
            wanted = possible;
        }
    }
    if (!wanted) {
        return Outcome::failed(
            fmt::format("a supervisor cannot be changed to {}: only to one_for_one, one_for_all or "
                        "rest_for_one",
                        strategy));
    }
    bool supervises = false;
    std::shared_ptr<const otp::SupervisorDescription> description;
    {
        const EpochPin pin(m->runtime.epochs());
        const ControlBlock* process = m->runtime.processes().find(supervisor);
        if (process == nullptr || process->inbox.isClosed()) {
            return Outcome::failed("this process is not alive any more");
        }
        if (const otp::detail::SupervisorPublication* publication = supervisorPublication(*process)) {
            supervises = true;
            description = publication->description();
        }
    }
    if (!supervises) {
        return Outcome::failed("this process is not a supervisor");
    }
    if (description != nullptr && description->isDynamic) {
        return Outcome::failed(
            "the children of this supervisor are all of one kind: its strategy cannot be changed");
    }
    otp::changeStrategy(m->runtime, supervisor, *wanted);
    return {};
}

std::vector<Choice> EmbeddedNode::strategies() const
{
    return choicesOf(factorama::strategies());
}

std::vector<Choice> EmbeddedNode::algorithms() const
{
    return choicesOf(factorama::algorithms());
}

NumbersCheck EmbeddedNode::checkNumbers(const std::string& text) const
{
    ParsedNumbers parsed = parseNumbersText(text);
    return {parsed.numbers.size(), std::move(parsed.errors)};
}

Outcome EmbeddedNode::startFactorization(const FactorizationRequest& request)
{
    if (findStrategy(request.strategy) == nullptr) {
        return Outcome::failed(fmt::format("there is no strategy {}", request.strategy));
    }
    if (findAlgorithm(request.algorithm) == nullptr) {
        return Outcome::failed(fmt::format("there is no algorithm {}", request.algorithm));
    }
    const int maximum = m->runtime.scheduler().maximum();
    if (request.schedulers < 0 || request.schedulers > maximum) {
        return Outcome::failed(fmt::format("from 1 to {} schedulers can be online", maximum));
    }
    ParsedNumbers parsed = parseNumbersText(request.numbers);
    if (parsed.numbers.empty()) {
        return Outcome::failed(parsed.errors.empty() ? "give some numbers, such as 12 or 1000..1005"
                                                     : parsed.errors.front().message);
    }
    FactorizationPlan plan{std::move(parsed.numbers), request.strategy, request.algorithm, request.schedulers,
                           std::move(parsed.errors)};
    const std::lock_guard lock(m->mutex);
    FactorizationPlan shown = plan;
    shown.schedulers = plan.schedulers == 0 ? m->runtime.scheduler().online() : plan.schedulers;
    if (!m->board->begin(shown, distinctNumbers(plan.numbers).size())) {
        return Outcome::failed("a factorization is running: cancel it, or wait for its end");
    }
    try {
        m->run = factorama::startFactorization(m->runtime, plan, m->board);
        m->control.spare(m->run);
    } catch (const Raised&) {
        m->board->finish(FactorizationProgress::State::Cancelled);
        return Outcome::failed(
            fmt::format("the limit of {} processes is reached: end some before you start more",
                        m->runtime.processes().limit()));
    }
    return {{}, m->run};
}

void EmbeddedNode::cancelFactorization()
{
    const std::lock_guard lock(m->mutex);
    factorama::cancelFactorization(m->runtime, m->run);
}

FactorizationProgress EmbeddedNode::factorizationProgress() const
{
    return m->board->progress();
}

std::vector<FactorizationResult> EmbeddedNode::factorizationResults(std::size_t from, std::size_t limit) const
{
    return m->board->results(from, limit);
}

FactorizationWork EmbeddedNode::factorizationWork(std::size_t limit) const
{
    return m->board->work().work(limit);
}

Runtime& EmbeddedNode::runtime()
{
    return m->runtime;
}

} // namespace factorama
