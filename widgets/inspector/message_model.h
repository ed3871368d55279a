// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <vector>

#include "runtime/observe/process_details.h"

namespace factorama {

/// The oldest messages of a mailbox, oldest first.
class MessageModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { AgeColumn, BytesColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setDetails(const ProcessDetails& details);
    void clear();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void show(std::vector<MessagePreview> messages);

    std::vector<MessagePreview> m_messages;
    std::int64_t m_now = 0; ///< steady nanoseconds
};

} // namespace factorama
