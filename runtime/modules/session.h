// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/module.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace factorama {

/// A person's side of the processes, as a shell is: a process that spawns modules and sends for the person,
/// and hands over what comes back. It traps exits, so it outlives what it is linked to.
///
/// Threads: one thread uses it, which is no worker. On a simulated runtime nothing happens until that is run.
class Session {
public:
    enum class How : std::uint8_t { Plain, Link, Monitor };

    /// `received` gets each message that comes; it is called by the workers, one at a time.
    Session(Runtime& runtime, std::function<void(const Term& message)> received);
    /// Kills the session's process, not what it has spawned.
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Pid pid() const { return m_pid; }
    /// Has the process do something, after all that it was asked for before. A Raised that leaves the command
    /// is given to `received` as the tuple {'EXIT', Reason}.
    void perform(std::function<void(Self self)> command);
    /// Spawns a module from the process; `spawned` gets what came of it.
    void spawn(const Module& module, std::vector<Term> arguments, How how,
               std::function<void(const Spawned& spawned)> spawned);

private:
    struct State;
    static Process shell(Self self, std::shared_ptr<State> state);

    Runtime& m_runtime;
    std::shared_ptr<State> m_state;
    Pid m_pid;
};

} // namespace factorama
