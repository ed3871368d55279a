// SPDX-License-Identifier: GPL-3.0-or-later
// selective: requests behind 1,000,000 messages that nobody reads. CAF tries all that an actor skipped again
// after each ordinary message that it takes, but not after urgent ones, which have a queue of their own.
#include "workloads.h"

namespace workloads {

namespace {

class Answers : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[](get_atom, std::int64_t number) { return number; }};
    }
};

class Selective : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr int Unread = 1'000'000;
        set_default_handler(caf::skip);
        for (int i = 0; i < Unread; ++i) {
            tell(this, me(), increment_atom_v);
        }
        m_peer = spawn<Answers>();
        call();
        return {[](stop_atom) {}};
    }

private:
    void call()
    {
        askUrgently(this, m_peer, get_atom_v, m_calls).then([this](std::int64_t number) {
            require(number == m_calls, "a wrong answer");
            if (++m_calls == size()) {
                finish();
            } else {
                call();
            }
        });
    }

    caf::actor m_peer;
    std::int64_t m_calls = 0;
};

} // namespace

void selective(caf::actor_system& system, Run& run)
{
    system.spawn<Selective>(&run);
}

} // namespace workloads
