// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstddef>
#include <cstdint>

/// The seed's Workpool: a scheduler of the name `scheduler`, which its users need not know.
namespace factorama::modules::workpool {

/// Starts the scheduler, linked: ok, or {error, {already_started, Pid}}.
Term start(Self self);
/// Queues work, whose result is sent to `sender`: ok, or {error, not_started}.
Term queue(Self self, Atom function, const Term& argument, Pid sender);

/// Makes the calling process the scheduler. If there is one, a notice says so, and it exits with
/// {already_started, Pid}.
Subroutine<> serve(Self self, std::size_t workers = SIZE_MAX);

} // namespace factorama::modules::workpool
