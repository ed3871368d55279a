// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/newest_job.h"

#include <QTimer>

#include <atomic>
#include <ctime>
#include <utility>

namespace factorama {

namespace {

std::atomic<std::int64_t> used = 0;

std::int64_t threadNanoseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

} // namespace

NewestJob::NewestJob(QObject* parent) : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

NewestJob::~NewestJob()
{
    m_pool.waitForDone();
}

std::int64_t NewestJob::usedNanoseconds()
{
    return used.load(std::memory_order_relaxed);
}

void NewestJob::post(Job job)
{
    if (m_running) {
        m_next = std::move(job);
    } else {
        start(std::move(job));
    }
}

void NewestJob::start(Job job)
{
    m_running = true;
    m_pool.start([this, job = std::move(job)]() mutable {
        const std::int64_t before = threadNanoseconds();
        std::function<void()> finish = job();
        job = {}; // a snapshot that it holds may be large: freed here
        const std::int64_t taken = threadNanoseconds() - before;
        used.fetch_add(taken, std::memory_order_relaxed);
        QMetaObject::invokeMethod(
            this,
            [this, taken, finish = std::move(finish)] {
                finish();
                constexpr std::int64_t RestsPerJob = 3;
                QTimer::singleShot(static_cast<int>(RestsPerJob * taken / 1'000'000), this,
                                   &NewestJob::startNext);
            },
            Qt::QueuedConnection);
    });
}

void NewestJob::startNext()
{
    m_running = false;
    if (m_next) {
        start(std::exchange(m_next, {}));
    }
}

} // namespace factorama
