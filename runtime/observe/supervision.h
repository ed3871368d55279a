// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/supervisor_description.h"
#include "runtime/term/pid.h"

#include <cstdint>
#include <memory>

namespace factorama {

/// A supervisor in a snapshot. The description is shared with other snapshots as long as nothing changes, so
/// that equal pointers mean equal children; it is up to two snapshots older than the other parts.
struct SupervisorRow {
    Pid pid;
    std::shared_ptr<const otp::SupervisorDescription> description; ///< never null
    std::int64_t restartsInPeriod = 0; ///< that count against the intensity now
};

} // namespace factorama
