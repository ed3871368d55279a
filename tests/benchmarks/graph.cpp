// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph of links and monitors costs, in milliseconds: a frame at 1920 x 1080 while everything moves
// (on the window's thread), a step of the layout, and taking over a snapshot in which a tenth of the
// processes are other ones (both on a thread of its own); wants a display, such as xvfb-run's or
// QT_QPA_PLATFORM=offscreen.
//   graph [PROCESSES...]             200, 2,000, 20,000 and 100,000, unless said otherwise
#include "widgets/graph/graph_layout.h"
#include "widgets/graph/graph_painter.h"
#include "widgets/graph/graph_scene.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

using namespace factorama;

namespace graph {

constexpr int Frames = 200;
constexpr int Steps = 100;
constexpr int Snapshots = 20;

/// Processes that come and go: supervisors with twenty workers each, who are linked to them and monitor one
/// another now and then; two relations a process.
class Population {
public:
    explicit Population(std::uint32_t count) : m_serials(count, 1) {}

    /// Replaces a tenth of them.
    void churn()
    {
        for (std::size_t i = 0; i < m_serials.size() / 10; ++i) {
            ++m_serials[m_random() % m_serials.size()];
        }
    }

    std::shared_ptr<const Snapshot> snapshot()
    {
        auto snapshot = std::make_shared<Snapshot>();
        const auto count = static_cast<std::uint32_t>(m_serials.size());
        snapshot->processCount = count;
        snapshot->processes.resize(count);
        const auto pid = [this](std::uint32_t i) { return Pid(i, m_serials[i]); };
        for (std::uint32_t i = 0; i < count; ++i) {
            ProcessRow& row = snapshot->processes[i];
            const std::uint32_t above = i - i % Family;
            row.pid = pid(i);
            row.parent = i == above ? pid(0) : pid(above);
            row.initialCall.module = m_modules[i == above ? 0 : i % m_modules.size()];
            row.status = static_cast<ProcessStatus>(m_random() % 3);
            row.trapsExits = i == above;
            if (i > 0) {
                snapshot->relations.push_back({row.parent, row.pid, Relation::Kind::Link});
            }
            if (i != above) {
                const std::uint32_t watched = above + (i * 7) % Family;
                if (watched != i && watched < count) {
                    snapshot->relations.push_back({row.pid, pid(watched), Relation::Kind::Monitor});
                }
            }
        }
        return snapshot;
    }

private:
    static constexpr std::uint32_t Family = 20;

    std::vector<std::uint32_t> m_serials;
    std::vector<Atom> m_modules{Atom("supervisor"), Atom("worker"), Atom("echo"), Atom("kv"),
                                Atom("ticker"),     Atom("bank"),   Atom("chat"), Atom("cache")};
    std::mt19937 m_random{1};
};

/// The times of `rounds` calls, in milliseconds, sorted.
std::vector<double> times(
    int rounds, const std::function<void()>& call, const std::function<void()>& before = [] {})
{
    std::vector<double> result;
    for (int i = 0; i < rounds; ++i) {
        before();
        QElapsedTimer timer;
        timer.start();
        call();
        result.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::string text(const std::vector<double>& sorted)
{
    return fmt::format("{:7.2f} {:7.2f}", sorted[sorted.size() / 2], sorted[sorted.size() * 99 / 100]);
}

/// From as close as fits all in, or a fourth of that from each side.
void look(GraphScene& scene, const GraphLayout& layout, double closer)
{
    const QRectF bounds = layout.bounds();
    scene.zoom =
        closer * std::min(scene.size.width() / bounds.width(), scene.size.height() / bounds.height());
    scene.offset = QRectF({}, scene.size).center() - bounds.center() * scene.zoom;
}

void measure(std::uint32_t count)
{
    Population population(count);
    GraphQuery query;
    GraphContentsMaker maker;
    GraphLayout layout;
    std::shared_ptr<const Snapshot> snapshot = population.snapshot();
    std::shared_ptr<const GraphContents> contents;
    const std::vector<double> first = times(1, [&] {
        contents = maker.make(snapshot, query);
        layout.setContents(*contents);
    });
    const std::vector<double> steps = times(Steps, [&] { layout.step(); });
    while (layout.step()) {
    }
    const std::vector<double> takenOver = times(
        Snapshots,
        [&] {
            contents = maker.make(snapshot, query);
            layout.setContents(*contents);
        },
        [&] {
            population.churn();
            snapshot = population.snapshot();
        });

    GraphScene scene;
    scene.size = QSizeF(1920, 1080);
    QImage layer(1920, 1080, QImage::Format_RGB32);
    QImage window(1920, 1080, QImage::Format_RGB32);
    GraphPainter painter;
    const auto frames = [&](double closer) {
        return times(
            Frames,
            [&] {
                scene.places = layout.places();
                look(scene, layout, closer);
                painter.paint(layer, scene, QApplication::font());
                QPainter(&window).drawImage(0, 0, layer);
            },
            [&] { layout.step(); });
    };
    auto picture = std::make_shared<GraphPicture>();
    picture->snapshot = snapshot;
    picture->contents = contents;
    picture->statuses.assign(contents->nodes.size(), {});
    for (std::uint32_t row = 0; row < snapshot->processes.size(); ++row) {
        if (const auto node = contents->nodeAt(row)) {
            ++picture->statuses[*node][static_cast<std::size_t>(snapshot->processes[row].status)];
        }
    }
    scene.picture = picture;
    const std::vector<double> all = frames(1);
    const std::vector<double> close = frames(4);
    fmt::print("{:>9} {:>6} {:>6}  {}  {}  {}  {}  {:7.2f}\n", count, contents->nodes.size(),
               contents->edges.size(), text(all), text(close), text(steps), text(takenOver), first[0]);
}

} // namespace graph

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    std::vector<std::uint32_t> counts;
    for (int i = 1; i < argc; ++i) {
        counts.push_back(static_cast<std::uint32_t>(std::max(1, std::atoi(argv[i]))));
    }
    if (counts.empty()) {
        counts = {200, 2'000, 20'000, 100'000};
    }
    fmt::print("                           frame: all in    frame: close up   step of layout   10 % new "
               "processes   first\n");
    fmt::print("processes  nodes  edges   median     p99   median     p99   median     p99   median     p99 "
               "  layout\n");
    for (const std::uint32_t count : counts) {
        graph::measure(count);
    }
    return 0;
}
