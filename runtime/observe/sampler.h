// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"
#include "runtime/observe/process_inspector.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace factorama {

class Runtime;
struct ControlBlock;
namespace otp::detail {
class SupervisorPublication;
}

/// The publication of a supervisor; null if the process is none. While an EpochPin is held.
otp::detail::SupervisorPublication* supervisorPublication(const ControlBlock& process);

/// What the counters of a living process say. With an EpochPin, or by its worker.
ProcessRow processRow(const ControlBlock& process);

/// Takes snapshots of a runtime on a thread of its own, at the pace that is asked for; sleeps while nothing
/// is. Any thread.
class Sampler {
public:
    /// `taken` is called by the sampler's thread after each snapshot; it has this niceness.
    Sampler(Runtime& runtime, std::function<void()> taken, int niceness = 0);
    ~Sampler();
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

    void setInterest(const Interest& interest);
    /// The newest; never null.
    std::shared_ptr<const Snapshot> newest() const;
    EventBatch events(std::uint64_t after) const;
    /// See ProcessInspector.
    void askForState(Pid pid) { m_inspector.askForState(pid); }

private:
    void addSupervisor(const ControlBlock& process, Snapshot& snapshot);
    void run();
    void setTracing(bool on);
    void readEvents();
    std::shared_ptr<const Snapshot> take(const Interest& interest);

    Runtime& m_runtime;
    std::function<void()> m_taken;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    Interest m_interest;
    bool m_interestChanged = false;
    bool m_stopping = false;
    std::shared_ptr<const Snapshot> m_newest;
    std::deque<Event> m_events; ///< the newest
    std::uint64_t m_eventCount = 0; ///< in all; the number of the newest
    std::uint64_t m_eventsLost = 0;
    // -- the sampler's thread only --
    std::uint64_t m_sequence = 0;
    ProcessInspector m_inspector;
    bool m_tracing = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace factorama
