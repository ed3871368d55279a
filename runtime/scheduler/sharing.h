// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>

namespace factorama {

/// Whether a worker's processes are worth spreading over others that have nothing to do: found out by trying.
///
/// What processes cost on another core depends on how much they say to each other, how much of it crosses,
/// and what a cache line's way from core to core costs on this machine; no rule foretells it. So a worker
/// that has processes waiting while others are idle lets those steal, and compares how much work is done by
/// all of them together, in reductions a second, with what it did alone just before. Unless that is more,
/// it takes back what it lent, and waits longer each time until it tries again.
///
///     Alone --(others are idle)--> Warming --> Trying --(more is done)--> Shared
///       ^                                        |                          |
///       +-----------(not more is done)-----------+---(no more, or time)-----+
///
/// What is said of a workload is not true for ever: after a while, longer each time, it is measured again how
/// much the worker does alone.
///
/// Not thread-safe: the worker's.
class Sharing {
public:
    /// Nanoseconds over which work is measured: a number of turns, even of long ones.
    static constexpr std::int64_t Window = 1'000'000;
    /// Until others have woken up, stolen something, and have it in their caches.
    static constexpr std::int64_t WarmUp = 200'000;
    /// Before the first try, and between two, at first and at most; four times as long each time. What a
    /// program does in its first milliseconds, with cold caches and fresh memory, is no measure.
    static constexpr std::int64_t ShortestPause = 8'000'000;
    static constexpr std::int64_t LongestPause = 512'000'000;
    /// For how long it stays shared, at first and at most.
    static constexpr std::int64_t ShortestTerm = 64'000'000;
    static constexpr std::int64_t LongestTerm = 1'024'000'000;
    /// What it costs to read a message that lies in another core's cache.
    static constexpr std::int64_t ReadFromElsewhere = 50;
    /// How much more all are to do together.
    static constexpr double Worthwhile = 1.3;
    static constexpr double StillWorthwhile = 1.15;
    /// From here on it is clear after a quarter of a window that it is not.
    static constexpr double Harmful = 0.75;
    /// The least pause after that: what has harmed costs more than what has gained nothing.
    static constexpr std::int64_t AfterHarm = 64'000'000;
    /// What is known of the worker alone counts less with each window that does not reach it. The most of
    /// several is taken, since what disturbs a measurement only makes it less.
    static constexpr double Forgetting = 0.95;
    static constexpr int LeastWindows = 2;
    /// So many bad windows in a row end it; one may be the system's, which takes cores away for a moment.
    static constexpr int BadWindows = 3;

    enum class Advice : std::uint8_t {
        Keep, ///< nobody steals
        Lend, ///< others may steal
        TakeBack, ///< nobody steals from now on, and what was lent comes back
    };

    /// What has been done, counted from any moment on.
    struct Work {
        std::int64_t reductions = 0;
        std::int64_t sentElsewhere = 0; ///< messages to processes on other cores
        std::int64_t unread = 0; ///< messages sent, less those received

        Work& operator+=(const Work& other)
        {
            reductions += other.reductions;
            sentElsewhere += other.sentElsewhere;
            unread += other.unread;
            return *this;
        }
        friend Work operator-(const Work& a, const Work& b)
        {
            return {a.reductions - b.reductions, a.sentElsewhere - b.sentElsewhere, a.unread - b.unread};
        }
    };

    /// Since the last advice others may steal.
    bool isShared() const { return m_phase != Phase::Alone; }

    /// The worker looks at its load.
    /// @param time now, in nanoseconds
    /// @param work by the worker, and all who have borrowed
    /// @param workers how many that are
    /// @param possible processes wait here, and others are idle
    Advice look(std::int64_t time, const Work& work, int workers, bool possible);

private:
    enum class Phase : std::uint8_t { Alone, Warming, Trying, Shared };

    void startWindow(std::int64_t time, const Work& work);
    /// Reductions a nanosecond since the window's start.
    double rate(std::int64_t time, const Work& work, int workers) const;
    Advice giveUp(std::int64_t time, std::int64_t leastPause = 0);

    Phase m_phase = Phase::Alone;
    int m_bad = 0; ///< windows in a row
    int m_windows = 0; ///< measured alone
    std::int64_t m_start = 0; ///< of the window, 0 before the first
    Work m_workAtStart;
    double m_alone = 0; ///< reductions a nanosecond, 0 if they are not known
    std::int64_t m_next = -1; ///< when it is tried again; -1 at the very first
    std::int64_t m_until = 0; ///< when it is measured again
    std::int64_t m_pause = ShortestPause;
    std::int64_t m_term = ShortestTerm;
};

} // namespace factorama
