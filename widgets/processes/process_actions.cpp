// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/processes/process_actions.h"

#include "widgets/node_clock/view_clock.h"
#include "widgets/processes/kill_dialog.h"
#include "widgets/text/format.h"
#include "widgets/text/process_text.h"
#include "widgets/theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace factorama {

namespace {

QAction* makeAction(QWidget* window, const QString& text, const QString& objectName,
                    const QKeySequence& shortcut, const QString& hint)
{
    auto* action = new QAction(text, window);
    action->setObjectName(objectName);
    action->setShortcut(shortcut);
    QString plain = text;
    plain.remove(QLatin1Char('&'));
    action->setToolTip(
        QStringLiteral("%1\n%2 (%3)").arg(plain, hint, shortcut.toString(QKeySequence::NativeText)));
    action->setStatusTip(hint);
    window->addAction(action);
    return action;
}

} // namespace

ProcessActions::ProcessActions(ViewClock& clock, QWidget* window)
    : QObject(window),
      m_clock(clock),
      m_window(window),
      m_kill(makeAction(window, QStringLiteral("&Kill…"), QStringLiteral("killProcess"),
                        QKeySequence(Qt::Key_Delete),
                        QStringLiteral("Send the selected process an exit signal"))),
      m_restart(makeAction(window, QStringLiteral("&Restart"), QStringLiteral("restartProcess"),
                           QKeySequence(Qt::CTRL | Qt::Key_R),
                           QStringLiteral("Kill the selected process and start it anew"))),
      m_copyPid(makeAction(window, QStringLiteral("&Copy Pid"), QStringLiteral("copyPid"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
                           QStringLiteral("Put the selected process's pid on the clipboard")))
{
    connect(m_kill, &QAction::triggered, this, &ProcessActions::killSelected);
    connect(m_restart, &QAction::triggered, this, &ProcessActions::restartSelected);
    connect(m_copyPid, &QAction::triggered, this, [this] {
        const QString pid = toQString(m_clock.selected().toString());
        QGuiApplication::clipboard()->setText(pid);
        emit reported(QStringLiteral("Copied %1").arg(pid), false);
    });
    connect(&clock, &ViewClock::selectionChanged, this, &ProcessActions::updateEnabled);
    connect(&clock, &ViewClock::snapshotChanged, this, &ProcessActions::updateEnabled);
    updateEnabled();
    updateIcons();
}

void ProcessActions::addTo(QMenu& menu) const
{
    menu.addAction(m_kill);
    menu.addAction(m_restart);
    menu.addAction(m_copyPid);
}

void ProcessActions::updateIcons()
{
    m_kill->setIcon(themedIcon(QStringLiteral("kill")));
    m_restart->setIcon(themedIcon(QStringLiteral("restart")));
    m_copyPid->setIcon(themedIcon(QStringLiteral("copy")));
}

void ProcessActions::updateEnabled()
{
    const bool selected = static_cast<bool>(m_clock.selected());
    // As far as is known: where nobody collects processes, or the views are frozen, it may well be alive.
    const Snapshot& snapshot = *m_clock.snapshot();
    const bool alive = selected && (snapshot.processes.empty() || m_clock.isPaused() ||
                                    findProcess(snapshot, m_clock.selected()) != nullptr);
    const Capabilities capabilities = m_clock.node().capabilities();
    m_kill->setEnabled(alive && capabilities.exit);
    m_restart->setEnabled(alive && capabilities.restart);
    m_copyPid->setEnabled(selected);
}

void ProcessActions::killSelected()
{
    auto* dialog = new KillDialog(m_clock, m_clock.selected(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &KillDialog::previewed, this, &ProcessActions::previewed);
    connect(dialog, &KillDialog::sent, this, [this](Pid pid, const QString& reason) {
        emit reported(QStringLiteral("Sent %1 the exit signal %2").arg(toQString(pid.toString()), reason),
                      false);
    });
    dialog->open();
}

void ProcessActions::restartSelected()
{
    const Pid pid = m_clock.selected();
    const Outcome outcome = m_clock.node().restart(pid);
    if (!outcome.ok()) {
        emit reported(QStringLiteral("Could not restart %1: %2")
                          .arg(toQString(pid.toString()), toQString(outcome.error)),
                      true);
        return;
    }
    if (outcome.pid) {
        m_clock.select(outcome.pid);
    }
    emit reported(QStringLiteral("Restarted %1").arg(toQString(pid.toString())), false);
}

} // namespace factorama
