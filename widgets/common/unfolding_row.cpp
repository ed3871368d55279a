// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/unfolding_row.h"

#include "widgets/common/table.h"
#include "widgets/text/format.h"

#include <QEvent>
#include <QFont>
#include <QHeaderView>
#include <QPainter>
#include <QStyle>
#include <QTableView>
#include <QTextLayout>
#include <QTextOption>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

/// Pixels beside a text, as in the other rows.
int marginOf(const QTableView& table)
{
    return table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1;
}

QString wholeText(const QModelIndex& index)
{
    const QString tip = index.data(Qt::ToolTipRole).toString();
    return shortened(tip.isEmpty() ? index.data().toString() : tip, UnfoldingRow::LongestText);
}

/// @return its height
double layOut(QTextLayout& layout, const QString& text, const QFont& font, Qt::Alignment alignment, int width)
{
    QTextOption option(alignment & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setText(text);
    layout.setFont(font);
    layout.setTextOption(option);
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return height;
}

} // namespace

UnfoldingRow::UnfoldingRow(QTableView& table) : QStyledItemDelegate(&table), m_table(table)
{
    table.setItemDelegate(this);
    table.setTextElideMode(Qt::ElideMiddle);
    table.installEventFilter(this);
    connect(table.selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        unfold();
        m_table.scrollTo(m_table.currentIndex());
    });
    connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, &UnfoldingRow::unfold);
}

bool UnfoldingRow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == &m_table) { // the other ones are editors
        if (event->type() == QEvent::FontChange) {
            QTimer::singleShot(0, this, &UnfoldingRow::unfold); // once the rows have followed the font
        }
        return false;
    }
    return QStyledItemDelegate::eventFilter(watched, event);
}

void UnfoldingRow::unfold()
{
    const QModelIndex current = m_table.currentIndex();
    const int line = m_table.verticalHeader()->defaultSectionSize();
    if (m_unfolded.isValid() && m_unfolded.row() != current.row()) {
        m_table.setRowHeight(m_unfolded.row(), line);
    }
    m_unfolded = current;
    if (current.isValid()) {
        int height = line;
        for (int column = 0; column < m_table.model()->columnCount(); ++column) {
            height = std::max(height, heightOf(current.siblingAtColumn(column)));
        }
        m_table.setRowHeight(current.row(), height);
    }
}

int UnfoldingRow::heightOf(const QModelIndex& index) const
{
    QTextLayout layout;
    const double height = layOut(layout, wholeText(index), m_table.font(), Qt::AlignLeft,
                                 m_table.columnWidth(index.column()) - 2 * marginOf(m_table));
    const int padding = m_table.verticalHeader()->defaultSectionSize() - m_table.fontMetrics().height();
    return static_cast<int>(std::ceil(height)) + padding;
}

void UnfoldingRow::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    const int line = m_table.verticalHeader()->defaultSectionSize();
    if (index.row() != m_unfolded.row() || option.rect.height() <= line) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    drawWithoutText(*painter, item);
    const int margin = marginOf(m_table);
    QTextLayout layout;
    layOut(layout, wholeText(index), item.font, item.displayAlignment, item.rect.width() - 2 * margin);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setClipRect(item.rect);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const int padding = line - m_table.fontMetrics().height();
    layout.draw(painter, item.rect.topLeft() + QPointF(margin, padding / 2.0));
    painter->restore();
}

} // namespace factorama
