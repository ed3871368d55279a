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

/// What came, in an order that does not depend on who ran first.
inline QString heard(Shell& shell)
{
    QStringList messages = shell.flush().split(" | ");
    messages.sort();
    return messages.join(" | ");
}

} // namespace factorama::testing
