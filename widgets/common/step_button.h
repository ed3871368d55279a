// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

class QString;
class QToolButton;

namespace factorama {

/// A small button beside a search, to the next match or the one before; disabled, since there is none yet.
/// @param text is its name for screen readers, and its tool tip.
void setUpStepButton(QToolButton& button, const char* objectName, Qt::ArrowType arrow, const QString& text);

} // namespace factorama
