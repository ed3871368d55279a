// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <vector>

#include "runtime/observe/node_view.h"
#include "runtime/term/pid.h"

namespace factorama {

/// What the node's log says of a process that ended: for one that nobody looked at when it did.
struct LoggedEnd {
    QString reason; ///< in Erlang's notation; empty if the log does not tell it
    /// The other lines of its crash report: "initial call" and what that was, and so on; empty without one.
    std::vector<std::pair<QString, QString>> report;
};

/// What these notices say of the end of this process; its own crash report counts for more than what its
/// supervisor says.
LoggedEnd endInLog(const std::vector<Notice>& notices, Pid pid);

} // namespace factorama
