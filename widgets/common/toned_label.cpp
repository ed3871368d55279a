// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/toned_label.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace factorama {

TonedLabel::TonedLabel(Tone tone, QWidget* parent) : TonedLabel(QString(), tone, parent) {}

TonedLabel::TonedLabel(const QString& text, Tone tone, QWidget* parent) : QLabel(text, parent), m_tone(tone)
{
    // Texts come from people and processes: never as markup.
    setTextFormat(Qt::PlainText);
    recolour();
}

QColor TonedLabel::color(Tone tone)
{
    switch (tone) {
    case TonedLabel::Tone::Plain:
        return theme().text;
    case TonedLabel::Tone::Muted:
        return theme().mutedText;
    case TonedLabel::Tone::Good:
        return theme().good;
    case TonedLabel::Tone::Warning:
        return theme().warning;
    case TonedLabel::Tone::Danger:
        return theme().danger;
    }
    return theme().text;
}

void TonedLabel::setTone(Tone tone)
{
    m_tone = tone;
    recolour();
}

void TonedLabel::say(const QString& text, Tone tone)
{
    setTone(tone);
    setText(text);
}

void TonedLabel::paintEvent(QPaintEvent* event)
{
    const QRect room = contentsRect();
    const bool fits = wordWrap() || text().contains(QLatin1Char('\n')) ||
                      fontMetrics().horizontalAdvance(text()) <= room.width();
    if (fits) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(room, static_cast<int>(alignment()),
                     fontMetrics().elidedText(text(), Qt::ElideRight, room.width()));
}

void TonedLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        recolour();
    }
}

void TonedLabel::recolour()
{
    const QColor wanted = color(m_tone);
    if (palette().color(QPalette::Active, QPalette::WindowText) == wanted) {
        return; // setPalette() brings another PaletteChange
    }
    QPalette p = palette();
    p.setColor(QPalette::WindowText, wanted);
    setPalette(p);
}

} // namespace factorama
