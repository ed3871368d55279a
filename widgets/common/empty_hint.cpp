// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/empty_hint.h"

#include "widgets/theme/theme.h"

#include <QEvent>

namespace factorama {

EmptyHint::EmptyHint(const QString& text, QWidget* over) : QLabel(text, over)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setForegroundRole(QPalette::WindowText); // below a viewport it would be Text
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    setMargin(16);
    over->installEventFilter(this);
    recolour();
    fit();
}

bool EmptyHint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize) {
        fit();
    }
    return QLabel::eventFilter(watched, event);
}

void EmptyHint::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    // Only the application's change: this label's own palette change below arrives here too.
    if (event->type() == QEvent::PaletteChange &&
        palette().color(QPalette::WindowText) != theme().mutedText) {
        recolour();
    }
}

void EmptyHint::fit()
{
    setGeometry(parentWidget()->rect());
}

void EmptyHint::recolour()
{
    QPalette p = palette();
    p.setColor(QPalette::WindowText, theme().mutedText);
    setPalette(p);
}

} // namespace factorama
