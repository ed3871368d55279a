// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

/// Bounds of mailboxes at work; see MailboxLimit. Only the worker that runs the process.
namespace factorama::mailbox_limits {

/// After a message has come: ends the process, or begins to press its senders, if there are too many.
void enforce(ControlBlock& process);
/// After a message has gone: lets the senders go on if there is room again.
void relieve(ControlBlock& process);
/// A sender waits for room.
void wait(ControlBlock& process, Pid sender);
/// The process ends: all who wait go on.
void releaseAll(ControlBlock& process);

} // namespace factorama::mailbox_limits
