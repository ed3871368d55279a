// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/mailbox_limits.h"

#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace factorama::mailbox_limits {

namespace {

bool isBeyond(const ControlBlock& process, const ProcessExtras& extras, std::uint32_t part)
{
    return process.messages() > extras.mailboxLimit.messages / part ||
           extras.mailboxBytes > extras.mailboxLimit.bytes / part;
}

void release(ControlBlock& process, Pid sender)
{
    process.runtime().deliver(sender, signals::makeControl(Signal::Kind::PressureRelease, process.pid),
                              process.worker);
}

void enforce(ControlBlock& process, ProcessExtras& extras)
{
    if (process.has(ControlBlock::Ending) || !isBeyond(process, extras, 1)) {
        return;
    }
    if (extras.mailboxLimit.action == MailboxLimit::Action::BackPressure) {
        extras.pressing.store(true, std::memory_order_relaxed);
        return;
    }
    process.runtime().log(
        Notice::Kind::Warning, process.pid,
        fmt::format("Process {} is ended: its mailbox holds {} messages in {} bytes, more than its limit",
                    process.pid.toString(), process.messages(), extras.mailboxBytes));
    process.end(atoms::killed);
}

/// There may be room again.
void relax(ControlBlock& process, ProcessExtras& extras)
{
    if (extras.pressing.load(std::memory_order_relaxed) && !isBeyond(process, extras, 2)) {
        extras.pressing.store(false, std::memory_order_relaxed);
        releaseAll(process);
    }
}

} // namespace

void set(ControlBlock& process, const MailboxLimit& limit)
{
    ProcessExtras& extras = process.makeExtras();
    extras.mailboxLimit = limit;
    const bool presses = limit.action == MailboxLimit::Action::BackPressure &&
                         limit.messages != std::numeric_limits<std::uint32_t>::max();
    extras.pressureLimit.store(presses ? limit.messages : 0, std::memory_order_relaxed);
    startCounting(process);
    enforce(process, extras);
    relax(process, extras);
}

void startCounting(ControlBlock& process)
{
    if (process.has(ControlBlock::Counted)) {
        return;
    }
    ProcessExtras& extras = process.makeExtras();
    extras.mailboxBytes = 0;
    for (const Signal* message = process.mailbox.first(); message != nullptr; message = message->next) {
        extras.mailboxBytes += message->bytes;
    }
    process.set(ControlBlock::Counted);
}

void stopCounting(ControlBlock& process)
{
    const ProcessExtras* extras = process.findExtras();
    if (extras != nullptr && extras->mailboxLimit == MailboxLimit()) {
        process.set(ControlBlock::Counted, false);
    }
}

bool tellsSenders(const ProcessExtras& extras)
{
    return extras.pressureLimit.load(std::memory_order_relaxed) != 0 ||
           extras.pressing.load(std::memory_order_relaxed);
}

bool countIncoming(ControlBlock& process, ProcessExtras& extras)
{
    const std::uint32_t limit = extras.pressureLimit.load(std::memory_order_relaxed);
    if (limit == 0) {
        return extras.pressing.load(std::memory_order_relaxed);
    }
    const std::uint32_t incoming = extras.incoming.fetch_add(1, std::memory_order_relaxed) + 1;
    return incoming + process.messages() > limit;
}

void added(ControlBlock& process, const Signal& message)
{
    ProcessExtras& extras = *process.findExtras();
    extras.mailboxBytes += message.bytes;
    ++extras.arrived;
    enforce(process, extras);
}

void countArrived(ControlBlock& process)
{
    std::atomic<std::uint32_t>& incoming = process.findExtras()->incoming;
    // A message may have been sent before there was a limit, uncounted.
    if (incoming.load(std::memory_order_relaxed) > 0) {
        incoming.fetch_sub(1, std::memory_order_relaxed);
    }
}

void removed(ControlBlock& process, const Signal& message)
{
    ProcessExtras& extras = *process.findExtras();
    extras.mailboxBytes -= message.bytes;
    ++extras.taken;
    relax(process, extras);
}

void wait(ControlBlock& process, Pid sender)
{
    ProcessExtras* extras = process.findExtras();
    if (extras != nullptr && extras->pressing.load(std::memory_order_relaxed)) {
        extras->waitingForRoom.push_back(sender);
    } else {
        release(process, sender);
    }
}

void releaseAll(ControlBlock& process)
{
    if (ProcessExtras* extras = process.findExtras()) {
        for (const Pid sender : std::exchange(extras->waitingForRoom, {})) {
            release(process, sender);
        }
    }
}

} // namespace factorama::mailbox_limits
