// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/legend.h"

#include "widgets/theme/theme.h"

#include <QPainter>
#include <QStringList>

namespace factorama {

namespace {
constexpr int Square = 10;
constexpr int Gap = 5;
constexpr int Between = 14;
} // namespace

Legend::Legend(std::vector<Entry> entries, QWidget* parent) : QWidget(parent), m_entries(std::move(entries))
{
    QStringList texts;
    for (const Entry& entry : m_entries) {
        texts.push_back(entry.text);
    }
    setAccessibleName(tr("Legend"));
    setAccessibleDescription(texts.join(QStringLiteral(", ")));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Legend::sizeHint() const
{
    int width = 0;
    for (const Entry& entry : m_entries) {
        width += Square + Gap + fontMetrics().horizontalAdvance(entry.text) + Between;
    }
    return {width - Between + 2, fontMetrics().height()};
}

void Legend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = 0;
    for (const Entry& entry : m_entries) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(entry.color());
        painter.drawRoundedRect(QRectF(x, (height() - Square) / 2.0, Square, Square), 2, 2);
        x += Square + Gap;
        painter.setPen(theme().mutedText);
        const int width = fontMetrics().horizontalAdvance(entry.text);
        painter.drawText(QRect(x, 0, width + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, entry.text);
        x += width + Between;
    }
}

} // namespace factorama
