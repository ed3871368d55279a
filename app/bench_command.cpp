// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench_command.h"

#include "app/console.h"
#include "app/factorization_run.h"
#include "app/interruption.h"
#include "app/json.h"
#include "runtime/factorization/natural.h"
#include "runtime/observe/embedded_node.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace factorama {

namespace {

constexpr int MaximumCount = 1'000'000;

/// One table, measured and printed cell by cell.
class TimingRun {
public:
    TimingRun(NodeView& node, const TimingTable& table) : m_node(node), m_table(table), m_first(table.first)
    {
        for (const int count : table.counts)
            m_width = std::max(m_width, std::to_string(count).size());
    }

    int run()
    {
        const std::vector<Choice> strategies = m_node.strategies();
        m_total = strategies.size() * m_table.counts.size();
        for (const Choice& strategy : strategies)
            m_nameWidth = std::max(m_nameWidth, strategy.name.size());
        printHead();
        for (const Choice& strategy : strategies) {
            printRow(strategy.name);
            if (interrupted())
                break;
        }
        if (m_table.json)
            printJson();
        m_output.flush();
        if (m_cells.size() < m_total && interrupted())
            complain(fmt::format("interrupted: {} of {} timings done", m_cells.size(), m_total));
        return m_errors.empty() && m_cells.size() == m_total ? Succeeded : Failed;
    }

private:
    struct Cell {
        std::string strategy;
        int count = 0;
        double seconds = 0;
    };

    void printHead()
    {
        m_schedulers = m_table.schedulers > 0 ? m_table.schedulers : schedulersOnline(m_node);
        if (m_table.json)
            return;
        std::string line =
            fmt::format("Seconds to factorize numbers from {} on: algorithm {}, {} scheduler{}\n\n",
                        m_table.first, m_table.algorithm, m_schedulers, m_schedulers == 1 ? "" : "s");
        line += fmt::format("| {:<{}} |", "numbers", m_nameWidth);
        for (const int count : m_table.counts)
            line += fmt::format(" {:>{}} |", count, m_width);
        line += fmt::format("\n|:{:-<{}}|", "", m_nameWidth + 1);
        for (std::size_t i = 0; i < m_table.counts.size(); ++i)
            line += fmt::format("{:->{}}:|", "", m_width + 1);
        print(line + "\n");
    }

    void printRow(const std::string& strategy)
    {
        const std::size_t errorsBefore = m_errors.size();
        print(fmt::format("| {:<{}} |", strategy, m_nameWidth));
        for (const int count : m_table.counts) {
            const std::optional<double> seconds = interrupted() ? std::nullopt : measure(strategy, count);
            if (seconds)
                m_cells.push_back({strategy, count, *seconds});
            print(fmt::format(" {:>{}} |", seconds ? fmt::format("{:.6f}", *seconds) : "-", m_width));
        }
        print("\n");
        for (std::size_t i = errorsBefore; i < m_errors.size(); ++i)
            complain(m_errors[i].message);
    }

    /// Seconds, or nothing if it was interrupted or failed.
    std::optional<double> measure(const std::string& strategy, int count)
    {
        const Natural last = m_first + (count - 1);
        const FactorizationRequest request{m_first.get_str() + ".." + last.get_str(), strategy,
                                           m_table.algorithm, m_table.schedulers};
        std::string why;
        const auto onNews = [&](const std::vector<FactorizationResult>& results,
                                const FactorizationProgress& progress) {
            for (const FactorizationResult& result : results) {
                if (result.lost)
                    why = "; " + result.number + " was lost: " + result.text;
            }
            if (m_progressLine.isDue()) {
                m_progressLine.show(fmt::format("timing {} of {}: {}, {} of {} numbers", m_cells.size() + 1,
                                                m_total, strategy, progress.finished, progress.total));
            }
        };
        const FactorizationProgress end = runFactorization(m_node, request, onNews);
        if (end.state == FactorizationProgress::State::Finished && end.finished == end.total)
            return end.seconds;
        if (!interrupted()) {
            m_errors.push_back({request.numbers, fmt::format("{}: only {} of {} numbers were finished{}",
                                                             strategy, end.finished, end.total, why)});
        }
        return std::nullopt;
    }

    void print(const std::string& text)
    {
        m_progressLine.clear();
        if (m_table.json)
            return;
        m_output.write(text);
        m_output.flush();
    }

    void printJson()
    {
        std::vector<std::string> counts;
        for (const int count : m_table.counts)
            counts.push_back(std::to_string(count));
        std::string text = fmt::format(
            R"({{"algorithm":{},"schedulers":{},"first":{},"counts":[{}],"timings":[)",
            jsonString(m_table.algorithm), m_schedulers, jsonString(m_first.get_str()), joined(counts, ","));
        bool isFirst = true;
        for (const Cell& cell : m_cells) {
            text += fmt::format(R"({}{{"strategy":{},"count":{},"seconds":{}}})",
                                std::exchange(isFirst, false) ? "" : ",", jsonString(cell.strategy),
                                cell.count, jsonSeconds(cell.seconds));
        }
        text += R"(],"errors":[)";
        isFirst = true;
        for (const InputError& error : m_errors) {
            text += fmt::format(R"({}{{"input":{},"message":{}}})", std::exchange(isFirst, false) ? "" : ",",
                                jsonString(error.input), jsonString(error.message));
        }
        m_output.write(text + "]}\n");
    }

    NodeView& m_node;
    const TimingTable m_table;
    const Natural m_first;
    std::vector<Cell> m_cells;
    std::vector<InputError> m_errors;
    std::size_t m_total = 0;
    std::size_t m_width = 10; ///< of a column: 999 s to the microsecond
    std::size_t m_nameWidth = 7;
    int m_schedulers = 0;
    ResultOutput m_output;
    ProgressLine m_progressLine;
};

std::string details()
{
    const EmbeddedNode node(1);
    return R"(Prints a table in Markdown, cell by cell: every strategy with 1, 10, 100 and 1000 numbers from
1000000000 on.

Algorithms:
)" + described(node.algorithms()) +
           R"(
JSON is one object:
  {"algorithm":"seed","schedulers":2,"first":"1000000000","counts":[1,10],
   "timings":[{"strategy":"basic","count":1,"seconds":0.0123},...],
   "errors":[{"input":"1000000000..1000000009","message":"..."}]}
)";
}

int run(const Arguments& arguments)
{
    TimingTable table;
    table.json = arguments.has("json");
    table.counts = arguments.integers("counts", table.counts, MaximumCount);
    table.schedulers = schedulersOption(arguments);
    const ParsedNatural first = parseNatural(arguments.value("first", table.first));
    if (const auto* const error = std::get_if<NaturalError>(&first))
        throw UsageError("--first: " + error->message);
    table.first = std::get<Natural>(first).get_str();
    EmbeddedNode node(table.schedulers);
    table.algorithm = arguments.choice("algorithm", table.algorithm, namesOf(node.algorithms()));
    return printTimingTable(node, table);
}

} // namespace

const Command& benchCommand()
{
    static const Command command = {
        "bench",
        "",
        "Measures every strategy and prints the timing table.",
        {
            {"algorithm", "NAME", "how a number is factorized (default: seed)"},
            {"counts", "N,N,...", "how many numbers at a time (default: 1,10,100,1000)"},
            {"first", "NUMBER", "the numbers go up from here (default: 1000000000)"},
            schedulersDescription(),
            {"json", "", "print JSON"},
        },
        details,
        run,
    };
    return command;
}

int printTimingTable(NodeView& node, const TimingTable& table)
{
    return TimingRun(node, table).run();
}

} // namespace factorama
