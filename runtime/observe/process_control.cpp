// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/process_control.h"

#include "runtime/modules/catalogue.h"
#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"
#include "runtime/term/parse.h"

#include <fmt/format.h>

#include <array>
#include <unordered_map>
#include <utility>
#include <variant>

namespace factorama {

namespace {

constexpr const char* NotAlive = "this process is not alive any more";
/// Names that a person may make up in one message.
constexpr std::size_t NewAtoms = 8;

Outcome limitReached(const Runtime& runtime)
{
    return Outcome::failed(fmt::format("the limit of {} processes is reached: end some before you start more",
                                       runtime.processes().limit()));
}

/// Reads what the control block of a living process says; false if it is not alive.
template<typename Read>
bool withProcess(Runtime& runtime, Pid pid, Read read)
{
    const EpochPin pin(runtime.epochs());
    const ControlBlock* process = runtime.processes().find(pid);
    if (process == nullptr || process->status.load(std::memory_order_relaxed) == ProcessStatus::Exiting) {
        return false;
    }
    read(*process);
    return true;
}

/// An action of a process, as Runtime::command() has it done.
template<typename Act>
Outcome perform(Runtime& runtime, Pid pid, Act act)
{
    const bool alive = runtime.command(pid, [act](ControlBlock* process) {
        if (process != nullptr) {
            try {
                act(Self());
            } catch (const Raised& raised) {
                process->runtime().log(
                    Notice::Kind::Warning, process->pid,
                    fmt::format("{} could not do that: {}", process->pid.toString(), raised.what()));
            }
        }
    });
    return alive ? Outcome() : Outcome::failed(NotAlive);
}

/// The atom that a name stands for, or what is wrong with it.
std::variant<Atom, std::string> parseName(const std::string& text)
{
    const ParsedTerm parsed = parseTerm(text, 1);
    if (!parsed.term || !parsed.term->isAtom() || parsed.term->isAtom(Atom())) {
        return std::string("a name is an atom, such as my_server or 'My Server', and not undefined");
    }
    return parsed.term->atom();
}

Outcome startOnce(Runtime& runtime, const Module& module, const std::vector<Term>& arguments,
                  SpawnOptions options)
{
    try {
        return {{}, module.start(runtime, nullptr, std::move(options), arguments).pid};
    } catch (const Raised& raised) {
        if (raised.reason().isAtom(atoms::systemLimit)) {
            return limitReached(runtime);
        }
        return Outcome::failed(
            fmt::format("it was not started, since its name is taken ({})", raised.what()));
    }
}

/// Does a process that is started so register itself under this name?
bool namesItself(const StartSpecification& specification, Atom name)
{
    const Module& module = *findModule(specification.module);
    const auto checked = checkArguments(module, specification.arguments);
    const auto& arguments = std::get<std::vector<Term>>(checked);
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (module.parameters[i].kind == Parameter::Kind::Name && arguments[i].isAtom(name)) {
            return true;
        }
    }
    return false;
}

} // namespace

namespace process_control {

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
    // Nobody's child, as one that is spawned by hand: this process ends now.
    const Spawned spawned = description->start(self.runtime(), nullptr, std::move(options),
                                               std::get<std::vector<Term>>(arguments));
    self.runtime().log(Notice::Kind::Information, spawned.pid,
                       fmt::format("{} was restarted as {}", pid.toString(), spawned.pid.toString()));
}

/// Starts many of a kind, as their parent.
Process spawner(Self self, std::string module, std::vector<std::string> texts, std::uint64_t count)
{
    const Module* description = findModule(module);
    const auto checked = checkArguments(*description, texts);
    const auto& arguments = std::get<std::vector<Term>>(checked);
    std::uint64_t started = 0;
    std::string problem;
    for (; started < count && problem.empty(); ++started) {
        try {
            description->start(self.runtime(), &self.process(), SpawnOptions(), arguments);
        } catch (const Raised& raised) {
            problem = raised.reason().isAtom(atoms::systemLimit)
                          ? std::string("the limit of processes is reached")
                          : std::string(raised.what());
            break;
        }
        co_await self.tick();
    }
    self.runtime().log(problem.empty() ? Notice::Kind::Information : Notice::Kind::Warning, self.pid(),
                       problem.empty() ? fmt::format("{} processes of {} were started", started, module)
                                       : fmt::format("{} of {} processes of {} were started, then not: {}",
                                                     started, count, module, problem),
                       Notice::About::SpawnedByHand);
}

/// All processes but those that descend from the spared ones.
std::vector<Pid> unspared(Runtime& runtime, const std::unordered_set<Pid>& spared)
{
    std::unordered_map<Pid, Pid> parents;
    {
        const EpochPin pin(runtime.epochs());
        runtime.processes().forEach(
            [&](const ControlBlock& process) { parents.emplace(process.pid, process.parent); });
    }
    std::vector<Pid> found;
    for (const auto& [pid, parent] : parents) {
        Pid ancestor = pid;
        // Children are younger than their parents, so this ends; an orphan's chain where it was orphaned.
        while (ancestor && !spared.contains(ancestor)) {
            const auto above = parents.find(ancestor);
            ancestor = above == parents.end() ? Pid() : above->second;
        }
        if (!ancestor) {
            found.push_back(pid);
        }
    }
    return found;
}

/// Kills until nothing is left: what is being spawned meanwhile comes into the next round.
Process sweeper(Self self, std::unordered_set<Pid> spared)
{
    constexpr int Rounds = 200;
    spared.insert(self.pid());
    std::unordered_set<Pid> killed;
    for (int i = 0; i < Rounds; ++i) {
        const std::vector<Pid> victims = unspared(self.runtime(), spared);
        if (victims.empty()) {
            break;
        }
        for (const Pid victim : victims) {
            self.exit(victim, atoms::kill);
            killed.insert(victim);
            co_await self.tick();
        }
        co_await self.sleep(10);
    }
    self.runtime().log(Notice::Kind::Information, self.pid(),
                       fmt::format("{} processes that were spawned by hand were ended", killed.size()));
}

} // namespace process_control

Outcome ProcessControl::checkSpawn(const std::string& module, const std::vector<std::string>& arguments) const
{
    const Module* description = findModule(module);
    if (description == nullptr) {
        return Outcome::failed(fmt::format("there is no module {}", module));
    }
    const auto checked = checkArguments(*description, arguments);
    const auto* error = std::get_if<std::string>(&checked);
    return error == nullptr ? Outcome() : Outcome::failed(*error);
}

Outcome ProcessControl::spawn(const std::string& module, const std::vector<std::string>& arguments,
                              std::size_t count, const std::string& name)
{
    if (Outcome outcome = checkSpawn(module, arguments); !outcome.ok()) {
        return outcome;
    }
    if (count < 1 || count > NodeView::MaximumSpawn) {
        return Outcome::failed(fmt::format("from 1 to {} can be started at once", NodeView::MaximumSpawn));
    }
    if (count > 1) {
        return name.empty() ? spawnMany(module, arguments, count)
                            : Outcome::failed("only one process can have the name");
    }
    SpawnOptions options;
    if (!name.empty()) {
        const auto atom = parseName(name);
        if (const auto* error = std::get_if<std::string>(&atom)) {
            return Outcome::failed(*error);
        }
        options.name = std::get<Atom>(atom);
        if (const Pid owner = m_runtime.whereis(options.name)) {
            return Outcome::failed(fmt::format("the name {} is taken, by {}", name, owner.toString()));
        }
    }
    options.startSpecification = std::make_unique<StartSpecification>(StartSpecification{module, arguments});
    const auto checked = checkArguments(*findModule(module), arguments);
    return startOnce(m_runtime, *findModule(module), std::get<std::vector<Term>>(checked),
                     std::move(options));
}

Outcome ProcessControl::spawnMany(const std::string& module, const std::vector<std::string>& arguments,
                                  std::size_t count)
{
    try {
        const std::lock_guard lock(m_mutex);
        const Pid parent =
            m_runtime.spawn<&process_control::spawner>(module, arguments, std::uint64_t{count});
        m_many.emplace(parent, StartSpecification{module, arguments});
        return {};
    } catch (const Raised&) {
        return limitReached(m_runtime);
    }
}

Outcome ProcessControl::exit(Pid pid, const std::string& reason)
{
    const ParsedTerm parsed = parseTerm(reason, NewAtoms);
    if (!parsed.term) {
        return Outcome::failed(
            fmt::format("this reason is not a term (character {}): {}", parsed.position + 1, parsed.error));
    }
    if (!m_runtime.isAlive(pid)) {
        return Outcome::failed(NotAlive);
    }
    m_runtime.exit(pid, *parsed.term);
    return {};
}

std::optional<StartSpecification> ProcessControl::specificationOf(const StartSpecification* own,
                                                                  Pid parent) const
{
    if (own != nullptr) {
        return *own;
    }
    const std::lock_guard lock(m_mutex);
    const auto found = m_many.find(parent);
    return found == m_many.end() ? std::nullopt : std::optional(found->second);
}

/// Is it linked to its parent, and is that a supervisor?
bool ProcessControl::isSupervised(Pid pid, Pid parent) const
{
    static const Atom supervisor("supervisor");
    bool supervised = false;
    withProcess(m_runtime, parent, [&](const ControlBlock& process) {
        const InitialCall call = process.initialCall(); // supervisor:<Module>/1, as in OTP
        if (call.module == supervisor || call.function == supervisor) {
            process.relations().forEach([&](const Relations::Relation& relation) {
                supervised = supervised || (relation.kind == Relations::Kind::Link && relation.peer == pid);
            });
        }
    });
    return supervised;
}

Outcome ProcessControl::restart(Pid pid)
{
    std::optional<StartSpecification> specification;
    Atom name;
    Pid parent;
    const bool alive = withProcess(m_runtime, pid, [&](const ControlBlock& process) {
        parent = process.parent;
        name = process.name();
        const RareExtras* rare = process.findRare();
        specification = specificationOf(rare == nullptr ? nullptr : rare->startSpecification.get(), parent);
    });
    if (!alive) {
        return Outcome::failed(NotAlive);
    }
    if (isSupervised(pid, parent)) {
        m_runtime.exit(pid, atoms::kill);
        return {};
    }
    if (!specification) {
        return Outcome::failed(
            "only processes that have a supervisor, or were started from the catalogue, can be restarted");
    }
    if (namesItself(*specification, name)) {
        name = {};
    }
    try {
        m_runtime.spawn<&process_control::restarter>(pid, specification->module, specification->arguments,
                                                     name);
    } catch (const Raised&) {
        return limitReached(m_runtime);
    }
    return {};
}

Outcome ProcessControl::suspend(Pid pid)
{
    const EpochPin pin(m_runtime.epochs());
    return m_runtime.deliver(pid, signals::makeControl(Signal::Kind::Suspend, Pid()), nullptr)
               ? Outcome()
               : Outcome::failed(NotAlive);
}

Outcome ProcessControl::resume(Pid pid)
{
    bool suspended = false;
    const bool alive = withProcess(
        m_runtime, pid, [&](const ControlBlock& process) { suspended = process.has(ControlBlock::Held); });
    if (!alive) {
        return Outcome::failed(NotAlive);
    }
    if (!suspended) {
        return Outcome::failed("this process is not suspended");
    }
    const EpochPin pin(m_runtime.epochs());
    m_runtime.deliver(pid, signals::makeControl(Signal::Kind::Resume, Pid()), nullptr);
    return {};
}

Outcome ProcessControl::checkMessage(const std::string& message) const
{
    static const Pid anybody(1, 1);
    const ParsedTerm parsed = parseTerm(message, NewAtoms, anybody);
    return parsed.term ? Outcome()
                       : Outcome::failed(fmt::format("this is not a term (character {}): {}",
                                                     parsed.position + 1, parsed.error));
}

Pid ProcessControl::self()
{
    const std::lock_guard lock(m_mutex);
    if (!m_session) {
        Runtime& runtime = m_runtime;
        m_session = std::make_unique<Session>(runtime, [&runtime](const Term& message) {
            runtime.log(Notice::Kind::Information, {},
                        fmt::format("Self got the message {}", message.toString(2000)));
        });
        m_spared.insert(m_session->pid());
        m_session->perform([](Self self) { self.setLabel(Atom("self")); });
    }
    return m_session->pid();
}

Outcome ProcessControl::send(Pid pid, const std::string& message)
{
    if (Outcome outcome = checkMessage(message); !outcome.ok()) {
        return outcome;
    }
    const ParsedTerm parsed = parseTerm(message, NewAtoms, self());
    return m_runtime.send(pid, *parsed.term) ? Outcome() : Outcome::failed(NotAlive);
}

Outcome ProcessControl::link(Pid from, Pid to)
{
    if (from == to) {
        return Outcome::failed("a process cannot be linked to itself");
    }
    if (!m_runtime.isAlive(to)) {
        return Outcome::failed(fmt::format("{} is not alive any more", to.toString()));
    }
    return perform(m_runtime, from, [to](Self self) { self.link(to); });
}

Outcome ProcessControl::unlink(Pid from, Pid to)
{
    return perform(m_runtime, from, [to](Self self) { self.unlink(to); });
}

Outcome ProcessControl::monitor(Pid from, Pid to)
{
    if (from == to) {
        return Outcome::failed("a process cannot monitor itself");
    }
    return perform(m_runtime, from, [to](Self self) { self.monitor(to); });
}

Outcome ProcessControl::registerName(Pid pid, const std::string& name)
{
    const EpochPin pin(m_runtime.epochs());
    if (name.empty()) {
        Atom present;
        if (!withProcess(m_runtime, pid, [&](const ControlBlock& process) { present = process.name(); })) {
            return Outcome::failed(NotAlive);
        }
        return !present.isUndefined() && m_runtime.registry().remove(present, m_runtime.processes())
                   ? Outcome()
                   : Outcome::failed("this process has no name");
    }
    const auto atom = parseName(name);
    if (const auto* error = std::get_if<std::string>(&atom)) {
        return Outcome::failed(*error);
    }
    // Another name in place of the one it has, which it keeps if that is taken.
    Atom before;
    withProcess(m_runtime, pid, [&](const ControlBlock& process) { before = process.name(); });
    if (before == std::get<Atom>(atom)) {
        return {};
    }
    if (!before.isUndefined() && !m_runtime.whereis(std::get<Atom>(atom))) {
        m_runtime.registry().remove(before, m_runtime.processes());
    }
    const auto registered = m_runtime.registry().add(std::get<Atom>(atom), pid, m_runtime.processes());
    if (registered != Registry::Registered::Yes && !before.isUndefined()) {
        m_runtime.registry().add(before, pid, m_runtime.processes());
    }
    switch (registered) {
    case Registry::Registered::Yes:
        return {};
    case Registry::Registered::NameTaken:
        return Outcome::failed(fmt::format("the name {} is taken, by {}", name,
                                           m_runtime.whereis(std::get<Atom>(atom)).toString()));
    case Registry::Registered::HasName:
        return Outcome::failed("this process has a name already: take that first");
    case Registry::Registered::NotAlive:
        return Outcome::failed(NotAlive);
    case Registry::Registered::BadName:
        break;
    }
    return Outcome::failed(fmt::format("{} cannot be a name", name));
}

Outcome ProcessControl::setPriority(Pid pid, const std::string& priority)
{
    static constexpr std::array Names{"low", "normal", "high", "max"};
    for (std::size_t i = 0; i < Names.size(); ++i) {
        if (priority == Names[i]) {
            const auto chosen = static_cast<Priority>(i);
            return perform(m_runtime, pid, [chosen](Self self) { self.setPriority(chosen); });
        }
    }
    return Outcome::failed("a priority is low, normal, high or max");
}

Outcome ProcessControl::setMailboxLimit(Pid pid, std::uint32_t messages, bool sendersWait)
{
    MailboxLimit limit;
    if (messages > 0) {
        limit.messages = messages;
        limit.action = sendersWait ? MailboxLimit::Action::BackPressure : MailboxLimit::Action::Kill;
    }
    return perform(m_runtime, pid, [limit](Self self) { self.setMailboxLimit(limit); });
}

void ProcessControl::spare(Pid root)
{
    const std::lock_guard lock(m_mutex);
    m_spared.insert(root);
}

Outcome ProcessControl::endSpawned()
{
    try {
        const std::lock_guard lock(m_mutex);
        m_runtime.spawn<&process_control::sweeper>(m_spared);
        return {};
    } catch (const Raised&) {
        // There is no room even for the process that would do it.
        const std::lock_guard lock(m_mutex);
        for (const Pid pid : process_control::unspared(m_runtime, m_spared)) {
            m_runtime.exit(pid, atoms::kill);
        }
        return {};
    }
}

} // namespace factorama
