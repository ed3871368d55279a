// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/node/alias_table.h"

namespace factorama {

void AliasTable::add(Reference alias, Pid pid)
{
    Shard& shard = shardOf(alias);
    const std::lock_guard lock(shard.mutex);
    shard.pids.insert_or_assign(alias.bits(), pid);
}

void AliasTable::remove(Reference alias)
{
    Shard& shard = shardOf(alias);
    const std::lock_guard lock(shard.mutex);
    shard.pids.erase(alias.bits());
}

Pid AliasTable::find(Reference alias) const
{
    const Shard& shard = shardOf(alias);
    const std::lock_guard lock(shard.mutex);
    const auto found = shard.pids.find(alias.bits());
    return found == shard.pids.end() ? Pid() : found->second;
}

} // namespace factorama
