// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/empty_hint.h"

#include "widgets/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QPushButton>

#include <algorithm>
#include <utility>

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

void EmptyHint::offer(QAction& action)
{
    m_action = &action;
    connect(&action, &QAction::changed, this, &EmptyHint::updateButton);
    connect(&action, &QObject::destroyed, this, &EmptyHint::updateButton);
    updateButton();
}

void EmptyHint::offerToClearFilter(std::function<void()> clear)
{
    const bool changes = static_cast<bool>(m_clear) != static_cast<bool>(clear);
    m_clear = std::move(clear);
    if (changes) {
        updateButton();
    }
}

void EmptyHint::updateButton()
{
    const bool offered = m_clear || (m_action != nullptr && !m_action->isChecked());
    if (m_button == nullptr && offered) {
        m_button = new QPushButton(parentWidget());
        m_button->setObjectName(QStringLiteral("emptyHintButton"));
        m_button->setCursor(Qt::ArrowCursor);
        connect(m_button, &QPushButton::clicked, this, &EmptyHint::press);
    }
    if (m_button == nullptr) {
        return;
    }
    if (m_clear) {
        m_button->setText(tr("Clear the filter"));
        m_button->setToolTip(QString());
    } else if (m_action != nullptr) {
        QString title = m_action->text();
        title.remove(QLatin1Char('&'));
        m_button->setText(tr("Show me: %1").arg(title));
        m_button->setToolTip(m_action->statusTip());
    }
    m_button->setAccessibleName(m_button->text());
    m_button->setVisible(offered && !isHidden());
    fit();
}

void EmptyHint::press()
{
    if (m_clear) {
        const std::function<void()> clear = m_clear; // which may well end the offer
        clear();
    } else if (m_action != nullptr && !m_action->isChecked()) {
        m_action->trigger();
    }
}

void EmptyHint::showEvent(QShowEvent* event)
{
    QLabel::showEvent(event);
    updateButton();
    if (m_button != nullptr) {
        m_button->raise();
    }
}

void EmptyHint::hideEvent(QHideEvent* event)
{
    QLabel::hideEvent(event);
    if (m_button != nullptr && isHidden()) { // not because the whole view is
        m_button->hide();
    }
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
    const QRect all = parentWidget()->rect();
    setGeometry(all);
    if (m_button != nullptr) {
        const QSize size = m_button->sizeHint();
        const int below = all.center().y() + 3 * fontMetrics().lineSpacing();
        m_button->setGeometry(
            QRect(QPoint(all.center().x() - size.width() / 2, std::min(below, all.bottom() - size.height())),
                  size));
    }
}

void EmptyHint::recolour()
{
    QPalette p = palette();
    p.setColor(QPalette::WindowText, theme().mutedText);
    setPalette(p);
}

} // namespace factorama
