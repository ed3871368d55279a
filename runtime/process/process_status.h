// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace factorama {

/// What a process does at the moment.
enum class ProcessStatus : std::uint8_t { Waiting, Runnable, Running, Dirty, Suspended, Exiting };

} // namespace factorama
