// SPDX-License-Identifier: GPL-3.0-or-later
// One workload in CAF: caf_workloads NAME SCHEDULERS SIZE. Prints how many nanoseconds it took; of one that
// measures something else, its values, a line each. Exit status 3: CAF has no such workload.
#include "workloads.h"

#include <cstdio>
#include <cstdlib>
#include <map>

namespace workloads {

namespace {

constexpr int WrongUsage = 2;
constexpr int NoSuchWorkload = 3;

struct Workload {
    void (*start)(caf::actor_system&, Run&);
    bool sharesQueue = false; ///< else the schedulers steal from one another
    int throughput = 0; ///< messages that an actor may take at a time, if that is to be limited
};

const std::map<std::string, Workload> all = {
    {"alive", {&alive, true}},
    {"banking", {&banking}},
    {"big", {&big}},
    {"bounded_buffer", {&boundedBuffer}},
    {"chameneos", {&chameneos}},
    {"concurrent_dictionary", {&concurrentDictionary}},
    {"count", {&count}},
    {"fairness", {&fairness, false, 1}},
    {"fan_in", {&fanIn}},
    {"fork_join", {&forkJoin}},
    {"gen_server", {&genServer}},
    {"link_chain", {&linkChain}},
    {"memory", {&memory}},
    {"monitor_many", {&monitorMany, true}},
    {"monitor_storm", {&monitorStorm, true}},
    {"philosophers", {&philosophers}},
    {"pingpong", {&pingpong}},
    {"ring", {&ring}},
    {"selective", {&selective}},
    {"sieve", {&sieve}},
    {"skynet", {&skynet}},
    {"spawn_exit", {&spawnExit}},
    {"timers", {&timers}},
};

int measure(const Workload& workload, int schedulers, std::int64_t size)
{
#if CAF_VERSION >= 1800
    caf::init_global_meta_objects<caf::id_block::workloads>();
    caf::core::init_global_meta_objects();
#endif
    caf::actor_system_config config;
    configure(config, "scheduler.max-threads", schedulers);
    if (workload.sharesQueue) {
        shareOneQueue(config);
    }
    if (workload.throughput > 0) {
        configure(config, "scheduler.max-throughput", workload.throughput);
    }
    caf::actor_system system(config);
    Run run{size, schedulers, {}};
    workload.start(system, run);
    const std::string result = run.result.get_future().get();
    if (!result.empty()) {
        std::printf("%s\n", result.c_str());
    }
    std::fflush(stdout);
    std::_Exit(result.empty() ? NoSuchWorkload : EXIT_SUCCESS); // the rest is not measured
}

} // namespace

} // namespace workloads

int main(int count, char** words)
{
    const int schedulers = count == 4 ? std::atoi(words[2]) : 0;
    const long long size = count == 4 ? std::atoll(words[3]) : 0;
    if (schedulers <= 0 || size <= 0) {
        std::fprintf(stderr, "usage: caf_workloads NAME SCHEDULERS SIZE; the names are");
        for (const auto& [name, workload] : workloads::all) {
            std::fprintf(stderr, " %s", name.c_str());
        }
        std::fprintf(stderr, "\n");
        return workloads::WrongUsage;
    }
    const auto workload = workloads::all.find(words[1]);
    if (workload == workloads::all.end()) {
        std::fprintf(stderr, "caf_workloads: there is no %s\n", words[1]);
        return workloads::NoSuchWorkload;
    }
    return workloads::measure(workload->second, schedulers, size);
}
