// SPDX-License-Identifier: GPL-3.0-or-later
// philosophers: 20 of them, and an arbiter who hands out the forks two at a time.
#include "workloads.h"

#include <array>

namespace workloads {

namespace {

constexpr std::size_t Philosophers = 20;

/// Who has to wait is told when it is his turn.
class Arbiter : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](hungry_atom, std::int64_t number) {
                    const auto philosopher = static_cast<std::size_t>(number);
                    if (takeForks(philosopher)) {
                        answer(this, eat_atom_v);
                    } else {
                        m_waiting[philosopher] = caf::actor_cast<caf::actor>(std::move(current_sender()));
                    }
                },
                [this](done_atom, std::int64_t number) { putDown(static_cast<std::size_t>(number)); },
                [this](get_atom) { answer(this, m_meals); }};
    }

private:
    static std::size_t rightOf(std::size_t place) { return (place + 1) % Philosophers; }
    static std::size_t leftOf(std::size_t place) { return (place + Philosophers - 1) % Philosophers; }

    /// Takes both forks beside the philosopher, if they are there.
    bool takeForks(std::size_t philosopher)
    {
        bool& left = m_isTaken[philosopher];
        bool& right = m_isTaken[rightOf(philosopher)];
        if (left || right) {
            return false;
        }
        return left = right = true;
    }

    void putDown(std::size_t philosopher)
    {
        bool& left = m_isTaken[philosopher];
        bool& right = m_isTaken[rightOf(philosopher)];
        require(left && right, "ate without forks");
        left = right = false;
        ++m_meals;
        for (const std::size_t neighbour : {leftOf(philosopher), rightOf(philosopher)}) {
            if (m_waiting[neighbour] && takeForks(neighbour)) {
                tell(this, m_waiting[neighbour], eat_atom_v);
                m_waiting[neighbour] = nullptr;
            }
        }
    }

    std::array<bool, Philosophers> m_isTaken{}; // by fork; a philosopher's left one has his number
    std::array<caf::actor, Philosophers> m_waiting;
    std::int64_t m_meals = 0;
};

class Philosopher : public caf::event_based_actor {
public:
    Philosopher(caf::actor_config& config, caf::actor owner, caf::actor arbiter, std::int64_t number,
                std::int64_t rounds)
        : caf::event_based_actor(config),
          m_owner(std::move(owner)),
          m_arbiter(std::move(arbiter)),
          m_number(number),
          m_left(rounds)
    {
    }

    caf::behavior make_behavior() override
    {
        think();
        return {[this](eat_atom) {
            tell(this, m_arbiter, done_atom_v, m_number);
            think();
        }};
    }

private:
    void think()
    {
        if (m_left-- > 0) {
            tell(this, m_arbiter, hungry_atom_v, m_number);
        } else {
            tell(this, m_owner, done_atom_v);
        }
    }

    caf::actor m_owner;
    caf::actor m_arbiter;
    std::int64_t m_number;
    std::int64_t m_left;
};

class DiningPhilosophers : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr auto Count = static_cast<std::int64_t>(Philosophers);
        const std::int64_t each = size() / Count;
        m_arbiter = spawn<Arbiter>();
        for (std::int64_t i = 0; i < Count; ++i) {
            spawn<Philosopher>(me(), m_arbiter, i, each);
        }
        return {[this](done_atom) {
                    if (++m_done == Count) {
                        tell(this, m_arbiter, get_atom_v);
                    }
                },
                [this, each](std::int64_t meals) {
                    require(meals == each * Count, "ate too seldom");
                    finish();
                }};
    }

private:
    caf::actor m_arbiter;
    std::int64_t m_done = 0;
};

} // namespace

void philosophers(caf::actor_system& system, Run& run)
{
    system.spawn<DiningPhilosophers>(&run);
}

} // namespace workloads
