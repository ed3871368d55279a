// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QString>

#include <vector>

namespace factorama {

/// A few rows of text, the same ones in the same places for as long as can be: only what changes is drawn
/// anew.
class ObservingModel : public QAbstractTableModel {
    Q_OBJECT

public:
    struct Row {
        std::vector<QString> texts; ///< by column
        QString explanation;
        bool warns = false; ///< something was lost, or is old
        bool muted = false;

        bool operator==(const Row&) const = default;
    };

    /// @param headers titles of the columns.
    explicit ObservingModel(std::vector<QString> headers, QObject* parent = nullptr);

    void setRows(std::vector<Row> rows);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<QString> m_headers;
    std::vector<Row> m_rows;
};

} // namespace factorama
