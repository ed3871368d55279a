// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/factorization/progress_bar_delegate.h"

#include "widgets/common/table.h"
#include "widgets/factorization/work_model.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace factorama {

void ProgressBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const QVariant share = index.data(WorkModel::ShareRole);
    if (!share.isValid()) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = drawWithoutText(*painter, item);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const int textWidth = item.fontMetrics.horizontalAdvance(QStringLiteral("9.99 %")) + 8;
    painter->save();
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(item.rect.adjusted(4, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    const QRectF room = QRectF(item.rect).adjusted(textWidth, 6, -6, -6);
    if (room.width() > 8) {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme().border);
        painter->drawRoundedRect(room, 2, 2);
        QRectF done = room;
        done.setWidth(std::max(2.0, room.width() * share.toDouble()));
        painter->setBrush(selected ? theme().accentText : theme().categorical[0]);
        painter->drawRoundedRect(done, 2, 2);
    }
    painter->restore();
}

} // namespace factorama
