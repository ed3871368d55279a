// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/pid.h"

#include <cstdint>
#include <string>

namespace factorama {

/// Something that happened and that a person should know of: a crash, an exit for an abnormal reason, a
/// restart.
struct Notice {
    enum class Kind : std::uint8_t { Information, Warning, Crash };
    /// For those who draw conclusions from notices.
    enum class About : std::uint8_t {
        Other,
        EndOfChild, ///< of the supervisor `pid`
        StoppedChildren, ///< by the supervisor `pid`, because of another one's end or its own
        SpawnedByHand, ///< by `pid`, which ends now: its children were never meant to have it
    };

    std::uint64_t sequence = 0; ///< counts up by one from 1; a gap means that notices were dropped
    std::int64_t milliseconds = 0; ///< since the node started
    Kind kind = Kind::Information;
    Pid pid;
    std::string text;
    About about = About::Other;
};

} // namespace factorama
