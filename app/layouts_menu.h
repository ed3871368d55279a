// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QMenu>

class QMainWindow;

namespace factorama {

/// The arrangements of panels that the person gave a name: restores, saves and deletes them.
class LayoutsMenu : public QMenu {
    Q_OBJECT

public:
    /// @param version see QMainWindow::saveState().
    LayoutsMenu(QMainWindow& window, int version);

    const QMap<QString, QByteArray>& layouts() const { return m_layouts; }
    void setLayouts(const QMap<QString, QByteArray>& layouts);

    /// Saves how the panels are now; one of the same name is replaced.
    void saveAs(const QString& name);
    void restore(const QString& name);
    void remove(const QString& name);

signals:
    void layoutsChanged(const QMap<QString, QByteArray>& layouts);
    void reported(const QString& text, bool isError);

private:
    void askForName();
    void rebuild();

    QMainWindow& m_window;
    int m_version;
    QMap<QString, QByteArray> m_layouts;
    QAction* m_save;
    QMenu* m_delete;
};

} // namespace factorama
