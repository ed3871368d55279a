// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/notices/notices_model.h"

#include "widgets/text/format.h"
#include "widgets/theme/theme.h"

#include <QBrush>

#include <algorithm>

namespace factorama {

namespace {

QString kindText(Notice::Kind kind)
{
    switch (kind) {
    case Notice::Kind::Information:
        return QStringLiteral("information");
    case Notice::Kind::Warning:
        return QStringLiteral("warning");
    case Notice::Kind::Crash:
        return QStringLiteral("crash");
    }
    return QString();
}

} // namespace

void NoticesModel::append(const std::vector<Notice>& batch)
{
    const auto first = std::find_if(batch.begin(), batch.end(),
                                    [this](const Notice& notice) { return notice.sequence > m_newest; });
    const auto added = static_cast<std::size_t>(batch.end() - first);
    if (added == 0) {
        return;
    }
    m_dropped += first->sequence - m_newest - 1;
    m_newest = batch.back().sequence;

    const std::size_t kept = std::min(added, Limit);
    const std::size_t together = m_notices.size() + kept;
    if (together > Limit) {
        const std::size_t surplus = together - Limit;
        beginRemoveRows({}, 0, static_cast<int>(surplus) - 1);
        m_notices.erase(m_notices.begin(), m_notices.begin() + static_cast<std::ptrdiff_t>(surplus));
        endRemoveRows();
    }
    const int from = rowCount();
    beginInsertRows({}, from, from + static_cast<int>(kept) - 1);
    m_notices.insert(m_notices.end(), batch.end() - static_cast<std::ptrdiff_t>(kept), batch.end());
    endInsertRows();
}

int NoticesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_notices.size());
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
            return kindText(notice.kind);
        case PidColumn:
            return notice.pid ? toQString(notice.pid.toString()) : QString();
        case TextColumn:
            return shortened(toQString(notice.text).simplified(), 1000);
        default:
            return {};
        }
    case Qt::ToolTipRole:
        return index.column() == TextColumn ? toQString(notice.text) : QVariant();
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
        return QStringLiteral("Time");
    case KindColumn:
        return QStringLiteral("Kind");
    case PidColumn:
        return QStringLiteral("Process");
    case TextColumn:
        return QStringLiteral("What happened");
    default:
        return {};
    }
}

} // namespace factorama
