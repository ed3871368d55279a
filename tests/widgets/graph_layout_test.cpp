// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QTest>

#include "widgets/graph/graph_layout.h"

#include <algorithm>
#include <cmath>

using namespace factorama;

namespace {

/// A supervisor with `children`, each with as many workers.
Snapshot tree(std::uint32_t children, std::uint32_t workers)
{
    Snapshot snapshot;
    const auto add = [&] {
        ProcessRow row;
        row.pid = Pid(static_cast<std::uint32_t>(snapshot.processes.size()), 1);
        snapshot.processes.push_back(row);
        return row.pid;
    };
    const Pid top = add();
    for (std::uint32_t i = 0; i < children; ++i) {
        const Pid child = add();
        snapshot.relations.push_back({top, child, Relation::Kind::Link});
        for (std::uint32_t j = 0; j < workers; ++j) {
            snapshot.relations.push_back({child, add(), Relation::Kind::Monitor});
        }
    }
    return snapshot;
}

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

} // namespace

class GraphLayoutTest : public QObject {
    Q_OBJECT

private slots:
    void copesWithNothing()
    {
        GraphLayout layout;
        layout.setSnapshot(Snapshot{}, {});
        QVERIFY(layout.isSettled());
        QVERIFY(!layout.step());
        QVERIFY(layout.bounds().isNull());
    }

    void settles()
    {
        GraphLayout layout;
        QVERIFY(layout.setSnapshot(tree(5, 6), {}));
        const int steps = settle(layout);
        QVERIFY2(steps < 1000, "it does not come to rest");
        QVERIFY(layout.isSettled());
        QVERIFY(!layout.step());
        const auto& nodes = layout.nodes();
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            QVERIFY(std::isfinite(nodes[i].position.x()) && std::isfinite(nodes[i].position.y()));
            for (std::size_t j = i + 1; j < nodes.size(); ++j) {
                QVERIFY2(distance(nodes[i].position, nodes[j].position) > 5,
                         "two processes lie on each other");
            }
        }
        for (const GraphLayout::Edge& edge : layout.edges()) {
            const double length = distance(nodes[edge.from].position, nodes[edge.to].position);
            QVERIFY2(length < 6 * GraphLayout::EdgeLength, "two related processes lie far apart");
        }
    }

    void separatesWhatLiesOnOneSpot()
    {
        GraphLayout layout;
        layout.setSnapshot(tree(3, 0), {});
        for (const Pid pid : {Pid(0, 1), Pid(1, 1), Pid(2, 1)}) {
            layout.pin(pid, {10, 10});
            layout.unpin(pid);
        }
        settle(layout);
        QVERIFY(distance(layout.nodes()[0].position, layout.nodes()[1].position) > 5);
    }

    void isStableUnderRefresh()
    {
        GraphLayout layout;
        Snapshot snapshot = tree(4, 4);
        layout.setSnapshot(snapshot, {});
        settle(layout);
        const std::vector<GraphLayout::Node> before = layout.nodes();
        for (ProcessRow& row : snapshot.processes) {
            row.reductions += 100;
            row.status = ProcessStatus::Running;
        }
        QVERIFY(!layout.setSnapshot(snapshot, Pid(3, 1)));
        QVERIFY(layout.isSettled());
        for (std::size_t i = 0; i < before.size(); ++i) {
            QCOMPARE(layout.nodes()[i].position, before[i].position);
        }
    }

    void givesNewcomersAPlaceBesideTheirRelatives()
    {
        GraphLayout layout;
        Snapshot snapshot = tree(4, 4);
        layout.setSnapshot(snapshot, {});
        settle(layout);
        const std::vector<GraphLayout::Node> before = layout.nodes();
        ProcessRow row;
        row.pid = Pid(1000, 1);
        snapshot.processes.push_back(row);
        snapshot.relations.push_back({Pid(6, 1), row.pid, Relation::Kind::Link});
        QVERIFY(layout.setSnapshot(snapshot, {}));
        const QPointF parent = layout.nodes()[*layout.find(Pid(6, 1))].position;
        QVERIFY(distance(layout.nodes()[*layout.find(row.pid)].position, parent) < GraphLayout::EdgeLength);
        settle(layout);
        double moved = 0;
        for (const GraphLayout::Node& old : before) {
            moved += distance(old.position, layout.nodes()[*layout.find(old.pid)].position);
        }
        QVERIFY2(moved / static_cast<double>(before.size()) < GraphLayout::EdgeLength,
                 "one newcomer turned everything around");
    }

    void keepsWhatIsPinned()
    {
        GraphLayout layout;
        Snapshot snapshot = tree(4, 4);
        layout.setSnapshot(snapshot, {});
        layout.pin(Pid(2, 1), {500, -300});
        settle(layout);
        QCOMPARE(layout.nodes()[2].position, QPointF(500, -300));
        snapshot.processes.pop_back();
        snapshot.relations.pop_back();
        layout.setSnapshot(snapshot, {});
        settle(layout);
        QCOMPARE(layout.nodes()[2].position, QPointF(500, -300));
        layout.unpin(Pid(2, 1));
        QVERIFY(!layout.isSettled());
        settle(layout);
        QVERIFY(layout.nodes()[2].position != QPointF(500, -300));
    }

    void drawsAtMostSoMany()
    {
        GraphLayout layout;
        Snapshot snapshot = tree(10, 200);
        const std::size_t all = snapshot.processes.size();
        layout.setSnapshot(snapshot, {});
        QCOMPARE(layout.nodes().size(), GraphLayout::MaximumNodes);
        QCOMPARE(layout.omitted(), all - GraphLayout::MaximumNodes);
        for (std::uint32_t i = 0; i < 10; ++i) { // those with the most relations are there
            QVERIFY(layout.find(Pid(1 + i * 201, 1)).has_value());
        }
        const Pid last = snapshot.processes.back().pid;
        QVERIFY(!layout.find(last).has_value());
        layout.setSnapshot(snapshot, last);
        QVERIFY(layout.find(last).has_value());
        QCOMPARE(layout.nodes().size(), GraphLayout::MaximumNodes);
        QVERIFY(std::is_sorted(layout.nodes().begin(), layout.nodes().end(),
                               [](const GraphLayout::Node& a, const GraphLayout::Node& b) {
                                   return a.pid.index() < b.pid.index();
                               }));

        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i) {
            layout.step();
        }
        qInfo("a step with %d processes: %.2f ms", static_cast<int>(layout.nodes().size()),
              static_cast<double>(timer.nsecsElapsed()) * 1e-6 / 20);
    }

    void leavesOutRelationsWithTheDead()
    {
        GraphLayout layout;
        Snapshot snapshot = tree(2, 1);
        snapshot.relations.push_back({Pid(0, 1), Pid(77, 1), Relation::Kind::Link});
        snapshot.relations.push_back({Pid(0, 1), Pid(1, 9), Relation::Kind::Link}); // the slot's next owner
        layout.setSnapshot(snapshot, Pid(77, 1));
        QCOMPARE(layout.edges().size(), std::size_t{4});
    }
};

QTEST_MAIN(GraphLayoutTest)
#include "graph_layout_test.moc"
