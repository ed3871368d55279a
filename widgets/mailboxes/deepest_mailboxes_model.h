// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <vector>

#include "widgets/mailboxes/mailbox_ranking.h"

namespace factorama {

/// The processes with the most waiting messages, or those whose mailboxes grow fastest, as ranked; empty
/// mailboxes are left out.
class DeepestMailboxesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { ProcessColumn, DepthColumn, GrowthColumn, ColumnCount };
    enum Role {
        PidRole = Qt::UserRole, ///< Pid::bits(), as qulonglong
        DepthRole, ///< messages, as qulonglong
        ShareRole, ///< of the deepest mailbox here, 0 to 1
        LevelRole, ///< MailboxLevel, as int
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param lines the number of each one's line in the chart, in the order of the ranking; -1 for none.
    void setRanking(const MailboxRanking& ranking, const std::vector<int>& lines = {});

    Pid pidAt(int row) const;
    int rowOf(Pid pid) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<RankedMailbox> m_rows;
    std::vector<int> m_lines;
    std::uint32_t m_deepest = 0;
};

} // namespace factorama
