// SPDX-License-Identifier: GPL-3.0-or-later
// fairness: how long a ping takes, there and back, while two actors a scheduler compute without an end:
// median, 99th percentile and maximum, in nanoseconds. CAF takes no actor off a scheduler before its handler
// returns: one that computes does so by the slice, as one would have it there, and sends itself a message for
// the next.
#include "workloads.h"

#include <algorithm>
#include <vector>

namespace workloads {

namespace {

using Clock = std::chrono::steady_clock;

class Hog : public caf::event_based_actor {
public:
    Hog(caf::actor_config& config, std::uint64_t state) : caf::event_based_actor(config), m_state(state) {}

    caf::behavior make_behavior() override
    {
        tell(this, caf::actor(this), go_atom_v);
        return {[this](go_atom) {
            const auto end = Clock::now() + std::chrono::microseconds(200);
            while (Clock::now() < end) {
                compute();
            }
            require(m_state != 0, "computed nothing"); // never, but the compiler cannot know
            tell(this, caf::actor(this), go_atom_v);
        }};
    }

private:
    void compute()
    {
        for (int i = 0; i < 500; ++i) {
            m_state = m_state * 6364136223846793005 + 1442695040888963407;
            m_state ^= m_state >> 29;
        }
    }

    std::uint64_t m_state;
};

class AnswersPings : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](ping_atom) { answer(this, pong_atom_v); }};
    }
};

class Fairness : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_peer = spawn<AnswersPings>();
        for (int i = 0; i < HogsPerScheduler * schedulers(); ++i) {
            m_hogs.push_back(spawn<Hog>(static_cast<std::uint64_t>(i) + 1));
        }
        m_took.reserve(static_cast<std::size_t>(size()));
        tellLater(this, Pause, go_atom_v);
        return {[this](go_atom) {
                    m_sent = Clock::now();
                    tell(this, m_peer, ping_atom_v);
                },
                [this](pong_atom) { ponged((Clock::now() - m_sent) / std::chrono::nanoseconds(1)); }};
    }

private:
    static constexpr int HogsPerScheduler = 2;
    static constexpr int WarmUp = 100;
    static constexpr std::chrono::milliseconds Pause{1}; // before each ping

    void ponged(std::int64_t took)
    {
        if (++m_pongs > WarmUp) {
            m_took.push_back(took);
        }
        if (m_pongs < WarmUp + size()) {
            tellLater(this, Pause, go_atom_v);
            return;
        }
        std::sort(m_took.begin(), m_took.end());
        finish(std::to_string(m_took[m_took.size() / 2]) + "\n" +
               std::to_string(m_took[m_took.size() * 99 / 100]) + "\n" + std::to_string(m_took.back()));
    }

    caf::actor m_peer;
    std::vector<caf::actor> m_hogs;
    std::vector<std::int64_t> m_took;
    std::int64_t m_pongs = 0;
    Clock::time_point m_sent;
};

} // namespace

void fairness(caf::actor_system& system, Run& run)
{
    system.spawn<Fairness>(&run);
}

} // namespace workloads
