// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/module.h"
#include "runtime/otp/gen_server.h"

#include <memory>
#include <string>

namespace factorama {

/// For Module::start: starts the gen_server `Server(arguments)`. Its parent is the world outside, and nobody
/// waits for its init.
template<typename Server>
Spawned startServerModule(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                          const std::vector<Term>& arguments)
{
    static const InternedCall init(
        detail::makeInitialCall(std::string(detail::typeName<Server>()) + "::init", 1));
    options.initialCall = init;
    const bool link = std::exchange(options.link, false);
    const bool monitor = std::exchange(options.monitor, false);
    auto server = std::make_unique<Server>(detail::isolate(arguments));
    Spawned spawned{otp::detail::spawnServer(runtime, std::move(server), std::move(options)), {}};
    if (parent != nullptr) {
        Self self;
        spawned.monitor = monitor ? self.monitor(spawned.pid) : Reference();
        if (link) {
            self.link(spawned.pid);
        }
    }
    return spawned;
}

} // namespace factorama
