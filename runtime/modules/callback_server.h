// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/server_process.h"
#include "runtime/modules/module.h"

/// The generic server process (server_process::loop()) for callbacks of the catalogue.
namespace factorama::callback_server {

/// For Module::start: a server with `Callback(arguments)`.
template<typename Callback>
Spawned startModule(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                    const std::vector<Term>& arguments)
{
    std::shared_ptr<server_process::Callback> callback =
        std::make_shared<Callback>(detail::isolate(arguments));
    return spawnProcess<&server_process::loop>(runtime, parent, std::move(options), std::move(callback));
}

/// For a request that a callback has no clause for.
[[noreturn]] inline void failClause()
{
    static const Atom functionClause("function_clause");
    throw Raised::error(functionClause);
}

} // namespace factorama::callback_server
