// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/table.h"

#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QSignalBlocker>
#include <QStyleOptionViewItem>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>
#include <utility>
#include <vector>

namespace factorama {

namespace {

constexpr int RowPadding = 8; ///< pixels
/// Leaves a view without a current row, if it had none, when it takes the focus; nobody hears of any in
/// between.
class FocusWatch : public QObject {
public:
    explicit FocusWatch(QAbstractItemView& view) : QObject(&view), m_view(view) {}

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::FocusIn) {
            return QObject::eventFilter(watched, event);
        }
        if (m_view.currentIndex().isValid() || m_view.selectionModel() == nullptr) {
            return QObject::eventFilter(watched, event);
        }
        const QSignalBlocker quiet(m_view.selectionModel());
        watched->event(event);
        m_view.selectionModel()->clearCurrentIndex(); // else a click on that row would change nothing
        return true;
    }

private:
    QAbstractItemView& m_view;
};

/// Whose rows have the air that tables give theirs.
class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        return {size.width(), std::max(size.height(), option.fontMetrics.height() + RowPadding)};
    }
};

/// What the column that takes the rest is to keep when the others grow.
constexpr int LettersToStretch = 11;

/// Rows and columns are sized by the font; when that changes (presentation mode) they follow.
class FontFollower : public QObject {
public:
    FontFollower(QTableView& table, int elastic)
        : QObject(&table),
          m_table(table),
          m_elastic(elastic),
          m_height(height())
    {
        table.installEventFilter(this);
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &m_table && event->type() == QEvent::FontChange && height() != m_height) {
            scaleColumns();
            m_height = height();
            m_table.verticalHeader()->setDefaultSectionSize(m_height + RowPadding);
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void scaleColumns()
    {
        QHeaderView* columns = m_table.horizontalHeader();
        const int last = columns->logicalIndex(columns->count() - 1);
        std::vector<int> fixed;
        int total = 0;
        for (int i = 0; i < columns->count(); ++i) {
            const bool stretches = (columns->stretchLastSection() && i == last) || i == m_elastic ||
                                   columns->sectionResizeMode(i) != QHeaderView::Interactive;
            if (!stretches && !columns->isSectionHidden(i)) {
                fixed.push_back(i);
                total += columns->sectionSize(i);
            }
        }
        double factor = static_cast<double>(height()) / m_height;
        const int room =
            m_table.viewport()->width() - LettersToStretch * m_table.fontMetrics().averageCharWidth();
        if (m_elastic < 0 && factor > 1 && total * factor > room) {
            factor = std::max(1.0, static_cast<double>(room) / std::max(total, 1));
        }
        // Back to what it was, where it could not grow in proportion.
        const bool back = factor < 1 && m_before.size() == static_cast<std::size_t>(columns->count());
        if (back) {
            for (const int i : fixed) {
                columns->resizeSection(i, m_before[static_cast<std::size_t>(i)]);
            }
            m_before.clear();
            return;
        }
        m_before.clear();
        for (int i = 0; i < columns->count(); ++i) {
            m_before.push_back(columns->sectionSize(i));
        }
        for (const int i : fixed) {
            columns->resizeSection(i, qRound(columns->sectionSize(i) * factor));
        }
    }

    int height() const { return m_table.fontMetrics().height(); }

    QTableView& m_table;
    const int m_elastic;
    int m_height;
    std::vector<int> m_before; ///< sizes of the columns before they grew
};

} // namespace

void setUpTable(QTableView& table, int elastic)
{
    new FontFollower(table, elastic); // lives with the table
    keepFocusFromChoosing(table);
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
    rows->setDefaultSectionSize(table.fontMetrics().height() + RowPadding);
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

void keepFocusFromChoosing(QAbstractItemView& view)
{
    view.installEventFilter(new FocusWatch(view));
}

void setUpRows(QAbstractItemView& view)
{
    view.setItemDelegate(new RowDelegate(&view));
}

QString drawWithoutText(QPainter& painter, QStyleOptionViewItem& item)
{
    const QString text = std::exchange(item.text, {});
    const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, &painter, item.widget);
    return text;
}

} // namespace factorama
