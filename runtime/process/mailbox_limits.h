// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/process/mailbox_limit.h"

/// Bounds of mailboxes at work; see MailboxLimit. Only the worker that runs the process, but for
/// countIncoming().
///
/// Back-pressure: a sender whose message goes past the limit is told so by countIncoming(), which counts what
/// is in the inbox as well, so that it does not depend on the receiver having run. At its next await it sends
/// a PressureRequest and waits. The receiver gets to it behind the messages, and answers with a
/// PressureRelease: at once if there is room, else when half of the limit is free.
namespace factorama::mailbox_limits {

void set(ControlBlock& process, const MailboxLimit& limit);
/// From now on RareExtras counts what arrives and what is taken, until stopCounting().
void startCounting(ControlBlock& process);
void stopCounting(ControlBlock& process);
/// Any sender: is countIncoming() to be asked?
bool tellsSenders(const RareExtras& rare);
inline bool tellsSenders(const ControlBlock& process)
{
    // A mailbox with a limit is counted: what else others may have need not be looked at.
    const RareExtras* rare = process.has(ControlBlock::Counted) ? process.findRare() : nullptr;
    return rare != nullptr && tellsSenders(*rare);
}
/// Any sender, before it pushes a message: is the mailbox over its limit with it?
bool countIncoming(ControlBlock& process, RareExtras& rare);
inline bool countIncoming(ControlBlock& process)
{
    RareExtras* rare = process.has(ControlBlock::Counted) ? process.findRare() : nullptr;
    return rare != nullptr && countIncoming(process, *rare);
}
/// Such a message has been taken from the inbox.
void countArrived(ControlBlock& process);
/// A message has come into a mailbox that has a limit: ends the process, or begins to press its senders, if
/// there are too many.
void added(ControlBlock& process, const Signal& message);
/// One has gone: lets the senders go on if there is room again.
void removed(ControlBlock& process, const Signal& message);
/// A sender waits for room.
void wait(ControlBlock& process, Pid sender);
/// The process ends: all who wait go on.
void releaseAll(ControlBlock& process);

} // namespace factorama::mailbox_limits
