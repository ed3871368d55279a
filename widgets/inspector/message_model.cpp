// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/message_model.h"

#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <algorithm>

namespace factorama {

void MessageModel::setDetails(const ProcessDetails& details)
{
    m_now = details.nanoseconds;
    show(details.messages);
}

void MessageModel::clear()
{
    show({});
}

void MessageModel::show(std::vector<MessagePreview> messages)
{
    const int now = static_cast<int>(messages.size());
    const int before = static_cast<int>(m_messages.size());
    if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_messages = std::move(messages);
        endRemoveRows();
    } else if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_messages = std::move(messages);
        endInsertRows();
    } else {
        m_messages = std::move(messages);
    }
    if (const int kept = std::min(now, before); kept > 0) {
        emit dataChanged(index(0, 0), index(kept - 1, ColumnCount - 1));
    }
}

int MessageModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_messages.size());
}

int MessageModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MessageModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const MessagePreview& message = m_messages[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case AgeColumn:
            return QStringLiteral("≥ %1").arg(
                durationText(static_cast<double>(m_now - message.seenSince) * 1e-9));
        case BytesColumn:
            return countText(message.bytes);
        case TextColumn:
            return toQString(message.text);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == AgeColumn
                   ? tr("Since this message was first seen here: it waits at least as long")
                   : toQString(message.text);
    case Qt::TextAlignmentRole:
        return index.column() == TextColumn ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ForegroundRole:
        return index.column() == TextColumn ? theme().text : theme().mutedText;
    default:
        return {};
    }
}

QVariant MessageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case AgeColumn:
        return tr("Waits");
    case BytesColumn:
        return tr("Bytes");
    default:
        return tr("Message");
    }
}

} // namespace factorama
