// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/mailbox_limits.h"

#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace factorama::mailbox_limits {

namespace {

bool isBeyond(const ControlBlock& process, const MailboxLimit& limit, std::uint32_t part)
{
    return process.messages.load(std::memory_order_relaxed) > limit.messages / part ||
           process.extras->mailboxBytes > limit.bytes / part;
}

} // namespace

void set(ControlBlock& process, const MailboxLimit& limit)
{
    process.makeExtras().mailboxLimit = limit;
    const bool presses = limit.action == MailboxLimit::Action::BackPressure &&
                         limit.messages != std::numeric_limits<std::uint32_t>::max();
    process.pressureLimit.store(presses ? limit.messages : 0, std::memory_order_relaxed);
    enforce(process);
}

bool countIncoming(ControlBlock& process)
{
    const std::uint32_t limit = process.pressureLimit.load(std::memory_order_relaxed);
    if (limit == 0) {
        return process.pressing.load(std::memory_order_relaxed);
    }
    const std::uint32_t incoming = process.incoming.fetch_add(1, std::memory_order_relaxed) + 1;
    return incoming + process.messages.load(std::memory_order_relaxed) > limit;
}

void countArrived(ControlBlock& process)
{
    // A message may have been sent before there was a limit, uncounted.
    if (process.incoming.load(std::memory_order_relaxed) > 0) {
        process.incoming.fetch_sub(1, std::memory_order_relaxed);
    }
}

void enforce(ControlBlock& process)
{
    if (!process.extras || process.exitReason) {
        return;
    }
    const MailboxLimit& limit = process.extras->mailboxLimit;
    if (!isBeyond(process, limit, 1)) {
        return;
    }
    if (limit.action == MailboxLimit::Action::BackPressure) {
        process.pressing.store(true, std::memory_order_relaxed);
        return;
    }
    process.runtime->log(
        Notice::Kind::Warning, process.pid,
        fmt::format("Process {} is ended: its mailbox holds {} messages in {} bytes, more than its limit",
                    process.pid.toString(), process.messages.load(std::memory_order_relaxed),
                    process.extras->mailboxBytes));
    process.exitReason = Term(atoms::killed);
}

void relieve(ControlBlock& process)
{
    if (!isBeyond(process, process.extras->mailboxLimit, 2)) {
        process.pressing.store(false, std::memory_order_relaxed);
        releaseAll(process);
    }
}

void wait(ControlBlock& process, Pid sender)
{
    if (process.pressing.load(std::memory_order_relaxed)) {
        process.extras->waitingForRoom.push_back(sender);
    } else {
        process.runtime->deliver(sender, signals::makeControl(Signal::Kind::PressureRelease, process.pid),
                                 process.worker);
    }
}

void releaseAll(ControlBlock& process)
{
    if (!process.extras) {
        return;
    }
    for (const Pid sender : std::exchange(process.extras->waitingForRoom, {})) {
        process.runtime->deliver(sender, signals::makeControl(Signal::Kind::PressureRelease, process.pid),
                                 process.worker);
    }
}

} // namespace factorama::mailbox_limits
