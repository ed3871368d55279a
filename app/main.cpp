// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench_command.h"
#include "app/command_line.h"
#include "app/console.h"
#include "app/demo_command.h"
#include "app/factor_command.h"
#include "app/interruption.h"
#include "app/modules_command.h"
#include "app/run_command.h"
#include "app/screenshot_command.h"
#include "app/window_command.h"
#include "runtime/factorization/natural.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>

#ifndef FACTORAMA_VERSION
#define FACTORAMA_VERSION "development"
#endif

namespace factorama {

namespace {

using CommandFunction = const Command& (*)();
constexpr std::array<CommandFunction, 6> commands = {factorCommand, benchCommand,      modulesCommand,
                                                     runCommand,    screenshotCommand, demoCommand};

std::vector<std::string> commandNames()
{
    std::vector<std::string> names;
    for (const CommandFunction command : commands)
        names.push_back(command().name);
    return names;
}

/// The command that the words begin with, which is taken off them. @throws UsageError
const Command& takeCommand(std::vector<std::string>& words)
{
    if (words.empty() || (words.front().starts_with('-') && words.front() != "-"))
        return windowCommand();
    const std::string name = words.front();
    for (const CommandFunction command : commands) {
        if (command().name == name) {
            words.erase(words.begin());
            return command();
        }
    }
    std::string message = "unknown command '" + shortened(name) + "'";
    if (const std::string meant = nearest(name, commandNames()); !meant.empty())
        message += ", did you mean " + meant + "?";
    else if (std::holds_alternative<Natural>(parseNatural(name)))
        message += "; to factorize numbers: factorama factor " + shortened(name);
    throw UsageError(message + "\nThe commands are: " + joined(commandNames()) +
                     "; without one the window opens");
}

std::string helpText(const Command& command)
{
    std::string text = helpOf(command);
    if (!command.name.empty())
        return text;
    std::vector<std::pair<std::string, std::string>> rows;
    for (const CommandFunction listed : commands)
        rows.emplace_back(listed().name + " " + listed().synopsis, listed().summary);
    return text + "\nCommands, each with a --help of its own:\n" + columns(rows) +
           "\nThe status is 0 on success, 1 on failure, 2 for a mistake in the command line.\n";
}

int run(std::vector<std::string> words)
{
    std::string helpCommand = "factorama --help";
    try {
        catchInterruptions();
        const Command& command = takeCommand(words);
        if (!command.name.empty())
            helpCommand = "factorama " + command.name + " --help";
        const Arguments arguments(command, words);
        ResultOutput output;
        if (arguments.has("help")) {
            output.write(helpText(command));
            output.flush();
            return Succeeded;
        }
        if (command.name.empty() && arguments.has("version")) {
            output.write("factorama " FACTORAMA_VERSION "\n");
            output.flush();
            return Succeeded;
        }
        return command.run(arguments);
    } catch (const UsageError& error) {
        complain(error.what());
        complain("see " + helpCommand);
        return WrongUsage;
    } catch (const Failure& failure) {
        complain(failure.what());
    } catch (const OutputClosed&) {
        return Succeeded; // whoever closed it has what he wanted
    } catch (const std::bad_alloc&) {
        complain("out of memory: give fewer numbers at a time");
    } catch (const std::exception& error) {
        complain(std::string("failed: ") + error.what());
    }
    return Failed;
}

} // namespace

} // namespace factorama

int main(int argc, char* argv[])
{
    return factorama::run({argv + std::min(argc, 1), argv + argc});
}
