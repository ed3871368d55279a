// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/modules/catalogue.h"

#include "runtime/term/parse.h"

#include <fmt/format.h>

#include <algorithm>

namespace factorama {

const std::vector<Module>& catalogue()
{
    static const std::vector<Module> all{
        modules::echo::module(),   modules::prime_counter::module(), modules::slow_reader::module(),
        modules::ticker::module(), modules::watcher::module(),
    };
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
    // A name that a person types may be new; it is one atom an argument.
    ParsedTerm parsed = parseTerm(text, parameter.kind == Parameter::Kind::Name ? 1 : 0);
    if (parameter.kind == Parameter::Kind::Name) {
        if (!parsed.term || !parsed.term->isAtom()) {
            return fmt::format("{}: a registered name is an atom, such as echo", parameter.name);
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
