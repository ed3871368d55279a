// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/alias_table.h"
#include "runtime/node/log.h"
#include "runtime/node/process_table.h"
#include "runtime/node/registry.h"
#include "runtime/process/self.h"
#include "runtime/process/spawn.h"
#include "runtime/process/turn.h"
#include "runtime/scheduler/scheduler.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <tuple>
#include <vector>

namespace factorama {

class SimulatedScheduler;

/// A node: processes, names, schedulers. Several can live side by side in one program.
///
/// Threads: everything here may be called from any thread that is not a worker; processes use Self.
class Runtime {
public:
    struct Options {
        int schedulers = 0; ///< threads that run processes; 0 is one a core
        /// How far these threads stand back behind other threads of the program and of other programs when
        /// all cores are busy, from 0 to 19, as in nice(2).
        int niceness = 0;
        std::uint32_t maximumProcesses = 1'048'576;
        /// With a seed, the runtime is simulated: no threads, virtual time, see simulation().
        std::optional<std::uint64_t> simulationSeed{};
    };

    Runtime() : Runtime(Options{}) {}
    explicit Runtime(const Options& options);
    /// Ends all processes, without exit signals. Jobs on dirty workers that do not look at their cancellation
    /// are left behind.
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Starts a process from outside: `runtime.spawn<body>(arguments...)`.
    /// Throws Raised (error:system_limit) at the limit of processes.
    template<auto body, typename... Arguments>
    Pid spawn(Arguments&&... arguments)
    {
        return spawnWith<body>(SpawnOptions{}, std::forward<Arguments>(arguments)...);
    }
    template<auto body, typename... Arguments>
    Pid spawnWith(SpawnOptions&& options, Arguments&&... arguments)
    {
        return spawnProcess<body>(*this, nullptr, std::move(options), std::forward<Arguments>(arguments)...)
            .pid;
    }

    /// Sends from outside. False if the process is not alive.
    template<Buildable Message>
    bool send(Pid to, const Message& message)
    {
        const EpochPin pin(m_epochs);
        return deliver(to, signals::makeMessage(expression::store(message)), nullptr);
    }

    /// An exit signal from outside, as exit/2 sends it.
    void exit(Pid pid, const Term& reason);
    bool isAlive(Pid pid);
    /// Has the worker that runs the process call `action` with it, between two steps of its code and in the
    /// order of signals; with null if it ends before. False, and `action` is not called, if it is not alive.
    /// `action` must not throw, nor wait. A process that computes without a tick gets to it late.
    bool command(Pid pid, std::function<void(ControlBlock*)> action);
    Pid whereis(Atom name) const { return m_registry.find(name); }

    /// A function that spawn/3 can start by its names. Before the first spawn.
    using ProcessFunction = Process (*)(Self self, std::vector<Term> arguments);
    void defineFunction(Atom module, Atom function, std::uint8_t arity, ProcessFunction body);
    /// Null if there is none.
    ProcessFunction findFunction(Atom module, Atom function, std::uint8_t arity) const;

    /// Puts an entry into the log.
    void log(Notice::Kind kind, Pid pid, std::string text, Notice::About about = Notice::About::Other);

    ProcessTable& processes() { return m_processes; }
    const ProcessTable& processes() const { return m_processes; }
    Registry& registry() { return m_registry; }
    AliasTable& aliases() { return m_aliases; }
    Scheduler& scheduler() { return *m_scheduler; }
    const Scheduler& scheduler() const { return *m_scheduler; }
    Epochs& epochs() { return m_epochs; }
    Log& logBook() { return m_log; }
    /// The simulated scheduler; null if this runtime runs on threads.
    SimulatedScheduler* simulation() { return m_simulation; }

    // -- for runtime/process/ --

    /// Looks up, pushes, and makes runnable. Takes the signal over; false, and the signal is gone, if the
    /// process is not alive. `pressed`, if given, becomes true if the receiver's mailbox presses its senders.
    /// The calling thread must be present in the epochs.
    bool deliver(Pid to, Signal* signal, WorkerContext* from, bool* pressed = nullptr);
    /// The same of a chain, newest first, to a process that has been looked up; nothing is looked at besides.
    bool push(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext* from)
    {
        return (from != nullptr && pushAtRest(process, newest, oldest, *from)) ||
               pushToQueue(process, newest, oldest, from);
    }
    /// The same if it rests with this worker; else this is false, and nothing has been done.
    bool pushAtRest(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext& from)
    {
        if (!from.resting.take(process)) {
            return false;
        }
        if (receiveMessageAtRest(process, newest, oldest)) {
            wake(process, from);
        } else {
            wakeAtRest(process, newest, oldest, from);
        }
        return true;
    }

    /// Timers that carry messages, by their references, so that they can be cancelled.
    class MessageTimers {
    public:
        void add(Timer& timer, Reference reference);
        /// The milliseconds that were left; nothing if it has fired or never was.
        /// A timer to a pid has died with it.
        /// `own` is the wheel of the calling worker.
        std::optional<std::int64_t> cancel(Reference reference, const Runtime& runtime,
                                           const TimerWheel& own);
        std::optional<std::int64_t> read(Reference reference, const Runtime& runtime);
        /// The timer fires: its reference means nothing any more.
        void remove(Reference reference);

    private:
        /// A hash table whose chains are the timers themselves, so nothing is allocated for one.
        struct Shard {
            alignas(64) std::mutex mutex; // guards what follows
            std::vector<Timer*> chains = std::vector<Timer*>(64);
            std::size_t count = 0;

            Timer** find(std::uint64_t reference);
            void grow();
        };
        static std::uint64_t hash(std::uint64_t reference) { return reference * 0x9E37'79B9'7F4A'7C15; }
        Shard& shardOf(std::uint64_t reference) { return m_shards[hash(reference) >> 60]; }

        std::array<Shard, 16> m_shards; // so that schedulers hardly meet
    };
    MessageTimers& messageTimers() { return m_messageTimers; }

private:
    /// Makes it runnable, who rested with this worker.
    void wake(ControlBlock& process, WorkerContext& worker)
    {
        if (worker.woken == nullptr && !process.has(ControlBlock::Prioritized)) {
            worker.woken = &process; // as the scheduler would do it
        } else {
            m_scheduler->ready(process, &worker, true);
        }
    }
    // What push() does less often.
    void wakeAtRest(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext& from);
    bool pushToQueue(ControlBlock& process, Signal* newest, Signal* oldest, WorkerContext* from);

    Log m_log;
    Epochs m_epochs;
    ProcessTable m_processes;
    Registry m_registry;
    AliasTable m_aliases;
    MessageTimers m_messageTimers;
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint8_t>, ProcessFunction> m_functions;
    std::unique_ptr<Scheduler> m_scheduler;
    SimulatedScheduler* m_simulation = nullptr;
};

} // namespace factorama
