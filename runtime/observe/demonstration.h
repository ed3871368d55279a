// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/pid.h"

namespace factorama {

class Runtime;

/// Starts a small supervised system, so that every view has something to show: a supervisor over an echo
/// server with a name, a ticker that pings it, a watcher that monitors it, a process that computes a little,
/// and one whose mailbox fills and empties. Returns the supervisor's pid.
Pid startDemonstration(Runtime& runtime);

} // namespace factorama
