// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/command_line.h"
#include "runtime/modules/module.h"

namespace factorama {

/// `factorama modules`: lists the catalogue, or documents one of its modules.
const Command& modulesCommand();

/// The module of that name. @throws UsageError that says which was probably meant
const Module& requireModule(const std::string& name);

} // namespace factorama
