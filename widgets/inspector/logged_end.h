// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

#include "runtime/observe/node_view.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

namespace factorama {

/// What the node's log says of a process that ended: for one that nobody looked at when it did.
struct LoggedEnd {
    QString reason; ///< in Erlang's notation; empty if the log does not tell it
    /// The other lines of its crash report: "initial call" and what that was, and so on; empty without one.
    std::vector<std::pair<QString, QString>> report;
    Atom tag{}; ///< of a reason that only events told, `undefined` for none; of an atom, that itself
    Pid stoppedBy; ///< its supervisor, if that took it along
};

/// What these notices say of the end of this process; its own crash report counts for more than what its
/// supervisor says.
LoggedEnd endInLog(const std::vector<Notice>& notices, Pid pid);

/// The reason that these events tell, of a tuple its tag; `undefined` if they do not hold the end of the
/// process.
Atom reasonInEvents(const std::vector<Event>& events, Pid pid);

} // namespace factorama
