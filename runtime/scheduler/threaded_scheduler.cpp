// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/threaded_scheduler.h"

#include "runtime/memory/pool.h"
#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"
#include "runtime/process/turn.h"
#include "runtime/scheduler/niceness.h"
#include "runtime/scheduler/worker.h"

#include <algorithm>

namespace factorama {

namespace {

/// Every so many turns the clock is read for timers and statistics, and retired memory is looked at.
constexpr std::uint32_t HousekeepingInterval = 16;
/// Every so many turns, or reductions if the turns are long, the injection queue comes first: else it would
/// starve beside a run queue that is never empty.
constexpr std::uint32_t InjectionInterval = 4 * HousekeepingInterval;
constexpr std::uint64_t InjectionReductions = std::uint64_t{4} * ControlBlock::ReductionsPerTurn;
/// A run queue as long as this takes one process at a time from there: it might be full soon, and push more
/// out again.
constexpr std::uint32_t LongQueue = RunQueue::Capacity / 4;
/// Processes in a row from the slot of the one woken last.
constexpr int WokenInARow = 3;
/// So many others have to wait beside a process that many wake, see waitsForMore(): among fewer it would not
/// get more messages, and what more of them need does not stay in the cache until it has its turn.
constexpr std::uint32_t FewestOthers = 4;
constexpr std::uint32_t MostOthers = 512;
/// Who is woken again and again is so after at most so many reductions.
constexpr std::uint64_t OftenWoken = 64;
/// So often who is woken runs at once, after one has waited for more messages and none came.
constexpr std::uint32_t PauseOfWaiting = 256;
/// Rounds of looking at the other queues before parking; a round is a fraction of a microsecond.
constexpr int SearchRounds = 20;
/// Turns after which the load is looked at, and reductions, however few turns they were.
constexpr std::uint32_t LoadTurns = 64;
constexpr std::uint64_t LoadInterval = 1000;
/// How long who watches sleeps at a time.
constexpr std::int64_t WatchNanoseconds = 1'000'000;

void relax()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#else
    std::this_thread::yield();
#endif
}

void add(std::atomic<std::uint64_t>& counter, std::uint64_t amount)
{
    counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed); // one writer
}

} // namespace

ThreadedScheduler::ThreadedScheduler(Runtime& runtime, int count, int niceness)
    : m_runtime(runtime),
      m_niceness(niceness),
      m_dirty(std::max(count, 1))
{
    setOnline(std::clamp(count, 1, MaximumWorkers));
}

ThreadedScheduler::~ThreadedScheduler()
{
    stop();
    for (auto& slot : m_workers) {
        delete slot.load(std::memory_order_relaxed);
    }
}

void ThreadedScheduler::setOnline(int count)
{
    count = std::clamp(count, 1, MaximumWorkers);
    const std::lock_guard lock(m_startMutex);
    if (m_stopping.load(std::memory_order_relaxed)) {
        return;
    }
    m_online.store(count, std::memory_order_seq_cst);
    startWorkers(count);
    // Those that are to sleep hand over what they have, those that are to work look for some.
    for (int i = 0; i < m_started.load(std::memory_order_relaxed); ++i) {
        callAttention(*workerAt(i));
    }
}

void ThreadedScheduler::startWorkers(int count)
{
    for (int i = m_started.load(std::memory_order_relaxed); i < count; ++i) {
        auto* worker = new Worker(m_runtime, i);
        worker->participant = &m_runtime.epochs().join();
        worker->setTracing(m_tracing);
        worker->since.store(now(), std::memory_order_relaxed);
        m_workers[static_cast<std::size_t>(i)].store(worker, std::memory_order_release);
        m_started.store(i + 1, std::memory_order_release);
        worker->thread = std::thread([this, worker] { run(*worker); });
    }
}

void ThreadedScheduler::callAttention(Worker& worker)
{
    worker.attention.store(true, std::memory_order_release);
    worker.parker.unpark();
}

void ThreadedScheduler::stop()
{
    {
        const std::lock_guard lock(m_startMutex);
        m_stopping.store(true, std::memory_order_seq_cst);
    }
    for (int i = 0; i < m_started.load(std::memory_order_relaxed); ++i) {
        Worker* worker = workerAt(i);
        callAttention(*worker);
        if (worker->thread.joinable()) {
            worker->thread.join();
        }
    }
    // A job that ends from now on does not look for its process: that is about to be destroyed.
    m_dirty.stop();
}

std::int64_t ThreadedScheduler::now() const
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - m_start)
        .count();
}

void ThreadedScheduler::setTracing(Tracing what)
{
    const std::lock_guard lock(m_startMutex);
    m_tracing = what;
    for (int i = 0; i < m_started.load(std::memory_order_relaxed); ++i) {
        workerAt(i)->setTracing(what);
    }
}

std::uint64_t ThreadedScheduler::readEvents(std::vector<Event>& events)
{
    const std::lock_guard lock(m_startMutex);
    std::uint64_t lost = 0;
    for (int i = 0; i < m_started.load(std::memory_order_relaxed); ++i) {
        lost += workerAt(i)->readEvents(events);
    }
    return lost;
}

void ThreadedScheduler::runDirty(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled,
                                 std::function<void()> done)
{
    m_dirty.submit(std::move(job), std::move(cancelled), std::move(done));
}

void ThreadedScheduler::ready(ControlBlock& process, WorkerContext* from, bool woken)
{
    if (const Priority priority = process.priority(); priority >= Priority::High) {
        (priority == Priority::Max ? m_maximal : m_high).push(process);
        wakeSomebody();
        return;
    }
    if (from == nullptr) {
        m_injected.push(process);
        wakeSomebody();
        return;
    }
    auto& worker = static_cast<Worker&>(*from);
    ControlBlock* queued = &process;
    if (woken) {
        queued = std::exchange(worker.woken, &process);
    }
    if (queued != nullptr) {
        const bool fitted = worker.queue.push(*queued, m_injected);
        // The owner itself will see when this is more than it should run alone, see watchLoad(); but somebody
        // is to watch it.
        if (!fitted ||
            (m_sleeping.load(std::memory_order_relaxed) > 0 && !m_watched.load(std::memory_order_relaxed))) {
            wakeSomebody();
        }
    }
}

void ThreadedScheduler::wakeSomebody()
{
    // The work is visible before searchers and sleepers are looked at; see the class comment.
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (m_sleeping.load(std::memory_order_relaxed) == 0 || m_searching.load(std::memory_order_relaxed) != 0) {
        return;
    }
    Worker* sleeper = nullptr;
    {
        const std::lock_guard lock(m_sleepersMutex);
        if (m_sleepers.empty() || m_searching.load(std::memory_order_relaxed) != 0) {
            return;
        }
        sleeper = m_sleepers.back();
        m_sleepers.pop_back();
        m_sleeping.store(static_cast<int>(m_sleepers.size()), std::memory_order_relaxed);
        m_searching.fetch_add(1, std::memory_order_seq_cst); // on behalf of the sleeper
    }
    sleeper->parker.unpark();
}

bool ThreadedScheduler::startSearching(Worker& worker)
{
    if (!worker.searching) {
        if (2 * m_searching.load(std::memory_order_relaxed) >= m_online.load(std::memory_order_relaxed)) {
            return false;
        }
        m_searching.fetch_add(1, std::memory_order_seq_cst);
        worker.searching = true;
    }
    return true;
}

void ThreadedScheduler::enter(Worker& worker, SchedulerState state)
{
    const SchedulerState old = worker.state.load(std::memory_order_relaxed);
    if (old == state) {
        return;
    }
    const std::int64_t time = now();
    add(worker.nanoseconds[static_cast<std::size_t>(old)],
        static_cast<std::uint64_t>(time - worker.since.load(std::memory_order_relaxed)));
    worker.since.store(time, std::memory_order_relaxed);
    worker.state.store(state, std::memory_order_relaxed);
}

void ThreadedScheduler::run(Worker& worker)
{
    setNiceness(m_niceness);
    t_running.worker = &worker;
    m_runtime.epochs().present(*worker.participant);
    for (;;) {
        if (worker.turns % HousekeepingInterval == 0 || worker.attention.load(std::memory_order_relaxed) ||
            worker.reductions - worker.load.reductions >= LoadInterval) {
            worker.attention.exchange(false, std::memory_order_seq_cst);
            if (m_stopping.load(std::memory_order_relaxed)) {
                break;
            }
            if (worker.index >= m_online.load(std::memory_order_relaxed)) {
                stayOffline(worker);
                continue;
            }
            keepHouse(worker);
        }
        ControlBlock* process = next(worker);
        if (process == nullptr) [[unlikely]] {
            process = findMore(worker);
        }
        if (process != nullptr) {
            runProcess(worker, *process);
        }
    }
    m_runtime.epochs().away(*worker.participant);
    pool::flushThread();
}

void ThreadedScheduler::keepHouse(Worker& worker)
{
    if (worker.turns % HousekeepingInterval == 0) {
        if (EventRing* const ring = worker.tracing()) {
            ring->setTime(now());
        }
        worker.timers.armAged([this] { return tickAfter(0); });
        fireDueTimers(worker);
        takeReturned(worker);
        if (!worker.retired.isEmpty()) {
            worker.retired.collect(m_runtime.epochs());
        }
    }
    if (worker.isToGiveBack.load(std::memory_order_relaxed)) {
        giveBack(worker);
    }
    lookAtResting(worker);
    if (worker.turns - worker.load.turns >= LoadTurns ||
        worker.reductions - worker.load.reductions >= LoadInterval) {
        watchLoad(worker);
    }
    if (worker.turns % InjectionInterval == 0 ||
        worker.reductions - worker.injectedAt >= InjectionReductions) {
        takeTurnOfInjected(worker);
    }
}

void ThreadedScheduler::lookAtResting(Worker& worker)
{
    // Within the reductions of one full turn at all; and within as many turns as there are places.
    constexpr std::uint64_t EachPlace = ControlBlock::ReductionsPerTurn / RestingProcesses::Places;
    constexpr std::uint64_t EachGroup = EachPlace * RestingProcesses::Group;
    static_assert(RestingProcesses::Group <= HousekeepingInterval);
    const std::uint64_t done = worker.reductions + EachPlace * worker.turns;
    const std::uint64_t due = (done - worker.looks.done) / EachGroup; // all, once the turns begin anew
    if (due == 0) {
        return;
    }
    worker.looks.done = done;
    constexpr std::uint64_t All = RestingProcesses::Places / RestingProcesses::Group;
    for (auto groups = std::min(due, All); groups > 0 && !worker.resting.isEmpty(); --groups) {
        const std::uint32_t first = worker.looks.place;
        worker.looks.place = (first + RestingProcesses::Group) % RestingProcesses::Places;
        worker.resting.lookAtGroup(first, [&worker](ControlBlock& process) { worker.letGo(process); });
    }
}

void ThreadedScheduler::takeTurnOfInjected(Worker& worker)
{
    worker.injectedAt = worker.reductions;
    ControlBlock* const first = worker.queue.size() < LongQueue ? takeInjected(worker) : m_injected.pop();
    if (first != nullptr) {
        if (ControlBlock* const woken = std::exchange(worker.woken, first)) {
            worker.queue.push(*woken, m_injected);
        }
        worker.wokenInARow = 0;
    }
}

ControlBlock* ThreadedScheduler::findMore(Worker& worker)
{
    if (worker.returned.size() > 0) {
        takeReturned(worker);
        return nullptr;
    }
    if (!worker.resting.isEmpty()) {
        worker.letAllGo();
        return nullptr;
    }
    ControlBlock* const found = search(worker);
    if (found == nullptr) {
        park(worker);
    }
    return found;
}

ControlBlock* ThreadedScheduler::nextUrgent()
{
    if (m_maximal.size() > 0) {
        if (ControlBlock* process = m_maximal.pop()) {
            return process;
        }
    }
    return m_high.size() > 0 ? m_high.pop() : nullptr;
}

inline bool ThreadedScheduler::skips(Worker& worker, ControlBlock& process)
{
    constexpr std::uint8_t TurnsSkipped = 7;
    if (process.priority() != Priority::Low) {
        return false;
    }
    std::uint8_t& skipped = process.makeExtras().skippedTurns;
    if (worker.queue.size() == 0 || skipped >= TurnsSkipped) {
        skipped = 0;
        return false;
    }
    ++skipped;
    worker.queue.push(process, m_injected);
    return true;
}

inline bool ThreadedScheduler::waitsForMore(Worker& worker)
{
    Worker::Wakings& wakings = worker.wakings;
    const ControlBlock* const woken = worker.woken;
    const ControlBlock* const lastButOne = std::exchange(wakings.lastButOne, wakings.last);
    const ControlBlock* const last = std::exchange(wakings.last, woken);
    if (woken != last && woken != lastButOne) {
        return false;
    }
    const std::uint64_t since = worker.reductions - std::exchange(wakings.reductions, worker.reductions);
    const std::uint32_t others = worker.queue.size();
    if (since > OftenWoken || others < FewestOthers || others > MostOthers) {
        return false;
    }
    if (wakings.pause > 0) {
        --wakings.pause;
        return false;
    }
    wakings.waits = woken;
    return true;
}

inline ControlBlock* ThreadedScheduler::next(Worker& worker)
{
    if (m_maximal.size() + m_high.size() > 0) [[unlikely]] {
        if (ControlBlock* process = nextUrgent()) {
            return process;
        }
    }
    if (worker.woken != nullptr) {
        if (worker.wokenInARow < WokenInARow ? !waitsForMore(worker) : worker.queue.size() == 0) {
            ++worker.wokenInARow;
            return std::exchange(worker.woken, nullptr);
        }
        worker.queue.push(*std::exchange(worker.woken, nullptr), m_injected);
    }
    worker.wokenInARow = 0;
    while (ControlBlock* process = worker.queue.pop()) {
        if (!skips(worker, *process)) {
            worker.queue.prefetch();
            if (process == worker.wakings.waits) {
                worker.wakings.waits = nullptr;
                worker.wakings.pause = process->inbox.hasSignals() ? 0 : PauseOfWaiting;
            }
            return process;
        }
    }
    return takeInjected(worker);
}

ControlBlock* ThreadedScheduler::takeInjected(Worker& worker)
{
    const auto online = static_cast<std::size_t>(m_online.load(std::memory_order_relaxed));
    return m_injected.popInto(worker.queue, m_injected.size() / online + 1);
}

ControlBlock* ThreadedScheduler::steal(Worker& worker)
{
    const int count = m_started.load(std::memory_order_acquire);
    const auto start = static_cast<int>(worker.random() % static_cast<std::uint32_t>(count));
    for (int i = 0; i < count; ++i) {
        Worker* victim = workerAt((start + i) % count);
        if (victim != &worker && (mayBeStolenFrom(*victim) || victim->index == worker.stuck)) {
            Worker* const lender = sharer(*victim);
            ControlBlock* process = victim->queue.stealInto(worker.queue);
            if (process == nullptr && victim->index == worker.stuck) {
                process = victim->returned.popInto(worker.queue, RunQueue::Capacity);
            }
            if (process != nullptr) {
                borrow(worker, *victim, lender);
                add(worker.steals, 1);
                // The queue was empty before: what is in it now was stolen along.
                add(worker.migrations, worker.queue.size() + 1);
                return process;
            }
        }
    }
    return takeInjected(worker);
}

ControlBlock* ThreadedScheduler::search(Worker& worker)
{
    if (!startSearching(worker)) {
        return nullptr;
    }
    enter(worker, SchedulerState::Searching);
    for (int round = 0; round < SearchRounds; ++round) {
        if (ControlBlock* process = steal(worker)) {
            worker.stuck = -1;
            return process;
        }
        for (int i = 0; i < 8; ++i) {
            relax();
        }
    }
    worker.stuck = -1;
    return nullptr;
}

void ThreadedScheduler::beginRunning(Worker& worker)
{
    bool lastSearcher = false;
    if (worker.searching) {
        worker.searching = false;
        lastSearcher = m_searching.fetch_sub(1, std::memory_order_seq_cst) == 1;
    }
    enter(worker, SchedulerState::Running);
    // Whoever went to sleep before this was to be seen does not watch; see park().
    std::atomic_thread_fence(std::memory_order_seq_cst);
    // The last searcher to find work leaves a successor: there may be more where this came from.
    if (lastSearcher || !m_watched.load(std::memory_order_relaxed)) {
        wakeSomebody();
    }
}

inline void ThreadedScheduler::runProcess(Worker& worker, ControlBlock& process)
{
    if (worker.state.load(std::memory_order_relaxed) != SchedulerState::Running) { // as while it searches
        beginRunning(worker);
    }
    ++worker.turns;
    add(worker.slices, 1);
    if (runTurn(process, worker, ControlBlock::ReductionsPerTurn) == TurnEnd::Runnable) {
        if (worker.woken == nullptr && worker.queue.size() == 0 && process.priority() < Priority::High) {
            worker.woken = &process; // alone here: it goes on, instead of being stolen back and forth
        } else {
            ready(process, &worker, false);
        }
    }
    m_runtime.epochs().quiescent(*worker.participant);
}

void ThreadedScheduler::armDeferredTimers(Worker& worker) const
{
    if (worker.timers.hasDeferred()) {
        worker.timers.armDeferred(tickAfter(0));
    }
}

void ThreadedScheduler::fireDueTimers(Worker& worker)
{
    if (worker.timers.nextTick() == TimerWheel::Never) {
        return;
    }
    const auto tick = static_cast<std::uint64_t>(now() / 1'000'000);
    if (worker.timers.nextTick() > tick) {
        return;
    }
    const SchedulerState before = worker.state.load(std::memory_order_relaxed);
    enter(worker, SchedulerState::Timers);
    worker.timers.advance(tick, worker.due);
    for (Timer* timer : worker.due) {
        fireTimer(timer, worker);
    }
    worker.due.clear();
    enter(worker, before);
}

bool ThreadedScheduler::anyWork() const
{
    if (m_injected.size() > 0 || m_maximal.size() > 0 || m_high.size() > 0) {
        return true;
    }
    for (int i = 0; i < m_started.load(std::memory_order_acquire); ++i) {
        Worker& worker = *workerAt(i);
        if (worker.queue.size() > 0 && mayBeStolenFrom(worker)) {
            return true;
        }
    }
    return false;
}

bool ThreadedScheduler::anyoneElseRuns(const Worker& worker) const
{
    for (int i = 0; i < m_started.load(std::memory_order_acquire); ++i) {
        const Worker& other = *workerAt(i);
        if (&other != &worker && other.state.load(std::memory_order_relaxed) != SchedulerState::Idle) {
            return true;
        }
    }
    return false;
}

void ThreadedScheduler::seeSlices(Worker& worker) const
{
    if (worker.seenAt != 0) {
        return; // it goes on watching, having slept for less time than that takes
    }
    worker.seenAt = now();
    worker.seenSlices.clear();
    for (int i = 0; i < m_started.load(std::memory_order_acquire); ++i) {
        worker.seenSlices.push_back(workerAt(i)->slices.load(std::memory_order_relaxed));
    }
}

void ThreadedScheduler::findStuck(Worker& worker) const
{
    if (now() - worker.seenAt < WatchNanoseconds) {
        return;
    }
    worker.seenAt = 0;
    std::vector<ControlBlock*> resting;
    for (std::size_t i = 0; i < worker.seenSlices.size(); ++i) {
        Worker& other = *workerAt(static_cast<int>(i));
        if (&other == &worker || other.slices.load(std::memory_order_relaxed) != worker.seenSlices[i]) {
            continue;
        }
        RestingProcesses::takeFrom(other.resting, resting);
        if (other.queue.size() > 0 || other.returned.size() > 0) {
            worker.stuck = other.index;
        }
    }
    for (ControlBlock* process : resting) {
        worker.letGo(*process);
    }
}

void ThreadedScheduler::park(Worker& worker)
{
    // A timer may be due that nobody has looked at since the last turns; its process is to be run, not slept
    // over.
    armDeferredTimers(worker);
    fireDueTimers(worker);
    if (worker.woken != nullptr || worker.queue.size() > 0 || worker.returned.size() > 0) {
        return;
    }
    // Retired memory is freed only while workers pass by, so a worker does not sleep over it for long.
    std::int64_t limit = -1;
    if (!worker.retired.isEmpty()) {
        worker.retired.collect(m_runtime.epochs());
        if (!worker.retired.isEmpty()) {
            limit = 1'000'000;
        }
    }
    {
        const std::lock_guard lock(m_sleepersMutex);
        m_sleepers.push_back(&worker);
        m_sleeping.store(static_cast<int>(m_sleepers.size()), std::memory_order_relaxed);
        if (worker.searching) {
            worker.searching = false;
            m_searching.fetch_sub(1, std::memory_order_seq_cst);
        }
    }
    std::atomic_thread_fence(std::memory_order_seq_cst);
    if (!anyWork() && !m_stopping.load(std::memory_order_seq_cst) &&
        worker.index < m_online.load(std::memory_order_seq_cst)) {
        const std::uint64_t tick = worker.timers.nextTick();
        if (tick != TimerWheel::Never) {
            const std::int64_t wait = static_cast<std::int64_t>(tick) * 1'000'000 - now();
            limit = limit < 0 ? std::max<std::int64_t>(wait, 0) : std::clamp<std::int64_t>(wait, 0, limit);
        }
        enter(worker, SchedulerState::Idle);
        const bool watches = anyoneElseRuns(worker) && !m_watched.exchange(true, std::memory_order_seq_cst);
        if (watches) {
            limit = limit < 0 ? WatchNanoseconds : std::min(limit, WatchNanoseconds);
            seeSlices(worker);
        }
        if (limit != 0) {
            m_runtime.epochs().away(*worker.participant);
            worker.parker.park(limit);
            m_runtime.epochs().present(*worker.participant);
        }
        if (watches) {
            m_watched.store(false, std::memory_order_seq_cst);
            findStuck(worker);
        }
    }
    const std::lock_guard lock(m_sleepersMutex);
    if (const auto self = std::find(m_sleepers.begin(), m_sleepers.end(), &worker);
        self != m_sleepers.end()) {
        m_sleepers.erase(self); // woken by time or by a change of the schedulers online
        m_sleeping.store(static_cast<int>(m_sleepers.size()), std::memory_order_relaxed);
    } else {
        worker.searching = true; // whoever woke this worker has counted it
        enter(worker, SchedulerState::Searching);
        worker.seenAt = 0;
    }
    worker.load = {worker.reductions, worker.sent + worker.received};
    worker.turns = 0; // the first thing to do is to look at the timers
}

void ThreadedScheduler::stayOffline(Worker& worker)
{
    if (worker.searching) {
        worker.searching = false;
        m_searching.fetch_sub(1, std::memory_order_seq_cst);
    }
    armDeferredTimers(worker);
    fireDueTimers(worker);
    takeReturned(worker);
    handOver(worker, m_injected);
    worker.sharing = {};
    worker.shares.store(false, std::memory_order_relaxed);
    if (m_injected.size() > 0) {
        wakeSomebody();
    }
    worker.retired.collect(m_runtime.epochs());
    enter(worker, SchedulerState::Idle);
    std::int64_t limit = worker.retired.isEmpty() ? -1 : 10'000'000;
    const std::uint64_t tick = worker.timers.nextTick();
    if (tick != TimerWheel::Never) {
        const std::int64_t wait =
            std::max<std::int64_t>(static_cast<std::int64_t>(tick) * 1'000'000 - now(), 1);
        limit = limit < 0 ? wait : std::min(limit, wait);
    }
    m_runtime.epochs().away(*worker.participant);
    worker.parker.park(limit);
    m_runtime.epochs().present(*worker.participant);
    worker.turns = 0; // the first thing to do is to look whether it is online again
}

SchedulingStatistics ThreadedScheduler::statistics() const
{
    const int online = m_online.load(std::memory_order_relaxed);
    SchedulingStatistics statistics{{}, online, m_dirty.busy(), m_dirty.queued()};
    const int count = m_started.load(std::memory_order_acquire);
    const auto waiting = static_cast<std::uint32_t>(m_injected.size() + m_maximal.size() + m_high.size());
    statistics.schedulers.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        const Worker& worker = *workerAt(i);
        SchedulerStatistics row;
        for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
            row.nanoseconds[state] = worker.nanoseconds[state].load(std::memory_order_relaxed);
        }
        // What the present state has taken so far is not accounted yet.
        const std::int64_t pending = now() - worker.since.load(std::memory_order_relaxed);
        row.nanoseconds[static_cast<std::size_t>(worker.state.load(std::memory_order_relaxed))] +=
            static_cast<std::uint64_t>(std::max<std::int64_t>(pending, 0));
        row.slices = worker.slices.load(std::memory_order_relaxed);
        row.online = i < online;
        row.steals = worker.steals.load(std::memory_order_relaxed);
        row.migrations = worker.migrations.load(std::memory_order_relaxed);
        row.runQueue = worker.queue.size();
        if (row.online) { // its share of what no scheduler has yet
            row.runQueue += (waiting + static_cast<std::uint32_t>(i)) / static_cast<std::uint32_t>(online);
        }
        statistics.schedulers.push_back(row);
    }
    return statistics;
}

} // namespace factorama
