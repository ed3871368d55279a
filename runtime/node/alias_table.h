// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/pid.h"
#include "runtime/term/word.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <unordered_map>

namespace factorama {

/// Which process an alias stands for. Whether the alias is active is decided by that process when the message
/// gets there; this only finds the way. Any thread.
class AliasTable {
public:
    void add(Reference alias, Pid pid);
    void remove(Reference alias);
    /// `<0.0.0>` if there is no such alias.
    Pid find(Reference alias) const;

private:
    struct alignas(64) Shard {
        mutable std::mutex mutex;
        std::unordered_map<std::uint64_t, Pid> pids;
    };

    Shard& shardOf(Reference alias) { return m_shards[alias.bits() % m_shards.size()]; }
    const Shard& shardOf(Reference alias) const { return m_shards[alias.bits() % m_shards.size()]; }

    std::array<Shard, 16> m_shards;
};

} // namespace factorama
