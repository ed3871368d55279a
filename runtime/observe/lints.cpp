// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtime/observe/lints.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace factorama {

namespace {

constexpr auto PatienceNanoseconds = static_cast<std::int64_t>(Lints::Patience * 1e9);
/// After this long without a look, what was seen before says nothing about what was in between.
constexpr std::int64_t Gap = 3'000'000'000;
constexpr double HotShare = 0.9;
constexpr double IdleShare = 0.9;

bool isBusy(const ProcessRow& row)
{
    return row.status == ProcessStatus::Running || row.status == ProcessStatus::Runnable;
}

/// Tells which processes are in a snapshot. Rows stand in the order of their slots, mostly without gaps.
class Alive {
public:
    explicit Alive(const std::vector<ProcessRow>& rows) : m_rows(rows) {}

    bool contains(Pid pid)
    {
        const std::uint32_t first = m_rows.front().pid.index();
        if (pid.index() < first || pid.index() > m_rows.back().pid.index()) {
            return false;
        }
        const std::size_t guess = pid.index() - first;
        if (guess < m_rows.size() && m_rows[guess].pid.index() == pid.index()) {
            return m_rows[guess].pid == pid;
        }
        auto from = m_rows.begin();
        auto to = m_rows.end();
        if (++m_searches > FewSearches) {
            if (m_places.empty()) {
                index();
            }
            const std::size_t block = guess / BlockSlots;
            from = m_rows.begin() + m_places[block];
            to = m_rows.begin() + m_places[block + 1];
        }
        const auto found =
            std::lower_bound(from, to, pid.index(), [](const ProcessRow& row, std::uint32_t index) {
                return row.pid.index() < index;
            });
        return found != to && found->pid == pid;
    }

private:
    static constexpr std::size_t FewSearches = 1000;
    static constexpr std::size_t BlockSlots = 64;

    /// A million searches through all rows take a second, most of it waiting for memory; one pass does not.
    void index()
    {
        const std::uint32_t first = m_rows.front().pid.index();
        m_places.assign((m_rows.back().pid.index() - first) / BlockSlots + 2, 0);
        for (const ProcessRow& row : m_rows) {
            ++m_places[(row.pid.index() - first) / BlockSlots + 1];
        }
        std::partial_sum(m_places.begin(), m_places.end(), m_places.begin());
    }

    const std::vector<ProcessRow>& m_rows;
    std::size_t m_searches = 0;
    std::vector<std::uint32_t> m_places; ///< of the first row of each block of slots, and of the end
};

double share(const SchedulerRow& before, const SchedulerRow& after, SchedulerState state, double span)
{
    const auto index = static_cast<std::size_t>(state);
    const std::uint64_t from = before.nanoseconds[index];
    const std::uint64_t to = after.nanoseconds[index];
    return to > from ? static_cast<double>(to - from) / span : 0.0;
}

/// The worst first, and no more than the limit.
void keepWorst(std::vector<Finding::Subject>& subjects)
{
    const auto worse = [](const Finding::Subject& a, const Finding::Subject& b) { return a.value > b.value; };
    const std::size_t kept = std::min(subjects.size(), Lints::SubjectLimit);
    const auto end = subjects.begin() + static_cast<std::ptrdiff_t>(kept);
    std::partial_sort(subjects.begin(), end, subjects.end(), worse);
    subjects.erase(end, subjects.end());
}

} // namespace

void Lints::read(const std::vector<Notice>& notices)
{
    for (const Notice& notice : notices) {
        if (notice.about == Notice::About::EndOfChild) {
            m_ends.push_back({notice.pid, notice.milliseconds});
        } else if (notice.about == Notice::About::SpawnedByHand) {
            m_hands.push_back(notice.pid);
        }
    }
    constexpr std::size_t Limit = 1000; // as many as the log holds
    while (m_ends.size() > Limit) {
        m_ends.pop_front();
    }
    while (m_hands.size() > Limit) {
        m_hands.pop_front();
    }
}

void Lints::look(const Snapshot& snapshot)
{
    if (m_lookTime >= 0 && (snapshot.nanoseconds - m_lookTime > Gap || snapshot.nanoseconds < m_lookTime)) {
        m_suspects.clear();
        m_schedulers.clear();
        m_isHot = false;
        m_orphansSince = -1;
    }
    m_lookTime = snapshot.nanoseconds;
    m_findings.clear();
    m_unwatched = 0;
    lookForLoops(snapshot);
    lookAtProcesses(snapshot);
    lookAtSchedulers(snapshot);
}

Lints::Suspect Lints::follow(const Suspect* before, const ProcessRow& row, std::int64_t now)
{
    Suspect suspect;
    if (before != nullptr) {
        suspect = *before;
    }
    const bool busy = isBusy(row);
    // Fewer messages than before: it has taken some.
    if (!busy || before == nullptr || !before->busy || row.messages < before->messages) {
        suspect.busySince = now;
        suspect.reductionsAtFirst = row.reductions;
    }
    suspect.busy = busy;
    // A reader that takes some now and then does not end a mailbox's growth; one that gets a tenth of it
    // done does.
    if (before == nullptr || row.messages < suspect.peak - suspect.peak / 10) {
        suspect.start = suspect.half = suspect.peak = row.messages;
        suspect.startTime = suspect.halfTime = now;
    } else if (now - suspect.startTime >= 2 * PatienceNanoseconds) {
        suspect.start = suspect.half;
        suspect.startTime = suspect.halfTime;
        suspect.half = row.messages;
        suspect.halfTime = now;
    } else if (suspect.halfTime == suspect.startTime && now - suspect.startTime >= PatienceNanoseconds) {
        suspect.half = row.messages;
        suspect.halfTime = now;
    }
    suspect.peak = std::max(suspect.peak, row.messages);
    suspect.pid = row.pid;
    suspect.messages = row.messages;
    suspect.reductions = row.reductions;
    return suspect;
}

void Lints::lookAtProcesses(const Snapshot& snapshot)
{
    const std::int64_t now = snapshot.nanoseconds;
    Finding growing{.kind = Finding::Kind::GrowingMailbox};
    Finding running{.kind = Finding::Kind::RunningWithoutFinishing};
    Finding orphans{.kind = Finding::Kind::Orphan};
    Finding busiest;
    m_next.clear();
    auto before = m_suspects.cbegin();
    Alive alive(snapshot.processes);
    Pid lastParent;
    bool lastParentCounts = false; // alive, or a hand
    for (const ProcessRow& row : snapshot.processes) {
        if (row.status == ProcessStatus::Exiting) {
            continue;
        }
        if (row.parent && row.links == 0 && row.monitors == 0 && row.name.isUndefined()) {
            if (row.parent != lastParent) { // siblings often stand in a row
                lastParent = row.parent;
                lastParentCounts =
                    alive.contains(lastParent) || std::ranges::find(m_hands, lastParent) != m_hands.end();
            }
            if (!lastParentCounts) {
                ++orphans.count;
                if (orphans.subjects.size() < SubjectLimit) {
                    orphans.subjects.push_back({row.pid, row.parent.bits(), 0});
                }
            }
        }
        if (row.messages < Deep && !isBusy(row)) {
            continue;
        }
        if (m_next.size() == SuspectLimit) {
            ++m_unwatched;
            continue;
        }
        while (before != m_suspects.cend() && before->pid.index() < row.pid.index()) {
            ++before;
        }
        const Suspect* const known =
            before != m_suspects.cend() && before->pid == row.pid ? &*before : nullptr;
        m_next.push_back(follow(known, row, now));
        const Suspect& suspect = m_next.back();
        if (suspect.busy && known != nullptr && row.reductions > known->reductions) {
            busiest.subjects.push_back({row.pid, row.reductions - known->reductions, 0});
        }
        if (suspect.busy && now - suspect.busySince >= PatienceNanoseconds &&
            row.reductions > suspect.reductionsAtFirst) {
            ++running.count;
            running.subjects.push_back({row.pid, row.reductions - suspect.reductionsAtFirst, 0});
            running.seconds = std::max(running.seconds, static_cast<double>(now - suspect.busySince) * 1e-9);
        }
        if (row.messages >= Deep && now - suspect.startTime >= PatienceNanoseconds &&
            row.messages >= suspect.start + suspect.start / 10 + Deep / 10) {
            ++growing.count;
            const double seconds = static_cast<double>(now - suspect.startTime) * 1e-9;
            growing.subjects.push_back({row.pid, row.messages, (row.messages - suspect.start) / seconds});
            growing.seconds = std::max(growing.seconds, seconds);
        }
    }
    m_suspects.swap(m_next);
    keepWorst(busiest.subjects);
    m_hot.subjects = std::move(busiest.subjects);

    for (Finding* finding : {&growing, &running}) {
        if (finding->count > 0) {
            keepWorst(finding->subjects);
            m_findings.push_back(std::move(*finding));
        }
    }
    if (orphans.count == 0) {
        m_orphansSince = -1;
    } else {
        m_orphansSince = m_orphansSince < 0 ? now : m_orphansSince;
        // Many a process outlives its parent by a moment; not for long.
        if (now - m_orphansSince >= PatienceNanoseconds) {
            orphans.seconds = static_cast<double>(now - m_orphansSince) * 1e-9;
            m_findings.push_back(std::move(orphans));
        }
    }
}

void Lints::lookAtSchedulers(const Snapshot& snapshot)
{
    const std::vector<SchedulerRow>& rows = snapshot.schedulers;
    if (rows.size() != m_schedulers.size()) {
        m_schedulers = rows;
        m_schedulersTime = snapshot.nanoseconds;
        m_looks = 0;
        m_queuedLooks.assign(rows.size(), 0);
        m_isHot = false;
        return;
    }
    ++m_looks;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        m_queuedLooks[i] += rows[i].runQueue > 0 ? 1 : 0;
    }
    const auto span = static_cast<double>(snapshot.nanoseconds - m_schedulersTime);
    if (span >= static_cast<double>(PatienceNanoseconds)) {
        std::size_t hot = rows.size();
        std::size_t idle = 0;
        std::size_t between = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].online || !m_schedulers[i].online) {
                continue;
            }
            if (share(m_schedulers[i], rows[i], SchedulerState::Running, span) >= HotShare) {
                between += hot == rows.size() ? 0 : 1; // a second hot one
                hot = i;
            } else if (share(m_schedulers[i], rows[i], SchedulerState::Idle, span) >= IdleShare) {
                ++idle;
            } else {
                ++between;
            }
        }
        m_isHot =
            hot < rows.size() && idle > between && 2 * m_queuedLooks[hot] >= m_looks; // with work to give
        if (m_isHot) {
            m_hot.kind = Finding::Kind::HotScheduler;
            m_hot.scheduler = hot + 1;
            m_hot.share = std::min(1.0, share(m_schedulers[hot], rows[hot], SchedulerState::Running, span));
            m_hot.others = idle;
            m_hot.seconds = span * 1e-9;
        }
        m_schedulers = rows;
        m_schedulersTime = snapshot.nanoseconds;
        m_looks = 0;
        m_queuedLooks.assign(rows.size(), 0);
    }
    if (m_isHot) {
        m_findings.push_back(m_hot);
        m_findings.back().count = m_hot.subjects.size();
    }
}

void Lints::lookForLoops(const Snapshot& snapshot)
{
    const std::int64_t oldest = snapshot.nanoseconds / 1'000'000 - static_cast<std::int64_t>(Patience * 1e3);
    while (!m_ends.empty() && m_ends.front().milliseconds < oldest) {
        m_ends.pop_front();
    }
    std::vector<Pid> supervisors;
    for (const End& end : m_ends) {
        supervisors.push_back(end.supervisor);
    }
    std::sort(supervisors.begin(), supervisors.end());
    for (auto first = supervisors.cbegin(); first != supervisors.cend();) {
        const auto next = std::upper_bound(first, supervisors.cend(), *first);
        const auto ends = static_cast<std::size_t>(next - first);
        if (ends >= LoopEnds) {
            Finding finding{.kind = Finding::Kind::RestartLoop};
            finding.count = 1;
            finding.subjects.push_back({*first, ends, 0});
            finding.seconds = Patience;
            m_findings.push_back(std::move(finding));
        }
        first = next;
    }
}

} // namespace factorama
