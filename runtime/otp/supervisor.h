// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/child_specification.h"
#include "runtime/otp/gen_server.h"
#include "runtime/otp/supervisor_server.h"
#include "runtime/process/process.h"
#include "runtime/process/self.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

/// supervisor: starts its children in order, restarts those that die, stops them in reverse. After too many
/// restarts in too short a time it gives up: it stops all children and ends with reason shutdown. Interface,
/// protocol, defaults, return values and exit reasons are OTP 25's.
namespace factorama::otp {

/// What a supervisor's init decides: its flags and children.
struct SupervisorSpecification {
    RestartStrategy strategy = RestartStrategy::OneForOne;
    std::int64_t intensity = 1; ///< restarts allowed ...
    std::int64_t period = 5; ///< ... in this many seconds
    AutoShutdown autoShutdown = AutoShutdown::Never;
    std::vector<ChildSpecification> children{};
    Atom name{}; ///< to register, as {local, Name}
    Atom module = Atom("supervisor"); ///< whose init this stands for, in the initial call and in reports
};

/// What an init callback returns: a specification, or what OTP's init would: `ignore`, or
/// {ok, {Flags, ChildSpecifications}} as a term. Anything else is {bad_return, ...}.
using SupervisorInit = std::variant<SupervisorSpecification, Term>;

namespace detail {

/// An init callback with its arguments.
class SupervisorCallback {
public:
    virtual ~SupervisorCallback() = default;
    virtual SupervisorInit init() const = 0;
    virtual Atom module() const = 0;
    virtual std::unique_ptr<SupervisorCallback> isolated() const = 0;
};

std::unique_ptr<SupervisorCallback> makeCallback(SupervisorSpecification specification);
Subroutine<Started> startSupervisor(Self self, std::unique_ptr<SupervisorCallback> callback, Atom name);

template<typename>
struct InitTraits;
template<typename... P>
struct InitTraits<SupervisorInit (*)(P...)> {
    using Parameters = std::tuple<P...>;
};

template<auto function>
class InitCallback final : public SupervisorCallback {
    using Parameters = typename InitTraits<decltype(function)>::Parameters;

public:
    template<typename... Arguments>
    static std::unique_ptr<SupervisorCallback> make(Arguments&&... arguments)
    {
        const InitCallback callback{Parameters(std::forward<Arguments>(arguments)...)};
        return callback.isolated();
    }
    explicit InitCallback(Parameters&& arguments) : m_arguments(std::move(arguments)) {}
    SupervisorInit init() const override { return std::apply(function, copyOfArguments()); }
    Atom module() const override
    {
        static const InitialCall call = factorama::detail::makeInitialCall(
            factorama::detail::bodyName<function>(), std::tuple_size_v<Parameters>);
        return call.module;
    }
    std::unique_ptr<SupervisorCallback> isolated() const override
    {
        return std::make_unique<InitCallback>(copyOfArguments());
    }

private:
    Parameters copyOfArguments() const
    {
        return std::apply(
            [](const auto&... argument) {
                return Parameters(factorama::detail::isolate<std::decay_t<decltype(argument)>>(argument)...);
            },
            m_arguments);
    }
    Parameters m_arguments;
};

/// A child that is a supervisor.
class SupervisorStart final : public StartFunction {
public:
    SupervisorStart(std::unique_ptr<SupervisorCallback> callback, Atom name)
        : m_callback(std::move(callback)),
          m_name(name)
    {
    }
    Subroutine<StartedChild> start(Self supervisor, std::vector<Term> extra) const override;
    std::unique_ptr<StartFunction> isolated() const override;
    Term toTerm() const override;

private:
    std::unique_ptr<SupervisorCallback> m_callback;
    Atom m_name;
};

ChildSpecification makeSupervisorChild(Term id, std::unique_ptr<SupervisorCallback> callback, Atom name);

} // namespace detail

/// Starts a supervisor linked to the caller, and waits until its children are started. Errors are OTP's:
/// {shutdown, {failed_to_start_child, Id, Reason}}, {start_spec, What}, {supervisor_data, What},
/// {already_started, Pid}.
Subroutine<Started> startSupervisorLink(Self self, SupervisorSpecification specification);
/// The same with an init callback `SupervisorInit init(arguments...)`, which runs in the new process; `name`
/// is to be registered, if it is not `undefined`.
template<auto init, typename... Arguments>
Subroutine<Started> startSupervisorLink(Self self, Atom name, Arguments... arguments)
{
    return detail::startSupervisor(self, detail::InitCallback<init>::make(std::move(arguments)...), name);
}
/// From outside: it runs without a parent. Whether its children start shows in the log alone.
Pid startSupervisor(Runtime& runtime, SupervisorSpecification specification, SpawnOptions options = {});

/// Asks a running supervisor to follow another strategy from now on, from outside; it does so when it has
/// handled what came before. Not to or from simple_one_for_one, whose children are of another kind, nor of a
/// DynamicSupervisor: then it stays as it is, and the log says so. False if the process is not alive.
bool changeStrategy(Runtime& runtime, Pid supervisor, RestartStrategy strategy);

/// A supervisor as a child: it has all the time it needs to stop.
ChildSpecification childSupervisor(Term id, SupervisorSpecification specification);
template<auto init, typename... Arguments>
ChildSpecification childSupervisor(Term id, Arguments&&... arguments)
{
    return detail::makeSupervisorChild(
        std::move(id), detail::InitCallback<init>::make(std::forward<Arguments>(arguments)...), Atom());
}

// -- the interface: `co_await otp::startChild(self, tree, child)`; `supervisor` is a pid or a name --
//
// They wait without end, and exit with {Reason, {gen_server, call, [Supervisor, Request, infinity]}} if the
// supervisor is not there.

/// {ok, Pid}, {ok, Pid, Info}, {ok, undefined}, {error, already_present}, {error, {already_started, Pid}} or
/// {error, {Reason, Child}}.
Subroutine<Term> startChild(Self self, ServerRef supervisor, ChildSpecification child);
/// As above with OTP's child specification as a term; to a simple_one_for_one supervisor, a list of further
/// arguments for its start function.
Subroutine<Term> startChild(Self self, ServerRef supervisor, Term childOrArguments);
/// ok, {error, not_found} or {error, simple_one_for_one}; of a simple_one_for_one supervisor by pid.
Subroutine<Term> terminateChild(Self self, ServerRef supervisor, Term id);
/// As startChild(), or {error, Reason} with running, restarting, not_found, simple_one_for_one.
Subroutine<Term> restartChild(Self self, ServerRef supervisor, Term id);
/// ok, or {error, Reason} with running, restarting, not_found, simple_one_for_one.
Subroutine<Term> deleteChild(Self self, ServerRef supervisor, Term id);
/// {ok, Map} or {error, not_found}.
Subroutine<Term> getChildspec(Self self, ServerRef supervisor, Term id);
/// [{Id, Pid | restarting | undefined, worker | supervisor, Modules}], the last started first.
Subroutine<Term> whichChildren(Self self, ServerRef supervisor);
/// [{specs, N}, {active, N}, {supervisors, N}, {workers, N}]
Subroutine<Term> countChildren(Self self, ServerRef supervisor);

} // namespace factorama::otp
