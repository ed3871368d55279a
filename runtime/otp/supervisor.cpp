// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/otp/supervisor.h"

#include "runtime/node/runtime.h"
#include "runtime/otp/supervisor_children.h"

#include <utility>

namespace factorama::otp {

namespace {

const Atom countChildrenAtom("count_children");
const Atom deleteChildAtom("delete_child");
const Atom getChildspecAtom("get_childspec");
const Atom restartChildAtom("restart_child");
const Atom startChildAtom("start_child");
const Atom startLinkAtom("start_link");
const Atom supervisorAtom("supervisor");
const Atom terminateChildAtom("terminate_child");
const Atom whichChildrenAtom("which_children");

/// An init that has decided already.
class Decided final : public detail::SupervisorCallback {
public:
    explicit Decided(SupervisorSpecification specification) : m_specification(std::move(specification)) {}
    SupervisorInit init() const override { return m_specification; }
    Atom module() const override { return m_specification.module; }
    std::unique_ptr<detail::SupervisorCallback> isolated() const override
    {
        return std::make_unique<Decided>(m_specification);
    }

private:
    SupervisorSpecification m_specification;
};

Subroutine<StartedChild> startAsChild(Self self, std::unique_ptr<detail::SupervisorCallback> callback,
                                      Atom name)
{
    Subroutine<Started> starting = detail::startSupervisor(self, std::move(callback), name);
    const Started started = co_await starting;
    co_return StartedChild::from(started);
}

} // namespace

namespace detail {

std::unique_ptr<SupervisorCallback> makeCallback(SupervisorSpecification specification)
{
    return std::make_unique<Decided>(std::as_const(specification)); // a copy, which is isolated
}

Subroutine<Started> startSupervisor(Self self, std::unique_ptr<SupervisorCallback> callback, Atom name)
{
    const Atom module = callback->module();
    return startSupervisorServer(self, makeSupervisor(std::move(callback)), module, name);
}

Subroutine<StartedChild> SupervisorStart::start(Self supervisor, std::vector<Term> extra) const
{
    if (!extra.empty()) {
        throwUndefined({supervisorAtom, startLinkAtom, 0}, extra);
    }
    return startAsChild(supervisor, m_callback->isolated(), m_name);
}

std::unique_ptr<StartFunction> SupervisorStart::isolated() const
{
    return std::make_unique<SupervisorStart>(m_callback->isolated(), m_name);
}

Term SupervisorStart::toTerm() const
{
    return makeStartTerm({supervisorAtom, startLinkAtom, 0}, {m_callback->module()});
}

ChildSpecification makeSupervisorChild(Term id, std::unique_ptr<SupervisorCallback> callback, Atom name)
{
    const Atom module = callback->module();
    ChildSpecification child(std::move(id), std::make_unique<SupervisorStart>(std::move(callback), name));
    child.type = ChildType::Supervisor;
    child.shutdown = ChildSpecification::Infinity;
    child.modules = list(module);
    return child;
}

} // namespace detail

Subroutine<Started> startSupervisorLink(Self self, SupervisorSpecification specification)
{
    const Atom name = specification.name;
    return detail::startSupervisor(self, detail::makeCallback(std::move(specification)), name);
}

Pid startSupervisor(Runtime& runtime, SupervisorSpecification specification, SpawnOptions options)
{
    const Atom module = specification.module;
    if (!specification.name.isUndefined()) {
        options.name = specification.name;
    }
    return detail::spawnSupervisorServer(
        runtime, detail::makeSupervisor(detail::makeCallback(std::move(specification))), module,
        std::move(options));
}

bool changeStrategy(Runtime& runtime, Pid supervisor, RestartStrategy strategy)
{
    return runtime.send(supervisor,
                        tuple(atoms::genCast, tuple(Atom(detail::ChangeStrategy), std::int64_t(strategy))));
}

ChildSpecification childSupervisor(Term id, SupervisorSpecification specification)
{
    const Atom name = specification.name;
    return detail::makeSupervisorChild(std::move(id), detail::makeCallback(std::move(specification)), name);
}

Subroutine<Term> startChild(Self self, ServerRef supervisor, ChildSpecification child)
{
    return detail::callStartChild(self, supervisor, std::move(child));
}

Subroutine<Term> startChild(Self self, ServerRef supervisor, Term childOrArguments)
{
    return call(self, supervisor, tuple(startChildAtom, childOrArguments), Infinity);
}

Subroutine<Term> terminateChild(Self self, ServerRef supervisor, Term id)
{
    return call(self, supervisor, tuple(terminateChildAtom, id), Infinity);
}

Subroutine<Term> restartChild(Self self, ServerRef supervisor, Term id)
{
    return call(self, supervisor, tuple(restartChildAtom, id), Infinity);
}

Subroutine<Term> deleteChild(Self self, ServerRef supervisor, Term id)
{
    return call(self, supervisor, tuple(deleteChildAtom, id), Infinity);
}

Subroutine<Term> getChildspec(Self self, ServerRef supervisor, Term id)
{
    return call(self, supervisor, tuple(getChildspecAtom, id), Infinity);
}

Subroutine<Term> whichChildren(Self self, ServerRef supervisor)
{
    return call(self, supervisor, whichChildrenAtom, Infinity);
}

Subroutine<Term> countChildren(Self self, ServerRef supervisor)
{
    return call(self, supervisor, countChildrenAtom, Infinity);
}

} // namespace factorama::otp
