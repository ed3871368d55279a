// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/module.h"

#include <string_view>
#include <vector>

namespace factorama {

/// All modules that have registered themselves, by topic and name. Any thread.
const std::vector<Module>& catalogue();
/// The one of that name, or null. Any thread.
const Module* findModule(std::string_view name);

} // namespace factorama
