// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/runtime.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace factorama {

/// A parameter of a module: an integer within bounds, or the registered name of a process.
struct Parameter {
    enum class Kind : std::uint8_t { Integer, Name };

    std::string_view name;
    std::string_view description;
    std::string_view defaultValue;
    Kind kind = Kind::Integer;
    std::int64_t minimum = 0; ///< of an integer
    std::int64_t maximum = 0;
};

/// A module of the catalogue: something that a person can spawn by name.
struct Module {
    std::string_view name;
    std::string_view summary; ///< one sentence
    std::vector<Parameter> parameters;
    /// Starts it; the arguments are as many as the parameters and have been checked. `parent` is null from
    /// outside.
    Spawned (*start)(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                     const std::vector<Term>& arguments);
};

/// For Module::start: spawns `body(Self, std::vector<Term>)`.
template<auto body>
Spawned startModule(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                    const std::vector<Term>& arguments)
{
    return spawnProcess<body>(runtime, parent, std::move(options), arguments);
}

/// Text of arguments, checked: terms, or what is wrong in a person's words.
std::variant<std::vector<Term>, std::string> checkArguments(const Module& module,
                                                            const std::vector<std::string>& arguments);

} // namespace factorama
