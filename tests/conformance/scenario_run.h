// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/term/word.h"

#include <vector>

namespace factorama {

/// A pattern that is made as the program runs: a term, in which the atom '_' and {bind, X} match everything.
struct DynamicPattern;

namespace expression {
// Before the header that looks for it.
bool matches(const DynamicPattern& pattern, Word w);
} // namespace expression

} // namespace factorama

#include "runtime/process/process.h"
#include "runtime/process/self.h"
#include "runtime/term/term.h"

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace factorama {

struct DynamicPattern {
    Term term;
};

} // namespace factorama

namespace factorama::conformance {

/// A scenario: {scenario, Name, Options, Processes}.
struct Scenario {
    Term name;
    std::vector<Atom> start; ///< processes that are there from the beginning
    std::vector<Atom> order; ///< whose turn it is to make a step; afterwards by rule
    bool free = false; ///< processes make their steps as they please
    std::map<std::uint32_t, std::vector<Term>> definitions; ///< steps, by the index of the process' name
};

/// A variable that has no value (yet): the step is skipped.
struct Unbound {
    Atom name;
};

/// The runtime, or the interpreter, does not have this step.
struct Unsupported {
    std::string what;
};

/// What all processes of a scenario, and the driver, know while it runs. Terms are kept as isolated copies.
///
/// Threads: any.
class ScenarioRun {
public:
    struct Started {
        Pid pid;
        Atom instance;
        Atom name;
    };
    struct Parked {
        int index = 0; ///< of the next step
        Term step;
    };

    explicit ScenarioRun(const Scenario& scenario) : m_scenario(scenario), m_tag(Reference::make()) {}

    const Scenario& scenario() const { return m_scenario; }
    /// Marks messages that are the harness' own.
    Reference tag() const { return m_tag; }

    Pid observer; ///< set before the first process starts

    // -- the processes --
    /// A name for a new process: #b, and if there was one before, #b.2 and so on.
    void noteStarted(Atom name, Pid pid);
    /// The observer watches it: it may go on.
    void noteWatched(Pid pid);
    void notePark(Pid pid, int index, const Term& step);
    void noteAt(Pid pid, int index);
    void noteServing(Pid pid);
    void noteObserved(Pid pid, const Term& observation);
    void noteEnded(Pid pid, const Term& reason);
    void noteUnsupported(const std::string& what);
    void bind(Atom name, const Term& value);
    /// A term of the scenario with its variables replaced. Throws Unbound.
    Term value(Pid self, const Term& term);
    /// Binds what {bind, X} of the pattern stands for.
    void bindAll(const Term& pattern, const Term& message);
    /// Pids, references and names as the scenario calls them, and no stacks.
    Term tidy(const Term& term);
    std::size_t startedCount();
    static Atom scopedName(Atom name);

    // -- the driver --
    /// Whose turn it is to make a step, and it is not parked any more; `<0.0.0>` for nobody.
    Pid choose(const std::function<bool(Pid)>& suspended);
    std::size_t aliveCount();
    /// Goes up with everything that is seen.
    std::size_t eventCount();
    /// [{Instance, Observations, End}]
    Term result();
    std::set<std::string> unsupported();

private:
    Term tidied(const Term& term);
    Term replaced(Pid self, const Term& term);
    void bindLocked(Atom name, const Term& value);

    const Scenario& m_scenario;
    const Reference m_tag;
    std::mutex m_mutex; // guards what follows
    std::vector<Started> m_started;
    std::map<std::uint32_t, int> m_instances; // how many, by name
    std::map<std::uint32_t, Pid> m_pids; // the newest, by name
    std::map<Pid, Atom> m_names; // instances
    std::map<Reference, Atom> m_references;
    std::map<std::uint32_t, Term> m_variables;
    std::set<Pid> m_watched;
    std::map<Pid, Parked> m_parked;
    std::map<Pid, int> m_at; // 0: it makes no steps
    std::map<Pid, std::vector<Term>> m_observed;
    std::map<Pid, Term> m_ended;
    std::set<std::string> m_unsupported;
    std::size_t m_nextInOrder = 0;
    std::size_t m_events = 0;
};

/// The body of a scenario's process.
Process scenarioProcess(Self self, std::shared_ptr<ScenarioRun> run, std::vector<Term> steps);
/// Watches how the others end.
Process observerProcess(Self self, std::shared_ptr<ScenarioRun> run);

/// Makes the new process known, and waits until the observer watches it.
Subroutine<> watch(Self self, std::shared_ptr<ScenarioRun> run, Atom name, Pid pid);
/// Makes one step. Throws Raised, Unbound, Unsupported.
Subroutine<Term> makeStep(Self self, std::shared_ptr<ScenarioRun> run, Term step);

/// How many a scenario may start.
inline constexpr std::size_t MostProcesses = 50;

/// Milliseconds of a scenario's unit of time.
inline constexpr std::int64_t Unit = 20;

} // namespace factorama::conformance
