// SPDX-License-Identifier: GPL-3.0-or-later
#include "conductor.h"

#include <cstdio>
#include <cstdlib>

namespace workloads {

Conductor::Conductor(caf::actor_config& config, Run* run) : caf::event_based_actor(config), m_run(run) {}

caf::behavior Conductor::make_behavior()
{
    m_kept = me();
    m_start = std::chrono::steady_clock::now();
    return begin();
}

void Conductor::finish()
{
    finish(std::to_string((std::chrono::steady_clock::now() - m_start) / std::chrono::nanoseconds(1)));
}

void Conductor::finish(std::string result)
{
    m_run->result.set_value(std::move(result));
}

void require(bool holds, const char* what)
{
    if (!holds) {
        std::fprintf(stderr, "caf_workloads: %s\n", what);
        std::_Exit(1);
    }
}

} // namespace workloads
