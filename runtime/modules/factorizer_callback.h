// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/self.h"

/// A factorizer as a callback module of a generic server process. These are its interface functions, which
/// run in its clients.
namespace factorama::modules::factorizer_callback {

Pid start(Self self, Atom algorithm = Atom("seed"));
/// Tells the server to factorize a number.
void factorize(Self self, Pid server, const Term& number);
/// What came of it: {ok, Factors}, or {err, Text} if it was not told to. Waits until what was told before is
/// done.
Subroutine<Term> getResult(Self self, Pid server, Term number);

} // namespace factorama::modules::factorizer_callback
