// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_labels.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

namespace factorama {

namespace {

constexpr std::size_t MostLabels = 120;
/// Farther away nothing but the most important is named.
constexpr double NamedZoom = 0.12;

/// Rectangles on the screen, to be asked quickly whether one is in the way.
class TakenRoom {
public:
    explicit TakenRoom(const QRectF& area)
        : m_columns(std::max(1, static_cast<int>(std::ceil(area.width() / Side)))),
          m_rows(std::max(1, static_cast<int>(std::ceil(area.height() / Side)))),
          m_cells(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows))
    {
    }

    void add(const QRectF& taken)
    {
        anyCell(taken, [&](std::vector<QRectF>& cell) {
            cell.push_back(taken);
            return false;
        });
    }

    bool touches(const QRectF& place)
    {
        return anyCell(place, [&](const std::vector<QRectF>& cell) {
            return std::any_of(cell.begin(), cell.end(),
                               [&](const QRectF& taken) { return taken.intersects(place); });
        });
    }

private:
    static constexpr double Side = 48; ///< pixels of a cell, a few nodes large

    template<typename Visit>
    bool anyCell(const QRectF& place, const Visit& visit)
    {
        const auto at = [](double position, int count) {
            return std::clamp(static_cast<int>(std::floor(position / Side)), 0, count - 1);
        };
        for (int row = at(place.top(), m_rows); row <= at(place.bottom(), m_rows); ++row) {
            for (int column = at(place.left(), m_columns); column <= at(place.right(), m_columns); ++column) {
                if (visit(m_cells[static_cast<std::size_t>(row * m_columns + column)])) {
                    return true;
                }
            }
        }
        return false;
    }

    int m_columns;
    int m_rows;
    std::vector<std::vector<QRectF>> m_cells;
};

} // namespace

QString graphNodeTitle(const GraphPicture& picture, const GraphNode& node)
{
    switch (node.key.kind) {
    case GraphKey::Kind::Module:
        return toQString(node.key.module().text());
    case GraphKey::Kind::Supervisor:
        if (const ProcessRow* row = findProcess(*picture.snapshot, node.key.pid())) {
            return processTitle(*row);
        }
        return QCoreApplication::translate("GraphPainter", "supervisor");
    case GraphKey::Kind::Process:
        break;
    }
    return processTitle(picture.process(node));
}

double ringOfCluster(double radius)
{
    return std::clamp(radius * 0.28, 2.5, 7.0);
}

bool countFits(const GraphNode& cluster, double radius, const QFont& font)
{
    return QFontMetricsF(font).horizontalAdvance(countText(cluster.count)) <
           2 * (radius - ringOfCluster(radius)) - 2;
}

QFont labelFont(const QFont& font)
{
    QFont small = font;
    small.setPointSizeF(small.pointSizeF() * 0.9);
    return small;
}

std::vector<GraphLabel> placeLabels(const GraphScene& scene, const QFont& font)
{
    const GraphPicture& picture = *scene.picture;
    const std::vector<GraphNode>& nodes = picture.nodes();
    const QFontMetricsF metrics(labelFont(font));
    const auto current = picture.find(scene.current);
    std::unordered_set<std::uint32_t> near;
    if (current) {
        for (const GraphEdge& edge : picture.edges()) {
            if (edge.from == *current) {
                near.insert(edge.to);
            } else if (edge.to == *current) {
                near.insert(edge.from);
            }
        }
    }
    if (near.size() > 40) {
        near.clear(); // of a hub not every neighbour can be named
    }
    struct Candidate {
        std::uint32_t node;
        int weight;
    };
    std::vector<Candidate> candidates;
    const QRectF area({}, scene.size);
    TakenRoom taken(area);
    std::size_t seen = 0;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        const QPointF center = scene.toScreen(scene.places[i]);
        if (!area.contains(center)) {
            continue;
        }
        const double radius = scene.radiusOf(nodes[i]);
        ++seen;
        taken.add({center.x() - radius, center.y() - radius, 2 * radius, 2 * radius});
        const int weight = i == current           ? 4
                           : scene.isMatch(i)     ? 3
                           : nodes[i].isCluster() ? 2
                           : near.contains(i)     ? 1
                                                  : 0;
        if (weight == 0 && (scene.isSearched() || scene.zoom < NamedZoom)) {
            continue;
        }
        candidates.push_back({i, weight});
    }
    if (seen > MostLabels) { // in a crowd only those that others depend on are named
        std::erase_if(candidates, [&](const Candidate& candidate) {
            return candidate.weight == 0 && nodes[candidate.node].degree < 2;
        });
    }
    const auto isMore = [&](const Candidate& a, const Candidate& b) {
        const auto measure = [&](std::uint32_t node) {
            return nodes[node].isCluster() ? nodes[node].count : nodes[node].degree;
        };
        return a.weight != b.weight                 ? a.weight > b.weight
               : measure(a.node) != measure(b.node) ? measure(a.node) > measure(b.node)
                                                    : a.node < b.node;
    };
    const std::size_t tried = std::min(candidates.size(), 3 * MostLabels);
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(tried),
                      candidates.end(), isMore);

    // A name stands below its node, or above if most of what leads there comes from below; else where there
    // is room.
    std::vector<int> fromBelow(nodes.size(), 0);
    for (const GraphEdge& edge : picture.edges()) {
        const int downwards = scene.places[edge.to].y() > scene.places[edge.from].y() ? 1 : -1;
        fromBelow[edge.from] += downwards;
        fromBelow[edge.to] -= downwards;
    }

    std::vector<GraphLabel> labels;
    for (std::size_t i = 0; i < tried && labels.size() < MostLabels; ++i) {
        const std::uint32_t node = candidates[i].node;
        const QPointF center = scene.toScreen(scene.places[node]);
        const double radius = scene.radiusOf(nodes[node]);
        QString text = shortened(graphNodeTitle(picture, nodes[node]), 26);
        if (nodes[node].isCluster() && !countFits(nodes[node], radius, font)) {
            text = QStringLiteral("%1 (%2)").arg(text, countText(nodes[node].count));
        }
        const double width = metrics.horizontalAdvance(text);
        const double away = radius + 3;
        const double left = std::clamp(center.x() - width / 2, 2.0, std::max(2.0, area.width() - width - 2));
        const QRectF below(left, center.y() + away, width, metrics.height());
        const QRectF above(left, center.y() - away - metrics.height(), width, metrics.height());
        const double middle = center.y() - metrics.height() / 2;
        const QRectF right(center.x() + away, middle, width, metrics.height());
        const QRectF beside(center.x() - away - width, middle, width, metrics.height());
        const double lower = center.y() + 1;
        const double upper = center.y() - 1 - metrics.height();
        const bool isAbove = fromBelow[node] > 0;
        const std::array places = {isAbove ? above : below,
                                   isAbove ? below : above,
                                   right,
                                   beside,
                                   QRectF(center.x() + away, lower, width, metrics.height()),
                                   QRectF(center.x() + away, upper, width, metrics.height()),
                                   QRectF(center.x() - away - width, lower, width, metrics.height()),
                                   QRectF(center.x() - away - width, upper, width, metrics.height())};
        const auto isFree = [&](const QRectF& place) {
            return area.contains(place) && !taken.touches(place);
        };
        const bool important = candidates[i].weight == 4;
        const auto* found = std::find_if(places.begin(), places.end(), isFree);
        if (found == places.end() && !important) {
            continue;
        }
        if (found == places.end()) { // it has to be read, whatever it covers
            found = std::find_if(places.begin(), places.end(),
                                 [&](const QRectF& place) { return area.contains(place); });
        }
        const QRectF box = found == places.end() ? places.front() : *found;
        taken.add(box);
        labels.push_back({node, text, box, important || nodes[node].isCluster()});
    }
    return labels;
}

} // namespace factorama
