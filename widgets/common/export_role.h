// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace factorama {

/// Models may give this role the value behind a cell's text, for other programs: a number without separators
/// or unit. Without it the text is exported.
inline constexpr int ExportRole = Qt::UserRole + 1000;

/// A second value that a column draws beside its text, exported as a column of its own, whose title is the
/// headerData() of this role.
inline constexpr int ExportBesideRole = Qt::UserRole + 1001;

} // namespace factorama
