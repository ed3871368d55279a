// SPDX-License-Identifier: GPL-3.0-or-later
// ring: a token goes round 503 actors.
#include "workloads.h"

namespace workloads {

namespace {

class Member : public caf::event_based_actor {
public:
    Member(caf::actor_config& config, caf::actor next, caf::actor owner)
        : caf::event_based_actor(config),
          m_next(std::move(next)),
          m_owner(std::move(owner))
    {
    }

    caf::behavior make_behavior() override
    {
        return {[this](std::int64_t hops) {
                    if (hops == 0) {
                        tell(this, m_owner, done_atom_v);
                    } else {
                        tell(this, m_next, hops - 1);
                    }
                },
                [this](caf::actor& next) { m_next = std::move(next); }};
    }

private:
    caf::actor m_next;
    caf::actor m_owner;
};

class Ring : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr int Members = 503;
        const caf::actor last = spawn<Member>(caf::actor(), me());
        caf::actor first = last;
        for (int i = 1; i < Members; ++i) {
            first = spawn<Member>(first, me());
        }
        tell(this, last, first);
        tell(this, first, size());
        return {[this](done_atom) { finish(); }};
    }
};

} // namespace

void ring(caf::actor_system& system, Run& run)
{
    system.spawn<Ring>(&run);
}

} // namespace workloads
