// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "runtime/observe/snapshot.h"

namespace factorama {

/// The processes of a snapshot as a table: the snapshot, unchanged, and the order that its rows are shown in.
///
/// Texts are made only for the cells that are drawn. A refresh is never a reset: the table grows or shrinks
/// at its end once, indexes that somebody holds (selection, current cell) move with their process, and one
/// dataChanged covers the rest.
class ProcessModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        PidColumn,
        NameColumn,
        StatusColumn,
        MessagesColumn,
        ReductionsColumn,
        MemoryColumn,
        LinksColumn,
        MonitorsColumn,
        ColumnCount
    };
    enum Role {
        PidRole = Qt::UserRole, ///< Pid::bits(), as qulonglong
        StatusRole, ///< ProcessStatus, as int
        RawRole, ///< the number behind a numeric column, as qulonglong
    };

    explicit ProcessModel(QObject* parent = nullptr);

    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);

    /// Shows only processes whose name, initial call, pid or status contains this text, in any case. Several
    /// words must all be found.
    void setFilter(const QString& text);
    const QString& filter() const { return m_filter; }

    /// Processes of the snapshot, those that the filter hides included.
    std::size_t processCount() const { return m_snapshot->processes.size(); }

    const ProcessRow* processAt(int row) const;
    Pid pidAt(int row) const;
    /// The row of this process; -1 if it is not shown.
    int rowOf(Pid pid) const;

    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    using Order = std::vector<std::uint32_t>;

    Order makeOrder(const Snapshot& snapshot) const;
    void show(std::shared_ptr<const Snapshot> snapshot);

    std::shared_ptr<const Snapshot> m_snapshot;
    Order m_order; ///< row -> place in m_snapshot->processes
    int m_rowCount = 0; ///< differs from m_order.size() only while rows come or go
    int m_sortColumn = PidColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QString m_filter;
};

} // namespace factorama
