// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractItemView;
class QPainter;
class QStyleOptionViewItem;
class QTableView;

namespace factorama {

/// Sets a table up as all tables of the window are: whole rows, one selected, fixed height, no grid, no word
/// wrap. Nothing in it measures contents, so that its cost does not depend on the number of rows.
/// @param elastic a column that the caller fits into what the others leave: those grow with the font even if
///     there is something to scroll then; -1 for none
void setUpTable(QTableView& table, int elastic = -1);

/// Makes `row` the current and selected one, or clears both for -1, without scrolling.
void showSelectedRow(QTableView& table, int row);

/// Qt makes the first row current when the keyboard merely comes by, as it does when docks are arranged
/// anew. From now on it does not in this view; setUpTable() does this too.
void keepFocusFromChoosing(QAbstractItemView& view);

/// Makes the rows of a list or tree without columns as high as those of tables.
void setUpRows(QAbstractItemView& view);

/// Draws a cell without its text, for a delegate that draws that itself. Returns the text.
QString drawWithoutText(QPainter& painter, QStyleOptionViewItem& item);

} // namespace factorama
