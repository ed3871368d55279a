// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/chart_style.h"

#include "widgets/node_clock/paint_watch.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>
#include <QSharedPointer>
#include <qcustomplot.h>

#include <algorithm>

namespace factorama {

namespace {

/// Times before now, as a person reads them: "60 s", ..., "now"; farther apart than the step where the labels
/// would lie over each other.
class BackwardsTicker : public QCPAxisTickerFixed {
public:
    explicit BackwardsTicker(const QCPAxis& axis) : m_axis(axis)
    {
        setTickStep(15);
        setScaleStrategy(ssNone);
    }

protected:
    double getTickStep(const QCPRange& range) override
    {
        double step = QCPAxisTickerFixed::getTickStep(range);
        const QFontMetrics metrics(m_axis.tickLabelFont());
        const double label = 1.2 * metrics.horizontalAdvance(getTickLabel(range.lower, QLocale(), {}, 0));
        const double width = m_axis.axisRect()->width();
        while (width > 0 && step < range.size() && step / range.size() * width < label) {
            step *= 2;
        }
        return step;
    }
    QString getTickLabel(double tick, const QLocale& locale, QChar formatChar, int precision) override
    {
        Q_UNUSED(formatChar);
        Q_UNUSED(precision);
        return tick > -0.5
                   ? QCoreApplication::translate("Charts", "now")
                   : QCoreApplication::translate("Charts", "−%1 s").arg(locale.toString(qRound(-tick)));
    }

private:
    const QCPAxis& m_axis; ///< which holds this
};

/// Fewer values where there is little height.
class ValueTicker : public QCPAxisTicker {
public:
    explicit ValueTicker(const QCPAxis& axis) : m_axis(axis) {}

protected:
    double getTickStep(const QCPRange& range) override
    {
        constexpr double LinesApart = 1.5;
        constexpr int MostTicks = 5;
        const double line = LinesApart * QFontMetrics(m_axis.tickLabelFont()).height();
        setTickCount(std::clamp(static_cast<int>(m_axis.axisRect()->height() / line), 1, MostTicks));
        return QCPAxisTicker::getTickStep(range);
    }

private:
    const QCPAxis& m_axis; ///< which holds this
};

} // namespace

void styleChart(QCustomPlot& plot)
{
    const Theme& colors = theme();
    // QPainter fills a wide polyline as one outline, which took 200 ms for a saw of 1,200 points; line by
    // line it takes 2 ms.
    plot.setPlottingHint(QCP::phFastPolylines);
    plot.setBackground(QBrush(colors.base));
    QFont small = plot.font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    for (QCPAxisRect* rect : plot.axisRects()) {
        rect->setBackground(QBrush(colors.base));
        for (QCPAxis* axis : rect->axes()) {
            axis->setBasePen(QPen(colors.border));
            axis->setTickPen(QPen(colors.border));
            axis->setSubTickPen(QPen(Qt::NoPen));
            axis->setTickLabelColor(colors.mutedText);
            axis->setLabelColor(colors.mutedText);
            axis->setTickLabelFont(small);
            axis->setLabelFont(small);
            axis->setSubTicks(false);
            axis->setTickLength(0, 3);
            axis->grid()->setPen(QPen(colors.grid));
            axis->grid()->setZeroLinePen(QPen(colors.grid));
        }
    }
}

void watchPainting(QCustomPlot& plot, PaintWatch& watch)
{
    QObject::connect(&plot, &QCustomPlot::beforeReplot, &watch, &PaintWatch::begin);
    QObject::connect(&plot, &QCustomPlot::afterReplot, &watch, [&plot, &watch] { watch.end(plot); });
}

void setUpTimeAxis(QCPAxisRect& rect)
{
    QCPAxis* axis = rect.axis(QCPAxis::atBottom);
    axis->setTicker(QSharedPointer<QCPAxisTicker>(new BackwardsTicker(*axis)));
    axis->setRange(-ChartSeconds, 0);
    QCPAxis* values = rect.axis(QCPAxis::atLeft);
    values->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker(*values)));
}

} // namespace factorama
