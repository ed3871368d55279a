// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demonstrations_menu.h"

#include "widgets/node_clock/view_clock.h"
#include "widgets/text/format.h"
#include "widgets/text/runtime_text.h"

namespace factorama {

DemonstrationsMenu::DemonstrationsMenu(ViewClock& clock, QWidget* parent)
    : QMenu(tr("&Demonstrations"), parent),
      m_clock(clock)
{
    setObjectName(QStringLiteral("demonstrations"));
    setToolTipsVisible(true);
    int number = 0;
    for (const Choice& choice : clock.node().demonstrations()) {
        QAction* action = addAction(runtimeText(choice.title));
        const QString name = toQString(choice.name);
        action->setObjectName(QStringLiteral("demonstration:") + name);
        action->setData(name);
        action->setCheckable(true);
        action->setStatusTip(runtimeText(choice.description));
        action->setToolTip(runtimeText(choice.description));
        if (++number <= 9) {
            action->setShortcut(
                QKeySequence(Qt::CTRL | Qt::ALT | Qt::SHIFT | static_cast<Qt::Key>(Qt::Key_0 + number)));
        }
        connect(action, &QAction::triggered, this, [this, action] { toggle(*action); });
        m_actions.push_back(action);
    }
    connect(this, &QMenu::aboutToShow, this, &DemonstrationsMenu::updateChecks);
    connect(&clock, &ViewClock::ticked, this, &DemonstrationsMenu::updateChecks);
    updateChecks();
}

QAction* DemonstrationsMenu::actionFor(const QString& name) const
{
    for (QAction* action : m_actions) {
        if (action->data().toString() == name) {
            return action;
        }
    }
    return nullptr;
}

void DemonstrationsMenu::toggle(QAction& action)
{
    const QString name = action.data().toString();
    NodeView& node = m_clock.node();
    const bool runs = static_cast<bool>(node.runningDemonstration(name.toStdString()));
    const Outcome outcome =
        runs ? node.endDemonstration(name.toStdString()) : node.startDemonstration(name.toStdString());
    updateChecks();
    if (!outcome.ok()) {
        emit reported(tr("%1: %2").arg(action.text(), runtimeText(outcome.error)), true);
        return;
    }
    if (runs) {
        emit reported(tr("Ended: %1").arg(action.text()), false);
        return;
    }
    if (!m_clock.isPaused()) { // else nobody would see what Kill and Restart then act on
        m_clock.select(outcome.pid);
    }
    emit reported(tr("%1 – the same command ends it. %2").arg(action.text(), action.statusTip()), false);
}

void DemonstrationsMenu::updateChecks()
{
    for (QAction* action : m_actions) {
        action->setChecked(
            static_cast<bool>(m_clock.node().runningDemonstration(action->data().toString().toStdString())));
    }
}

} // namespace factorama
