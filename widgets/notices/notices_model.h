// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <deque>
#include <vector>

#include "runtime/observe/node_view.h"

namespace factorama {

/// What happened on the node, oldest first; the oldest go when there are too many.
class NoticesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, KindColumn, PidColumn, TextColumn, ColumnCount };
    static constexpr std::size_t Limit = 10'000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(const std::vector<Notice>& batch);

    /// The sequence of the newest notice; 0 if there is none.
    std::uint64_t newest() const { return m_newest; }
    /// Notices that were dropped before the window could read them, from the gaps in their sequence.
    std::uint64_t dropped() const { return m_dropped; }
    const Notice& at(int row) const { return m_notices[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::deque<Notice> m_notices;
    std::uint64_t m_newest = 0;
    std::uint64_t m_dropped = 0;
};

} // namespace factorama
