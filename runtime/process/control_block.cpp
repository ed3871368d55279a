// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/control_block.h"

#include "runtime/memory/pool.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process_extras.h"
#include "runtime/process/spawn.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

namespace factorama {

Raised raisedFrom(const std::exception_ptr& exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const Raised& raised) {
        return raised;
    } catch (const AtomError&) {
        return Raised::error(atoms::systemLimit);
    } catch (const std::exception& error) {
        return Raised::error(tuple(atoms::cppException, error.what()));
    } catch (...) {
        return Raised::error(tuple(atoms::cppException, "not a std::exception"));
    }
}

bool isPlannedExit(const Term& reason)
{
    return reason.isAtom(atoms::normal) || reason.isAtom(atoms::shutdown) ||
           (reason.isTuple(2) && reason[0].isAtom(atoms::shutdown));
}

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

bool ControlBlock::receiveNow(Matcher match, const void* awaitable, std::int64_t timeout, Reference awaited)
{
    matcher = match;
    receive = awaitable;
    timeoutMilliseconds = timeout;
    timedOut = false;
    mailbox.restartScan(awaited);
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

bool ControlBlock::isOfProcLib() const
{
    static const Atom ancestors("$ancestors");
    return extras && extras->dictionary.contains(ancestors);
}

void ControlBlock::recordUncaught(std::exception_ptr exception) noexcept
{
    if (exitReason) {
        return; // it was on its way out already
    }
    try {
        const Term place =
            tuple(initialCall.module, initialCall.function, std::int64_t{initialCall.arity}, Term());
        const Term stack = Term::list({place});
        const Raised raised = raisedFrom(exception);
        crashed = true;
        switch (raised.raisedClass()) {
        case Raised::Class::Exit:
            exitReason = raised.reason();
            crashed = isOfProcLib() && !isPlannedExit(raised.reason());
            break;
        case Raised::Class::Error:
            exitReason = tuple(raised.reason(), stack);
            break;
        case Raised::Class::Throw:
            exitReason = tuple(tuple(atoms::nocatch, raised.reason()), stack);
            break;
        }
    } catch (...) {
        exitReason = Term(atoms::systemLimit); // no memory even for the reason
    }
}

} // namespace factorama
