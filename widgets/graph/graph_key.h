// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <functional>

namespace factorama {

/// What a node of the graph stands for: a process, or a cluster of them. The same from snapshot to snapshot,
/// so that a node keeps its place.
struct GraphKey {
    enum class Kind : std::uint8_t {
        Process,
        Module, ///< all that were started by one module
        Supervisor ///< a supervisor and what it, and no other supervisor below it, supervises
    };

    Kind kind = Kind::Process;
    std::uint64_t value = 0; ///< the bits of a pid, or an atom's place

    static GraphKey ofProcess(Pid pid) { return {Kind::Process, pid.bits()}; }
    static GraphKey ofModule(Atom module) { return {Kind::Module, module.index()}; }
    static GraphKey ofSupervisor(Pid pid) { return {Kind::Supervisor, pid.bits()}; }

    bool isCluster() const { return kind != Kind::Process; }
    /// Of a process or supervisor; `<0.0.0>` for a module.
    Pid pid() const { return kind == Kind::Module ? Pid() : Pid::fromBits(value); }
    /// Of a module.
    Atom module() const { return Atom::fromIndex(static_cast<std::uint32_t>(value)); }

    /// Neither a process nor a cluster.
    bool isNull() const { return kind == Kind::Process && value == 0; }

    bool operator==(const GraphKey&) const = default;
};

} // namespace factorama

template<>
struct std::hash<factorama::GraphKey> {
    std::size_t operator()(const factorama::GraphKey& key) const noexcept
    {
        const std::uint64_t kind = static_cast<std::uint64_t>(key.kind) << 60;
        return static_cast<std::size_t>((key.value ^ kind) * 0x9E3779B97F4A7C15ULL >> 7);
    }
};
