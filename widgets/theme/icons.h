// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QString>

namespace factorama {

/// An icon of resources/icons, drawn in the theme's text colour (its disabled form in the disabled colour).
/// Ask again after a PaletteChange.
QIcon themedIcon(const QString& name);

/// The program's own icon, in its own colours.
QIcon applicationIcon();

} // namespace factorama
