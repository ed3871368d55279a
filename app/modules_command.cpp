// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/modules_command.h"

#include "app/console.h"
#include "runtime/factorization/natural.h"
#include "runtime/modules/catalogue.h"

#include <fmt/format.h>

#include <optional>

namespace factorama {

namespace {

/// `worker`, `hash_it NAME KIND`
std::string synopsisOf(const Module& module)
{
    std::string text(module.name);
    for (const Parameter& parameter : module.parameters) {
        text += " [" + std::string(parameter.name) + "]";
    }
    return text;
}

std::string limitsOf(const Parameter& parameter)
{
    switch (parameter.kind) {
    case Parameter::Kind::Integer:
        return fmt::format("{} to {}", parameter.minimum, parameter.maximum);
    case Parameter::Kind::Name:
        return "a registered name";
    case Parameter::Kind::Choice:
        break;
    }
    return fmt::format("{}", fmt::join(parameter.choices, ", "));
}

std::string listing()
{
    std::string text;
    std::optional<Module::Topic> topic;
    std::vector<std::pair<std::string, std::string>> rows;
    const auto flush = [&] {
        if (topic)
            text += (text.empty() ? "" : "\n") + std::string(topicName(*topic)) + "\n" + columns(rows);
        rows.clear();
    };
    for (const Module& module : catalogue()) {
        if (topic != module.topic)
            flush();
        topic = module.topic;
        rows.emplace_back(module.name, module.summary);
    }
    flush();
    return text + "\nMore of one: factorama modules NAME. To try it: factorama run NAME.\n";
}

std::string documentation(const Module& module)
{
    std::string text = fmt::format("factorama run {}\n\n{}\n", synopsisOf(module), module.summary);
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Parameter& parameter : module.parameters) {
        rows.emplace_back(parameter.name, fmt::format("{}: {} (default: {})", parameter.description,
                                                      limitsOf(parameter), parameter.defaultValue));
    }
    if (!rows.empty())
        text += "\nArguments, in this order:\n" + columns(rows);
    if (!module.messages.empty())
        text += "\nIt understands (Self, or self(), is who sends it), and answers:\n";
    for (const KnownMessage& message : module.messages)
        text += "  " + std::string(message.example) + "\n" + columns({{"  ", std::string(message.answer)}});
    if (!module.documentation.empty())
        text += "\n" + paragraphs(std::string(module.documentation));
    return text;
}

std::string details()
{
    return "Without a name all modules are listed; with one, its arguments and messages are.\n";
}

int run(const Arguments& arguments)
{
    if (arguments.words().size() > 1)
        throw UsageError("one module at a time");
    ResultOutput output;
    output.write(arguments.words().empty() ? listing() : documentation(requireModule(arguments.words()[0])));
    output.flush();
    return Succeeded;
}

} // namespace

const Module& requireModule(const std::string& name)
{
    if (const Module* module = findModule(name))
        return *module;
    std::vector<std::string> names;
    for (const Module& module : catalogue())
        names.emplace_back(module.name);
    const std::string meant = nearest(name, names);
    throw UsageError("there is no module '" + shortened(name) + "'" +
                     (meant.empty() ? "" : ", did you mean " + meant + "?") +
                     "\nfactorama modules lists them");
}

const Command& modulesCommand()
{
    static const Command command = {
        "modules", "[NAME]", "Lists the processes that can be spawned, or documents one.", {}, details, run,
    };
    return command;
}

} // namespace factorama
