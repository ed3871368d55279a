// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/process/control_block.h"

#include "runtime/memory/pool.h"
#include "runtime/process/mailbox_limits.h"
#include "runtime/process/process.h"
#include "runtime/process/process_extras.h"
#include "runtime/scheduler/scheduler.h"
#include "runtime/term/expression.h"
#include "runtime/term/raised.h"

#include <memory>
#include <new>

#if defined(FACTORAMA_POOL_IS_MALLOC)
#include <sanitizer/asan_interface.h>
#endif

namespace factorama {

namespace {

// A frame lies in memory that is released later than it is destroyed: the address sanitizer is told.
#if defined(FACTORAMA_POOL_IS_MALLOC)
void poisonMemory(void* memory, std::size_t bytes) noexcept
{
    ASAN_POISON_MEMORY_REGION(memory, bytes);
}
void unpoisonMemory(void* memory, std::size_t bytes) noexcept
{
    ASAN_UNPOISON_MEMORY_REGION(memory, bytes);
}
#else
void poisonMemory(void*, std::size_t) noexcept {}
void unpoisonMemory(void*, std::size_t) noexcept {}
#endif

} // namespace

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

ControlBlock::~ControlBlock()
{
    delete findExtras(std::memory_order_relaxed);
}

void* ControlBlock::allocateFrame(std::size_t bytes)
{
    const std::size_t whole = sizeof(ControlBlock) + bytes;
    auto* const process = new (pool::allocate(whole)) ControlBlock;
    process->addMemory(whole);
    return process->bodyFrame();
}

void ControlBlock::releaseFrame(void* frame, std::size_t bytes) noexcept
{
    ControlBlock& process = ofFrame(frame);
    new (frame) std::size_t(sizeof(ControlBlock) + bytes); // for destroy()
    poisonMemory(frame, bytes);
    if (!process.pid) {
        destroy(&process);
    }
}

void ControlBlock::destroy(ControlBlock* process) noexcept
{
    void* const frame = process->bodyFrame();
    unpoisonMemory(frame, sizeof(std::size_t));
    const std::size_t whole = *static_cast<const std::size_t*>(frame);
    unpoisonMemory(process, whole);
    process->~ControlBlock();
    pool::release(process, whole);
}

void ControlBlock::destroyFrames() noexcept
{
    while (OpenCall* const call = openCall()) {
        // The owner lies in the caller's frame and must not destroy this one again.
        setOpenCall(call->outer);
        *call->owner = nullptr;
        call->frame.destroy();
    }
    leaf().destroy();
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
           relations().bytes() + (findExtras() == nullptr ? 0 : sizeof(ProcessExtras)) +
           (findRare() == nullptr ? 0 : sizeof(RareExtras));
}

ProcessExtras& ControlBlock::addExtras()
{
    auto fresh = std::make_unique<ProcessExtras>();
    if (toExtras(fromExtras(fresh.get())) != fresh.get()) {
        throw std::bad_alloc(); // an address of more than 48 bits, which no system gives unasked
    }
    std::uint64_t expected = m_extrasAndCall.load(std::memory_order_relaxed) & CallMask;
    if (m_extrasAndCall.compare_exchange_strong(expected, expected | fromExtras(fresh.get()),
                                                std::memory_order_seq_cst)) {
        return *fresh.release();
    }
    return *toExtras(expected); // another thread was first
}

std::uint64_t ControlBlock::reductions() const noexcept
{
    // What was noted first: what is read then is no older, and so not less.
    const RareExtras* rare = findRare();
    const std::uint64_t noted = rare == nullptr ? 0 : rare->reductions.load(std::memory_order_acquire);
    return noted + (m_reductions.load(std::memory_order_relaxed) - static_cast<std::uint32_t>(noted));
}

void ControlBlock::noteReductions()
{
    makeRare().reductions.store(reductions(), std::memory_order_release);
}

Priority ControlBlock::findPriority() const noexcept
{
    const ProcessExtras* few = findExtras();
    return few == nullptr ? Priority::Normal : few->priority.load(std::memory_order_relaxed);
}

void ControlBlock::setPriority(Priority priority)
{
    if (priority != Priority::Normal || has(Prioritized)) {
        makeExtras().priority.store(priority, std::memory_order_relaxed);
    }
    set(Prioritized, priority != Priority::Normal);
}

void ControlBlock::end(Term reason)
{
    if (!has(Ending)) {
        worker().turn.exitReason = std::move(reason);
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

void ControlBlock::setMark(Reference reference)
{
    makeExtras().mark = mailbox.markFor(reference);
    set(Marked);
}

void ControlBlock::takenFromSpecial(const Signal& message) noexcept
{
    if (has(Marked)) {
        mailbox.correct(*findMark(), message);
    }
    if (has(Counted)) {
        removedFromCounted(message);
    }
}

Mailbox::Mark* ControlBlock::findMark() const noexcept
{
    return &findExtras()->mark;
}

bool ControlBlock::isOfProcLib() const
{
    static const Atom ancestors("$ancestors");
    const ProcessExtras::Dictionary* const dictionary = findDictionary();
    return dictionary != nullptr && dictionary->contains(ancestors);
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
        worker().turn.crashed = true;
        switch (raised.raisedClass()) {
        case Raised::Class::Exit:
            worker().turn.crashed = isOfProcLib() && !isPlannedExit(raised.reason());
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
