// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/server_process.h"
#include "runtime/modules/module.h"

/// The generic server process for callbacks of the catalogue. As server_process::loop(), and it also
/// understands the original's {call, Request, Caller}, answered by {response, Response}, as a person has no
/// reference to give.
namespace factorama::callback_server {

Process loop(Self self, std::shared_ptr<server_process::Callback> callback);

/// For Module::start: a server with `Callback(arguments)`.
template<typename Callback>
Spawned startModule(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                    const std::vector<Term>& arguments)
{
    std::shared_ptr<server_process::Callback> callback =
        std::make_shared<Callback>(detail::isolate(arguments));
    return spawnProcess<&loop>(runtime, parent, std::move(options), std::move(callback));
}

/// For a request that a callback has no clause for.
[[noreturn]] void failClause();

} // namespace factorama::callback_server
