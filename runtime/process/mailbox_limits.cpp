// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/mailbox_limits.h"

#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

namespace factorama::mailbox_limits {

namespace {

bool isBeyond(const ControlBlock& process, const RareExtras& rare, std::uint32_t part)
{
    return process.messages() > rare.mailboxLimit.messages / part ||
           rare.mailboxBytes > rare.mailboxLimit.bytes / part;
}

void release(ControlBlock& process, Pid sender)
{
    ControlBlock::runtime().deliver(sender, signals::makeControl(Signal::Kind::PressureRelease, process.pid),
                                    t_running.worker);
}

void enforce(ControlBlock& process, RareExtras& rare)
{
    if (process.has(ControlBlock::Ending) || !isBeyond(process, rare, 1)) {
        return;
    }
    if (rare.mailboxLimit.action == MailboxLimit::Action::BackPressure) {
        rare.pressing.store(true, std::memory_order_relaxed);
        return;
    }
    ControlBlock::runtime().log(
        Notice::Kind::Warning, process.pid,
        fmt::format("Process {} is ended: its mailbox holds {} messages in {} bytes, more than its limit",
                    process.pid.toString(), process.messages(), rare.mailboxBytes));
    process.end(atoms::killed);
}

/// There may be room again.
void relax(ControlBlock& process, RareExtras& rare)
{
    if (rare.pressing.load(std::memory_order_relaxed) && !isBeyond(process, rare, 2)) {
        rare.pressing.store(false, std::memory_order_relaxed);
        releaseAll(process);
    }
}

} // namespace

void set(ControlBlock& process, const MailboxLimit& limit)
{
    RareExtras& rare = process.makeRare();
    rare.mailboxLimit = limit;
    const bool presses = limit.action == MailboxLimit::Action::BackPressure &&
                         limit.messages != std::numeric_limits<std::uint32_t>::max();
    rare.pressureLimit.store(presses ? limit.messages : 0, std::memory_order_relaxed);
    startCounting(process);
    enforce(process, rare);
    relax(process, rare);
}

void startCounting(ControlBlock& process)
{
    if (process.has(ControlBlock::Counted)) {
        return;
    }
    RareExtras& rare = process.makeRare();
    rare.mailboxBytes = 0;
    for (const Signal* message = process.mailbox.first(); message != nullptr;
         message = process.mailbox.after(*message)) {
        rare.mailboxBytes += message->bytes;
    }
    process.set(ControlBlock::Counted);
}

void stopCounting(ControlBlock& process)
{
    const RareExtras* rare = process.findRare();
    if (rare != nullptr && rare->mailboxLimit == MailboxLimit()) {
        process.set(ControlBlock::Counted, false);
    }
}

bool tellsSenders(const RareExtras& rare)
{
    return rare.pressureLimit.load(std::memory_order_relaxed) != 0 ||
           rare.pressing.load(std::memory_order_relaxed);
}

bool countIncoming(ControlBlock& process, RareExtras& rare)
{
    const std::uint32_t limit = rare.pressureLimit.load(std::memory_order_relaxed);
    if (limit == 0) {
        return rare.pressing.load(std::memory_order_relaxed);
    }
    const std::uint32_t incoming = rare.incoming.fetch_add(1, std::memory_order_relaxed) + 1;
    return incoming + process.messages() > limit;
}

void added(ControlBlock& process, const Signal& message)
{
    RareExtras& rare = *process.findRare();
    rare.mailboxBytes += message.bytes;
    ++rare.arrived;
    enforce(process, rare);
}

void countArrived(ControlBlock& process)
{
    std::atomic<std::uint32_t>& incoming = process.findRare()->incoming;
    // A message may have been sent before there was a limit, uncounted.
    if (incoming.load(std::memory_order_relaxed) > 0) {
        incoming.fetch_sub(1, std::memory_order_relaxed);
    }
}

void removed(ControlBlock& process, const Signal& message)
{
    RareExtras& rare = *process.findRare();
    rare.mailboxBytes -= message.bytes;
    ++rare.taken;
    relax(process, rare);
}

void wait(ControlBlock& process, Pid sender)
{
    RareExtras* rare = process.findRare();
    if (rare != nullptr && rare->pressing.load(std::memory_order_relaxed)) {
        rare->waitingForRoom.push_back(sender);
    } else {
        release(process, sender);
    }
}

void releaseAll(ControlBlock& process)
{
    if (RareExtras* rare = process.findRare()) {
        for (const Pid sender : std::exchange(rare->waitingForRoom, {})) {
            release(process, sender);
        }
    }
}

} // namespace factorama::mailbox_limits
