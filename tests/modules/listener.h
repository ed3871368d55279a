// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell.h"

namespace factorama::testing {

/// Tells the shell what it hears, as {Name, Message}.
inline Process listener(Self self, Pid shell, Atom name)
{
    for (;;) {
        const Message message = co_await self.receive(any);
        self.send(shell, tuple(name, message.term()));
    }
}

/// Spawns one, known to the shell by its name.
inline void spawnListener(Shell& shell, const std::string& name)
{
    Pid pid;
    shell.perform([&](Self self) { pid = self.spawn<&listener>(self.pid(), Atom(name)); });
    shell.name(name, pid);
}

/// Tells the shell which monitors a process has.
inline Process monitorsTeller(Self self, Pid shell, Pid of)
{
    Self::InfoReply asked = self.processInfo(of, Atom("monitors"));
    const Term monitors = co_await asked;
    self.send(shell, monitors);
}

inline QString monitorsOf(Shell& shell, const std::string& name)
{
    shell.perform([of = shell.pid(name)](Self self) { self.spawn<&monitorsTeller>(self.pid(), of); });
    return shell.flush();
}

/// What came, in an order that does not depend on who ran first.
inline QString heard(Shell& shell)
{
    QStringList messages = shell.flush().split(" | ");
    messages.sort();
    return messages.join(" | ");
}

} // namespace factorama::testing
