// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

#include "runtime/observe/process_details.h"
#include "widgets/inspector/logged_end.h"

namespace factorama {

/// What is known of one process, as rows of what it is called and what it is. A value that is a process leads
/// there: see pidAt().
class DetailModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { LabelColumn, ValueColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// @param logged what the log says of its end, for where the details do not tell.
    void setDetails(const ProcessDetails& details, const LoggedEnd& logged = {});
    void clear();

    /// The process that this row's value is; `<0.0.0>` if it is none.
    Pid pidAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Row {
        QString label;
        QString value;
        Pid pid;

        bool operator==(const Row&) const = default;
    };

    void show(std::vector<Row> rows);
    static std::vector<Row> rowsOf(const ProcessDetails& details, const LoggedEnd& logged);

    std::vector<Row> m_rows;
};

} // namespace factorama
