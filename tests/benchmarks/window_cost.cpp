// SPDX-License-Identifier: GPL-3.0-or-later
// What the window costs; wants a display, such as xvfb-run's.
//   window_cost quiet|demonstration SECONDS         a window that nobody touches, over no process or those
//   that
//                                                   the program starts with: processor time and context
//                                                   switches a second, in all and by thread
//   window_cost overhead SCHEDULERS ROUNDS PAIRS    nanoseconds a message of ping and pong, by turns without
//                                                   and with the window shown
//   window_cost hidden PROCESSES SECONDS            what looking at very many processes costs with all views
//                                                   shown, with one, and with the window minimized
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "tests/benchmarks/churn.h"
#include "tests/benchmarks/figures.h"

// After the runtime, which has a namespace `signals`: Qt's macro of that name is not to change it.
#include "app/main_window.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/processes_view.h"
#include "widgets/schedulers/schedulers_view.h"

#include <QApplication>
#include <QDockWidget>
#include <QEventLoop>
#include <QTimer>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <map>
#include <set>
#include <string>
#include <thread>

#include <unistd.h>

using namespace factorama;

namespace window_cost {

// -- at rest --

struct ThreadCost {
    std::string name;
    double seconds = 0;
    std::uint64_t switches = 0;
};

/// Of all threads so far, by their identifiers.
std::map<std::string, ThreadCost> threadCosts()
{
    std::map<std::string, ThreadCost> costs;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task")) {
        ThreadCost& cost = costs[entry.path().filename().string()];
        std::ifstream name(entry.path() / "comm");
        std::getline(name, cost.name);
        // In nanoseconds, where stat counts hundredths of a second.
        std::ifstream schedule(entry.path() / "schedstat");
        std::uint64_t nanoseconds = 0;
        schedule >> nanoseconds;
        cost.seconds = static_cast<double>(nanoseconds) * 1e-9;
        std::ifstream status(entry.path() / "status");
        for (std::string word; status >> word;) {
            if (word == "voluntary_ctxt_switches:") {
                status >> cost.switches;
            }
        }
    }
    return costs;
}

void printDifference(const std::map<std::string, ThreadCost>& before,
                     const std::map<std::string, ThreadCost>& after, int seconds)
{
    double processor = 0;
    double switches = 0;
    std::string lines;
    for (const auto& [identifier, cost] : after) {
        const auto old = before.find(identifier);
        const ThreadCost start = old == before.end() ? ThreadCost() : old->second;
        const double share = 100 * (cost.seconds - start.seconds) / seconds;
        const double rate = static_cast<double>(cost.switches - start.switches) / seconds;
        processor += share;
        switches += rate;
        if (rate > 0 || share > 0) {
            lines += fmt::format("  {:<16} {:6.3f} %, {:6.1f} switches\n", cost.name, share, rate);
        }
    }
    fmt::print("{:.3f} % of a core, {:.1f} voluntary context switches a second\n{}", processor, switches,
               lines);
}

int measureRest(QApplication& application, bool demonstration, int seconds)
{
    EmbeddedNode node(0, EmbeddedNode::BehindAWindow);
    if (demonstration) {
        node.startDemonstration();
    }
    MainWindow window(node);
    window.resize(1280, 720);
    window.show();
    std::map<std::string, ThreadCost> before;
    QTimer::singleShot(5000, &application,
                       [&] { before = threadCosts(); }); // until everything has been drawn
    QTimer::singleShot(5000 + 1000 * seconds, &application, &QApplication::quit);
    QApplication::exec();
    printDifference(before, threadCosts(), seconds);
    return 0;
}

// -- ping and pong --

const Atom ping("ping");
const Atom pong("pong");

Process answers(Self self)
{
    const auto pinged = tuple(ping, anyPid);
    for (;;) {
        const Message message = co_await self.receive(pinged);
        self.send(message[1].pid(), pong);
    }
}

Process asks(Self self, std::int64_t rounds, std::shared_ptr<std::promise<std::int64_t>> took)
{
    const Pid peer = self.spawnLink<&answers>();
    const auto start = std::chrono::steady_clock::now();
    for (std::int64_t i = 0; i < rounds; ++i) {
        self.send(peer, tuple(ping, self.pid()));
        const Message message = co_await self.receive(pong);
    }
    took->set_value((std::chrono::steady_clock::now() - start) / std::chrono::nanoseconds(1));
}

std::int64_t pingPong(EmbeddedNode& node, std::int64_t rounds)
{
    auto took = std::make_shared<std::promise<std::int64_t>>();
    node.runtime().spawn<&asks>(rounds, took);
    return took->get_future().get();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// By turns without and with the window shown, so that both meet the same machine.
int measureOverhead(QApplication& application, int schedulers, std::int64_t rounds, int pairs)
{
    EmbeddedNode node(schedulers, EmbeddedNode::BehindAWindow);
    node.startDemonstration();
    MainWindow window(node);
    window.resize(1280, 720);
    std::vector<double> hidden;
    std::vector<double> shown;
    std::vector<double> ratios;
    const auto measure = [&](bool visible) {
        QMetaObject::invokeMethod(
            &window, [&window, visible] { window.setVisible(visible); }, Qt::BlockingQueuedConnection);
        std::this_thread::sleep_for(std::chrono::milliseconds(500)); // until it has been drawn
        return static_cast<double>(pingPong(node, rounds)) / (2.0 * static_cast<double>(rounds));
    };
    std::thread measuring([&] {
        for (int i = 0; i < pairs; ++i) {
            hidden.push_back(measure(false));
            shown.push_back(measure(true));
            ratios.push_back(shown.back() / hidden.back());
        }
        QMetaObject::invokeMethod(&application, &QApplication::quit, Qt::QueuedConnection);
    });
    QApplication::setQuitOnLastWindowClosed(false);
    QApplication::exec();
    measuring.join();
    fmt::print("{:.1f} ns a message without the window, {:.1f} with it; median of the ratios {:.3f}\n",
               median(hidden), median(shown), median(ratios));
    return 0;
}

// -- hidden views --

void runFor(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Every dock a window of its own, so that all views are to be seen at once.
void showAll(MainWindow& window)
{
    window.showNormal();
    window.processes().show();
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
        dock->setFloating(true);
        dock->resize(600, 400);
        dock->show();
    }
}

/// Nothing but one view.
void showOnly(MainWindow& window, QWidget& view)
{
    window.showNormal();
    for (QDockWidget* dock : window.findChildren<QDockWidget*>()) {
        dock->setFloating(false);
        dock->setVisible(dock->widget() == &view);
    }
    window.processes().setVisible(&view == &window.processes());
}

/// What one arrangement of the views costs.
void measureShown(const char* name, const char* title, MainWindow& window, EmbeddedNode& node,
                  const std::set<std::string>& ofRuntime, int seconds)
{
    runFor(3000); // until everything has been drawn and old wishes are forgotten
    const std::string windowThread = std::to_string(::getpid());
    struct Counters {
        double window = 0; ///< seconds of processor time
        std::map<std::string, double> helpers; ///< by thread: some end meanwhile
        double sampler = 0;
        double snapshots = 0;
        double refreshes = 0;
    };
    const auto count = [&] {
        Counters now;
        for (const auto& [thread, cost] : threadCosts()) {
            if (thread == windowThread) {
                now.window = cost.seconds;
            } else if (!ofRuntime.contains(thread)) {
                now.helpers[thread] = cost.seconds;
            }
        }
        now.sampler = static_cast<double>(node.snapshot()->samplerNanoseconds) * 1e-9;
        now.snapshots = static_cast<double>(node.snapshot()->sequence);
        for (const ViewCost& cost : window.clock().costs()) {
            now.refreshes += static_cast<double>(cost.refreshes);
        }
        return now;
    };
    const Counters before = count();
    runFor(1000 * seconds);
    const Counters after = count();
    double helpers = 0;
    for (const auto& [thread, spent] : after.helpers) {
        const auto old = before.helpers.find(thread);
        helpers += (spent - (old == before.helpers.end() ? 0 : old->second)) / seconds;
    }
    const auto rate = [&](double Counters::*member) { return (after.*member - before.*member) / seconds; };
    const Interest& interest = window.clock().interest();
    std::string collected;
    for (const auto& [wanted, part] : {std::pair{interest.processes, "processes"},
                                       {interest.schedulers, "schedulers"},
                                       {interest.relations, "relations"},
                                       {interest.supervision, "supervision"},
                                       {interest.events, "events"},
                                       {static_cast<bool>(interest.inspected), "details"}}) {
        collected += wanted ? std::string(collected.empty() ? "" : ", ") + part : "";
    }
    fmt::print(
        "{:<28} window {:6.2f} % of a core, its helpers {:6.2f} %, sampler {:6.2f} %; {:4.1f} snapshots "
        "and {:5.1f} refreshes of views a second; collected: {}\n",
        title, 100 * rate(&Counters::window), 100 * helpers, 100 * rate(&Counters::sampler),
        rate(&Counters::snapshots), rate(&Counters::refreshes), collected.empty() ? "nothing" : collected);
    figure(fmt::format("shown_{}_window", name), 100 * (rate(&Counters::window) + helpers));
    figure(fmt::format("shown_{}_sampler", name), 100 * rate(&Counters::sampler));
    figure(fmt::format("shown_{}_snapshots", name), rate(&Counters::snapshots));
    figure(fmt::format("shown_{}_processes", name), static_cast<double>(node.snapshot()->processes.size()));
}

int measureHidden(std::size_t count, int seconds)
{
    EmbeddedNode node(0, EmbeddedNode::BehindAWindow);
    std::set<std::string> ofRuntime;
    for (const auto& [thread, cost] : threadCosts()) {
        ofRuntime.insert(thread);
    }
    node.startDemonstration();
    churn::start(node.runtime(), count, 0);
    MainWindow window(node, MainWindow::Memory::Forget);
    window.resize(1280, 720);
    window.show();
    const auto measure = [&](const char* name, const char* title) {
        measureShown(name, title, window, node, ofRuntime, seconds);
    };
    showAll(window);
    measure("all", "all views shown");
    showOnly(window, window.processes());
    measure("processes", "the process table alone");
    showOnly(window, window.schedulers());
    measure("schedulers", "the schedulers alone");
    showAll(window);
    for (QWidget* widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible()) {
            widget->showMinimized();
        }
    }
    measure("minimized", "all windows minimized");
    return 0;
}

int usage()
{
    fmt::print(stderr, "usage: window_cost quiet|demonstration SECONDS | overhead SCHEDULERS ROUNDS PAIRS | "
                       "hidden PROCESSES SECONDS\n");
    return 2;
}

} // namespace window_cost

int main(int argc, char** argv)
{
    using namespace window_cost;

    const std::vector<std::string> words(argv + 1, argv + argc);
    QApplication application(argc, argv);
    if (words.size() == 4 && words[0] == "overhead" && std::atoi(argv[4]) > 0) {
        return measureOverhead(application, std::atoi(argv[2]), std::atoll(argv[3]), std::atoi(argv[4]));
    }
    if (words.size() == 2 && (words[0] == "quiet" || words[0] == "demonstration") && std::atoi(argv[2]) > 0) {
        return measureRest(application, words[0] == "demonstration", std::atoi(argv[2]));
    }
    if (words.size() == 3 && words[0] == "hidden" && std::atoi(argv[2]) > 1000 && std::atoi(argv[3]) > 0) {
        return measureHidden(static_cast<std::size_t>(std::atoi(argv[2])), std::atoi(argv[3]));
    }
    return usage();
}
