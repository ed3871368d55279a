// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/notice.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace factorama {

/// The node's log: what a person should know of. Bounded; the oldest entries make room. Any thread.
class Log {
public:
    static constexpr std::size_t Capacity = 1000;

    void add(Notice::Kind kind, Pid pid, std::string text, std::int64_t milliseconds,
             Notice::About about = Notice::About::Other);
    std::vector<Notice> after(std::uint64_t sequence) const;
    /// Called after each entry, by the thread that made it, with the entry. Empty removes it.
    void setListener(std::function<void(const Notice&)> listener);

private:
    mutable std::mutex m_mutex;
    std::deque<Notice> m_entries;
    std::uint64_t m_sequence = 0;
    std::mutex m_listenerMutex;
    std::function<void(const Notice&)> m_listener;
};

} // namespace factorama
