// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/factor_command.h"

#include "app/console.h"
#include "app/factorization_run.h"
#include "app/interruption.h"
#include "app/json.h"
#include "runtime/factorization/plan.h"
#include "runtime/observe/embedded_node.h"

#include <algorithm>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace factorama {

namespace {

/// What became of the numbers so far; found by number, since results arrive in any order.
class Results {
public:
    void add(const FactorizationResult& result)
    {
        const FactorizationResult& kept = m_results.emplace_back(result);
        const auto [place, isNew] = m_byNumber.emplace(kept.number, &kept);
        // Given twice, a number may get lost once and be factorized once: its factors are known then.
        if (!isNew && place->second->lost)
            place->second = &kept;
    }

    /// nullptr: not finished.
    const FactorizationResult* find(const std::string& number) const
    {
        const auto found = m_byNumber.find(number);
        return found == m_byNumber.end() ? nullptr : found->second;
    }

private:
    std::deque<FactorizationResult> m_results; // keys point into it
    std::unordered_map<std::string_view, const FactorizationResult*> m_byNumber;
};

/// The words, with standard input in the place of `-`.
std::string inputText(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (word == "-" ? readStandardInput() : word) + ' ';
    return text;
}

std::string explained(const InputError& error)
{
    const bool namesInput = error.input.empty() || error.message.find(error.input) != std::string::npos;
    return namesInput ? error.message : error.input + ": " + error.message;
}

std::string progressText(const FactorizationProgress& progress)
{
    std::string text =
        std::to_string(progress.finished) + " of " + std::to_string(progress.total) + " numbers";
    if (progress.lost > 0)
        text += ", " + std::to_string(progress.lost) + " lost";
    return text + ", " + std::to_string(static_cast<long>(progress.seconds)) + " s";
}

/// One `factorama factor`, from its input to its last line.
class FactorRun {
public:
    FactorRun(ParsedNumbers input, bool json) : m_input(std::move(input)), m_json(json) {}

    int run(NodeView& node, const FactorizationRequest& request)
    {
        for (const InputError& error : m_input.errors)
            complain(explained(error));
        FactorizationProgress progress;
        progress.strategy = request.strategy;
        progress.algorithm = request.algorithm;
        progress.schedulers = request.schedulers;
        if (!m_input.numbers.empty() && !interrupted()) {
            progress = runFactorization(
                node, request, [this](const auto& results, const auto& news) { take(results, news); });
        }
        if (m_json && progress.schedulers == 0)
            progress.schedulers = schedulersOnline(node);
        m_progressLine.clear();
        finish();
        if (m_json)
            printJson(progress);
        m_output.flush();
        if (m_unfinished > 0 && interrupted()) {
            complain("interrupted: " + std::to_string(m_finished) + " of " +
                     std::to_string(m_input.numbers.size()) + " numbers finished");
        }
        return m_input.errors.empty() && m_lost == 0 && m_unfinished == 0 ? Succeeded : Failed;
    }

private:
    void take(const std::vector<FactorizationResult>& results, const FactorizationProgress& progress)
    {
        for (const FactorizationResult& result : results)
            m_results.add(result);
        if (!m_json)
            printFinished(progress);
        if (m_progressLine.isDue())
            m_progressLine.show(progressText(progress));
    }

    /// Prints what has become printable in the order of the input.
    void printFinished(const FactorizationProgress& progress)
    {
        bool printed = false;
        while (m_next < m_input.numbers.size()) {
            const FactorizationResult* const result = m_results.find(m_input.numbers[m_next].get_str());
            // Cancelling loses numbers too: those are told of at the end.
            const bool running = progress.state == FactorizationProgress::State::Running && !interrupted();
            if (!result || (result->lost && !running))
                break;
            if (!printed)
                m_progressLine.clear();
            printed = true;
            account(*result);
            ++m_next;
        }
        if (printed)
            m_output.flush();
    }

    /// Goes over all numbers that printFinished() has not: those behind one that never finished.
    void finish()
    {
        for (; m_next < m_input.numbers.size(); ++m_next) {
            const std::string number = m_input.numbers[m_next].get_str();
            const FactorizationResult* const result = m_results.find(number);
            if (!result || (result->lost && interrupted())) {
                ++m_unfinished;
                m_errors.push_back({number, interrupted() ? "not finished: interrupted" : "not finished"});
                if (!interrupted())
                    complain(number + ": not finished");
            } else {
                account(*result);
            }
        }
    }

    void account(const FactorizationResult& result)
    {
        if (result.lost) {
            ++m_lost;
            m_errors.push_back({result.number, "lost: " + result.text});
            complain(result.number + ": lost: " + result.text);
            return;
        }
        ++m_finished;
        if (!m_json)
            m_output.write(result.number + " = " + result.text + "\n");
    }

    void printJson(const FactorizationProgress& progress)
    {
        m_output.write("{\"strategy\":" + jsonString(progress.strategy) +
                       ",\"algorithm\":" + jsonString(progress.algorithm) +
                       ",\"schedulers\":" + std::to_string(progress.schedulers) +
                       ",\"seconds\":" + jsonSeconds(progress.seconds) + ",\"results\":[");
        bool isFirst = true;
        for (const Natural& number : m_input.numbers) {
            const FactorizationResult* const result = m_results.find(number.get_str());
            if (!result || result->lost)
                continue;
            std::string text = std::exchange(isFirst, false) ? "" : ",";
            text += "{\"number\":" + jsonString(result->number) + ",\"factors\":[";
            for (std::size_t i = 0; i < result->factors.size(); ++i) {
                text += i > 0 ? "," : "";
                text += jsonString(result->factors[i]);
            }
            m_output.write(text + "]}");
        }
        m_output.write("],\"errors\":[");
        isFirst = true;
        for (const std::vector<InputError>* const errors : {&m_input.errors, &std::as_const(m_errors)}) {
            for (const InputError& error : *errors) {
                const std::string_view comma = std::exchange(isFirst, false) ? "" : ",";
                m_output.write(std::string(comma) + "{\"input\":" + jsonString(error.input) +
                               ",\"message\":" + jsonString(error.message) + "}");
            }
        }
        m_output.write("]}\n");
    }

    const ParsedNumbers m_input;
    const bool m_json;
    Results m_results;
    std::vector<InputError> m_errors; ///< of numbers lost or not finished
    std::size_t m_next = 0; ///< place in the input of the first number that is not accounted for
    std::size_t m_finished = 0;
    std::size_t m_lost = 0;
    std::size_t m_unfinished = 0;
    ResultOutput m_output;
    ProgressLine m_progressLine;
};

std::string details()
{
    const EmbeddedNode node(1);
    return R"(NUMBERS are numbers and ranges, as in 12 13 1000000000..1000000005. With - numbers are read from
standard input, separated by blanks, commas or lines.

Strategies:
)" + described(node.strategies()) +
           "\nAlgorithms:\n" + described(node.algorithms()) + R"(
Plain text is one line a number, printed as soon as it and all before it are done:
  1000000000 = 2^9 x 5^9
JSON is one object, its results in the order of the input:
  {"strategy":"parallel","algorithm":"seed","schedulers":2,"seconds":0.0123,
   "results":[{"number":"12","factors":["2","2","3"]}],
   "errors":[{"input":"abc","message":"\"abc\" is not a number"}]}

The status is 0 if all numbers were factorized, 1 if some were not, 2 for a mistake in the options.
)";
}

int run(const Arguments& arguments)
{
    FactorizationRequest request;
    request.schedulers = schedulersOption(arguments);
    EmbeddedNode node(request.schedulers);
    request.strategy = arguments.choice("strategy", "parallel", namesOf(node.strategies()));
    request.algorithm = arguments.choice("algorithm", "fast", namesOf(node.algorithms()));
    request.numbers = inputText(arguments.words());
    ParsedNumbers input = parseNumbersText(request.numbers);
    const auto& words = arguments.words();
    const bool readsInput = std::find(words.begin(), words.end(), "-") != words.end();
    // Nothing on standard input is no mistake: what another program printed is passed on, and may be nothing.
    if (input.numbers.empty() && input.errors.empty() && !readsInput)
        throw UsageError(
            "no numbers given; give some, as in 12 1000..1005, or - to read them from standard input");
    return FactorRun(std::move(input), arguments.has("json")).run(node, request);
}

} // namespace

const Command& factorCommand()
{
    static const Command command = {
        "factor",
        "NUMBERS...",
        "Prints the prime factors of whole numbers of any size, in the order in which they were given.",
        {
            {"strategy", "NAME", "how the numbers are spread over processes (default: parallel)"},
            {"algorithm", "NAME", "how a number is factorized (default: fast)"},
            schedulersDescription(),
            {"json", "", "print JSON"},
        },
        details,
        run,
    };
    return command;
}

} // namespace factorama
