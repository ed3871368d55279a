// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/module.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>

namespace factorama::modules::hash_it {

/// Starts one, linked, of this name. The kind of hash is one of md5, sha1, sha256 and sha512. Raises
/// error:badarg if the name is taken.
Pid startLink(Self self, Atom name, Atom kind);
/// Asks the one of this name: the hash, or `nil` if it does not answer in so many milliseconds. Raises
/// error:badarg if nobody has the name.
Subroutine<Term> compute(Self self, Atom name, Term value, std::int64_t timeout);

/// The hash of a binary or a list of bytes, in upper-case hexadecimal digits. Raises error:badarg for
/// anything else.
Term hash(Atom kind, const Term& value);

/// Which kind of hash: those that hash() knows.
Parameter kindParameter();

} // namespace factorama::modules::hash_it
