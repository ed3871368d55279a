// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/parker.h"

#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace factorama {

void Parker::park(std::int64_t nanoseconds)
{
    std::uint32_t expected = Empty;
    if (m_state.compare_exchange_strong(expected, Parked, std::memory_order_acquire)) {
        const timespec limit{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
        syscall(SYS_futex, &m_state, FUTEX_WAIT_PRIVATE, Parked, nanoseconds < 0 ? nullptr : &limit, nullptr,
                0);
    }
    m_state.exchange(Empty, std::memory_order_acquire);
}

void Parker::unpark()
{
    if (m_state.exchange(Notified, std::memory_order_release) == Parked) {
        syscall(SYS_futex, &m_state, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
    }
}

} // namespace factorama
