// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <limits>

namespace factorama {

/// How much a mailbox may hold, and what happens when it holds more. Without one it is bounded by memory
/// alone.
struct MailboxLimit {
    enum class Action : std::uint8_t {
        Kill, ///< the process ends with reason killed, and that is logged
        BackPressure, ///< who sends to it waits, at its next tick or receive, until half of the limit is free
    };

    std::uint32_t messages = std::numeric_limits<std::uint32_t>::max();
    std::uint64_t bytes = std::numeric_limits<std::uint64_t>::max();
    Action action = Action::Kill;

    bool operator==(const MailboxLimit&) const = default;
};

} // namespace factorama
