// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

#include <cstdint>

namespace factorama {

/// Something that a process did, or that happened to it.
struct Event {
    enum class Kind : std::uint8_t {
        Send, ///< `process` sends to `peer`; `atom` is the message's tag
        Receive, ///< `process` takes a message out of its mailbox; `atom` is its tag
        Spawn, ///< `process` starts `peer`; `atom` is the module
        Exit, ///< `process` ends; `atom` is the reason, or its tag
        Link, ///< `process` links to `peer`
        Unlink,
        Monitor, ///< `process` monitors `peer`
        Demonitor,
        ExitSignal, ///< one of `peer` ends `process`; `atom` is the reason, or its tag
        TrappedExit, ///< one of `peer` becomes a message to `process`
        Down, ///< `process` is told of the end of `peer`
        Register, ///< `process` gets the name `atom`, from `peer`
    };

    Kind kind = Kind::Send;
    Pid process;
    Pid peer;
    Atom atom;
    std::int64_t nanoseconds = 0; ///< since the start of the node, as of some turns before
};

/// Which events are kept.
enum class Tracing : std::uint8_t {
    Off,
    Lives, ///< all but those of Messages: few enough that hardly any is lost
    Messages, ///< Send and Receive, and the Monitor of a call, besides
};

} // namespace factorama
