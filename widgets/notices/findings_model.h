// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

#include "runtime/observe/lints.h"

namespace factorama {

/// What a finding says, in one line.
QString findingText(const Finding& finding);
/// What it means, what it does not prove, and the processes with their numbers.
QString findingDetails(const Finding& finding);

/// What looks wrong at this moment: a row a kind of trouble, with the count of its processes.
class FindingsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { CountColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(const std::vector<Finding>& findings);
    const std::vector<Finding>& findings() const { return m_findings; }
    const Finding& at(int row) const { return m_findings[static_cast<std::size_t>(row)]; }
    /// Row of the finding of this kind about this first process, or of this kind alone; -1 if there is none.
    int rowOf(const Finding& finding) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<Finding> m_findings;
    std::vector<QString> m_texts; ///< as shown
};

} // namespace factorama
