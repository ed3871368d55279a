// SPDX-License-Identifier: GPL-3.0-or-later
// What the table of processes costs while a tenth of very many processes does something every second and
// every scheduler computes; wants a display, such as xvfb-run's or QT_QPA_PLATFORM=offscreen.
//   process_table [PROCESSES [SECONDS]]             1,000,000 for 10 s, unless said otherwise
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"

// After the runtime, which has a namespace `signals`: Qt's macro of that name is not to change it.
#include "app/theme.h"
#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/filter_bar.h"
#include "widgets/processes/process_actions.h"
#include "widgets/processes/process_model.h"
#include "widgets/processes/processes_view.h"

#include <QApplication>
#include <QElapsedTimer>
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

// -- the processes
// --------------------------------------------------------------------------------------------

const Atom poke("poke");

Process waits(Self self)
{
    for (;;) {
        const Message message = co_await self.receive(any);
    }
}

/// Pokes a tenth of them each second, another tenth the next one, in a hundred steps a second.
Process pokes(Self self, std::shared_ptr<const std::vector<Pid>> others)
{
    const std::size_t step = std::max<std::size_t>(others->size() / 1000, 1);
    std::size_t next = 0;
    for (;;) {
        const Message pause = co_await self.receive().after(10);
        for (std::size_t i = 0; i < step; ++i) {
            self.send((*others)[next], poke);
            next = (next + 1) % others->size();
            co_await self.tick();
        }
    }
}

Process computes(Self self)
{
    std::uint64_t x = 1;
    for (;;) {
        for (int i = 0; i < 1000; ++i) {
            x = x * 6364136223846793005ULL + 1442695040888963407ULL;
        }
        if (x == 0) {
            self.send(self.pid(), poke); // never; so that x is wanted
        }
        co_await self.tick(100);
    }
}

// -- measuring
// ------------------------------------------------------------------------------------------------

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

int measure(TimedApplication& application, std::size_t count, int seconds)
{
    EmbeddedNode node;
    Runtime& runtime = node.runtime();
    auto pids = std::make_shared<std::vector<Pid>>();
    pids->reserve(count);
    const int schedulers = runtime.scheduler().online();
    const std::size_t others = static_cast<std::size_t>(schedulers) + 1 + runtime.processes().count();
    while (pids->size() + others < count) {
        pids->push_back(runtime.spawn<&waits>());
    }
    runtime.spawn<&pokes>(std::shared_ptr<const std::vector<Pid>>(pids));
    for (int i = 0; i < schedulers; ++i) {
        runtime.spawn<&computes>();
    }
    std::this_thread::sleep_for(std::chrono::seconds(2)); // until all of them wait
    fmt::print("{} processes, {} schedulers that all compute, a tenth of the processes poked each second\n",
               runtime.processes().count(), schedulers);

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
    const double everything = visitAll([&](const ControlBlock& process) {
        read += process.pid.bits() + process.parent.bits() + process.memoryBytes() +
                process.reductions.load(std::memory_order_relaxed) +
                process.messages.load(std::memory_order_relaxed) + process.relations.linkCount() +
                process.relations.monitoringCount() + process.name().index() + process.label().index() +
                process.initialCall().module.index();
    });
    fmt::print("reading all pids takes {:.0f} ms, all columns {:.0f} ms{}\n", pidsAlone, everything,
               read == 0 ? "?" : "");

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
    printPasses("by pid", application.passes);
    fmt::print("{:.1f} refreshes a second; a snapshot takes {:.0f} ms\n",
               static_cast<double>(refreshes) / seconds,
               static_cast<double>(clock.snapshot()->costNanoseconds) * 1e-6);
    view->table().sortByColumn(ProcessModel::ReductionsColumn, Qt::DescendingOrder);
    runUntil([&] { return model.isCurrent(); });
    application.passes.clear();
    refreshes = 0;
    runFor(std::chrono::seconds(seconds));
    printPasses("by reductions", application.passes);
    fmt::print("{:.1f} refreshes a second\n", static_cast<double>(refreshes) / seconds);
    QObject::disconnect(connection);
    memory.stop();
    const auto each = [&](double megabytes) {
        return (megabytes - before) * 1e6 / static_cast<double>(count);
    };
    fmt::print("memory of the view, bytes a process: {:.0f} on average, {:.0f} at most\n",
               each(sum / samples), each(most));

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
            slowest = std::max(slowest, runUntil([&] { return model.isCurrent(); }));
        }
        fmt::print("sorted by {:<22} {:5.0f} ms (the slowest of three)\n",
                   processColumn(column).title.toStdString(), slowest);
    }
    printPasses("while sorting", application.passes);
    for (const char* filter :
         {"waits", "status:running", "reductions>100", "<0.12345.", "/^wai/", "nothing", ""}) {
        view->filterField().setText(QString::fromLatin1(filter));
        view->filterBar().takeNow();
        const double took = runUntil([&] { return model.isCurrent(); });
        fmt::print("filtered by “{}”: {:.0f} ms, {} rows\n", filter, took, model.rowCount());
    }
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
    if (argc > 3 || count < 1000 || seconds < 1) {
        fmt::print(stderr, "usage: process_table [PROCESSES [SECONDS]]\n");
        return 2;
    }
    TimedApplication application(argc, argv);
    applyAppearance({});
    return measure(application, static_cast<std::size_t>(count), seconds);
}
