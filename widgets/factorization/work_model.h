// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <vector>

#include "runtime/observe/factorization_view.h"

namespace factorama {

/// The numbers that are being worked on, those begun first at the top. Rows come at the end and go from
/// anywhere, so that a row keeps its selection.
class WorkModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NumberColumn, WorkerColumn, TimeColumn, ProgressColumn, ColumnCount };
    enum Role {
        WorkerRole = Qt::UserRole, ///< Pid::bits(), as qulonglong
        ShareRole, ///< of what is to be done, 0 to 1; nothing if that is not known
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setNumbers(std::vector<NumberInWork> numbers);
    const std::vector<NumberInWork>& numbers() const { return m_numbers; }
    /// -1 if it works on none of them.
    int rowOf(Pid worker) const;
    Pid workerAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<NumberInWork> m_numbers;
};

} // namespace factorama
