// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

#include "widgets/graph/graph_picture.h"

namespace factorama {

/// What a node stands for, in a line of plain text: "kv_server: 1,200 processes, 1,190 waiting, 10 running".
QString graphNodeSummary(const GraphPicture& picture, std::uint32_t node);

/// Everything that is known of a process, or what a cluster holds, for a tool tip.
QString graphToolTip(const GraphPicture& picture, std::uint32_t node);

} // namespace factorama
