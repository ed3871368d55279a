// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"

#include <cstddef>
#include <vector>

/// Elixir's Registry: processes found by keys, which are any terms, instead of atoms. A key belongs to one
/// process or to several, and is gone with its process. (The names that send() and whereis() know are in
/// factorama::Registry.)
///
/// All but dispatch's function runs in the registry's process; who asks one that is not there exits with
/// {noproc, {gen_server, call, Arguments}}.
namespace factorama::otp::registry {

enum class Keys : std::uint8_t {
    Unique, ///< a key has one process at most
    Duplicate, ///< a key has any number of entries, also of the same process
};

struct Entry {
    Pid pid;
    Term value;
};

Subroutine<Started> startLink(Self self, Keys keys, Atom name);
Subroutine<Started> startLink(Self self, Keys keys);

/// Gives the calling process the key: {ok, Registry}, or {error, {already_registered, Pid}} for a unique key
/// that a process has. The process is linked to the registry, as in Elixir, so each notices the other's end.
Subroutine<Term> registerKey(Self self, ServerRef registry, Term key, Term value = atoms::nil);
/// Takes all the calling process' entries of that key back.
Subroutine<> unregisterKey(Self self, ServerRef registry, Term key);
/// Of a unique key at most one, of a process that is alive; in the order in which they were registered.
Subroutine<std::vector<Entry>> lookup(Self self, ServerRef registry, Term key);
/// Of that process, in the order of terms; a key twice if it is registered twice.
Subroutine<std::vector<Term>> keys(Self self, ServerRef registry, Pid pid);
/// How many entries there are.
Subroutine<std::size_t> count(Self self, ServerRef registry);

/// Runs in the calling process.
using DispatchFunction = void (*)(Self self, const std::vector<Entry>& entries, const Term& argument);
/// Calls the function once with the key's entries, or not at all if it has none.
Subroutine<> dispatch(Self self, ServerRef registry, Term key, DispatchFunction function, Term argument = {});

} // namespace factorama::otp::registry
