// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/self.h"

/// A server that factorizes numbers. These are its interface functions, which run in its clients.
namespace factorama::modules::factorizer_server {

Pid start(Self self, Atom algorithm = Atom("seed"));
/// Asks without waiting; the answer comes as {Number, Factors}.
void factorize(Self self, Pid server, const Term& number);

} // namespace factorama::modules::factorizer_server
