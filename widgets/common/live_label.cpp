// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/live_label.h"

#include <QPainter>

namespace factorama {

LiveLabel::LiveLabel(const QString& room, Qt::Alignment alignment, QWidget* parent)
    : QWidget(parent),
      m_room(room),
      m_alignment(alignment)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void LiveLabel::say(const QString& text, Tone tone)
{
    if (text == m_text && tone == m_tone) {
        return;
    }
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    update();
}

QSize LiveLabel::sizeHint() const
{
    const QMargins margins = contentsMargins();
    return {fontMetrics().horizontalAdvance(m_room) + margins.left() + margins.right(),
            fontMetrics().height()};
}

QSize LiveLabel::minimumSizeHint() const
{
    return {0, sizeHint().height()};
}

void LiveLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(TonedLabel::color(m_tone));
    const QRect room = contentsRect();
    painter.drawText(room, static_cast<int>(m_alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
}

} // namespace factorama
