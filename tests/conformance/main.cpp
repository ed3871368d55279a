// SPDX-License-Identifier: GPL-3.0-or-later
// Runs scenarios (README.md) on this runtime: conformance_interpreter SCENARIOS RESULTS SEED...
// A SEED of t2 means two scheduler threads instead of the simulated scheduler, for scenarios of mode free.
// SCENARIOS has one scenario a line, in Erlang's notation. RESULTS gets a line for each:
// {Index, [{Result, Seeds}]}. or {Index, {unsupported, [What]}}. or {Index, {failed, What}}.
#include "tests/conformance/behaviours.h"
#include "tests/conformance/scenario_run.h"

#include "runtime/node/runtime.h"
#include "runtime/process/process_extras.h"
#include "runtime/scheduler/simulated_scheduler.h"
#include "runtime/term/parse.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <thread>

using namespace factorama;
using namespace factorama::conformance;

namespace {

const Atom goAtom("go");
const Atom watchAtom("watch");

std::vector<Atom> atomsOf(const Term& list)
{
    std::vector<Atom> names;
    for (const Term& element : list.elements()) {
        names.push_back(element.atom());
    }
    return names;
}

Scenario readScenario(const std::string& line)
{
    const ParsedTerm parsed = parseTerm(line, 10'000);
    if (!parsed.term) {
        throw std::runtime_error(parsed.error + " at " + std::to_string(parsed.position));
    }
    const Term& term = *parsed.term;
    if (!term.isTuple(4) || !term[0].isAtom(Atom("scenario"))) {
        throw std::runtime_error("not {scenario, Name, Options, Processes}");
    }
    Scenario scenario;
    scenario.name = term[1];
    for (const Term& option : term[2].elements()) {
        if (!option.isTuple(2)) {
            continue;
        }
        if (option[0].isAtom(Atom("order"))) {
            scenario.order = atomsOf(option[1]);
        } else if (option[0].isAtom(Atom("start"))) {
            scenario.start = atomsOf(option[1]);
        } else if (option[0].isAtom(Atom("mode"))) {
            scenario.free = option[1].isAtom(Atom("free"));
        }
    }
    for (const Term& process : term[3].elements()) {
        scenario.definitions[process[0].atom().index()] = process[1].elements();
        if (scenario.start.empty()) {
            scenario.start.push_back(process[0].atom());
        }
    }
    return scenario;
}

struct Outcome {
    Term result;
    std::set<std::string> unsupported;
};

/// One run, on the simulated scheduler or on threads.
class Driver {
public:
    Driver(const Scenario& scenario, const Runtime::Options& options)
        : m_run(std::make_shared<ScenarioRun>(scenario)),
          m_runtime(options)
    {
        beginBehaviours(m_runtime, m_run);
    }
    ~Driver() { endBehaviours(m_runtime); }
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    Outcome run()
    {
        m_run->observer = m_runtime.spawn<&observerProcess>(m_run);
        for (const Atom name : m_run->scenario().start) {
            start(name);
        }
        if (m_runtime.simulation() != nullptr) {
            runSimulated();
        } else {
            runThreaded();
        }
        return {m_run->result(), m_run->unsupported()};
    }

private:
    void runSimulated()
    {
        settle();
        for (;;) {
            const Pid pid = m_run->choose([this](Pid parked) { return isSuspended(parked); });
            if (pid) {
                m_runtime.send(pid, tuple(m_run->tag(), goAtom));
                settle();
            } else if (m_run->aliveCount() == 0 || !m_runtime.simulation()->step()) {
                break;
            } else {
                settle();
            }
        }
    }

    /// Until all have ended, or nothing has been seen for longer than scenarios of this mode wait.
    void runThreaded()
    {
        using Clock = std::chrono::steady_clock;
        constexpr std::chrono::milliseconds Patience(15 * Unit);
        Clock::time_point last = Clock::now();
        std::size_t seen = 0;
        while (m_run->aliveCount() > 0 && Clock::now() - last < Patience) {
            while (const Pid pid = m_run->choose([](Pid) { return false; })) {
                m_runtime.send(pid, tuple(m_run->tag(), goAtom));
            }
            if (const std::size_t now = m_run->eventCount(); now != seen) {
                seen = now;
                last = Clock::now();
            }
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
    }

    void start(Atom name)
    {
        std::vector<Term> steps;
        if (const auto found = m_run->scenario().definitions.find(name.index());
            found != m_run->scenario().definitions.end()) {
            steps = found->second;
        }
        const Pid pid = m_runtime.spawn<&scenarioProcess>(m_run, std::move(steps));
        m_run->noteStarted(name, pid);
        m_runtime.send(m_run->observer, tuple(m_run->tag(), watchAtom, pid, atoms::undefined));
    }

    /// Until all is quiet; no time passes.
    void settle()
    {
        if (m_run->scenario().free) {
            return;
        }
        m_runtime.simulation()->runUntil(m_runtime.scheduler().now() / 1'000'000);
    }

    bool isSuspended(Pid pid)
    {
        const EpochPin pin(m_runtime.epochs());
        const ControlBlock* process = m_runtime.processes().find(pid);
        const ProcessExtras* extras = process == nullptr ? nullptr : process->findExtras();
        return extras != nullptr && extras->suspendCount > 0;
    }

    std::shared_ptr<ScenarioRun> m_run;
    Runtime m_runtime;
};

/// A seed, or t and a number of threads.
Runtime::Options optionsFor(const std::string& seed)
{
    Runtime::Options options;
    if (seed.starts_with('t')) {
        options.schedulers = std::stoi(seed.substr(1));
    } else {
        options.simulationSeed = std::stoull(seed);
    }
    return options;
}

// Scenarios of mode free leave more open, so they are run more often: with the seeds S, S + 1000000, and so
// on.
constexpr int FreeRuns = 20;
constexpr std::uint64_t FreeRunDistance = 1'000'000;

std::string lineFor(const Scenario& scenario, const std::vector<std::string>& seeds)
{
    std::vector<std::string> runs;
    for (const std::string& seed : seeds) {
        const bool threads = seed.starts_with('t');
        for (std::uint64_t i = 0; i < (scenario.free ? FreeRuns : threads ? 0 : 1); ++i) {
            runs.push_back(threads ? seed : std::to_string(std::stoull(seed) + i * FreeRunDistance));
        }
    }
    std::vector<std::pair<std::string, std::string>> outcomes; // result, seeds
    for (const std::string& seed : runs) {
        const Outcome outcome = Driver(scenario, optionsFor(seed)).run();
        if (!outcome.unsupported.empty()) {
            std::vector<Term> what;
            for (const std::string& one : outcome.unsupported) {
                what.push_back(Term::string(one));
            }
            return "{unsupported, " + Term::list(what).toString() + "}";
        }
        const std::string text = outcome.result.toString();
        const auto same = std::find_if(outcomes.begin(), outcomes.end(),
                                       [&](const auto& one) { return one.first == text; });
        if (same == outcomes.end()) {
            outcomes.emplace_back(text, seed);
        } else if (!same->second.ends_with(seed)) {
            same->second += "," + seed;
        }
    }
    std::string line = "[";
    for (const auto& [result, which] : outcomes) {
        line += (line.size() > 1 ? "," : "") + std::string("{") + result + ",[" + which + "]}";
    }
    return line + "]";
}

} // namespace

int main(int argumentCount, char** arguments)
{
    if (argumentCount < 4) {
        std::cerr << "usage: conformance_interpreter SCENARIOS RESULTS SEED...\n";
        return 2;
    }
    std::ifstream input(arguments[1]);
    std::ofstream output(arguments[2]);
    if (!input || !output) {
        std::cerr << "a file cannot be opened\n";
        return 2;
    }
    const std::vector<std::string> seeds(arguments + 3, arguments + argumentCount);
    std::string line;
    for (int index = 1; std::getline(input, line); ++index) {
        std::string result;
        try {
            const Scenario scenario = readScenario(line);
            result = lineFor(scenario, seeds);
        } catch (const std::exception& error) {
            result = "{failed," + Term::string(error.what()).toString() + "}";
        }
        output << "{" << index << "," << result << "}.\n" << std::flush;
    }
    return 0;
}
