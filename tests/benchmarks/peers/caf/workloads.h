// SPDX-License-Identifier: GPL-3.0-or-later
// The workloads, a file each. What they do is in ../../README.md.
#pragma once

#include "conductor.h"

namespace workloads {

void alive(caf::actor_system& system, Run& run);
void banking(caf::actor_system& system, Run& run);
void big(caf::actor_system& system, Run& run);
void boundedBuffer(caf::actor_system& system, Run& run);
void chameneos(caf::actor_system& system, Run& run);
void concurrentDictionary(caf::actor_system& system, Run& run);
void count(caf::actor_system& system, Run& run);
void fairness(caf::actor_system& system, Run& run);
void fanIn(caf::actor_system& system, Run& run);
void forkJoin(caf::actor_system& system, Run& run);
void genServer(caf::actor_system& system, Run& run);
void linkChain(caf::actor_system& system, Run& run);
void memory(caf::actor_system& system, Run& run);
void monitorMany(caf::actor_system& system, Run& run);
void monitorStorm(caf::actor_system& system, Run& run);
void philosophers(caf::actor_system& system, Run& run);
void pingpong(caf::actor_system& system, Run& run);
void ring(caf::actor_system& system, Run& run);
void selective(caf::actor_system& system, Run& run);
void sieve(caf::actor_system& system, Run& run);
void skynet(caf::actor_system& system, Run& run);
void spawnExit(caf::actor_system& system, Run& run);
void timers(caf::actor_system& system, Run& run);

} // namespace workloads
