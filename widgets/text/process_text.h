// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/snapshot.h"

#include <QString>

namespace factorama {

/// What a process is called: its registered name, else what it says of itself, else what it was started with.
QString processTitle(const ProcessRow& row);

/// Status in one word.
QString statusText(ProcessStatus status);
/// What the status means, in a sentence.
QString statusExplanation(ProcessStatus status);

/// Everything known of a process, for a tool tip.
QString processToolTip(const ProcessRow& row);

/// The row of this process; null if it is not in the snapshot. Takes a binary search: rows stand in the order
/// of their slots.
const ProcessRow* findProcess(const Snapshot& snapshot, Pid pid);

} // namespace factorama
