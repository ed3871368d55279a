// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace factorama {

/// `factorama` alone: the window.
const Command& windowCommand();

} // namespace factorama
