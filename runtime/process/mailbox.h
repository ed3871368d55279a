// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/signal.h"

namespace factorama {

/// The messages that a process has got and not yet received, in the order of their arrival. Only the worker
/// that runs the process touches it.
///
/// A receive scans from the front; `m_scan` remembers the first message that the current receive has not
/// looked at, so a message that does not match is looked at once a receive, however often the process is
/// woken.
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

    /// A new receive looks at everything again.
    void restartScan() noexcept { m_scan = &m_first; }

    /// The next message that the current receive has not looked at; null if there is none.
    Signal* current() const noexcept { return *m_scan; }
    void skip() noexcept { m_scan = &(*m_scan)->next; }

    /// Takes current() out.
    Signal* takeCurrent() noexcept { return takeAt(m_scan); }

    /// Takes out the first message that satisfies the predicate; null if there is none.
    template<typename Predicate>
    Signal* takeFirst(Predicate predicate)
    {
        for (Signal** at = &m_first; *at != nullptr; at = &(*at)->next) {
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
        m_end = m_scan = &m_first;
        return all;
    }

    const Signal* first() const noexcept { return m_first; }

private:
    Signal* takeAt(Signal** at) noexcept
    {
        Signal* message = *at;
        *at = message->next;
        if (m_end == &message->next) {
            m_end = at;
        }
        return message;
    }

    Signal* m_first = nullptr;
    Signal** m_end = &m_first; // where the next message is hung
    Signal** m_scan = &m_first;
};

} // namespace factorama
