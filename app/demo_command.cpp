// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo_command.h"

#include "app/bench_command.h"
#include "app/console.h"
#include "app/factorization_run.h"
#include "app/interruption.h"
#include "app/screenshot_command.h"
#include "runtime/factorization/plan.h"
#include "runtime/observe/embedded_node.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <system_error>

namespace factorama {

namespace {

constexpr const char* Numbers = "1000000000..1000000005 12 13";
constexpr const char* AlgorithmName = "seed";

/// Number to factors as text.
using Factorizations = std::map<std::string, std::string>;

void stopIfInterrupted()
{
    if (interrupted())
        throw Failure("interrupted: the demonstration is not complete");
}

/// Factorizes with one strategy. @returns the seconds it took. @throws Failure if a number got lost
double factorize(NodeView& node, const std::string& strategy, Factorizations& factorizations)
{
    std::string lost;
    const FactorizationProgress end =
        runFactorization(node, {Numbers, strategy, AlgorithmName, 0}, [&](const auto& results, const auto&) {
            for (const FactorizationResult& result : results) {
                if (result.lost)
                    lost = result.number + ": lost: " + result.text;
                else
                    factorizations[result.number] = result.text;
            }
        });
    stopIfInterrupted();
    if (!lost.empty() || end.finished != end.total)
        throw Failure("strategy " + strategy + " did not factorize all numbers" +
                      (lost.empty() ? "" : ": " + lost));
    return end.seconds;
}

/// The same numbers through every strategy: the factors once, then who found the same.
void showStrategies(NodeView& node)
{
    ResultOutput output;
    output.write(fmt::format("{}, algorithm {}, through every strategy:\n\n", Numbers, AlgorithmName));
    output.flush();
    Factorizations expected;
    std::string times;
    for (const Choice& strategy : node.strategies()) {
        Factorizations found;
        const double seconds = factorize(node, strategy.name, found);
        if (expected.empty()) {
            expected = found;
            for (const Natural& number : parseNumbersText(Numbers).numbers)
                output.write(fmt::format("{} = {}\n", number.get_str(), expected.at(number.get_str())));
            output.write("\n");
        }
        if (found != expected)
            throw Failure("strategy " + strategy.name + " found other factors than the ones before it");
        output.write(fmt::format("{:<14} {} numbers, the same factors, {:.6f} s\n", strategy.name,
                                 found.size(), seconds));
        output.flush();
    }
    output.write("\n");
    output.flush();
}

std::string details()
{
    return "It factorizes a few numbers with every strategy, measures the timing table, and writes a "
           "picture\n"
           "of the window.\n";
}

int run(const Arguments& arguments)
{
    TimingTable table;
    table.counts = arguments.integers("counts", {1, 10, 100}, 1'000'000);
    table.schedulers = schedulersOption(arguments);
    Screenshot screenshot;
    screenshot.path = arguments.value("screenshot", "factorama.png");
    checkScreenshotPath(screenshot.path);

    EmbeddedNode node(table.schedulers);
    showStrategies(node);
    if (const int status = printTimingTable(node, table); status != Succeeded)
        return status;
    stopIfInterrupted();
    takeScreenshot(node, screenshot);

    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(screenshot.path, error);
    ResultOutput output;
    output.write("\nThe window, as it looks now: " + (error ? screenshot.path : whole.string()) + "\n");
    output.flush();
    return Succeeded;
}

} // namespace

const Command& demoCommand()
{
    static const Command command = {
        "demo",
        "",
        "Shows without a window what the program does.",
        {
            {"screenshot", "OUT.png", "where the picture goes (default: factorama.png)"},
            {"counts", "N,N,...", "how many numbers at a time the timing table has (default: 1,10,100)"},
            schedulersDescription(),
        },
        details,
        run,
    };
    return command;
}

} // namespace factorama
