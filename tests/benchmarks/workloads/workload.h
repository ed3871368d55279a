// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/runtime.h"

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

/// The workloads of this runtime: each registers itself under its name. What they do is in ../README.md; the
/// peers do the same.
namespace factorama::benchmarks {

/// Does as much of it as `size` says; how long it took is what is measured. A wrong outcome ends it by
/// requireOutcome().
using Timed = Subroutine<> (*)(Self self, std::int64_t size);
/// Measures something else by itself, and returns the values.
using Measured = Subroutine<std::vector<std::int64_t>> (*)(Self self, std::int64_t size);
using Workload = std::variant<Timed, Measured>;

/// All of them, by their names.
std::map<std::string, Workload>& workloads();

struct Registration {
    Registration(const char* name, Workload workload) { workloads().emplace(name, workload); }
};

/// The workload did what it was to do, else it ends here, and the program says so.
void requireOutcome(Self self, std::int64_t expected, std::int64_t actual);

} // namespace factorama::benchmarks
