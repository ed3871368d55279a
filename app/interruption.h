// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace factorama {

/// From now on SIGINT (Ctrl-C) and SIGTERM ask the program to end cleanly; a second one ends it at once, with
/// status 1. SIGPIPE is ignored. Call once, before other threads start.
void catchInterruptions();

/// Has somebody asked the program to end?
bool interrupted();

/// Readable once interrupted() is true, for poll() and QSocketNotifier. Never read from it.
int interruptionDescriptor();

} // namespace factorama
