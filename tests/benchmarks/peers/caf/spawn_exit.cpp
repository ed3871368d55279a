// SPDX-License-Identifier: GPL-3.0-or-later
// spawn_exit: spawn, run, send, exit, one after the other.
#include "workloads.h"

namespace workloads {

namespace {

class Says : public caf::event_based_actor {
public:
    Says(caf::actor_config& config, caf::actor to) : caf::event_based_actor(config), m_to(std::move(to)) {}

    caf::behavior make_behavior() override
    {
        tell(this, m_to, done_atom_v);
        return {}; // without one, it exits
    }

private:
    caf::actor m_to;
};

class SpawnExit : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        spawn<Says, caf::hidden>(me());
        return {[this](done_atom) {
            if (++m_done == size()) {
                finish();
            } else {
                spawn<Says, caf::hidden>(me());
            }
        }};
    }

private:
    std::int64_t m_done = 0;
};

} // namespace

void spawnExit(caf::actor_system& system, Run& run)
{
    system.spawn<SpawnExit>(&run);
}

} // namespace workloads
