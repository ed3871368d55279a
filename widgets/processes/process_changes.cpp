// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_changes.h"

#include <algorithm>
#include <limits>

namespace factorama {

namespace {

/// Longer than that between two snapshots, and they are too far apart to speak of what is new: nobody looked.
constexpr std::int64_t LongestGap = 10'000'000'000;

// A mark is a byte: two bits of kind, and when it was made, in sixteenths of a second modulo 64. Four seconds
// until that comes round, and marks are taken away after two.
constexpr unsigned StampMask = 63;
constexpr std::int64_t StampNanoseconds = 62'500'000;
constexpr unsigned StampsShown = ProcessChanges::ShownNanoseconds / StampNanoseconds;

unsigned stampOf(std::int64_t nanoseconds)
{
    return static_cast<unsigned>(nanoseconds / StampNanoseconds) & StampMask;
}

std::uint8_t markOf(ProcessChanges::Kind kind, unsigned stamp)
{
    return static_cast<std::uint8_t>(static_cast<unsigned>(kind) << 6 | stamp);
}

bool isChanged(const ProcessRow& a, const ProcessRow& b)
{
    return a.reductions != b.reductions || a.messages != b.messages || a.memory != b.memory ||
           a.links != b.links || a.monitors != b.monitors || a.name != b.name || a.label != b.label;
}

std::int64_t difference(const ProcessRow& before, const ProcessRow& now, ProcessRate rate)
{
    return static_cast<std::int64_t>(counterOf(now, rate) - counterOf(before, rate));
}

} // namespace

ProcessChanges::Mark ProcessChanges::mark(std::size_t place, std::int64_t now) const
{
    if (place >= marks.size() || marks[place] == 0) {
        return {};
    }
    const unsigned age = (stampOf(now) - marks[place]) & StampMask;
    if (age >= StampsShown) {
        return {};
    }
    return {static_cast<Kind>(marks[place] >> 6), 1.0 - static_cast<double>(age) / StampsShown};
}

float ProcessChanges::rate(std::size_t place, ProcessRate rate) const
{
    const std::vector<float>& values = rates[static_cast<std::size_t>(rate)];
    return place < values.size() ? values[place] : 0;
}

std::array<float, ProcessRateCount> ProcessChanges::ratesAt(std::size_t place) const
{
    return {rate(place, ProcessRate::Messages), rate(place, ProcessRate::Reductions),
            rate(place, ProcessRate::Memory)};
}

std::shared_ptr<const ProcessChanges> findChanges(const Snapshot* before, const ProcessChanges* known,
                                                  const Snapshot& now, unsigned rates,
                                                  const std::optional<ProcessTop>& top)
{
    auto changes = std::make_shared<ProcessChanges>();
    changes->top = top;
    const std::vector<ProcessRow>& rows = now.processes;
    for (std::uint32_t place = 0; place < rows.size(); ++place) {
        if (!rows[place].name.isUndefined()) {
            changes->named.push_back(place);
        }
    }
    const std::int64_t elapsed = before != nullptr ? now.nanoseconds - before->nanoseconds : 0;
    if (before == nullptr || before->sequence == 0 || elapsed > LongestGap) {
        return changes;
    }
    const std::vector<ProcessRow>& oldRows = before->processes;
    const unsigned stamp = stampOf(now.nanoseconds);
    const bool keepsMarks =
        known != nullptr && !known->marks.empty() && elapsed < ProcessChanges::ShownNanoseconds;
    const float perSecond = elapsed > 0 ? 1e9F / static_cast<float>(elapsed) : 0;
    changes->marks.resize(rows.size());
    for (std::size_t rate = 0; rate < ProcessRateCount; ++rate) {
        if ((rates >> rate & 1U) != 0) {
            changes->rates[rate].resize(rows.size());
        }
    }
    auto growths = std::make_shared<ProcessChanges::Growths>();
    growths->until = now.nanoseconds;

    const auto bury = [&](const ProcessRow& row) {
        if (changes->dead.size() < ProcessChanges::DeadLimit) {
            changes->dead.push_back({row, now.nanoseconds});
            changes->dead.back().row.status = ProcessStatus::Exiting;
        }
    };
    const auto compare = [&](const ProcessRow& oldRow, const ProcessRow& row, std::size_t place) {
        for (std::size_t rate = 0; rate < ProcessRateCount; ++rate) {
            if (!changes->rates[rate].empty()) {
                changes->rates[rate][place] =
                    static_cast<float>(difference(oldRow, row, static_cast<ProcessRate>(rate))) * perSecond;
            }
        }
        if (top) {
            if (const std::int64_t grown = difference(oldRow, row, top->rate); grown != 0) {
                growths->entries.push_back({row.pid.index(), row.pid.serial(),
                                            static_cast<std::int32_t>(std::clamp<std::int64_t>(
                                                grown, std::numeric_limits<std::int32_t>::min(),
                                                std::numeric_limits<std::int32_t>::max()))});
            }
        }
    };
    if (known != nullptr) {
        for (const ProcessChanges::Dead& dead : known->dead) {
            if (now.nanoseconds - dead.since < ProcessChanges::ShownNanoseconds) {
                changes->dead.push_back(dead);
            }
        }
    }

    // Both stand in the order of their slots.
    std::size_t old = 0;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const ProcessRow& row = rows[place];
        while (old < oldRows.size() && oldRows[old].pid.index() < row.pid.index()) {
            bury(oldRows[old++]);
        }
        if (old < oldRows.size() && oldRows[old].pid == row.pid) {
            std::uint8_t mark = 0;
            if (keepsMarks && known->marks[old] != 0 &&
                ((stamp - known->marks[old]) & StampMask) < StampsShown) {
                mark = known->marks[old];
            }
            const bool isNew = mark >> 6 == static_cast<unsigned>(ProcessChanges::Kind::New);
            if (!isNew && isChanged(oldRows[old], row)) {
                mark = markOf(ProcessChanges::Kind::Changed, stamp);
            }
            changes->marks[place] = mark;
            compare(oldRows[old], row, place);
            ++old;
        } else {
            if (old < oldRows.size() && oldRows[old].pid.index() == row.pid.index()) {
                bury(oldRows[old++]);
            }
            changes->marks[place] = markOf(ProcessChanges::Kind::New, stamp);
            compare(ProcessRow(), row, place); // all that it has is new
        }
    }
    while (old < oldRows.size()) {
        bury(oldRows[old++]);
    }
    std::stable_sort(changes->dead.begin(), changes->dead.end(),
                     [](const ProcessChanges::Dead& a, const ProcessChanges::Dead& b) {
                         return a.row.pid.index() < b.row.pid.index();
                     });

    if (top) {
        if (known != nullptr && known->top && known->top->rate == top->rate) {
            changes->growths = known->growths;
        }
        changes->growths.push_back(std::move(growths));
        while (changes->growths.front()->until <=
               now.nanoseconds - std::int64_t{top->seconds} * 1'000'000'000) {
            changes->growths.pop_front();
        }
    }
    return changes;
}

} // namespace factorama
