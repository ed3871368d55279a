// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

namespace factorama {

/// A control block that stands for a process, and never runs.
struct StandIn : ControlBlock {
    explicit StandIn(Pid own = {}) : ControlBlock(own, {}, {}) {}
};

} // namespace factorama
