// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/algorithm.h"
#include "runtime/factorization/natural.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <string_view>
#include <vector>

namespace factorama {

class WorkBoard;

/// What a strategy is to do.
struct StrategyTask {
    std::vector<Natural> numbers; ///< each once
    const Algorithm* algorithm = nullptr;
    Pid collector; ///< gets {result, Number, Factors, Worker} or {lost, Number, Reason, Worker} for each
                   ///< number
    WorkBoard* board = nullptr; ///< where workers say what they work on; lives longer than the runtime
};

/// A way to spread factorizations over processes. The strategy is itself a process: its body ends when every
/// number has been reported.
struct Strategy {
    std::string_view name; ///< as on the command line
    std::string_view title; ///< as in the window
    std::string_view description; ///< one sentence for a person who chooses
    Pid (*start)(Self parent, StrategyTask task); ///< linked to the parent
};

/// All strategies, in the order in which they are offered. Any thread.
const std::vector<Strategy>& strategies();
/// The one of that name, or null. Any thread.
const Strategy* findStrategy(std::string_view name);

/// Atoms that strategies, their workers and their collector speak of.
namespace factorization_atoms {
extern const Atom result;
extern const Atom lost;
extern const Atom factorize;
} // namespace factorization_atoms

/// Factorizes within the process: works in slices with a tick after each, so that others get their turns and
/// a kill takes effect; what cannot be interrupted runs on a dirty worker. Returns the factors as a list,
/// ascending. If there is a board the number is on it while it is worked on.
Subroutine<Term> factorize(Self self, const Algorithm* algorithm, Term number, WorkBoard* board = nullptr);

// What the catalogue is made of, a file each.

namespace basic {
Strategy strategy();
}
namespace parallel {
Strategy strategy();
}
namespace client_server {
Strategy strategy();
}
namespace callback {
Strategy strategy();
}
namespace genserver {
Strategy strategy();
}

} // namespace factorama
