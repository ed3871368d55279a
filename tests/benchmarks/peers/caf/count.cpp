// SPDX-License-Identifier: GPL-3.0-or-later
// count: one producer, one counter.
#include "workloads.h"

namespace workloads {

namespace {

class Counter : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](increment_atom) { ++m_count; }, [this](get_atom) { answer(this, m_count); }};
    }

private:
    std::int64_t m_count = 0;
};

class Count : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_counter = spawn<Counter>();
        for (std::int64_t i = 0; i < size(); ++i) {
            tell(this, m_counter, increment_atom_v);
        }
        tell(this, m_counter, get_atom_v);
        return {[this](std::int64_t counted) {
            require(counted == size(), "miscounted");
            finish();
        }};
    }

private:
    caf::actor m_counter;
};

} // namespace

void count(caf::actor_system& system, Run& run)
{
    system.spawn<Count>(&run);
}

} // namespace workloads
