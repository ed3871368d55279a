// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/graph_shapes.h"

#include <QFont>
#include <QRandomGenerator>
#include <QTest>

#include "widgets/graph/graph_contents.h"
#include "widgets/graph/graph_labels.h"
#include "widgets/graph/graph_picture.h"
#include "widgets/graph/graph_scene.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

using namespace factorama;

namespace {

/// A tree of processes, strewn over a view.
GraphScene strewn(std::uint32_t children, std::uint32_t workers)
{
    auto picture = std::make_shared<GraphPicture>();
    picture->snapshot = testing::shared(testing::tree(children, workers));
    GraphQuery query;
    query.hops = GraphQuery::Everything;
    query.grouping = GraphGrouping::None;
    picture->contents = GraphContentsMaker().make(picture->snapshot, query);
    GraphScene scene;
    scene.size = QSizeF(900, 500);
    QRandomGenerator random(5);
    for (std::size_t i = 0; i < picture->nodes().size(); ++i) {
        picture->places.emplace_back(random.bounded(900), random.bounded(500));
    }
    scene.places = picture->places;
    scene.picture = picture;
    return scene;
}

QRectF nodeBox(const GraphScene& scene, std::uint32_t node)
{
    const QPointF center = scene.toScreen(scene.places[node]);
    const double radius = scene.radiusOf(scene.picture->nodes()[node]);
    return {center.x() - radius, center.y() - radius, 2 * radius, 2 * radius};
}

} // namespace

class GraphLabelsTest : public QObject {
    Q_OBJECT

private slots:
    void coverNoNode_data()
    {
        QTest::addColumn<int>("workers"); // of each of ten
        QTest::newRow("few") << 3;
        QTest::newRow("many") << 20;
        QTest::newRow("a crowd") << 150;
    }

    void coverNoNode()
    {
        QFETCH(int, workers);
        GraphScene scene = strewn(10, static_cast<std::uint32_t>(workers));
        const auto count = static_cast<std::uint32_t>(scene.picture->nodes().size());
        QCOMPARE(count, static_cast<std::uint32_t>(11 + 10 * workers));
        const std::uint32_t current = count / 2;
        scene.current = scene.picture->nodes()[current].key;
        const std::vector<GraphLabel> labels = placeLabels(scene, QFont());
        QVERIFY(!labels.empty());
        QCOMPARE(labels.front().node, current); // always named
        QVERIFY(workers > 3 || labels.size() > 20);
        for (const GraphLabel& label : labels) {
            QVERIFY(!label.text.isEmpty());
            QVERIFY(QRectF({}, scene.size).contains(label.box));
            for (const GraphLabel& other : labels) {
                QVERIFY(&label == &other || !label.box.intersects(other.box));
            }
            for (std::uint32_t node = 0; node < count && label.node != current; ++node) {
                QVERIFY(!label.box.intersects(nodeBox(scene, node)));
            }
        }
    }
};

QTEST_MAIN(GraphLabelsTest)
#include "graph_labels_test.moc"
