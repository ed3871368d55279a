// SPDX-License-Identifier: GPL-3.0-or-later
// fork_join: 60 actors get messages in turn.
#include "workloads.h"

#include <vector>

namespace workloads {

namespace {

class Receives : public caf::event_based_actor {
public:
    Receives(caf::actor_config& config, std::int64_t messages, caf::actor owner)
        : caf::event_based_actor(config),
          m_left(messages),
          m_owner(std::move(owner))
    {
    }

    caf::behavior make_behavior() override
    {
        return {[this](increment_atom) {
            if (--m_left == 0) {
                tell(this, m_owner, done_atom_v);
                quit();
            }
        }};
    }

private:
    std::int64_t m_left;
    caf::actor m_owner;
};

class ForkJoin : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::int64_t Receivers = 60;
        std::vector<caf::actor> receivers;
        for (std::int64_t i = 0; i < Receivers; ++i) {
            receivers.push_back(spawn<Receives>(size() / Receivers, me()));
        }
        for (std::int64_t i = 0; i < size() / Receivers; ++i) {
            for (const caf::actor& receiver : receivers) {
                tell(this, receiver, increment_atom_v);
            }
        }
        return {[this](done_atom) {
            if (++m_done == Receivers) {
                finish();
            }
        }};
    }

private:
    std::int64_t m_done = 0;
};

} // namespace

void forkJoin(caf::actor_system& system, Run& run)
{
    system.spawn<ForkJoin>(&run);
}

} // namespace workloads
