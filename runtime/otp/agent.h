// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"
#include "runtime/otp/gen_server_function.h"

#include <cstdint>

/// Elixir's Agent: a process that keeps a term, for others to get and update. What they ask is done in the
/// agent's process by functions of the state and an argument.
///
///     Term add(Term state, Term number) { return state.integer() + number.integer(); }
///
///     const otp::Started counter = co_await otp::agent::startLink(self, Term(1));
///     co_await otp::agent::update(self, counter.pid, &add, 5);
///
/// A function that throws ends the agent, as a callback of a gen_server does. The caller of an agent that is
/// not there, ends, or does not answer in time exits with {Reason, {'Elixir.GenServer', call, [Agent,
/// {Operation, Function}, Timeout]}}.
namespace factorama::otp::agent {

Subroutine<Started> start(Self self, Term state, ServerOptions options = {});
Subroutine<Started> startLink(Self self, Term state, ServerOptions options = {});
/// The first state is what `function([], argument)` returns, in the agent's process.
Subroutine<Started> start(Self self, Function function, Term argument = {}, ServerOptions options = {});
Subroutine<Started> startLink(Self self, Function function, Term argument = {}, ServerOptions options = {});

/// What `function(state, argument)` returns.
Subroutine<Term> get(Self self, ServerRef agent, Function function, Term argument = {},
                     std::int64_t timeout = DefaultCallTimeout);
/// Makes that the state.
Subroutine<> update(Self self, ServerRef agent, Function function, Term argument = {},
                    std::int64_t timeout = DefaultCallTimeout);
/// The function returns {Value, NewState}; else the agent ends with {bad_return_value, Term}.
Subroutine<Term> getAndUpdate(Self self, ServerRef agent, Function function, Term argument = {},
                              std::int64_t timeout = DefaultCallTimeout);
/// As update(), without waiting for it.
void cast(Self self, ServerRef agent, Function function, const Term& argument = {});
/// As otp::stop(); exits with {Reason, {'Elixir.GenServer', stop, [Agent, Reason, Timeout]}}.
Subroutine<> stop(Self self, ServerRef agent, Term reason = atoms::normal, std::int64_t timeout = Infinity);

} // namespace factorama::otp::agent
