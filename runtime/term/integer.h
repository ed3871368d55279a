// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/term.h"

#include <gmpxx.h>

namespace factorama {

/// The integer as a term, of any size.
Term toTerm(const mpz_class& value);

/// The value of an integer term of any size. Throws Raised (error:badarg) for another kind of term.
mpz_class toBigInteger(const Term& term);

/// The same of what one calculates with, of which Erlang says error:badarith.
mpz_class operand(const Term& term);

} // namespace factorama
