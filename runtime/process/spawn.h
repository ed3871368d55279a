// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/mailbox_limit.h"
#include "runtime/process/priority.h"
#include "runtime/process/process.h"
#include "runtime/term/term.h"

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace factorama {

class Runtime;

/// How a process was started from the catalogue.
struct StartSpecification {
    std::string module;
    std::vector<std::string> arguments;
};

struct SpawnOptions {
    bool link = false; ///< with the parent, atomically with the spawn
    bool monitor = false; ///< by the parent, likewise
    Atom name; ///< to register; the spawn fails with badarg if it is taken
    Atom label;
    Priority priority = Priority::Normal;
    std::optional<MailboxLimit> mailboxLimit;
    InternedCall initialCall; ///< to be shown instead of the body's own name
    std::unique_ptr<StartSpecification> startSpecification;
};

struct Spawned {
    Pid pid;
    Reference monitor; ///< with SpawnOptions::monitor
};

namespace detail {

/// "factorama::modules::echo::loop" out of the compiler's name of a function with the template argument
/// `key`.
constexpr std::string_view templateArgument(std::string_view prettyFunction, std::string_view key)
{
    prettyFunction.remove_prefix(prettyFunction.find(key) + key.size());
    const std::string_view name = prettyFunction.substr(0, prettyFunction.find_first_of(";]"));
    return name.starts_with('&') ? name.substr(1) : name;
}

template<auto body>
constexpr std::string_view bodyName()
{
    return templateArgument(__PRETTY_FUNCTION__, "body = ");
}

template<typename Type>
constexpr std::string_view typeName()
{
    return templateArgument(__PRETTY_FUNCTION__, "Type = ");
}

InitialCall makeInitialCall(std::string_view qualifiedName, std::size_t arity);

/// Module (the innermost namespace or class), function and arity of a body.
template<auto body, std::size_t arity>
InternedCall initialCallOf()
{
    static const InternedCall call(makeInitialCall(bodyName<body>(), arity));
    return call;
}

/// What an argument is in the new process: terms are copied, so that no memory is shared.
template<typename T>
T isolate(T value)
{
    if constexpr (std::same_as<T, Term>) {
        return value.isolated();
    } else if constexpr (std::same_as<T, std::vector<Term>>) {
        for (Term& term : value) {
            term = term.isolated();
        }
        return value;
    } else {
        static_assert(!std::is_reference_v<T> && !std::is_pointer_v<T>,
                      "a process shares no memory: pass by value");
        return value;
    }
}

template<typename>
struct BodyTraits;
template<typename... Parameters>
struct BodyTraits<Process (*)(Self, Parameters...)> {
    template<typename... Arguments>
    static Process call(Process (*body)(Self, Parameters...), const Self& self, Arguments&&... arguments)
    {
        return body(self, isolate<Parameters>(std::forward<Arguments>(arguments))...);
    }
    static constexpr std::size_t Arity = sizeof...(Parameters);
};

} // namespace detail

namespace detail {

/// What Runtime does for a spawn: the body becomes a process. If this throws there is none.
Spawned commitSpawn(Runtime& runtime, Process body, ControlBlock* parent, InternedCall call,
                    SpawnOptions&& options);

} // namespace detail

/// Starts a process with the function `body(Self, ...)`; `parent` is null from outside. Throws Raised
/// (error:system_limit at the limit of processes, error:badarg for a name that is taken); nothing has been
/// started then.
template<auto body, typename... Arguments>
Spawned spawnProcess(Runtime& runtime, ControlBlock* parent, SpawnOptions&& options,
                     Arguments&&... arguments);

} // namespace factorama
