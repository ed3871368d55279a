// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/memory/pool.h"
#include "runtime/process/mailbox.h"
#include "runtime/process/mailbox_limit.h"
#include "runtime/process/priority.h"
#include "runtime/process/publication.h"
#include "runtime/process/relations.h"
#include "runtime/term/pid.h"
#include "runtime/term/term.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace factorama {

/// How a process was started from the catalogue, so that it can be started again the same way.
struct StartSpecification;

/// What hardly any process has: a mailbox that is bounded or watched, others that it has suspended, and the
/// like.
struct RareExtras {
    // -- any thread; see mailbox_limits and ControlBlock for who writes --
    std::atomic<std::uint32_t> pressureLimit = 0; ///< messages past which senders are pressed; 0 for never
    std::atomic<std::uint32_t> incoming = 0; ///< messages in the inbox, counted only under a pressureLimit
    std::atomic<bool> pressing = false; ///< the mailbox is over its limit: who sends now, waits
    std::atomic<std::uint64_t> reductions = 0; ///< how many there had been at some time
    std::atomic<Publication*> publication = nullptr; ///< set once, by the process

    // -- set before the process is published --
    std::unique_ptr<StartSpecification> startSpecification;

    // -- the worker that runs the process --
    MailboxLimit mailboxLimit;
    std::uint64_t mailboxBytes = 0; ///< of the messages in the mailbox, while they are counted
    std::uint64_t arrived = 0; ///< messages, while they are counted
    std::uint64_t taken = 0; ///< likewise; received, that is
    std::vector<Pid> waitingForRoom; ///< in this mailbox
    Pid pressedBy; ///< whose mailbox was over its limit at the last send
    std::map<Pid, std::uint32_t> suspended; ///< whom this process has suspended, and how often
    std::function<void(const Term& reason)> ended; ///< for who looks: called when the process ends

    RareExtras();
    ~RareExtras();
    RareExtras(const RareExtras&) = delete;
    RareExtras& operator=(const RareExtras&) = delete;

    /// By the process, at most once.
    void publish(std::unique_ptr<Publication> shown)
    {
        publication.store(shown.release(), std::memory_order_release);
    }
};

/// What few processes have, so that the others do not pay for it: a cache line. Lives as long as the control
/// block.
struct ProcessExtras {
    using Dictionary = std::map<Term, Term>;

    // -- any thread; see Relations and Registry for who writes --
    Relations relations; ///< links, monitors and aliases
    std::atomic<RareExtras*> rare = nullptr; ///< owned; set once, by the process or before it is published
    std::atomic<std::uint32_t> name = 0; ///< index of the registered name's atom, 0 for none
    std::atomic<std::uint32_t> label = 0;

    // -- the worker that runs the process --
    std::unique_ptr<Dictionary> dictionary; ///< null as long as there was nothing in it
    Mailbox::Mark mark;
    std::uint32_t suspendCount = 0; ///< while it is not 0, the process does not run
    bool underPressure = false; ///< it waits for room in the mailbox that it has sent to
    std::uint8_t skippedTurns = 0; ///< of a process of low priority
    std::atomic<Priority> priority = Priority::Normal; ///< any thread reads it; see Flag::Prioritized

    // -- set before the process is published --
    Pid groupLeader;

    ProcessExtras() = default;
    ~ProcessExtras() { delete rare.load(std::memory_order_relaxed); }
    ProcessExtras(const ProcessExtras&) = delete;
    ProcessExtras& operator=(const ProcessExtras&) = delete;
    static void* operator new(std::size_t bytes) { return pool::allocate(bytes); }
    static void operator delete(void* extras, std::size_t bytes) noexcept { pool::release(extras, bytes); }

    /// Null if there are none.
    RareExtras* findRare() const noexcept { return rare.load(std::memory_order_acquire); }
    RareExtras& makeRare();

    bool isHeld() const { return suspendCount > 0 || underPressure; }
};
static_assert(sizeof(ProcessExtras) == 64);

} // namespace factorama
