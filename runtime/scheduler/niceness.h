// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace factorama {

/// The calling thread, and those that it starts from now on, stand back behind others when all cores are
/// busy, as by nice(2); 0 is how it was. Where the system refuses the thread goes on as it is.
void setNiceness(int niceness) noexcept;

} // namespace factorama
