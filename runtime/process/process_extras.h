// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/mailbox.h"
#include "runtime/process/mailbox_limit.h"
#include "runtime/process/publication.h"
#include "runtime/process/spawn.h"
#include "runtime/term/pid.h"
#include "runtime/term/term.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace factorama {

/// What few processes have, so that the others do not pay for it. Lives as long as the control block.
struct ProcessExtras {
    // -- any thread; see Registry and mailbox_limits for who writes --
    std::atomic<std::uint32_t> name = 0; ///< index of the registered name's atom, 0 for none
    std::atomic<std::uint32_t> label = 0;
    std::atomic<std::uint32_t> pressureLimit = 0; ///< messages past which senders are pressed; 0 for never
    std::atomic<bool> pressing = false; ///< the mailbox is over its limit: who sends now, waits
    std::atomic<std::uint32_t> incoming = 0; ///< messages in the inbox, counted only under a pressureLimit

    std::atomic<Publication*> publication = nullptr; ///< set once, by the process

    // -- set before the process is published --
    std::unique_ptr<StartSpecification> startSpecification;

    // -- the worker that runs the process --
    Pid groupLeader;
    Mailbox::Mark mark;
    std::uint32_t suspendCount = 0; ///< while it is not 0, the process does not run
    bool underPressure = false; ///< it waits for room in the mailbox that it has sent to
    std::uint8_t skippedTurns = 0; ///< of a process of low priority
    Pid pressedBy; ///< whose mailbox was over its limit at the last send
    std::map<Term, Term> dictionary; ///< the process dictionary
    std::map<Pid, std::uint32_t> suspended; ///< whom this process has suspended, and how often
    MailboxLimit mailboxLimit;
    std::uint64_t mailboxBytes = 0; ///< of the messages in the mailbox, while they are counted
    std::uint64_t arrived = 0; ///< messages, while they are counted
    std::uint64_t taken = 0; ///< likewise; received, that is
    std::vector<Pid> waitingForRoom; ///< in this mailbox
    std::function<void(const Term& reason)> ended; ///< for who looks: called when the process ends

    ~ProcessExtras() { delete publication.load(std::memory_order_relaxed); }

    /// By the process, at most once.
    void publish(std::unique_ptr<Publication> shown)
    {
        publication.store(shown.release(), std::memory_order_release);
    }

    bool isHeld() const { return suspendCount > 0 || underPressure; }
};

} // namespace factorama
