// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/observe/node_view.h"

#include <functional>
#include <vector>

namespace factorama {

/// Takes new results, in the order of their arrival and possibly none, and how far the run is by now.
using ResultsHandler = std::function<void(const std::vector<FactorizationResult>& results,
                                          const FactorizationProgress& progress)>;

/// Runs one factorization on the node to its end, and hands on what comes of it, about ten times a second or
/// more often. Waits without a Qt event loop. When interrupted() it cancels the run, and returns once that
/// has ended; what was finished by then has been handed on. Takes the node's listener.
/// @returns the last progress. @throws Failure if the node refuses the run, OutputClosed if standard output's
/// reader goes away, and what the handler throws; the run is cancelled then.
FactorizationProgress runFactorization(NodeView& node, const FactorizationRequest& request,
                                       const ResultsHandler& handler);

/// How many schedulers are online, where no run says so. Takes the node's interest for a moment.
int schedulersOnline(NodeView& node);

} // namespace factorama
