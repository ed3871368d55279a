// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/line_raster.h"

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

/// Cuts from both ends of the line what lies outside of [low, high] on one axis, as shares of its length.
/// @return false if nothing is left
bool clip(double from, double delta, double low, double high, double& begin, double& end)
{
    if (delta == 0) {
        return from >= low && from <= high;
    }
    double first = (low - from) / delta;
    double last = (high - from) / delta;
    if (first > last) {
        std::swap(first, last);
    }
    begin = std::max(begin, first);
    end = std::min(end, last);
    return begin < end;
}

} // namespace

LineRaster::LineRaster(QImage& image)
    : m_bits(image.bits()),
      m_stride(image.bytesPerLine()),
      m_width(image.width()),
      m_height(image.height()),
      m_ratio(image.devicePixelRatio())
{
    Q_ASSERT(image.format() == QImage::Format_RGB32);
}

void LineRaster::setPen(const QColor& color, double width)
{
    m_color = color.rgb();
    m_opacity = color.alphaF();
    m_lineWidth = width * m_ratio;
}

void LineRaster::setDashes(double on, double off)
{
    m_on = on * m_ratio;
    m_period = on > 0 ? (on + off) * m_ratio : 0;
}

void LineRaster::curve(QPointF from, QPointF bend, QPointF to)
{
    constexpr int Segments = 10;
    double passed = 0;
    QPointF last = from;
    for (int i = 1; i <= Segments; ++i) {
        const double t = static_cast<double>(i) / Segments;
        const QPointF next = (1 - t) * (1 - t) * from + 2 * t * (1 - t) * bend + t * t * to;
        passed = segment(last, next, passed);
        last = next;
    }
}

void LineRaster::blend(int x, int y, double coverage)
{
    auto* pixel = reinterpret_cast<quint32*>(m_bits + y * m_stride) + x;
    const auto share = static_cast<quint32>(coverage * m_opacity * 256);
    const quint32 rest = 256 - share;
    const quint32 redBlue = ((m_color & 0xFF00FFU) * share + (*pixel & 0xFF00FFU) * rest) >> 8 & 0xFF00FFU;
    const quint32 green = ((m_color & 0x00FF00U) * share + (*pixel & 0x00FF00U) * rest) >> 8 & 0x00FF00U;
    *pixel = 0xFF000000U | redBlue | green;
}

double LineRaster::segment(QPointF from, QPointF to, double passed)
{
    from *= m_ratio;
    to *= m_ratio;
    const QPointF delta = to - from;
    const double length = std::hypot(delta.x(), delta.y());
    const double endsAt = passed + length;
    double begin = 0;
    double end = 1;
    const double margin = m_lineWidth + 1;
    if (length < 1e-3 || !clip(from.x(), delta.x(), -margin, m_width + margin, begin, end) ||
        !clip(from.y(), delta.y(), -margin, m_height + margin, begin, end)) {
        return endsAt;
    }

    // Along the longer axis pixel by pixel; across it all that the line covers there.
    const bool steep = std::abs(delta.y()) > std::abs(delta.x());
    const double along = steep ? delta.y() : delta.x();
    const double slope = (steep ? delta.x() : delta.y()) / along;
    const double start = steep ? from.y() : from.x();
    const double side = steep ? from.x() : from.y();
    const double straightness = std::abs(along) / length;
    const double half = m_lineWidth / 2;
    const double reach = (half + 0.5) / straightness;
    const double most = std::min(1.0, m_lineWidth);
    double first = start + begin * along;
    double last = start + end * along;
    if (first > last) {
        std::swap(first, last);
    }
    const int longest = (steep ? m_height : m_width) - 1;
    const int widest = (steep ? m_width : m_height) - 1;
    const int lastStep = std::min(static_cast<int>(std::ceil(last - 0.5)), longest + 1);
    for (int i = std::max(static_cast<int>(std::ceil(first - 0.5)), 0); i < lastStep; ++i) {
        const double offset = i + 0.5 - start;
        if (m_period > 0 && std::fmod(passed + offset / along * length, m_period) > m_on) {
            continue;
        }
        const double middle = side + offset * slope;
        const int low = std::max(static_cast<int>(std::floor(middle - reach)), 0);
        const int high = std::min(static_cast<int>(std::floor(middle + reach)), widest);
        for (int j = low; j <= high; ++j) {
            const double coverage = std::min(half + 0.5 - std::abs(j + 0.5 - middle) * straightness, most);
            if (coverage > 0) {
                steep ? blend(j, i, coverage) : blend(i, j, coverage);
            }
        }
    }
    return endsAt;
}

} // namespace factorama
