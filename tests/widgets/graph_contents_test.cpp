// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "graph_shapes.h"
#include "widgets/graph/graph_contents.h"
#include "widgets/graph/graph_neighbourhood.h"

#include <algorithm>
#include <numeric>

using namespace factorama;
using namespace factorama::testing;

namespace {

const GraphNode* nodeOf(const GraphContents& contents, const GraphKey& key)
{
    const auto found = std::find_if(contents.nodes.begin(), contents.nodes.end(),
                                    [&](const GraphNode& node) { return node.key == key; });
    return found == contents.nodes.end() ? nullptr : &*found;
}

/// The edge between these two; null if there is none.
const GraphEdge* edgeOf(const GraphContents& contents, const GraphKey& from, const GraphKey& to,
                        Relation::Kind kind)
{
    const auto found = std::find_if(contents.edges.begin(), contents.edges.end(), [&](const GraphEdge& edge) {
        return contents.nodes[edge.from].key == from && contents.nodes[edge.to].key == to &&
               edge.kind == kind;
    });
    return found == contents.edges.end() ? nullptr : &*found;
}

std::shared_ptr<const GraphContents> contentsOf(const Snapshot& snapshot, const GraphQuery& query)
{
    return GraphContentsMaker().make(shared(snapshot), query);
}

std::size_t members(const GraphContents& contents)
{
    return std::accumulate(contents.nodes.begin(), contents.nodes.end(), std::size_t{0},
                           [](std::size_t sum, const GraphNode& node) { return sum + node.count; });
}

} // namespace

class GraphContentsTest : public QObject {
    Q_OBJECT

private slots:
    void keepsWhatIsLeftAroundTheDead()
    {
        // 1 - 2 - 3 - 4 - 5 - 6, and nobody beside 7.
        const auto chain = [](const std::vector<std::uint32_t>& alive) {
            Snapshot snapshot;
            for (const std::uint32_t index : alive) {
                ProcessRow row;
                row.pid = Pid(index, 1);
                snapshot.processes.push_back(row);
                if (index < 6) {
                    snapshot.relations.push_back({Pid(index, 1), Pid(index + 1, 1), Relation::Kind::Link});
                }
            }
            return shared(snapshot);
        };
        GraphContentsMaker maker;
        GraphQuery query;
        query.hops = 2;
        query.grouping = GraphGrouping::None;
        query.selected = Pid(3, 1);
        QCOMPARE(maker.make(chain({1, 2, 3, 4, 5, 6, 7}), query)->nodes.size(), std::size_t{5});
        for (int round = 0; round < 2; ++round) { // it goes on, and grows no further
            const auto left = maker.make(chain({1, 2, 4, 5, 6, 7}), query);
            QVERIFY(left->centerIsGone);
            QCOMPARE(left->hops, 2);
            QCOMPARE(left->nodes.size(), std::size_t{4});
            QVERIFY(nodeOf(*left, GraphKey::ofProcess(Pid(6, 1))) == nullptr);
        }
        const auto none = maker.make(chain({6, 7}), query);
        QVERIFY(none->centerIsGone);
        QCOMPARE(none->hops, GraphQuery::Everything);
        QCOMPARE(none->nodes.size(), std::size_t{2});
    }

    void drawsAtMostSoMany()
    {
        GraphContentsMaker maker;
        GraphQuery query;
        query.hops = GraphQuery::Everything;
        query.grouping = GraphGrouping::None;
        const auto snapshot = shared(tree(10, 300));
        const std::size_t all = snapshot->processes.size();
        auto contents = maker.make(snapshot, query);
        QCOMPARE(contents->nodes.size(), GraphQuery::MaximumNodes);
        QCOMPARE(contents->omitted, all - GraphQuery::MaximumNodes);
        for (std::uint32_t i = 0; i < 10; ++i) { // those with the most relations are there
            QVERIFY(contents->nodeAt(1 + i * 301));
        }
        const auto last = static_cast<std::uint32_t>(all - 1);
        QVERIFY(!contents->nodeAt(last));
        query.selected = snapshot->processes.back().pid;
        contents = maker.make(snapshot, query);
        QVERIFY(contents->nodeAt(last));
        QCOMPARE(contents->nodes.size(), GraphQuery::MaximumNodes);
        QVERIFY(std::is_sorted(contents->nodes.begin(), contents->nodes.end(),
                               [](const GraphNode& a, const GraphNode& b) { return a.row < b.row; }));
    }

    void leavesOutRelationsWithTheDead()
    {
        Snapshot snapshot = tree(2, 1);
        snapshot.relations.push_back({Pid(0, 1), Pid(77, 1), Relation::Kind::Link});
        snapshot.relations.push_back({Pid(0, 1), Pid(1, 9), Relation::Kind::Link}); // the slot's next owner
        GraphQuery query;
        query.selected = Pid(77, 1);
        const auto contents = contentsOf(snapshot, query);
        QCOMPARE(contents->edges.size(), std::size_t{4});
        QCOMPARE(contents->links, std::size_t{2});
        QCOMPARE(contents->monitors, std::size_t{2});
    }

    void changesOnlyWithWhatIsDrawn()
    {
        GraphContentsMaker maker;
        Snapshot snapshot = tree(2, 2);
        const auto first = maker.make(shared(snapshot), {});
        snapshot.processes[1].status = ProcessStatus::Running;
        QCOMPARE(maker.make(shared(snapshot), {}), first);
        snapshot.relations.pop_back();
        const auto second = maker.make(shared(snapshot), {});
        QVERIFY(second != first);
        QCOMPARE(second->edges.size() + 1, first->edges.size());
        snapshot.processes.pop_back();
        QCOMPARE(maker.make(shared(snapshot), {})->nodes.size(), first->nodes.size() - 1);
    }

    void walksHopByHop()
    {
        const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 1}, {2, 1}, {2, 3},
                                                                            {3, 4}, {4, 0}, {5, 6}};
        const GraphNeighbourhood neighbours(8, pairs);
        QCOMPARE(neighbours.within(0, 0), std::vector<std::uint32_t>{0});
        QCOMPARE(neighbours.within(0, 1).size(), std::size_t{3});
        QCOMPARE(neighbours.within(0, 2).size(), std::size_t{5});
        QCOMPARE(neighbours.within(0, 9).size(), std::size_t{5}); // the others hang together apart
        QCOMPARE(neighbours.within(7, 3), std::vector<std::uint32_t>{7});
        const std::uint32_t never = GraphNeighbourhood::Unreached;
        QCOMPARE(neighbours.distances(1), (std::vector<std::uint32_t>{1, 0, 1, 2, 2, never, never, never}));
    }

    void showsSoManyHopsAroundTheSelected_data()
    {
        QTest::addColumn<int>("hops");
        QTest::addColumn<std::size_t>("count");
        QTest::newRow("1") << 1 << std::size_t{2}; // a worker and whoever watches it
        QTest::newRow("2") << 2 << std::size_t{2 + 2 + 1}; // the other workers, and the top
        QTest::newRow("3") << 3 << std::size_t{5 + 3}; // the top's other children
        QTest::newRow("4") << 4 << std::size_t{1 + 4 * 4};
        QTest::newRow("everything") << 0 << std::size_t{1 + 4 * 4};
    }

    void showsSoManyHopsAroundTheSelected()
    {
        QFETCH(int, hops);
        QFETCH(std::size_t, count);
        const Snapshot snapshot = tree(4, 3);
        GraphQuery query;
        query.hops = hops;
        query.selected = Pid(2, 1);
        const auto contents = contentsOf(snapshot, query);
        QCOMPARE(contents->nodes.size(), count);
        QCOMPARE(contents->outside, snapshot.processes.size() - count);
        QCOMPARE(contents->hops, hops);

        query.selected = Pid(); // then everything
        QCOMPARE(contentsOf(snapshot, query)->nodes.size(), snapshot.processes.size());
        query.selected = Pid(2, 7); // somebody who has ended
        QCOMPARE(contentsOf(snapshot, query)->nodes.size(), snapshot.processes.size());
    }

    void showsWhatFits()
    {
        GraphQuery query;
        Snapshot few = tree(3, 3);
        query.selected = Pid(2, 1);
        QCOMPARE(contentsOf(few, query)->nodes.size(), few.processes.size());

        Snapshot many = tree(10, 300);
        const Pid alone = addProcess(many, Atom("hermit"));
        query.selected = Pid();
        auto contents = contentsOf(many, query);
        QCOMPARE(contents->grouping, GraphGrouping::Module);
        QCOMPARE(contents->nodes.size(), std::size_t{4});
        QCOMPARE(contents->omitted, std::size_t{0});
        query.selected = Pid(2, 1); // with the workers beside it
        contents = contentsOf(many, query);
        QCOMPARE(contents->hops, GraphQuery::FewHops);
        QCOMPARE(contents->grouping, GraphGrouping::None);
        QCOMPARE(contents->nodes.size(), std::size_t{300 + 1 + 1});
        query.selected = alone; // it says little
        QCOMPARE(contentsOf(many, query)->hops, GraphQuery::Everything);
    }

    void clustersByModule()
    {
        Snapshot snapshot = tree(4, 3);
        snapshot.relations.push_back({Pid(2, 1), Pid(3, 1), Relation::Kind::Link}); // of two workers
        GraphQuery query;
        query.grouping = GraphGrouping::Module;
        const auto contents = contentsOf(snapshot, query);
        QCOMPARE(contents->nodes.size(), std::size_t{3});
        QCOMPARE(contents->clusters, std::size_t{2});
        const GraphKey top = GraphKey::ofProcess(Pid(0, 1)); // alone of its module: no cluster
        const GraphKey children = GraphKey::ofModule(Atom("child"));
        const GraphKey workers = GraphKey::ofModule(Atom("worker"));
        QCOMPARE(nodeOf(*contents, children)->count, 4U);
        QCOMPARE(nodeOf(*contents, workers)->count, 12U);
        QCOMPARE(members(*contents), snapshot.processes.size());
        QCOMPARE(contents->edges.size(), std::size_t{2});
        QCOMPARE(edgeOf(*contents, top, children, Relation::Kind::Link)->count, 4U);
        QCOMPARE(edgeOf(*contents, children, workers, Relation::Kind::Monitor)->count, 12U);
        for (std::uint32_t row = 0; row < snapshot.processes.size(); ++row) {
            QVERIFY(contents->nodeAt(row));
        }
    }

    void clustersBySupervisor()
    {
        Snapshot snapshot;
        const auto supervise = [&](Pid pid) {
            SupervisorRow row;
            row.pid = pid;
            row.description = std::make_shared<otp::SupervisorDescription>();
            snapshot.supervisors.push_back(row);
        };
        const Pid top = addProcess(snapshot, Atom("supervisor"));
        const Pid below = addProcess(snapshot, Atom("supervisor"), top);
        const Pid worker = addProcess(snapshot, Atom("worker"), below);
        const Pid helper = addProcess(snapshot, Atom("helper"), worker); // started by a worker
        const Pid other = addProcess(snapshot, Atom("worker"), top);
        const Pid shell = addProcess(snapshot, Atom("shell"));
        const Pid orphan = addProcess(snapshot, Atom("shell"), Pid(99, 3)); // whose parent is gone
        supervise(top);
        supervise(below);
        GraphQuery query;
        query.grouping = GraphGrouping::Supervisor;
        const auto contents = contentsOf(snapshot, query);
        QCOMPARE(contents->nodes.size(), std::size_t{3});
        const auto clusterOf = [&](Pid pid) { return contents->nodes[*contents->nodeAt(pid.index())].key; };
        QCOMPARE(clusterOf(top), GraphKey::ofSupervisor(top));
        QCOMPARE(clusterOf(other), GraphKey::ofSupervisor(top));
        for (const Pid pid : {below, worker, helper}) {
            QCOMPARE(clusterOf(pid), GraphKey::ofSupervisor(below));
        }
        QCOMPARE(clusterOf(shell), GraphKey::ofModule(Atom("shell")));
        QCOMPARE(clusterOf(orphan), GraphKey::ofModule(Atom("shell")));
    }

    void opensClusters()
    {
        const Snapshot snapshot = tree(4, 3);
        const GraphKey workers = GraphKey::ofModule(Atom("worker"));
        GraphQuery query;
        query.grouping = GraphGrouping::Module;
        query.opened = {workers};
        auto contents = contentsOf(snapshot, query);
        QCOMPARE(contents->nodes.size(), std::size_t{1 + 1 + 12});
        QVERIFY(nodeOf(*contents, workers) == nullptr);
        QCOMPARE(nodeOf(*contents, GraphKey::ofProcess(Pid(2, 1)))->home, workers);
        QCOMPARE(edgeOf(*contents, GraphKey::ofModule(Atom("child")), GraphKey::ofProcess(Pid(2, 1)),
                        Relation::Kind::Monitor)
                     ->count,
                 1U);

        query.opened = {};
        query.selected = Pid(2, 1); // is always drawn apart
        contents = contentsOf(snapshot, query);
        QCOMPARE(nodeOf(*contents, workers)->count, 11U);
        QVERIFY(nodeOf(*contents, GraphKey::ofProcess(Pid(2, 1))) != nullptr);
    }

    void opensAsMuchAsThereIsRoomFor()
    {
        Snapshot snapshot = tree(10, 300);
        const GraphKey workers = GraphKey::ofModule(Atom("worker"));
        GraphQuery query;
        query.opened = {workers};
        const auto contents = contentsOf(snapshot, query);
        QVERIFY(contents->nodes.size() <= GraphQuery::MaximumNodes);
        QVERIFY(contents->nodes.size() > GraphQuery::MaximumNodes - 10);
        QVERIFY(nodeOf(*contents, workers)->count > 1000); // the rest stays together
        QCOMPARE(members(*contents), snapshot.processes.size());
        QCOMPARE(contents->omitted, std::size_t{0});
    }

    void drawsTheLargestOfTooManyClusters()
    {
        Snapshot snapshot;
        for (std::uint32_t module = 0; module < 2500; ++module) {
            for (std::uint32_t i = 0; i < (module < 10 ? 30U : 2U); ++i) {
                addProcess(snapshot, Atom("m" + std::to_string(module)));
            }
        }
        const auto contents = contentsOf(snapshot, {});
        QVERIFY(contents->nodes.size() <= GraphQuery::MaximumNodes);
        QVERIFY(contents->omitted > 0);
        QCOMPARE(members(*contents) + contents->omitted, snapshot.processes.size());
        QCOMPARE(nodeOf(*contents, GraphKey::ofModule(Atom("m3")))->count, 30U);
    }
};

QTEST_MAIN(GraphContentsTest)
#include "graph_contents_test.moc"
