// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"
#include "runtime/observe/node_view.h"

#include <string>
#include <vector>

namespace factorama {

/// `factorama bench`: the timing table, strategies x counts of numbers.
const Command& benchCommand();

/// What the timing table is to hold.
struct TimingTable {
    std::string first = "1000000000"; ///< factorizes `count` numbers from here on
    std::vector<int> counts = {1, 10, 100, 1000};
    std::string algorithm = "seed";
    int schedulers = 0; ///< 0: all
    bool json = false;
};

/// Measures and prints the table. @returns the exit status. @throws Failure, OutputClosed
int printTimingTable(NodeView& node, const TimingTable& table);

} // namespace factorama
