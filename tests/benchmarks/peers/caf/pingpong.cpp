// SPDX-License-Identifier: GPL-3.0-or-later
// pingpong: so many rounds between two actors.
#include "workloads.h"

namespace workloads {

namespace {

class AnswersPings : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](ping_atom) { answer(this, pong_atom_v); }};
    }
};

class PingPong : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_peer = spawn<AnswersPings>();
        tell(this, m_peer, ping_atom_v);
        return {[this](pong_atom) {
            if (++m_rounds == size()) {
                finish();
            } else {
                tell(this, m_peer, ping_atom_v);
            }
        }};
    }

private:
    caf::actor m_peer;
    std::int64_t m_rounds = 0;
};

} // namespace

void pingpong(caf::actor_system& system, Run& run)
{
    system.spawn<PingPong>(&run);
}

} // namespace workloads
