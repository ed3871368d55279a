// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace factorama {

/// What every scheduler did over the last minutes: utilization as shares of time, run queue, steals and
/// migrations a second, from the cumulative counters of one snapshot after the other; and when the number
/// online changed.
///
/// A snapshot that comes sooner than SampleSeconds after the last sample only moves the newest values, so
/// that a chart has four points a second. After a gap (nobody looked) one sample holds the average of
/// the gap.
class SchedulerHistory {
public:
    static constexpr double SampleSeconds = 0.25;
    static constexpr double KeptSeconds = 300;
    static constexpr std::size_t MarkLimit = 20;

    /// Shares of a span of time by SchedulerState; they add up to at most 1.
    using Shares = std::array<float, SchedulerStateCount>;
    static double share(const Shares& shares, SchedulerState state)
    {
        return static_cast<double>(shares[static_cast<std::size_t>(state)]);
    }

    struct Load {
        float queue = 0; ///< processes in the run queue, the most that were seen in this span
        float steals = 0; ///< successful ones a second
        float migrations = 0; ///< processes that came by stealing, a second
        bool online = false;
    };

    struct Sample {
        double from = 0; ///< seconds since the node started
        double to = 0;
        std::vector<Shares> schedulers;
        std::vector<Load> loads; ///< as many
        int dirtyBusy = 0; ///< dirty workers, the most that were seen in this span
        std::size_t dirtyQueue = 0;
    };

    /// The number of schedulers online has changed.
    struct Mark {
        double seconds = 0; ///< since the node started; when it was seen first
        int online = 0;
    };

    /// @return true if there is a new sample.
    bool add(const Snapshot& snapshot);
    void clear();

    const std::deque<Sample>& samples() const { return m_samples; }
    /// The newest shares of each scheduler, averaged over the last half second or so.
    std::vector<Shares> latest() const;
    /// Oldest first, at most MarkLimit.
    const std::deque<Mark>& marks() const { return m_marks; }
    /// Has no scheduler done anything worth drawing in the last `seconds`?
    bool isQuiet(double seconds = KeptSeconds) const;
    /// Has there been work for dirty workers in the time that is kept?
    bool hasDirtyWork() const;
    /// The most that were online at any time that is kept.
    std::size_t mostOnline() const;
    std::size_t schedulerCount() const { return m_previous.size(); }

private:
    std::deque<Sample> m_samples;
    std::vector<SchedulerRow> m_previous;
    double m_previousSeconds = 0;
    // -- seen since the last sample --
    std::vector<std::uint32_t> m_queues;
    int m_dirtyBusy = 0;
    std::size_t m_dirtyQueue = 0;
    std::deque<Mark> m_marks;
    int m_online = 0;
};

} // namespace factorama
