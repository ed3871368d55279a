// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/runtime.h"

#include "runtime/process/exit.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"
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
        m_scheduler =
            std::make_unique<ThreadedScheduler>(*this, schedulerCount(options.schedulers), options.niceness);
    }
}

Runtime::~Runtime()
{
    m_scheduler->stop();
    WorkerContext nobody(*this, 0, false);
    m_processes.forEach([this, &nobody](ControlBlock& process) {
        m_processes.withdraw(process, nullptr);
        discardProcess(process, nobody);
    });
    m_scheduler.reset(); // its timers and retired memory go before the tables they point into
}

void Runtime::exit(Pid pid, const Term& reason)
{
    const EpochPin pin(m_epochs);
    deliver(pid, signals::makeControl(Signal::Kind::Exit, Pid(), 0, reason), nullptr);
}

bool Runtime::command(Pid pid, std::function<void(ControlBlock*)> action)
{
    const EpochPin pin(m_epochs);
    return deliver(pid, new CommandSignal(std::move(action)), nullptr);
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

void Runtime::log(Notice::Kind kind, Pid pid, std::string text, Notice::About about)
{
    m_log.add(kind, pid, std::move(text), m_scheduler->now() / 1'000'000, about);
}

bool Runtime::deliver(Pid to, Signal* signal, WorkerContext* from, bool* pressed)
{
    if (from != nullptr) {
        from->flushOutbox();
    }
    if (ControlBlock* process = m_processes.find(to)) {
        if (signal->kind == Signal::Kind::Message) {
            const bool over =
                mailbox_limits::countIncoming(*process); // before the push: it may be gone afterwards
            if (pressed != nullptr) {
                *pressed = over;
            }
        }
        return push(*process, signal, signal, from);
    }
    signals::destroy(signal);
    return false;
}

void Runtime::wakeAtRest(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext& from)
{
    receiveAtRest(process, newest, oldest);
    wake(process, from);
}

bool Runtime::pushToQueue(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext* from)
{
    switch (process.inbox.push(newest, oldest)) {
    case SignalQueue::Pushed::Yes:
        return true;
    case SignalQueue::Pushed::WasIdle:
        if (from != nullptr) {
            process.lastWorker.store(from->number, std::memory_order_relaxed); // or a thief's
        }
        m_scheduler->ready(process, from, true);
        return true;
    case SignalQueue::Pushed::Closed:
        break;
    }
    oldest->next = nullptr; // the push may have begun to hang the chain somewhere
    signals::destroyChain(newest);
    return false;
}

void WorkerContext::flushMessages()
{
    if (outbox.receiver->lastWorker.load(std::memory_order_relaxed) != number) {
        sentElsewhere += outbox.count;
    }
    outbox.count = 0;
    runtime.push(*outbox.receiver, outbox.newest, outbox.oldest, this);
}

void WorkerContext::letGo(ControlBlock& process)
{
    if (!becomeIdle(process)) {
        runtime.scheduler().ready(process, this, false);
    }
}

void WorkerContext::letAllGo()
{
    resting.takeAll([this](ControlBlock& process) { letGo(process); });
}

Timer** Runtime::MessageTimers::Shard::find(std::uint64_t reference)
{
    Timer** at = &chains[hash(reference) & (chains.size() - 1)];
    while (*at != nullptr && (*at)->reference != reference) {
        at = &(*at)->nextInBook;
    }
    return at;
}

void Runtime::MessageTimers::Shard::grow()
{
    std::vector<Timer*> old(2 * chains.size());
    old.swap(chains);
    for (Timer* timer : old) {
        while (timer != nullptr) {
            Timer*& chain = chains[hash(timer->reference) & (chains.size() - 1)];
            timer = std::exchange(timer->nextInBook, std::exchange(chain, timer));
        }
    }
}

void Runtime::MessageTimers::add(Timer& timer, Reference reference)
{
    Shard& shard = shardOf(reference.bits());
    const std::lock_guard lock(shard.mutex);
    if (++shard.count > shard.chains.size()) {
        shard.grow();
    }
    Timer*& chain = shard.chains[hash(reference.bits()) & (shard.chains.size() - 1)];
    timer.nextInBook = std::exchange(chain, &timer);
}

namespace {

/// A timer to a pid has died with it: it will fire at nobody.
bool hasTarget(const Timer& timer, const ProcessTable& processes)
{
    return !timer.targetName.isUndefined() || processes.find(timer.target) != nullptr;
}

} // namespace

std::optional<std::int64_t> Runtime::MessageTimers::cancel(Reference reference, const Runtime& runtime,
                                                           const TimerWheel& own)
{
    Shard& shard = shardOf(reference.bits());
    const std::lock_guard lock(shard.mutex);
    Timer** const found = shard.find(reference.bits());
    Timer* const timer = *found;
    if (timer == nullptr) {
        return std::nullopt;
    }
    Timer* const next = timer->nextInBook;
    const bool counts = hasTarget(*timer, runtime.processes());
    std::uint64_t left = 0;
    // One that fires at this moment needs the lock held here to take it out of the book.
    if (!TimerWheel::discard(
            timer, &own, [&runtime] { return runtime.scheduler().tickAfter(0); }, left)) {
        return std::nullopt;
    }
    *found = next;
    --shard.count;
    return counts ? std::optional(static_cast<std::int64_t>(left)) : std::nullopt;
}

std::optional<std::int64_t> Runtime::MessageTimers::read(Reference reference, const Runtime& runtime)
{
    Shard& shard = shardOf(reference.bits());
    const std::lock_guard lock(shard.mutex);
    const Timer* const timer = *shard.find(reference.bits());
    if (timer == nullptr || !hasTarget(*timer, runtime.processes())) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(
        TimerWheel::left(*timer, [&runtime] { return runtime.scheduler().tickAfter(0); }));
}

void Runtime::MessageTimers::remove(Reference reference)
{
    Shard& shard = shardOf(reference.bits());
    const std::lock_guard lock(shard.mutex);
    Timer** const found = shard.find(reference.bits());
    if (*found != nullptr) {
        *found = (*found)->nextInBook;
        --shard.count;
    }
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

namespace {

ProcessTable::Cache* cacheOf(const ControlBlock* parent)
{
    return parent == nullptr ? nullptr : &t_running.worker->freeSlots;
}

/// What few processes are given.
void setExtras(ControlBlock& process, const ControlBlock* parent, SpawnOptions& options)
{
    const Pid groupLeader = parent == nullptr ? Pid() : parent->groupLeader();
    if (options.startSpecification) {
        process.makeRare().startSpecification = std::move(options.startSpecification);
    }
    if (!options.label.isUndefined() || groupLeader) {
        ProcessExtras& extras = process.makeExtras();
        extras.label.store(options.label.index(), std::memory_order_relaxed);
        extras.groupLeader = groupLeader;
    }
    process.setPriority(options.priority);
    if (options.mailboxLimit) {
        mailbox_limits::set(process, *options.mailboxLimit);
    }
}

/// False if the name is taken.
bool registerSpawned(Runtime& runtime, const ControlBlock& process, const ControlBlock* parent, Atom name)
{
    std::optional<EpochPin> pin;
    if (parent == nullptr) {
        pin.emplace(runtime.epochs());
    }
    return runtime.registry().add(name, process.pid, runtime.processes()) == Registry::Registered::Yes;
}

} // namespace

Spawned commitSpawn(Runtime& runtime, Process body, ControlBlock* parent, InternedCall call,
                    SpawnOptions&& options)
{
    setExtras(body.process(), parent, options);
    body.process().parent = parent == nullptr ? Pid() : parent->pid;
    body.process().setInitialCall(options.initialCall == InternedCall() ? call : options.initialCall);
    const Pid pid = runtime.processes().take(cacheOf(parent));
    if (!pid) {
        throw Raised::error(atoms::systemLimit);
    }
    ControlBlock& process = body.release();
    process.pid = pid;
    Spawned spawned{pid, {}};
    runtime.processes().publish(process);
    const bool refused =
        !options.name.isUndefined() && !registerSpawned(runtime, process, parent, options.name);
    if (refused) {
        // It has a place in the table already, so it ends as a process does, unrun; nobody is linked to it
        // yet.
        process.wait = ControlBlock::Wait::Refused;
    } else if (parent != nullptr) {
        // The child does not run yet, so both sides of the relation are written here: atomic with the spawn.
        RetiredList& retired = t_running.worker->retired;
        Epochs& epochs = runtime.epochs();
        if (options.link) {
            parent->makeRelations().put({Relations::Kind::Link, process.pid, {}, {}, 0}, epochs, retired);
            process.makeRelations().put({Relations::Kind::Link, parent->pid, {}, {}, 0}, epochs, retired);
        }
        if (options.monitor) {
            spawned.monitor = Reference::make();
            parent->makeRelations().put({Relations::Kind::Monitoring, process.pid, spawned.monitor, {}, 0},
                                        epochs, retired);
            process.makeRelations().put({Relations::Kind::MonitoredBy, parent->pid, spawned.monitor, {}, 0},
                                        epochs, retired);
        }
    }
    if (parent != nullptr) {
        ControlBlock::spend(8);
        t_running.worker->flushOutbox();
        t_running.worker->trace(Event::Kind::Spawn, parent->pid, process.pid, process.initialCall().module);
    }
    runtime.scheduler().ready(process, parent == nullptr ? nullptr : t_running.worker, false);
    if (refused) {
        throw Raised::error(atoms::badarg);
    }
    return spawned;
}

} // namespace detail

} // namespace factorama
