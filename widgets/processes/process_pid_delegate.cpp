// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_pid_delegate.h"

#include "widgets/common/table.h"
#include "widgets/processes/process_model.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

namespace factorama {

namespace {

constexpr int StarRoom = 22;

QPolygonF star(const QPointF& center, qreal radius)
{
    QPolygonF points;
    for (int i = 0; i < 10; ++i) {
        const qreal angle = -M_PI / 2 + i * M_PI / 5;
        const qreal distance = i % 2 == 0 ? radius : radius * 0.45;
        points << center + QPointF(std::cos(angle), std::sin(angle)) * distance;
    }
    return points;
}

} // namespace

QRect ProcessPidDelegate::starRect(const QRect& cell)
{
    return {cell.left(), cell.top(), StarRoom, cell.height()};
}

void ProcessPidDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
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
    const bool selected = item.state.testFlag(QStyle::State_Selected);
    const QRectF room = starRect(item.rect);
    const QColor textColor = item.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    if (index.data(ProcessModel::PinnedRole).toBool()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? textColor : theme().warning);
        painter->drawPolygon(star(room.center() + QPointF(1, 0.5), 6.5));
    } else if (item.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(QPen(selected ? textColor : theme().mutedText, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawPolygon(star(room.center() + QPointF(1, 0.5), 6));
    }
    painter->setPen(textColor);
    const QRect textRect = item.rect.adjusted(StarRoom, 0, -2, 0);
    painter->drawText(textRect, Qt::AlignLeft | Qt::AlignVCenter,
                      item.fontMetrics.elidedText(text, Qt::ElideRight, textRect.width()));
    painter->restore();
}

bool ProcessPidDelegate::editorEvent(QEvent* event, QAbstractItemModel* model,
                                     const QStyleOptionViewItem& option, const QModelIndex& index)
{
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton && mouse->modifiers() == Qt::NoModifier &&
            starRect(option.rect).contains(mouse->position().toPoint())) {
            emit starClicked(Pid::fromBits(index.data(ProcessModel::PidRole).toULongLong()));
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

} // namespace factorama
