// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/factorization_view.h"

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace factorama {

/// What was typed cannot be meant: ends the program with status 2 and a hint at --help.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// An option `--name`, or `--name VALUE` where `value` names the value.
struct Option {
    std::string name; ///< without the dashes
    std::string value; ///< "N", or "light|dark"; empty for an option without a value
    std::string help;
};

class Arguments;

/// A subcommand as --help, the parser and main() know it; the one without a name is the window.
struct Command {
    std::string name;
    std::string synopsis; ///< of its arguments: "NUMBERS..."; empty if it takes none
    std::string summary; ///< one line
    std::vector<Option> options;
    /// Further paragraphs of its --help.
    std::string (*details)();
    /// @returns the exit status. @throws UsageError, Failure, OutputClosed
    int (*run)(const Arguments& arguments);
};

/// What was typed after the subcommand's name.
class Arguments {
public:
    /// Options as `--name value` or `--name=value`, `--` ends them; the last one wins, or see values(). `-`
    /// and negative numbers are no options. @throws UsageError
    Arguments(const Command& command, const std::vector<std::string>& words);

    bool has(const std::string& option) const { return m_options.contains(option); }
    std::string value(const std::string& option, const std::string& fallback) const;
    /// Of an option that may be given several times, all of them in order.
    std::vector<std::string> values(const std::string& option) const;
    /// A whole number from `least` to `most`. @throws UsageError
    int integer(const std::string& option, int fallback, int least, int most) const;
    /// One of the names. @throws UsageError that lists them
    std::string choice(const std::string& option, const std::string& fallback,
                       const std::vector<std::string>& names) const;
    /// Positive whole numbers separated by commas. @throws UsageError
    std::vector<int> integers(const std::string& option, const std::vector<int>& fallback, int most) const;
    /// `WIDTHxHEIGHT`. @throws UsageError
    std::pair<int, int> size(const std::string& option, std::pair<int, int> fallback) const;

    /// The words that are no options.
    const std::vector<std::string>& words() const { return m_words; }

private:
    std::map<std::string, std::vector<std::string>> m_options;
    std::vector<std::string> m_words;
};

/// The option `--schedulers N`, the same for all commands, and its value; 0 for one a core.
Option schedulersDescription();
int schedulersOption(const Arguments& arguments);

/// The text of `factorama COMMAND --help`.
std::string helpOf(const Command& command);

/// What was probably meant by a mistyped word; empty if nothing is near.
std::string nearest(std::string_view word, const std::vector<std::string>& names);

/// "a, b, c"
std::string joined(const std::vector<std::string>& words, std::string_view separator = ", ");
/// The paragraphs of a text, which line ends separate, as lines of a help text.
std::string paragraphs(const std::string& text);

/// Rows of two aligned columns, for a help text.
std::string columns(const std::vector<std::pair<std::string, std::string>>& rows);
std::vector<std::string> namesOf(const std::vector<Choice>& choices);
/// One row a choice: its name, and what it is.
std::string described(const std::vector<Choice>& choices);

} // namespace factorama
