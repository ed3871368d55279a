// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/runtime.h"

#include "runtime/process/exit.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/scheduler/simulated_scheduler.h"
#include "runtime/scheduler/threaded_scheduler.h"

#include <algorithm>
#include <thread>

namespace factorama {

namespace {

int schedulerCount(int wanted)
{
    return wanted > 0 ? wanted : static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
}

} // namespace

Runtime::Runtime(const Options& options) : m_processes(options.maximumProcesses)
{
    if (options.simulationSeed) {
        auto simulated = std::make_unique<SimulatedScheduler>(*this, *options.simulationSeed);
        m_simulation = simulated.get();
        m_scheduler = std::move(simulated);
    } else {
        m_scheduler = std::make_unique<ThreadedScheduler>(*this, schedulerCount(options.schedulers));
    }
}

Runtime::~Runtime()
{
    m_scheduler->stop();
    m_processes.forEach([this](ControlBlock& process) {
        m_processes.withdraw(process);
        discardProcess(process);
    });
    m_scheduler.reset(); // its timers and retired memory go before the tables they point into
}

void Runtime::exit(Pid pid, const Term& reason)
{
    const EpochPin pin(m_epochs);
    deliver(pid, signals::makeControl(Signal::Kind::Exit, Pid(), 0, reason), nullptr);
}

bool Runtime::isAlive(Pid pid)
{
    const EpochPin pin(m_epochs);
    const ControlBlock* process = m_processes.find(pid);
    return process != nullptr && !process->inbox.isClosed();
}

void Runtime::defineFunction(Atom module, Atom function, std::uint8_t arity, ProcessFunction body)
{
    m_functions[{module.index(), function.index(), arity}] = body;
}

Runtime::ProcessFunction Runtime::findFunction(Atom module, Atom function, std::uint8_t arity) const
{
    const auto found = m_functions.find({module.index(), function.index(), arity});
    return found == m_functions.end() ? nullptr : found->second;
}

void Runtime::log(Notice::Kind kind, Pid pid, std::string text)
{
    m_log.add(kind, pid, std::move(text), m_scheduler->now() / 1'000'000);
}

bool Runtime::deliver(Pid to, Signal* signal, WorkerContext* from, bool* pressed)
{
    if (ControlBlock* process = m_processes.find(to)) {
        if (signal->kind == Signal::Kind::Message) {
            const bool over =
                mailbox_limits::countIncoming(*process); // before the push: it may be gone afterwards
            if (pressed != nullptr) {
                *pressed = over;
            }
        }
        switch (process->inbox.push(signal)) {
        case SignalQueue::Pushed::Yes:
            return true;
        case SignalQueue::Pushed::WasIdle:
            m_scheduler->ready(*process, from, true);
            return true;
        case SignalQueue::Pushed::Closed:
            break;
        }
    }
    signals::destroy(signal);
    return false;
}

void Runtime::MessageTimers::add(Timer& timer, Reference reference)
{
    const std::lock_guard lock(m_mutex);
    m_timers.emplace(reference.bits(), &timer);
}

namespace {

std::optional<std::int64_t> millisecondsLeft(const Timer& timer, std::uint64_t now,
                                             const ProcessTable& processes)
{
    if (timer.targetName.isUndefined() && processes.find(timer.target) == nullptr) {
        return std::nullopt; // it will fire at nobody
    }
    return std::max<std::int64_t>(static_cast<std::int64_t>(timer.deadline) - static_cast<std::int64_t>(now),
                                  0);
}

} // namespace

std::optional<std::int64_t> Runtime::MessageTimers::cancel(Reference reference, std::uint64_t now,
                                                           const ProcessTable& processes)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_timers.find(reference.bits());
    if (found == m_timers.end()) {
        return std::nullopt;
    }
    Timer* timer = found->second;
    if (!timer->wheel->cancel(*timer)) {
        return std::nullopt; // firing at this moment, which needs the lock held here to take it out of the
                             // book
    }
    m_timers.erase(found);
    const auto left = millisecondsLeft(*timer, now, processes);
    Timer::destroy(timer);
    return left;
}

std::optional<std::int64_t> Runtime::MessageTimers::read(Reference reference, std::uint64_t now,
                                                         const ProcessTable& processes)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_timers.find(reference.bits());
    if (found == m_timers.end()) {
        return std::nullopt;
    }
    return millisecondsLeft(*found->second, now, processes);
}

void Runtime::MessageTimers::remove(Reference reference)
{
    const std::lock_guard lock(m_mutex);
    m_timers.erase(reference.bits());
}

namespace detail {

InitialCall makeInitialCall(std::string_view qualifiedName, std::size_t arity)
{
    const auto part = [](std::string_view& name) {
        const std::size_t colons = name.rfind("::");
        const std::string_view last = colons == std::string_view::npos ? name : name.substr(colons + 2);
        name = colons == std::string_view::npos ? std::string_view() : name.substr(0, colons);
        return last;
    };
    const std::string_view function = part(qualifiedName);
    std::string_view module = part(qualifiedName);
    while (!module.empty() && (module.front() == '{' || module.front() == '(')) {
        module = part(qualifiedName); // an anonymous namespace says nothing
    }
    return {Atom(module.empty() ? "factorama" : module), Atom(function), static_cast<std::uint8_t>(arity)};
}

std::unique_ptr<ControlBlock> beginSpawn(Runtime& runtime, ControlBlock* parent, const InitialCall& call)
{
    const Pid pid = runtime.processes().take();
    if (!pid) {
        throw Raised::error(atoms::systemLimit);
    }
    std::unique_ptr<ControlBlock> process;
    try {
        process = std::make_unique<ControlBlock>();
    } catch (...) {
        runtime.processes().give(pid);
        throw;
    }
    process->runtime = &runtime;
    process->pid = pid;
    process->parent = parent == nullptr ? Pid() : parent->pid;
    process->initialCall = call;
    process->groupLeader = parent == nullptr ? Pid() : parent->groupLeader;
    process->worker = parent == nullptr ? nullptr : parent->worker;
    process->memory.store(sizeof(ControlBlock), std::memory_order_relaxed);
    return process;
}

void abandonSpawn(std::unique_ptr<ControlBlock> process) noexcept
{
    process->runtime->processes().give(process->pid);
}

Spawned commitSpawn(std::unique_ptr<ControlBlock> owned, ControlBlock* parent, SpawnOptions options)
{
    ControlBlock& process = *owned;
    Runtime& runtime = *process.runtime;
    Spawned spawned{process.pid, {}};
    process.startSpecification = std::move(options.startSpecification);
    if (!options.initialCall.module.isUndefined()) {
        process.initialCall = options.initialCall;
    }
    process.label.store(options.label.index(), std::memory_order_relaxed);
    process.priority.store(options.priority, std::memory_order_relaxed);
    if (options.mailboxLimit) {
        mailbox_limits::set(process, *options.mailboxLimit);
    }
    runtime.processes().publish(process);
    std::optional<EpochPin> pin;
    if (!options.name.isUndefined()) {
        if (parent == nullptr) {
            pin.emplace(runtime.epochs());
        }
        if (runtime.registry().add(options.name, process.pid, runtime.processes()) !=
            Registry::Registered::Yes) {
            // It has a place in the table already, so it ends as a process does, unrun; nobody is linked to
            // it yet.
            process.exitReason = Term(atoms::badarg);
        }
    }
    if (!process.exitReason && parent != nullptr) {
        // The child does not run yet, so both sides of the relation are written here: atomic with the spawn.
        RetiredList& retired = parent->worker->retired;
        Epochs& epochs = runtime.epochs();
        if (options.link) {
            parent->relations.put({Relations::Kind::Link, process.pid, {}, {}, 0}, epochs, retired);
            process.relations.put({Relations::Kind::Link, parent->pid, {}, {}, 0}, epochs, retired);
        }
        if (options.monitor) {
            spawned.monitor = Reference::make();
            parent->relations.put({Relations::Kind::Monitoring, process.pid, spawned.monitor, {}, 0}, epochs,
                                  retired);
            process.relations.put({Relations::Kind::MonitoredBy, parent->pid, spawned.monitor, {}, 0}, epochs,
                                  retired);
        }
    }
    static_cast<void>(owned.release());
    if (parent != nullptr) {
        parent->spend(8);
    }
    const bool taken = process.exitReason.has_value();
    runtime.scheduler().ready(process, parent == nullptr ? nullptr : parent->worker, false);
    if (taken) {
        throw Raised::error(atoms::badarg);
    }
    return spawned;
}

} // namespace detail

} // namespace factorama
