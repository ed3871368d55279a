// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace factorama {

enum class PictureFormat { Png, Svg };

/// Writes a picture of the widget as it looks now. @returns what went wrong, in a person's words; empty if
/// the file is there. An old file stays until the new one is whole.
QString exportPicture(QWidget& widget, const QString& path, PictureFormat format);

} // namespace factorama
