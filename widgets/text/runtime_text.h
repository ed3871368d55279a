// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace factorama {

/// A text of the runtime in the window's language. The runtime speaks English; those of its texts that never
/// change (titles, summaries, what a strategy does) are listed in runtime_text.cpp and translated, all others
/// (with a number, a name or a term in them) are shown as they are.
QString runtimeText(std::string_view text);

/// A line of the node's log. The log is English, as Erlang's is; but what it says of a person's own doings in
/// the window is said in the window's language.
QString logText(std::string_view text);

} // namespace factorama
