// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/scheduler/sharing.h"

namespace factorama {

void Sharing::startWindow(std::int64_t time, const Work& work)
{
    m_start = time;
    m_workAtStart = work;
}

double Sharing::rate(std::int64_t time, const Work& work, int workers) const
{
    const Work done = work - m_workAtStart;
    // Those that were read have cost it already; what piles up will be paid for later.
    const std::int64_t debt =
        std::clamp<std::int64_t>(done.unread, 0, done.sentElsewhere) * ReadFromElsewhere;
    return static_cast<double>(done.reductions) / static_cast<double>(time - m_start + debt / workers);
}

Sharing::Advice Sharing::giveUp(std::int64_t time, std::int64_t leastPause)
{
    m_phase = Phase::Alone;
    m_start = 0;
    m_windows = 0;
    m_next = time + std::max(m_pause, leastPause);
    m_pause = std::min(4 * m_pause, LongestPause);
    m_term = ShortestTerm;
    return Advice::TakeBack;
}

Sharing::Advice Sharing::look(std::int64_t time, const Work& work, int workers, bool possible)
{
    constexpr std::int64_t Interrupted = 10 * Window;
    const std::int64_t elapsed = time - m_start;
    // Who has borrowed, and from whom, may have changed meanwhile.
    const bool isValid = m_start != 0 && elapsed < Interrupted &&
                         work.reductions >= m_workAtStart.reductions &&
                         work.sentElsewhere >= m_workAtStart.sentElsewhere;
    const bool measured = isValid && elapsed >= Window;
    const double rate = measured ? this->rate(time, work, workers) : 0;
    if (m_phase != Phase::Warming && (measured || !isValid)) {
        startWindow(time, work);
    }
    switch (m_phase) {
    case Phase::Alone:
        if (measured) {
            m_alone = std::max(rate, Forgetting * m_alone);
            ++m_windows;
        }
        if (m_next < 0) {
            m_next = time + ShortestPause;
        }
        if (!possible || m_windows < LeastWindows || time < m_next) {
            return Advice::Keep;
        }
        m_phase = Phase::Warming;
        m_start = time;
        return Advice::Lend;
    case Phase::Warming:
        if (elapsed >= WarmUp) {
            m_phase = Phase::Trying;
            startWindow(time, work);
        }
        return Advice::Lend;
    case Phase::Trying:
        if (!measured) {
            const bool harms = elapsed >= Window / 4 && this->rate(time, work, workers) < Harmful * m_alone;
            return harms ? giveUp(time, AfterHarm) : Advice::Lend;
        }
        if (rate < Worthwhile * m_alone) {
            return giveUp(time);
        }
        m_phase = Phase::Shared;
        m_bad = 0;
        m_until = time + m_term;
        m_term = std::min(2 * m_term, LongestTerm);
        m_pause = ShortestPause;
        return Advice::Lend;
    case Phase::Shared:
        if (measured) {
            m_bad = rate < StillWorthwhile * m_alone ? m_bad + 1 : 0;
            if (m_bad >= BadWindows) {
                return giveUp(time);
            }
        }
        if (time < m_until) {
            return Advice::Lend;
        }
        m_phase = Phase::Alone;
        m_start = 0;
        m_windows = 0;
        m_next = 0;
        return Advice::TakeBack;
    }
    return Advice::Keep;
}

} // namespace factorama
