// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/atom.h"

#include <cstdint>
#include <string>

namespace factorama {

/// Module, function and arity that a process was started with.
struct InitialCall {
    Atom module;
    Atom function;
    std::uint8_t arity = 0;

    bool operator==(const InitialCall&) const = default;
    /// `module:function/arity`
    std::string toString() const;
};

} // namespace factorama
