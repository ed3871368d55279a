// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QObject>
#include <QSize>
#include <QSizeF>

class QDockWidget;
class QMainWindow;

namespace factorama {

/// Lets docks grow and shrink with their window. By itself QMainWindow gives all that comes to the central
/// widget, and takes all that goes from there.
///
/// The window's thread.
class DockPortions : public QObject {
    Q_OBJECT

public:
    explicit DockPortions(QMainWindow& window);

    /// The docks have their places: from now on what a person makes of them is kept.
    void start();
    /// The window has been resized: the docks get the portions that they had.
    void keep();

    /// For each dock, once; of those that are made anew under the same name the portions stay.
    void watch(QDockWidget& dock);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void note(const QDockWidget& dock);

    QMainWindow& m_window;
    QHash<QString, QSizeF> m_portions; ///< of the window's width and height, by the docks' names
    QSize m_size; ///< the window's, when they hold; invalid meanwhile
    bool m_started = false;
};

} // namespace factorama
