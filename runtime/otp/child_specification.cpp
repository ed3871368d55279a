// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/child_specification.h"

#include "runtime/otp/child_handover.h"

#include <algorithm>
#include <set>

namespace factorama::otp {

namespace {

const Atom id("id");
const Atom start("start");
const Atom restart("restart");
const Atom significant("significant");
const Atom shutdown("shutdown");
const Atom type("type");
const Atom modules("modules");
const Atom permanent("permanent");
const Atom transient("transient");
const Atom temporary("temporary");
const Atom worker("worker");
const Atom supervisor("supervisor");
const Atom brutalKill("brutal_kill");
const Atom dynamic("dynamic");
const Atom autoShutdownAtom("auto_shutdown");
const Atom never("never");
const Atom badCombination("bad_combination");

/// What is wrong with a specification.
struct Fault {
    Term reason;
};

[[noreturn]] void invalid(const char* what, const Term& value)
{
    throw Fault{tuple(Atom(what), value)};
}

Restart readRestart(const Term& value)
{
    if (value.isAtom(permanent)) {
        return Restart::Permanent;
    }
    if (value.isAtom(transient)) {
        return Restart::Transient;
    }
    if (!value.isAtom(temporary)) {
        invalid("invalid_restart_type", value);
    }
    return Restart::Temporary;
}

bool readSignificant(const Term& value, Restart when, std::optional<AutoShutdown> autoShutdown)
{
    if (value.isAtom(atoms::false_)) {
        return false;
    }
    if (!value.isAtom(atoms::true_)) {
        invalid("invalid_significant", value);
    }
    const Term itself = tuple(significant, atoms::true_);
    if (autoShutdown == AutoShutdown::Never) {
        throw Fault{tuple(badCombination, list(tuple(autoShutdownAtom, never), itself))};
    }
    if (when == Restart::Permanent) {
        throw Fault{tuple(badCombination, list(tuple(restart, permanent), itself))};
    }
    return true;
}

std::int64_t readShutdown(const Term& value)
{
    if (value.isAtom(brutalKill)) {
        return ChildSpecification::BrutalKill;
    }
    if (value.isAtom(atoms::infinity)) {
        return ChildSpecification::Infinity;
    }
    const std::optional<std::int64_t> milliseconds = value.toInteger();
    if (!milliseconds || *milliseconds < 0) {
        invalid("invalid_shutdown", value);
    }
    return *milliseconds;
}

ChildType readType(const Term& value)
{
    if (!value.isAtom(worker) && !value.isAtom(supervisor)) {
        invalid("invalid_child_type", value);
    }
    return value.isAtom(worker) ? ChildType::Worker : ChildType::Supervisor;
}

void checkModules(const Term& value)
{
    if (value.isAtom(dynamic)) {
        return;
    }
    if (!value.isList()) {
        invalid("invalid_modules", value);
    }
    for (const Term& module : value.elements()) {
        if (!module.isAtom()) {
            invalid("invalid_module", module);
        }
    }
}

bool isStartTerm(const Term& value)
{
    return value.isTuple(3) && value[0].isAtom() && value[1].isAtom() && value[2].isList();
}

/// The checks in OTP's order, for maps with all keys that are to be there.
ChildSpecification readMap(const Term& map, std::optional<AutoShutdown> autoShutdown)
{
    const auto valueOr = [&map](Atom key, const Term& otherwise) {
        return map.find(key).value_or(otherwise);
    };
    ChildSpecification child;
    const std::optional<Term> identifier = map.find(id);
    if (!identifier) {
        throw Fault{Atom("missing_id")};
    }
    child.id = *identifier;
    const std::optional<Term> startTerm = map.find(start);
    if (!startTerm) {
        throw Fault{Atom("missing_start")};
    }
    if (!isStartTerm(*startTerm)) {
        invalid("invalid_mfa", *startTerm);
    }
    child.startTerm = *startTerm;
    child.restart = readRestart(valueOr(restart, permanent));
    child.significant = readSignificant(valueOr(significant, atoms::false_), child.restart, autoShutdown);
    child.type = readType(valueOr(type, worker));
    const Term byDefault = child.type == ChildType::Worker ? Term(5000) : Term(atoms::infinity);
    child.shutdown = readShutdown(valueOr(shutdown, byDefault));
    child.modules = valueOr(modules, list((*startTerm)[0]));
    checkModules(child.modules);
    return child;
}

Term mapOfTuple(const Term& specification)
{
    return Term::map({{id, specification[0]},
                      {start, specification[1]},
                      {restart, specification[2]},
                      {shutdown, specification[3]},
                      {type, specification[4]},
                      {modules, specification[5]}});
}

Term restartTerm(Restart when)
{
    switch (when) {
    case Restart::Permanent:
        return permanent;
    case Restart::Transient:
        return transient;
    case Restart::Temporary:
        break;
    }
    return temporary;
}

Term shutdownTerm(std::int64_t milliseconds)
{
    switch (milliseconds) {
    case ChildSpecification::BrutalKill:
        return brutalKill;
    case ChildSpecification::Infinity:
        return atoms::infinity;
    default:
        return milliseconds;
    }
}

Term mapOf(const ChildSpecification& child)
{
    return Term::map({{id, child.id},
                      {start, child.startTerm},
                      {restart, restartTerm(child.restart)},
                      {significant, child.significant},
                      {shutdown, shutdownTerm(child.shutdown)},
                      {type, child.type == ChildType::Worker ? worker : supervisor},
                      {modules, child.modules}});
}

/// Puts children together, unless one is faulty or has the identifier of another.
class Collector {
public:
    /// False if that was the last one to look at.
    bool add(CheckedChild checked)
    {
        if (!checked.child) {
            m_result.error = std::move(checked.error);
        } else if (!m_identifiers.insert(checked.child->id).second) {
            m_result.error = tuple(Atom("duplicate_child_name"), checked.child->id);
        } else {
            m_result.children.push_back(std::move(*checked.child));
            return true;
        }
        return false;
    }
    CheckedChildren take() { return std::move(m_result); }

private:
    std::set<Term> m_identifiers;
    CheckedChildren m_result;
};

} // namespace

ChildSpecification::ChildSpecification(Term identifier, std::unique_ptr<StartFunction> startFunction)
    : id(identifier.isolated()),
      start(std::move(startFunction)),
      startTerm(start->toTerm())
{
    modules = list(startTerm[0]);
}

ChildSpecification::ChildSpecification(const ChildSpecification& other)
    : id(other.id.isolated()),
      start(other.start ? other.start->isolated() : nullptr),
      restart(other.restart),
      significant(other.significant),
      shutdown(other.shutdown),
      type(other.type),
      modules(other.modules.isolated()),
      startTerm(other.startTerm.isolated())
{
}

ChildSpecification& ChildSpecification::operator=(const ChildSpecification& other)
{
    return *this = ChildSpecification(other);
}

void ChildSpecification::forgetArguments()
{
    start.reset();
    startTerm = tuple(startTerm[0], startTerm[1], atoms::undefined);
}

ChildDescription ChildSpecification::describe() const
{
    constexpr std::size_t Limit = 100;
    ChildDescription description;
    description.id = id.toString(Limit);
    description.shutdown = shutdown;
    description.restart = restart;
    description.type = type;
    description.significant = significant;
    if (modules.isCons() && modules.head().isAtom()) {
        description.module = modules.head().atom();
    }
    return description;
}

Term ChildSpecification::toTerm() const
{
    return mapOf(*this);
}

CheckedChild checkChild(const Term& specification, std::optional<AutoShutdown> autoShutdown)
{
    const bool isTuple = specification.isTuple(6);
    if (!isTuple && !specification.isMap()) {
        return {{}, tuple(Atom("invalid_child_spec"), specification)};
    }
    try {
        const Term map = isTuple ? mapOfTuple(specification) : specification;
        ChildSpecification child = readMap(map, autoShutdown);
        child.start = StartHandover::take(map);
        if (!child.start) {
            const Term& function = child.startTerm;
            child.start =
                detail::makeNamedStart(function[0].atom(), function[1].atom(), function[2].elements());
        }
        return {std::move(child), {}};
    } catch (const Fault& fault) {
        return {{}, fault.reason};
    }
}

CheckedChild checkChild(ChildSpecification specification, std::optional<AutoShutdown> autoShutdown)
{
    try {
        readMap(specification.toTerm(), autoShutdown);
        return {std::move(specification), {}};
    } catch (const Fault& fault) {
        return {{}, fault.reason};
    }
}

CheckedChildren checkChildren(const Term& specifications, std::optional<AutoShutdown> autoShutdown)
{
    Collector collector;
    const std::vector<Term> elements = specifications.elements();
    static_cast<void>(std::all_of(elements.begin(), elements.end(), [&](const Term& specification) {
        return collector.add(checkChild(specification, autoShutdown));
    }));
    return collector.take();
}

CheckedChildren checkChildren(std::vector<ChildSpecification> specifications,
                              std::optional<AutoShutdown> autoShutdown)
{
    Collector collector;
    static_cast<void>(
        std::all_of(specifications.begin(), specifications.end(), [&](ChildSpecification& specification) {
            return collector.add(checkChild(std::move(specification), autoShutdown));
        }));
    return collector.take();
}

Term checkChildspecs(const Term& specifications, std::optional<AutoShutdown> autoShutdown)
{
    if (!specifications.isList()) {
        return tuple(atoms::error, tuple(atoms::badarg, specifications));
    }
    const CheckedChildren checked = checkChildren(specifications, autoShutdown);
    return checked.error ? Term(tuple(atoms::error, *checked.error)) : Term(atoms::ok);
}

} // namespace factorama::otp
