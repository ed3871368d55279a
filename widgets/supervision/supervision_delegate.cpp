// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/supervision/supervision_delegate.h"

#include "widgets/supervision/supervision_model.h"
#include "widgets/theme/theme.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace factorama {

namespace {

constexpr int Margin = 4;
constexpr int DotSide = 9;
constexpr int BarWidth = 46;

/// Draws the text and returns where it ends.
int drawText(QPainter& painter, const QStyleOptionViewItem& item, const QRect& place, const QString& text)
{
    const QString fitting = item.fontMetrics.elidedText(text, Qt::ElideRight, place.width());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, fitting);
    return place.left() + item.fontMetrics.horizontalAdvance(fitting);
}

} // namespace

void SupervisionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const int column = index.column();
    const bool isDrawn = column == SupervisionModel::ProcessColumn ||
                         column == SupervisionModel::StatusColumn ||
                         column == SupervisionModel::RestartsColumn;
    if (!isDrawn) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QColor textColor = item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    QRect place = item.rect.adjusted(Margin, 0, -Margin, 0);
    if (column == SupervisionModel::StatusColumn) {
        const int status = index.data(SupervisionModel::StatusRole).toInt();
        if (status >= 0) {
            const QRectF dot(place.left() + 2, place.center().y() - DotSide / 2.0 + 0.5, DotSide, DotSide);
            painter->setPen(selected ? QPen(theme().accentText, 1) : QPen(Qt::NoPen));
            painter->setBrush(theme().statusColor(static_cast<ProcessStatus>(status)));
            painter->drawEllipse(dot);
        }
        place.setLeft(place.left() + DotSide + 8);
    }
    if (column == SupervisionModel::RestartsColumn) {
        const double left = index.data(SupervisionModel::BudgetRole).toDouble();
        if (left >= 0) {
            const QRectF frame(place.left() + 0.5, place.center().y() - 3.5, BarWidth, 8);
            const QColor& full = left > 0.5 ? theme().good : left > 0.2 ? theme().warning : theme().danger;
            painter->setPen(QPen(selected ? theme().accentText : theme().border, 1));
            painter->setBrush(selected ? QBrush(Qt::NoBrush) : QBrush(theme().base));
            painter->drawRoundedRect(frame, 2, 2);
            if (left > 0) {
                painter->setPen(Qt::NoPen);
                painter->setBrush(selected ? theme().accentText : full);
                painter->drawRoundedRect(
                    QRectF(frame.left() + 1, frame.top() + 1, std::max(2.0, (BarWidth - 2) * left), 6), 1, 1);
            }
            place.setLeft(place.left() + BarWidth + 8);
        }
    }
    painter->setPen(textColor);
    if (column == SupervisionModel::ProcessColumn) {
        // Of a long name something is left out, not of the pid, by which the process is known.
        const QString pid = index.data(SupervisionModel::PidTextRole).toString();
        QRect name = place;
        name.setWidth(
            std::max(place.width() / 3, place.width() - item.fontMetrics.horizontalAdvance(pid) - 9));
        place.setLeft(drawText(*painter, item, name, text) + 8);
        painter->setPen(selected ? textColor : theme().mutedText);
        if (place.width() > 0) {
            drawText(*painter, item, place, pid);
        }
    } else {
        drawText(*painter, item, place, text);
    }
    painter->restore();
}

QSize SupervisionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    // As high as the rows of the tables.
    return {QStyledItemDelegate::sizeHint(option, index).width(), option.fontMetrics.height() + 8};
}

} // namespace factorama
