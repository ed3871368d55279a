// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/sampler.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/supervisor_publication.h"
#include "runtime/process/process_extras.h"
#include "runtime/scheduler/niceness.h"
#include "runtime/scheduler/thread_time.h"

#include <algorithm>

namespace factorama {

namespace {

constexpr std::size_t RelationLimit = 200'000;
constexpr std::size_t EventLimit = 20'000;

/// Before anything is wanted.
std::shared_ptr<const Snapshot> emptySnapshot(const Runtime& runtime)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->schedulersOnline = runtime.scheduler().online();
    snapshot->schedulersMaximum = runtime.scheduler().maximum();
    return snapshot;
}

bool isAnything(const Interest& interest)
{
    return interest.processes || interest.schedulers || interest.relations || interest.events ||
           interest.inspected || interest.supervision;
}

void addRelations(const ControlBlock& process, Snapshot& snapshot)
{
    process.relations().forEach([&](const Relations::Relation& relation) {
        // A link is known at both ends and drawn once; a monitor is told of by the process that watches.
        const bool link =
            relation.kind == Relations::Kind::Link && !relation.isUnlinking() && process.pid < relation.peer;
        if (!link && relation.kind != Relations::Kind::Monitoring) {
            return;
        }
        if (snapshot.relations.size() < RelationLimit) {
            snapshot.relations.push_back(
                {process.pid, relation.peer, link ? Relation::Kind::Link : Relation::Kind::Monitor});
        } else {
            ++snapshot.relationsOmitted;
        }
    });
}

} // namespace

otp::detail::SupervisorPublication* supervisorPublication(const ControlBlock& process)
{
    const RareExtras* rare = process.findRare();
    Publication* publication = rare == nullptr ? nullptr : rare->publication.load(std::memory_order_acquire);
    return dynamic_cast<otp::detail::SupervisorPublication*>(publication);
}

// All columns, whichever are looked at: of 1,000,000 processes, on idle cores, none takes over 4 ms to read,
// beside 23 for the pids alone and some 40 for writing the rows (tests/benchmarks/process_table), and the
// marks of changed rows, filters and tool tips want them.
ProcessRow processRow(const ControlBlock& process)
{
    ProcessRow row;
    row.pid = process.pid;
    row.parent = process.parent;
    row.reductions = process.reductions();
    row.memory = process.memoryBytes();
    row.messages = process.messages();
    row.links = process.relations().linkCount();
    row.monitors = process.relations().monitoringCount();
    row.name = process.name();
    row.label = process.label();
    row.initialCall = process.initialCall();
    row.status = process.status.load(std::memory_order_relaxed);
    if (row.status == ProcessStatus::Waiting && process.inbox.hasSignals()) {
        row.status = ProcessStatus::Runnable; // it is in a run queue: its worker has not got to it yet
    }
    row.trapsExits = process.has(ControlBlock::TrapsExits);
    return row;
}

Sampler::Sampler(Runtime& runtime, std::function<void()> taken, int niceness)
    : m_runtime(runtime),
      m_taken(std::move(taken)),
      m_newest(emptySnapshot(runtime)),
      m_inspector(runtime),
      m_thread([this, niceness] {
          setNiceness(niceness);
          run();
      })
{
}

Sampler::~Sampler()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Sampler::setInterest(const Interest& interest)
{
    {
        const std::lock_guard lock(m_mutex);
        m_interest = interest;
        m_interestChanged = true;
    }
    m_changed.notify_all();
}

std::shared_ptr<const Snapshot> Sampler::newest() const
{
    const std::lock_guard lock(m_mutex);
    return m_newest;
}

void Sampler::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_stopping) {
        const Interest interest = m_interest;
        m_interestChanged = false;
        const auto changed = [this] { return m_stopping || m_interestChanged; };
        lock.unlock();
        m_inspector.setTarget(interest.inspected);
        setTracing(interest.events);
        if (!isAnything(interest)) {
            lock.lock();
            m_changed.wait(lock, changed);
            continue;
        }
        const auto start = std::chrono::steady_clock::now();
        std::shared_ptr<const Snapshot> snapshot = take(interest);
        lock.lock();
        m_newest.swap(snapshot);
        lock.unlock();
        snapshot.reset(); // the old one may be large: freed outside the lock
        m_taken();
        lock.lock();
        // However long a snapshot takes, the sampler rests twice as long: looking costs at most a third
        // of a core, and of many processes the last snapshot is done with before the next one takes up
        // memory.
        const auto taken = std::chrono::steady_clock::now();
        const auto pace = std::chrono::milliseconds(std::max(interest.periodMilliseconds, 1));
        m_changed.wait_until(lock, std::max(start + pace, taken + 2 * (taken - start)), changed);
    }
}

void Sampler::addSupervisor(const ControlBlock& process, Snapshot& snapshot)
{
    otp::detail::SupervisorPublication* publication = supervisorPublication(process);
    if (publication == nullptr) {
        return;
    }
    std::shared_ptr<const otp::SupervisorDescription> description = publication->description();
    if (publication->claimRenewal()) {
        m_runtime.deliver(process.pid, signals::makeControl(Signal::Kind::Publish, Pid()), nullptr);
    }
    if (description == nullptr) {
        ++snapshot.supervisorsPending;
        return;
    }
    const std::int64_t restarts = description->restartsInPeriod(snapshot.nanoseconds);
    snapshot.supervisors.push_back({process.pid, std::move(description), restarts});
}

void Sampler::setTracing(bool on)
{
    if (on != m_tracing) {
        m_tracing = on;
        m_runtime.scheduler().setTracing(on ? Tracing::Lives : Tracing::Off);
    }
}

void Sampler::readEvents()
{
    std::vector<Event> fresh;
    const std::uint64_t lost = m_runtime.scheduler().readEvents(fresh);
    const std::lock_guard lock(m_mutex);
    m_eventsLost += lost;
    m_eventCount += fresh.size();
    m_events.insert(m_events.end(), fresh.begin(), fresh.end());
    if (m_events.size() > EventLimit) {
        m_events.erase(m_events.begin(), m_events.end() - static_cast<std::ptrdiff_t>(EventLimit));
    }
}

EventBatch Sampler::events(std::uint64_t after) const
{
    const std::lock_guard lock(m_mutex);
    EventBatch batch;
    batch.last = m_eventCount;
    const std::uint64_t wanted = m_eventCount - std::min(after, m_eventCount);
    const std::uint64_t held = std::min<std::uint64_t>(wanted, m_events.size());
    batch.lost = m_eventsLost + (after == 0 ? 0 : wanted - held);
    batch.events.assign(m_events.end() - static_cast<std::ptrdiff_t>(held), m_events.end());
    return batch;
}

std::shared_ptr<const Snapshot> Sampler::take(const Interest& interest)
{
    auto snapshot = std::make_shared<Snapshot>();
    const std::int64_t start = m_runtime.scheduler().now();
    snapshot->sequence = ++m_sequence;
    snapshot->nanoseconds = start;
    snapshot->processCount = m_runtime.processes().count();
    SchedulingStatistics scheduling = m_runtime.scheduler().statistics();
    snapshot->schedulersOnline = scheduling.online;
    snapshot->schedulersMaximum = m_runtime.scheduler().maximum();
    snapshot->dirtyWorkersBusy = scheduling.dirtyWorkersBusy;
    snapshot->dirtyQueue = scheduling.dirtyQueue;
    snapshot->schedulers = std::move(scheduling.schedulers);
    if (interest.events) {
        readEvents();
    }
    if (interest.processes || interest.relations || interest.inspected || interest.supervision) {
        const EpochPin pin(m_runtime.epochs());
        if (interest.processes) {
            snapshot->processes.reserve(snapshot->processCount + 16);
        }
        m_runtime.processes().forEach([&](const ControlBlock& process) {
            if (interest.processes) {
                snapshot->processes.push_back(processRow(process));
            }
            if (interest.relations) {
                addRelations(process, *snapshot);
            }
            if (interest.supervision) {
                addSupervisor(process, *snapshot);
            }
            if (interest.inspected) {
                m_inspector.visit(process);
            }
        });
    }
    snapshot->details = m_inspector.take();
    snapshot->costNanoseconds = m_runtime.scheduler().now() - start;
    snapshot->samplerNanoseconds = threadNanoseconds();
    return snapshot;
}

} // namespace factorama
