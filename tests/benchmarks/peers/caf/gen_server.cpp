// SPDX-License-Identifier: GPL-3.0-or-later
// gen_server: requests, one after the other.
#include "workloads.h"

namespace workloads {

namespace {

class Incrementer : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](increment_atom) { return ++m_count; }};
    }

private:
    std::int64_t m_count = 0;
};

class GenServer : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_server = spawn<Incrementer, caf::linked>();
        call();
        return {[](stop_atom) {}};
    }

private:
    void call()
    {
        ask(this, m_server, increment_atom_v).then([this](std::int64_t count) {
            require(count == ++m_calls, "miscounted");
            if (m_calls == size()) {
                finish();
            } else {
                call();
            }
        });
    }

    caf::actor m_server;
    std::int64_t m_calls = 0;
};

} // namespace

void genServer(caf::actor_system& system, Run& run)
{
    system.spawn<GenServer>(&run);
}

} // namespace workloads
