// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/notice.h"
#include "runtime/observe/snapshot.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace factorama {

/// Something that looks wrong, with the processes that it is about. Numbers only; a view puts it in words.
struct Finding {
    enum class Kind : std::uint8_t {
        GrowingMailbox, ///< deep, and deeper than some seconds ago
        RunningWithoutFinishing, ///< busy at every look, and no message was seen to be taken
        RestartLoop, ///< children of one supervisor end again and again
        HotScheduler, ///< one scheduler has all the work, with processes waiting there, while others idle
        /// Parent dead, no link, no monitor of its own, no registered name; and not spawned by hand.
        Orphan,
    };
    struct Subject {
        Pid pid;
        /// Messages in the mailbox; reductions since it was first seen busy; ends of children; reductions
        /// since the last look (HotScheduler); the pid of the dead parent.
        std::uint64_t value = 0;
        double rate = 0; ///< messages a second that the mailbox grew by; else 0
    };

    Kind kind = Kind::GrowingMailbox;
    std::size_t count = 0; ///< processes concerned, listed or not
    std::vector<Subject> subjects = {}; ///< the worst first, at most Lints::SubjectLimit
    double seconds = 0; ///< for how long it was seen
    std::size_t scheduler = 0; ///< of a HotScheduler: its number from 1
    double share = 0; ///< of a HotScheduler: of its time that it ran
    std::size_t others = 0; ///< of a HotScheduler: how many idle
};

/// Looks for trouble in consecutive snapshots and in the log. It guesses nothing that they do not hold: a
/// caller without a monitor, for one, cannot be told from them, and is not looked for.
///
/// One pass over the processes a look; what it keeps between looks are the processes that are busy or have
/// deep mailboxes, at most SuspectLimit. For one thread at a time.
class Lints {
public:
    static constexpr std::size_t SubjectLimit = 50;
    static constexpr std::size_t SuspectLimit = 100'000;
    /// What has to be seen for so long, in seconds.
    static constexpr double Patience = 5;
    /// Messages that make a mailbox deep.
    static constexpr std::uint32_t Deep = 100;
    /// Ends of children of one supervisor within Patience that make a loop.
    static constexpr std::size_t LoopEnds = 3;

    /// The next snapshot. Parts that it does not hold are not looked at, and what was seen of them is
    /// forgotten: a gap proves nothing.
    void look(const Snapshot& snapshot);
    /// The next notices of the log, in their order.
    void read(const std::vector<Notice>& notices);

    /// What is wrong as of the last look; one finding a kind, but for loops: one a supervisor.
    const std::vector<Finding>& findings() const { return m_findings; }
    /// Busy or deep processes that were not watched, since they were too many.
    std::size_t unwatched() const { return m_unwatched; }

private:
    /// A process that is busy or has a deep mailbox.
    struct Suspect {
        Pid pid;
        std::uint64_t reductionsAtFirst = 0; ///< when it was first seen busy
        std::uint64_t reductions = 0;
        std::uint32_t messages = 0;
        std::uint32_t peak = 0; ///< of messages since `startTime`
        std::uint32_t start = 0; ///< messages at `startTime`: what growth is measured from
        std::uint32_t half = 0; ///< messages at `halfTime`: the next start
        std::int64_t startTime = 0; ///< nanoseconds
        std::int64_t halfTime = 0;
        std::int64_t busySince = 0;
        bool busy = false;
    };
    struct End {
        Pid supervisor;
        std::int64_t milliseconds = 0;
    };

    void lookAtProcesses(const Snapshot& snapshot);
    void lookAtSchedulers(const Snapshot& snapshot);
    void lookForLoops(const Snapshot& snapshot);
    static Suspect follow(const Suspect* before, const ProcessRow& row, std::int64_t now);

    std::vector<Suspect> m_suspects; ///< in the order of their slots
    std::vector<Suspect> m_next; ///< to be m_suspects; kept for its memory
    std::deque<End> m_ends;
    std::deque<Pid> m_hands; ///< that spawned by hand what has no other parent
    std::vector<SchedulerRow> m_schedulers; ///< at the start of the span that is looked at
    std::int64_t m_schedulersTime = 0;
    std::size_t m_looks = 0; ///< in that span
    std::vector<std::size_t> m_queuedLooks; ///< in that span, of each scheduler, with processes waiting
    Finding m_hot;
    bool m_isHot = false;
    std::int64_t m_orphansSince = -1; ///< nanoseconds; -1 while there are none
    std::int64_t m_lookTime = -1;
    std::size_t m_unwatched = 0;
    std::vector<Finding> m_findings;
};

} // namespace factorama
