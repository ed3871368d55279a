// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of processes costs while a tenth of very many processes does something every second and
// every scheduler computes; wants a display, such as xvfb-run's or QT_QPA_PLATFORM=offscreen.
//   process_table [PROCESSES [SECONDS [idle]]]      1,000,000 for 10 s, unless said otherwise; with `idle` no
//                                                   scheduler computes
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "runtime/observe/sampler.h"
#include "tests/benchmarks/churn.h"
#include "tests/benchmarks/figures.h"

// After the runtime, which has a namespace `signals`: Qt's macro of that name is not to change it.
#include "app/theme.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/filter_bar.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEvent>
#include <QEventLoop>
#include <QLineEdit>
#include <QMainWindow>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <malloc.h>
#include <time.h>
#include <unistd.h>

using namespace factorama;

namespace process_table {

using Clock = std::chrono::steady_clock;

// -- measuring --

struct Pass {
    double wall; ///< milliseconds
    double processor; ///< of this thread
};

double processorMilliseconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) * 1e-6;
}

/// Times each pass of the event loop: events that follow one another without a rest.
class TimedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth++ > 0) {
            const bool result = QApplication::notify(receiver, event);
            --m_depth;
            return result;
        }
        const auto start = Clock::now();
        const double processor = processorMilliseconds();
        const bool follows = start - m_end < std::chrono::microseconds(30) && !passes.empty();
        const bool result = QApplication::notify(receiver, event);
        m_end = Clock::now();
        const Pass pass{std::chrono::duration<double, std::milli>(m_end - start).count(),
                        processorMilliseconds() - processor};
        if (follows) {
            passes.back().wall += pass.wall;
            passes.back().processor += pass.processor;
        } else {
            passes.push_back(pass);
        }
        --m_depth;
        return result;
    }

    std::vector<Pass> passes;

private:
    int m_depth = 0;
    Clock::time_point m_end;
};

void printPasses(const std::string& what, std::vector<Pass>& passes)
{
    for (const auto& [name, member] : {std::pair{"elapsed", &Pass::wall}, {"processor", &Pass::processor}}) {
        std::vector<double> values;
        for (const Pass& pass : passes) {
            if (pass.wall > 0.1) { // nothing but the timer's tick
                values.push_back(pass.*member);
            }
        }
        if (values.empty()) {
            continue;
        }
        std::sort(values.begin(), values.end());
        const auto over = values.end() - std::upper_bound(values.begin(), values.end(), 16.7);
        fmt::print("{:<28} {:<9} {:5} passes over 0.1 ms: median {:6.2f} ms  p99 {:6.2f}  max {:6.2f}  over "
                   "16.7 ms: {}\n",
                   what, name, values.size(), values[values.size() / 2], values[values.size() * 99 / 100],
                   values.back(), over);
    }
    passes.clear();
    std::fflush(stdout);
}

double residentMegabytes()
{
    std::int64_t total = 0;
    std::int64_t resident = 0;
    std::ifstream("/proc/self/statm") >> total >> resident;
    return static_cast<double>(resident * sysconf(_SC_PAGESIZE)) * 1e-6;
}

void runFor(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// Runs until the condition holds; milliseconds.
template<typename Condition>
double runUntil(Condition condition)
{
    const auto start = Clock::now();
    while (!condition()) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The longest pass of the window's thread since the last time.
struct Longest {
    double wall = 0;
    double processor = 0;

    void take(std::vector<Pass>& passes)
    {
        for (const Pass& pass : passes) {
            wall = std::max(wall, pass.wall);
            processor = std::max(processor, pass.processor);
        }
    }
};

/// Frames: the passes that did something, elapsed and in processor time.
void printFrames(const std::string& name, const std::vector<Pass>& passes)
{
    std::vector<double> wall;
    std::vector<double> processor;
    for (const Pass& pass : passes) {
        if (pass.wall > 0.1) { // else nothing but the timer's tick
            wall.push_back(pass.wall);
            processor.push_back(pass.processor);
        }
    }
    figures(name, wall);
    figures(name + "_cpu", processor);
}

/// Counts how often a widget is painted.
class PaintCounter : public QObject {
public:
    explicit PaintCounter(QWidget& widget) { widget.installEventFilter(this); }

    int paints = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        paints += event->type() == QEvent::Paint ? 1 : 0;
        return QObject::eventFilter(watched, event);
    }
};

/// As long as a person waits who asks for a refresh: from the end of a pause until the rows of a snapshot
/// that was taken since are painted.
void printRefreshes(ViewClock& clock, ProcessesView& view)
{
    constexpr int Rounds = 10;
    std::vector<double> times;
    PaintCounter painted(*view.table().viewport());
    int refreshes = 0;
    const auto connection = QObject::connect(&view.model(), &ProcessModel::refreshed, &painted, [&] {
        ++refreshes;
        painted.paints = 0;
    });
    for (int i = 0; i < Rounds; ++i) {
        clock.setPaused(true);
        runFor(std::chrono::milliseconds(700)); // until what was under way has been shown
        const std::uint64_t before = clock.node().snapshot()->sequence;
        refreshes = 0;
        const auto start = Clock::now();
        clock.setPaused(false);
        runUntil([&] { return refreshes > 0 && painted.paints > 0 && clock.snapshot()->sequence > before; });
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    }
    QObject::disconnect(connection);
    figures("refresh", times);
}

int measure(TimedApplication& application, std::size_t count, int seconds, bool idle)
{
    EmbeddedNode node(0, EmbeddedNode::BehindAWindow);
    Runtime& runtime = node.runtime();
    const int schedulers = runtime.scheduler().online();
    churn::start(runtime, count, idle ? 0 : schedulers);
    std::this_thread::sleep_for(std::chrono::seconds(2)); // until all of them wait
    fmt::print("{} processes, {} schedulers that all {}, a tenth of the processes poked each second\n",
               runtime.processes().count(), schedulers, idle ? "idle" : "compute");

    // What could be saved by collecting fewer columns: nothing read but the pid, and everything.
    const auto visitAll = [&](auto visit) {
        double least = 1e9;
        for (int i = 0; i < 5; ++i) {
            const auto start = Clock::now();
            const EpochPin pin(runtime.epochs());
            runtime.processes().forEach(visit);
            least = std::min(least, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        }
        return least;
    };
    std::uint64_t read = 0;
    const double pidsAlone = visitAll([&](const ControlBlock& process) { read += process.pid.bits(); });
    const auto printColumn = [&](const char* name, auto value) {
        const double took = visitAll([&](const ControlBlock& process) {
            read += process.pid.bits() + static_cast<std::uint64_t>(value(process));
        });
        fmt::print("  {:<14} {:+6.1f} ms\n", name, took - pidsAlone);
    };
    fmt::print("reading all pids takes {:.1f} ms; with one more column\n", pidsAlone);
    printColumn("parent", [](const ControlBlock& process) { return process.parent.bits(); });
    printColumn("status", [](const ControlBlock& process) { return process.status.load(); });
    printColumn("reductions", [](const ControlBlock& process) { return process.reductions(); });
    printColumn("messages", [](const ControlBlock& process) { return process.messages(); });
    printColumn("memory", [](const ControlBlock& process) { return process.memoryBytes(); });
    printColumn("links", [](const ControlBlock& process) { return process.relations().linkCount(); });
    printColumn("monitors",
                [](const ControlBlock& process) { return process.relations().monitoringCount(); });
    printColumn("name", [](const ControlBlock& process) { return process.name().index(); });
    printColumn("label", [](const ControlBlock& process) { return process.label().index(); });
    printColumn("initial call",
                [](const ControlBlock& process) { return process.initialCall().module.index(); });
    std::vector<ProcessRow> rows;
    const double everything = visitAll([&](const ControlBlock& process) {
        if (process.pid.index() == 0 || rows.size() >= count) {
            rows.clear();
            rows.reserve(count);
        }
        rows.push_back(processRow(process));
    });
    fmt::print("all columns as rows take {:.1f} ms{}\n", everything, read == 0 ? "?" : "");
    rows = {};

    QMainWindow window;
    ViewClock clock(node);
    ProcessActions actions(clock, &window);
    auto* view = new ProcessesView(clock, actions);
    window.setCentralWidget(view);
    window.resize(1280, 720);
    ProcessModel& model = view->model();
    malloc_trim(0);
    const double before = residentMegabytes();
    double most = 0;
    double sum = 0;
    int samples = 0;
    QTimer memory;
    QObject::connect(&memory, &QTimer::timeout, [&] {
        const double now = residentMegabytes();
        most = std::max(most, now);
        sum += now;
        ++samples;
    });

    application.passes.clear();
    window.show();
    const double shown = runUntil([&] { return model.rowCount() > static_cast<int>(count / 2); });
    fmt::print("shown after {:.0f} ms\n", shown);
    figure("first_show", shown);
    printPasses("first show", application.passes);
    runFor(std::chrono::seconds(2));
    view->table().setCurrentIndex(model.index(static_cast<int>(count / 3), 0));
    view->table().verticalScrollBar()->setValue(1'000'000);

    int refreshes = 0;
    const auto connection =
        QObject::connect(&model, &ProcessModel::refreshed, &window, [&refreshes] { ++refreshes; });
    memory.start(20);
    application.passes.clear();
    runFor(std::chrono::seconds(seconds));
    std::vector<Pass> frames = application.passes;
    printPasses("by pid", application.passes);
    fmt::print("{:.1f} refreshes a second; a snapshot takes {:.0f} ms\n",
               static_cast<double>(refreshes) / seconds,
               static_cast<double>(clock.snapshot()->costNanoseconds) * 1e-6);
    view->table().sortByColumn(ProcessModel::ReductionsColumn, Qt::DescendingOrder);
    runUntil([&] { return model.isCurrent(); });
    application.passes.clear();
    refreshes = 0;
    runFor(std::chrono::seconds(seconds));
    frames.insert(frames.end(), application.passes.begin(), application.passes.end());
    printPasses("by reductions", application.passes);
    printFrames("frame", frames);
    fmt::print("{:.1f} refreshes a second\n", static_cast<double>(refreshes) / seconds);
    QObject::disconnect(connection);
    memory.stop();
    const auto each = [&](double megabytes) {
        return (megabytes - before) * 1e6 / static_cast<double>(count);
    };
    fmt::print("memory of the view, bytes a process: {:.0f} on average, {:.0f} at most\n",
               each(sum / samples), each(most));
    figure("view_bytes", each(sum / samples));
    figure("view_bytes_max", each(most));
    printRefreshes(clock, *view);

    Longest longest;
    std::vector<double> sorts;
    application.passes.clear();
    for (int column = 0; column < ProcessModel::ColumnCount; ++column) {
        if (column == ProcessModel::TopColumn) {
            continue;
        }
        double slowest = 0;
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder, Qt::AscendingOrder}) {
            view->table().setColumnHidden(column, false);
            runFor(std::chrono::milliseconds(130));
            view->table().sortByColumn(column, order);
            sorts.push_back(runUntil([&] { return model.isCurrent(); }));
            slowest = std::max(slowest, sorts.back());
        }
        fmt::print("sorted by {:<22} {:5.0f} ms (the slowest of three)\n",
                   processColumn(column).title().toStdString(), slowest);
    }
    figures("sort", sorts);
    longest.take(application.passes);
    printPasses("while sorting", application.passes);
    std::vector<double> filters;
    for (const char* filter :
         {"waits", "status:running", "reductions>100", "<0.12345.", "/^wai/", "nothing", ""}) {
        view->filterField().setText(QString::fromLatin1(filter));
        view->filterBar().takeNow();
        const double took = runUntil([&] { return model.isCurrent(); });
        filters.push_back(took);
        fmt::print("filtered by “{}”: {:.0f} ms, {} rows\n", filter, took, model.rowCount());
    }
    figures("filter", filters);
    longest.take(application.passes);
    figure("sort_frame_max", longest.wall);
    figure("sort_frame_cpu_max", longest.processor);
    printPasses("while filtering", application.passes);
    const auto top = ProcessTop{ProcessRate::Reductions, 20, 5};
    view->setTop(top);
    const double took = runUntil([&] { return model.isCurrent() && model.rowCount() == 20; });
    fmt::print("top 20 by reductions after {:.0f} ms\n", took);
    runFor(std::chrono::seconds(std::max(seconds / 2, 1)));
    printPasses("top 20", application.passes);
    return 0;
}

} // namespace process_table

int main(int argc, char** argv)
{
    using namespace process_table;

    const long count = argc > 1 ? std::atol(argv[1]) : 1'000'000;
    const int seconds = argc > 2 ? std::atoi(argv[2]) : 10;
    const bool idle = argc > 3 && std::string(argv[3]) == "idle";
    if (argc > (idle ? 4 : 3) || count < 1000 || seconds < 1) {
        fmt::print(stderr, "usage: process_table [PROCESSES [SECONDS [idle]]]\n");
        return 2;
    }
    TimedApplication application(argc, argv);
    applyAppearance({});
    return measure(application, static_cast<std::size_t>(count), seconds, idle);
}
