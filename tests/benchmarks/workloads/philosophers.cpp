// SPDX-License-Identifier: GPL-3.0-or-later
// Savina's dining philosophers: 20 of them, and an arbiter who hands out the forks two at a time. Who has to
// wait is told when it is his turn, where Savina has him ask again and again.
#include "tests/benchmarks/workloads/workload.h"

#include <array>

namespace factorama::benchmarks {

namespace {

const Atom hungry("hungry");
const Atom eat("eat");
const Atom putDown("put_down");
const Atom mealsTag("meals");
const Atom done("done");

constexpr std::size_t Philosophers = 20;

class Table {
public:
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
    /// False if they were not in his hands.
    bool putForks(std::size_t philosopher)
    {
        bool& left = m_isTaken[philosopher];
        bool& right = m_isTaken[rightOf(philosopher)];
        const bool held = left && right;
        left = right = false;
        return held;
    }
    static std::size_t rightOf(std::size_t place) { return (place + 1) % Philosophers; }
    static std::size_t leftOf(std::size_t place) { return (place + Philosophers - 1) % Philosophers; }

private:
    std::array<bool, Philosophers> m_isTaken{}; ///< by fork; a philosopher's left one has his number
};

Process arbiter(Self self)
{
    Table table;
    std::array<Pid, Philosophers> waiting{};
    std::int64_t meals = 0;
    const auto isHungry = tuple(hungry, anyInteger, anyPid);
    const auto hasEaten = tuple(putDown, anyInteger);
    const auto howMany = tuple(mealsTag, anyPid);
    for (;;) {
        const Message message = co_await self.receive(isHungry, hasEaten, howMany);
        if (message.clause() == 2) {
            self.send(message[1].pid(), meals);
            continue;
        }
        const auto philosopher = static_cast<std::size_t>(message[1].integer());
        if (message.clause() == 0) {
            if (table.takeForks(philosopher)) {
                self.send(message[2].pid(), eat);
            } else {
                waiting[philosopher] = message[2].pid();
            }
            continue;
        }
        requireOutcome(self, 1, table.putForks(philosopher) ? 1 : 0);
        ++meals;
        for (const std::size_t neighbour : {Table::leftOf(philosopher), Table::rightOf(philosopher)}) {
            if (waiting[neighbour] && table.takeForks(neighbour)) {
                self.send(waiting[neighbour], eat);
                waiting[neighbour] = Pid();
            }
        }
    }
}

Process philosopher(Self self, Pid owner, Pid arbiter, std::int64_t number, std::int64_t rounds)
{
    for (std::int64_t i = 0; i < rounds; ++i) {
        self.send(arbiter, tuple(hungry, number, self.pid()));
        const Message message = co_await self.receive(eat);
        self.send(arbiter, tuple(putDown, number));
    }
    self.send(owner, done);
}

Subroutine<> philosophers(Self self, std::int64_t rounds)
{
    constexpr auto Count = static_cast<std::int64_t>(Philosophers);
    const std::int64_t each = rounds / Count;
    const Pid theArbiter = self.spawnLink<&arbiter>();
    for (std::int64_t i = 0; i < Count; ++i) {
        self.spawnLink<&philosopher>(self.pid(), theArbiter, i, each);
    }
    for (std::int64_t i = 0; i < Count; ++i) {
        const Message message = co_await self.receive(done);
    }
    self.send(theArbiter, tuple(mealsTag, self.pid()));
    const Message meals = co_await self.receive(anyInteger);
    requireOutcome(self, each * Count, meals.term().integer());
}

const Registration registration("philosophers", &philosophers);

} // namespace

} // namespace factorama::benchmarks
