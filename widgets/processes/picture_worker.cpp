// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/picture_worker.h"

#include <utility>

namespace factorama {

PictureWorker::PictureWorker(std::function<void(Picture)> made) : m_made(std::move(made)) {}

PictureWorker::~PictureWorker()
{
    if (!m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void PictureWorker::start(Job job)
{
    m_abandoned.store(false, std::memory_order_relaxed);
    {
        const std::lock_guard lock(m_mutex);
        m_job = std::move(job);
    }
    if (m_thread.joinable()) {
        m_changed.notify_one();
    } else {
        m_thread = std::thread([this] { run(); });
    }
}

void PictureWorker::letGo(std::shared_ptr<const void> what)
{
    if (what == nullptr || !m_thread.joinable()) {
        return;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_old.push_back(std::move(what));
    }
    m_changed.notify_one();
}

void PictureWorker::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_stopping || m_job || !m_old.empty(); });
        if (m_stopping) {
            return;
        }
        std::optional<Job> job;
        std::vector<std::shared_ptr<const void>> old;
        job.swap(m_job);
        old.swap(m_old);
        lock.unlock();
        old.clear(); // first: it makes room
        if (job) {
            Picture picture = makePicture(*job->before, std::move(job->snapshot), job->query, &m_abandoned);
            job.reset();
            m_made(std::move(picture));
        }
        lock.lock();
    }
}

} // namespace factorama
