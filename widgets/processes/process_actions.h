// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDeadlineTimer>
#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <vector>

#include "runtime/observe/node_view.h"
#include "runtime/term/atom.h"
#include "runtime/term/pid.h"

class QAction;
class QMenu;
class QWidget;

namespace factorama {

class ViewClock;
struct KillPreview;

/// What can be done with the selected processes, as actions that every view, menu and toolbar shares. Each is
/// done to all that are selected.
class ProcessActions : public QObject {
    Q_OBJECT

public:
    /// @param window the parent of dialogs, and the widget that the shortcuts work in.
    ProcessActions(ViewClock& clock, QWidget* window);

    QAction* kill() const { return m_kill; } ///< asks for the reason first
    QAction* restart() const { return m_restart; }
    QAction* suspend() const { return m_suspend; }
    QAction* resume() const { return m_resume; }
    QAction* send() const { return m_send; } ///< asks for the message, as the next ones ask too
    QAction* link() const { return m_link; }
    QAction* unlink() const { return m_unlink; }
    QAction* monitor() const { return m_monitor; }
    QAction* registerName() const { return m_register; }
    QAction* mailboxLimit() const { return m_mailboxLimit; }
    QAction* copyPid() const { return m_copyPid; }
    /// Not of the selected ones: of everything that was spawned by hand.
    QAction* endSpawned() const { return m_endSpawned; }

    /// All that are about the selected processes, in their order, appended to `menu`.
    void addTo(QMenu& menu) const;

    /// Takes the icons anew; to be called when the theme changed.
    void updateIcons();

signals:
    /// What came of the last action, for the person: an error, or what was done.
    void reported(const QString& text, bool isError);
    /// A kill is being asked for, and this would come of it; nothing when it no longer is.
    void previewed(const factorama::KillPreview& preview);

private:
    using Act = std::function<Outcome(Pid)>;
    struct Restarted {
        Pid pid; ///< `<0.0.0>` for none
        Atom name{}; ///< `undefined` if it had none
        std::uint64_t lastNotice = 0; ///< sequence of the newest one that was read
        QDeadlineTimer until{}; ///< after which it is no longer waited for
    };

    void updateEnabled();
    /// Does it to all that are selected, and reports: `done` is what was done, with %1 for whom.
    Outcome doToAll(const Act& act, const QString& done);
    QString subject() const;
    QStringList knownWords() const;
    QStringList knownMessages() const;
    void killSelected();
    void restartSelected();
    /// Selects what came of the process that was restarted last, once that is known.
    void followRestarted();
    void forgetRestarted();
    void askForMessage();
    void askForPeer(const QString& objectName, const QString& title, const QString& explanation,
                    const QString& button, const QString& done, std::function<Outcome(Pid, Pid)> act);
    void askForName();
    void askForMailboxLimit();
    void endAllSpawned();

    ViewClock& m_clock;
    QWidget* m_window;
    QAction* m_kill;
    QAction* m_restart;
    QAction* m_suspend;
    QAction* m_resume;
    QAction* m_send;
    QAction* m_link;
    QAction* m_unlink;
    QAction* m_monitor;
    QAction* m_register;
    QMenu* m_priorities;
    QAction* m_mailboxLimit;
    QAction* m_copyPid;
    QAction* m_endSpawned;
    Restarted m_restarted;
};

} // namespace factorama
