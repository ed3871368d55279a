// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"

/// A factorizer as a gen_server. These are its interface functions, which run in its clients.
namespace factorama::modules::factorizer_gen_server {

Subroutine<otp::Started> startLink(Self self, Atom algorithm = Atom("seed"));
/// Tells the server to factorize a number.
void factorize(Self self, otp::ServerRef server, const Term& number);
/// What came of it: {ok, Factors}, or {err, Text} if it was not told to. Waits until what was told before is
/// done, for as long as it takes.
Subroutine<Term> getResult(Self self, otp::ServerRef server, Term number);

} // namespace factorama::modules::factorizer_gen_server
