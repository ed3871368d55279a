// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/node/runtime.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace factorama {

/// A parameter of a module: an integer within bounds, the name of a process, or one of some choices.
struct Parameter {
    enum class Kind : std::uint8_t { Integer, Name, Choice };

    std::string_view name;
    std::string_view description;
    std::string_view defaultValue;
    Kind kind = Kind::Integer;
    std::int64_t minimum = 0; ///< of an integer
    std::int64_t maximum = 0;
    std::vector<std::string_view> choices;

    static Parameter integer(std::string_view name, std::string_view description,
                             std::string_view defaultValue, std::int64_t minimum, std::int64_t maximum);
    /// An atom, under which a process is or will be registered.
    static Parameter processName(std::string_view name, std::string_view description,
                                 std::string_view defaultValue);
    /// One of some atoms.
    static Parameter choice(std::string_view name, std::string_view description,
                            std::string_view defaultValue, std::vector<std::string_view> choices);
};

/// A message that a module understands, by an example that can be sent as it is; `Self` is the sender's pid.
struct KnownMessage {
    std::string_view example;
    std::string_view answer; ///< what the sender gets for it, or what else happens
};

/// A module of the catalogue: something that a person can spawn by name.
struct Module {
    /// What it is about; also the order in which modules are listed.
    enum class Topic : std::uint8_t {
        Messages,
        Servers,
        Failures,
        Pools,
        Hashing,
        Limits,
        Classics,
        Demonstration,
    };
    /// Starts it; the arguments are as many as the parameters and have been checked. `parent` is null from
    /// outside.
    using Start = Spawned (*)(Runtime& runtime, ControlBlock* parent, SpawnOptions options,
                              const std::vector<Term>& arguments);

    std::string_view name;
    std::string_view summary; ///< one sentence
    Topic topic = Topic::Demonstration;
    std::vector<Parameter> parameters;
    std::vector<KnownMessage> messages;
    Start start = nullptr;
    /// Paragraphs, a line each: what is to be seen, and what was wrong in the original, if anything.
    std::string_view documentation;
};

std::string_view topicName(Module::Topic topic);

/// Puts a module into the catalogue, before main(): `const Registration registration{{...}};` in the module's
/// file is all that it takes.
class Registration {
public:
    explicit Registration(Module module);
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
