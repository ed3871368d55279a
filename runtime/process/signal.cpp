// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/signal.h"

#include "runtime/scheduler/timer_wheel.h"

#include <utility>

namespace factorama::signals {

ControlSignal* makeControl(Signal::Kind kind, Pid from, std::uint64_t identifier)
{
    auto* signal = new (pool::allocate(sizeof(ControlSignal))) ControlSignal(kind);
    signal->bytes = sizeof(ControlSignal);
    signal->from = from;
    signal->identifier = identifier;
    return signal;
}

ControlSignal* makeControl(Signal::Kind kind, Pid from, std::uint64_t identifier, const Term& reason)
{
    const Term copy = reason.isolated();
    ControlSignal* signal = makeControl(kind, from, identifier);
    signal->payload = copy.rawWord();
    word::retain(signal->payload);
    return signal;
}

void destroy(Signal* signal) noexcept
{
    switch (signal->kind) {
    case Signal::Kind::Message:
    case Signal::Kind::MonitoredMessage:
    case Signal::Kind::AliasMessage:
    case Signal::Kind::AliasReply:
        if (word::isBoxed(signal->payload)) {
            word::release(signal->payload); // frees the signal too: it lies before the block
        } else {
            pool::release(signal, signal->bytes);
        }
        return;
    case Signal::Kind::Command:
        delete static_cast<CommandSignal*>(signal);
        return;
    case Signal::Kind::Timeout:
        Timer::destroy(static_cast<Timer*>(signal));
        return;
    default:
        word::release(signal->payload);
        pool::release(signal, sizeof(ControlSignal));
    }
}

void destroyChain(Signal* first) noexcept
{
    while (first != nullptr) {
        destroy(std::exchange(first, first->next));
    }
}

} // namespace factorama::signals
