// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>

namespace factorama {

/// Where one thread sleeps until another one wakes it, on a Linux futex. A wake before the sleep is not lost:
/// it makes the next sleep return at once.
class Parker {
public:
    /// The owner. Sleeps until unpark(), at most `nanoseconds` (negative: without limit).
    void park(std::int64_t nanoseconds);
    /// Any thread.
    void unpark();

private:
    static constexpr std::uint32_t Empty = 0;
    static constexpr std::uint32_t Parked = 1;
    static constexpr std::uint32_t Notified = 2;

    std::atomic<std::uint32_t> m_state = Empty;
};

} // namespace factorama
