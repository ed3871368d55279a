// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/initial_call.h"

#include <fmt/format.h>

namespace factorama {

std::string InitialCall::toString() const
{
    return fmt::format("{}:{}/{}", module.toString(), function.toString(), arity);
}

} // namespace factorama
