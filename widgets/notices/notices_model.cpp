// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices/notices_model.h"

#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"
#include "widgets/theme/theme.h"

#include <QBrush>
#include <QRegularExpression>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace factorama {

QString noticeKindText(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Information:
        return NoticesModel::tr("information");
    case Notice::Kind::Warning:
        return NoticesModel::tr("warning");
    case Notice::Kind::Crash:
        return NoticesModel::tr("crash");
    }
    return QString();
}

std::vector<Pid> processesNamedIn(const QString& text)
{
    constexpr std::size_t MostPids = 100;
    static const QRegularExpression pattern(QStringLiteral("<0\\.(\\d+)\\.(\\d+)>"));
    std::vector<Pid> pids;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext() && pids.size() < MostPids) {
        const QRegularExpressionMatch match = matches.next();
        bool indexOk = false;
        bool serialOk = false;
        const uint index = match.capturedView(1).toUInt(&indexOk);
        const uint serial = match.capturedView(2).toUInt(&serialOk);
        if (!indexOk || !serialOk || index >= (1U << Pid::IndexBits)) {
            continue;
        }
        const Pid pid(index, serial);
        if (pid && std::find(pids.begin(), pids.end(), pid) == pids.end()) {
            pids.push_back(pid);
        }
    }
    return pids;
}

NoticesModel::Contents NoticesModel::contents() const
{
    Contents contents{{}, m_newest, m_dropped};
    for (const Entry& each : m_entries) {
        contents.notices.push_back(each.notice);
    }
    return contents;
}

void NoticesModel::setContents(Contents contents)
{
    add({std::make_move_iterator(contents.notices.begin()), std::make_move_iterator(contents.notices.end())});
    m_newest = contents.newest;
    m_dropped = contents.dropped;
}

void NoticesModel::append(const std::vector<Notice>& batch)
{
    const auto first = std::find_if(batch.begin(), batch.end(),
                                    [this](const Notice& notice) { return notice.sequence > m_newest; });
    if (first == batch.end()) {
        return;
    }
    m_dropped += first->sequence - m_newest - 1;
    m_newest = batch.back().sequence;
    add(std::vector<Notice>(first, batch.end()));
}

void NoticesModel::appendOwn(Notice notice)
{
    notice.sequence = 0;
    add({std::move(notice)});
}

void NoticesModel::add(std::vector<Notice> notices)
{
    if (notices.size() > Limit) {
        notices.erase(notices.begin(), notices.end() - static_cast<std::ptrdiff_t>(Limit));
    }
    const std::size_t together = m_entries.size() + notices.size();
    forgetOldest(together > Limit ? together - Limit : 0);
    // The node's log may be read later than the window has noticed something itself.
    std::vector<Notice> newest;
    for (Notice& notice : notices) {
        const Notice* last = !newest.empty()      ? &newest.back()
                             : !m_entries.empty() ? &m_entries.back().notice
                                                  : nullptr;
        if (last == nullptr || notice.milliseconds >= last->milliseconds) {
            newest.push_back(std::move(notice));
        } else {
            addNewest(std::exchange(newest, {}));
            insert(std::move(notice));
        }
    }
    addNewest(std::move(newest));
}

void NoticesModel::forgetOldest(std::size_t count)
{
    const std::uint64_t firstKept = m_firstPlace + count;
    const auto gone = std::lower_bound(m_rows.begin(), m_rows.end(), firstKept) - m_rows.begin();
    if (gone > 0) {
        beginRemoveRows({}, 0, static_cast<int>(gone) - 1);
    }
    for (std::size_t i = 0; i < count; ++i) {
        --m_counts[static_cast<std::size_t>(m_entries[i].notice.kind)];
    }
    m_rows.erase(m_rows.begin(), m_rows.begin() + gone);
    m_entries.erase(m_entries.begin(), m_entries.begin() + static_cast<std::ptrdiff_t>(count));
    m_firstPlace = firstKept;
    if (gone > 0) {
        endRemoveRows();
    }
}

void NoticesModel::addNewest(std::vector<Notice> notices)
{
    std::vector<std::uint64_t> passing;
    for (Notice& notice : notices) {
        ++m_counts[static_cast<std::size_t>(notice.kind)];
        if (passes(notice)) {
            passing.push_back(m_firstPlace + m_entries.size());
        }
        m_entries.push_back({m_nextId++, std::move(notice)});
    }
    if (!passing.empty()) {
        const int from = rowCount();
        beginInsertRows({}, from, from + static_cast<int>(passing.size()) - 1);
        m_rows.insert(m_rows.end(), passing.begin(), passing.end());
        endInsertRows();
    }
}

void NoticesModel::insert(Notice notice)
{
    const auto before = std::upper_bound(
        m_entries.begin(), m_entries.end(), notice.milliseconds,
        [](std::int64_t time, const Entry& each) { return time < each.notice.milliseconds; });
    const std::uint64_t place = m_firstPlace + static_cast<std::uint64_t>(before - m_entries.begin());
    const auto row = std::lower_bound(m_rows.begin(), m_rows.end(), place) - m_rows.begin();
    const bool shown = passes(notice);
    if (shown) {
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    }
    ++m_counts[static_cast<std::size_t>(notice.kind)];
    m_entries.insert(before, {m_nextId++, std::move(notice)});
    for (auto later = m_rows.begin() + row; later != m_rows.end(); ++later) {
        ++*later;
    }
    if (shown) {
        m_rows.insert(m_rows.begin() + row, place);
        endInsertRows();
    }
}

void NoticesModel::setFilter(const std::array<bool, KindCount>& kinds, const QString& text)
{
    if (kinds == m_kinds && text == m_text) {
        return;
    }
    m_kinds = kinds;
    m_text = text;
    if (!m_rows.empty()) {
        beginRemoveRows({}, 0, rowCount() - 1);
        m_rows.clear();
        endRemoveRows();
    }
    std::deque<std::uint64_t> rows;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (passes(m_entries[i].notice)) {
            rows.push_back(m_firstPlace + i);
        }
    }
    if (!rows.empty()) {
        beginInsertRows({}, 0, static_cast<int>(rows.size()) - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
}

bool NoticesModel::isFiltered() const
{
    return !m_text.isEmpty() || m_kinds != std::array<bool, KindCount>{true, true, true};
}

bool NoticesModel::passes(const Notice& notice) const
{
    return m_kinds[static_cast<std::size_t>(notice.kind)] &&
           (m_text.isEmpty() || logText(notice.text).contains(m_text, Qt::CaseInsensitive) ||
            toQString(notice.pid.toString()).contains(m_text));
}

const Notice& NoticesModel::at(int row) const
{
    return entry(row).notice;
}

int NoticesModel::rowOf(std::uint64_t id) const
{
    // From the newest: that is where one mostly is.
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (rowId(row) == id) {
            return row;
        }
    }
    return -1;
}

int NoticesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int NoticesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant NoticesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Notice& notice = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case TimeColumn:
            return clockText(notice.milliseconds);
        case KindColumn:
            return noticeKindText(notice.kind);
        case PidColumn:
            return notice.pid ? toQString(notice.pid.toString()) : QString();
        case TextColumn:
            return shortened(logText(notice.text).simplified(), 1000);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == TextColumn ? logText(notice.text) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == TimeColumn) {
            return QBrush(theme().mutedText);
        }
        if (index.column() == KindColumn && notice.kind != Notice::Kind::Information) {
            return QBrush(notice.kind == Notice::Kind::Crash ? theme().danger : theme().warning);
        }
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(int(Qt::AlignLeft | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant NoticesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case KindColumn:
        return tr("Kind");
    case PidColumn:
        return tr("Process");
    case TextColumn:
        return tr("What happened");
    default:
        return {};
    }
}

} // namespace factorama
