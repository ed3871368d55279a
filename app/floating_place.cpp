// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/floating_place.h"

#include <algorithm>

namespace factorama {

namespace {

constexpr int Gap = 8; ///< pixels
/// What lies over its window leaves at least so much of it to be seen.
constexpr double MostOfWindow = 0.5;
/// Between panels that lie over each other: as much as a title needs.
constexpr int Step = 32;
constexpr int Steps = 8;

} // namespace

QRect floatingPlace(const QRect& window, QSize size, QSize least, const QRect& screen,
                    const QList<QRect>& others)
{
    const auto covered = [&](const QRect& place) {
        qint64 pixels = 0;
        for (const QRect& other : others) {
            const QRect both = place & other;
            pixels += static_cast<qint64>(both.width()) * both.height();
        }
        return pixels;
    };
    const auto hidesTitle = [&](const QRect& place) {
        return std::any_of(others.begin(), others.end(), [&](const QRect& other) {
            return (other.topLeft() - place.topLeft()).manhattanLength() < Step;
        });
    };
    const auto freest = [&](const QList<QRect>& places) {
        return *std::min_element(places.begin(), places.end(), [&](const QRect& a, const QRect& b) {
            return hidesTitle(a) != hidesTitle(b) ? hidesTitle(b) : covered(a) < covered(b);
        });
    };

    const QSize useful = size.expandedTo(least).boundedTo(screen.size());
    QList<QRect> beside;
    for (int step = 0; step < Steps; ++step) {
        const int down = window.top() + step * Step;
        for (const QPoint at :
             {QPoint(window.right() + Gap, down), QPoint(window.left() - Gap - useful.width(), down),
              QPoint(window.left() + step * Step, window.bottom() + Gap)}) {
            if (const QRect place(at, useful); screen.contains(place)) {
                beside << place;
            }
        }
    }
    if (!beside.isEmpty()) {
        return freest(beside);
    }

    const QRect inner = window & screen;
    const QSize most = (QSizeF(inner.size()) * MostOfWindow).toSize().expandedTo(least);
    const QSize within = useful.boundedTo(most).boundedTo(screen.size());
    QRect corner(QPoint(), within);
    const QRect room = inner.adjusted(Gap, Gap, -Gap, -Gap);
    QList<QRect> over;
    const auto add = [&] {
        corner.moveLeft(std::clamp(corner.left(), screen.left(), screen.right() - within.width() + 1));
        corner.moveTop(std::clamp(corner.top(), screen.top(), screen.bottom() - within.height() + 1));
        over << corner;
    };
    for (int step = 0; step < Steps; ++step) {
        const QPoint away(step * Step, step * Step);
        corner.moveBottomRight(room.bottomRight() - away);
        add();
        corner.moveBottomLeft(room.bottomLeft() + QPoint(away.x(), -away.y()));
        add();
    }
    return freest(over);
}

} // namespace factorama
