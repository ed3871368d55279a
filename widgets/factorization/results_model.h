// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

#include "runtime/observe/factorization_view.h"

namespace factorama {

/// The results of a factorization in the order of their arrival. Grows at its end, a batch at a time.
class ResultsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { NumberColumn, FactorsColumn, WorkerColumn, ColumnCount };
    enum Role {
        LostRole = Qt::UserRole, ///< bool: the process that worked on it died
        WorkerRole, ///< Pid::bits(), as qulonglong
    };
    /// Longer texts are shortened in their cells; the tool tip and the clipboard have all of it.
    static constexpr int LongestText = 200;

    using QAbstractTableModel::QAbstractTableModel;

    void append(std::vector<FactorizationResult> batch);
    void clear();

    const std::vector<FactorizationResult>& results() const { return m_results; }
    /// Characters of the longest number.
    int longestNumber() const { return m_longestNumber; }
    /// The first few numbers that were lost.
    const QStringList& lostNumbers() const { return m_lostNumbers; }
    static constexpr int MostLostNamed = 10;
    /// All results as lines "number = factors".
    QString toText() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<FactorizationResult> m_results;
    int m_longestNumber = 0;
    QStringList m_lostNumbers;
};

} // namespace factorama
