// SPDX-License-Identifier: GPL-3.0-or-later
// bounded_buffer: 40 producers and 40 consumers around an actor that holds 50 items.
#include "workloads.h"

#include <deque>

namespace workloads {

namespace {

/// Who finds it full or empty waits for the answer.
class Buffer : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](put_atom, std::int64_t item) { put(item); }, [this](get_atom) { get(); }};
    }

private:
    static constexpr std::size_t Slots = 50;

    struct WaitingProducer {
        std::int64_t item;
        caf::actor actor;
    };

    caf::actor asking() { return caf::actor_cast<caf::actor>(std::move(current_sender())); }

    void put(std::int64_t item)
    {
        if (!m_consumers.empty()) {
            tell(this, m_consumers.front(), item);
            m_consumers.pop_front();
            answer(this, ok_atom_v);
        } else if (m_items.size() < Slots) {
            m_items.push_back(item);
            answer(this, ok_atom_v);
        } else {
            m_producers.push_back({item, asking()});
        }
    }

    void get()
    {
        if (m_items.empty()) {
            m_consumers.push_back(asking());
            return;
        }
        answer(this, m_items.front());
        m_items.pop_front();
        if (!m_producers.empty()) {
            m_items.push_back(m_producers.front().item);
            tell(this, m_producers.front().actor, ok_atom_v);
            m_producers.pop_front();
        }
    }

    std::deque<std::int64_t> m_items;
    std::deque<WaitingProducer> m_producers;
    std::deque<caf::actor> m_consumers;
};

class Producer : public caf::event_based_actor {
public:
    Producer(caf::actor_config& config, caf::actor buffer, std::int64_t items)
        : caf::event_based_actor(config),
          m_buffer(std::move(buffer)),
          m_items(items)
    {
    }

    caf::behavior make_behavior() override
    {
        produce();
        return {[this](ok_atom) { produce(); }};
    }

private:
    void produce()
    {
        if (m_produced == m_items) {
            quit();
        } else {
            tell(this, m_buffer, put_atom_v, ++m_produced);
        }
    }

    caf::actor m_buffer;
    std::int64_t m_items;
    std::int64_t m_produced = 0;
};

class Consumer : public caf::event_based_actor {
public:
    Consumer(caf::actor_config& config, caf::actor owner, caf::actor buffer, std::int64_t items)
        : caf::event_based_actor(config),
          m_owner(std::move(owner)),
          m_buffer(std::move(buffer)),
          m_left(items)
    {
    }

    caf::behavior make_behavior() override
    {
        tell(this, m_buffer, get_atom_v);
        return {[this](std::int64_t item) {
            m_sum += item;
            if (--m_left > 0) {
                tell(this, m_buffer, get_atom_v);
            } else {
                tell(this, m_owner, m_sum);
                quit();
            }
        }};
    }

private:
    caf::actor m_owner;
    caf::actor m_buffer;
    std::int64_t m_left;
    std::int64_t m_sum = 0;
};

class BoundedBuffer : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::int64_t Pairs = 40;
        const std::int64_t each = size() / Pairs;
        const caf::actor buffer = spawn<Buffer>();
        for (std::int64_t i = 0; i < Pairs; ++i) {
            spawn<Producer>(buffer, each);
        }
        for (std::int64_t i = 0; i < Pairs; ++i) {
            spawn<Consumer>(me(), buffer, each);
        }
        return {[this, each](std::int64_t sum) {
            m_sum += sum;
            if (++m_done == Pairs) {
                require(m_sum == Pairs * (each * (each + 1) / 2), "a wrong sum");
                finish();
            }
        }};
    }

private:
    std::int64_t m_done = 0;
    std::int64_t m_sum = 0;
};

} // namespace

void boundedBuffer(caf::actor_system& system, Run& run)
{
    system.spawn<BoundedBuffer>(&run);
}

} // namespace workloads
