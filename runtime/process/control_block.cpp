// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/control_block.h"

#include "runtime/memory/pool.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"
#include "runtime/process/spawn.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

namespace factorama {

ControlBlock::ControlBlock() = default;
ControlBlock::~ControlBlock() = default;

void* ControlBlock::operator new(std::size_t bytes)
{
    return pool::allocate(bytes);
}

void ControlBlock::operator delete(void* block, std::size_t bytes) noexcept
{
    pool::release(block, bytes);
}

bool ControlBlock::receiveNow(Matcher match, const void* awaitable, std::int64_t timeout)
{
    matcher = match;
    receive = awaitable;
    timeoutMilliseconds = timeout;
    timedOut = false;
    mailbox.restartScan();
    return spend(1) && scan() == Scan::Matched;
}

ProcessExtras& ControlBlock::makeExtras()
{
    if (!extras) {
        extras = std::make_unique<ProcessExtras>();
        for (const Signal* message = mailbox.first(); message != nullptr; message = message->next) {
            extras->mailboxBytes += message->bytes;
        }
    }
    return *extras;
}

void ControlBlock::removed(const Signal& message)
{
    changeMessages(-1);
    addMemory(-static_cast<std::int64_t>(message.bytes));
    if (extras) {
        extras->mailboxBytes -= message.bytes;
    }
    if (pressing.load(std::memory_order_relaxed)) {
        mailbox_limits::relieve(*this);
    }
}

ControlBlock::Scan ControlBlock::scan()
{
    while (Signal* message = mailbox.current()) {
        if (budget <= 0) {
            return Scan::TurnOver;
        }
        const int matched = matcher(receive, message->payload);
        if (matched >= 0) {
            received = mailbox.takeCurrent();
            clause = static_cast<std::int16_t>(matched);
            removed(*received);
            return Scan::Matched;
        }
        mailbox.skip();
        --budget;
    }
    return Scan::Exhausted;
}

std::optional<Word> ControlBlock::takeReceived(int& matchedClause)
{
    if (received == nullptr) {
        return std::nullopt;
    }
    Signal* message = std::exchange(received, nullptr);
    matchedClause = clause;
    const Word payload = message->payload;
    if (!word::isBoxed(payload)) {
        signals::destroy(message);
    }
    return payload; // a boxed payload lies in the same allocation, which its last owner frees
}

void ControlBlock::recordUncaught(std::exception_ptr exception) noexcept
{
    try {
        const Term place =
            tuple(initialCall.module, initialCall.function, std::int64_t{initialCall.arity}, Term());
        const Term stack = Term::list({place});
        crashed = true;
        try {
            std::rethrow_exception(exception);
        } catch (const Raised& raised) {
            switch (raised.raisedClass()) {
            case Raised::Class::Exit:
                exitReason = raised.reason();
                crashed = false;
                break;
            case Raised::Class::Error:
                exitReason = tuple(raised.reason(), stack);
                break;
            case Raised::Class::Throw:
                exitReason = tuple(tuple(atoms::nocatch, raised.reason()), stack);
                break;
            }
        } catch (const AtomError&) {
            exitReason = tuple(atoms::systemLimit, stack);
        } catch (const std::exception& error) {
            exitReason = tuple(tuple(atoms::cppException, error.what()), stack);
        } catch (...) {
            exitReason = tuple(tuple(atoms::cppException, "not a std::exception"), stack);
        }
    } catch (...) {
        exitReason = Term(atoms::systemLimit); // no memory even for the reason
    }
}

} // namespace factorama
