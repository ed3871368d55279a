// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRect>
#include <QWidget>

class QDockWidget;
class QToolButton;

namespace factorama {

/// The title of a dock, with buttons for its help, to take it out of the window, and to close it. By itself a
/// dock has no place for the first, and floats where it was. Drags go through to the dock.
class DockTitleBar : public QWidget {
    Q_OBJECT

public:
    explicit DockTitleBar(QDockWidget& dock);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void helpWanted();

protected:
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void toggleFloating();
    QToolButton* makeButton(const char* name, const QString& text);
    void updateTexts();
    void updateIcons();

    QDockWidget& m_dock;
    QRect m_lastPlace; ///< where it floated before
    QToolButton* m_help;
    QToolButton* m_float;
    QToolButton* m_close;
};

} // namespace factorama
