// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace factorama {

/// `factorama factor`: factorizes numbers without a window.
const Command& factorCommand();

} // namespace factorama
