// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <vector>

#include "runtime/observe/snapshot.h"

namespace factorama {

/// The processes with the most waiting messages, deepest mailbox first; empty mailboxes are left out.
class DeepestMailboxesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ProcessColumn, DepthColumn, ColumnCount };
    enum Role {
        PidRole = Qt::UserRole, ///< Pid::bits(), as qulonglong
        DepthRole, ///< messages, as qulonglong
        ShareRole, ///< of the deepest mailbox, 0 to 1
    };
    static constexpr std::size_t Limit = 20;

    using QAbstractTableModel::QAbstractTableModel;

    void setSnapshot(const Snapshot& snapshot);

    /// Messages that wait in all mailboxes together.
    std::uint64_t total() const { return m_total; }
    Pid pidAt(int row) const;
    int rowOf(Pid pid) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<ProcessRow> m_rows;
    std::uint64_t m_total = 0;
};

} // namespace factorama
