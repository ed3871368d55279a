// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/control_block.h"

namespace factorama {

/// The monitor that comes with a request, as who is asked has it.
inline Relations::Relation monitorOfRequest(const ControlSignal& request)
{
    return ControlBlock::requestFrom(request.from, Reference::fromBits(request.identifier));
}

/// Of an AliasReply: is it the answer to the process' request, whose monitor is gone then?
inline bool answersRequest(ControlBlock& process, const ControlSignal& reply)
{
    return process.eraseRequest(ControlBlock::requestTo(reply.from, Reference::fromBits(reply.identifier)));
}

/// Of what a call consists of, a request and its answer: does what is to be done before the message goes to
/// the mailbox, if the monitor lies where most do. Else, and of other signals, this is false, and nothing has
/// been done. Only the running worker.
inline bool admitCall(ControlBlock& process, const Signal& signal)
{
    if (signal.kind == Signal::Kind::MonitoredMessage) {
        return process.tryPutRequest(monitorOfRequest(static_cast<const ControlSignal&>(signal)));
    }
    return signal.kind == Signal::Kind::AliasReply &&
           answersRequest(process, static_cast<const ControlSignal&>(signal));
}

/// Handles a chain of signals in order.
///
/// When one of them ends the process, sets its exitReason and returns the signals that come after it; else
/// returns null. Only the running worker.
Signal* handleSignals(ControlBlock& process, Signal* signals);

} // namespace factorama
