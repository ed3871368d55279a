// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

namespace factorama {

/// Ends a process that is Ending; it is not running. `unhandled` are signals that were taken from
/// its queue and not handled. Only the worker that runs it; the process is gone when this returns.
///
/// The order is Erlang's, and others rely on it:
///  1. The process is exiting: runtime calls from its destructors do nothing. A crash is reported.
///  2. Its name is free.
///  3. Its queue is closed, and its pid is not found any more: from here on others are told that it is dead.
///  4. Its frames are destroyed, leaf first, so the C++ destructors run.
///  5. Only then links' exit signals and monitors' DOWNs go out, and what reached it too late is answered: a
///     link or monitor with noproc, is_process_alive with false.
///  6. Its memory is retired: others may still be pushing into the closed queue.
void endProcess(ControlBlock& process, Signal* unhandled);

/// Ends a process without telling anybody, at the end of the whole runtime. The caller is alone; `worker` is
/// what the destructors of its frames may look at.
void discardProcess(ControlBlock& process, WorkerContext& worker);

} // namespace factorama
