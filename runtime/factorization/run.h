// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/factorization/plan.h"
#include "runtime/factorization/report.h"
#include "runtime/factorization/stopwatch.h"
#include "runtime/factorization/strategy.h"
#include "runtime/factorization/work_board.h"
#include "runtime/node/runtime.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace factorama {

/// Where a run's results are published, for those who look: the window and the command line. Any thread.
class ResultBoard {
public:
    /// `changed` is called, by the thread that changed something, after each change.
    explicit ResultBoard(std::function<void()> changed) : m_changed(std::move(changed)) {}

    /// False if a run is under way already.
    bool begin(const FactorizationPlan& plan, std::size_t total);
    void add(FactorizationResult result);
    void finish(FactorizationProgress::State state);

    FactorizationProgress progress() const;
    std::vector<FactorizationResult> results(std::size_t from, std::size_t limit) const;

    /// Where the run's workers say what they work on.
    WorkBoard& work() { return m_work; }
    const WorkBoard& work() const { return m_work; }

private:
    mutable std::mutex m_mutex;
    FactorizationProgress m_progress;
    std::vector<FactorizationResult> m_results;
    Stopwatch m_stopwatch;
    WorkBoard m_work;
    std::function<void()> m_changed;
};

/// Runs a plan: a process that starts the plan's strategy, collects what it reports, and publishes it on the
/// board, where begin() has been called. The number of schedulers online is changed for the time of the run.
///
/// Whatever dies, the run ends and the board says how: what was not reported when the strategy died is lost
/// with its reason.
/// @pre The plan's strategy and algorithm are in their catalogues, and the board lives longer than the
/// runtime. Any thread that is not a worker.
/// @returns the pid of the run; Runtime::send(pid, cancel) cancels it.
Pid startFactorization(Runtime& runtime, const FactorizationPlan& plan, std::shared_ptr<ResultBoard> board);

/// Ends the run; the board then says Cancelled.
void cancelFactorization(Runtime& runtime, Pid run);

/// The plan's numbers without those that occurred before.
std::vector<Natural> distinctNumbers(const std::vector<Natural>& numbers);

} // namespace factorama
