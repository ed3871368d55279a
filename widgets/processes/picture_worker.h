// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/processes/process_picture.h"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace factorama {

/// Makes pictures of many processes on a thread of its own, and frees old ones there: giving 70 MB back to
/// the system takes longer than a frame has. The thread starts with the first job.
class PictureWorker {
public:
    using Picture = std::shared_ptr<const ProcessPicture>;

    struct Job {
        Picture before;
        std::shared_ptr<const Snapshot> snapshot;
        ProcessQuery query;
    };

    /// `made` is called by the worker's thread: with the picture, or null if the job was abandoned.
    explicit PictureWorker(std::function<void(Picture)> made);
    /// Waits for the job that is being done, which takes a fraction of a second.
    ~PictureWorker();
    PictureWorker(const PictureWorker&) = delete;
    PictureWorker& operator=(const PictureWorker&) = delete;

    /// One job at a time: not before `made` was called for the last one. The window's thread.
    void start(Job job);
    /// Nobody wants the job that was started last any more: it ends soon, with or without a picture. The
    /// window's thread.
    void abandon() { m_abandoned.store(true, std::memory_order_relaxed); }
    /// Lets go of something, in the worker's thread if that has been started. The window's thread.
    void letGo(std::shared_ptr<const void> what);

private:
    void run();

    std::function<void(Picture)> m_made;
    std::atomic<bool> m_abandoned{false};
    std::mutex m_mutex; // guards what follows
    std::condition_variable m_changed;
    std::optional<Job> m_job;
    std::vector<std::shared_ptr<const void>> m_old;
    bool m_stopping = false;
    std::thread m_thread; // last: it uses all of the above
};

} // namespace factorama
