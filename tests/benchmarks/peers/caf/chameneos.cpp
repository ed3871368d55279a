// SPDX-License-Identifier: GPL-3.0-or-later
// chameneos: 100 creatures meet two at a time.
#include "workloads.h"

namespace workloads {

namespace {

class Creature : public caf::event_based_actor {
public:
    Creature(caf::actor_config& config, caf::actor broker, std::int64_t colour)
        : caf::event_based_actor(config),
          m_broker(std::move(broker)),
          m_colour(colour)
    {
    }

    caf::behavior make_behavior() override
    {
        tell(this, m_broker, m_colour);
        return {[this](met_atom, std::int64_t other) {
                    m_colour = m_colour == other ? m_colour : 3 - m_colour - other;
                    tell(this, m_broker, m_colour);
                },
                [this](stop_atom) {
                    tell(this, m_broker, done_atom_v);
                    quit();
                }};
    }

private:
    caf::actor m_broker;
    std::int64_t m_colour;
};

class Chameneos : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        for (int i = 0; i < Creatures; ++i) {
            spawn<Creature>(me(), std::int64_t{i % 3});
        }
        return {[this](std::int64_t colour) { comes(colour); },
                [this](done_atom) {
                    if (++m_done == Creatures) {
                        require(m_meetings == size(), "met too seldom");
                        finish();
                    }
                }};
    }

private:
    static constexpr int Creatures = 100;

    void comes(std::int64_t colour)
    {
        if (m_meetings == size()) {
            answer(this, stop_atom_v);
        } else if (!m_waits) {
            m_waits = caf::actor_cast<caf::actor>(std::move(current_sender()));
            m_colour = colour;
        } else {
            ++m_meetings;
            tell(this, m_waits, met_atom_v, colour);
            answer(this, met_atom_v, m_colour);
            m_waits = nullptr;
        }
    }

    caf::actor m_waits; // who came first
    std::int64_t m_colour = 0;
    std::int64_t m_meetings = 0;
    int m_done = 0;
};

} // namespace

void chameneos(caf::actor_system& system, Run& run)
{
    system.spawn<Chameneos>(&run);
}

} // namespace workloads
