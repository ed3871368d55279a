// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_line.h"

#include "runtime/factorization/natural.h"
#include "runtime/scheduler/threaded_scheduler.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>

namespace factorama {

namespace {

constexpr std::size_t HelpWidth = 100;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::optional<int> toInteger(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::string quoted(std::string_view text)
{
    return "'" + shortened(text) + "'";
}

std::string didYouMean(std::string_view word, const std::vector<std::string>& names, std::string_view prefix)
{
    const std::string name = nearest(word, names);
    return name.empty() ? std::string() : ", did you mean " + std::string(prefix) + name + "?";
}

/// What follows `line`, in lines of the help's width that are indented but the first.
std::string wrapped(std::string line, std::string_view right, std::size_t indent)
{
    std::string text;
    for (const std::string& word : split(right, ' ')) {
        if (line.size() > indent && line.size() + word.size() > HelpWidth) {
            text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
            line = std::string(indent, ' ');
        }
        line += word + ' ';
    }
    return text + line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
}

/// Edit distance (Levenshtein, 1965).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

Arguments::Arguments(const Command& command, const std::vector<std::string>& words)
{
    std::vector<std::string> known = {"help"};
    for (const Option& option : command.options)
        known.push_back(option.name);

    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const bool isOption = !optionsEnded && word.size() > 1 && word[0] == '-' && !isDigit(word[1]);
        if (!isOption) {
            m_words.push_back(word);
            continue;
        }
        if (word == "--") {
            optionsEnded = true;
            continue;
        }
        if (word == "-h") {
            m_options["help"].emplace_back();
            continue;
        }
        const std::size_t assignment = word.find('=');
        const std::string typed = word.substr(0, assignment);
        const std::string name = typed.starts_with("--") ? typed.substr(2) : std::string();
        if (std::find(known.begin(), known.end(), name) == known.end()) {
            const std::string bare = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
            throw UsageError("unknown option " + quoted(typed) + didYouMean(bare, known, "--"));
        }
        const auto option = std::find_if(command.options.begin(), command.options.end(),
                                         [&](const Option& candidate) { return candidate.name == name; });
        const bool takesValue = option != command.options.end() && !option->value.empty();
        if (!takesValue) {
            if (assignment != std::string::npos)
                throw UsageError("--" + name + " takes no value");
            m_options[name].emplace_back();
        } else if (assignment != std::string::npos) {
            m_options[name].push_back(word.substr(assignment + 1));
        } else if (i + 1 < words.size() && !words[i + 1].starts_with("--")) {
            m_options[name].push_back(words[++i]);
        } else {
            throw UsageError("--" + name + " needs a value: --" + name + " " + option->value);
        }
    }
    if (command.synopsis.empty() && !m_words.empty() && !has("help"))
        throw UsageError("unexpected " + quoted(m_words.front()));
}

std::string Arguments::value(const std::string& option, const std::string& fallback) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? fallback : found->second.back();
}

std::vector<std::string> Arguments::values(const std::string& option) const
{
    const auto found = m_options.find(option);
    return found == m_options.end() ? std::vector<std::string>() : found->second;
}

int Arguments::integer(const std::string& option, int fallback, int least, int most) const
{
    if (!has(option))
        return fallback;
    const std::string text = value(option, {});
    const std::optional<int> number = toInteger(text);
    if (!number || *number < least || *number > most) {
        throw UsageError("--" + option + " takes a whole number from " + std::to_string(least) + " to " +
                         std::to_string(most) + ", not " + quoted(text));
    }
    return *number;
}

std::string Arguments::choice(const std::string& option, const std::string& fallback,
                              const std::vector<std::string>& names) const
{
    const std::string name = value(option, fallback);
    if (std::find(names.begin(), names.end(), name) != names.end())
        return name;
    throw UsageError("unknown " + option + " " + quoted(name) + didYouMean(name, names, {}) + "\n--" +
                     option + " takes one of: " + joined(names));
}

std::vector<int> Arguments::integers(const std::string& option, const std::vector<int>& fallback,
                                     int most) const
{
    if (!has(option))
        return fallback;
    std::vector<int> numbers;
    for (const std::string& part : split(value(option, {}), ',')) {
        const std::optional<int> number = toInteger(part);
        if (!number || *number < 1 || *number > most) {
            throw UsageError("--" + option + " takes whole numbers from 1 to " + std::to_string(most) +
                             " separated by commas, as in 1,10,100; not " + quoted(part));
        }
        numbers.push_back(*number);
    }
    return numbers;
}

std::pair<int, int> Arguments::size(const std::string& option, std::pair<int, int> fallback) const
{
    if (!has(option))
        return fallback;
    const std::string text = value(option, {});
    const std::vector<std::string> parts = split(text, 'x');
    const std::optional<int> width = toInteger(parts.front());
    const std::optional<int> height = toInteger(parts.back());
    if (parts.size() != 2 || !width || !height) {
        throw UsageError("--" + option + " takes a width and a height in pixels, as in 1600x1000; not " +
                         quoted(text));
    }
    return {*width, *height};
}

Option schedulersDescription()
{
    return {"schedulers", "N", "how many schedulers run the processes (default: one a processor core)"};
}

int schedulersOption(const Arguments& arguments)
{
    return arguments.integer("schedulers", 0, 1, ThreadedScheduler::MaximumWorkers);
}

std::string helpOf(const Command& command)
{
    std::string line = "factorama";
    if (!command.name.empty())
        line += " " + command.name;
    if (!command.synopsis.empty())
        line += " " + command.synopsis;
    line += " [OPTIONS]";

    std::vector<std::pair<std::string, std::string>> rows;
    for (const Option& option : command.options)
        rows.emplace_back("--" + option.name + (option.value.empty() ? "" : " " + option.value), option.help);
    rows.emplace_back("--help", "show this help");

    std::string text = "Usage: " + line + "\n\n" + command.summary + "\n\nOptions:\n" + columns(rows);
    const std::string details = command.details();
    return details.empty() ? text : text + "\n" + details;
}

std::string nearest(std::string_view word, const std::vector<std::string>& names)
{
    if (word.empty() || word.size() > 32)
        return {};
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(word.size() / 3, 1) + 1;
    for (const std::string& name : names) {
        const std::size_t d = distance(word, name);
        const bool abbreviates = word.size() >= 3 && name.starts_with(word);
        if (d < bestDistance || (abbreviates && best.empty())) {
            best = name;
            bestDistance = std::min(d, bestDistance);
        }
    }
    return best;
}

std::string joined(const std::vector<std::string>& words, std::string_view separator)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty())
            text += separator;
        text += word;
    }
    return text;
}

std::string columns(const std::vector<std::pair<std::string, std::string>>& rows)
{
    std::size_t indent = 0;
    for (const auto& [left, right] : rows)
        indent = std::max(indent, left.size() + 4);
    std::string text;
    for (const auto& [left, right] : rows)
        text += wrapped("  " + left + std::string(indent - left.size() - 2, ' '), right, indent);
    return text;
}

std::string paragraphs(const std::string& text)
{
    std::string lines;
    for (const std::string& paragraph : split(text, '\n'))
        lines += (lines.empty() ? "" : "\n") + wrapped({}, paragraph, 0);
    return lines;
}

std::vector<std::string> namesOf(const std::vector<Choice>& choices)
{
    std::vector<std::string> names;
    for (const Choice& choice : choices)
        names.push_back(choice.name);
    return names;
}

std::string described(const std::vector<Choice>& choices)
{
    std::vector<std::pair<std::string, std::string>> rows;
    for (const Choice& choice : choices)
        rows.emplace_back(choice.name, choice.description);
    return columns(rows);
}

} // namespace factorama
