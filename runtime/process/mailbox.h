// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/signal.h"
#include "runtime/term/word.h"

#include <cstddef>

namespace factorama {

/// The messages that a process has got and not yet received, in the order of their arrival. Only the worker
/// that runs the process touches it.
///
/// They form a ring, so that one pointer, to the last of them, is enough to find both ends.
///
/// A receive scans from the front; `m_seen` is the last message that the current receive has looked at (null
/// before the first), so a message that does not match is looked at once a receive, however often the process
/// is woken.
///
/// A receive that waits for a reference made just before, as a call does for its answer, need not look at
/// what was there before the reference was:
///  1. Whoever makes a reference marks the end of the mailbox with it, unless the mailbox is empty. There is
///     one mark; the newest reference has it. A message that holds the reference can only be hung behind it.
///  2. A receive all of whose patterns hold that very reference starts at the mark: restartScan(mark). Any
///     other receive starts at the front, and leaves the mark alone.
///  3. The mark is a place behind a message, as m_seen is: when that message is taken out, the mark moves
///     behind the one before (correct()). So it never dangles.
/// The mark lies elsewhere, since few mailboxes have one: who takes a message out hands it in, or has it
/// corrected afterwards.
class Mailbox {
public:
    Mailbox() = default;
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    struct Mark {
        Signal* behind = nullptr; ///< null for the front
        Reference reference; ///< that it was made for
    };

    void append(Signal* message) noexcept { appendChain(message, message); }
    /// Messages linked by `next`; that of the last one is not read.
    void appendChain(Signal* first, Signal* last) noexcept
    {
        if (m_last == nullptr) {
            last->next = first;
        } else {
            last->next = m_last->next;
            m_last->next = first;
        }
        m_last = last;
    }

    bool isEmpty() const noexcept { return m_last == nullptr; }
    /// `reference` is made now: no message that has come so far can hold it.
    Mark markFor(Reference reference) noexcept { return {m_last, reference}; }

    /// A new receive looks at everything again.
    void restartScan() noexcept { m_seen = nullptr; }
    /// A new receive whose patterns all hold the mark's reference.
    void restartScan(const Mark& mark) noexcept { m_seen = mark.behind; }

    /// A new receive that looks at nothing of what has come before.
    void skipAll() noexcept { m_seen = m_last; }

    /// Has the current receive looked at everything?
    bool isScanned() const noexcept { return m_seen == m_last; }
    /// What the next message that the current receive has not looked at is linked from. There is one.
    Signal& beforeCurrent() const noexcept { return *linkTo(m_seen); }
    /// Of the current one.
    void skip() noexcept { m_seen = beforeCurrent().next; }
    /// Takes the current one out, which is linked from `before`: beforeCurrent(), which the caller has asked
    /// for already.
    Signal* takeCurrent(Signal& before) noexcept { return take(before); }
    /// The same afterwards for the mark, if the mailbox has one.
    void correct(Mark& mark, const Signal& taken) const noexcept { correct(mark, taken, m_seen); }

    /// Takes out the first message that satisfies the predicate; null if there is none. The messages are
    /// known to hold `reference`. `mark` is the mailbox', null if it has none.
    template<typename Predicate>
    Signal* takeFirst(Predicate predicate, Reference reference, Mark* mark)
    {
        Signal* behind = mark != nullptr && mark->reference == reference ? mark->behind : nullptr;
        while (behind != m_last) {
            Signal* const message = linkTo(behind)->next;
            if (predicate(*message)) {
                restartScan(); // the scan might stand behind the message that goes
                take(*linkTo(behind));
                if (mark != nullptr) {
                    correct(*mark, *message, behind);
                }
                return message;
            }
            behind = message;
        }
        return nullptr;
    }

    /// Takes out everything, as a chain; a mark is not kept.
    Signal* takeAll() noexcept
    {
        if (m_last == nullptr) {
            return nullptr;
        }
        Signal* const first = m_last->next;
        m_last->next = nullptr;
        m_last = m_seen = nullptr;
        return first;
    }

    const Signal* first() const noexcept { return m_last == nullptr ? nullptr : m_last->next; }
    /// The one that came after `message`; null if that is the last.
    const Signal* after(const Signal& message) const noexcept
    {
        return &message == m_last ? nullptr : message.next;
    }

private:
    /// The next one to be received, with its payload: of many processes with long mailboxes little is in the
    /// cache any more.
    static void prefetch(const Signal& message) noexcept
    {
        constexpr std::size_t CacheLine = 64;
        __builtin_prefetch(&message);
        __builtin_prefetch(reinterpret_cast<const std::byte*>(&message) + CacheLine);
    }

    /// What the message that comes after `behind`, the first one if that is null, is linked from.
    Signal* linkTo(Signal* behind) const noexcept { return behind == nullptr ? m_last : behind; }

    /// Takes out what is linked from there.
    Signal* take(Signal& before) noexcept
    {
        Signal* const message = before.next;
        if (message == &before) {
            m_last = nullptr;
        } else {
            before.next = message->next;
            prefetch(*message->next);
            if (message == m_last) {
                m_last = &before;
            }
        }
        return message;
    }

    /// `taken` came after `behind`.
    static void correct(Mark& mark, const Signal& taken, Signal* behind) noexcept
    {
        if (mark.behind == &taken) {
            mark.behind = behind;
        }
    }

    Signal* m_last = nullptr; // whose `next` is the first
    Signal* m_seen = nullptr;
};

} // namespace factorama
