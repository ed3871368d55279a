// SPDX-License-Identifier: GPL-3.0-or-later
// monitor_storm: one actor is monitored by so many, and dies.
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

class Watcher : public caf::event_based_actor {
public:
    Watcher(caf::actor_config& config, caf::actor owner, caf::actor watched)
        : caf::event_based_actor(config),
          m_owner(std::move(owner)),
          m_watched(std::move(watched))
    {
    }

    caf::behavior make_behavior() override
    {
        onDown(this, m_watched, [this] {
            tell(this, m_owner, done_atom_v);
            quit();
        });
        tell(this, m_owner, ready_atom_v);
        return {[this](stop_atom) { quit(); }};
    }

private:
    caf::actor m_owner;
    caf::actor m_watched;
};

class MonitorStorm : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_watched = spawn<Waits>();
        m_watchers.reserve(static_cast<std::size_t>(size()));
        for (std::int64_t i = 0; i < size(); ++i) {
            m_watchers.push_back(spawn<Watcher, caf::hidden>(me(), m_watched));
        }
        return {[this](ready_atom) {
                    if (++m_ready == size()) {
                        send_exit(m_watched, caf::exit_reason::user_shutdown);
                    }
                },
                [this](done_atom) {
                    if (++m_done == size()) {
                        finish();
                    }
                }};
    }

private:
    caf::actor m_watched;
    std::vector<caf::actor> m_watchers; // a monitor keeps nobody alive
    std::int64_t m_ready = 0;
    std::int64_t m_done = 0;
};

} // namespace

void monitorStorm(caf::actor_system& system, Run& run)
{
    system.spawn<MonitorStorm>(&run);
}

} // namespace workloads
