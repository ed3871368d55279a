// SPDX-License-Identifier: GPL-3.0-or-later
// monitor_many: one actor monitors so many, which end.
#include "workloads.h"

#include <vector>

namespace workloads {

namespace {

class Waits : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](stop_atom) { quit(); }};
    }
};

class MonitorMany : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        std::vector<caf::actor> watched;
        watched.reserve(static_cast<std::size_t>(size()));
        for (std::int64_t i = 0; i < size(); ++i) {
            watched.push_back(spawn<Waits, caf::hidden + caf::lazy_init>());
            onDown(this, watched.back(), [this] {
                if (++m_down == size()) {
                    finish();
                }
            });
        }
        for (const caf::actor& one : watched) {
            tell(this, one, stop_atom_v);
        }
        return {[](done_atom) {}};
    }

private:
    std::int64_t m_down = 0;
};

} // namespace

void monitorMany(caf::actor_system& system, Run& run)
{
    system.spawn<MonitorMany>(&run);
}

} // namespace workloads
