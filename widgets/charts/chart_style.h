// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCPAxisRect;
class QCustomPlot;

namespace factorama {

class PaintWatch;

/// Seconds that the live charts look back.
inline constexpr double ChartSeconds = 60;

/// Seconds without a sample from which on nobody looked: a line of a live chart has a gap there.
inline constexpr double GapSeconds = 3;

/// Gives the plot, and each axis rectangle in it, the theme's colours and fonts.
void styleChart(QCustomPlot& plot);

/// What the plot draws into its buffer, which is most of it, is painting too.
void watchPainting(QCustomPlot& plot, PaintWatch& watch);

/// Sets an axis rectangle up for "the last minute": the key axis ends now and counts back in seconds. On both
/// axes labels keep clear of each other.
void setUpTimeAxis(QCPAxisRect& rect);

} // namespace factorama
