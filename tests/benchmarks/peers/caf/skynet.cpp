// SPDX-License-Identifier: GPL-3.0-or-later
// skynet: a tree of actors with ten children each; the leaves' numbers are summed up.
#include "workloads.h"

namespace workloads {

namespace {

class Node : public caf::event_based_actor {
public:
    Node(caf::actor_config& config, caf::actor parent, std::int64_t number, std::int64_t leaves)
        : caf::event_based_actor(config),
          m_parent(std::move(parent)),
          m_number(number),
          m_leaves(leaves)
    {
    }

    caf::behavior make_behavior() override
    {
        if (m_leaves == 1) {
            tell(this, m_parent, m_number);
            return {};
        }
        const caf::actor me(this);
        for (std::int64_t i = 0; i < 10; ++i) {
            spawn<Node, caf::hidden>(me, m_number + i * (m_leaves / 10), m_leaves / 10);
        }
        return {[this](std::int64_t sum) {
            m_sum += sum;
            if (++m_done == 10) {
                tell(this, m_parent, m_sum);
                quit();
            }
        }};
    }

private:
    caf::actor m_parent;
    std::int64_t m_number;
    std::int64_t m_leaves;
    std::int64_t m_sum = 0;
    int m_done = 0;
};

class Skynet : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        spawn<Node, caf::hidden>(me(), std::int64_t{0}, size());
        return {[this](std::int64_t sum) {
            require(sum == size() * (size() - 1) / 2, "a wrong sum");
            finish();
        }};
    }
};

} // namespace

void skynet(caf::actor_system& system, Run& run)
{
    system.spawn<Skynet>(&run);
}

} // namespace workloads
