// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/term.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace factorama {

/// What became of a text that should be a term.
struct ParsedTerm {
    std::optional<Term> term;
    std::string error; ///< in a person's words, empty if there is a term
    std::size_t position = 0; ///< of the error, in bytes from the start
};

/// Reads one term in Erlang's notation: integers (also 16#ff and 1_000), floats, atoms, "strings",
/// <<"binaries">>, <<1,2>>, tuples, lists, maps #{K => V}, pids <0.1.2>; or in Elixir's, which is recognised
/// by its :atoms, maps %{K => V} or %{key: V}, or #PID<0.1.2>: there "text" is a binary. Nesting is bounded
/// at 200. Text from outside must not fill the atom table, so at most `newAtoms` atoms are made that were not
/// there.
ParsedTerm parseTerm(std::string_view text, std::size_t newAtoms = 0);
/// The same, written by a process: `Self`, `self()`, and in Elixir `self`, are its pid.
ParsedTerm parseTerm(std::string_view text, std::size_t newAtoms, Pid self);

} // namespace factorama
