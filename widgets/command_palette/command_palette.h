// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QPointer>
#include <QStringList>

class QLineEdit;
class QListView;
class QMainWindow;

namespace factorama {

class CommandPaletteModel;
class TonedLabel;
class ViewClock;

/// A line to type into and the commands that fit, best first: Return runs the chosen one, Escape closes.
/// Without anything typed, those used last come first. A pid or a process's name finds the process, and
/// selects it. Lies over the window, so that no window manager has to place it.
class CommandPalette : public QFrame {
    Q_OBJECT

public:
    CommandPalette(QMainWindow& window, ViewClock& clock);

    /// Shows itself with the commands of now, and takes the keyboard.
    void open();
    /// Hides itself, and gives the keyboard back to whoever had it.
    void dismiss();

    QLineEdit& field() const { return *m_field; }
    QListView& list() const { return *m_list; }

    /// Names of commands, the one used last first; at most 12.
    const QStringList& recentCommands() const { return m_recent; }
    void setRecentCommands(const QStringList& names) { m_recent = names; }

signals:
    void recentCommandsChanged(const QStringList& names);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void search();
    void explain();
    void run(int row);
    void place();
    void recolour();

    QMainWindow& m_window;
    ViewClock& m_clock;
    CommandPaletteModel* m_model;
    QLineEdit* m_field;
    QListView* m_list;
    TonedLabel* m_hint;
    QStringList m_recent;
    QPointer<QWidget> m_before; ///< who had the keyboard
};

} // namespace factorama
