// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/mailboxes/mailbox_bar_delegate.h"

#include "widgets/common/table.h"
#include "widgets/mailboxes/deepest_mailboxes_model.h"
#include "widgets/theme/theme.h"

#include <QPainter>

#include <algorithm>

namespace factorama {

void MailboxBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                               const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = drawWithoutText(*painter, item);

    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const int textWidth = item.fontMetrics.horizontalAdvance(QStringLiteral("9,999,999")) + 12;
    const QRect bar = item.rect.adjusted(6, 5, -textWidth, -5);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    const auto level = static_cast<MailboxLevel>(index.data(DeepestMailboxesModel::LevelRole).toInt());
    const QColor color = level == MailboxLevel::Alarm     ? theme().danger
                         : level == MailboxLevel::Warning ? theme().warning
                                                          : theme().categorical[0];
    painter->setBrush(selected ? theme().accentText : color);
    const double share = index.data(DeepestMailboxesModel::ShareRole).toDouble();
    painter->drawRoundedRect(QRectF(bar.left(), bar.top(), std::max(2.0, bar.width() * share), bar.height()),
                             2, 2);
    if (level != MailboxLevel::Normal) {
        // Not by colour alone.
        QFont bold = item.font;
        bold.setBold(true);
        painter->setFont(bold);
    }
    painter->setPen(item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
    painter->drawText(item.rect.adjusted(0, 0, -8, 0), Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

} // namespace factorama
