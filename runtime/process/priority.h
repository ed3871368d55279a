// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace factorama {

/// Erlang's priorities. While a process of priority max or high is runnable, none below runs; low ones get
/// one turn in eight.
enum class Priority : std::uint8_t { Low, Normal, High, Max };

} // namespace factorama
