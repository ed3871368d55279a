// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/catalogue.h"

#include "runtime/term/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace factorama {

namespace {

/// In the order in which the program's files were initialized.
std::vector<Module>& registered()
{
    static std::vector<Module> modules;
    return modules;
}

std::vector<Module> sorted()
{
    std::vector<Module> modules = registered();
    std::sort(modules.begin(), modules.end(), [](const Module& a, const Module& b) {
        return std::tie(a.topic, a.name) < std::tie(b.topic, b.name);
    });
    return modules;
}

} // namespace

Registration::Registration(Module module)
{
    registered().push_back(std::move(module));
}

std::string_view topicName(Module::Topic topic)
{
    switch (topic) {
    case Module::Topic::Messages:
        return "Processes and messages";
    case Module::Topic::Servers:
        return "Servers with a state";
    case Module::Topic::Failures:
        return "Failures, links and monitors";
    case Module::Topic::Pools:
        return "Pools";
    case Module::Topic::Hashing:
        return "Hashing";
    case Module::Topic::Limits:
        return "Limits";
    case Module::Topic::Classics:
        return "Classics";
    case Module::Topic::Demonstration:
        return "For the demonstration";
    }
    return {};
}

Parameter Parameter::integer(std::string_view name, std::string_view description,
                             std::string_view defaultValue, std::int64_t minimum, std::int64_t maximum)
{
    return {name, description, defaultValue, Kind::Integer, minimum, maximum, {}};
}

Parameter Parameter::processName(std::string_view name, std::string_view description,
                                 std::string_view defaultValue)
{
    return {name, description, defaultValue, Kind::Name, 0, 0, {}};
}

Parameter Parameter::choice(std::string_view name, std::string_view description,
                            std::string_view defaultValue, std::vector<std::string_view> choices)
{
    return {name, description, defaultValue, Kind::Choice, 0, 0, std::move(choices)};
}

const std::vector<Module>& catalogue()
{
    static const std::vector<Module> all = sorted();
    return all;
}

const Module* findModule(std::string_view name)
{
    const auto& all = catalogue();
    const auto found =
        std::find_if(all.begin(), all.end(), [name](const Module& m) { return m.name == name; });
    return found == all.end() ? nullptr : &*found;
}

namespace {

std::variant<Term, std::string> checkArgument(const Parameter& parameter, const std::string& text)
{
    if (parameter.kind == Parameter::Kind::Choice) {
        if (std::find(parameter.choices.begin(), parameter.choices.end(), text) == parameter.choices.end()) {
            return fmt::format("{}: one of {}", parameter.name, fmt::join(parameter.choices, ", "));
        }
        return Term(Atom(text));
    }
    // A name that a person types may be new; it is one atom an argument.
    ParsedTerm parsed = parseTerm(text, parameter.kind == Parameter::Kind::Name ? 1 : 0);
    if (parameter.kind == Parameter::Kind::Name) {
        if (!parsed.term || !parsed.term->isAtom()) {
            return fmt::format("{}: a registered name is an atom, such as {}", parameter.name,
                               parameter.defaultValue);
        }
        return *parsed.term;
    }
    const auto value = parsed.term ? parsed.term->toInteger() : std::nullopt;
    if (!value || *value < parameter.minimum || *value > parameter.maximum) {
        return fmt::format("{}: a whole number from {} to {}", parameter.name, parameter.minimum,
                           parameter.maximum);
    }
    return *parsed.term;
}

} // namespace

std::variant<std::vector<Term>, std::string> checkArguments(const Module& module,
                                                            const std::vector<std::string>& arguments)
{
    if (arguments.size() > module.parameters.size()) {
        return fmt::format("{} takes {} arguments, not {}", module.name, module.parameters.size(),
                           arguments.size());
    }
    std::vector<Term> terms;
    for (std::size_t i = 0; i < module.parameters.size(); ++i) {
        const Parameter& parameter = module.parameters[i];
        auto checked = checkArgument(parameter, i < arguments.size() ? arguments[i]
                                                                     : std::string(parameter.defaultValue));
        if (auto* error = std::get_if<std::string>(&checked)) {
            return std::move(*error);
        }
        terms.push_back(std::get<Term>(std::move(checked)));
    }
    return terms;
}

} // namespace factorama
