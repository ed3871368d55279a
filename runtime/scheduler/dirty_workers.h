// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/scheduler/scheduler.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace factorama {

/// Threads for work that cannot tick: long calls into libraries. They are started when first needed, at most
/// one a core.
class DirtyWorkers {
public:
    explicit DirtyWorkers(int maximum);
    ~DirtyWorkers();
    DirtyWorkers(const DirtyWorkers&) = delete;
    DirtyWorkers& operator=(const DirtyWorkers&) = delete;

    /// Tells all jobs that they are cancelled, and leaves behind those that do not look. No `done` is called
    /// any more.
    void stop();

    /// Any thread. `done` is called after the job, unless the workers have been stopped.
    void submit(DirtyJob job, std::shared_ptr<std::atomic<bool>> cancelled, std::function<void()> done);

    int busy() const;
    std::size_t queued() const;

private:
    struct Job {
        DirtyJob work;
        std::shared_ptr<std::atomic<bool>> cancelled;
        std::function<void()> done;
    };
    /// Outlives this object if a job does.
    struct Shared {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<Job> jobs;
        std::vector<std::shared_ptr<std::atomic<bool>>> running;
        int threads = 0;
        int idle = 0;
        bool stopped = false;
    };

    static void work(const std::shared_ptr<Shared>& shared);

    int m_maximum;
    std::shared_ptr<Shared> m_shared = std::make_shared<Shared>();
};

} // namespace factorama
