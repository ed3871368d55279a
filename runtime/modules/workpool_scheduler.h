// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstddef>
#include <cstdint>

namespace factorama::modules::workpool_scheduler {

/// Serves {queue, Function, Argument, Sender}, for as long as the process lives, with at most so many workers
/// at a time; what comes meanwhile stays in the mailbox.
Subroutine<> schedule(Self self, std::size_t workers = SIZE_MAX);

} // namespace factorama::modules::workpool_scheduler
