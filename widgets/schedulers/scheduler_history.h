// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <array>
#include <cstddef>
#include <deque>
#include <vector>

namespace factorama {

/// Utilization of every scheduler over the last minute, as shares of time, from the cumulative counters of
/// one snapshot after the other.
///
/// A snapshot that comes sooner than SampleSeconds after the last sample only moves the newest values, so
/// that a chart has at most a few hundred points. After a gap (nobody looked) one sample holds the average of
/// the gap.
class SchedulerHistory {
public:
    static constexpr double SampleSeconds = 0.25;
    static constexpr double KeptSeconds = 60;

    /// Shares of a span of time by SchedulerState; they add up to at most 1.
    using Shares = std::array<float, SchedulerStateCount>;

    struct Sample {
        double from = 0; ///< seconds since the node started
        double to = 0;
        std::vector<Shares> schedulers;
    };

    /// @return true if there is a new sample.
    bool add(const Snapshot& snapshot);
    void clear();

    const std::deque<Sample>& samples() const { return m_samples; }
    /// The newest shares of each scheduler, averaged over the last half second or so.
    std::vector<Shares> latest() const;
    /// Has no scheduler done anything worth drawing in all the time that is kept?
    bool isQuiet() const;
    std::size_t schedulerCount() const { return m_previous.size(); }

private:
    std::deque<Sample> m_samples;
    std::vector<SchedulerRow> m_previous;
    double m_previousSeconds = 0;
};

} // namespace factorama
