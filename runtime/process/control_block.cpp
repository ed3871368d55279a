// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/control_block.h"

#include "runtime/memory/pool.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process.h"
#include "runtime/process/process_extras.h"
#include "runtime/scheduler/scheduler.h"
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

ControlBlock::ControlBlock(Pid ownPid, Pid parentPid, InitialCall call) : pid(ownPid), parent(parentPid)
{
    setInitialCall(call);
    addMemory(sizeof(ControlBlock));
}

ControlBlock::~ControlBlock()
{
    delete extras.load(std::memory_order_relaxed);
}

void* ControlBlock::operator new(std::size_t bytes)
{
    return pool::allocate(bytes);
}

void ControlBlock::operator delete(void* block, std::size_t bytes) noexcept
{
    pool::release(block, bytes);
}

void ControlBlock::setInitialCall(InitialCall call) noexcept
{
    m_initialCall =
        (std::uint64_t{call.module.index()} << 36) | (std::uint64_t{call.function.index()} << 8) | call.arity;
}

InitialCall ControlBlock::initialCall() const noexcept
{
    constexpr std::uint64_t AtomMask = (std::uint64_t{1} << 28) - 1;
    return {Atom::fromIndex(static_cast<std::uint32_t>(m_initialCall >> 36)),
            Atom::fromIndex(static_cast<std::uint32_t>((m_initialCall >> 8) & AtomMask)),
            static_cast<std::uint8_t>(m_initialCall)};
}

Atom ControlBlock::name() const noexcept
{
    const ProcessExtras* few = findExtras();
    return Atom::fromIndex(few == nullptr ? 0 : few->name.load(std::memory_order_relaxed));
}

Atom ControlBlock::label() const noexcept
{
    const ProcessExtras* few = findExtras();
    return Atom::fromIndex(few == nullptr ? 0 : few->label.load(std::memory_order_relaxed));
}

Pid ControlBlock::groupLeader() const noexcept
{
    const ProcessExtras* few = findExtras();
    return few == nullptr ? Pid() : few->groupLeader;
}

std::uint64_t ControlBlock::memoryBytes() const noexcept
{
    return std::uint64_t{16} * static_cast<std::uint32_t>(m_counts.load(std::memory_order_relaxed)) +
           relations.bytes() + (findExtras() == nullptr ? 0 : sizeof(ProcessExtras));
}

ProcessExtras& ControlBlock::makeExtras()
{
    ProcessExtras* present = findExtras();
    if (present == nullptr) {
        auto fresh = std::make_unique<ProcessExtras>();
        if (extras.compare_exchange_strong(present, fresh.get(), std::memory_order_seq_cst)) {
            present = fresh.release();
        }
    }
    return *present;
}

void ControlBlock::end(Term reason)
{
    if (!has(Ending)) {
        worker->turn.exitReason = std::move(reason);
        set(Ending);
    }
}

void ControlBlock::addedToCounted(const Signal& message)
{
    mailbox_limits::added(*this, message);
}

void ControlBlock::removedFromCounted(const Signal& message) noexcept
{
    mailbox_limits::removed(*this, message);
}

void ControlBlock::mark(Reference reference)
{
    if (!mailbox.isEmpty()) {
        makeExtras().mark = mailbox.markFor(reference);
        set(Marked);
    }
}

Mailbox::Mark* ControlBlock::findMark() const noexcept
{
    return &findExtras()->mark;
}

bool ControlBlock::isOfProcLib() const
{
    static const Atom ancestors("$ancestors");
    const ProcessExtras* few = findExtras();
    return few != nullptr && few->dictionary.contains(ancestors);
}

void ControlBlock::recordUncaught(std::exception_ptr exception) noexcept
{
    if (has(Ending)) {
        return; // it was on its way out already
    }
    try {
        const InitialCall call = initialCall();
        const Term place = tuple(call.module, call.function, std::int64_t{call.arity}, Term());
        const Term stack = Term::list({place});
        const Raised raised = raisedFrom(exception);
        worker->turn.crashed = true;
        switch (raised.raisedClass()) {
        case Raised::Class::Exit:
            worker->turn.crashed = isOfProcLib() && !isPlannedExit(raised.reason());
            end(raised.reason());
            break;
        case Raised::Class::Error:
            end(tuple(raised.reason(), stack));
            break;
        case Raised::Class::Throw:
            end(tuple(tuple(atoms::nocatch, raised.reason()), stack));
            break;
        }
    } catch (...) {
        end(Term(atoms::systemLimit)); // no memory even for the reason
    }
}

} // namespace factorama
