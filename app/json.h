// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace factorama {

// JSON is written by hand: Qt's writer sorts the keys, and the order is part of what the command line
// promises.

/// The text as a JSON string, quotes included. Broken UTF-8 becomes U+FFFD.
std::string jsonString(std::string_view text);

/// Seconds as a JSON number, to the microsecond: `0.0123`.
std::string jsonSeconds(double seconds);

} // namespace factorama
