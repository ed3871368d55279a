// SPDX-License-Identifier: GPL-3.0-or-later
// Runs scenarios (README.md) on this runtime: conformance_interpreter SCENARIOS RESULTS SEED...
// SCENARIOS has one scenario a line, in Erlang's notation. RESULTS gets a line for each:
// {Index, [{Result, Seeds}]}. or {Index, {unsupported, [What]}}. or {Index, {failed, What}}.
#include "tests/conformance/behaviours.h"
#include "tests/conformance/scenario_run.h"

#include "runtime/node/runtime.h"
#include "runtime/scheduler/simulated_scheduler.h"
#include "runtime/term/parse.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <stdexcept>

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

/// One run on the simulated scheduler.
class SimulatedRun {
public:
    SimulatedRun(const Scenario& scenario, std::uint64_t seed)
        : m_run(std::make_shared<ScenarioRun>(scenario)), m_runtime(optionsFor(seed))
    {
        beginBehaviours(m_runtime, m_run);
    }
    ~SimulatedRun() { endBehaviours(m_runtime); }
    SimulatedRun(const SimulatedRun&) = delete;
    SimulatedRun& operator=(const SimulatedRun&) = delete;

    Outcome run()
    {
        m_run->observer = m_runtime.spawn<&observerProcess>(m_run);
        for (const Atom name : m_run->scenario().start) {
            start(name);
        }
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
        return {m_run->result(), m_run->unsupported()};
    }

private:
    static Runtime::Options optionsFor(std::uint64_t seed)
    {
        Runtime::Options options;
        options.simulationSeed = seed;
        return options;
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

    template<typename Block>
    static bool suspended(const Block& process)
    {
        if constexpr (requires { process.suspendCount; }) {
            return process.suspendCount != 0;
        }
        return false;
    }

    bool isSuspended(Pid pid)
    {
        const EpochPin pin(m_runtime.epochs());
        const ControlBlock* process = m_runtime.processes().find(pid);
        return process != nullptr && suspended(*process);
    }

    std::shared_ptr<ScenarioRun> m_run;
    Runtime m_runtime;
};

std::string lineFor(const Scenario& scenario, const std::vector<std::uint64_t>& seeds)
{
    std::vector<std::pair<std::string, std::string>> outcomes; // result, seeds
    for (const std::uint64_t seed : seeds) {
        const Outcome outcome = SimulatedRun(scenario, seed).run();
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
            outcomes.emplace_back(text, std::to_string(seed));
        } else {
            same->second += "," + std::to_string(seed);
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
    std::vector<std::uint64_t> seeds;
    for (int i = 3; i < argumentCount; ++i) {
        seeds.push_back(std::stoull(arguments[i]));
    }
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
