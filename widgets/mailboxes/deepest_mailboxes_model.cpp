// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/deepest_mailboxes_model.h"

#include "widgets/common/export_role.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/theme.h"

#include <QBrush>
#include <QIcon>
#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

QString growthText(double growth)
{
    const auto rounded = std::llround(growth);
    if (rounded == 0) {
        return QStringLiteral("0");
    }
    return (rounded > 0 ? QStringLiteral("+") : QString(QChar(0x2212))) +
           countText(static_cast<std::uint64_t>(std::abs(rounded)));
}

/// The colour of a line of the chart: the same in a selected row, where a style would tint a plain colour.
QIcon swatch(const QColor& color)
{
    constexpr int Side = 13;
    QPixmap pixmap(Side, Side);
    pixmap.fill(theme().base);
    QPainter(&pixmap).fillRect(1, 1, Side - 2, Side - 2, color);
    QIcon icon;
    icon.addPixmap(pixmap, QIcon::Normal);
    icon.addPixmap(pixmap, QIcon::Selected);
    return icon;
}

QString levelText(MailboxLevel level)
{
    switch (level) {
    case MailboxLevel::Normal:
        break;
    case MailboxLevel::Warning:
        return QStringLiteral("<br>") + DeepestMailboxesModel::tr("deeper than the warning threshold");
    case MailboxLevel::Alarm:
        return QStringLiteral("<br>") + DeepestMailboxesModel::tr("deeper than the alarm threshold");
    }
    return {};
}

} // namespace

void DeepestMailboxesModel::setRanking(const MailboxRanking& ranking, const std::vector<int>& lines)
{
    const int before = static_cast<int>(m_rows.size());
    const int now = static_cast<int>(ranking.ranked.size());
    // Rows come and go at the end; what each one says is another matter.
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_rows.resize(ranking.ranked.size());
        m_lines.resize(ranking.ranked.size(), -1);
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_rows.resize(ranking.ranked.size());
        m_lines.resize(ranking.ranked.size(), -1);
        endRemoveRows();
    }
    m_rows = ranking.ranked;
    m_lines = lines;
    m_lines.resize(m_rows.size(), -1);
    m_deepest = 0;
    for (const RankedMailbox& mailbox : m_rows) {
        m_deepest = std::max(m_deepest, mailbox.row.messages);
    }
    if (now > 0) {
        emit dataChanged(index(0, 0), index(now - 1, ColumnCount - 1));
    }
}

Pid DeepestMailboxesModel::pidAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_rows[static_cast<std::size_t>(row)].row.pid : Pid();
}

int DeepestMailboxesModel::rowOf(Pid pid) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [pid](const RankedMailbox& mailbox) { return mailbox.row.pid == pid; });
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
    const RankedMailbox& mailbox = m_rows[static_cast<std::size_t>(index.row())];
    const ProcessRow& row = mailbox.row;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case ProcessColumn:
            return QStringLiteral("%1  %2").arg(toQString(row.pid.toString()), processTitle(row));
        case DepthColumn:
            return countText(row.messages);
        default:
            return growthText(mailbox.growth);
        }
    case ExportRole:
        switch (index.column()) {
        case DepthColumn:
            return QVariant::fromValue<qulonglong>(row.messages);
        case GrowthColumn:
            return std::round(mailbox.growth * 1000) / 1000; // it is measured no finer
        default:
            return {};
        }
    case Qt::DecorationRole: {
        const int line = m_lines[static_cast<std::size_t>(index.row())];
        return index.column() == ProcessColumn && line >= 0
                   ? QVariant(swatch(theme().categorical[static_cast<std::size_t>(line)]))
                   : QVariant();
    }
    case Qt::ToolTipRole:
        return processToolTip(row) + levelText(mailbox.level);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((index.column() == ProcessColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter));
    case Qt::ForegroundRole:
        return index.column() == GrowthColumn && std::abs(mailbox.growth) < 0.5
                   ? QVariant(QBrush(theme().mutedText))
                   : QVariant();
    case PidRole:
        return QVariant::fromValue<qulonglong>(row.pid.bits());
    case DepthRole:
        return QVariant::fromValue<qulonglong>(row.messages);
    case ShareRole:
        return m_deepest > 0 ? static_cast<double>(row.messages) / m_deepest : 0.0;
    case LevelRole:
        return static_cast<int>(mailbox.level);
    default:
        return {};
    }
}

QVariant DeepestMailboxesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return section == ProcessColumn ? tr("Process")
               : section == DepthColumn ? tr("Messages waiting")
                                        : tr("Growth a second");
    case Qt::ToolTipRole:
        return section == GrowthColumn
                   ? tr("Messages that arrived less those that were taken, a second, over "
                        "the last second or two")
                   : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            int((section == GrowthColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

} // namespace factorama
