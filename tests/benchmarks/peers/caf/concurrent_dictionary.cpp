// SPDX-License-Identifier: GPL-3.0-or-later
// concurrent_dictionary: 20 workers ask one actor that keeps a dictionary; every tenth time they write.
#include "workloads.h"

#include <random>
#include <unordered_map>

namespace workloads {

namespace {

constexpr std::int64_t Keys = 65'536;

std::int64_t valueOf(std::int64_t key)
{
    return 2 * key + 1;
}

class Dictionary : public caf::event_based_actor {
public:
    using caf::event_based_actor::event_based_actor;

    caf::behavior make_behavior() override
    {
        return {[this](get_atom, std::int64_t key) {
                    const auto found = m_values.find(key);
                    if (found == m_values.end()) {
                        answer(this, none_atom_v);
                    } else {
                        answer(this, found->second);
                    }
                },
                [this](put_atom, std::int64_t key, std::int64_t value) {
                    m_values[key] = value;
                    ++m_writes;
                    answer(this, ok_atom_v);
                },
                [this](done_atom) { answer(this, m_writes); }};
    }

private:
    std::unordered_map<std::int64_t, std::int64_t> m_values;
    std::int64_t m_writes = 0;
};

class Worker : public caf::event_based_actor {
public:
    Worker(caf::actor_config& config, caf::actor owner, caf::actor dictionary, unsigned seed,
           std::int64_t operations)
        : caf::event_based_actor(config),
          m_owner(std::move(owner)),
          m_dictionary(std::move(dictionary)),
          m_random(seed),
          m_operations(operations)
    {
    }

    caf::behavior make_behavior() override
    {
        operate();
        return {[this](std::int64_t value) {
                    require(value == valueOf(m_key), "a wrong value");
                    operate();
                },
                [this](none_atom) { operate(); }, [this](ok_atom) { operate(); }};
    }

private:
    void operate()
    {
        if (m_done == m_operations) {
            tell(this, m_owner, done_atom_v);
            return;
        }
        m_key = m_random() % Keys;
        if (m_done++ % 10 == 0) {
            tell(this, m_dictionary, put_atom_v, m_key, valueOf(m_key));
        } else {
            tell(this, m_dictionary, get_atom_v, m_key);
        }
    }

    caf::actor m_owner;
    caf::actor m_dictionary;
    std::minstd_rand m_random;
    std::int64_t m_operations;
    std::int64_t m_done = 0;
    std::int64_t m_key = 0;
};

class ConcurrentDictionary : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        constexpr std::int64_t Workers = 20;
        const std::int64_t each = size() / Workers;
        m_dictionary = spawn<Dictionary>();
        for (std::int64_t i = 0; i < Workers; ++i) {
            spawn<Worker>(me(), m_dictionary, static_cast<unsigned>(i + 1), each);
        }
        return {[this](done_atom) {
                    if (++m_done == Workers) {
                        tell(this, m_dictionary, done_atom_v);
                    }
                },
                [this, each](std::int64_t writes) {
                    require(writes == (each + 9) / 10 * Workers, "lost writes");
                    finish();
                }};
    }

private:
    caf::actor m_dictionary;
    std::int64_t m_done = 0;
};

} // namespace

void concurrentDictionary(caf::actor_system& system, Run& run)
{
    system.spawn<ConcurrentDictionary>(&run);
}

} // namespace workloads
