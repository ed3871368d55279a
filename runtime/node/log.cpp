// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/log.h"

#include <utility>

namespace factorama {

void Log::add(Notice::Kind kind, Pid pid, std::string text, std::int64_t milliseconds, Notice::About about)
{
    Notice notice;
    {
        const std::lock_guard lock(m_mutex);
        notice = {++m_sequence, milliseconds, kind, pid, std::move(text), about};
        m_entries.push_back(notice);
        if (m_entries.size() > Capacity) {
            m_entries.pop_front();
        }
    }
    const std::lock_guard lock(m_listenerMutex);
    if (m_listener) {
        m_listener(notice);
    }
}

std::vector<Notice> Log::after(std::uint64_t sequence) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<Notice> entries;
    for (const Notice& notice : m_entries) {
        if (notice.sequence > sequence) {
            entries.push_back(notice);
        }
    }
    return entries;
}

void Log::setListener(std::function<void(const Notice&)> listener)
{
    const std::lock_guard lock(m_listenerMutex);
    m_listener = std::move(listener);
}

} // namespace factorama
