// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/term/term.h"

namespace factorama {

/// What process_info(Pid, Item) says of a living process: {Item, Value}, or [] for the name of a process
/// without one. `alive` is true. Only the worker that runs the process.
Term processInfo(const ControlBlock& process, Atom item);

/// Is this one of the items that processInfo() knows?
bool isInfoItem(Atom item);

} // namespace factorama
