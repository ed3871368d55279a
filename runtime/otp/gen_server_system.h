// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"
#include "runtime/otp/gen_server_function.h"

/// OTP's sys: system messages to a server. All wait 5000 ms by default, and exit with
/// {Reason, {sys, Function, Arguments}} if the server is not there or does not answer.
namespace factorama::otp::sys {

/// The server handles nothing but system messages, and the exit of its parent, until it is resumed.
Subroutine<> suspend(Self self, ServerRef server);
Subroutine<> resume(Self self, ServerRef server);

Subroutine<Term> getState(Self self, ServerRef server, std::int64_t timeout = DefaultCallTimeout);
/// The new state: what `function(state, argument)` returned in the server's process. If that throws, the
/// state stays, and the caller gets the error {callback_failed, {gen_server, system_replace_state}, {Class,
/// Reason}}.
Subroutine<Term> replaceState(Self self, ServerRef server, Function function, Term argument = {},
                              std::int64_t timeout = DefaultCallTimeout);
/// {status, Pid, {module, gen_server}, [Dictionary, running or suspended, Parent, [], Status]}
Call getStatus(Self self, ServerRef server, std::int64_t timeout = DefaultCallTimeout);

} // namespace factorama::otp::sys
