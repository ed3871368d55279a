// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

namespace factorama {

/// Handles a signal: a message goes to the mailbox, the others act at once, and are gone then. Whether the
/// process traps exits, and whether a link is still active, are judged here, at handling, as Erlang does.
/// Only the running worker.
void handleSignal(ControlBlock& process, Signal* signal);

/// Handles a chain of signals in order.
///
/// When one of them ends the process, sets its exitReason and returns the signals that come after it; else
/// returns null. Only the running worker.
Signal* handleSignals(ControlBlock& process, Signal* signals);

} // namespace factorama
