// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace factorama {

/// States that a scheduler's time is accounted to.
enum class SchedulerState : std::uint8_t { Running, Searching, Timers, Idle };
inline constexpr std::size_t SchedulerStateCount = 4;

/// Counters of one scheduler. Times are cumulative: a view draws differences between two moments.
struct SchedulerStatistics {
    std::array<std::uint64_t, SchedulerStateCount>
        nanoseconds{}; ///< by SchedulerState, since the node started
    std::uint64_t slices = 0; ///< processes run for a turn
    std::uint64_t steals = 0; ///< successful ones
    std::uint64_t migrations = 0; ///< processes that came here by stealing, several at a time
    std::uint32_t runQueue = 0; ///< processes waiting for their turn: here, and a share of those nowhere yet
    bool online = true;
};

/// Counters of all schedulers.
struct SchedulingStatistics {
    std::vector<SchedulerStatistics> schedulers; ///< all that were ever started
    int online = 0;
    int dirtyWorkersBusy = 0;
    std::size_t dirtyQueue = 0; ///< jobs that wait for a dirty worker
};

} // namespace factorama
