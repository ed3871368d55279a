// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/term/pid.h"

#include <fmt/format.h>

namespace factorama {

std::string Pid::toString() const
{
    return fmt::format("<0.{}.{}>", index(), serial());
}

} // namespace factorama
