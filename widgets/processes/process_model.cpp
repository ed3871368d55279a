// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_model.h"

#include "widgets/common/export_role.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace factorama {

namespace {

/// What a title is made of. A million processes have few different ones, so that whatever has to be known of
/// a title (its place in the alphabet, whether a filter matches it) is found once for each.
struct TitleKey {
    std::uint32_t first;
    std::uint32_t second;
    std::uint32_t arity;

    bool operator==(const TitleKey&) const = default;
};

struct TitleKeyHash {
    std::size_t operator()(const TitleKey& key) const noexcept
    {
        std::uint64_t bits = (std::uint64_t{key.first} << 32) ^ (std::uint64_t{key.second} << 8) ^ key.arity;
        bits *= 0x9E3779B97F4A7C15ULL;
        return static_cast<std::size_t>(bits ^ (bits >> 31));
    }
};

TitleKey titleKey(const ProcessRow& row)
{
    constexpr std::uint32_t OneAtom = 0xFFFFFFFFU; // as arity: the title is one atom
    if (!row.name.isUndefined()) {
        return {row.name.index(), 0, OneAtom};
    }
    if (!row.label.isUndefined()) {
        return {row.label.index(), 0, OneAtom};
    }
    return {row.initialCall.module.index(), row.initialCall.function.index(), row.initialCall.arity};
}

std::uint64_t number(const ProcessRow& row, int column)
{
    switch (column) {
    case ProcessModel::MessagesColumn:
        return row.messages;
    case ProcessModel::ReductionsColumn:
        return row.reductions;
    case ProcessModel::MemoryColumn:
        return row.memory;
    case ProcessModel::LinksColumn:
        return row.links;
    case ProcessModel::MonitorsColumn:
        return row.monitors;
    default:
        return 0;
    }
}

bool isNumeric(int column)
{
    return column >= ProcessModel::MessagesColumn;
}

} // namespace

ProcessModel::ProcessModel(QObject* parent)
    : QAbstractTableModel(parent),
      m_snapshot(std::make_shared<const Snapshot>())
{
}

void ProcessModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    show(std::move(snapshot));
}

void ProcessModel::setFilter(const QString& text)
{
    const QString simplified = text.simplified();
    if (simplified == m_filter) {
        return;
    }
    m_filter = simplified;
    show(m_snapshot);
}

const ProcessRow* ProcessModel::processAt(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_order.size()) {
        return nullptr;
    }
    return &m_snapshot->processes[m_order[static_cast<std::size_t>(row)]];
}

Pid ProcessModel::pidAt(int row) const
{
    const ProcessRow* process = processAt(row);
    return process != nullptr ? process->pid : Pid();
}

int ProcessModel::rowOf(Pid pid) const
{
    const ProcessRow* process = findProcess(*m_snapshot, pid);
    if (process == nullptr) {
        return -1;
    }
    const auto place = static_cast<std::uint32_t>(process - m_snapshot->processes.data());
    const auto found = std::find(m_order.begin(), m_order.end(), place);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

int ProcessModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rowCount;
}

int ProcessModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProcessModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return QVariant::fromValue(
            int((isNumeric(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    const ProcessRow* row = processAt(index.row());
    if (row == nullptr) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case PidColumn:
            return toQString(row->pid.toString());
        case NameColumn:
            return processTitle(*row);
        case StatusColumn:
            return statusText(row->status);
        default:
            return countText(number(*row, index.column()));
        }
    case Qt::ToolTipRole:
        return processToolTip(*row);
    case PidRole:
        return QVariant::fromValue<qulonglong>(row->pid.bits());
    case StatusRole:
        return static_cast<int>(row->status);
    case RawRole:
    case ExportRole:
        return isNumeric(index.column()) ? QVariant::fromValue<qulonglong>(number(*row, index.column()))
                                         : QVariant();
    default:
        return {};
    }
}

QVariant ProcessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    static constexpr std::array<const char*, ColumnCount> titles = {
        "Process", "Name or initial call", "Status", "Messages", "Reductions", "Memory", "Links", "Monitors"};
    static constexpr std::array<const char*, ColumnCount> hints = {
        "The process's identifier",
        "Its registered name, else what it says of itself, else what it was started with",
        "What it does at this moment",
        "Messages that wait in its mailbox",
        "Work done since its start: about one a function call, send or receive",
        "Memory in bytes, mailbox included",
        "Processes that it is linked with",
        "Monitors that it holds on others"};
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromLatin1(titles[static_cast<std::size_t>(section)]);
    case Qt::ToolTipRole:
        return QString::fromLatin1(hints[static_cast<std::size_t>(section)]);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

void ProcessModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < 0 || column >= ColumnCount ? static_cast<int>(PidColumn) : column;
    m_sortOrder = order;
    show(m_snapshot);
}

ProcessModel::Order ProcessModel::makeOrder(const Snapshot& snapshot) const
{
    const std::vector<ProcessRow>& rows = snapshot.processes;
    Order order;

    if (m_filter.isEmpty()) {
        order.resize(rows.size());
        std::iota(order.begin(), order.end(), 0U);
    } else {
        const QStringList words = m_filter.split(QLatin1Char(' '));
        using Matches = std::uint64_t; // one bit a word; more than 64 words only narrow no further
        const auto wordCount = static_cast<std::size_t>(std::min<qsizetype>(words.size(), 64));
        const Matches all = wordCount == 64 ? ~Matches{0} : (Matches{1} << wordCount) - 1;
        const auto matches = [&](const QString& text) {
            Matches found = 0;
            for (std::size_t i = 0; i < wordCount; ++i) {
                if (text.contains(words[static_cast<qsizetype>(i)], Qt::CaseInsensitive)) {
                    found |= Matches{1} << i;
                }
            }
            return found;
        };
        std::array<Matches, 6> byStatus{};
        for (std::size_t i = 0; i < byStatus.size(); ++i) {
            byStatus[i] = matches(statusText(static_cast<ProcessStatus>(i)));
        }
        const bool mayBePid = std::any_of(words.begin(), words.end(), [](const QString& word) {
            return std::all_of(word.begin(), word.end(),
                               [](QChar c) { return c.isDigit() || QStringLiteral("<.>").contains(c); });
        });
        std::unordered_map<TitleKey, Matches, TitleKeyHash> byTitle;
        for (std::uint32_t i = 0; i < rows.size(); ++i) {
            const ProcessRow& row = rows[i];
            const auto [title, isNew] = byTitle.try_emplace(titleKey(row));
            if (isNew) {
                title->second = matches(processTitle(row));
            }
            Matches found = title->second | byStatus[static_cast<std::size_t>(row.status)];
            if (found != all && mayBePid) {
                found |= matches(toQString(row.pid.toString()));
            }
            if (found == all) {
                order.push_back(i);
            }
        }
    }

    const bool descending = m_sortOrder == Qt::DescendingOrder;
    if (m_sortColumn == PidColumn) { // snapshots come in this order
        if (descending) {
            std::reverse(order.begin(), order.end());
        }
        return order;
    }

    // Whatever the column, sorting compares numbers: titles are ranked first.
    std::unordered_map<TitleKey, std::uint64_t, TitleKeyHash> ranks;
    if (m_sortColumn == NameColumn) {
        std::vector<std::pair<QString, TitleKey>> titles;
        for (const std::uint32_t place : order) {
            const TitleKey key = titleKey(rows[place]);
            if (ranks.try_emplace(key, 0).second) {
                titles.emplace_back(processTitle(rows[place]), key);
            }
        }
        std::sort(titles.begin(), titles.end(), [](const auto& a, const auto& b) {
            const int insensitive = a.first.compare(b.first, Qt::CaseInsensitive);
            return insensitive != 0 ? insensitive < 0 : a.first < b.first;
        });
        for (std::size_t i = 0; i < titles.size(); ++i) {
            ranks[titles[i].second] = i;
        }
    }
    struct Entry {
        std::uint64_t key;
        std::uint32_t place;
    };
    std::vector<Entry> entries;
    entries.reserve(order.size());
    for (const std::uint32_t place : order) {
        const ProcessRow& row = rows[place];
        std::uint64_t key = 0;
        if (m_sortColumn == NameColumn) {
            key = ranks.find(titleKey(row))->second;
        } else if (m_sortColumn == StatusColumn) {
            key = static_cast<std::uint64_t>(row.status);
        } else {
            key = number(row, m_sortColumn);
        }
        entries.push_back({descending ? ~key : key, place});
    }
    // Equal keys keep the order of the slots, so that rows do not change places without a reason.
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return a.key != b.key ? a.key < b.key : a.place < b.place;
    });
    std::transform(entries.begin(), entries.end(), order.begin(),
                   [](const Entry& entry) { return entry.place; });
    return order;
}

void ProcessModel::show(std::shared_ptr<const Snapshot> snapshot)
{
    Order order = makeOrder(*snapshot);
    const int count = static_cast<int>(order.size());

    if (count > m_rowCount) {
        beginInsertRows({}, m_rowCount, count - 1);
        m_rowCount = count;
        endInsertRows();
    }

    // Where do the held indexes go? Only if one has to move do the views need to hear of a new layout.
    const QModelIndexList held = persistentIndexList();
    std::unordered_map<Pid, int> rowOfHeld;
    for (const QModelIndex& index : held) {
        rowOfHeld.emplace(pidAt(index.row()), -1);
    }
    if (!rowOfHeld.empty()) {
        for (std::size_t row = 0; row < order.size(); ++row) {
            const auto found = rowOfHeld.find(snapshot->processes[order[row]].pid);
            if (found != rowOfHeld.end()) {
                found->second = static_cast<int>(row);
            }
        }
    }
    const bool moves = std::any_of(held.begin(), held.end(), [&](const QModelIndex& index) {
        return rowOfHeld.find(pidAt(index.row()))->second != index.row();
    });
    if (moves) {
        emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
        // The views may have taken hold of more just now.
        const QModelIndexList from = persistentIndexList();
        QModelIndexList to;
        to.reserve(from.size());
        for (const QModelIndex& index : from) {
            const Pid pid = pidAt(index.row());
            const auto found = rowOfHeld.find(pid);
            int row = found != rowOfHeld.end() ? found->second : -1;
            if (found == rowOfHeld.end() && pid) {
                const auto place = std::find_if(order.begin(), order.end(), [&](std::uint32_t i) {
                    return snapshot->processes[i].pid == pid;
                });
                row = place != order.end() ? static_cast<int>(place - order.begin()) : -1;
                rowOfHeld.emplace(pid, row);
            }
            to.push_back(row >= 0 ? createIndex(row, index.column()) : QModelIndex());
        }
        m_snapshot = std::move(snapshot);
        m_order = std::move(order);
        changePersistentIndexList(from, to);
        emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    } else {
        m_snapshot = std::move(snapshot);
        m_order = std::move(order);
    }

    if (count < m_rowCount) {
        beginRemoveRows({}, count, m_rowCount - 1);
        m_rowCount = count;
        endRemoveRows();
    }
    if (count > 0) {
        emit dataChanged(index(0, 0), index(count - 1, ColumnCount - 1));
    }
}

} // namespace factorama
