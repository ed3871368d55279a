// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/report.h"

#include <cstddef>
#include <string>
#include <vector>

namespace factorama {

/// One entry of a list to choose from.
struct Choice {
    std::string name; ///< as the command line takes it
    std::string title; ///< as a person reads it
    std::string description;
};

/// What a person asks to be factorized.
struct FactorizationRequest {
    std::string numbers; ///< numbers and ranges `a..b`, separated by spaces, commas or lines
    std::string strategy;
    std::string algorithm;
    int schedulers = 0; ///< schedulers online for this run; 0 leaves them as they are
};

/// What a text of numbers means.
struct NumbersCheck {
    std::size_t count = 0;
    std::vector<InputError> errors;
};

} // namespace factorama
