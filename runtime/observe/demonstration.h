// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <string>
#include <string_view>
#include <vector>

namespace factorama {

class Runtime;

/// A small system that fills the views with something worth seeing. It hangs below one supervisor, which is
/// registered by the demonstration's name: one of each can run at a time, and who kills the supervisor ends
/// all of it.
struct Demonstration {
    /// Starts it under this name. Throws Raised: error:system_limit, or error:badarg while one runs.
    using Start = Pid (*)(Runtime& runtime, Atom name);

    std::string_view name; ///< as a command takes it
    std::string_view title; ///< as a person reads it
    std::string_view description; ///< what it is made of, and where to look
    Start start = nullptr;
    Atom registeredName; ///< of its top supervisor
};

/// All of them, in the order of a menu.
const std::vector<Demonstration>& demonstrations();
/// Null if there is none.
const Demonstration* findDemonstration(std::string_view name);

/// Starts a small supervised system, so that every view has something to show: a supervisor over an echo
/// server with a name, a ticker that pings it, a watcher that monitors it, a process that computes a little,
/// and one whose mailbox fills and empties. Returns the supervisor's pid.
Pid startDemonstration(Runtime& runtime);

} // namespace factorama
