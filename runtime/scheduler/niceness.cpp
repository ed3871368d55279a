// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/niceness.h"

#include <sys/resource.h>
#include <unistd.h>

namespace factorama {

void setNiceness(int niceness) noexcept
{
    if (niceness != 0) {
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness); // of one thread, on Linux
    }
}

} // namespace factorama
