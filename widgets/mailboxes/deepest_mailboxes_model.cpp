// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/deepest_mailboxes_model.h"

#include "widgets/text/format.h"
#include "widgets/text/process_text.h"

#include <algorithm>

namespace factorama {

void DeepestMailboxesModel::setSnapshot(const Snapshot& snapshot)
{
    const auto deeper = [](const ProcessRow* a, const ProcessRow* b) {
        return a->messages != b->messages ? a->messages > b->messages : a->pid.index() < b->pid.index();
    };
    // A heap of the deepest so far, its shallowest on top: one pass, however many processes there are.
    std::vector<const ProcessRow*> heap;
    heap.reserve(Limit + 1);
    m_total = 0;
    for (const ProcessRow& row : snapshot.processes) {
        m_total += row.messages;
        if (row.messages == 0 || (heap.size() == Limit && !deeper(&row, heap.front()))) {
            continue;
        }
        heap.push_back(&row);
        std::push_heap(heap.begin(), heap.end(), deeper);
        if (heap.size() > Limit) {
            std::pop_heap(heap.begin(), heap.end(), deeper);
            heap.pop_back();
        }
    }
    std::sort(heap.begin(), heap.end(), deeper);

    const int before = static_cast<int>(m_rows.size());
    const int now = static_cast<int>(heap.size());
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_rows.resize(heap.size());
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_rows.resize(heap.size());
        endRemoveRows();
    }
    std::transform(heap.begin(), heap.end(), m_rows.begin(), [](const ProcessRow* row) { return *row; });
    if (now > 0) {
        emit dataChanged(index(0, 0), index(now - 1, ColumnCount - 1));
    }
}

Pid DeepestMailboxesModel::pidAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].pid : Pid();
}

int DeepestMailboxesModel::rowOf(Pid pid) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [pid](const ProcessRow& row) { return row.pid == pid; });
    return found == m_rows.end() || !pid ? -1 : static_cast<int>(found - m_rows.begin());
}

int DeepestMailboxesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DeepestMailboxesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeepestMailboxesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const ProcessRow& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == ProcessColumn
                   ? QStringLiteral("%1  %2").arg(toQString(row.pid.toString()), processTitle(row))
                   : countText(row.messages);
    case Qt::ToolTipRole:
        return processToolTip(row);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((index.column() == DepthColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case PidRole:
        return QVariant::fromValue<qulonglong>(row.pid.bits());
    case DepthRole:
        return QVariant::fromValue<qulonglong>(row.messages);
    case ShareRole: {
        const std::uint32_t deepest = m_rows.front().messages;
        return deepest > 0 ? static_cast<double>(row.messages) / deepest : 0.0;
    }
    default:
        return {};
    }
}

QVariant DeepestMailboxesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == ProcessColumn ? QStringLiteral("Process") : QStringLiteral("Messages waiting");
}

} // namespace factorama
