// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runtime/process/signal.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <mutex>
#include <vector>

namespace factorama {

class TimerWheel;

/// A timer. That of a receive is itself the Timeout signal that its process gets; others carry a message.
struct Timer : ControlSignal {
    enum class Purpose : std::uint8_t { Receive, Message };

    Purpose purpose = Purpose::Receive;
    Pid target;
    Atom targetName; ///< resolved when the timer fires; `undefined` if the target is a pid
    Signal* message = nullptr; ///< for Purpose::Message; owned
    std::uint64_t reference = 0; ///< bits of the Reference it is cancelled by
    Timer* nextInBook = nullptr; ///< of Runtime::MessageTimers
    std::uint64_t deadline = 0; ///< in ticks; of a deferred one, in milliseconds from when it is armed
    std::uint64_t order = 0; ///< counts the timers armed in the wheel; of a deferred one, its place
    TimerWheel* wheel = nullptr; ///< set once, when it is armed
    /// Cancelled: by another worker than the wheel's, while it was deferred.
    enum class State : std::uint8_t { Armed, Deferred, Cancelled };
    /// Guarded by the wheel's mutex, as the deadline and the list pointers are; but the owner may look
    /// without it, since nobody else arms, and only one cancels.
    State state = State::Armed;
    bool linked = false;
    Timer* previousInSlot = nullptr;
    Timer* nextInSlot = nullptr;

    Timer() : ControlSignal(Kind::Timeout) { bytes = sizeof(Timer); }

    static Timer* make() { return new (pool::allocate(sizeof(Timer))) Timer; }
    static void destroy(Timer* timer) noexcept
    {
        if (timer->message != nullptr) {
            signals::destroy(timer->message);
        }
        pool::release(timer, sizeof(Timer));
    }
};

/// A hierarchical timing wheel of six levels of 64 slots: setting and cancelling cost the same however many
/// timers there are. A tick is a millisecond. (Varghese and Lauck, Hashed and Hierarchical Timing Wheels,
/// 1987.)
///
/// Most timers are long, and cancelled within microseconds: a call's, when the answer comes. To read the
/// clock and to sort them in would take longer than the call. Those are deferred: the worker looks every few
/// turns, and arms what was there at its last look too, all with one look at the clock; and what is there
/// when it goes to sleep. They fire that much later.
///
/// Threads: each worker has one, sets timers in its own and lets them fire; cancelling comes from any worker,
/// since processes migrate. A mutex guards it, which hardly anybody ever waits for.
class TimerWheel {
public:
    static constexpr std::uint64_t Never = std::numeric_limits<std::uint64_t>::max();

    ~TimerWheel();

    /// Arms the timer for `deadline`, or for the next tick if that is past.
    void arm(Timer& timer, std::uint64_t deadline);
    /// Takes the timer out of its wheel and frees it: true if it had not fired. False: it is firing, or has
    /// fired. Once. `own` is the wheel of the calling worker, null on other threads. `left` becomes the
    /// milliseconds that were left; `now()` is asked for the tick only if it matters.
    template<typename Now>
    static bool discard(Timer* timer, const TimerWheel* own, Now now, std::uint64_t& left);
    /// The same, where it does not matter how many were left.
    static bool discard(Timer* timer, const TimerWheel* own)
    {
        std::uint64_t left = 0;
        return discard(
            timer, own, [] { return std::uint64_t{0}; }, left);
    }
    /// The milliseconds that are left of a timer which nobody else can cancel meanwhile. Any thread.
    template<typename Now>
    static std::uint64_t left(const Timer& timer, Now now);
    /// From how many milliseconds on a timer may be deferred.
    static constexpr std::int64_t ShortestDeferred = 1000;
    /// The owner: as arm(), so many milliseconds after the next armDeferred().
    void defer(Timer& timer, std::int64_t milliseconds);
    /// The owner.
    bool hasDeferred() const { return !m_deferred.empty(); }
    void armDeferred(std::uint64_t now) { armDeferred(m_deferred.size(), now); }
    /// The owner: arms those that were here already the last time; `now()` is asked for the tick if there are
    /// any.
    template<typename Now>
    void armAged(Now now)
    {
        if (m_aged > 0) {
            armDeferred(m_aged, now());
        }
        m_aged = m_deferred.size();
    }
    /// The tick at which something may be due; Never if nothing is armed. Any thread, without the lock; no
    /// later than the truth for the owner.
    std::uint64_t nextTick() const { return m_nextTick.load(std::memory_order_relaxed); }
    /// Takes out what is due at `now`, in the order of the deadlines, equal ones in that of arming.
    void advance(std::uint64_t now, std::vector<Timer*>& due);

private:
    static constexpr int SlotBits = 6;
    static constexpr std::size_t SlotCount = 1U << SlotBits;
    static constexpr std::size_t LevelCount = 6;
    static constexpr std::uint64_t Horizon = std::uint64_t{1} << (SlotBits * LevelCount);

    struct Level {
        std::uint64_t occupied = 0;
        std::array<Timer*, SlotCount> slots{};
    };
    struct Expiration {
        std::size_t level;
        std::size_t slot;
        std::uint64_t tick;
    };

    std::size_t levelOf(std::uint64_t deadline) const;
    /// Returns the tick at which its slot is to be looked at.
    std::uint64_t insert(Timer& timer);
    void unlink(Timer& timer);
    bool nextExpiration(Expiration& expiration) const;
    void publishNextTick();

    void armDeferred(std::size_t count, std::uint64_t now);
    void armLocked(Timer& timer, std::uint64_t deadline);
    bool unlinkIfArmed(Timer& timer);
    /// Of the owner's: the others keep their order.
    void forgetDeferred(const Timer& timer)
    {
        m_deferred[timer.order] = nullptr;
        while (!m_deferred.empty() && m_deferred.back() == nullptr) {
            m_deferred.pop_back();
        }
        m_aged = std::min(m_aged, m_deferred.size());
    }

    std::vector<Timer*> m_deferred; // the owner's; null for what it has discarded itself
    std::size_t m_aged = 0; // so many of them, the first, were there at the last armAged()
    std::mutex m_mutex;
    std::array<Level, LevelCount> m_levels;
    std::uint64_t m_elapsed = 0;
    std::uint64_t m_armed = 0;
    std::atomic<std::uint64_t> m_nextTick = Never;
};

template<typename Now>
bool TimerWheel::discard(Timer* timer, const TimerWheel* own, Now now, std::uint64_t& left)
{
    TimerWheel& wheel = *timer->wheel;
    if (&wheel == own && timer->state == Timer::State::Deferred) {
        left = timer->deadline;
        wheel.forgetDeferred(*timer);
        Timer::destroy(timer);
        return true;
    }
    {
        const std::lock_guard lock(wheel.m_mutex);
        left = timer->deadline;
        if (timer->state == Timer::State::Deferred) {
            timer->state = Timer::State::Cancelled; // its wheel's worker frees it
            return true;
        }
        if (!wheel.unlinkIfArmed(*timer)) {
            return false; // it is firing
        }
    }
    const std::uint64_t tick = now();
    left = left > tick ? left - tick : 0;
    Timer::destroy(timer);
    return true;
}

template<typename Now>
std::uint64_t TimerWheel::left(const Timer& timer, Now now)
{
    const std::lock_guard lock(timer.wheel->m_mutex);
    if (timer.state == Timer::State::Deferred) {
        return timer.deadline;
    }
    const std::uint64_t tick = now();
    return timer.deadline > tick ? timer.deadline - tick : 0;
}

} // namespace factorama
