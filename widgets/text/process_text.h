// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/process_details.h"
#include "runtime/observe/snapshot.h"

#include <QString>

namespace factorama {

/// What a process is called: its registered name, else what it says of itself, else what it was started with.
QString processTitle(const ProcessRow& row);
/// Its pid, and what it is called if it lives.
QString peerText(const PeerDetail& peer);

/// Status in one word, as Erlang prints it, in every language: filters are written with it.
QString statusText(ProcessStatus status);
/// What the status means, in a sentence.
QString statusExplanation(ProcessStatus status);

/// Everything known of a process, for a tool tip.
QString processToolTip(const ProcessRow& row);

/// The row of this process; null if it is not in the snapshot. Takes a binary search: rows stand in the order
/// of their slots.
const ProcessRow* findProcess(const Snapshot& snapshot, Pid pid);

/// The process that a person means: by pid, as `<0.12.0>`, `0.12.0` or `12`, or by registered name; `<0.0.0>`
/// if there is none in the snapshot.
Pid findProcessByText(const Snapshot& snapshot, const QString& text);

} // namespace factorama
