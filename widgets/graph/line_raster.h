// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>

namespace factorama {

/// Draws very many smooth lines into a picture. QPainter takes ten times as long for each: it makes an
/// outline of the line, fills that, and wakes other threads to help with it.
class LineRaster {
public:
    /// @param image of Format_RGB32; lines are told in its device-independent pixels. It outlives this.
    explicit LineRaster(QImage& image);

    void setPen(const QColor& color, double width);
    /// Dashes of `on` pixels with `off` between them; 0 for a line without gaps.
    void setDashes(double on, double off);

    void line(QPointF from, QPointF to) { segment(from, to, 0); }
    /// A curve (quadratic, as QPainterPath::quadTo()).
    void curve(QPointF from, QPointF bend, QPointF to);

private:
    /// @param passed how far into the dashes it begins. @return how far it ends
    double segment(QPointF from, QPointF to, double passed);
    void blend(int x, int y, double coverage);

    uchar* m_bits;
    qsizetype m_stride;
    int m_width;
    int m_height;
    double m_ratio; ///< pixels of the picture a device-independent one
    quint32 m_color = 0;
    double m_opacity = 1;
    double m_lineWidth = 1;
    double m_on = 0;
    double m_period = 0;
};

} // namespace factorama
