// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/mailbox_ranking.h"

#include "widgets/text/process_text.h"

#include <algorithm>
#include <utility>

namespace factorama {

namespace {

constexpr double BaselineSeconds = 1;

MailboxLevel levelOf(std::uint32_t messages, MailboxThresholds thresholds)
{
    return messages >= thresholds.alarm     ? MailboxLevel::Alarm
           : messages >= thresholds.warning ? MailboxLevel::Warning
                                            : MailboxLevel::Normal;
}

/// Walks along the mailboxes of an earlier look while the rows of the snapshot go by, both in the order of
/// their slots.
template<typename Known>
class Matcher {
public:
    explicit Matcher(const std::vector<Known>* mailboxes)
    {
        if (mailboxes != nullptr) {
            m_at = mailboxes->data();
            m_end = m_at + mailboxes->size();
        }
    }
    /// Null if its mailbox was empty, or there was no such process.
    const Known* find(Pid pid)
    {
        while (m_at != m_end && m_at->pid.index() < pid.index()) {
            ++m_at;
        }
        return m_at != m_end && m_at->pid == pid ? m_at : nullptr;
    }

private:
    const Known* m_at = nullptr;
    const Known* m_end = nullptr;
};

} // namespace

MailboxRanking MailboxRanker::rank(const Snapshot& snapshot, MailboxThresholds thresholds, Order order,
                                   const std::vector<Pid>& followed)
{
    MailboxRanking ranking;
    ranking.seconds = static_cast<double>(snapshot.nanoseconds) * 1e-9;
    if (m_last && ranking.seconds < m_last->seconds) { // another node, or an earlier moment of a recording
        m_last.reset();
        m_recent.reset();
        m_baseline.reset();
    }
    const LookPointer baseline = m_baseline ? m_baseline : m_recent;
    const double span = baseline ? ranking.seconds - baseline->seconds : 0;
    Matcher grownFrom(baseline ? &baseline->mailboxes : nullptr);
    Matcher before(m_last ? &m_last->mailboxes : nullptr);

    struct Candidate {
        const ProcessRow* row;
        double growth;
        MailboxLevel level;
    };
    const auto higher = [order](const Candidate& a, const Candidate& b) {
        if (order == Order::Growth && a.growth != b.growth) {
            return a.growth > b.growth;
        }
        return a.row->messages != b.row->messages ? a.row->messages > b.row->messages
                                                  : a.row->pid.index() < b.row->pid.index();
    };
    // A heap of the highest so far, its lowest on top: one pass, however many processes there are.
    std::vector<Candidate> heap;
    heap.reserve(Limit + 1);
    auto look = std::make_shared<Look>();
    look->seconds = ranking.seconds;
    look->mailboxes.reserve(m_last ? m_last->mailboxes.size() : 0);
    for (const ProcessRow& row : snapshot.processes) {
        if (row.messages == 0) {
            continue;
        }
        ranking.total += row.messages;
        Candidate candidate{&row, 0, levelOf(row.messages, thresholds)};
        if (span > 0) {
            const Known* const then = grownFrom.find(row.pid);
            candidate.growth = (double{1} * row.messages - (then == nullptr ? 0 : then->messages)) / span;
        }
        look->mailboxes.push_back({row.pid, row.messages, candidate.level});
        if (candidate.level != MailboxLevel::Normal) {
            ++(candidate.level == MailboxLevel::Alarm ? ranking.alarms : ranking.warnings);
            const Known* const known = before.find(row.pid);
            if (known == nullptr || known->level < candidate.level) {
                ++ranking.crossingsInAll;
                const MailboxCrossing crossing{row.pid, row.messages, candidate.level};
                if (ranking.crossings.size() < CrossingLimit) {
                    ranking.crossings.push_back(crossing);
                } else if (const auto lesser = std::find_if(
                               ranking.crossings.begin(), ranking.crossings.end(),
                               [&](const MailboxCrossing& other) { return other.level < crossing.level; });
                           lesser != ranking.crossings.end()) {
                    *lesser = crossing;
                }
            }
        }
        if (heap.size() == Limit && !higher(candidate, heap.front())) {
            continue;
        }
        heap.push_back(candidate);
        std::push_heap(heap.begin(), heap.end(), higher);
        if (heap.size() > Limit) {
            std::pop_heap(heap.begin(), heap.end(), higher);
            heap.pop_back();
        }
    }
    std::sort(heap.begin(), heap.end(), higher);
    for (const Candidate& candidate : heap) {
        ranking.ranked.push_back({*candidate.row, candidate.growth, candidate.level});
    }
    std::stable_sort(ranking.crossings.begin(), ranking.crossings.end(),
                     [](const MailboxCrossing& a, const MailboxCrossing& b) { return a.level > b.level; });
    for (const Pid pid : followed) {
        const ProcessRow* const row = findProcess(snapshot, pid);
        ranking.depths.push_back(row == nullptr ? MailboxRanking::Gone : row->messages);
    }

    m_last = look;
    if (!m_recent || ranking.seconds - m_recent->seconds >= BaselineSeconds) {
        m_baseline = std::exchange(m_recent, std::move(look));
    }
    return ranking;
}

} // namespace factorama
