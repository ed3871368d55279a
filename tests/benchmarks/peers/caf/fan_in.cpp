// SPDX-License-Identifier: GPL-3.0-or-later
// fan_in: eight producers, one mailbox.
#include "workloads.h"

namespace workloads {

namespace {

class Producer : public caf::event_based_actor {
public:
    Producer(caf::actor_config& config, caf::actor to, std::int64_t messages)
        : caf::event_based_actor(config),
          m_to(std::move(to)),
          m_messages(messages)
    {
    }

    caf::behavior make_behavior() override
    {
        for (std::int64_t i = 0; i < m_messages; ++i) {
            tell(this, m_to, increment_atom_v);
        }
        return {};
    }

private:
    caf::actor m_to;
    std::int64_t m_messages;
};

class FanIn : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::int64_t Producers = 8;
        for (std::int64_t i = 0; i < Producers; ++i) {
            spawn<Producer>(me(), size() / Producers);
        }
        return {[this](increment_atom) {
            if (++m_received == size() / Producers * Producers) {
                finish();
            }
        }};
    }

private:
    std::int64_t m_received = 0;
};

} // namespace

void fanIn(caf::actor_system& system, Run& run)
{
    system.spawn<FanIn>(&run);
}

} // namespace workloads
