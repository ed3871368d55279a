// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/toned_label.h"

#include "widgets/theme/theme.h"

#include <QEvent>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace factorama {

namespace {

/// What a wrapped text needs, however long its words are.
constexpr int LettersAtLeast = 16;

} // namespace

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

QSize TonedLabel::minimumSizeHint() const
{
    QSize hint = QLabel::minimumSizeHint();
    if (wordWrap()) {
        hint.setWidth(std::min(hint.width(), LettersAtLeast * fontMetrics().averageCharWidth()));
    }
    return hint;
}

int TonedLabel::heightForWidth(int width) const
{
    if (!wordWrap()) {
        return QLabel::heightForWidth(width);
    }
    const QMargins around = contentsMargins() + QMargins(margin(), margin(), margin(), margin());
    QTextLayout layout;
    const double height = wrap(layout, width - around.left() - around.right());
    return static_cast<int>(std::ceil(height)) + around.top() + around.bottom();
}

double TonedLabel::wrap(QTextLayout& layout, int width) const
{
    QTextOption option(alignment() & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setFont(font());
    layout.setTextOption(option);
    layout.setText(QString(text()).replace(QLatin1Char('\n'), QChar::LineSeparator));
    double height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(std::max(1, width));
        line.setPosition(QPointF(0, height));
        height += line.height();
    }
    layout.endLayout();
    return std::max<double>(height, fontMetrics().height());
}

void TonedLabel::paintEvent(QPaintEvent* event)
{
    const QRect room = contentsRect();
    if (wordWrap()) {
        QPainter painter(this);
        drawFrame(&painter);
        painter.setPen(palette().color(foregroundRole()));
        const QRect inner = room.marginsRemoved(QMargins(margin(), margin(), margin(), margin()));
        QTextLayout layout;
        const double height = wrap(layout, inner.width());
        const bool centred = alignment().testFlag(Qt::AlignVCenter);
        layout.draw(&painter,
                    inner.topLeft() + QPointF(0, centred ? std::max(0.0, (inner.height() - height) / 2) : 0));
        return;
    }
    const bool fits =
        text().contains(QLatin1Char('\n')) || fontMetrics().horizontalAdvance(text()) <= room.width();
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
