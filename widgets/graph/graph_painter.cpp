// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_painter.h"

#include "widgets/graph/graph_labels.h"
#include "widgets/graph/line_raster.h"
#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

namespace factorama {

namespace {

/// With more edges in sight than this, monitors are straight lines.
constexpr std::size_t FewEdges = 600;
constexpr std::size_t MostArrows = 1500;
/// With more clusters in sight they are not divided by status.
constexpr std::size_t FewClusters = 150;
constexpr float Dimmed = 0.18F;

struct Line {
    QPointF from;
    QPointF to;
    double toRadius; ///< of the node that it leads to
};

/// Edges that are drawn with one pen.
enum Class : std::size_t { Plain, Strong, Faint, ClassCount };
constexpr std::size_t WidthCount = 5;

std::size_t widthOf(std::uint32_t count)
{
    std::size_t width = 0;
    while (count > 1 && width + 1 < WidthCount) {
        count /= 4;
        ++width;
    }
    return width;
}

bool maybeSeen(QPointF a, QPointF b, const QRectF& area)
{
    return std::max(a.x(), b.x()) >= area.left() && std::min(a.x(), b.x()) <= area.right() &&
           std::max(a.y(), b.y()) >= area.top() && std::min(a.y(), b.y()) <= area.bottom();
}

void drawArrow(QPainter& painter, QPointF tip, QPointF direction, double size)
{
    const QPointF side(-direction.y(), direction.x());
    const QPointF head[3] = {tip, tip - direction * size + side * size * 0.45,
                             tip - direction * size - side * size * 0.45};
    painter.drawPolygon(head, 3);
}

/// The end of an arrow.
struct Arrow {
    QPointF tip;
    QPointF direction;
};

/// A monitor bends a little, so that it is seen beside a link of the same two.
std::optional<Arrow> drawBent(LineRaster& raster, const Line& line, double radius)
{
    const QPointF delta = line.to - line.from;
    const double length = std::hypot(delta.x(), delta.y());
    if (length < line.toRadius + radius) {
        return std::nullopt;
    }
    const QPointF along = delta / length;
    const QPointF across(-along.y(), along.x());
    const QPointF bend = (line.from + line.to) / 2 + across * std::min(length * 0.12, 24.0);
    const QPointF arrival = line.to - bend;
    const QPointF direction = arrival / std::max(std::hypot(arrival.x(), arrival.y()), 1e-6);
    const QPointF tip = line.to - direction * (line.toRadius + 2);
    raster.curve(line.from, bend, tip);
    return Arrow{tip, direction};
}

std::optional<Arrow> drawStraight(LineRaster& raster, const Line& line, double radius)
{
    raster.line(line.from, line.to);
    const QPointF delta = line.to - line.from;
    const double length = std::hypot(delta.x(), delta.y());
    if (length < line.toRadius + radius + 6) {
        return std::nullopt;
    }
    return Arrow{line.to - delta / length * (line.toRadius + 1), delta / length};
}

} // namespace

void GraphPainter::paint(QImage& image, const GraphScene& scene, const QFont& font)
{
    image.fill(theme().base);
    drawEdges(image, scene);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawNodes(painter, scene, font);
    drawLabels(painter, scene, font);
}

void GraphPainter::drawEdges(QImage& image, const GraphScene& scene) const
{
    const Theme& colors = theme();
    const GraphPicture& picture = *scene.picture;
    const QRectF area = QRectF({}, scene.size).adjusted(-20, -20, 20, 20);
    using Batch = std::array<std::array<std::vector<Line>, WidthCount>, ClassCount>;
    std::array<Batch, 2> batches; // by kind
    std::size_t seen = 0;
    for (const GraphEdge& edge : picture.edges()) {
        const QPointF from = scene.toScreen(scene.places[edge.from]);
        const QPointF to = scene.toScreen(scene.places[edge.to]);
        if (!maybeSeen(from, to, area)) {
            continue;
        }
        ++seen;
        const GraphNode& a = picture.nodes()[edge.from];
        const GraphNode& b = picture.nodes()[edge.to];
        const bool strong = !scene.current.isNull() && (a.key == scene.current || b.key == scene.current);
        const bool faint = scene.isSearched() && !(scene.isMatch(edge.from) && scene.isMatch(edge.to));
        batches[static_cast<std::size_t>(edge.kind)][strong  ? Strong
                                                     : faint ? Faint
                                                             : Plain][widthOf(edge.count)]
            .push_back({from, to, scene.radiusOf(b)});
    }

    const double radius = scene.radius();
    const double thin = std::clamp(scene.zoom * 1.4, 0.6, 1.6);
    // From so far away an arrow is a speck, and a dash as long as the line.
    const bool hasArrows = radius >= 3.5;
    const bool few = batches[0][Strong][0].size() + batches[1][Strong][0].size() < 40; // and not a hub's
    std::vector<std::pair<Arrow, QColor>> arrows;
    LineRaster raster(image);
    for (const Class kind : {Faint, Plain, Strong}) {
        for (std::size_t width = 0; width < WidthCount; ++width) {
            const double wide = thin + 1.3 * static_cast<double>(width) + (kind == Strong && few ? 0.8 : 0);
            const auto shaded = [&](QColor color) {
                if (kind == Faint) {
                    color.setAlphaF(Dimmed);
                } else if (kind == Plain && seen > FewEdges) {
                    // The more there are, the more is seen through each.
                    const double share = static_cast<double>(FewEdges) / static_cast<double>(seen);
                    color.setAlphaF(static_cast<float>(std::clamp(std::sqrt(share), 0.35, 0.75)));
                }
                return color;
            };
            raster.setPen(shaded(kind == Strong ? colors.accent : colors.link), wide);
            raster.setDashes(0, 0);
            for (const Line& line : batches[0][kind][width]) {
                raster.line(line.from, line.to);
            }
            const QColor color = shaded(colors.monitor);
            raster.setPen(color, wide);
            if (hasArrows) {
                raster.setDashes(5 * wide, 3 * wide);
            }
            for (const Line& line : batches[1][kind][width]) {
                const std::optional<Arrow> arrow = seen <= FewEdges || kind == Strong
                                                       ? drawBent(raster, line, radius)
                                                       : drawStraight(raster, line, radius);
                if (arrow && hasArrows && arrows.size() < MostArrows && area.contains(arrow->tip)) {
                    arrows.emplace_back(*arrow, color);
                }
            }
        }
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing, seen <= FewEdges);
    painter.setPen(Qt::NoPen);
    for (const auto& [arrow, color] : arrows) {
        painter.setBrush(color);
        drawArrow(painter, arrow.tip, arrow.direction, std::clamp(radius, 4.0, 8.0) + thin);
    }
}

const QPixmap& GraphPainter::sprite(ProcessStatus status, bool trapsExits, double radius, double ratio)
{
    QPixmap& pixmap = m_sprites[static_cast<std::uint64_t>(status) * 2 + (trapsExits ? 1 : 0)];
    if (pixmap.isNull()) {
        const double side = std::ceil(2 * radius + 8);
        pixmap = QPixmap(QSizeF(side * ratio, side * ratio).toSize());
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF center(side / 2, side / 2);
        painter.setPen(QPen(theme().base, 1.5));
        painter.setBrush(theme().statusColor(status));
        painter.drawEllipse(center, radius, radius);
        if (trapsExits && radius >= 3.5) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme().good, 1.4));
            painter.drawEllipse(center, radius + 1.8, radius + 1.8);
        }
    }
    return pixmap;
}

void GraphPainter::drawNodes(QPainter& painter, const GraphScene& scene, const QFont& font)
{
    const Theme& colors = theme();
    const GraphPicture& picture = *scene.picture;
    const double ratio = painter.device()->devicePixelRatioF();
    const double radius = scene.radius();
    std::uint64_t look =
        static_cast<std::uint64_t>(radius * 64) << 8 ^ static_cast<std::uint64_t>(ratio * 16);
    for (const QColor& color : colors.status) {
        look = (look ^ color.rgba()) * 0x9E3779B97F4A7C15ULL;
    }
    look = (look ^ colors.base.rgba()) * 0x9E3779B97F4A7C15ULL;
    if (look != m_spritesOf) {
        m_sprites.clear();
        m_spritesOf = look;
    }

    const QRectF area({}, scene.size);
    std::vector<std::uint32_t> clusters;
    for (std::uint32_t i = 0; i < picture.nodes().size(); ++i) {
        const GraphNode& node = picture.nodes()[i];
        const QPointF center = scene.toScreen(scene.places[i]);
        const double reach = scene.radiusOf(node) + 6;
        if (!area.adjusted(-reach, -reach, reach, reach).contains(center)) {
            continue;
        }
        if (node.isCluster()) {
            clusters.push_back(i);
            continue;
        }
        const ProcessRow& row = picture.process(node);
        const QPixmap& pixmap = sprite(row.status, row.trapsExits, radius, ratio);
        const double half = pixmap.width() / ratio / 2;
        if (scene.isSearched()) {
            painter.setOpacity(scene.isMatch(i) ? 1 : Dimmed);
        }
        painter.drawPixmap(center - QPointF(half, half), pixmap);
        if (scene.isMatch(i)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colors.warning, 2));
            painter.drawEllipse(center, radius + 2.5, radius + 2.5);
        }
        if (scene.pinned.contains(node.key)) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(colors.base);
            painter.drawEllipse(center, radius * 0.35, radius * 0.35);
        }
    }
    painter.setOpacity(1);
    for (const std::uint32_t i : clusters) {
        drawCluster(painter, scene, i, scene.toScreen(scene.places[i]), clusters.size() > FewClusters, font);
    }
    if (const auto current = picture.find(scene.current)) {
        const double reach = scene.radiusOf(picture.nodes()[*current]) + 3.5;
        painter.setPen(QPen(colors.accent, 2.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(scene.toScreen(scene.places[*current]), reach, reach);
    }
}

/// A disc with how many it holds, in a ring of their statuses.
void GraphPainter::drawCluster(QPainter& painter, const GraphScene& scene, std::uint32_t node, QPointF center,
                               bool plain, const QFont& font) const
{
    const Theme& colors = theme();
    const GraphNode& cluster = scene.picture->nodes()[node];
    const GraphPicture::Statuses& statuses = scene.picture->statuses[node];
    const double radius = scene.radiusOf(cluster);
    if (scene.isSearched()) {
        painter.setOpacity(scene.isMatch(node) ? 1 : Dimmed);
    }
    const double thick = ringOfCluster(radius);
    const auto most =
        static_cast<std::size_t>(std::max_element(statuses.begin(), statuses.end()) - statuses.begin());
    painter.setBrush(colors.alternateBase);
    if (plain || statuses[most] == cluster.count) {
        painter.setPen(QPen(colors.status[most], thick));
        painter.drawEllipse(center, radius - thick / 2, radius - thick / 2);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawEllipse(center, radius - thick / 2, radius - thick / 2);
        painter.setBrush(Qt::NoBrush);
        const double inner = radius - thick / 2;
        const QRectF box(center.x() - inner, center.y() - inner, 2 * inner, 2 * inner);
        double begin = 90 * 16;
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            if (statuses[i] > 0) {
                const double share = static_cast<double>(statuses[i]) / cluster.count;
                painter.setPen(QPen(colors.status[i], thick, Qt::SolidLine, Qt::FlatCap));
                painter.drawArc(box, static_cast<int>(begin),
                                static_cast<int>(std::min(-std::round(share * 360 * 16), -16.0)));
                begin -= share * 360 * 16;
            }
        }
    }
    if (scene.isMatch(node)) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colors.warning, 2));
        painter.drawEllipse(center, radius + 2.5, radius + 2.5);
    }
    if (scene.pinned.contains(cluster.key)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.text);
        painter.drawEllipse(center + QPointF(0, radius * 0.55), 2, 2);
    }
    if (countFits(cluster, radius, font)) {
        painter.setFont(font);
        painter.setPen(colors.text);
        painter.drawText(QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius),
                         Qt::AlignCenter, countText(cluster.count));
    }
    painter.setOpacity(1);
}

void GraphPainter::drawLabels(QPainter& painter, const GraphScene& scene, const QFont& font) const
{
    const QFont small = labelFont(font);
    const double ascent = QFontMetricsF(small).ascent();
    QColor veil = theme().base;
    veil.setAlphaF(0.75F);
    painter.setFont(small);
    for (const GraphLabel& label : placeLabels(scene, font)) {
        painter.fillRect(label.box, veil);
        painter.setPen(label.strong ? theme().text : theme().mutedText);
        painter.drawText(QPointF(label.box.left(), label.box.top() + ascent), label.text);
    }
    painter.setFont(font);
}

} // namespace factorama
