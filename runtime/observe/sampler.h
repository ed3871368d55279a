// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"

#include <chrono>
#include <condition_variable>
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

/// Takes snapshots of a runtime on a thread of its own, at the pace that is asked for; sleeps while nothing
/// is. Any thread.
class Sampler {
public:
    /// `taken` is called by the sampler's thread after each snapshot.
    Sampler(Runtime& runtime, std::function<void()> taken);
    ~Sampler();
    Sampler(const Sampler&) = delete;
    Sampler& operator=(const Sampler&) = delete;

    void setInterest(const Interest& interest);
    /// The newest; never null.
    std::shared_ptr<const Snapshot> newest() const;

private:
    void addSupervisor(const ControlBlock& process, Snapshot& snapshot);
    void run();
    std::shared_ptr<const Snapshot> take(const Interest& interest);

    Runtime& m_runtime;
    std::function<void()> m_taken;
    mutable std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    Interest m_interest;
    bool m_interestChanged = false;
    bool m_stopping = false;
    std::shared_ptr<const Snapshot> m_newest;
    // -- the sampler's thread only --
    std::uint64_t m_sequence = 0;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace factorama
