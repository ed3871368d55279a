// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "graph_shapes.h"
#include "widgets/graph/graph_layout.h"

#include <algorithm>
#include <cmath>
#include <random>

using namespace factorama;
using namespace factorama::testing;

namespace {

int settle(GraphLayout& layout)
{
    int steps = 0;
    while (steps < 5000 && layout.step()) {
        ++steps;
    }
    return steps;
}

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

/// A layout with the contents that it shows.
struct Graph {
    GraphContentsMaker maker;
    GraphLayout layout;
    GraphQuery query;
    std::shared_ptr<const GraphContents> contents;

    bool show(const Snapshot& snapshot)
    {
        contents = maker.make(shared(snapshot), query);
        return layout.setContents(*contents);
    }
    QPointF placeOf(Pid pid) const { return placeOf(GraphKey::ofProcess(pid)); }
    QPointF placeOf(const GraphKey& key) const { return layout.places()[layout.find(key).value()]; }
};

} // namespace

class GraphLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void copesWithNothing()
    {
        Graph graph;
        graph.show(Snapshot{});
        QVERIFY(graph.layout.isSettled());
        QVERIFY(!graph.layout.step());
        QVERIFY(graph.layout.bounds().isNull());
    }

    void settles()
    {
        Graph graph;
        QVERIFY(graph.show(tree(5, 6)));
        const int steps = settle(graph.layout);
        QVERIFY2(steps < 1000, "it does not come to rest");
        QVERIFY(graph.layout.isSettled());
        QVERIFY(!graph.layout.step());
        const auto& places = graph.layout.places();
        for (std::size_t i = 0; i < places.size(); ++i) {
            QVERIFY(std::isfinite(places[i].x()) && std::isfinite(places[i].y()));
            for (std::size_t j = i + 1; j < places.size(); ++j) {
                QVERIFY2(distance(places[i], places[j]) > 5, "two processes lie on each other");
            }
        }
        for (const GraphEdge& edge : graph.contents->edges) {
            QVERIFY2(distance(places[edge.from], places[edge.to]) < 6 * GraphLayout::EdgeLength,
                     "two related processes lie far apart");
        }
    }

    void laysARingOutAsARing()
    {
        Graph graph;
        constexpr std::uint32_t Count = 200;
        graph.show(ring(Count));
        settle(graph.layout);
        const auto& places = graph.layout.places();
        const QPointF middle = graph.layout.bounds().center();
        double area = 0; // that the ring encloses; crumpled or crossed it would be little
        double length = 0;
        for (std::uint32_t i = 0; i < Count; ++i) {
            const QPointF a = places[i] - middle;
            const QPointF b = places[(i + 1) % Count] - middle;
            area += (a.x() * b.y() - a.y() * b.x()) / 2;
            length += distance(a, b);
        }
        const double circle = length * length / (4 * M_PI);
        QVERIFY2(std::abs(area) > circle / 2, qPrintable(QString::number(std::abs(area) / circle)));
    }

    void separatesWhatLiesOnOneSpot()
    {
        Graph graph;
        graph.show(tree(3, 0));
        const QPointF spot(10, 10);
        graph.layout.setPinned({{GraphKey::ofProcess(Pid(0, 1)), spot},
                                {GraphKey::ofProcess(Pid(1, 1)), spot},
                                {GraphKey::ofProcess(Pid(2, 1)), spot}});
        QCOMPARE(graph.placeOf(Pid(0, 1)), graph.placeOf(Pid(1, 1)));
        graph.layout.setPinned({});
        settle(graph.layout);
        QVERIFY(distance(graph.placeOf(Pid(0, 1)), graph.placeOf(Pid(1, 1))) > 5);
        QVERIFY(distance(graph.placeOf(Pid(2, 1)), graph.placeOf(Pid(1, 1))) > 5);
    }

    void isStableUnderRefresh()
    {
        Graph graph;
        Snapshot snapshot = tree(4, 4);
        graph.show(snapshot);
        settle(graph.layout);
        const std::vector<QPointF> before = graph.layout.places();
        for (ProcessRow& row : snapshot.processes) {
            row.reductions += 100;
            row.status = ProcessStatus::Running;
        }
        graph.query.selected = Pid(3, 1);
        QVERIFY(!graph.show(snapshot));
        QVERIFY(graph.layout.isSettled());
        QCOMPARE(graph.layout.places(), before);
    }

    void givesNewcomersAPlaceBesideTheirRelatives()
    {
        Graph graph;
        Snapshot snapshot = tree(4, 4);
        graph.show(snapshot);
        settle(graph.layout);
        const std::shared_ptr<const GraphContents> old = graph.contents;
        const std::vector<QPointF> before = graph.layout.places();
        const Pid newcomer = addProcess(snapshot, Atom("worker"));
        snapshot.relations.push_back({Pid(6, 1), newcomer, Relation::Kind::Link});
        QVERIFY(graph.show(snapshot));
        QVERIFY(distance(graph.placeOf(newcomer), graph.placeOf(Pid(6, 1))) < GraphLayout::EdgeLength);
        settle(graph.layout);
        double moved = 0;
        for (std::size_t i = 0; i < before.size(); ++i) {
            moved += distance(before[i], graph.placeOf(old->nodes[i].key));
        }
        QVERIFY2(moved / static_cast<double>(before.size()) < GraphLayout::EdgeLength,
                 "one newcomer turned everything around");
    }

    void keepsWhatIsPinned()
    {
        Graph graph;
        Snapshot snapshot = tree(4, 4);
        graph.show(snapshot);
        graph.layout.setPinned({{GraphKey::ofProcess(Pid(2, 1)), {500, -300}}});
        settle(graph.layout);
        QCOMPARE(graph.placeOf(Pid(2, 1)), QPointF(500, -300));
        snapshot.processes.pop_back();
        snapshot.relations.pop_back();
        graph.show(snapshot);
        settle(graph.layout);
        QCOMPARE(graph.placeOf(Pid(2, 1)), QPointF(500, -300));
        graph.layout.setPinned({});
        QVERIFY(!graph.layout.isSettled());
        settle(graph.layout);
        QVERIFY(graph.placeOf(Pid(2, 1)) != QPointF(500, -300));
    }

    void opensAClusterWhereItIs()
    {
        Graph graph;
        graph.query.grouping = GraphGrouping::Module;
        const Snapshot snapshot = tree(4, 6);
        graph.show(snapshot);
        settle(graph.layout);
        QCOMPARE(graph.contents->nodes.size(), std::size_t{3}); // top, and a cluster each of the others
        const GraphKey workers = GraphKey::ofModule(Atom("worker"));
        const QPointF cluster = graph.placeOf(workers);
        graph.query.opened = {workers};
        graph.show(snapshot);
        QCOMPARE(graph.contents->nodes.size(), std::size_t{2 + 24});
        QVERIFY(distance(graph.placeOf(Pid(2, 1)), cluster) < 3 * GraphLayout::EdgeLength);
        settle(graph.layout);
        QPointF middle;
        for (const GraphNode& node : graph.contents->nodes) {
            if (node.home == workers) {
                middle += graph.placeOf(node.key) / 24;
            }
        }
        graph.query.opened = {};
        graph.show(snapshot);
        QVERIFY(distance(graph.placeOf(workers), middle) < 1);
    }

    void pushesAsThePairsWould()
    {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(-1000, 1000);
        std::vector<QuadTree::Body> bodies(500);
        for (QuadTree::Body& body : bodies) {
            body = {{place(random), place(random)}, 1};
        }
        constexpr double Reach = 10'000;
        QuadTree squares;
        squares.build(bodies);
        std::vector<QPointF> pushes(bodies.size());
        squares.addPushes(Reach, 2, pushes);
        double error = 0;
        double all = 0;
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            QPointF exact;
            for (std::size_t j = 0; j < bodies.size(); ++j) {
                const QPointF delta = bodies[i].place - bodies[j].place;
                if (i != j) {
                    exact += 2 * delta / std::max(QPointF::dotProduct(delta, delta), 1.0);
                }
            }
            error += distance(exact, pushes[i]);
            all += distance(exact, {});
        }
        QVERIFY2(error < 0.1 * all, qPrintable(QString::number(error / all)));
    }
};

QTEST_MAIN(GraphLayoutTest)
#include "graph_layout_test.moc"
