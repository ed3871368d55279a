// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/observing/observing_model.h"

#include "widgets/theme/theme.h"

#include <QBrush>

#include <utility>

namespace factorama {

ObservingModel::ObservingModel(std::vector<QString> headers, QObject* parent)
    : QAbstractTableModel(parent),
      m_headers(std::move(headers))
{
}

void ObservingModel::setRows(std::vector<Row> rows)
{
    const int before = rowCount();
    const int now = static_cast<int>(rows.size());
    if (now > before) {
        beginInsertRows({}, before, now - 1);
        m_rows.resize(rows.size());
        endInsertRows();
    } else if (now < before) {
        beginRemoveRows({}, now, before - 1);
        m_rows.resize(rows.size());
        endRemoveRows();
    }
    for (int i = 0; i < now; ++i) {
        const auto place = static_cast<std::size_t>(i);
        if (m_rows[place] != rows[place]) {
            m_rows[place] = std::move(rows[place]);
            emit dataChanged(index(i, 0), index(i, columnCount() - 1));
        }
    }
}

int ObservingModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ObservingModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_headers.size());
}

QVariant ObservingModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const auto column = static_cast<std::size_t>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column < row.texts.size() ? row.texts[column] : QString();
    case Qt::ToolTipRole:
        return row.explanation;
    case Qt::ForegroundRole:
        if (row.warns) {
            return QBrush(theme().warning);
        }
        return row.muted ? QVariant(QBrush(theme().mutedText)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(int(Qt::AlignLeft | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant ObservingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return m_headers[static_cast<std::size_t>(section)];
}

} // namespace factorama
