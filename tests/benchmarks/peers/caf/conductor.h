// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "messages.h"

#include <chrono>
#include <future>
#include <string>

namespace workloads {

/// What a workload is run with, and where its result goes.
struct Run {
    std::int64_t size;
    int schedulers;
    std::promise<std::string> result;
};

/// The actor that begins a workload and knows when it is over.
class Conductor : public caf::event_based_actor {
public:
    Conductor(caf::actor_config& config, Run* run);

protected:
    /// The first thing that is measured.
    virtual caf::behavior begin() = 0;

    std::int64_t size() const { return m_run->size; }
    int schedulers() const { return m_run->schedulers; }
    caf::actor me() { return caf::actor(this); }

    /// The workload is over: its time is the result, or what is given.
    void finish();
    void finish(std::string result);

private:
    caf::behavior make_behavior() final;

    Run* m_run;
    caf::actor m_kept; // whom nobody refers to, CAF takes away
    std::chrono::steady_clock::time_point m_start;
};

/// Ends the program with a message unless it holds.
void require(bool holds, const char* what);

} // namespace workloads
