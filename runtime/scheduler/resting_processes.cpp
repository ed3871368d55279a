// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/resting_processes.h"

#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace factorama {

namespace {

bool membarrier(membarrier_cmd command) noexcept
{
    return syscall(SYS_membarrier, command, 0, 0) == 0;
}

} // namespace

ControlBlock RestingProcesses::s_nobody;

bool RestingProcesses::isPossible() noexcept
{
    static const bool possible = membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED);
    return possible;
}

void RestingProcesses::takeFrom(RestingProcesses& owner, std::vector<ControlBlock*>& taken)
{
    if (owner.isEmpty()) {
        return;
    }
    owner.m_lockedOut.store(true, std::memory_order_relaxed);
    if (membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) && !owner.m_inside.load(std::memory_order_acquire)) {
        for (std::uint32_t place = 0; place < Places; ++place) {
            if (owner.isTaken(place)) {
                taken.push_back(owner.at(place));
                owner.remove(place);
            }
        }
    }
    owner.m_lockedOut.store(false, std::memory_order_release);
}

} // namespace factorama
