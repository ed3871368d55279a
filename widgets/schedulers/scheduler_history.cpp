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
        clear();
        m_previous = snapshot.schedulers;
        m_previousSeconds = now;
        m_online = snapshot.schedulersOnline;
        return false;
    }
    if (snapshot.schedulersOnline != m_online) {
        m_online = snapshot.schedulersOnline;
        m_marks.push_back({now, m_online});
    }
    while (!m_marks.empty() && (m_marks.size() > MarkLimit || m_marks.front().seconds < now - KeptSeconds)) {
        m_marks.pop_front();
    }
    m_queues.resize(snapshot.schedulers.size(), 0);
    for (std::size_t i = 0; i < m_queues.size(); ++i) {
        m_queues[i] = std::max(m_queues[i], snapshot.schedulers[i].runQueue);
    }
    m_dirtyBusy = std::max(m_dirtyBusy, snapshot.dirtyWorkersBusy);
    m_dirtyQueue = std::max(m_dirtyQueue, snapshot.dirtyQueue);
    const double span = now - m_previousSeconds;
    if (span < SampleSeconds * 0.9) {
        return false;
    }

    Sample sample{m_previousSeconds, now, {}, {}, m_dirtyBusy, m_dirtyQueue};
    sample.schedulers.reserve(snapshot.schedulers.size());
    sample.loads.reserve(snapshot.schedulers.size());
    const auto rate = [span](std::uint64_t from, std::uint64_t to) {
        return to > from ? static_cast<float>(static_cast<double>(to - from) / span) : 0.0F;
    };
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
        sample.loads.push_back({static_cast<float>(m_queues[i]), rate(before.steals, after.steals),
                                rate(before.migrations, after.migrations), after.online});
    }
    m_samples.push_back(std::move(sample));
    while (m_samples.size() > 1 && m_samples.front().to < now - KeptSeconds) {
        m_samples.pop_front();
    }
    m_previous = snapshot.schedulers;
    m_previousSeconds = now;
    m_queues.assign(m_queues.size(), 0);
    m_dirtyBusy = 0;
    m_dirtyQueue = 0;
    return true;
}

void SchedulerHistory::clear()
{
    *this = SchedulerHistory();
}

bool SchedulerHistory::hasDirtyWork() const
{
    return std::any_of(m_samples.begin(), m_samples.end(),
                       [](const Sample& sample) { return sample.dirtyBusy > 0 || sample.dirtyQueue > 0; });
}

std::size_t SchedulerHistory::mostOnline() const
{
    auto most = static_cast<std::size_t>(std::max(m_online, 0));
    for (const Sample& sample : m_samples) {
        while (most < sample.loads.size() && sample.loads[most].online) { // online ones come first
            ++most;
        }
    }
    return most;
}

bool SchedulerHistory::isQuiet(double seconds) const
{
    constexpr float WorthDrawing = 0.005F; // half a percent: less than a pixel
    const double oldest = m_samples.empty() ? 0 : m_samples.back().to - seconds;
    return std::all_of(m_samples.rbegin(), m_samples.rend(), [oldest](const Sample& sample) {
        return sample.to < oldest ||
               (sample.dirtyBusy == 0 &&
                std::all_of(sample.schedulers.begin(), sample.schedulers.end(), [](const Shares& shares) {
                    float busy = 0;
                    for (std::size_t state = 0; state < SchedulerStateCount; ++state) {
                        busy += state == static_cast<std::size_t>(SchedulerState::Idle) ? 0 : shares[state];
                    }
                    return busy < WorthDrawing;
                }));
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
