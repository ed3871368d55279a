// SPDX-License-Identifier: GPL-3.0-or-later
// big: 64 actors ping one another at random.
#include "workloads.h"

#include <random>
#include <vector>

namespace workloads {

namespace {

class Talker : public caf::event_based_actor {
public:
    Talker(caf::actor_config& config, caf::actor owner, std::int64_t pings)
        : caf::event_based_actor(config),
          m_owner(std::move(owner)),
          m_left(pings),
          m_random(static_cast<unsigned>(id()))
    {
    }

    caf::behavior make_behavior() override
    {
        return {[this](ping_atom) { answer(this, pong_atom_v); }, [this](pong_atom) { talk(); },
                [this](std::vector<caf::actor>& others) {
                    m_others = std::move(others);
                    talk();
                }};
    }

private:
    void talk()
    {
        if (m_left == 0) {
            tell(this, m_owner, done_atom_v);
        } else {
            --m_left;
            tell(this, m_others[m_random() % m_others.size()], ping_atom_v);
        }
    }

    caf::actor m_owner;
    std::int64_t m_left;
    std::minstd_rand m_random;
    std::vector<caf::actor> m_others;
};

class Big : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::int64_t Talkers = 64;
        std::vector<caf::actor> talkers;
        for (std::int64_t i = 0; i < Talkers; ++i) {
            talkers.push_back(spawn<Talker>(me(), size() / Talkers));
        }
        for (const caf::actor& talker : talkers) {
            tell(this, talker, talkers);
        }
        return {[this](done_atom) {
            if (++m_done == Talkers) {
                finish();
            }
        }};
    }

private:
    std::int64_t m_done = 0;
};

} // namespace

void big(caf::actor_system& system, Run& run)
{
    system.spawn<Big>(&run);
}

} // namespace workloads
