// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"

namespace factorama {

/// `factorama demo`: what can be shown without a window.
const Command& demoCommand();

} // namespace factorama
