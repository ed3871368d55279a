// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/depth_history.h"

#include "widgets/text/process_text.h"

#include <algorithm>

namespace factorama {

void DepthHistory::push(std::deque<Sample>& samples, Sample sample)
{
    samples.push_back(sample);
    // One older than the span stays: the line begins at the edge of the chart.
    while (samples.size() > SampleLimit ||
           (samples.size() > 2 && samples[1].seconds < sample.seconds - KeptSeconds)) {
        samples.pop_front();
    }
}

const DepthHistory::Line* DepthHistory::find(Pid pid) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [pid](const Line& line) { return line.pid == pid; });
    return found == m_lines.end() ? nullptr : &*found;
}

std::vector<Pid> DepthHistory::pids() const
{
    std::vector<Pid> pids;
    for (const Line& line : m_lines) {
        if (!line.gone) {
            pids.push_back(line.pid);
        }
    }
    return pids;
}

void DepthHistory::add(const MailboxRanking& ranking, const std::vector<Pid>& followed)
{
    const double now = ranking.seconds;
    if (!m_total.empty() && now <= m_total.back().seconds) {
        if (now == m_total.back().seconds) {
            return;
        }
        m_total.clear(); // an earlier moment: another history
        m_lines.clear();
    }
    push(m_total, {now, static_cast<double>(ranking.total)});

    for (std::size_t i = 0; i < followed.size() && i < ranking.depths.size(); ++i) {
        const auto line = std::find_if(m_lines.begin(), m_lines.end(),
                                       [&](const Line& candidate) { return candidate.pid == followed[i]; });
        if (line == m_lines.end()) {
            continue;
        }
        if (ranking.depths[i] == MailboxRanking::Gone) {
            line->gone = true;
        } else {
            push(line->samples, {now, static_cast<double>(ranking.depths[i])});
            line->deepest = std::max(line->deepest, ranking.depths[i]);
        }
    }
    for (const RankedMailbox& mailbox : ranking.ranked) {
        auto line = std::find_if(m_lines.begin(), m_lines.end(),
                                 [&](const Line& candidate) { return candidate.pid == mailbox.row.pid; });
        if (line == m_lines.end()) {
            line = m_lines.insert(m_lines.end(), Line{mailbox.row.pid, processTitle(mailbox.row), {}});
        }
        if (line->samples.empty() || line->samples.back().seconds < now) {
            push(line->samples, {now, static_cast<double>(mailbox.row.messages)});
        }
        line->deepest = std::max(line->deepest, mailbox.row.messages);
        line->rankedAt = now;
    }
    std::erase_if(m_lines, [now](const Line& line) {
        return line.rankedAt < now - KeptSeconds || line.samples.back().seconds < now - KeptSeconds;
    });
    // Those that were ranked longest ago make room.
    while (m_lines.size() > LineLimit) {
        m_lines.erase(std::min_element(m_lines.begin(), m_lines.end(), [](const Line& a, const Line& b) {
            return a.rankedAt != b.rankedAt ? a.rankedAt < b.rankedAt : a.deepest < b.deepest;
        }));
    }
}

} // namespace factorama
