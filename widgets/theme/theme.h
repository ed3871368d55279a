// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <QColor>
#include <QPalette>

#include <array>
#include <cstddef>

namespace factorama {

/// Every colour that the window uses. Views take theirs from theme() whenever they paint, and never name one
/// themselves; a change arrives at each widget as QEvent::PaletteChange.
///
/// The categorical colours are Okabe and Ito's, which people with any of the common kinds of colour blindness
/// can tell apart; each has a lighter or darker form where text or thin lines need the contrast.
struct Theme {
    bool dark = false;

    QColor window; ///< behind everything
    QColor base; ///< behind tables, fields and charts
    QColor alternateBase; ///< every second row
    QColor button;
    QColor border; ///< frames, axes
    QColor grid; ///< lines inside charts
    QColor text;
    QColor mutedText; ///< captions, hints, units
    QColor disabledText;
    QColor accent; ///< selection, progress, focus
    QColor accentText; ///< on accent
    QColor good;
    QColor warning; ///< readable as text
    QColor danger; ///< readable as text
    QColor dangerBackground; ///< behind a row or message that went wrong
    QColor link; ///< lines between linked processes
    QColor monitor; ///< arrows from a watching to a watched process

    std::array<QColor, 6> status; ///< by ProcessStatus
    std::array<QColor, SchedulerStateCount> scheduler; ///< by SchedulerState
    std::array<QColor, 8> categorical; ///< for series without a meaning of their own

    const QColor& statusColor(ProcessStatus value) const { return status[static_cast<std::size_t>(value)]; }
    const QColor& schedulerColor(SchedulerState value) const
    {
        return scheduler[static_cast<std::size_t>(value)];
    }

    /// The palette that makes Qt's own widgets fit.
    QPalette palette() const;

    static Theme light();
    static Theme darkTheme();

    /// The same with status and scheduler colours that differ in lightness too, not in hue alone: for
    /// colour-blind eyes, and for a print in black and white.
    Theme distinct() const;
    /// The same with more contrast between text and what is behind it: for projectors.
    Theme highContrast() const;
};

/// The theme in use; light until setTheme() is called. For the window's thread only.
const Theme& theme();

/// Takes this theme into use: the application's palette follows, and each widget gets a PaletteChange.
void setTheme(const Theme& theme);

} // namespace factorama
