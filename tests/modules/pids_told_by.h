// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell.h"

namespace factorama::testing {

/// The pids in the answer {Question, [Pid, ...]} to {Question, Self}: what Shell::flush() does not show.
inline std::vector<Pid> pidsToldBy(Shell& shell, const std::string& name, const std::string& question)
{
    std::vector<Pid> pids;
    Session session(shell.runtime(), [&pids](const Term& answer) {
        for (const Term& pid : answer[1].elements()) {
            pids.push_back(pid.pid());
        }
    });
    session.perform(
        [to = shell.pid(name), &question](Self self) { self.send(to, tuple(Atom(question), self.pid())); });
    shell.wait(0);
    return pids;
}

} // namespace factorama::testing
