// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/strategy.h"

#include <cstddef>
#include <optional>

namespace factorama {

/// What a worker is started with: an algorithm of the catalogue, which lives for ever, and where to say what
/// it works on, see StrategyTask.
struct AlgorithmChoice {
    const Algorithm* algorithm = nullptr;
    WorkBoard* board = nullptr;
};

/// What a worker answered: `key` is what the request was noted under.
struct Answer {
    Term key;
    Term factors;
};

/// What is different between the strategies that spread numbers over workers: how a worker is started
/// (linked), how it is asked, and how its answer looks.
struct WorkerKind {
    Subroutine<Pid> (*start)(Self self, AlgorithmChoice choice) = nullptr;
    /// Asks for one number; returns the key of the answer: the number, or a reference.
    Term (*request)(Self self, Pid worker, const Term& number) = nullptr;
    std::optional<Answer> (*answer)(const Term& message) = nullptr;
};

/// What the process of a strategy does: it starts `workers` of a kind and deals the numbers out to them round
/// robin meanwhile, then collects the answers and reports each.
///
/// A worker that dies costs the number that it was working on, which is reported as lost with the reason;
/// what else had been dealt to it goes to a new worker.
Subroutine<> distribute(Self self, StrategyTask task, WorkerKind kind, std::size_t workers);

} // namespace factorama
