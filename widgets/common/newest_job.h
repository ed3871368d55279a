// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <cstdint>
#include <functional>

namespace factorama {

/// Does one job after the other on a thread of its own, off the window's: passes over all processes take
/// milliseconds. Newest wins: of the jobs that are posted while one is running, only the last is done.
///
/// After each job it rests three times as long as that took, so that a view's passes cost at most a quarter
/// of a core however many processes there are. For the window's thread only, but for what a job does.
class NewestJob : public QObject {
    Q_OBJECT

public:
    /// What is done off the window's thread; it returns what is then done on that thread.
    using Job = std::function<std::function<void()>()>;

    explicit NewestJob(QObject* parent = nullptr);
    /// Waits for the running job; what would come after it is not done.
    ~NewestJob() override;

    void post(Job job);
    bool isIdle() const { return !m_running && !m_next; }

    /// Time on a core that all such jobs of the program have used, in nanoseconds. Any thread.
    static std::int64_t usedNanoseconds();

private:
    void start(Job job);
    void startNext();

    QThreadPool m_pool; ///< of one thread
    Job m_next;
    bool m_running = false; ///< or resting
};

} // namespace factorama
