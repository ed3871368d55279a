// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/otp/gen_server.h"

/// KV as a gen_server. These are its interface functions, which run in its clients.
namespace factorama::modules::kv_server {

/// Registered under a name.
Subroutine<otp::Started> startLink(Self self, Atom name);
/// Puts without waiting.
void put(Self self, otp::ServerRef server, const Term& key, const Term& value);
/// The value, or nil.
Subroutine<Term> get(Self self, otp::ServerRef server, Term key);

} // namespace factorama::modules::kv_server
