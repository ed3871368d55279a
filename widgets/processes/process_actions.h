// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include "runtime/term/pid.h"

class QAction;
class QMenu;
class QWidget;

namespace factorama {

class ViewClock;
struct KillPreview;

/// What can be done with the selected process, as actions that every view, menu and toolbar shares.
class ProcessActions : public QObject {
    Q_OBJECT

public:
    /// @param window the parent of dialogs, and the widget that the shortcuts work in.
    ProcessActions(ViewClock& clock, QWidget* window);

    QAction* kill() const { return m_kill; } ///< asks for the reason first
    QAction* restart() const { return m_restart; }
    QAction* copyPid() const { return m_copyPid; }

    /// All of them, in their order, appended to `menu`.
    void addTo(QMenu& menu) const;

    /// Takes the icons anew; to be called when the theme changed.
    void updateIcons();

signals:
    /// What came of the last action, for the person: an error, or what was done.
    void reported(const QString& text, bool isError);
    /// A kill is being asked for, and this would come of it; nothing when it no longer is.
    void previewed(const factorama::KillPreview& preview);

private:
    void updateEnabled();
    void killSelected();
    void restartSelected();

    ViewClock& m_clock;
    QWidget* m_window;
    QAction* m_kill;
    QAction* m_restart;
    QAction* m_copyPid;
};

} // namespace factorama
