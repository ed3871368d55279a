// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace factorama {

/// Depths of a mailbox, in messages, from which on it is worth a look.
struct MailboxThresholds {
    std::uint32_t warning = 1'000;
    std::uint32_t alarm = 10'000; ///< not below `warning`

    bool operator==(const MailboxThresholds&) const = default;
};

enum class MailboxLevel : std::uint8_t { Normal, Warning, Alarm };

/// A process with its mailbox.
struct RankedMailbox {
    ProcessRow row;
    /// Messages a second that the mailbox grew by over the last second or two: those that arrived less those
    /// that were taken. Below 0 while it is emptied.
    double growth = 0;
    MailboxLevel level = MailboxLevel::Normal;
};

/// A mailbox that has just come to a higher level.
struct MailboxCrossing {
    Pid pid;
    std::uint32_t messages = 0;
    MailboxLevel level = MailboxLevel::Warning;
};

/// What one look at all mailboxes found.
struct MailboxRanking {
    double seconds = 0; ///< when, since the node started
    std::uint64_t total = 0; ///< messages in all mailboxes
    std::vector<RankedMailbox> ranked; ///< the highest first, at most MailboxRanker::Limit
    std::size_t warnings = 0; ///< mailboxes at Warning now
    std::size_t alarms = 0; ///< at Alarm
    std::vector<MailboxCrossing> crossings; ///< at most MailboxRanker::CrossingLimit, alarms first
    std::size_t crossingsInAll = 0;
    std::vector<std::uint32_t> depths; ///< of those that were asked after, Gone for the dead
    static constexpr std::uint32_t Gone = ~std::uint32_t{0};
};

/// Finds the deepest, or fastest growing, mailboxes of each snapshot, in one pass over its processes. It
/// keeps 16 bytes for each mailbox that is not empty, to match it with the next snapshot. For one thread at a
/// time.
class MailboxRanker {
public:
    enum class Order { Depth, Growth };
    static constexpr std::size_t Limit = 20;
    static constexpr std::size_t CrossingLimit = 5;

    /// @param followed processes whose depths are wanted, ranked or not.
    MailboxRanking rank(const Snapshot& snapshot, MailboxThresholds thresholds, Order order,
                        const std::vector<Pid>& followed = {});

private:
    struct Known {
        Pid pid;
        std::uint32_t messages;
        MailboxLevel level;
    };
    /// The mailboxes that were not empty at a moment, in the order of their slots.
    struct Look {
        double seconds = 0;
        std::vector<Known> mailboxes;
    };
    using LookPointer = std::shared_ptr<const Look>;

    LookPointer m_last;
    LookPointer m_recent; ///< less than BaselineSeconds older than the one after it
    LookPointer m_baseline; ///< what growth is measured from
};

} // namespace factorama
