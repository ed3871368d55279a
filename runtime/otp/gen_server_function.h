// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/term.h"

namespace factorama::otp {

/// What a process can be asked to do with its state, in place of Erlang's funs: a function without a state of
/// its own, and a term that it is called with.
using Function = Term (*)(Term state, Term argument);

/// The function as a term, to be sent to another process of this program. Any thread.
Term functionTerm(Function function);
/// The function that functionTerm() made the term of; null if it is no such term, so a forged message does no
/// harm.
Function functionOf(const Term& term);

} // namespace factorama::otp
