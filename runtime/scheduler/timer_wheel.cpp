// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/timer_wheel.h"

#include <algorithm>
#include <bit>

namespace factorama {

TimerWheel::~TimerWheel()
{
    for (Timer* timer : m_deferred) {
        if (timer != nullptr) {
            Timer::destroy(timer);
        }
    }
    for (Level& level : m_levels) {
        for (Timer* timer : level.slots) {
            while (timer != nullptr) {
                Timer* next = timer->nextInSlot;
                Timer::destroy(timer);
                timer = next;
            }
        }
    }
}

std::size_t TimerWheel::levelOf(std::uint64_t deadline) const
{
    // The highest bit in which deadline and present differ says how coarse a slot may be.
    const std::uint64_t difference = (m_elapsed ^ deadline) | (SlotCount - 1);
    const auto highest = static_cast<std::size_t>(63 - std::countl_zero(difference));
    return std::min(highest / SlotBits, LevelCount - 1);
}

std::uint64_t TimerWheel::insert(Timer& timer)
{
    // What lies past the horizon waits in the last of the coarsest slots and is sorted in again from there.
    // Not in the present one: it would be taken for the next to expire.
    const std::uint64_t placed = std::min(timer.deadline, m_elapsed + Horizon - Horizon / SlotCount);
    const std::size_t level = levelOf(placed);
    const std::size_t slot = (placed >> (SlotBits * level)) & (SlotCount - 1);
    Timer*& first = m_levels[level].slots[slot];
    timer.previousInSlot = nullptr;
    timer.nextInSlot = first;
    if (first != nullptr) {
        first->previousInSlot = &timer;
    }
    first = &timer;
    timer.identifier = level * SlotCount + slot;
    timer.linked = true;
    m_levels[level].occupied |= std::uint64_t{1} << slot;
    return placed >> (SlotBits * level) << (SlotBits * level);
}

void TimerWheel::unlink(Timer& timer)
{
    Level& level = m_levels[timer.identifier / SlotCount];
    const std::size_t slot = timer.identifier % SlotCount;
    if (timer.nextInSlot != nullptr) {
        timer.nextInSlot->previousInSlot = timer.previousInSlot;
    }
    if (timer.previousInSlot != nullptr) {
        timer.previousInSlot->nextInSlot = timer.nextInSlot;
    } else {
        level.slots[slot] = timer.nextInSlot;
        if (timer.nextInSlot == nullptr) {
            level.occupied &= ~(std::uint64_t{1} << slot);
        }
    }
    timer.linked = false;
}

void TimerWheel::arm(Timer& timer, std::uint64_t deadline)
{
    timer.wheel = this;
    const std::lock_guard lock(m_mutex);
    armLocked(timer, deadline);
}

void TimerWheel::armLocked(Timer& timer, std::uint64_t deadline)
{
    timer.deadline = std::max(deadline, m_elapsed + 1);
    timer.order = m_armed++;
    const std::uint64_t tick = insert(timer);
    if (tick < m_nextTick.load(std::memory_order_relaxed)) {
        m_nextTick.store(tick, std::memory_order_relaxed);
    }
}

bool TimerWheel::unlinkIfArmed(Timer& timer)
{
    if (!timer.linked) {
        return false;
    }
    unlink(timer);
    // The next tick stays: if it was this timer's, nothing will be due then, and advance() finds the next.
    return true;
}

void TimerWheel::defer(Timer& timer, std::int64_t milliseconds)
{
    timer.wheel = this;
    timer.deadline = static_cast<std::uint64_t>(milliseconds);
    timer.state = Timer::State::Deferred;
    timer.order = m_deferred.size();
    m_deferred.push_back(&timer);
}

void TimerWheel::armDeferred(std::size_t count, std::uint64_t now)
{
    const std::lock_guard lock(m_mutex);
    const auto end = m_deferred.begin() + static_cast<std::ptrdiff_t>(count);
    for (auto at = m_deferred.begin(); at != end; ++at) {
        Timer* const timer = *at;
        if (timer == nullptr) {
            continue;
        }
        if (timer->state == Timer::State::Deferred) {
            timer->state = Timer::State::Armed;
            armLocked(*timer, now + timer->deadline);
        } else {
            Timer::destroy(timer);
        }
    }
    m_deferred.erase(m_deferred.begin(), end);
    for (Timer* const timer : m_deferred) {
        if (timer != nullptr) {
            timer->order -= count;
        }
    }
    m_aged = 0;
}

bool TimerWheel::nextExpiration(Expiration& expiration) const
{
    for (std::size_t level = 0; level < LevelCount; ++level) {
        const std::uint64_t occupied = m_levels[level].occupied;
        if (occupied == 0) {
            continue;
        }
        const int shift = static_cast<int>(SlotBits * level);
        const auto present = static_cast<int>((m_elapsed >> shift) & (SlotCount - 1));
        const auto ahead = static_cast<std::uint64_t>(std::countr_zero(std::rotr(occupied, present)));
        const std::uint64_t slot = (static_cast<std::uint64_t>(present) + ahead) & (SlotCount - 1);
        const std::uint64_t levelRange = std::uint64_t{1} << (shift + SlotBits);
        std::uint64_t tick = (m_elapsed & ~(levelRange - 1)) + (slot << shift);
        if (tick <= m_elapsed && (level > 0 || tick < m_elapsed)) {
            tick += levelRange; // the slot belongs to the next turn of this level
        }
        expiration = {level, slot, tick};
        return true;
    }
    return false;
}

void TimerWheel::publishNextTick()
{
    Expiration expiration{};
    m_nextTick.store(nextExpiration(expiration) ? expiration.tick : Never, std::memory_order_relaxed);
}

void TimerWheel::advance(std::uint64_t now, std::vector<Timer*>& due)
{
    const std::lock_guard lock(m_mutex);
    const std::size_t before = due.size();
    Expiration expiration{};
    while (nextExpiration(expiration) && expiration.tick <= now) {
        m_elapsed = expiration.tick;
        Timer* timer = std::exchange(m_levels[expiration.level].slots[expiration.slot], nullptr);
        m_levels[expiration.level].occupied &= ~(std::uint64_t{1} << expiration.slot);
        while (timer != nullptr) {
            Timer* next = timer->nextInSlot;
            timer->linked = false;
            if (timer->deadline <= m_elapsed) {
                due.push_back(timer);
            } else {
                insert(*timer);
            }
            timer = next;
        }
    }
    m_elapsed = std::max(m_elapsed, now);
    publishNextTick();
    // The lists keep no order: those that came from coarser slots lie anywhere.
    std::sort(due.begin() + static_cast<std::ptrdiff_t>(before), due.end(),
              [](const Timer* a, const Timer* b) {
                  return a->deadline != b->deadline ? a->deadline < b->deadline : a->order < b->order;
              });
}

} // namespace factorama
