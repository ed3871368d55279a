// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"
#include "widgets/processes/process_columns.h"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace factorama {

/// Which processes a top list shows: those that added the most to a counter in the last seconds.
struct ProcessTop {
    ProcessRate rate = ProcessRate::Reductions;
    int count = 20;
    int seconds = 5;

    bool operator==(const ProcessTop&) const = default;
};

/// What came of the processes since the snapshot before: what is new, changed or gone, and how fast counters
/// grow. All arrays that go by place belong to the snapshot that this was computed for; where nothing is
/// known they are empty. Immutable once made.
struct ProcessChanges {
    /// Marks and dead processes are shown for so long.
    static constexpr std::int64_t ShownNanoseconds = 2'000'000'000;
    /// Of the processes that ended in the last two seconds, at most so many are shown; the others are gone at
    /// once.
    static constexpr std::size_t DeadLimit = 1000;

    enum class Kind : std::uint8_t { None, New, Changed };
    struct Mark {
        Kind kind = Kind::None;
        double strength = 0; ///< 1 at first, 0 when it has faded
    };

    struct Dead {
        ProcessRow row; ///< as it was seen last
        std::int64_t since = 0; ///< the node's time of the first snapshot without it
    };

    /// What a process added to the counter of a top list between two snapshots; only where it is not 0.
    struct Growth {
        std::uint32_t index;
        std::uint32_t serial;
        std::int32_t amount;
    };
    struct Growths {
        std::int64_t until = 0; ///< the node's time of the later snapshot
        std::vector<Growth> entries; ///< in the order of the slots
    };

    std::vector<std::uint8_t> marks; ///< by place: kind, and when, see mark()
    std::array<std::vector<float>, ProcessRateCount> rates; ///< by place, a second
    std::vector<std::uint32_t> named; ///< places of the processes that have a registered name
    std::vector<Dead> dead; ///< in the order of the slots
    std::optional<ProcessTop> top; ///< what `growths` are of
    std::deque<std::shared_ptr<const Growths>> growths; ///< oldest first, within the window

    Mark mark(std::size_t place, std::int64_t now) const;
    float rate(std::size_t place, ProcessRate rate) const;
    std::array<float, ProcessRateCount> ratesAt(std::size_t place) const;
};

/// From `before` (null at first), and what was known then, to `now`. Linear in the number of processes. Any
/// thread.
/// @param rates the differences a second that are wanted, bits by ProcessRate.
std::shared_ptr<const ProcessChanges> findChanges(const Snapshot* before, const ProcessChanges* known,
                                                  const Snapshot& now, unsigned rates,
                                                  const std::optional<ProcessTop>& top);

} // namespace factorama
