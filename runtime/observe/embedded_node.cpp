// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/embedded_node.h"

#include "runtime/factorization/run.h"
#include "runtime/modules/catalogue.h"
#include "runtime/node/runtime.h"
#include "runtime/observe/demonstration.h"
#include "runtime/observe/sampler.h"
#include "runtime/otp/supervisor.h"
#include "runtime/process/process_extras.h"
#include "runtime/term/parse.h"

#include <fmt/format.h>

#include <mutex>
#include <optional>
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

Outcome failed(std::string error)
{
    return {std::move(error), {}};
}

constexpr const char* NotAlive = "this process is not alive any more";

} // namespace

namespace node_control {

/// Kills a process, waits for its end, and starts it again as it was started, with its name.
Process restarter(Self self, Pid pid, std::string module, std::vector<std::string> texts, Atom name)
{
    const auto down = tuple(atoms::down, self.monitor(pid), atoms::process, any, any);
    self.exit(pid, atoms::kill);
    const Message message = co_await self.receive(down);
    const Module* description = findModule(module);
    auto arguments = checkArguments(*description, texts);
    SpawnOptions options;
    options.name = name;
    options.startSpecification = std::make_unique<StartSpecification>(StartSpecification{module, texts});
    const Spawned spawned = description->start(self.runtime(), &self.process(), std::move(options),
                                               std::get<std::vector<Term>>(arguments));
    self.runtime().log(Notice::Kind::Information, spawned.pid,
                       fmt::format("{} was restarted as {}", pid.toString(), spawned.pid.toString()));
}

} // namespace node_control

struct EmbeddedNode::Private {
    ListenerSlot listener;
    Runtime runtime;
    std::shared_ptr<ResultBoard> board = std::make_shared<ResultBoard>([this] { listener.call(); });
    std::mutex mutex; // guards `run`
    Pid run;
    Sampler sampler{runtime, [this] { listener.call(); }};

    explicit Private(int schedulers) : runtime(optionsOf(schedulers))
    {
        runtime.logBook().setListener([this](const Notice&) { listener.call(); });
    }

    static Runtime::Options optionsOf(int schedulers)
    {
        Runtime::Options options;
        options.schedulers = schedulers;
        return options;
    }

    /// Reads what the control block of a living process says.
    template<typename Read>
    bool withProcess(Pid pid, Read read)
    {
        const EpochPin pin(runtime.epochs());
        const ControlBlock* process = runtime.processes().find(pid);
        if (process == nullptr || process->status.load(std::memory_order_relaxed) == ProcessStatus::Exiting) {
            return false;
        }
        read(*process);
        return true;
    }

    /// Is it linked to its parent, and is that a supervisor?
    bool isSupervised(Pid pid, Pid parent)
    {
        static const Atom supervisor("supervisor");
        bool supervised = false;
        withProcess(parent, [&](const ControlBlock& process) {
            const InitialCall call = process.initialCall(); // supervisor:<Module>/1, as in OTP
            if (call.module == supervisor || call.function == supervisor) {
                process.relations.forEach([&](const Relations::Relation& relation) {
                    supervised =
                        supervised || (relation.kind == Relations::Kind::Link && relation.peer == pid);
                });
            }
        });
        return supervised;
    }
};

EmbeddedNode::EmbeddedNode(int schedulers) : m(std::make_unique<Private>(schedulers)) {}

EmbeddedNode::~EmbeddedNode()
{
    setListener({});
    m->runtime.logBook().setListener({});
}

void EmbeddedNode::startDemonstration()
{
    factorama::startDemonstration(m->runtime);
}

std::string EmbeddedNode::name() const
{
    return std::string(atoms::nonode.text());
}

Capabilities EmbeddedNode::capabilities() const
{
    Capabilities all;
    all.spawn = all.exit = all.restart = all.setSchedulersOnline = all.factorize = all.setStrategy = true;
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
    const Module* description = findModule(module);
    if (description == nullptr) {
        return failed(fmt::format("there is no module {}", module));
    }
    const auto checked = checkArguments(*description, arguments);
    const auto* error = std::get_if<std::string>(&checked);
    return error == nullptr ? Outcome() : failed(*error);
}

Outcome EmbeddedNode::spawn(const std::string& module, const std::vector<std::string>& arguments)
{
    if (Outcome outcome = checkSpawn(module, arguments); !outcome.ok()) {
        return outcome;
    }
    const Module& description = *findModule(module);
    const auto checked = checkArguments(description, arguments);
    SpawnOptions options;
    options.startSpecification = std::make_unique<StartSpecification>(StartSpecification{module, arguments});
    try {
        return {
            {},
            description.start(m->runtime, nullptr, std::move(options), std::get<std::vector<Term>>(checked))
                .pid};
    } catch (const Raised& raised) {
        if (raised.reason().isAtom(atoms::systemLimit)) {
            return failed(fmt::format("the limit of {} processes is reached: end some before you start more",
                                      m->runtime.processes().limit()));
        }
        return failed(fmt::format("it was not started, since its name is taken ({})", raised.what()));
    }
}

Outcome EmbeddedNode::exit(Pid pid, const std::string& reason)
{
    // One new name is what a person may make up for a reason.
    const ParsedTerm parsed = parseTerm(reason, 1);
    if (!parsed.term) {
        return failed(
            fmt::format("this reason is not a term (character {}): {}", parsed.position + 1, parsed.error));
    }
    if (!m->runtime.isAlive(pid)) {
        return failed(NotAlive);
    }
    m->runtime.exit(pid, *parsed.term);
    return {};
}

Outcome EmbeddedNode::restart(Pid pid)
{
    std::optional<StartSpecification> specification;
    Atom name;
    Pid parent;
    const bool alive = m->withProcess(pid, [&](const ControlBlock& process) {
        parent = process.parent;
        name = process.name();
        const ProcessExtras* extras = process.findExtras();
        if (extras != nullptr && extras->startSpecification) {
            specification = *extras->startSpecification;
        }
    });
    if (!alive) {
        return failed(NotAlive);
    }
    if (m->isSupervised(pid, parent)) {
        m->runtime.exit(pid, atoms::kill);
        return {};
    }
    if (!specification) {
        return failed(
            "only processes that have a supervisor, or were started from the catalogue, can be restarted");
    }
    m->runtime.spawn<&node_control::restarter>(pid, specification->module, specification->arguments, name);
    return {};
}

Outcome EmbeddedNode::setSchedulersOnline(int count)
{
    const int maximum = m->runtime.scheduler().maximum();
    if (count < 1 || count > maximum) {
        return failed(fmt::format("from 1 to {} schedulers can be online", maximum));
    }
    m->runtime.scheduler().setOnline(count);
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
        return failed(fmt::format("a supervisor cannot be changed to {}: only to one_for_one, one_for_all or "
                                  "rest_for_one",
                                  strategy));
    }
    bool supervises = false;
    std::shared_ptr<const otp::SupervisorDescription> description;
    const bool alive = m->withProcess(supervisor, [&](const ControlBlock& process) {
        if (const otp::detail::SupervisorPublication* publication = supervisorPublication(process)) {
            supervises = true;
            description = publication->description();
        }
    });
    if (!alive) {
        return failed(NotAlive);
    }
    if (!supervises) {
        return failed("this process is not a supervisor");
    }
    if (description != nullptr && description->isDynamic) {
        return failed("the children of this supervisor are all of one kind: its strategy cannot be changed");
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
        return failed(fmt::format("there is no strategy {}", request.strategy));
    }
    if (findAlgorithm(request.algorithm) == nullptr) {
        return failed(fmt::format("there is no algorithm {}", request.algorithm));
    }
    const int maximum = m->runtime.scheduler().maximum();
    if (request.schedulers < 0 || request.schedulers > maximum) {
        return failed(fmt::format("from 1 to {} schedulers can be online", maximum));
    }
    ParsedNumbers parsed = parseNumbersText(request.numbers);
    if (parsed.numbers.empty()) {
        return failed(parsed.errors.empty() ? "give some numbers, such as 12 or 1000..1005"
                                            : parsed.errors.front().message);
    }
    FactorizationPlan plan{std::move(parsed.numbers), request.strategy, request.algorithm, request.schedulers,
                           std::move(parsed.errors)};
    const std::lock_guard lock(m->mutex);
    FactorizationPlan shown = plan;
    shown.schedulers = plan.schedulers == 0 ? m->runtime.scheduler().online() : plan.schedulers;
    if (!m->board->begin(shown, distinctNumbers(plan.numbers).size())) {
        return failed("a factorization is running: cancel it, or wait for its end");
    }
    try {
        m->run = factorama::startFactorization(m->runtime, plan, m->board);
    } catch (const Raised&) {
        m->board->finish(FactorizationProgress::State::Cancelled);
        return failed(fmt::format("the limit of {} processes is reached: end some before you start more",
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

Runtime& EmbeddedNode::runtime()
{
    return m->runtime;
}

} // namespace factorama
