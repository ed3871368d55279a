// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/modules/module.h"

#include <string_view>
#include <vector>

namespace factorama {

/// All modules, in the order in which they are offered. Any thread.
const std::vector<Module>& catalogue();
/// The one of that name, or null. Any thread.
const Module* findModule(std::string_view name);

namespace modules {

// What the catalogue is made of, a file each.

namespace echo {
Module module();
}
namespace prime_counter {
Module module();
}
namespace slow_reader {
Module module();
}
namespace ticker {
Module module();
}
namespace watcher {
Module module();
}

} // namespace modules

} // namespace factorama
