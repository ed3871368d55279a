// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/signal.h"
#include "runtime/term/word.h"

#include <cstddef>

namespace factorama {

/// The messages that a process has got and not yet received, in the order of their arrival. Only the worker
/// that runs the process touches it.
///
/// A receive scans from the front; `m_scan` remembers the first message that the current receive has not
/// looked at, so a message that does not match is looked at once a receive, however often the process is
/// woken.
///
/// A receive that waits for a reference made just before, as a call does for its answer, need not look at
/// what was there before the reference was:
///  1. Whoever makes a reference marks the end of the mailbox with it, unless the mailbox is empty. There is
///     one mark; the newest reference has it. A message that holds the reference can only be hung behind it.
///  2. A receive all of whose patterns hold that very reference starts at the mark: restartScan(mark). Any
///     other receive starts at the front, and leaves the mark alone.
///  3. The mark is a place between two messages, as m_scan and m_end are: when the message before it is taken
///     out, it moves to the place where that message was (takeAt()). So it never dangles.
/// The mark lies elsewhere, since few mailboxes have one: who takes a message out hands it in.
class Mailbox {
public:
    Mailbox() = default;
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    struct Mark {
        Signal** at = nullptr;
        Reference reference; ///< that it was made for
    };

    void append(Signal* message) noexcept
    {
        message->next = nullptr;
        appendChain(message, message);
    }
    /// Messages linked by `next`; that of the last one is null.
    void appendChain(Signal* first, Signal* last) noexcept
    {
        *m_end = first;
        m_end = &last->next;
    }

    bool isEmpty() const noexcept { return m_first == nullptr; }
    /// `reference` is made now: no message that has come so far can hold it.
    Mark markFor(Reference reference) noexcept { return {m_end, reference}; }

    /// A new receive looks at everything again.
    void restartScan() noexcept { m_scan = &m_first; }
    /// A new receive whose patterns all hold the mark's reference.
    void restartScan(const Mark& mark) noexcept { m_scan = mark.at; }

    /// A new receive that looks at nothing of what has come before.
    void skipAll() noexcept { m_scan = m_end; }

    /// The next message that the current receive has not looked at; null if there is none.
    Signal* current() const noexcept { return *m_scan; }
    void skip() noexcept { m_scan = &(*m_scan)->next; }

    /// Takes current() out. `mark` is the mailbox', null if it has none.
    Signal* takeCurrent(Mark* mark) noexcept { return takeAt(m_scan, mark); }

    /// Takes out the first message that satisfies the predicate; null if there is none. The messages are
    /// known to hold `reference`.
    template<typename Predicate>
    Signal* takeFirst(Predicate predicate, Reference reference, Mark* mark)
    {
        Signal** at = mark != nullptr && mark->reference == reference ? mark->at : &m_first;
        for (; *at != nullptr; at = &(*at)->next) {
            if (predicate(**at)) {
                restartScan(); // the scan might stand behind the message that goes
                return takeAt(at, mark);
            }
        }
        return nullptr;
    }

    /// Takes out everything, as a chain; a mark is not kept.
    Signal* takeAll() noexcept
    {
        Signal* all = m_first;
        m_first = nullptr;
        m_end = m_scan = &m_first;
        return all;
    }

    const Signal* first() const noexcept { return m_first; }

private:
    /// The next one to be received, with its payload: of many processes with long mailboxes little is in the
    /// cache any more.
    static void prefetch(const Signal& message) noexcept
    {
        constexpr std::size_t CacheLine = 64;
        __builtin_prefetch(&message);
        __builtin_prefetch(reinterpret_cast<const std::byte*>(&message) + CacheLine);
    }

    Signal* takeAt(Signal** at, Mark* mark) noexcept
    {
        Signal* message = *at;
        *at = message->next;
        if (message->next != nullptr) {
            prefetch(*message->next);
        }
        if (m_end == &message->next) {
            m_end = at;
        }
        if (mark != nullptr && mark->at == &message->next) {
            mark->at = at;
        }
        return message;
    }

    Signal* m_first = nullptr;
    Signal** m_end = &m_first; // where the next message is hung
    Signal** m_scan = &m_first;
};

} // namespace factorama
