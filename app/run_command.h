// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace factorama {

/// `factorama run`: spawns a module of the catalogue, sends it terms, and shows what comes of it.
const Command& runCommand();

} // namespace factorama
