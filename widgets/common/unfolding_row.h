// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPersistentModelIndex>
#include <QStyledItemDelegate>

class QTableView;

namespace factorama {

/// Shows the current row of a table whole: where its texts are longer than their cells, they are wrapped, and
/// the row gets as high as that needs. The texts are those of the tool tips, which may be longer than what is
/// displayed. All other rows stay a line high; of what does not fit there, beginning and end are shown.
class UnfoldingRow : public QStyledItemDelegate {
    Q_OBJECT

public:
    /// Letters that a cell shows at most.
    static constexpr int LongestText = 1000;

    /// Becomes the delegate of the table, which has its model already.
    explicit UnfoldingRow(QTableView& table);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void unfold();
    int heightOf(const QModelIndex& index) const;

    QTableView& m_table;
    QPersistentModelIndex m_unfolded; ///< in the row that is higher than a line
};

} // namespace factorama
