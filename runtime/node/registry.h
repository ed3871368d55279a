// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

namespace factorama {

class ProcessTable;

/// Registered names. A look-up is two loads: names are atoms, and atoms are indexes.
///
/// A process has at most one name, noted in its control block too. Whoever takes that note away (the
/// unregister, or the end of the process) also frees the name, so each name is freed exactly once.
class Registry {
public:
    enum class Registered : std::uint8_t { Yes, NameTaken, HasName, NotAlive, BadName };

    Registry() = default;
    ~Registry();
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;

    /// Any thread with an epoch participant that is present.
    Registered add(Atom name, Pid pid, const ProcessTable& processes);
    /// False if nobody has the name. As add().
    bool remove(Atom name, const ProcessTable& processes);
    /// The process with this name, `<0.0.0>` for none. Any thread.
    Pid find(Atom name) const;
    /// At the end of the process: frees its name.
    void release(ControlBlock& process);

private:
    static constexpr std::size_t SegmentSize = 4096;
    using Segment = std::array<std::atomic<std::uint64_t>, SegmentSize>;

    std::atomic<std::uint64_t>* entry(Atom name) const;
    std::atomic<std::uint64_t>& makeEntry(Atom name);

    std::array<std::atomic<Segment*>, Atom::TableLimit / SegmentSize> m_segments{};
};

} // namespace factorama
