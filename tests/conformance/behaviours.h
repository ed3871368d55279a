// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/conformance/scenario_run.h"

namespace factorama::conformance {

/// Around the run of a scenario on this runtime.
void beginBehaviours(const Runtime& runtime, const std::shared_ptr<ScenarioRun>& run);
void endBehaviours(const Runtime& runtime);

bool isBehaviourStep(const Term& step);
Subroutine<Term> makeBehaviourStep(Self self, std::shared_ptr<ScenarioRun> run, Term step);

} // namespace factorama::conformance
