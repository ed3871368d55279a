// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"

#include <cstdint>

namespace factorama::modules::hash_it_server {

/// {ok, Hash}, or {error, badarg} for what is no binary. If there is no answer in so many milliseconds, the
/// caller exits with {timeout, ...}.
Subroutine<Term> compute(Self self, otp::ServerRef server, Term value,
                         std::int64_t timeout = otp::DefaultCallTimeout);

} // namespace factorama::modules::hash_it_server
