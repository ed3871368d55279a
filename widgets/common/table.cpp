// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/table.h"

#include <QHeaderView>
#include <QTableView>

namespace factorama {

void setUpTable(QTableView& table)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setShowGrid(false);
    table.setAlternatingRowColors(true);
    table.setWordWrap(false);
    table.setTabKeyNavigation(false);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setFrameShape(QFrame::NoFrame);
    QHeaderView* rows = table.verticalHeader();
    rows->setVisible(false);
    rows->setMinimumSectionSize(16);
    rows->setDefaultSectionSize(table.fontMetrics().height() + 8);
    rows->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView* columns = table.horizontalHeader();
    columns->setHighlightSections(false);
    columns->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    columns->setMinimumSectionSize(40);
}

void showSelectedRow(QTableView& table, int row)
{
    QItemSelectionModel* selection = table.selectionModel();
    if (row < 0) {
        if (selection->hasSelection() || selection->currentIndex().isValid()) {
            selection->clear();
        }
        return;
    }
    if (selection->currentIndex().row() == row && selection->isRowSelected(row)) {
        return;
    }
    const int column = selection->currentIndex().isValid() ? selection->currentIndex().column() : 0;
    const QModelIndex index = table.model()->index(row, column);
    // QItemSelectionModel::setCurrentIndex, unlike the view's, does not scroll... but the view does, when the
    // current index changes while autoScroll is on.
    const bool scrolls = table.hasAutoScroll();
    table.setAutoScroll(false);
    selection->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    table.setAutoScroll(scrolls);
}

} // namespace factorama
