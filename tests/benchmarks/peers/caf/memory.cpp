// SPDX-License-Identifier: GPL-3.0-or-later
// memory: how many bytes larger the resident set is for each actor that waits for a message, all included.
// Then each is sent one, and answers.
#include "workloads.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <vector>

namespace workloads {

namespace {

std::int64_t residentBytes()
{
    std::ifstream statistics("/proc/self/statm");
    std::int64_t virtualPages = 0;
    std::int64_t residentPages = 0;
    statistics >> virtualPages >> residentPages;
    return residentPages * sysconf(_SC_PAGESIZE);
}

class Idle : public caf::event_based_actor {
public:
    Idle(caf::actor_config& config, caf::actor owner)
        : caf::event_based_actor(config),
          m_owner(std::move(owner))
    {
    }

    caf::behavior make_behavior() override
    {
        tell(this, m_owner, ready_atom_v);
        return {[this](go_atom) {
            tell(this, m_owner, done_atom_v);
            quit();
        }};
    }

private:
    caf::actor m_owner;
};

class Memory : public Conductor {
public:
    using Conductor::Conductor;

    caf::behavior begin() override
    {
        m_actors.resize(static_cast<std::size_t>(size())); // before: it is no actor's memory
        m_before = residentBytes();
        spawnSome();
        return {[this](ready_atom) {
                    if (++m_answers == m_end) {
                        if (m_end < m_actors.size()) {
                            spawnSome();
                        } else {
                            m_after = residentBytes();
                            m_answers = m_end = 0;
                            tellSome();
                        }
                    }
                },
                [this](done_atom) {
                    if (++m_answers == m_end) {
                        if (m_end < m_actors.size()) {
                            tellSome();
                        } else {
                            finish(std::to_string((m_after - m_before) / size()));
                        }
                    }
                }};
    }

private:
    /// So many at a time: else the answers would need the memory.
    static constexpr std::size_t AtOnce = 1000;

    void spawnSome()
    {
        const std::size_t begin = m_end;
        m_end = std::min(begin + AtOnce, m_actors.size());
        for (std::size_t i = begin; i < m_end; ++i) {
            m_actors[i] = spawn<Idle, caf::hidden>(me());
        }
    }

    void tellSome()
    {
        const std::size_t begin = m_end;
        m_end = std::min(begin + AtOnce, m_actors.size());
        for (std::size_t i = begin; i < m_end; ++i) {
            tell(this, m_actors[i], go_atom_v);
        }
    }

    std::vector<caf::actor> m_actors;
    std::int64_t m_before = 0;
    std::int64_t m_after = 0;
    std::size_t m_answers = 0;
    std::size_t m_end = 0; // of those that were spawned or told
};

} // namespace

void memory(caf::actor_system& system, Run& run)
{
    system.spawn<Memory>(&run);
}

} // namespace workloads
