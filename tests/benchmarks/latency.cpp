// SPDX-License-Identifier: GPL-3.0-or-later
// How long things take to have an effect while every scheduler computes: a kill, and an input to the window.
// Prints medians, 99th percentiles and maxima.
#include "runtime/factorization/strategy.h"
#include "runtime/node/runtime.h"
#include "runtime/observe/embedded_node.h"
#include "runtime/term/integer.h"

// After the runtime, which has a namespace `signals`: Qt's macro of that name is not to change it.
#include "app/main_window.h"

#include <QApplication>
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

/// From an event being posted by another thread until the window's thread handles it.
void measureWindow(QApplication& application)
{
    std::vector<double> samples;
    std::thread poster([&] {
        for (std::size_t i = 0; i < Samples; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            const auto start = Clock::now();
            QMetaObject::invokeMethod(
                &application, [start, &samples] { samples.push_back(millisecondsSince(start)); },
                Qt::QueuedConnection);
        }
        QMetaObject::invokeMethod(&application, &QApplication::quit, Qt::QueuedConnection);
    });
    QApplication::exec();
    poster.join();
    print("event in the window", samples);
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    EmbeddedNode node;
    node.startDemonstration();
    MainWindow window(node);
    window.resize(1280, 720);
    window.show();
    QTimer::singleShot(1000, &application, &QApplication::quit);
    QApplication::exec();

    const int schedulers = node.snapshot()->schedulersOnline;
    fmt::print("{} schedulers; first idle, then with 2 computing processes for each\n", schedulers);
    measureWindow(application);
    for (int i = 0; i < 2 * schedulers; ++i) {
        node.spawn("prime_counter", {"100"});
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
