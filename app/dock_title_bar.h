// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QDockWidget;
class QToolButton;

namespace factorama {

/// The title of a dock, with buttons for its help, to take it out of the window, and to close it. By itself a
/// dock has no place for the first. Drags and double clicks go through to the dock.
class DockTitleBar : public QWidget {
    Q_OBJECT

public:
    explicit DockTitleBar(QDockWidget& dock);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void helpWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QToolButton* makeButton(const char* name, const QString& text);
    void updateTexts();
    void updateIcons();

    QDockWidget& m_dock;
    QToolButton* m_help;
    QToolButton* m_float;
    QToolButton* m_close;
};

} // namespace factorama
