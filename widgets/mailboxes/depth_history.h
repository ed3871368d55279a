// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/pid.h"
#include "widgets/mailboxes/mailbox_ranking.h"

#include <QString>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace factorama {

/// The depths of the deepest mailboxes over the last two minutes: of those that are ranked now, and of those
/// that were meanwhile. At most LineLimit processes and SampleLimit samples of each.
class DepthHistory {
public:
    static constexpr double KeptSeconds = 120;
    static constexpr std::size_t LineLimit = 40;
    static constexpr std::size_t SampleLimit = 1200;

    struct Sample {
        double seconds = 0; ///< since the node started
        double messages = 0;
    };
    struct Line {
        Pid pid;
        QString title;
        std::deque<Sample> samples;
        bool gone = false; ///< the process is dead
        std::uint32_t deepest = 0; ///< in all the time that it is followed
        double rankedAt = 0; ///< when it was among the deepest last
    };

    /// Adds a look. `followed` is what pids() was when that look was asked for.
    void add(const MailboxRanking& ranking, const std::vector<Pid>& followed);
    /// Processes whose depths are wanted with the next look.
    std::vector<Pid> pids() const;

    const std::vector<Line>& lines() const { return m_lines; }
    const Line* find(Pid pid) const;
    /// Messages in all mailboxes.
    const std::deque<Sample>& total() const { return m_total; }

private:
    static void push(std::deque<Sample>& samples, Sample sample);

    std::vector<Line> m_lines;
    std::deque<Sample> m_total;
};

} // namespace factorama
