// SPDX-License-Identifier: GPL-3.0-or-later
// The atoms that the workloads send one another.
#pragma once

#include "caf.h"

CAF_BEGIN_TYPE_ID_BLOCK(workloads, caf::first_custom_type_id)
WORKLOADS_ATOM(ping)
WORKLOADS_ATOM(pong)
WORKLOADS_ATOM(increment)
WORKLOADS_ATOM(get)
WORKLOADS_ATOM(put)
WORKLOADS_ATOM(ok)
WORKLOADS_ATOM(none)
WORKLOADS_ATOM(go)
WORKLOADS_ATOM(done)
WORKLOADS_ATOM(ready)
WORKLOADS_ATOM(stop)
WORKLOADS_ATOM(met)
WORKLOADS_ATOM(hungry)
WORKLOADS_ATOM(eat)
WORKLOADS_ATOM(credit)
WORKLOADS_ATOM(debit)
WORKLOADS_ATOM(end)
CAF_END_TYPE_ID_BLOCK(workloads)
