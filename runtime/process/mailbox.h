// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/signal.h"
#include "runtime/term/word.h"

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
///  1. Whoever makes a reference marks the end of the mailbox with it: mark(). There is one mark; the newest
///     reference has it. A message that holds the reference can only be hung behind the mark.
///  2. A receive all of whose patterns hold that very reference starts at the mark: restartScan(reference).
///  Any
///     other receive starts at the front, and leaves the mark alone.
///  3. The mark is a place between two messages, as m_scan and m_end are: when the message before it is taken
///  out,
///     it moves to the place where that message was (takeAt()). So it never dangles and never needs dropping.
class Mailbox {
public:
    Mailbox() = default;
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    void append(Signal* message) noexcept
    {
        message->next = nullptr;
        *m_end = message;
        m_end = &message->next;
    }

    /// `reference` is made now: no message that has come so far can hold it.
    void mark(Reference reference) noexcept
    {
        m_mark = m_end;
        m_marked = reference;
    }
    /// The reference that the mark was made for.
    Reference marked() const noexcept { return m_marked; }

    /// A new receive looks at everything again.
    void restartScan() noexcept { m_scan = &m_first; }
    /// A new receive whose patterns all hold `reference`.
    void restartScan(Reference reference) noexcept { m_scan = startFor(reference); }

    /// The next message that the current receive has not looked at; null if there is none.
    Signal* current() const noexcept { return *m_scan; }
    void skip() noexcept { m_scan = &(*m_scan)->next; }

    /// Takes current() out.
    Signal* takeCurrent() noexcept { return takeAt(m_scan); }

    /// Takes out the first message that satisfies the predicate; null if there is none. With a `reference`,
    /// the message is known to hold it.
    template<typename Predicate>
    Signal* takeFirst(Predicate predicate, Reference reference = {})
    {
        for (Signal** at = startFor(reference); *at != nullptr; at = &(*at)->next) {
            if (predicate(**at)) {
                restartScan(); // the scan might stand behind the message that goes
                return takeAt(at);
            }
        }
        return nullptr;
    }

    /// Takes out everything, as a chain.
    Signal* takeAll() noexcept
    {
        Signal* all = m_first;
        m_first = nullptr;
        m_end = m_scan = m_mark = &m_first;
        return all;
    }

    const Signal* first() const noexcept { return m_first; }

private:
    Signal** startFor(Reference reference) noexcept
    {
        return reference && reference == m_marked ? m_mark : &m_first;
    }

    Signal* takeAt(Signal** at) noexcept
    {
        Signal* message = *at;
        *at = message->next;
        if (m_end == &message->next) {
            m_end = at;
        }
        if (m_mark == &message->next) {
            m_mark = at;
        }
        return message;
    }

    Signal* m_first = nullptr;
    Signal** m_end = &m_first; // where the next message is hung
    Signal** m_scan = &m_first;
    Signal** m_mark = &m_first;
    Reference m_marked; // none yet
};

} // namespace factorama
