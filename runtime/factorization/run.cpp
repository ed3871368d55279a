// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/factorization/run.h"

#include "runtime/factorization/prime_factors.h"
#include "runtime/term/integer.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace factorama {

bool ResultBoard::begin(const FactorizationPlan& plan, std::size_t total)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_progress.state == FactorizationProgress::State::Running) {
            return false;
        }
        FactorizationProgress progress;
        progress.run = m_progress.run + 1;
        progress.state = FactorizationProgress::State::Running;
        progress.total = total;
        progress.errors = plan.errors;
        progress.strategy = plan.strategy;
        progress.algorithm = plan.algorithm;
        progress.schedulers = plan.schedulers;
        m_progress = std::move(progress);
        m_results.clear();
        m_stopwatch = Stopwatch();
    }
    m_changed();
    return true;
}

void ResultBoard::add(FactorizationResult result)
{
    {
        const std::lock_guard lock(m_mutex);
        ++(result.lost ? m_progress.lost : m_progress.finished);
        m_results.push_back(std::move(result));
    }
    m_changed();
}

void ResultBoard::finish(FactorizationProgress::State state)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_progress.state != FactorizationProgress::State::Running) {
            return;
        }
        m_progress.state = state;
        m_progress.seconds = m_stopwatch.seconds();
    }
    m_changed();
}

FactorizationProgress ResultBoard::progress() const
{
    const std::lock_guard lock(m_mutex);
    FactorizationProgress progress = m_progress;
    if (progress.state == FactorizationProgress::State::Running) {
        progress.seconds = m_stopwatch.seconds();
    }
    return progress;
}

std::vector<FactorizationResult> ResultBoard::results(std::size_t from, std::size_t limit) const
{
    const std::lock_guard lock(m_mutex);
    const std::size_t begin = std::min(from, m_results.size());
    const std::size_t end = begin + std::min(limit, m_results.size() - begin);
    return {m_results.begin() + static_cast<std::ptrdiff_t>(begin),
            m_results.begin() + static_cast<std::ptrdiff_t>(end)};
}

std::vector<Natural> distinctNumbers(const std::vector<Natural>& numbers)
{
    std::set<Natural> seen;
    std::vector<Natural> distinct;
    for (const Natural& number : numbers) {
        if (seen.insert(number).second) {
            distinct.push_back(number);
        }
    }
    return distinct;
}

namespace {

const Atom cancelAtom("cancel");

FactorizationResult lostResult(const Term& number, const std::string& why, Pid worker)
{
    FactorizationResult result;
    result.number = toBigInteger(number).get_str();
    result.text = why;
    result.lost = true;
    result.worker = worker;
    return result;
}

FactorizationResult finishedResult(const Term& number, const Term& factors, Pid worker)
{
    FactorizationResult result;
    result.number = toBigInteger(number).get_str();
    std::vector<Natural> naturals;
    for (const Term& factor : factors.elements()) {
        naturals.push_back(toBigInteger(factor));
        result.factors.push_back(naturals.back().get_str());
    }
    result.text = formatFactors(naturals);
    result.worker = worker;
    return result;
}

/// Ends the run on the board however its process ends, and puts the schedulers back. A parameter of the
/// process, so that it is there even if the process is killed before its first turn.
class RunGuard {
public:
    RunGuard(std::shared_ptr<ResultBoard> board, Runtime& runtime, int schedulers)
        : m_board(std::move(board)),
          m_runtime(runtime),
          m_before(runtime.scheduler().online()),
          m_during(schedulers)
    {
        if (m_during > 0) {
            runtime.scheduler().setOnline(m_during);
        }
    }
    ~RunGuard()
    {
        restoreSchedulers();
        if (!m_finished) {
            m_board->finish(FactorizationProgress::State::Cancelled);
        }
    }
    RunGuard(const RunGuard&) = delete;
    RunGuard& operator=(const RunGuard&) = delete;

    void finish(FactorizationProgress::State state)
    {
        restoreSchedulers();
        m_finished = true; // from here on the board may belong to the next run
        m_board->finish(state);
    }

private:
    void restoreSchedulers()
    {
        // Unless somebody has changed the number meanwhile.
        if (m_during > 0 && m_runtime.scheduler().online() == m_during) {
            m_runtime.scheduler().setOnline(m_before);
        }
        m_during = 0;
    }

    std::shared_ptr<ResultBoard> m_board;
    Runtime& m_runtime;
    int m_before;
    int m_during;
    bool m_finished = false;
};

struct RunTask {
    std::vector<Natural> numbers;
    const Strategy* strategy;
    const Algorithm* algorithm;
};

} // namespace

namespace factorization {

/// The process of a run.
Process run(Self self, RunTask task, std::shared_ptr<ResultBoard> board, std::unique_ptr<RunGuard> guard)
{
    self.setTrapExit(true);
    std::set<Natural> open(task.numbers.begin(), task.numbers.end());
    const Pid strategy =
        task.strategy->start(self, {std::move(task.numbers), task.algorithm, self.pid(), &board->work()});
    const auto result = tuple(factorization_atoms::result, anyInteger, anyList, anyPid);
    const auto lost = tuple(factorization_atoms::lost, anyInteger, any, anyPid);
    const auto ended = tuple(atoms::exit, strategy, any);
    bool cancelled = false;
    for (;;) {
        const Message message = co_await self.receive(result, lost, ended, cancelAtom);
        switch (message.clause()) {
        case 0:
            open.erase(toBigInteger(message[1]));
            board->add(finishedResult(message[1], message[2], message[3].pid()));
            break;
        case 1:
            open.erase(toBigInteger(message[1]));
            board->add(lostResult(message[1], "its process was ended: " + message[2].toString(200),
                                  message[3].pid()));
            break;
        case 2: {
            const Term reason = message[2];
            if (cancelled) {
                guard->finish(FactorizationProgress::State::Cancelled);
                co_return;
            }
            for (const Natural& number : open) {
                board->add(lostResult(toTerm(number),
                                      "the strategy's process was ended: " + reason.toString(200), strategy));
            }
            guard->finish(FactorizationProgress::State::Finished);
            co_return;
        }
        default:
            cancelled = true;
            self.exit(strategy, atoms::kill); // its workers are linked to it
        }
    }
}

} // namespace factorization

Pid startFactorization(Runtime& runtime, const FactorizationPlan& plan, std::shared_ptr<ResultBoard> board)
{
    RunTask task{distinctNumbers(plan.numbers), findStrategy(plan.strategy), findAlgorithm(plan.algorithm)};
    auto guard = std::make_unique<RunGuard>(board, runtime, plan.schedulers);
    SpawnOptions options;
    options.label = Atom("factorization run");
    options.priority = Priority::High; // it does little, and is not to wait behind thousands of workers
    return runtime.spawnWith<&factorization::run>(std::move(options), std::move(task), std::move(board),
                                                  std::move(guard));
}

void cancelFactorization(Runtime& runtime, Pid run)
{
    runtime.send(run, cancelAtom);
}

} // namespace factorama
