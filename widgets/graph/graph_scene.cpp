// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_scene.h"

namespace factorama {

std::optional<std::uint32_t> GraphScene::nodeAt(QPointF point) const
{
    constexpr double Unsteady = 4; // a hand is not exact
    std::optional<std::uint32_t> best;
    double nearest = 1;
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        const QPointF delta = toScreen(places[i]) - point;
        const double reach = radiusOf(picture->nodes()[i]) + Unsteady;
        const double share = QPointF::dotProduct(delta, delta) / (reach * reach);
        if (share < nearest) {
            nearest = share;
            best = i;
        }
    }
    return best;
}

} // namespace factorama
