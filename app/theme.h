// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace factorama {

/// Which theme the person wants. System follows what the desktop looked like when the program started (Qt 6.4
/// does not tell more).
enum class ThemeMode { System, Light, Dark };

/// "system", "light", "dark": as settings and the command line write it.
QString themeModeName(ThemeMode mode);
std::optional<ThemeMode> themeModeFromName(const QString& name);

/// How the window looks.
struct Appearance {
    ThemeMode mode = ThemeMode::System;
    bool distinct = false; ///< colours for colour-blind eyes
    bool presentation = false; ///< for projectors: larger text everywhere, more contrast
};

/// Takes it into use for the whole application, with the Fusion style, which draws the same everywhere.
void applyAppearance(const Appearance& appearance);

} // namespace factorama
