// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// Elixir's Task: a process that computes one thing, for a process that awaits it.
///
///     Term square(Term number);                     // or Subroutine<Term> square(Self self, Term number)
///
///     const otp::Task task = otp::task::async<&square>(self, 7);
///     const Term result = co_await otp::task::await(self, task);
namespace factorama::otp {

/// A task, for the process that started it.
struct Task {
    Pid pid;
    Reference reference; ///< of the monitor on it, and of its reply: {Reference, Result}
    Pid owner;
    InitialCall function;

    /// Elixir's struct.
    Term toTerm() const;
};

namespace task {

/// What async_stream does with a task whose time is over.
enum class OnTimeout : std::uint8_t {
    Exit, ///< the caller exits with {timeout, {'Elixir.Task.Supervised', stream, [Timeout]}}
    KillTask, ///< the result is {exit, timeout}
};

struct StreamOptions {
    int maxConcurrency = 0; ///< tasks at once; 0 is one for each scheduler
    bool ordered = true; ///< results in the order of the items, or in that in which they came
    std::int64_t timeout = DefaultCallTimeout; ///< of each task
    OnTimeout onTimeout = OnTimeout::Exit;
};

namespace detail {

/// Starts the process of a task; it waits for {Owner, Tag}, and sends {Tag, Result} to the owner.
using Start = Pid (*)(Self self, Term ancestors, std::vector<Term> arguments);

Task async(Self self, Start start, const InitialCall& function, std::vector<Term> arguments);
Subroutine<std::vector<Term>> asyncStream(Self self, Start start, InitialCall function,
                                          std::vector<Term> items, StreamOptions options);
/// In the process of the task: waits for the tag.
Subroutine<Reference> begin(Self self, Pid owner, Term ancestors);
void finish(Self self, Pid owner, Reference tag, const Term& result);

template<typename>
struct FunctionTraits;
template<typename... Parameters>
struct FunctionTraits<Term (*)(Parameters...)> {
    static constexpr bool Waits = false;
    static constexpr std::size_t Arity = sizeof...(Parameters);
};
template<typename... Parameters>
struct FunctionTraits<Subroutine<Term> (*)(Self, Parameters...)> {
    static constexpr bool Waits = true;
    static constexpr std::size_t Arity = sizeof...(Parameters);
};

template<auto function, std::size_t... indices>
auto apply(Self self, const std::vector<Term>& arguments, std::index_sequence<indices...>)
{
    if constexpr (FunctionTraits<decltype(function)>::Waits) {
        return function(self, arguments[indices]...);
    } else {
        return function(arguments[indices]...);
    }
}

template<auto function>
Process run(Self self, Pid owner, Term ancestors, std::vector<Term> arguments)
{
    using Traits = FunctionTraits<decltype(function)>;
    constexpr std::make_index_sequence<Traits::Arity> indices;
    Subroutine<Reference> beginning = begin(self, owner, ancestors);
    const Reference tag = co_await beginning;
    if constexpr (Traits::Waits) {
        Subroutine<Term> computing = apply<function>(self, arguments, indices);
        const Term result = co_await computing;
        finish(self, owner, tag, result);
    } else {
        const Term result = apply<function>(self, arguments, indices);
        finish(self, owner, tag, result);
    }
}

template<auto function>
const InitialCall& functionName()
{
    static const InitialCall name = factorama::detail::makeInitialCall(
        factorama::detail::bodyName<function>(), FunctionTraits<decltype(function)>::Arity);
    return name;
}

template<auto function>
Pid start(Self self, Term ancestors, std::vector<Term> arguments)
{
    SpawnOptions options;
    options.link = true;
    static const InternedCall call(functionName<function>());
    options.initialCall = call;
    return self.spawnWith<&run<function>>(std::move(options), self.pid(), ancestors, std::move(arguments))
        .pid;
}

} // namespace detail

/// Starts `function(arguments...)` in a linked process. The function takes and returns terms; one that has to
/// wait is a Subroutine<Term> and takes a Self first.
template<auto function, typename... Arguments>
Task async(Self self, Arguments... arguments)
{
    static_assert(detail::FunctionTraits<decltype(function)>::Arity == sizeof...(Arguments),
                  "the function takes another number of arguments");
    return detail::async(self, &detail::start<function>, detail::functionName<function>(),
                         {Term(std::move(arguments))...});
}

/// The task's result. Exits with {timeout, {'Elixir.Task', await, [Task, Timeout]}} after the time, and with
/// the task's reason in its place if it ended without one. error:badarg if the task is somebody else's.
Subroutine<Term> await(Self self, Task task, std::int64_t timeout = DefaultCallTimeout);
/// {ok, Result}, {exit, Reason}, or `nil` after the time: then one may ask again.
Subroutine<Term> yield(Self self, Task task, std::int64_t timeout = DefaultCallTimeout);
/// Ends the task: {ok, Result} if it had one already, `nil` if it ended as it was told, else {exit, Reason}.
/// After the time it is killed, so the reason is `killed`; with BrutalKill at once, and that is as it was
/// told.
Subroutine<Term> shutdown(Self self, Task task, std::int64_t timeout = DefaultCallTimeout);
inline constexpr std::int64_t BrutalKill = 0;

/// `function(item)` for each item, several at a time: {ok, Result} or, if this process traps exits, {exit,
/// Reason} for each. If it does not, the first task that fails ends it too.
template<auto function>
Subroutine<std::vector<Term>> asyncStream(Self self, std::vector<Term> items, StreamOptions options = {})
{
    static_assert(detail::FunctionTraits<decltype(function)>::Arity == 1, "the function takes one item");
    return detail::asyncStream(self, &detail::start<function>, detail::functionName<function>(),
                               std::move(items), options);
}

} // namespace task

} // namespace factorama::otp
