// SPDX-License-Identifier: GPL-3.0-or-later
// alive: so many actors at once; each is told to go, replies and exits.
#include "workloads.h"

#include <vector>

namespace workloads {

namespace {

class Goes : public caf::event_based_actor {
public:
    Goes(caf::actor_config& config, caf::actor to) : caf::event_based_actor(config), m_to(std::move(to)) {}

    caf::behavior make_behavior() override
    {
        return {[this](go_atom) {
            tell(this, m_to, done_atom_v);
            quit();
        }};
    }

private:
    caf::actor m_to;
};

class Alive : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        std::vector<caf::actor> actors;
        actors.reserve(static_cast<std::size_t>(size()));
        for (std::int64_t i = 0; i < size(); ++i) {
            actors.push_back(spawn<Goes, caf::hidden + caf::lazy_init>(me()));
        }
        for (const caf::actor& one : actors) {
            tell(this, one, go_atom_v);
        }
        return {[this](done_atom) {
            if (++m_done == size()) {
                finish();
            }
        }};
    }

private:
    std::int64_t m_done = 0;
};

} // namespace

void alive(caf::actor_system& system, Run& run)
{
    system.spawn<Alive>(&run);
}

} // namespace workloads
