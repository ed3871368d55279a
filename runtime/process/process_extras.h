// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/mailbox_limit.h"
#include "runtime/term/pid.h"
#include "runtime/term/term.h"

#include <cstdint>
#include <map>
#include <vector>

namespace factorama {

/// What few processes have, so that the others do not pay for it. Only the worker that runs the process.
struct ProcessExtras {
    std::map<Term, Term> dictionary; ///< the process dictionary
    std::map<Pid, std::uint32_t> suspended; ///< whom this process has suspended, and how often
    MailboxLimit mailboxLimit;
    std::uint64_t mailboxBytes = 0; ///< of the messages in the mailbox
    std::vector<Pid> waitingForRoom; ///< in this mailbox
};

} // namespace factorama
