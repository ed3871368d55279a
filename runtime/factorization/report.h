// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/pid.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace factorama {

/// A part of what a person gave that is no number and no range.
struct InputError {
    std::string input; ///< that part, shortened
    std::string message; ///< one sentence for that person
};

/// What became of one number.
struct FactorizationResult {
    std::string number;
    std::vector<std::string> factors; ///< ascending, with multiplicity; empty for 1 and for a lost number
    std::string text; ///< "2^9 x 5^9"; for a lost number, why it was lost
    bool lost = false; ///< the process that worked on it died
    Pid worker; ///< the process that worked on it
};

/// A number that a process works on.
struct NumberInWork {
    Pid worker;
    std::string number;
    double seconds = 0; ///< since the work on it began
    std::string step; ///< what is being done, for a person
    std::uint64_t done = 0; ///< of that step, or in all, as the algorithm counts
    std::uint64_t total = 0; ///< 0 if nobody can know
};

/// What is being worked on just now. Numbers that take less than a turn of their process are done before
/// anybody could see them here, and are left out.
struct FactorizationWork {
    std::vector<NumberInWork> numbers; ///< the longest under way first
    std::size_t count = 0; ///< of all, also past the limit of who asked
};

/// How far a run is.
struct FactorizationProgress {
    enum class State : std::uint8_t { None, Running, Finished, Cancelled };

    std::uint64_t run = 0; ///< counts runs from 1; results belong to this run
    State state = State::None;
    std::size_t total = 0; ///< numbers given, without those in error
    std::size_t finished = 0; ///< factorized
    std::size_t lost = 0;
    std::vector<InputError> errors;
    double seconds = 0; ///< since the start, or of the whole run
    std::string strategy;
    std::string algorithm;
    int schedulers = 0;
};

} // namespace factorama
