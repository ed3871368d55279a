// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/schedulers/scheduler_history.h"

#include <algorithm>

namespace factorama {

bool SchedulerHistory::add(const Snapshot& snapshot)
{
    if (snapshot.schedulers.empty()) {
        return false;
    }
    const double now = static_cast<double>(snapshot.nanoseconds) * 1e-9;
    if (m_previous.empty() || now < m_previousSeconds) {
        m_samples.clear();
        m_previous = snapshot.schedulers;
        m_previousSeconds = now;
        return false;
    }
    const double span = now - m_previousSeconds;
    if (span < SampleSeconds * 0.9) {
        return false;
    }

    Sample sample{m_previousSeconds, now, {}};
    sample.schedulers.reserve(snapshot.schedulers.size());
    for (std::size_t i = 0; i < snapshot.schedulers.size(); ++i) {
        const SchedulerRow before = i < m_previous.size() ? m_previous[i] : SchedulerRow{};
        const SchedulerRow& after = snapshot.schedulers[i];
        std::array<double, SchedulerStateCount> seconds{};
        double sum = 0;
        for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
            const std::uint64_t a = before.nanoseconds[state];
            const std::uint64_t b = after.nanoseconds[state];
            seconds[state] = b > a ? static_cast<double>(b - a) * 1e-9 : 0.0;
            sum += seconds[state];
        }
        // A scheduler that is offline accounts less than the span; one whose counters were read a little
        // later than those before accounts a little more. Neither may show more than all of its time.
        const double whole = std::max(sum, span);
        Shares shares{};
        for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
            shares[state] = static_cast<float>(seconds[state] / whole);
        }
        sample.schedulers.push_back(shares);
    }
    m_samples.push_back(std::move(sample));
    while (m_samples.size() > 1 && m_samples.front().to < now - KeptSeconds) {
        m_samples.pop_front();
    }
    m_previous = snapshot.schedulers;
    m_previousSeconds = now;
    return true;
}

void SchedulerHistory::clear()
{
    m_samples.clear();
    m_previous.clear();
    m_previousSeconds = 0;
}

bool SchedulerHistory::isQuiet() const
{
    constexpr float WorthDrawing = 0.005F; // half a percent: less than a pixel
    return std::all_of(m_samples.begin(), m_samples.end(), [](const Sample& sample) {
        return std::all_of(sample.schedulers.begin(), sample.schedulers.end(), [](const Shares& shares) {
            float busy = 0;
            for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
                busy += state == static_cast<std::size_t>(SchedulerState::Idle) ? 0 : shares[state];
            }
            return busy < WorthDrawing;
        });
    });
}

std::vector<SchedulerHistory::Shares> SchedulerHistory::latest() const
{
    std::vector<Shares> result(m_previous.size(), Shares{});
    if (m_samples.empty()) {
        return result;
    }
    const double end = m_samples.back().to;
    double total = 0;
    for (auto sample = m_samples.rbegin(); sample != m_samples.rend(); ++sample) {
        if (total > 0 && sample->from < end - 0.75) {
            break;
        }
        const double weight = sample->to - sample->from;
        total += weight;
        for (std::size_t i = 0; i < std::min(result.size(), sample->schedulers.size()); ++i) {
            for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
                result[i][state] += static_cast<float>(sample->schedulers[i][state] * weight);
            }
        }
    }
    if (total > 0) {
        for (Shares& shares : result) {
            for (float& share : shares) {
                share /= static_cast<float>(total);
            }
        }
    }
    return result;
}

} // namespace factorama
