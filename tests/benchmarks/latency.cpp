// SPDX-License-Identifier: GPL-3.0-or-later
// How long things take to have an effect while every scheduler computes: a kill, an event in the window, and
// an input until what it changes has been painted. Prints medians, 99th percentiles and maxima.
//   latency [input]                                 with `input` nothing but the last of these
#include "runtime/factorization/strategy.h"
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "runtime/term/integer.h"
#include "tests/benchmarks/figures.h"

// After the runtime, which has a namespace `signals`: Qt's macro of that name is not to change it.
#include "app/main_window.h"
#include "widgets/processes/processes_view.h"

#include <QApplication>
#include <QEventLoop>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTableView>
#include <QTimer>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

using namespace factorama;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t Samples = 200;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print(const std::string& what, std::vector<double> milliseconds)
{
    std::sort(milliseconds.begin(), milliseconds.end());
    fmt::print("{:<44} median {:8.3f} ms   p99 {:8.3f} ms   max {:8.3f} ms\n", what,
               milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100],
               milliseconds.back());
    std::fflush(stdout);
}

/// Works on a number that takes the algorithm very long.
Process victim(Self self, std::string algorithm, Natural number)
{
    const Term term = toTerm(number);
    const Algorithm* chosen = findAlgorithm(algorithm);
    const Term factors = co_await factorize(self, chosen, term);
}

/// The effect of a kill: from exit/2 until the process cannot be found.
void measureKill(EmbeddedNode& node, const std::string& algorithm, const std::string& number)
{
    std::vector<double> samples;
    for (std::size_t i = 0; i < Samples; ++i) {
        const Pid pid = node.runtime().spawn<&victim>(algorithm, Natural(number));
        std::this_thread::sleep_for(std::chrono::milliseconds(5 + i % 7)); // to be well inside the work
        const auto start = Clock::now();
        node.runtime().exit(pid, atoms::kill);
        while (node.runtime().isAlive(pid)) {
            std::this_thread::yield();
        }
        samples.push_back(millisecondsSince(start));
    }
    print("kill, algorithm " + algorithm, samples);
}

/// Tells when an input has been answered by a frame: the first one that is done after the input has been
/// handled, and in which the table was painted.
class ReactingApplication : public QApplication {
public:
    using QApplication::QApplication;

    /// What inputs go to, and what is painted anew then. Before the first input.
    void watch(QWidget* target, QWidget* painted)
    {
        m_target = target;
        m_toPaint = painted;
    }

    /// Posts one input, as the window system would, and waits for its frame; milliseconds. What is seen of a
    /// click comes with its press: the frame may be done before the release. Not the window's thread.
    double react(std::vector<QEvent*> input)
    {
        const auto start = Clock::now();
        m_state = State::Posted;
        for (QEvent* event : input) {
            postEvent(m_target, event);
        }
        while (m_state != State::Painted && Clock::now() - start < std::chrono::seconds(5)) {
            std::this_thread::sleep_for(std::chrono::microseconds(50));
        }
        return m_state == State::Painted
                   ? std::chrono::duration<double, std::milli>(m_painted - start).count()
                   : millisecondsSince(start);
    }

    bool notify(QObject* receiver, QEvent* event) override
    {
        const QEvent::Type type = event->type();
        const bool isInput = receiver == m_target && m_state == State::Posted &&
                             (type == QEvent::KeyPress || type == QEvent::MouseButtonPress);
        const bool result = QApplication::notify(receiver, event);
        if (isInput) {
            m_state = State::Handled;
        } else if (receiver == m_toPaint && type == QEvent::Paint && m_state == State::Handled) {
            m_state = State::Painting;
        } else if (type == QEvent::UpdateRequest && m_state == State::Painting) {
            m_painted = Clock::now(); // the frame is on its way to the screen
            m_state = State::Painted;
        }
        return result;
    }

private:
    enum class State { None, Posted, Handled, Painting, Painted };

    QWidget* m_target = nullptr;
    QWidget* m_toPaint = nullptr;
    std::atomic<State> m_state{State::None};
    Clock::time_point m_painted; ///< before m_state became Painted
};

/// By turns the arrow keys and clicks, each of which selects another process.
void measureInput(ReactingApplication& application, MainWindow& window)
{
    QTableView& table = window.processes().table();
    table.setFocus();
    const auto measure = [&](const char* name, const char* title, QWidget* target, auto makeInput) {
        std::vector<double> samples;
        QEventLoop loop;
        application.watch(target, table.viewport());
        std::thread poster([&] {
            for (std::size_t i = 0; i < Samples; ++i) {
                // At any time between two ticks of the window.
                std::this_thread::sleep_for(std::chrono::milliseconds(20 + i % 37));
                samples.push_back(application.react(makeInput(i)));
            }
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        loop.exec();
        poster.join();
        print(title, samples);
        figures(name, samples);
    };
    table.setCurrentIndex(table.model()->index(2, 0));
    measure("key", "key press until painted", &table, [](std::size_t i) {
        const Qt::Key key = i % 2 == 0 ? Qt::Key_Down : Qt::Key_Up;
        return std::vector<QEvent*>{new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier)};
    });
    QWidget* viewport = table.viewport();
    const int height = table.rowHeight(0);
    measure("click", "click until painted", viewport, [viewport, height](std::size_t i) {
        const QPointF at(60, height * (i % 2 == 0 ? 1.5 : 4.5));
        const QPointF global = viewport->mapToGlobal(at);
        return std::vector<QEvent*>{new QMouseEvent(QEvent::MouseButtonPress, at, global, Qt::LeftButton,
                                                    Qt::LeftButton, Qt::NoModifier),
                                    new QMouseEvent(QEvent::MouseButtonRelease, at, global, Qt::LeftButton,
                                                    Qt::NoButton, Qt::NoModifier)};
    });
}

/// From an event being posted by another thread until the window's thread handles it.
void measureWindow(QApplication& application)
{
    std::vector<double> samples;
    QEventLoop loop; // QApplication::quit() would close the window
    std::thread poster([&] {
        for (std::size_t i = 0; i < Samples; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            const auto start = Clock::now();
            QMetaObject::invokeMethod(
                &application, [start, &samples] { samples.push_back(millisecondsSince(start)); },
                Qt::QueuedConnection);
        }
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    poster.join();
    print("event in the window", samples);
}

} // namespace

int main(int argc, char** argv)
{
    const bool inputOnly = argc == 2 && std::string(argv[1]) == "input";
    if (argc > (inputOnly ? 2 : 1)) {
        fmt::print(stderr, "usage: latency [input]\n");
        return 2;
    }
    ReactingApplication application(argc, argv);
    EmbeddedNode node(0, EmbeddedNode::BehindAWindow);
    node.startDemonstration();
    MainWindow window(node);
    window.resize(1280, 720);
    window.show();
    QEventLoop first;
    QTimer::singleShot(1000, &first, &QEventLoop::quit);
    first.exec();

    const int schedulers = node.snapshot()->schedulersOnline;
    fmt::print("{} schedulers; first idle, then with 2 computing processes for each\n", schedulers);
    if (!inputOnly) {
        measureWindow(application);
    }
    for (int i = 0; i < 2 * schedulers; ++i) {
        node.spawn("prime_counter", {"100"});
    }
    measureInput(application, window);
    if (inputOnly) {
        return 0;
    }
    measureWindow(application);
    measureKill(node, "seed", "1000000000000000003");
    measureKill(node, "eratosthenes", "1000000000000000000000000000057");
    // The product of two primes of 40 digits.
    measureKill(
        node, "fast",
        "10000000000000000000000000000000000001210000000000000000000000000000000000000000000000000000003267");
    return 0;
}
