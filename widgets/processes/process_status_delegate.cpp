// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_status_delegate.h"

#include "widgets/common/table.h"
#include "widgets/processes/process_model.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace factorama {

void ProcessStatusDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = drawWithoutText(*painter, item);
    if (text.isEmpty()) {
        return;
    }

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal diameter = 9;
    const QRectF dot(item.rect.left() + 9, item.rect.center().y() - diameter / 2 + 0.5, diameter, diameter);
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    painter->setPen(selected ? QPen(theme().accentText, 1) : QPen(Qt::NoPen));
    painter->setBrush(
        theme().statusColor(static_cast<ProcessStatus>(index.data(ProcessModel::StatusRole).toInt())));
    painter->drawEllipse(dot);
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    const QRect textRect = item.rect.adjusted(25, 0, -2, 0);
    painter->drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(text, Qt::ElideRight, textRect.width()));
    painter->restore();
}

} // namespace factorama
