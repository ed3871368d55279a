// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/dock_title_bar.h"

#include "app/floating_place.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QScreen>
#include <QToolButton>

#include <algorithm>

namespace factorama {

namespace {

constexpr int Margin = 6; ///< pixels
constexpr int IconSide = 14;
constexpr QSize LeastFloating(420, 300);

} // namespace

DockTitleBar::DockTitleBar(QDockWidget& dock)
    : QWidget(&dock),
      m_dock(dock),
      m_help(makeButton("help", tr("Help on this panel"))),
      m_float(makeButton("float", QString())),
      m_close(makeButton("close", tr("Close this panel")))
{
    setObjectName(dock.objectName() + QStringLiteral("Title"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(Margin, 2, 2, 2);
    layout->setSpacing(1);
    layout->addStretch(1);
    for (QToolButton* button : {m_help, m_float, m_close}) {
        layout->addWidget(button);
    }
    connect(m_help, &QToolButton::clicked, this, &DockTitleBar::helpWanted);
    connect(m_float, &QToolButton::clicked, this, &DockTitleBar::toggleFloating);
    connect(m_close, &QToolButton::clicked, &dock, &QWidget::close);
    connect(&dock, &QDockWidget::topLevelChanged, this, &DockTitleBar::updateTexts);
    connect(&dock, &QWidget::windowTitleChanged, this, &DockTitleBar::updateTexts);
    updateTexts();
    updateIcons();
}

void DockTitleBar::toggleFloating()
{
    if (m_dock.isFloating()) {
        m_lastPlace = m_dock.geometry();
        m_dock.setFloating(false);
        return;
    }
    const QWidget* window = m_dock.parentWidget();
    const QRect screen = window->screen()->availableGeometry();
    QRect place = m_lastPlace;
    if (!screen.contains(place) || !place.isValid()) {
        QList<QRect> others;
        for (const QDockWidget* dock : window->findChildren<QDockWidget*>(Qt::FindDirectChildrenOnly)) {
            if (dock != &m_dock && dock->isFloating() && dock->isVisible()) {
                others << dock->frameGeometry();
            }
        }
        place = floatingPlace(window->frameGeometry(), m_dock.size(),
                              m_dock.minimumSizeHint().expandedTo(LeastFloating), screen, others);
    }
    // By itself it would come to lie where it was, over what takes its place.
    m_dock.setFloating(true);
    m_dock.setGeometry(place);
}

void DockTitleBar::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        toggleFloating();
    }
    event->accept();
}

QToolButton* DockTitleBar::makeButton(const char* name, const QString& text)
{
    auto* button = new QToolButton(this);
    button->setObjectName(m_dock.objectName() + QLatin1Char(':') + QLatin1String(name));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIconSize(QSize(IconSide, IconSide));
    button->setToolTip(text);
    return button;
}

void DockTitleBar::updateTexts()
{
    m_float->setToolTip(m_dock.isFloating() ? tr("Put this panel back into the window")
                                            : tr("Take this panel out of the window"));
    const QString title = m_dock.windowTitle();
    m_help->setAccessibleName(tr("Help on %1").arg(title));
    m_float->setAccessibleName(m_dock.isFloating() ? tr("Put %1 back into the window").arg(title)
                                                   : tr("Take %1 out of the window").arg(title));
    m_close->setAccessibleName(tr("Close %1").arg(title));
    update();
}

void DockTitleBar::updateIcons()
{
    m_help->setIcon(themedIcon(QStringLiteral("help")));
    m_float->setIcon(themedIcon(QStringLiteral("float")));
    m_close->setIcon(themedIcon(QStringLiteral("close")));
}

QSize DockTitleBar::sizeHint() const
{
    const QSize buttons = layout()->sizeHint();
    return {buttons.width() + fontMetrics().horizontalAdvance(m_dock.windowTitle()) + 2 * Margin,
            std::max(buttons.height(), fontMetrics().height() + 2 * Margin)};
}

QSize DockTitleBar::minimumSizeHint() const
{
    return {layout()->minimumSize().width(), sizeHint().height()};
}

void DockTitleBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_dock.isFloating()) { // it has no frame to tell it from what is below
        painter.fillRect(rect(), theme().border);
    }
    painter.setPen(theme().border);
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
    const QRect room(Margin, 0, m_help->x() - 2 * Margin, height());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     fontMetrics().elidedText(m_dock.windowTitle(), Qt::ElideRight, room.width()));
}

void DockTitleBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        updateIcons();
    }
}

} // namespace factorama
