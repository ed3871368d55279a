// SPDX-License-Identifier: GPL-3.0-or-later
// link_chain: the death of one goes through all.
#include "workloads.h"

namespace workloads {

namespace {

class Linked : public caf::event_based_actor {
public:
    Linked(caf::actor_config& config, std::int64_t left, caf::actor owner)
        : caf::event_based_actor(config),
          m_left(left),
          m_owner(std::move(owner))
    {
    }

    caf::behavior make_behavior() override
    {
        if (m_left > 0) {
            m_next = spawn<Linked, caf::linked + caf::hidden>(m_left - 1, m_owner);
        } else {
            tell(this, m_owner, caf::actor(this));
        }
        return {[this](stop_atom) { quit(); }};
    }

private:
    std::int64_t m_left;
    caf::actor m_owner;
    caf::actor m_next; // a link keeps nobody alive
};

class LinkChain : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_first = spawn<Linked, caf::hidden>(size() - 1, me());
        return {[this](const caf::actor& last) {
            onDown(this, last, [this] { finish(); });
            send_exit(m_first, caf::exit_reason::user_shutdown);
        }};
    }

private:
    caf::actor m_first;
};

} // namespace

void linkChain(caf::actor_system& system, Run& run)
{
    system.spawn<LinkChain>(&run);
}

} // namespace workloads
