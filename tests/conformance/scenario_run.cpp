// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/scenario_run.h"

#include <algorithm>

namespace factorama {

namespace {

const Atom anything("_");
const Atom bindAtom("bind");

bool matchesTerm(const Term& pattern, const Term& term)
{
    if (pattern.isAtom(anything)) {
        return true;
    }
    if (pattern.isTuple(2) && pattern[0].isAtom(bindAtom)) {
        return true;
    }
    if (pattern.isTuple() && term.isTuple()) {
        if (pattern.size() != term.size()) {
            return false;
        }
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (!matchesTerm(pattern[i], term[i])) {
                return false;
            }
        }
        return true;
    }
    if (pattern.isCons() && term.isCons()) {
        return matchesTerm(pattern.head(), term.head()) && matchesTerm(pattern.tail(), term.tail());
    }
    return pattern == term;
}

} // namespace

bool expression::matches(const DynamicPattern& pattern, Word w)
{
    return matchesTerm(pattern.term, Term::from(w));
}

namespace conformance {

namespace {

const Atom aliveAtom("alive");
const Atom blockedAtom("blocked");
const Atom downAtom("down");
const Atom nameAtom("name");
const Atom nodeAtom("node");
const Atom phaseAtom("phase");
const Atom pidAtom("pid");
const Atom quoteAtom("quote");
const Atom selfAtom("self");
const Atom varAtom("var");
const Atom anyNode("#node");
const Atom anyPidName("#pid");
const Atom anyReferenceName("#reference");
const Atom anyStack("#stack");
const std::string_view namePrefix = "name:";

/// Builds a list or tuple of the same shape from changed elements.
template<typename Change>
Term mapped(const Term& term, Change change)
{
    if (term.isTuple()) {
        std::vector<Term> elements;
        for (std::size_t i = 0; i < term.size(); ++i) {
            elements.push_back(change(term[i]));
        }
        return Term::tuple(elements);
    }
    if (term.isMap()) {
        std::vector<std::pair<Term, Term>> pairs;
        for (const auto& [key, value] : term.pairs()) {
            pairs.emplace_back(change(key), change(value));
        }
        return Term::map(std::move(pairs));
    }
    std::vector<Term> elements;
    Term rest = term;
    while (rest.isCons()) {
        elements.push_back(change(rest.head()));
        rest = rest.tail();
    }
    return Term::list(elements, rest.isNil() ? rest : change(rest));
}

/// [{Module, Function, Arity, Location}, ...]
bool isStack(const Term& term)
{
    if (!term.isCons()) {
        return false;
    }
    const Term first = term.head();
    return first.isTuple(4) && first[0].isAtom() && first[1].isAtom() &&
           (first[2].isInteger() || first[2].isList()) && first[3].isList();
}

bool isPhase(const Term& step)
{
    return step.isTuple(2) && step[0].isAtom(phaseAtom);
}

} // namespace

Atom ScenarioRun::scopedName(Atom name)
{
    return Atom(std::string(namePrefix) + std::string(name.text()));
}

void ScenarioRun::noteStarted(Atom name, Pid pid)
{
    const std::scoped_lock lock(m_mutex);
    const int count = ++m_instances[name.index()];
    std::string text = "#" + std::string(name.text());
    if (count > 1) {
        text += "." + std::to_string(count);
    }
    const Atom instance(text);
    m_started.push_back({pid, instance, name});
    m_pids[name.index()] = pid;
    m_names[pid] = instance;
}

void ScenarioRun::noteWatched(Pid pid)
{
    const std::scoped_lock lock(m_mutex);
    m_watched.insert(pid);
}

void ScenarioRun::notePark(Pid pid, int index, const Term& step)
{
    const std::scoped_lock lock(m_mutex);
    m_at.erase(pid);
    m_parked[pid] = {index, step.isolated()};
}

void ScenarioRun::noteAt(Pid pid, int index)
{
    const std::scoped_lock lock(m_mutex);
    m_at[pid] = index;
}

void ScenarioRun::noteServing(Pid pid)
{
    noteAt(pid, 0);
}

void ScenarioRun::noteObserved(Pid pid, const Term& observation)
{
    const std::scoped_lock lock(m_mutex);
    ++m_events;
    m_observed[pid].push_back(observation.isolated());
}

void ScenarioRun::noteEnded(Pid pid, const Term& reason)
{
    const std::scoped_lock lock(m_mutex);
    m_parked.erase(pid);
    m_at.erase(pid);
    ++m_events;
    m_ended.emplace(pid, tidied(reason).isolated());
}

void ScenarioRun::noteUnsupported(const std::string& what)
{
    const std::scoped_lock lock(m_mutex);
    m_unsupported.insert(what);
}

void ScenarioRun::bind(Atom name, const Term& value)
{
    const std::scoped_lock lock(m_mutex);
    bindLocked(name, value);
}

void ScenarioRun::bindLocked(Atom name, const Term& value)
{
    if (value.isReference()) {
        m_references[value.reference()] = Atom("#" + std::string(name.text()));
    }
    m_variables[name.index()] = value.isolated();
}

Term ScenarioRun::value(Pid self, const Term& term)
{
    const std::scoped_lock lock(m_mutex);
    return replaced(self, term).isolated();
}

Term ScenarioRun::replaced(Pid self, const Term& term)
{
    if (term.isTuple(1) && term[0].isAtom(selfAtom)) {
        return self;
    }
    if (term.isTuple(1) && term[0].isAtom(nodeAtom)) {
        return atoms::nonode;
    }
    if (term.isTuple(2) && term[0].isAtom()) {
        if (term[0].isAtom(quoteAtom)) {
            return term[1];
        }
        if (term[1].isAtom()) {
            const Atom name = term[1].atom();
            if (term[0].isAtom(bindAtom)) {
                return term;
            }
            if (term[0].isAtom(nameAtom)) {
                return scopedName(name);
            }
            if (term[0].isAtom(pidAtom)) {
                const auto found = m_pids.find(name.index());
                if (found == m_pids.end()) {
                    throw Unbound{name};
                }
                return found->second;
            }
            if (term[0].isAtom(varAtom)) {
                const auto found = m_variables.find(name.index());
                if (found == m_variables.end()) {
                    throw Unbound{name};
                }
                return found->second.isolated();
            }
        }
    }
    if (term.isTuple() || term.isCons() || term.isMap()) {
        return mapped(term, [&](const Term& element) { return replaced(self, element); });
    }
    return term;
}

void ScenarioRun::bindAll(const Term& pattern, const Term& message)
{
    if (pattern.isTuple(2) && pattern[0].isAtom(bindAtom) && pattern[1].isAtom()) {
        bind(pattern[1].atom(), message);
    } else if (pattern.isTuple() && message.isTuple()) {
        for (std::size_t i = 0; i < std::min(pattern.size(), message.size()); ++i) {
            bindAll(pattern[i], message[i]);
        }
    } else if (pattern.isCons() && message.isCons()) {
        bindAll(pattern.head(), message.head());
        bindAll(pattern.tail(), message.tail());
    }
}

Term ScenarioRun::tidy(const Term& term)
{
    const std::scoped_lock lock(m_mutex);
    return tidied(term);
}

Term ScenarioRun::tidied(const Term& term)
{
    if (term.isPid()) {
        const auto found = m_names.find(term.pid());
        return found == m_names.end() ? anyPidName : found->second;
    }
    if (term.isReference()) {
        const auto found = m_references.find(term.reference());
        return found == m_references.end() ? anyReferenceName : found->second;
    }
    if (term.isAtom()) {
        if (term.isAtom(atoms::nonode)) {
            return anyNode;
        }
        const std::string_view text = term.atom().text();
        if (text.starts_with(namePrefix)) {
            return tuple(nameAtom, Atom(text.substr(namePrefix.size())));
        }
        return term;
    }
    if (term.isTuple(3) && term[0].isAtom(Atom("gen_server")) && term[2].isCons() &&
        term[2].elements().size() == 3) {
        const std::vector<Term> arguments = term[2].elements();
        if (const auto time = arguments[2].toInteger()) {
            return tuple(
                term[0], term[1],
                list(tidied(arguments[0]), tidied(arguments[1]), Term(tuple(Atom("units"), *time / Unit))));
        }
    }
    if (term.isTuple(2) && isStack(term[1])) {
        return tuple(tidied(term[0]), anyStack);
    }
    if (term.isTuple() || term.isCons() || term.isMap()) {
        return mapped(term, [&](const Term& element) { return tidied(element); });
    }
    return term;
}

Pid ScenarioRun::choose(const std::function<bool(Pid)>& suspended)
{
    const std::scoped_lock lock(m_mutex);
    const auto release = [&](Pid pid) {
        m_at[pid] = m_parked[pid].index;
        m_parked.erase(pid);
        return pid;
    };
    const auto canGoOn = [&](Pid pid) {
        return m_parked.contains(pid) && m_watched.contains(pid) && !suspended(pid);
    };
    for (std::size_t i = m_nextInOrder; i < m_scenario.order.size(); ++i) {
        const auto found = m_pids.find(m_scenario.order[i].index());
        if (found != m_pids.end() && canGoOn(found->second)) {
            m_nextInOrder = i + 1;
            return release(found->second);
        }
    }
    // When nobody can go on, time passes, and those who could not may have their turns after all.
    Pid nextPhase;
    std::int64_t lowest = 0;
    for (const Started& started : m_started) {
        if (!canGoOn(started.pid)) {
            continue;
        }
        const Term& step = m_parked[started.pid].step;
        if (!isPhase(step)) {
            m_nextInOrder = m_scenario.order.size();
            return release(started.pid);
        }
        const std::int64_t phase = step[1].integer();
        if (!nextPhase || phase < lowest) {
            nextPhase = started.pid;
            lowest = phase;
        }
    }
    if (!nextPhase) {
        return {};
    }
    m_nextInOrder = m_scenario.order.size();
    return release(nextPhase);
}

std::size_t ScenarioRun::startedCount()
{
    const std::scoped_lock lock(m_mutex);
    return m_started.size();
}

std::size_t ScenarioRun::aliveCount()
{
    const std::scoped_lock lock(m_mutex);
    return m_started.size() - m_ended.size();
}

std::size_t ScenarioRun::eventCount()
{
    const std::scoped_lock lock(m_mutex);
    return m_events;
}

Term ScenarioRun::result()
{
    const std::scoped_lock lock(m_mutex);
    std::vector<Term> rows;
    for (const Started& started : m_started) {
        Term end = aliveAtom;
        if (const auto ended = m_ended.find(started.pid); ended != m_ended.end()) {
            end = tuple(downAtom, ended->second);
        } else if (const auto at = m_at.find(started.pid); at != m_at.end() && at->second > 0) {
            end = tuple(blockedAtom, at->second);
        }
        rows.push_back(tuple(started.instance, Term::list(m_observed[started.pid]), end));
    }
    return Term::list(rows);
}

std::set<std::string> ScenarioRun::unsupported()
{
    const std::scoped_lock lock(m_mutex);
    return m_unsupported;
}

} // namespace conformance

} // namespace factorama
